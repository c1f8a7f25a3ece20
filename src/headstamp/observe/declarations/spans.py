"""Rows of several lines, found many at a time: where the quotation marks of a block are as RFC 4180 has them, parity tells the
rows.

A quotation mark opens a cell only behind a separator or a line's beginning, and closes one only before a separator or a line's
end. Up to the first mark that does neither, rows are certain; the row that holds it is left to be looked at by itself, and
some lines later the count begins anew.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
_QUOTE = 34
_SKIPPED = 256  # lines after a mark that is out of place


def spans(block: bytes, starts: Ints, delimiter: str, width: int) -> tuple[Ints, Ints]:
    """(first lines, last lines) of the rows of a block that take several lines and are certain; lines are counted from 0.

    A row that is not complete at the end of the block is not among them, nor one that holds a line which is a whole row by
    itself.
    """
    signs = np.frombuffer(block, np.uint8)
    quotes = np.flatnonzero(signs == _QUOTE)
    bad = _out_of_place(signs, quotes, ord(delimiter))
    before = np.searchsorted(quotes, starts)  # quotation marks before each line
    firsts: list[Ints] = []
    lasts: list[Ints] = []
    line = 0
    while line < len(starts):
        begun = int(before[line])
        wrong = bad[begun % 2]
        at = int(np.searchsorted(wrong, begun))
        stop = len(starts) if at == len(wrong) else int(np.searchsorted(starts, quotes[wrong[at]], "right")) - 1
        rows = line + np.flatnonzero((before[line : stop + 1] - begun) % 2 == 0)  # lines that begin a row
        firsts.append(rows[:-1])
        lasts.append(rows[1:] - 1)
        if stop == len(starts):
            if len(rows) and (len(quotes) - begun) % 2 == 0:
                firsts.append(rows[-1:])
                lasts.append(np.array([len(starts) - 1], np.int64))
            break
        line = stop + _SKIPPED
    first, last = np.concatenate(firsts), np.concatenate(lasts)
    several = last > first
    return _without_whole_rows(signs, starts, ord(delimiter), width, first[several], last[several])


def _out_of_place(signs: npt.NDArray[np.uint8], quotes: Ints, delimiter: int) -> tuple[Ints, Ints]:
    """Places of marks that are out of place, if marks of even places open cells, and if those of odd places do."""
    if not len(quotes):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    behind = signs[np.maximum(quotes - 1, 0)]
    ahead = signs[np.minimum(quotes + 1, len(signs) - 1)]
    opens = (behind == delimiter) | (behind == 10) | (behind == _QUOTE) | (quotes == 0)
    closes = (ahead == delimiter) | (ahead == 10) | (ahead == 13) | (ahead == _QUOTE) | (quotes == len(signs) - 1)
    even = np.arange(len(quotes)) % 2 == 0
    return np.flatnonzero(np.where(even, ~opens, ~closes)), np.flatnonzero(np.where(even, ~closes, ~opens))


def _without_whole_rows(
    signs: npt.NDArray[np.uint8], starts: Ints, delimiter: int, width: int, first: Ints, last: Ints
) -> tuple[Ints, Ints]:
    if not len(first) or width < 3:
        return first, last
    where = np.flatnonzero(signs == delimiter)
    marks = np.diff(np.append(np.searchsorted(where, starts), len(where)))
    whole = np.concatenate(([0], np.cumsum(marks == width - 1)))
    between = whole[last] - whole[first + 1]  # lines behind the first and before the last
    return first[between == 0], last[between == 0]
