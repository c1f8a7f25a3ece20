"""Rows of delimited text one at a time: for the rows that are not plain, and for the first rows of a file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from headstamp.observe.declarations.encodings import NAMES, legacy
from headstamp.observe.declarations.rejects import Reject

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
MOST_LINES = 120
"""Of one row: a cell of many lines; beyond it a quotation mark was left open."""
LONGEST = 1_000_000
"""Characters of one cell; what is longer is cut, and said."""


class OpenQuoteError(ValueError):
    """A quotation mark opens a cell and nothing closes it."""


class Row(NamedTuple):
    """A row that could be read, `doubt` is what was odd about it as a whole."""

    row: int
    cells: list[str]
    doubt: str = ""


def split(line: str, delimiter: str, strict: bool = False) -> list[str]:
    """The cells of a row by RFC 4180; a quotation mark inside a cell that does not begin with one stays as it is.

    Raises OpenQuoteError where none closes; `strict` also where text stands behind the one that closes, which then was none.

    >>> split('a,"b ""c"", d",5" pipe', ",")
    ['a', 'b "c", d', '5" pipe']
    """
    out: list[str] = []
    at, end = 0, len(line)
    while True:
        if line[at : at + 1] == '"':
            close = line.find('"', at + 1)
            while close >= 0 and line[close + 1 : close + 2] == '"':
                close = line.find('"', close + 2)
            if close < 0:
                raise OpenQuoteError
            cell = line[at + 1 : close].replace('""', '"')
            stop = line.find(delimiter, close + 1)
            stop = end if stop < 0 else stop
            if strict and line[close + 1 : stop].strip():
                raise OpenQuoteError
            out.append(cell + line[close + 1 : stop].rstrip("\r\n"))
        else:
            stop = line.find(delimiter, at)
            stop = end if stop < 0 else stop
            out.append(line[at:stop])
        if stop >= end:
            return out
        at = stop + 1


class Splitter:
    """Reads rows that are not plain, for a file with this delimiter and these headings. `padded`: rows of the file leave out
    empty cells at their end.
    """

    def __init__(self, delimiter: str, headings: Sequence[str], padded: bool) -> None:
        self.delimiter, self.headings, self.padded = delimiter, headings, padded
        self.width = len(headings)

    def loose(self, text: str) -> list[str]:
        """The cells of a row however many there are; without regard to quotation marks where one is left open."""
        line = text.rstrip("\r\n")
        try:
            return split(line, self.delimiter)
        except OpenQuoteError:
            return line.split(self.delimiter)

    def rows(self, lines: Sequence[bytes], number: int, final: bool) -> tuple[list[Row | Reject], int]:
        """(the row that begins with the first line, or several where it was broken; how many lines they took).

        0 lines where the row goes on behind the last line and the file is not at its end.
        """
        text, doubt = _decoded(lines[0])
        if self._alone(text):
            return [self.row(text, number, doubt)], 1
        quotes, taken = text.count('"'), 1
        while quotes % 2:
            if taken >= min(len(lines), MOST_LINES):
                if len(lines) < MOST_LINES and not final:
                    return [], 0
                return [self._broken(lines[0], number)], 1
            more, said = _decoded(lines[taken])
            text, doubt, taken = text + more, doubt or said, taken + 1
            quotes += more.count('"')
        if taken > 1 and self._swallows(text, lines[1 : taken - 1]):
            return [self._broken(lines[0], number)], 1
        return [self.row(text, number, doubt)], taken

    def _alone(self, text: str) -> bool:
        """True where the line is a row by itself, though its quotation marks are odd: a length in inches, 5"."""
        try:
            return len(split(text.rstrip("\r\n"), self.delimiter)) == self.width
        except OpenQuoteError:
            return False

    def row(self, text: str, number: int, doubt: str = "") -> Row | Reject:
        """One row whose quotation marks are even."""
        line = text.rstrip("\r\n")
        try:
            cells = split(line, self.delimiter)
        except OpenQuoteError:
            return self._broken(text.encode(), number)
        return self.checked(cells, number, line, doubt)

    def checked(self, cells: list[str], number: int, line: str, doubt: str) -> Row | Reject:
        """As wide as the headings, or set aside with the reason."""
        if len(cells) > self.width and not any(cell.strip() for cell in cells[self.width :]):
            cells = cells[: self.width]
        if len(cells) < self.width and self.padded and len(cells) > 1:
            cells = cells + [""] * (self.width - len(cells))
        if len(cells) != self.width:
            return Reject(number, "", self._why(cells, line), line)
        for at, cell in enumerate(cells):
            if len(cell) > LONGEST:
                cells[at] = cell[:LONGEST]
                doubt = f"{self.headings[at]!r} had {len(cell):,} characters and was cut after {LONGEST:,}"
            elif "\r" in cell or "\n" in cell:
                cells[at] = re.sub(r"\s*[\r\n]+\s*", "\n", cell)
        return Row(number, cells, doubt)

    def _why(self, cells: list[str], line: str) -> str:
        for other, name in DELIMITERS.items():
            if other != self.delimiter and len(cells) < self.width and line.count(other) == self.width - 1:
                return f"parted by {name}, where the file is parted by {DELIMITERS.get(self.delimiter, repr(self.delimiter))}"
        cause = (
            "a separator inside a cell without quotation marks?" if len(cells) > self.width else "a row that was cut or broken?"
        )
        return f"{len(cells)} cells where the header names {self.width}: {cause}"

    def _broken(self, line: bytes, number: int) -> Row | Reject:
        """A quotation mark that nothing closes: the row is read without regard to it where that gives as many cells as there
        are headings.
        """
        text = _decoded(line)[0].rstrip("\r\n")
        cells = [cell.strip('"') for cell in text.split(self.delimiter)]
        why = "a quotation mark that is never closed"
        if len(cells) == self.width:
            return self.checked(cells, number, text, why)
        return Reject(number, "", why, text)

    def _swallows(self, text: str, between: Sequence[bytes]) -> bool:
        """True where a row of many lines is none: it is not as wide as the headings, or a line inside it is a whole row. Then
        the quotation mark was left open, and what closes it opens another cell further down.
        """
        try:
            if len(split(text.rstrip("\r\n"), self.delimiter, strict=True)) != self.width:
                return True
        except OpenQuoteError:
            return True
        mark = self.delimiter.encode()
        whole = [line for line in between if line.count(mark) == self.width - 1 and self.width > 2]
        return any(self._alone(_decoded(line)[0]) for line in whole)


def _decoded(line: bytes) -> tuple[str, str]:
    doubts = []
    if b"\x00" in line:
        line = line.replace(b"\x00", b"")
        doubts.append("NUL bytes were taken out")
    try:
        text = line.decode()
    except UnicodeDecodeError:
        encoding = legacy(line)
        text = line.decode(encoding, "replace")
        doubts.append(f"not UTF-8, read as {NAMES[encoding]}")
    return text, "; ".join(doubts)
