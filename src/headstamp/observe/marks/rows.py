"""Tables as rows: the header is found, each row becomes a mapping of column name to cell, bad cells are named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from headstamp.core.errors import InputError, LimitError, RecordError
from headstamp.observe.marks.columns import MARK_FIELDS, column, plain

MAX_COLUMNS = 2_000
SEARCHED = 20  # rows in which the header is looked for
_EVIDENCE = frozenset({*MARK_FIELDS, "kind", "calibre", "model", "features", "colours"})
_REJECT_FILE = ("file", "row", "column", "reason", "hint")


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as it stands in the file: its number, its cells by name, the error that keeps it from being read."""

    number: int
    record: Mapping[str, Any]
    error: InputError | None = None


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell that is not a value: a formula, an error value, a broken line."""

    what: str
    hint: str
    text: str = ""

    def __str__(self) -> str:
        return self.text


Cells = Sequence[Any]
_TEXTS = {str}


def score(cells: Cells) -> int:
    """How many cells of a row are known column names; 0 where none of them bears evidence."""
    known = [c for cell in cells if isinstance(cell, str) and (c := column(cell))]
    return len(known) if any(c.field in _EVIDENCE for c in known) else 0


def header(rows: Iterable[tuple[int, Cells]]) -> tuple[int, list[str]] | None:
    """The row number and names of the first row with two known columns, or of a table of one known column."""
    for number, cells in rows:
        filled = [c for c in cells if c not in (None, "")]
        if score(cells) >= min(2, len(filled) or 2):
            try:
                return number, _names(cells)
            except LimitError as error:
                error.row = number
                raise
    return None


def no_header(rows: Iterable[tuple[int, Cells]], file: str) -> InputError:
    """The error for a table without a recognisable header; it names what stands in the first row instead."""
    first = next(((n, [str(c)[:30] for c in cells if c not in (None, "")][:8]) for n, cells in rows if any(cells)), (1, []))
    return InputError(
        f"no recognisable header; the first row holds {', '.join(map(repr, first[1])) or 'nothing'}",
        hint="Name the columns in the first row: id, kind, calibre and one of headstamp, marks, features; "
        "'headstamp template' writes an empty form.",
        file=file,
        row=first[0],
    )


def _names(cells: Cells) -> list[str]:
    if len(cells) > MAX_COLUMNS:
        raise LimitError(f"too wide: {len(cells)} columns, {MAX_COLUMNS} is the most", hint="Leave out what is not on the form.")
    names: list[str] = []
    taken: set[str] = set()
    last: Counter[str] = Counter()
    for i, cell in enumerate(cells):
        name = " ".join(str(cell).split()) if cell not in (None, "") else f"column {_letter(i)}"
        own, unique = plain(name), name
        while plain(unique) in taken:  # a second column of one name becomes "mark 2", a third "mark 3"
            last[own] += 1
            unique = f"{name} {last[own] + 1}"
        taken.add(plain(unique))
        names.append(unique)
    while names and names[-1].startswith("column ") and cells[len(names) - 1] in (None, ""):
        names.pop()
    return names


def _letter(index: int) -> str:
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def records(rows: Iterable[tuple[int, Cells]], names: list[str]) -> Iterator[RawRow]:
    """Rows under the header; empty rows are passed over, a row with a bad or surplus cell carries its error."""
    bookkeeping = set(_REJECT_FILE) if set(_REJECT_FILE) <= set(names) else set()  # a corrected rejects file
    marks = {n for n in names if (c := column(n)) and not c.attribute and c.field in (*MARK_FIELDS, "calibre", "model")}
    width = len(names)
    for number, cells in rows:
        record = {n: c for n, c in zip(names, cells, strict=False) if c or c == 0}  # 0 and False are said, "" is not
        if bookkeeping:
            record = {n: c for n, c in record.items() if n not in bookkeeping}
        error = None
        if len(cells) > width and any(c not in (None, "") for c in cells[width:]):
            error = RecordError(
                f"too many cells: {len(cells)} where the header names {width}",
                hint="Put quotation marks around a cell that holds the delimiter.",
            )
            record[f"column {_letter(width)}"] = next(c for c in cells[width:] if c not in (None, ""))
        elif not record:
            continue
        yield RawRow(number, record, error or _bad(record, marks))


def _bad(record: Mapping[str, Any], marks: set[str]) -> InputError | None:
    if set(map(type, record.values())) <= _TEXTS:
        return None
    for name, cell in record.items():
        if isinstance(cell, str):
            continue
        if isinstance(cell, BadCell):
            return RecordError(cell.what, hint=cell.hint, column=name)
        if name in marks and isinstance(cell, (date, time, timedelta)):
            return RecordError(
                f"changed by the spreadsheet: this became the date {cell}",
                hint="Format the column as text and type what was seen.",
                column=name,
            )
        if name in marks and isinstance(cell, (int, float)) and abs(cell) >= 1e15:
            return RecordError(
                "changed by the spreadsheet: a number of more than 15 digits is rounded",
                hint="Format the column as text and type what was seen.",
                column=name,
            )
    return None
