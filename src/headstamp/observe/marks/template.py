"""Empty forms to fill in: CSV, XLSX with explanations and lists to choose from, JSON, YAML."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from headstamp.core.errors import OutputError, UsageError
from headstamp.core.record import ItemKind, MarkState


class FormColumn(NamedTuple):
    """A column of the form: its name, what belongs into it, an example, and the words to choose from."""

    name: str
    about: str
    example: str
    choices: tuple[str, ...] = ()


_STATES = tuple(state.value for state in MarkState)
FORM: tuple[FormColumn, ...] = (
    FormColumn("id", "Your name for the item, used once", "A-017"),
    FormColumn("kind", "What it is", "cartridge", tuple(k.value for k in ItemKind)),
    FormColumn("quantity", "How many alike items this row stands for", "400"),
    FormColumn("heads_read", "How many headstamps were read", "17"),
    FormColumn("heads_seen", "Of about how many", "400"),
    FormColumn("sampling", "How the ones read were chosen", "every 20th from the open tin"),
    FormColumn("within", "id of the crate, tin or packet it was in", "CRATE-2"),
    FormColumn("sealed", "For packaging: was it sealed when found", "no", ("yes", "no")),
    FormColumn("calibre", "As marked or measured by eye", "7.62x39"),
    FormColumn("model", "What the recorder takes it for", "F-7"),
    FormColumn("headstamp", "As seen: ? one sign, … any number, [38] either; blank for a bare head", "539 67"),
    FormColumn("headstamp_position", "Clock hours of the signs", "12; 6"),
    FormColumn("headstamp_legibility", "1 clear to 0 beyond reading, or 80%", "0.8"),
    FormColumn("headstamp_state", "As the maker left it, or not", "as made", _STATES),
    FormColumn("mark_1", "Another mark as seen; mark_2, mark_3 ... for more", "방-122"),
    FormColumn("mark_1_position", "Where on the item", "rocket motor, near the nozzle"),
    FormColumn("mark_1_technique", "stamped, stencilled, painted, engraved, cast, label", "stencilled"),
    FormColumn("mark_1_script", "Script of the mark", "Hangul"),
    FormColumn("mark_1_legibility", "1 clear to 0 beyond reading", "1"),
    FormColumn("mark_1_state", "As the maker left it, or not", "as made", _STATES),
    FormColumn("mark_1_photo", "Name of the photo that shows it", "IMG_0412.jpg"),
    FormColumn("mark_2", "A further mark", "10-85"),
    FormColumn("serial", "Serial number as seen; 'removed' where it was ground off", "123456"),
    FormColumn("serial_state", "As the maker left it, or not", "as made", _STATES),
    FormColumn("lot", "Lot or batch line as seen", "10-85-3"),
    FormColumn("selector", "Signs of the fire selector", "L D"),
    FormColumn("packaging_text", "Text on the crate, tin, packet or label", "Parts of bulldozer / D.P.R. of KOREA"),
    FormColumn("date_mark", "A date marked on the item", "1985"),
    FormColumn("import_mark", "An importer's mark", ""),
    FormColumn("colours", "position: colour, with semicolons between", "tip: green; band: red"),
    FormColumn("features", "What can be seen of its build, with semicolons between", "red band; milled receiver"),
    FormColumn("how", "How it came to hand", "seized", ("seized", "found", "surrendered", "photographed by others")),
    FormColumn("recovered", "Date of recovery: 1988, c. 1988, 1986/1988, 2024-02-07, unknown", "2024-02-07"),
    FormColumn("documented", "Date of documentation", "2024-02-09"),
    FormColumn("place", "Place of recovery; confidential unless you open it", "Omdurman"),
    FormColumn("country", "Country of recovery, as you write it", "SD"),
    FormColumn("lat", "Latitude in degrees, WGS 84", "15.64"),
    FormColumn("lon", "Longitude in degrees, WGS 84", "32.48"),
    FormColumn("precision_km", "Radius in km the coordinates are good for", "5"),
    FormColumn("disputed", "Is the place disputed", "no", ("yes", "no")),
    FormColumn("holder", "Who holds it now; confidential", ""),
    FormColumn("recorder", "Who recorded it; confidential", ""),
    FormColumn("photos", "Names of photos, with semicolons between", "IMG_0412.jpg; IMG_0413.jpg"),
    FormColumn("note", "Anything else; confidential", ""),
    FormColumn("sensitivity", "field: public, restricted or confidential", "place: public; serial: restricted"),
)
_NESTED = {"marks": "[{text, position, technique, script, legibility, state, photo}], as many as there are"}


def template_text(form: str = "csv") -> str:
    """The empty form as text: `csv`, `json` or `yaml`. Raises UsageError for any other."""
    if form == "csv":
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerow([column.name for column in FORM])
        return out.getvalue()
    if form == "json":
        empty: dict[str, Any] = {c.name: "" for c in FORM if not c.name.startswith("mark_")} | {"marks": []}
        return json.dumps({"items": [empty]}, indent=2, ensure_ascii=False) + "\n"
    if form == "yaml":
        lines = [
            "# One record a block. Put marks in quotation marks; marks is a list of texts or of mappings.",
            "items:",
        ]
        for i, column in enumerate(c for c in FORM if not c.name.startswith("mark_")):
            example = f", such as {column.example!r}" if column.example else ""
            lines.append(f'  {"- " if i == 0 else "  "}{column.name}: ""  # {column.about}{example}')
        lines.append(f"    marks: []  # {_NESTED['marks']}")
        return "\n".join(lines) + "\n"
    raise UsageError(f"no form in {form!r}", hint="Forms are csv, xlsx, json and yaml.")


def write_template(path: str | Path) -> Path:
    """Write the empty form in the format of the ending (.csv, .xlsx, .json, .yaml). Raises UsageError, OutputError."""
    path = Path(path)
    form = {".csv": "csv", ".json": "json", ".yaml": "yaml", ".yml": "yaml", ".xlsx": "xlsx"}.get(path.suffix.casefold())
    if form is None:
        raise UsageError(f"no form ends in {path.suffix or 'nothing'!r}", hint="End it in .csv, .xlsx, .json or .yaml.")
    try:
        if form == "xlsx":
            path.write_bytes(_workbook())
        else:
            # a byte order mark lets spreadsheets see that a CSV is UTF-8
            path.write_text(template_text(form), encoding="utf-8-sig" if form == "csv" else "utf-8", newline="\n")
    except OSError as error:
        hint = "Choose a folder that exists and that you may write to."
        raise OutputError(f"cannot write the form: {error.strerror}", hint=hint, file=path) from error
    return path


def _workbook() -> bytes:
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    text, head = book.add_format({"num_format": "@"}), book.add_format({"bold": True, "bottom": 1})
    items, about = book.add_worksheet("items"), book.add_worksheet("columns")
    items.freeze_panes(1, 1)
    # cells are text, so that no spreadsheet turns 10-54 into a date or 0123 into a number
    items.set_column(0, len(FORM) - 1, 16, text)
    for i, column in enumerate(FORM):
        items.write_string(0, i, column.name, head)
        if column.choices:
            choice = {"validate": "list", "source": list(column.choices), "error_type": "warning"}
            items.data_validation(1, i, 9999, i, choice)
    rows: Sequence[Sequence[str]] = [("name", "what belongs there", "example"), *(c[:3] for c in FORM)]
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            about.write_string(r, c, cell, head if r == 0 else text)
    about.set_column(0, 0, 22)
    about.set_column(1, 2, 60)
    book.close()
    return out.getvalue()
