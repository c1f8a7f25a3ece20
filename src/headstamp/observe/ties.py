"""Ties of your own as a CSV table: who does what to whom, with which share, since when, and who says so.

    subject,relation,object,detail,share,since,until,source,grade

`share` is `50` or `25-40` (percent), dates are days, months or years, `grade` is an Admiralty grade such as B2. Subject and
object are ids of the network or names. `relation` may be left out of a table of shares, and is then `owns`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from headstamp.core.claim import Grade
from headstamp.core.errors import InputError, LimitError, RecordError
from headstamp.core.when import When
from headstamp.observe.marks.table_csv import decode

COLUMNS = ("subject", "relation", "object", "detail", "share", "since", "until", "source", "grade")
NEEDED = ("subject", "object", "source")
MAX_BYTES = 256 << 20
LONGEST = 1_000  # signs of a cell
DELIMITERS = (",", ";", "\t")
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_GRADE = re.compile(r"([A-F])\s*([1-6])")
_FORM = f"columns: {','.join(COLUMNS)}; subject, object and source have to be there"


@dataclass(frozen=True, slots=True)
class TieRow:
    """One row of the table, as typed values. `share` in percent, None = none stated; `grade` None = graded by nobody."""

    row: int
    subject: str
    relation: str
    object: str
    detail: str
    share: tuple[float, float] | None
    since: str
    until: str
    source: str
    grade: Grade | None


@dataclass(frozen=True, slots=True)
class TieTable:
    """The rows of a file, and those set aside: each an error that names row, column and reason."""

    file: str
    rows: tuple[TieRow, ...]
    rejects: tuple[RecordError, ...]


def read_ties(path: str | Path, *, relation: str = "") -> TieTable:
    """Read a table. `relation`: what a row without one says. A bad row is set aside with its reason, never mended.

    Raises InputError or LimitError where the file as a whole cannot be read, or no row of it could be.
    """
    file = Path(path)
    rows: list[TieRow] = []
    rejects: list[RecordError] = []
    for number, cells in _cells(file, relation):
        try:
            rows.append(_row(cells, number, relation))
        except RecordError as error:
            error.file = file.name
            rejects.append(error)
    if rejects and not rows:
        first = rejects[0]
        what = f"no row could be read; the first says: {first.what}"
        raise InputError(what, file=file.name, row=first.row, column=first.column, hint=first.hint)
    if not rows:
        raise InputError("holds no tie", file=file.name, hint=_FORM)
    return TieTable(file.name, tuple(rows), tuple(rejects))


def _cells(file: Path, relation: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Row number, as a spreadsheet counts them, and its cells by name of column."""
    if not file.is_file():
        what = "not a file: a folder, a pipe or a device" if file.exists() else "no such file"
        raise InputError(what, file=file, hint=_FORM)
    if file.stat().st_size > MAX_BYTES:
        raise LimitError(f"larger than {MAX_BYTES >> 20} MB", file=file.name, hint="Split the table.")
    text, _ = decode(file.read_bytes(), None, file.name)
    head = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    names = [name.strip().casefold() for name in next(reader, [])]
    needed = NEEDED if relation else (*NEEDED, "relation")
    if lacking := [name for name in needed if name not in names]:
        raise InputError(f"lacks the column {lacking[0]!r}", file=file.name, row=1, hint=_FORM)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, dict(zip(names, (c.strip() for c in cells), strict=False))
    except csv.Error as error:
        raise InputError(f"is no table: {error}", file=file.name, row=reader.line_num, hint="Export it as CSV.") from error


def _row(cells: Mapping[str, str], row: int, relation: str) -> TieRow:
    for column in COLUMNS:
        if len(cells.get(column, "")) > LONGEST:
            raise RecordError(f"longer than {LONGEST} signs", row=row, column=column, hint="Shorten it.")
    said = {name: cells.get(name, "") for name in COLUMNS}
    said["relation"] = re.sub(r"[\s-]+", "_", said["relation"].casefold()) or relation
    for column in (*NEEDED, "relation"):
        if not said[column]:
            hint = "Say where it can be read: a tie without a source is not drawn." if column == "source" else _FORM
            raise RecordError("is empty", row=row, column=column, hint=hint)
    since, until = (_day(said[column], row, column) for column in ("since", "until"))
    begin, end = _dated(since), _dated(until)
    if begin and end and begin.first and end.last and begin.first > end.last:
        raise RecordError(f"ends ({until}) before it begins ({since})", row=row, column="until", hint="Put the dates in order.")
    share, grade = _share(said["share"], row), _grade(said["grade"], row)
    return TieRow(
        row, said["subject"], said["relation"], said["object"], said["detail"], share, since, until, said["source"], grade
    )  # fmt: skip


def _day(text: str, row: int, column: str) -> str:
    if not text:
        return ""
    if _dated(text) is not None:
        return text
    raise RecordError(f"{text!r} is no date", row=row, column=column, hint="Write 2023-03-30, 2023-03 or 2023.")


@lru_cache(maxsize=65_536)
def _dated(text: str) -> When | None:
    """Kept, since many rows of a table begin on the same few days."""
    with suppress(ValueError):
        if _DAY.fullmatch(text):
            return When.parse(text)
    return None


def _share(text: str, row: int) -> tuple[float, float] | None:
    """`50`, `50 %`, `25-40` as bounds in percent; None where nothing is stated."""
    if not text:
        return None
    low, _, high = text.replace("%", "").replace("–", "-").replace(" ", "").partition("-")
    try:
        bounds = float(low), float(high or low)
    except ValueError:
        raise RecordError(f"{text!r} is no share", row=row, column="share", hint="Write 50 or 25-40, in percent.") from None
    if not 0 <= bounds[0] <= bounds[1] <= 100:
        raise RecordError(f"{text!r} is no share of 0 to 100", row=row, column="share", hint="Write 50 or 25-40, in percent.")
    return bounds


def _grade(text: str, row: int) -> Grade | None:
    if not text:
        return None
    found = _graded(text)
    if found is None:
        raise RecordError(f"{text!r} is no grade", row=row, column="grade", hint="An Admiralty grade: A to F and 1 to 6, as B2.")
    return found


@lru_cache(maxsize=256)
def _graded(text: str) -> Grade | None:
    found = _GRADE.fullmatch(text.upper())
    return Grade.model_validate({"reliability": found[1], "credibility": int(found[2])}) if found else None
