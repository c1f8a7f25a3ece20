"""Blocks of delimited text, many rows at once: plain rows by pyarrow, the few that are not plain one by one.

A plain row is one line: its quotation marks are even, its bytes sound. The numbers of the rows are those of the lines of the
file, as an editor counts them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa
import pyarrow.csv as pc

from headstamp.observe.declarations.lines import DOUBT, ROW
from headstamp.observe.declarations.rejects import Reject
from headstamp.observe.declarations.spans import spans
from headstamp.observe.declarations.splitting import LONGEST, MOST_LINES, Row, Splitter

Ints = npt.NDArray[np.int64]
_PLAIN, _GOES_ON, _BLANK, _TAKEN = 0, 1, 2, 3
"""Of a line: begins a row that pyarrow reads, goes on with one, has nothing on it, was looked at by itself."""


class Block(NamedTuple):
    """Rows by field with `_row` and `_doubt`, those set aside, and how many blank lines stood between them."""

    frame: pl.DataFrame
    rejects: list[Reject]
    blank: int


class Blocks:
    """Reads blocks of a file with these headings. `places` = field -> which heading it stands under."""

    def __init__(self, splitter: Splitter, places: Mapping[str, int]) -> None:
        self.splitter, self.places = splitter, places

    def read(self, block: bytes, number: int, final: bool) -> tuple[Block, bytes, int]:
        """(the rows, bytes of a row that goes on behind the block, the number of the first line of those bytes).

        `block` is whole lines, the first of them line `number`; at the end of the file (`final`) its last may lack its line
        break.
        """
        starts, ends = _lines(block)
        odd, blank, several = self._odd(block, starts, ends)
        state = np.zeros(len(starts), np.int8)
        state[blank] = _BLANK
        for first, last in several:
            state[first + 1 : last + 1] = _GOES_ON
        made: list[Row | Reject] = []
        rest = len(starts)
        done = 0
        for at in odd.tolist():
            if at < done:
                continue
            rows, taken = self._one(block, starts, ends, at, number, final)
            if not taken:
                rest = at
                break
            made += rows
            done = at + taken
            state[at:done] = _TAKEN
        state[rest:] = _TAKEN
        frame, more = self._plain(block, starts, ends, state, number)
        left = block[starts[rest] :] if rest < len(starts) else b""
        return self._block(frame, [*made, *more], int((state == _BLANK).sum())), left, number + rest

    def _one(self, block: bytes, starts: Ints, ends: Ints, at: int, number: int, final: bool) -> tuple[list[Row | Reject], int]:
        """(the row that begins on line `at` of the block, how many lines it took; 0 if it goes on behind the block)."""
        for most in (8, MOST_LINES + 8):  # few rows are longer, and slices are not free
            window = [block[starts[i] : ends[i]] for i in range(at, min(at + most, len(starts)))]
            whole = final and at + most >= len(starts)
            rows, taken = self.splitter.rows(window, number + at, whole or len(window) > MOST_LINES)
            if taken:
                return rows, taken
        return [], 0

    def _odd(self, block: bytes, starts: Ints, ends: Ints) -> tuple[Ints, Ints, list[tuple[int, int]]]:
        """(lines that are not plain, lines with nothing on them, first and last lines of rows of several lines that are)."""
        lengths = ends - starts
        odd = lengths > LONGEST
        if b"\x00" in block:
            odd |= _per_line(block, 0, starts) > 0
        if b"\r" in block:
            ends_so = np.frombuffer(block, np.uint8)[np.maximum(ends - 2, 0)] == 13
            odd |= _per_line(block, 13, starts) > (ends_so & (lengths > 1))
        if not block.isascii() and not _sound(block):
            odd[[at for at in range(len(starts)) if not _sound(block[starts[at] : ends[at]])]] = True
        bare = lengths == 1  # a line break and nothing else: millions of them are told without a look at each
        bare[bare] = np.frombuffer(block, np.uint8)[starts[bare]] == 10
        short = np.flatnonzero((lengths <= self.splitter.width + 1) & ~bare)
        empty = (self.splitter.delimiter + ' \r\n"').encode()
        looked = [at for at in short.tolist() if not block[starts[at] : ends[at]].strip(empty)]
        blank = np.sort(np.concatenate((np.flatnonzero(bare), np.array(looked, np.int64))))
        odd[blank] = False
        several: list[tuple[int, int]] = []
        if b'"' in block and (quotes := _per_line(block, 34, starts) % 2 == 1).any():
            first, last = spans(block, starts, self.splitter.delimiter, self.splitter.width)
            strange = np.concatenate(([0], np.cumsum(odd)))
            sound = strange[last + 1] == strange[first]
            several = list(zip(first[sound].tolist(), last[sound].tolist(), strict=True))
            odd |= quotes
            for a, b in several:
                odd[a : b + 1] = False
        return np.flatnonzero(odd), blank, several

    def _plain(
        self, block: bytes, starts: Ints, ends: Ints, state: npt.NDArray[np.int8], number: int
    ) -> tuple[pl.DataFrame, list[Row | Reject]]:
        """The plain rows by pyarrow; those that are not as wide as the header again, line by line."""
        lines = np.flatnonzero((state == _PLAIN) | (state == _GOES_ON))
        begins = np.flatnonzero(state == _PLAIN)
        if not len(lines):
            return self.frame([]), []
        text = block if len(lines) == len(starts) else b"".join(block[a:b] for a, b in _runs(starts, ends, lines))
        narrow: list[int] = []
        table = self._parsed(text, narrow)
        again: list[Row | Reject] = []
        if table.num_rows + len(narrow) != len(begins):  # a quotation mark in the middle of a line: look at every row
            return self.frame([]), self._each(block, starts, ends, lines, number)
        kept = np.ones(len(begins), bool)
        kept[narrow] = False
        for at in narrow:
            stop = begins[at + 1] if at + 1 < len(begins) else len(state)
            own = [i for i in range(int(begins[at]), int(stop)) if i == begins[at] or state[i] == _GOES_ON]
            again += self._each(block, starts, ends, np.array(own), number)
        frame = pl.from_arrow(table)
        assert isinstance(frame, pl.DataFrame)  # noqa: S101 - a table gives a frame
        if len(begins) < len(lines):
            frame = frame.with_columns(pl.all().str.replace_all(r"\s*[\r\n]+\s*", "\n"))
        rows_ = pl.Series(ROW, begins[kept] + number, dtype=pl.Int64)
        return frame.with_columns(rows_, pl.lit(None, pl.String).alias(DOUBT)), again

    def _each(self, block: bytes, starts: Ints, ends: Ints, lines: Ints, number: int) -> list[Row | Reject]:
        """These lines one by one; behind the last of them nothing goes on."""
        made: list[Row | Reject] = []
        at = 0
        while at < len(lines):
            window = [block[starts[i] : ends[i]] for i in lines[at : at + MOST_LINES + 8].tolist()]
            rows, taken = self.splitter.rows(window, number + int(lines[at]), True)
            made += rows
            at += max(taken, 1)
        return made

    def _parsed(self, text: bytes, narrow: list[int]) -> pa.Table:
        names = [str(at) for at in range(self.splitter.width)]
        wanted = [str(at) for at in self.places.values()]

        def other(row: pc.InvalidRow) -> str:
            narrow.append(row.number - 1)
            return "skip"

        table = pc.read_csv(
            pa.BufferReader(text),
            read_options=pc.ReadOptions(use_threads=False, column_names=names, block_size=max(1 << 20, 2 * LONGEST)),
            parse_options=pc.ParseOptions(
                delimiter=self.splitter.delimiter,
                quote_char='"' if b'"' in text else False,
                invalid_row_handler=other,
                ignore_empty_lines=False,
                newlines_in_values=b'"' in text,
            ),
            convert_options=pc.ConvertOptions(
                check_utf8=False,
                column_types=dict.fromkeys(names, pa.string()),
                strings_can_be_null=False,
                include_columns=wanted,
            ),
        )
        return table.rename_columns(list(self.places))

    def frame(self, rows: Sequence[Row]) -> pl.DataFrame:
        """Rows that were read one by one as a frame of the wanted fields."""
        columns = {name: pl.Series([row.cells[at] for row in rows], dtype=pl.String) for name, at in self.places.items()}
        return pl.DataFrame(
            {
                **columns,
                ROW: pl.Series([row.row for row in rows], dtype=pl.Int64),
                DOUBT: pl.Series([row.doubt or None for row in rows], dtype=pl.String),
            }
        )

    def _block(self, frame: pl.DataFrame, made: Sequence[Row | Reject], blank: int) -> Block:
        rows = [one for one in made if isinstance(one, Row)]
        if rows:
            frame = pl.concat([frame, self.frame(rows)]) if len(frame) else self.frame(rows)
            frame = frame.sort(ROW)
        return Block(frame, [one for one in made if isinstance(one, Reject)], blank)


def _lines(block: bytes) -> tuple[Ints, Ints]:
    ends = np.flatnonzero(np.frombuffer(block, np.uint8) == 10) + 1
    if not len(ends) or ends[-1] < len(block):
        ends = np.append(ends, len(block))
    return np.concatenate(([0], ends[:-1])).astype(np.int64), ends.astype(np.int64)


def _per_line(block: bytes, byte: int, starts: Ints) -> Ints:
    """How often a byte stands on each line."""
    where = np.flatnonzero(np.frombuffer(block, np.uint8) == byte)
    return np.diff(np.append(np.searchsorted(where, starts), len(where))).astype(np.int64)


def _sound(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


def _runs(starts: Ints, ends: Ints, lines: Ints) -> list[tuple[int, int]]:
    """(start, end) of runs of neighbouring lines."""
    breaks = np.flatnonzero(np.diff(lines) > 1)
    first, last = np.concatenate(([0], breaks + 1)), np.concatenate((breaks, [len(lines) - 1]))
    return [(int(starts[lines[a]]), int(ends[lines[b]])) for a, b in zip(first, last, strict=True)]
