"""How the columns of a file are understood: a mapping that is guessed, shown, saved and used again."""

from __future__ import annotations

import io
from collections.abc import Mapping as Map
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from headstamp.core.declaration import COLUMNS
from headstamp.core.errors import InputError, UsageError

_OURS = ("file", "row", "superseded", "doubts")  # said by the reading, not by a column
FIELDS: dict[str, str] = {c.name: c.about for c in COLUMNS if c.name not in _OURS} | {
    "mass_unit": "unit of the masses of the row: kg, t, lb, g"
}
"""What a column can be mapped to, and what it is; `mass_unit` is a column that goes into the masses."""
KINDS = {column.name: column.kind for column in COLUMNS} | {"mass_unit": "text"}
MASSES = ("gross_kg", "net_kg", "vgm_kg")
NUMBERS = tuple(column.name for column in COLUMNS if column.kind == "number")
MAX_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Mapping:
    """`columns` = field -> heading; `constants` = field -> what every row says; `decimal` = number field -> `.`, `,`, `?`
    (contradictory) or empty (nothing tells); `date_order` = `dmy`, `mdy`, `?` or empty; `mass_unit` = field -> kg, t, lb,
    g; `hs_edition` = year of the nomenclature; `list_separator` = between several values of one cell, empty = the usual
    ones; `hs_lost_zeros` = the commodity codes lost their first zero in a spreadsheet.
    """

    columns: Map[str, str] = field(default_factory=dict)
    constants: Map[str, str] = field(default_factory=dict)
    decimal: Map[str, str] = field(default_factory=dict)
    date_order: str = ""
    mass_unit: Map[str, str] = field(default_factory=dict)
    hs_edition: str = ""
    list_separator: str = ""
    hs_lost_zeros: bool = False

    def __post_init__(self) -> None:
        for name in (*self.columns, *self.constants):
            if name not in FIELDS:
                raise UsageError(f"no field is called {name!r}", hint=f"fields are {', '.join(FIELDS)}")
        if self.date_order not in ("dmy", "mdy", "?", ""):
            raise UsageError(f"date_order is {self.date_order!r}", hint="write dmy or mdy")
        if bad := {m for m in self.decimal.values() if m not in (".", ",", "?", "")}:
            raise UsageError(f"decimal is {bad.pop()!r}", hint="write a point or a comma, in quotation marks")
        if bad := {u for u in self.mass_unit.values() if u not in ("kg", "t", "lb", "g")}:
            raise UsageError(f"mass_unit is {bad.pop()!r}", hint="write kg, t, lb or g")


def mapping_text(mapping: Mapping) -> str:
    """The mapping as YAML, as `--mapping` reads it again."""
    from ruamel.yaml import YAML

    tree: dict[str, Any] = {"columns": dict(mapping.columns)}
    for name in ("constants", "decimal", "mass_unit"):
        if rows := dict(getattr(mapping, name)):
            tree[name] = rows
    for name in ("date_order", "hs_edition", "list_separator"):
        if getattr(mapping, name):
            tree[name] = getattr(mapping, name)
    if mapping.hs_lost_zeros:
        tree["hs_lost_zeros"] = True
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style, yaml.allow_unicode, yaml.width, yaml.sort_base_mapping_type_on_output = False, True, 4096, False  # type: ignore[assignment]
    out = io.StringIO()
    yaml.dump(tree, out)
    return out.getvalue()


def save_mapping(mapping: Mapping, path: str | Path) -> None:
    """Write the mapping as YAML, UTF-8."""
    Path(path).write_text(mapping_text(mapping), encoding="utf-8")


def load_mapping(path: str | Path) -> Mapping:
    """A mapping that was saved, or written by hand: `decimal: ","` and `mass_unit: t` may be said for all columns at once.

    Raises InputError for a file that is no YAML mapping, UsageError for a field or a value that is not known.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    file = Path(path)
    try:
        text = file.read_bytes()[: MAX_BYTES + 1].decode("utf-8-sig")
        tree = YAML(typ="safe", pure=True).load(text) if len(text) <= MAX_BYTES else None
    except (OSError, UnicodeError) as error:
        raise InputError(f"cannot be read: {error}", hint="give a mapping file in UTF-8", file=file) from error
    except (YAMLError, ValueError, RecursionError) as error:
        what = getattr(error, "problem", None) or str(error).partition("\n")[0]
        mark = getattr(error, "problem_mark", None)
        raise InputError(
            f"not YAML: {what[:120]}", hint="check colons and indentation", file=file, row=mark.line + 1 if mark else None
        ) from error
    if not isinstance(tree, dict) or not isinstance(tree.get("columns", {}), dict):
        raise InputError("not a mapping", hint="write `columns:` and below it `field: heading`, one a line", file=file)
    known = Mapping.__dataclass_fields__
    if unknown := [str(name) for name in tree if name not in known]:
        raise UsageError(f"{file.name}: no setting is called {unknown[0]!r}", hint=f"settings are {', '.join(known)}")
    return _made(tree)


def _made(tree: dict[str, Any]) -> Mapping:
    made: dict[str, Any] = {}
    for name, value in tree.items():
        if name in ("columns", "constants", "decimal", "mass_unit"):
            spread = NUMBERS if name == "decimal" else MASSES if name == "mass_unit" else ()
            rows = value if isinstance(value, dict) else dict.fromkeys(spread, value)
            made[name] = {_word(name, key): _word(name, one) for key, one in rows.items()}
        elif name == "hs_lost_zeros":
            made[name] = value is True
        else:
            made[name] = _word(name, value)
    return Mapping(**made)


def _word(setting: str, value: object) -> str:
    """One word of a mapping. Lists are refused before they are written out: aliases within them grow without end."""
    if isinstance(value, dict | list | tuple | set):
        raise UsageError(f"{setting} holds a list where a word belongs", hint="write `field: heading`, one a line")
    return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Understood:
    """How one file was understood. `unused` = headings that went nowhere; `open` = what could be read in more than one way, in
    words, to be shown and decided; `notes` = encoding, delimiter, sheet, settings that were inferred.
    """

    file: str
    form: str
    header_row: int
    headings: tuple[str, ...]
    mapping: Mapping
    unused: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def noting(self, *notes: str) -> Understood:
        """The same with more notes."""
        return replace(self, notes=(*self.notes, *notes))
