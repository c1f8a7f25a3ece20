"""Rows of delimited text, also of text that broke: an open quote costs one row, not the rest of the file."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Self

from headstamp.core.errors import InputError

MOST_LINES = 120  # of one row: a cell of many lines; beyond it a quote was left open


class Row(NamedTuple):
    """`number` = its line in the file, from 1 (of Parquet: its row); `recoded` = cells that were not UTF-8."""

    number: int
    cells: list[str]
    recoded: int = 0

    @classmethod
    def of(cls, number: int, cells: list[str]) -> Self:
        """A row whose cells are all text that can be written again."""
        if all(cell.isascii() for cell in cells):
            return cls(number, cells)
        clean = [cell if cell.isascii() else recode(cell) for cell in cells]
        return cls(number, clean, sum(a is not b for a, b in zip(cells, clean, strict=True)))


class Aside(NamedTuple):
    """One row that could not be read, where it stands, and why."""

    file: str
    row: int
    column: str
    reason: str
    text: str


def recode(cell: str) -> str:
    """The cell itself where it is sound text. Bytes that are no UTF-8 are read as Windows-1252 where the rest of the cell is
    plain ASCII; elsewhere they, and halves of a sign, become U+FFFD.

    >>> recode("Caf\\udce9 S.A."), recode("Верус\\udce9")
    ('Café S.A.', 'Верус\ufffd')
    """
    try:
        cell.encode()
    except UnicodeEncodeError:
        broken = [char for char in cell if not char.isascii()]
        if all("\udc80" <= char <= "\udcff" for char in broken):
            return cell.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in cell)
    return cell


class _Lines(Iterator[str]):
    """Lines of a stream, those of the row in hand remembered, so that they can be read another way."""

    def __init__(self, stream: io.TextIOWrapper) -> None:
        self._stream, self._again = stream, deque[str]()
        self.held: list[str] = []
        self.done = 0  # lines of rows that were read

    def __next__(self) -> str:
        if len(self.held) >= MOST_LINES:
            raise csv.Error("a quote that is not closed")
        line = self._again.popleft() if self._again else next(self._stream)
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
    with opened() as stream:
        first = next((line for line in stream if line.strip()), "")
    if not first:
        raise InputError("an empty file", hint="give a file with a row of column names and rows below it", file=path)
    delimiter = "\t" if path.name.casefold().removesuffix(".gz").endswith(".tsv") else max(",;\t|", key=first.count)
    rows = _rows(path, opened, delimiter)
    header = next((row for row in rows if isinstance(row, Row)), None)
    if header is None:
        raise InputError("its first row cannot be read", hint="it has to name the columns", file=path, row=1)
    return [cell.strip() for cell in header.cells], rows


def _rows(path: Path, opened: Callable[[], io.TextIOWrapper], delimiter: str) -> Iterator[Row | Aside]:
    with opened() as stream:
        lines = _Lines(stream)
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
            except (OSError, EOFError, UnicodeError) as error:
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


def width_checked(rows: Iterator[Row | Aside], header: Sequence[str], file: str) -> Iterator[Row | Aside]:
    """Rows as wide as the header: empty cells at the end may be missing or too many, others set the row aside."""
    width = len(header)
    for row in rows:
        if isinstance(row, Row) and len(row.cells) != width:
            if len(row.cells) > width and any(cell.strip() for cell in row.cells[width:]):
                shown = " | ".join(row.cells)[:80]
                what = f"{len(row.cells)} cells where the header names {width}: a separator inside a name without quotes?"
                yield Aside(file, row.number, header[-1], what, shown)
                continue
            row = row._replace(cells=(row.cells + [""] * width)[:width])
        yield row
