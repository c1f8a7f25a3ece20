"""Rows of delimited text, also of text that broke: an open quote costs one row, not the rest of the file."""

from __future__ import annotations

import csv
import io
import zlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, NamedTuple, Self

from headstamp.core.decoded import HINT, readable, recode
from headstamp.core.errors import InputError

MOST_LINES = 120  # of one row: a cell of many lines; beyond it a quote was left open
MOST_SIGNS = 64 << 20  # of one line: beyond it a file is no table, or a packed bomb


class Row(NamedTuple):
    """`number` = its line in the file, from 1 (of Parquet: its row); `recoded` = cells that were not UTF-8; `unread` = places of
    cells whose bytes would be read as something else."""

    number: int
    cells: list[str]
    recoded: int = 0
    unread: frozenset[int] = frozenset()

    @classmethod
    def of(cls, number: int, cells: list[str]) -> Self:
        """A row whose cells are all text that can be written again."""
        if all(cell.isascii() for cell in cells):
            return cls(number, cells)
        clean = [cell if cell.isascii() else recode(cell) for cell in cells]
        changed = [at for at, (a, b) in enumerate(zip(cells, clean, strict=True)) if a is not b]
        return cls(number, clean, len(changed), frozenset(at for at in changed if not readable(cells[at])))


class Aside(NamedTuple):
    """One row that could not be read, where it stands, and why."""

    file: str
    row: int
    column: str
    reason: str
    text: str


def read_line(stream: IO[str], path: Path, number: int) -> str:
    """The next line, empty at the end. Raises InputError for one that is longer than any table has."""
    line = stream.readline(MOST_SIGNS)
    if len(line) == MOST_SIGNS:
        hint = "no table has such lines; check where the file comes from"
        raise InputError(f"a line of more than {MOST_SIGNS >> 20} million signs", hint=hint, file=path, row=number)
    return line


class _Lines(Iterator[str]):
    """Lines of a stream, those of the row in hand remembered, so that they can be read another way."""

    def __init__(self, stream: io.TextIOWrapper, path: Path) -> None:
        self._stream, self._path, self._again = stream, path, deque[str]()
        self.held: list[str] = []
        self.done = 0  # lines of rows that were read

    def __next__(self) -> str:
        if len(self.held) >= MOST_LINES:
            raise csv.Error("a quote that is not closed")
        number = self.done + len(self.held) + 1
        line = self._again.popleft() if self._again else read_line(self._stream, self._path, number)
        if not line:
            raise StopIteration
        self.held.append(line)
        return line

    def taken(self, lines: int) -> int:
        """The first `lines` of the row in hand are read, the others come again; the number of its first line."""
        began = self.done + 1
        self._again.extendleft(reversed(self.held[lines:]))
        self.done += lines
        self.held.clear()
        return began


def csv_rows(path: Path, opened: Callable[[], io.TextIOWrapper]) -> tuple[list[str], Iterator[Row | Aside]]:
    """(the header, the rows below it). Raises InputError for a file without a line."""
    first = ""
    with opened() as stream:
        try:
            while (line := read_line(stream, path, 1)) and not first:
                first = line.strip()
        except (OSError, EOFError, UnicodeError, zlib.error) as error:
            raise InputError(f"cannot be read: {error}", hint="fetch or save the file again", file=path, row=1) from error
    if not first:
        raise InputError("an empty file", hint="give a file with a row of column names and rows below it", file=path)
    delimiter = "\t" if path.name.casefold().removesuffix(".gz").endswith(".tsv") else max(",;\t|", key=first.count)
    rows = _rows(path, opened, delimiter)
    header = next((row for row in rows if isinstance(row, Row)), None)
    if header is None:
        raise InputError("its first row cannot be read", hint="it has to name the columns", file=path, row=1)
    if header.unread:
        raise InputError("the names of its columns are not UTF-8", hint=HINT, file=path, row=header.number)
    return [cell.strip() for cell in header.cells], rows


def _rows(path: Path, opened: Callable[[], io.TextIOWrapper], delimiter: str) -> Iterator[Row | Aside]:
    with opened() as stream:
        lines = _Lines(stream, path)
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield _otherwise(path, lines, delimiter, str(error))
                reader = csv.reader(lines, delimiter=delimiter, strict=True)
                continue
            except (OSError, EOFError, UnicodeError, zlib.error) as error:
                what = f"cannot be read on: {error}"
                hint = "the file is cut off or damaged: fetch it again"
                raise InputError(what, hint=hint, file=path, row=lines.done + 1) from error
            began = lines.taken(len(lines.held))
            if cells:
                yield Row.of(began, cells)


def _otherwise(path: Path, lines: _Lines, delimiter: str, why: str) -> Row | Aside:
    """The first line of a row that broke, its quotes taken as they come; the lines behind it are read afresh."""
    first = lines.held[0]
    one = len(lines.held) == 1
    began = lines.taken(1)
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE) if one else (csv.QUOTE_NONE,):
        try:
            cells = next(csv.reader([first], delimiter=delimiter, quoting=quoting))
        except (csv.Error, StopIteration):
            continue
        return Row.of(began, [cell.strip('"') for cell in cells])
    return Aside(path.name, began, "", f"unreadable row: {why}", first[:80])


def width_checked(rows: Iterator[Row | Aside], header: Sequence[str], file: str, least: int = 0) -> Iterator[Row | Aside]:
    """Rows as wide as the header: empty cells at the end may be missing or too many, others set the row aside, as does a row
    that ends before the column `least`, the first one of names."""
    width = len(header)
    for row in rows:
        if isinstance(row, Row) and len(row.cells) != width:
            shown = " | ".join(row.cells)[:80]
            if len(row.cells) > width and any(cell.strip() for cell in row.cells[width:]):
                what = f"{len(row.cells)} cells where the header names {width}: a separator inside a name without quotes?"
                yield Aside(file, row.number, header[-1], what, shown)
                continue
            if len(row.cells) <= least and any(cell.strip() for cell in row.cells):
                what = f"{len(row.cells)} cells, and none for the name: another separator than in the header?"
                yield Aside(file, row.number, header[least], what, shown)
                continue
            row = row._replace(cells=(row.cells + [""] * width)[:width])
        yield row
