"""Rows of delimited text with their line numbers; what cannot be a row is named instead of guessed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from headstamp.core.decoded import REASON, readable, recode
from headstamp.core.errors import InputError
from headstamp.reference.watchlist.model import Reject
from headstamp.reference.watchlist.unpack import Doc, Survey, text_of

MAX_CELL = 1 << 20  # signs


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it begins on, counted from 1, and its cells."""

    number: int
    cells: list[str]


def rows(doc: Doc, seen: Survey, delimiter: str = ",", width: int = 0) -> Iterator[Row | Reject]:
    """The rows of `doc`, empty ones passed over. `width` > 0 = how many cells a row has; others are set aside.

    Raises InputError where the file breaks off: in the middle of a row, or inside quotation marks.
    """
    csv.field_size_limit(MAX_CELL)
    with text_of(doc, seen) as stream:
        reader = csv.reader(stream, delimiter=delimiter, strict=True)
        last: Row | Reject | None = None
        line = 1
        while True:
            if last is not None:
                yield last
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                if "unexpected end" in str(error):
                    raise _cut(doc.name, line) from error
                last, line = Reject(doc.name, line, f"unreadable row: {error}"), reader.line_num + 1
                continue
            began, line = line, reader.line_num + 1
            last = _row(doc.name, began, cells if seen.encoding else _decoded(cells), width)
            if isinstance(last, Reject) and 0 < len(cells) < width and not seen.complete and _at_end(stream):
                raise _cut(doc.name, began)


def _at_end(stream: io.TextIOWrapper) -> bool:
    return stream.read(1) == ""


def _decoded(cells: list[str]) -> list[str] | None:
    """Cells of which some may not be UTF-8; None where one of them would become another text."""
    return [recode(cell) for cell in cells] if all(map(readable, cells)) else None


def _row(file: str, number: int, cells: list[str] | None, width: int) -> Row | Reject | None:
    if cells is None:
        return Reject(file, number, REASON)
    if not any(cell.strip("\x1a \t") for cell in cells):
        return None
    shown = " | ".join(cells)[:80].replace("\x00", "␀")
    if any("\x00" in cell for cell in cells):
        return Reject(file, number, "holds NUL signs", shown)
    if width and len(cells) != width:
        return Reject(file, number, f"{len(cells)} cells where a row has {width}", shown)
    return Row(number, cells)


def _cut(file: str, row: int) -> InputError:
    hint = "fetch the file again: a list that is cut off would miss its last entries without a word"
    return InputError("the list is cut off in the middle", hint=hint, file=file, row=row)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header. `get` finds a cell by any of the names that a column goes by, `all` every one; the second column of
    one name is `name#2`."""

    index: dict[str, int]
    rows: Iterator[Row | Reject]

    def get(self, row: Row, *names: str) -> str:
        """The first non-empty cell of the columns named, stripped; an empty text where there is none."""
        for name in names:
            at = self.index.get(name)
            if at is not None and at < len(row.cells) and (cell := row.cells[at].strip()):
                return cell
        return ""

    def all(self, row: Row, *names: str) -> list[str]:
        """Every non-empty cell of the columns named, stripped."""
        return [cell for name in names if (cell := self.get(row, name))]


def _places(header: Sequence[str]) -> dict[str, int]:
    index: dict[str, int] = {}
    for at, cell in enumerate(header):
        key = name = plain(cell)
        nth = 1
        while key in index:
            nth += 1
            key = f"{name}#{nth}"
        index[key] = at
    return index


def table(doc: Doc, seen: Survey, wanted: Sequence[str], delimiter: str = ",") -> Table:
    """The table below the first row that names every column of `wanted`. Raises InputError where there is no such row.

    Column names are compared without case, signs and spaces: `Name 6`, `name6` and `NAME_6` are one.
    """
    given = rows(doc, seen, delimiter)
    for _ in range(20):
        row = next(given, None)
        if row is None:
            break
        if isinstance(row, Row):
            index = _places(row.cells)
            if all(name in index for name in wanted):
                return Table(index, _as_wide(doc.name, given, len(row.cells), seen))
    hint = f"the header has to name {', '.join(wanted)}"
    raise InputError("no row of column names was found", hint=hint, file=doc.name, row=1)


def _as_wide(file: str, given: Iterator[Row | Reject], width: int, seen: Survey) -> Iterator[Row | Reject]:
    held: Row | Reject | None = None
    for row in given:
        if held is not None:
            yield held
        held = row
        if isinstance(row, Row) and len(row.cells) > width and any(cell.strip() for cell in row.cells[width:]):
            shown = " | ".join(row.cells)[:80]
            held = Reject(file, row.number, f"{len(row.cells)} cells where the header names {width}", shown)
    if isinstance(held, Row) and len(held.cells) < width and not seen.complete:
        raise _cut(file, held.number)
    if held is not None:
        yield held


def plain(name: str) -> str:
    """A column name without case, signs and spaces."""
    return "".join(char for char in name.casefold() if char.isalnum())
