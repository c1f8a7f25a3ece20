"""Names into words: what each sign becomes, and where one word ends and the next begins.

A table, built once from the Unicode Character Database, says for every code point whether it parts words, belongs to one or
is dropped (zero-width and control signs, bidirectional marks, apostrophes, loose accents), and what its case-folded form is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from headstamp.core.text import script_of
from headstamp.reason.match.native import I32, U8, U32, U64, Num, native

SIZE = 0x3400  # tabled one by one; above come Han, Hangul and rare signs, by range
PART, KEEP, DROP, DOT = 0, 1, 2, 3
DIGIT, ALPHABET, CJK, HANGUL, OTHER = 1, 2, 3, 4, 5  # a word holds one kind; digits go with alphabets
MIXED = 128  # more than one alphabet in a word: look-alike letters
MAX_SIGNS = 600  # of a name that is compared; longer ones are cut, and the Finding says so
_LONGEST = 200_000  # signs of a name that are looked through for the 600
_ESCAPES = re.compile(r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[ -/]*[0-~]")  # ECMA-48
_APOSTROPHES = frozenset("'’‘ʻʼʽʾʿ`´′＇ʹ״׳")
_LOOSE = ((0x300, 0x36F), (0x591, 0x5C7), (0x610, 0x61A), (0x640, 0x640), (0x64B, 0x65F), (0x670, 0x670), (0x6D6, 0x6ED))


class Signs(NamedTuple):
    """Per code point below `SIZE`: class, kind, alphabet number, and up to three folded code points."""

    klass: U8
    kind: U8
    alphabet: U8
    folded: U32  # (SIZE, 3); zero = none


class Split(NamedTuple):
    """Words of a batch. Word i is `text[start[i]:end[i]]` of name `name[i]`; `cut` counts signs left out per name."""

    text: U32
    start: I32
    end: I32
    name: I32
    key: U64
    mixed: U8
    cut: I32


def _loose(code: int) -> bool:
    return any(a <= code <= b for a, b in _LOOSE)


@lru_cache(maxsize=1)
def signs() -> Signs:
    """The table; some 20 ms to build."""
    klass = np.zeros(SIZE, np.uint8)
    kind = np.zeros(SIZE, np.uint8)
    alphabet = np.zeros(SIZE, np.uint8)
    folded = np.zeros((SIZE, 3), np.uint32)
    numbers = {"Latin": 1, "Cyrillic": 2, "Greek": 3}
    for code in range(SIZE):
        char = chr(code)
        category = unicodedata.category(char)
        if char in _APOSTROPHES or category in ("Cf", "Cs") or (category == "Cc" and not char.isspace()) or _loose(code):
            klass[code] = DROP
        elif char == ".":
            klass[code] = DOT
        elif category[0] in "LM" or category in ("Nd", "Nl", "No"):
            klass[code] = KEEP
            script = script_of(char)
            alphabet[code] = numbers.get(script, 0)
            kind[code] = {"Digit": DIGIT, "Latin": ALPHABET, "Cyrillic": ALPHABET, "Greek": ALPHABET, "Han": CJK,
                          "Kana": CJK, "Hangul": HANGUL}.get(script, OTHER)  # fmt: skip
            low = str(unicodedata.digit(char)) if category == "Nd" else char.casefold()
            for i, c in enumerate(c for c in low[:3] if not _loose(ord(c))):
                folded[code, i] = ord(c)
    return Signs(klass, kind, alphabet, folded)


def codes(names: Sequence[str]) -> tuple[U32, I32]:
    """(code points of all names end to end, offsets). Compatibility forms are unified (NFKC); overlong names are cut."""
    given = [_said(n) if len(n) > MAX_SIGNS or "\x1b" in n or "\x9b" in n else n for n in names]
    plain = [n if n.isascii() else unicodedata.normalize("NFKC", n) for n in given]
    offsets = np.zeros(len(plain) + 1, np.int32)
    np.cumsum(np.fromiter(map(len, plain), np.int32, len(plain)), out=offsets[1:])
    text = "".join(plain).encode("utf-32-le", "surrogatepass")
    return np.frombuffer(text, np.uint32), offsets


def _said(name: str) -> str:
    """A name without the colours of a terminal, whose letters would become part of a word (31mAshot); of an overlong one the
    beginning, with nothing spent on signs that are not compared, so that no padding hides what stands behind it."""
    name = _ESCAPES.sub("", name[:_LONGEST])
    if len(name) <= MAX_SIGNS:
        return name
    klass = signs().klass.tolist()
    kept: list[str] = []
    parted = True
    for char in name:
        k = klass[ord(char)] if ord(char) < SIZE else KEEP
        if k == KEEP or (k == DOT and not parted):
            kept.append(char)
            parted = False
        elif k == PART and not parted:
            kept.append(" ")
            parted = True
    return "".join(kept[: 4 * MAX_SIGNS])


def split(names: Sequence[str]) -> Split:
    """Words of every name, in order."""
    text, offsets = codes(names)
    table = signs()
    return Split(*_split(text, offsets, table.klass, table.kind, table.alphabet, table.folded))


@native
def _kind_above(code: Num) -> Num:
    """Kind of a code point outside the table, 0 where it parts words."""
    if 0xAC00 <= code <= 0xD7A3:
        return HANGUL
    if 0x3400 <= code <= 0x4DBF or 0x4E00 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x3FFFF:
        return CJK
    if 0xA000 <= code <= 0xABFF or 0xFB00 <= code <= 0xFDFF or 0xFE70 <= code <= 0xFEFC or 0x10000 <= code <= 0x1EFFF:
        return OTHER
    if 0xD800 <= code <= 0xF8FF or 0xFE00 <= code <= 0xFE0F or code == 0xFEFF or 0xFFF0 <= code <= 0xFFFF:
        return -1
    return 0


@native
def _split(text: U32, offsets: I32, klass: U8, kind: U8, alphabet: U8, folded: U32) -> tuple[U32, I32, I32, I32, U64, U8, I32]:
    names = len(offsets) - 1
    out = np.empty(len(text) * 3 + 1, np.uint32)
    most = len(text) + 1
    start = np.empty(most, np.int32)
    end = np.empty(most, np.int32)
    owner = np.empty(most, np.int32)
    key = np.empty(most, np.uint64)
    mixed = np.zeros(most, np.uint8)
    cut = np.zeros(names, np.int32)
    words = 0
    at = 0
    for n in range(names):
        lo, hi = offsets[n], offsets[n + 1]
        if hi - lo > MAX_SIGNS:
            cut[n] = hi - lo - MAX_SIGNS
            hi = lo + MAX_SIGNS
        begin = at
        now = 0  # kind of the word so far
        seen = 0  # alphabets of the word so far, as bits
        h = np.uint64(14695981039346656037)
        i = lo
        while i <= hi:
            c = np.uint32(32) if i == hi else text[i]
            if c < SIZE:
                k = klass[c]
                s = kind[c]
            else:
                above = _kind_above(c)
                k = PART if above == 0 else (DROP if above < 0 else KEEP)
                s = above if above > 0 else 0
            if k == DROP and i < hi:
                i += 1
                continue
            if k == DOT:  # s.r.o. is one word, Co.Ltd. two
                one = at - begin > 0 and i > lo and _single(text, klass, i - 1, lo, hi)
                k = DROP if one and i + 1 < hi and _single(text, klass, i + 1, lo, hi) else PART
                if k == DROP:
                    i += 1
                    continue
            parts = k == PART
            letters_and_digits = (s == DIGIT and now == ALPHABET) or (s == ALPHABET and now == DIGIT)
            if not parts and now and s != now and not letters_and_digits:
                parts = True
            if parts and at > begin:
                start[words] = begin
                end[words] = at
                owner[words] = n
                key[words] = h
                mixed[words] = 1 if seen & (seen - 1) else 0
                words += 1
                begin = at
                now = 0
                seen = 0
                h = np.uint64(14695981039346656037)
            if k == KEEP:
                if now == 0 or s != DIGIT:
                    now = s
                if c < SIZE:
                    if alphabet[c]:
                        seen |= 1 << alphabet[c]
                    for j in range(3):
                        f = folded[c, j]
                        if f:
                            out[at] = f
                            at += 1
                            h = (h ^ np.uint64(f)) * np.uint64(1099511628211)
                else:
                    out[at] = c
                    at += 1
                    h = (h ^ np.uint64(c)) * np.uint64(1099511628211)
            i += 1
    return (
        out[:at].copy(),
        start[:words].copy(),
        end[:words].copy(),
        owner[:words].copy(),
        key[:words].copy(),
        mixed[:words].copy(),
        cut,
    )


@native
def _single(text: U32, klass: U8, i: Num, lo: Num, hi: Num) -> Num:
    """True where the sign at `i` is a letter that stands alone between dots, spaces or ends."""
    if text[i] >= SIZE or klass[text[i]] != KEEP:
        return False
    before = i == lo or text[i - 1] >= SIZE or klass[text[i - 1]] != KEEP
    after = i + 1 >= hi or text[i + 1] >= SIZE or klass[text[i + 1]] != KEEP
    return before and after
