"""Texts of a line as small whole numbers, so that a flow is one 64-bit key; and back again for tables that people read.

A flow key holds, from the highest bit: origin, destination, dispatch (10 bits each), mode (4), HS heading (14). The order makes
the coarser contexts prefixes of the key. 0 always stands for "not said".
"""

from __future__ import annotations

import string
from typing import cast

import numpy as np
import polars as pl
from numpy.typing import NDArray

U64 = NDArray[np.uint64]
I64 = NDArray[np.int64]
F64 = NDArray[np.float64]
Bools = NDArray[np.bool_]

HS_BITS, MODE_BITS, COUNTRY_BITS, CURRENCY_BITS = 14, 4, 10, 15
OTHER_COUNTRY, OTHER_CURRENCY, OTHER_MODE = 677, 17577, 15
MODES = ("", "sea", "air", "rail", "road", "post", "inland water", "pipeline")
VIAS = 6  # countries on the way that are kept of one line: six times ten bits
_LETTERS = string.ascii_uppercase
_COUNTRIES = pl.Series(["", *(a + b for a in _LETTERS for b in _LETTERS), "??"])
_HEADINGS = pl.Series(["", *(f"{code:04d}" for code in range(1, 10_000))])
_MODE_TEXTS = pl.Series([*MODES, *("?" for _ in range(16 - len(MODES)))])
_MODE_TYPE = pl.Enum(MODES)


def _country_table() -> U64:
    """Code of every pair of bytes; 0 is no text and 1 is a text of another length."""
    table = np.full(65536, OTHER_COUNTRY, np.uint64)
    table[0] = 0
    letters = np.arange(65, 91)
    table[(letters[:, None] * 256 + letters).ravel()] = np.arange(1, 677)
    return table


_COUNTRY = _country_table()


def countries(texts: pl.Series) -> U64:
    """Two capital letters as 1 to 676, an empty or null text as 0, anything else as 677."""
    raw = texts.cast(pl.Binary).bin.reinterpret(dtype=pl.UInt16, endianness="big")
    if raw.null_count():
        empty = texts.fill_null("").str.len_bytes() == 0
        raw = pl.select(pl.when(empty).then(0).otherwise(raw.fill_null(1)).cast(pl.UInt16)).to_series()
    return cast(U64, _COUNTRY[raw.to_numpy()])


def country_texts(codes: U64) -> pl.Series:
    """The texts of country codes; `??` for what was no pair of capital letters."""
    return _COUNTRIES.gather(codes.astype(np.int64))


def currencies(texts: pl.Series) -> U64:
    """Three capital letters as 1 to 17576, empty or null as 0, anything else as 17577."""
    plain = texts.fill_null("")
    raw = plain.str.pad_end(4, " ").cast(pl.Binary).bin.reinterpret(dtype=pl.UInt32, endianness="big")
    number = raw.fill_null(1).to_numpy().astype(np.int64)
    code = np.zeros(len(number), np.int64)
    good = (number & 255) == 32
    for shift in (24, 16, 8):
        letter = ((number >> shift) & 255) - 65
        good &= (letter >= 0) & (letter < 26)
        code = code * 26 + letter
    empty = number == 0x20202020
    return np.where(good, code + 1, np.where(empty, 0, OTHER_CURRENCY)).astype(np.uint64)


def currency_texts(codes: U64) -> list[str]:
    """The texts of currency codes; `???` for what was no three capital letters."""
    return [_currency(code) for code in codes.tolist()]


def _currency(code: int) -> str:
    if not 0 < code < OTHER_CURRENCY:
        return "???" if code else ""
    code -= 1
    return _LETTERS[code // 676] + _LETTERS[code // 26 % 26] + _LETTERS[code % 26]


def modes(texts: pl.Series) -> U64:
    """Modes of transport as 0 to 7 in the order of `MODES`; 15 for any other text."""
    coded = texts.fill_null("").cast(_MODE_TYPE, strict=False).to_physical().fill_null(OTHER_MODE)
    return coded.to_numpy().astype(np.uint64)


def mode_texts(codes: U64) -> pl.Series:
    """The texts of mode codes; `?` for what was none of them."""
    return _MODE_TEXTS.gather(codes.astype(np.int64))


def headings(codes: pl.Series) -> U64:
    """The first four digits of commodity codes as a number; 0 where there are fewer, or no digits."""
    cut = codes.str.slice(0, 4)
    long = cut.str.len_bytes() == 4
    found = cut.set(~long, None) if not long.all() else cut
    number = found.cast(pl.UInt16, strict=False).fill_null(0).to_numpy().astype(np.uint64)
    return cast(U64, np.where(number > 9999, np.uint64(0), number))


def heading_texts(codes: U64) -> pl.Series:
    """Headings as four digits; 0 is empty."""
    return _HEADINGS.gather(codes.astype(np.int64))


def flow_key(origin: U64, destination: U64, dispatch: U64, mode: U64, heading: U64) -> U64:
    """One key a line, see the head of this module."""
    key = origin
    for bits, part in ((10, destination), (10, dispatch), (MODE_BITS, mode), (HS_BITS, heading)):
        key = (key << np.uint64(bits)) | part
    return key


def part(key: U64, shift: int, bits: int) -> U64:
    """`bits` bits of each key from bit `shift` on."""
    return (key >> np.uint64(shift)) & np.uint64((1 << bits) - 1)


def packed(rows: I64, codes: U64, length: int) -> U64:
    """For each of `length` rows the distinct countries listed for it, ascending, ten bits each, at most six (the lowest)."""
    out = np.zeros(length, np.uint64)
    if not len(rows):
        return out
    both = np.unique((rows.astype(np.uint64) << np.uint64(COUNTRY_BITS)) | codes)
    row = (both >> np.uint64(COUNTRY_BITS)).astype(np.int64)
    place = np.arange(len(row)) - np.searchsorted(row, row)
    kept = place < VIAS
    shifted = part(both, 0, COUNTRY_BITS) << (place * COUNTRY_BITS * kept).astype(np.uint64)
    np.bitwise_or.at(out, row[kept], shifted[kept])
    return out


def via_texts(packs: U64) -> pl.Series:
    """Packed countries on the way as text: `AE SG`."""
    distinct, back = np.unique(packs, return_inverse=True)
    names = [" ".join(_COUNTRIES[c] for c in (p >> 10 * k & 1023 for k in range(VIAS)) if c) for p in distinct.tolist()]
    return pl.Series(names, dtype=pl.String).gather(back)


def packed_texts(texts: pl.Series) -> U64:
    """The reverse of `via_texts`."""
    lists = texts.str.split(" ")
    rows = np.repeat(np.arange(len(texts)), lists.list.len().to_numpy())
    codes = countries(lists.explode()) if len(texts) else np.zeros(0, np.uint64)
    return packed(rows[codes > 0], codes[codes > 0], len(texts))
