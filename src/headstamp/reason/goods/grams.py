"""A description as pieces: whole words and the runs of 4 signs in them; 1 to 3 signs where a script has no spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from headstamp.reason.match.native import I32, U32, Num, native

BITS = 18  # pieces are told apart by so many bits of their hash
SIZE = 1 << BITS
MOST_SIGNS = 300  # of a description that are read; the first words say what it is
MOST_PIECES = 512
_FIGURE = re.compile(
    r"(?<![^\W\d_])\d[\d.,/xX*]*\s?(?:kg|kgs|g|gr|mm|cm|m|ml|l|lb|lbs|oz|pcs|pc|v|kv|w|kw|hp|pct|%)?(?![^\W\d_])", re.I
)
_REST = re.compile(r"[^\w]+|_+")


class Texts(NamedTuple):
    """Descriptions as code points: text i is `codes[first[i]:first[i + 1]]`, words between blanks."""

    codes: U32
    first: I32


def folded(text: str) -> str:
    """What of a description is read: letters in one case and width, without figures and measures, a blank around every word.

    >>> folded("Frozen SHRIMP, 500g bag (10x1)")
    ' frozen shrimp bag '
    """
    plain = unicodedata.normalize("NFKC", text[: 4 * MOST_SIGNS]).casefold()[:MOST_SIGNS]
    plain = _REST.sub(" ", _FIGURE.sub(" ", plain)).strip()
    return f" {plain} " if plain else ""


def texts(lines: Sequence[str]) -> Texts:
    """`lines` folded and joined."""
    return joined([folded(line) for line in lines])


def joined(parts: Sequence[str]) -> Texts:
    """Folded texts joined."""
    first = np.zeros(len(parts) + 1, np.int32)
    np.cumsum([len(part) for part in parts], out=first[1:])
    data = "".join(parts).encode("utf-32-le", "surrogatepass")
    return Texts(np.frombuffer(data, np.uint32) if data else np.zeros(0, np.uint32), first)


@native
def pieces(codes: U32, start: Num, end: Num, out: U32) -> int:
    """Write the pieces of one text into `out` and say how many; the highest bit marks a whole word."""
    count = 0
    at = start
    while at < end:
        if codes[at] == 32:
            at += 1
            continue
        stop = at
        while stop < end and codes[stop] != 32:
            stop += 1
        dense = False
        for i in range(at, stop):
            c = codes[i]
            if 0x0E00 <= c <= 0x0EFF or 0x2E80 <= c <= 0x9FFF or 0xAC00 <= c <= 0xD7A3 or 0x1780 <= c <= 0x17FF:
                dense = True
        if dense:
            low, left, right, least, most = at, at, stop, 1, 3
        else:
            low, left, right, least, most = at, at - 1, stop + 1, 4, 4
            h = np.uint32(2166136261)
            for i in range(at, stop):
                h = np.uint32((h ^ np.uint32(codes[i])) * np.uint32(16777619))
            if count < len(out):
                out[count] = (h ^ (h >> np.uint32(BITS))) & np.uint32(SIZE - 1) | np.uint32(1 << 31)
                count += 1
        if left < start:
            left = low
        if right > end:
            right = stop
        for i in range(left, right):
            h = np.uint32(84696351)
            for j in range(i, min(i + most, right)):
                h = np.uint32((h ^ np.uint32(codes[j])) * np.uint32(16777619))
                if j - i + 1 >= least and count < len(out):
                    out[count] = (h ^ (h >> np.uint32(BITS))) & np.uint32(SIZE - 1)
                    count += 1
        at = stop
    return count
