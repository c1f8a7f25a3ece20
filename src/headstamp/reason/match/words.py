"""Distinct words with what they are compared by: spellings, skeletons, concept, role, weight.

A `Words` holds columns over words and over their spellings; a `Reader` fills one from names, reading every distinct word once
through the lexicon.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np

from headstamp.core.romanise.hangul import korean_key
from headstamp.core.romanise.homoglyph import repair
from headstamp.reason.match.native import I32, U8, U64, Num, inlined, native
from headstamp.reason.match.phrases import phrases, shorten
from headstamp.reason.match.signs import Split, split
from headstamp.reason.match.spelling import MOST, pack

LEGAL, NOISE, TITLE, PARTICLE, PLACE, NUMBER, PERSONAL = 1, 2, 3, 4, 5, 6, 7
ROLES = {"": 0, "legal": LEGAL, "noise": NOISE, "title": TITLE, "particle": PARTICLE, "place": PLACE, "number": NUMBER}
MOST_WORDS = 24  # of a name that are compared
MOST_FORMS = 8


class Part(Protocol):
    """One word as the lexicon reads it; `reference.lexicon.Part` has the meaning of each field."""

    @property
    def native(self) -> str: ...  # noqa: D102  # described by the class
    @property
    def forms(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def concept(self) -> str: ...  # noqa: D102
    @property
    def role(self) -> str: ...  # noqa: D102


class Lexicon(Protocol):
    """Reads one word of a name."""

    def read(self, token: str) -> Sequence[Part]:
        """The words that `token` stands for."""


class Words(NamedTuple):
    """Words and their spellings, one row each. A word: native key, concept and Korean key (0 = none), and `info`: first spelling,
    how many (bits 32-39), role (40-47), whether it is a single Hangul or Han sign (48); then hash, skeleton, letters and
    sizes of the first spelling again, so that most words are
    told apart by one line of memory. Spellings: see `spelling`."""

    rows: U64  # (words, 8)
    forms: U64  # (spellings, 8)


class Read(NamedTuple):
    """Names as words: name i is `words[first[i]:first[i + 1]]`. `cut` counts words left out; signs beyond
    the most that are compared count as one."""

    first: I32
    words: I32
    cut: I32


def text_key(text: str) -> int:
    """FNV-1a over code points, the key that `signs.split` gives the same word."""
    h = 14695981039346656037
    for char in text:
        h = ((h ^ ord(char)) * 1099511628211) & 0xFFFFFFFFFFFFFFFF
    return h


class Reader:
    """Reads names into words. Not shared between threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._surface: dict[int, tuple[int, ...]] = {}
        self._word: dict[str, int] = {}
        self._native: list[int] = []
        self._concept: list[int] = []
        self._korean: list[int] = []
        self._role: list[int] = []
        self._forms: list[str] = []
        self._count: list[int] = []
        self._sign: list[bool] = []
        self._keys: dict[str, int] = {"": 0}
        self.texts: list[str] = []
        self._built: Words | None = None

    def read(self, names: Sequence[str], *, short: bool = True) -> Read:
        """Words of each name, at most `MOST_WORDS`; new words are added to `columns()`. `short`: a legal form that is spelled
        out is
        one word (see `phrases`)."""
        parts = _shortened(split(names)) if short else split(names)
        keys, inverse = _distinct(parts.key)
        first = np.zeros(len(keys), np.int32)
        first[inverse[::-1]] = np.arange(len(inverse) - 1, -1, -1, dtype=np.int32)
        count = np.zeros(len(keys), np.int32)
        flat: list[int] = []
        for i, key in enumerate(keys.tolist()):
            ids = self._surface.get(key)
            if ids is None:
                ids = self._surface[key] = self._learn(parts, int(first[i]))
            count[i] = len(ids)
            flat.extend(ids)
        offsets = np.zeros(len(keys) + 1, np.int32)
        np.cumsum(count, out=offsets[1:])
        first_word, words, cut = _spread(len(names), parts.name, inverse, offsets, np.array(flat, np.int32))
        return Read(first_word, words, cut + (parts.cut > 0).astype(np.int32))

    def _learn(self, parts: Split, i: int) -> tuple[int, ...]:
        token = phrases()[1].get(int(parts.key[i]), "")  # a form that was spelled out
        token = token or parts.text[parts.start[i] : parts.end[i]].tobytes().decode("utf-32-le", "replace")
        if parts.mixed[i]:
            token = repair(token)
        key = 0 if parts.mixed[i] else int(parts.key[i])
        return tuple(self._add(part, key if part.native == token else 0) for part in self._lexicon.read(token))

    def _add(self, part: Part, key: int) -> int:
        known = self._word.get(part.native)
        if known is not None:
            return known
        self._built = None
        new = self._word[part.native] = len(self._native)
        self.texts.append(part.native)
        self._native.append(key or text_key(part.native))
        self._concept.append(self._key(part.concept))
        self._role.append(PERSONAL if not part.role and part.concept.startswith("name-") else ROLES[part.role])
        forms = [f[:MOST] for f in part.forms[:MOST_FORMS]]
        syllable = next((k for k in (korean_key(f) for f in forms if len(f) < 8) if k), "")
        self._korean.append(self._key("korean:" + syllable) if syllable else 0)
        self._forms.extend(forms)
        self._count.append(len(forms))
        self._sign.append(len(part.native) == 1 and ord(part.native) >= 0x3400)
        return new

    def _key(self, text: str) -> int:
        key = self._keys.get(text)
        if key is None:
            key = self._keys[text] = text_key(text)
        return key

    def columns(self) -> Words:
        """The words so far."""
        if self._built is None:
            sizes = np.fromiter(map(len, self._forms), np.int32, len(self._forms))
            chars = np.frombuffer("".join(self._forms).encode("ascii") + b"\0", np.uint8).copy()
            count = np.array(self._count, np.int64)
            first = np.cumsum(count) - count
            info = first | count << 32 | np.array(self._role, np.int64) << 40 | np.array(self._sign, np.int64) << 48
            rows = np.zeros((len(count), 8), np.uint64)
            for k, values in enumerate((self._native, self._concept, self._korean, info)):
                rows[:, k] = np.array(values, np.uint64)
            forms = _pack(chars, sizes)
            spelled = count > 0
            rows[spelled, 4:] = forms[first[spelled], :4]
            self._built = Words(rows, forms)
        return self._built

    def __len__(self) -> int:
        return len(self._native)


def _shortened(parts: Split) -> Split:
    """Legal forms that are spelled out, as one word each."""
    table, _ = phrases()
    if not shorten(parts.key, parts.name, parts.mixed, table.words, table.size, table.short):
        return parts
    kept = parts.name >= 0
    columns = (parts.start[kept], parts.end[kept], parts.name[kept], parts.key[kept], parts.mixed[kept])
    return Split(parts.text, *columns, parts.cut)


def _distinct(keys: U64) -> tuple[U64, I32]:
    found, inverse = np.unique(keys, return_inverse=True)
    return found, inverse.astype(np.int32)


@native
def _pack(chars: U8, sizes: I32) -> U64:
    out = np.zeros((len(sizes), 8), np.uint64)
    at = 0
    for i in range(len(sizes)):
        pack(chars[at : at + sizes[i]], np.int64(sizes[i]), out, i)
        at += sizes[i]
    return out


@inlined
def forms_of(rows: U64, a: Num) -> tuple[Num, Num]:
    """The spellings of word `a`: (first, one past the last)."""
    info = rows[a, 3]
    lo = np.int64(info & np.uint64(0xFFFFFFFF))
    return lo, lo + np.int64((info >> np.uint64(32)) & np.uint64(255))


@inlined
def role_of(rows: U64, a: Num) -> Num:
    """The role of word `a`."""
    return np.int64((rows[a, 3] >> np.uint64(40)) & np.uint64(255))


@native
def _spread(names: Num, owner: I32, surface: I32, offsets: I32, flat: I32) -> tuple[I32, I32, I32]:
    """Words of each name out of the words of its surface forms."""
    first = np.zeros(names + 1, np.int32)
    cut = np.zeros(names, np.int32)
    total = 0
    for i in range(len(owner)):
        total += offsets[surface[i] + 1] - offsets[surface[i]]
    words = np.empty(total, np.int32)
    at = 0
    i = 0
    for n in range(names):
        begin = at
        while i < len(owner) and owner[i] == n:
            for j in range(offsets[surface[i]], offsets[surface[i] + 1]):
                if at - begin < MOST_WORDS:
                    words[at] = flat[j]
                    at += 1
                else:
                    cut[n] += 1
            i += 1
        first[n + 1] = at
    return first, words[:at].copy(), cut
