"""Closed values found again in free text, however they are cased, spaced or bent, and put in general words.

A value of words is found by its words in a row, whatever stands between them; one of five signs and more also inside a word,
which then goes as a whole (`Ivanov` in `Ivanovym`); Han, Hangul and kana from two signs on, since those scripts do not part
words. The single words of a person's name are found as names are written, with a capital. Figures, days and ids are found to
the letter.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice, pairwise
from typing import NamedTuple

from headstamp.case.indexing import CJK
from headstamp.core.figures import COORDINATES
from headstamp.core.redact import WITHHELD

_WORD = re.compile(r"(?<![^\W_])\d{1,2}(?=t\d\d(?!\d))|[^\W_]+")  # the 07 of 2024-02-07T10:15 is a word
_GRAM = 4  # signs by which pieces inside words are looked up; pairs for Han, Hangul and kana
INSIDE = 5  # signs from which on a value is found inside a word
_NUMBER = re.compile(r"(?<![^\W_])(?<!\d[.,])\d{1,3}[.,]\d+(?!(?!t\d)[^\W_]|[.,]\d)", re.IGNORECASE)
_ENDING = 4  # signs of an ending that a name may have
_CASE_ENDING = re.compile(r"(?<=[а-яіїєґ]{4})(?:ий|ый|ой|ая|яя|[аяоеуюыіїйь])$")
_HASH = re.compile(r"[0-9a-f]{64}")
_BETWEEN = 3  # signs that may stand between two words of a value


class Closed(NamedTuple):
    """A value that may not be seen. `shown`: what stands for it. `form`: `words`; `row`, words and never inside of one;
    `name`, one word of a name; `letter`, as it is written; or `number`, however rounded."""

    text: str
    shown: str = WITHHELD
    form: str = "words"


class Scrubber:
    """Puts general words where closed values stand. `coordinates`: places written as figures go too, whatever they are;
    `degrees`: closed latitudes and longitudes without their signs, asked for where a text holds such a number."""

    def __init__(self, closed: Iterable[Closed], *, coordinates: bool, degrees: Iterable[float] = ()) -> None:
        self._coordinates = coordinates
        self._rows: dict[tuple[str, ...], list[Closed]] = {}  # words in a row -> what they are of
        self._sizes: dict[str, set[int]] = {}  # first word -> how many words its rows have
        self._inside: dict[str, Closed] = {}  # all of it, without what parts words
        self._lengths: dict[str, set[int]] = {}  # its first signs -> how many signs there are
        self._stems: dict[str, Closed] = {}  # one word of a person's name, as far as it stays when it is bent
        self._kept: dict[str, str] = {}
        self._numbers = Numbers(degrees)
        for each in closed:
            if each.form == "number":
                self._numbers.add(float(each.text))
            else:
                self._take(each)
                if not each.text.isascii() and each.form != "letter" and (bare := _bare(each.text)) != each.text:
                    self._take(each._replace(text=bare))

    def _take(self, each: Closed) -> None:
        if each.text == each.shown:  # general words of a copy that was redacted before
            return
        folded = fold(each.text)
        words = tuple(_WORD.findall(folded))
        joined = "".join(words)
        if each.form == "letter" and words:
            each = each._replace(text=folded[folded.index(words[0]) :])
        elif len(joined) < (2 if CJK.fullmatch(joined) else 3):
            return
        held = self._rows.setdefault(words, [])
        if all(each.form != other.form or (each.form == "letter" and each.text != other.text) for other in held):
            held.append(each)
            self._sizes.setdefault(words[0], set()).add(len(words))
        if each.form == "name" and (stem := _stem(joined)):
            self._stems.setdefault(stem, each)
        size = 2 if CJK.match(joined) else _GRAM
        if each.form == "words" and len(joined) >= (2 if size == 2 else INSIDE) and not joined.isdecimal():
            self._inside.setdefault(joined, each)
            self._lengths.setdefault(joined[:size], set()).add(len(joined))

    def text(self, text: str) -> str:
        """`text` with general words where closed values stand; the very same text where none does."""
        if len(text) < 2 or (len(text) == 64 and _HASH.fullmatch(text)):
            return text
        if (known := self._kept.get(text)) is not None:
            return known
        done = self._scrubbed(text)
        if not text.isascii():  # full width, with signs that are not seen in between, with or without accents
            for written in (_plain, _bare):
                if (other := written(done)) != done and (again := self._scrubbed(other)) != other:
                    done = again
        if len(text) <= 500 and len(self._kept) < 65536:
            self._kept[text] = done
        return done

    def _scrubbed(self, text: str) -> str:
        spans = self._spans(text) + self._numbers.spans(text)
        if self._coordinates:
            spans += [(m.start(), m.end(), WITHHELD) for m in COORDINATES.finditer(text)]
        if not spans:
            return text
        out, at = [], 0
        for start, end, shown in _joined(spans):
            out += [text[at:start], shown]
            at = end
        return "".join((*out, text[at:]))

    def _spans(self, text: str) -> list[tuple[int, int, str]]:
        low = fold(text)
        words = [(m.start(), m.end(), m[0]) for m in _WORD.finditer(low)]
        found: list[tuple[int, int, str]] = []
        for i, (start, _, word) in enumerate(words):
            for size in self._sizes.get(word, ()):
                row = words[i : i + size]
                for each in self._rows.get(tuple(w for _, _, w in row), ()):
                    end = start + len(each.text) if each.form == "letter" else row[-1][1]
                    if _stands(each, low, text, row, end):
                        found.append((start, end, each.shown))
        if self._stems:
            found += [span for word in words if text[word[0]].isupper() and (span := self._bent(*word))]
        return found + (self._within(words) if self._inside else [])

    def _bent(self, start: int, end: int, word: str) -> tuple[int, int, str] | None:
        """A word that is one of a person's name with an ending: `Ivanovym` where `Anna Ivanov` is closed."""
        for size in range(len(word), max(INSIDE, len(word) - _ENDING) - 1, -1):
            if each := self._stems.get(word[:size]):
                return start, end, each.shown
        return None

    def _within(self, words: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
        found: list[tuple[int, int, str]] = []
        for start, end, word in words:
            for gram in (_GRAM,) if word.isascii() else (2, _GRAM):
                for at in range(len(word) - gram + 1):
                    for length in self._lengths.get(word[at : at + gram], ()):
                        if each := self._inside.get(word[at : at + length]):
                            first, last = (at, at + length) if gram == 2 else (0, end - start)
                            found.append((start + first, start + last, each.shown))
        return found


class Numbers:
    """Places in degrees, found again in text as written, or with 2 to 6 figures behind the point, rounded or cut."""

    def __init__(self, later: Iterable[float] = ()) -> None:
        self._later: Iterator[float] = iter(later)
        self._all: set[float] = set()
        self._sorted: list[float] = []

    def add(self, number: float) -> None:
        """One more, without its sign."""
        self._all.add(number)

    def spans(self, text: str) -> list[tuple[int, int, str]]:
        """Where one stands."""
        return [(m.start(), m.end(), WITHHELD) for m in _NUMBER.finditer(text) if self._holds(m[0].replace(",", "."))]

    def _holds(self, text: str) -> bool:
        self._all.update(self._later)
        if len(self._sorted) < len(self._all):
            self._sorted = sorted(self._all)
        number, step = float(text), 10.0 ** -len(text.partition(".")[2])
        first = bisect_left(self._sorted, number - step)
        near = islice(self._sorted, first, bisect_right(self._sorted, number + 1.1 * step, first))
        return any(text in _written(each) for each in near)


@lru_cache(maxsize=4096)
def _written(number: float) -> frozenset[str]:
    """The ways in which a number is written; of one figure behind the point only where it has no more, and two before it."""
    texts = {f"{number}"} if len(f"{number}") > 3 else set()
    for digits in range(2, 7):
        cut = int(number * 10**digits) / 10**digits
        texts |= {f"{number:.{digits}f}", f"{cut:.{digits}f}"}
    return frozenset(texts)


def _stands(each: Closed, low: str, text: str, row: list[tuple[int, int, str]], end: int) -> bool:
    """Whether a value stands here indeed, given that its words stand in a row."""
    start = row[0][0]
    if each.form == "letter":
        return low.startswith(each.text, start) and not _goes_on(low, start, end)
    if each.form == "name" and text[start].islower():
        return False
    return all(b[0] - a[1] <= _BETWEEN for a, b in pairwise(row))


def _stem(word: str) -> str:
    """What of a name stays in its cases; empty for a short one, and for scripts whose words do not part."""
    stem = _CASE_ENDING.sub("", word)
    return stem if len(stem) >= INSIDE and not CJK.match(stem) else ""


def _goes_on(low: str, start: int, end: int) -> bool:
    """True where a figure or an id goes on before or after: 2.27 in 12.27 or 2.275."""
    before, after = low[max(0, start - 2) : start], low[end : end + 2]
    return bool(re.search(r"(?:\d[.,]|[^\W_])$", before)) or bool(re.match(r"(?!t\d)[^\W_]|[.,]\d", after))


def _joined(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Spans in order, those that overlap as one, under the words of the longest."""
    out: list[tuple[int, int, str]] = []
    longest = 0
    for start, end, shown in sorted(spans, key=lambda s: (s[0], -s[1])):
        if out and start < out[-1][1]:
            first, last, old = out[-1]
            if end - start > longest:
                longest, old = end - start, shown
            out[-1] = (first, max(last, end), old)
        else:
            out.append((start, end, shown))
            longest = end - start
    return out


def fold(text: str) -> str:
    """Lower case, sign by sign, so that places in the text stay the same."""
    low = text.lower()
    if len(low) == len(text) and "Σ" not in text:  # the one letter whose small form depends on where it stands
        return low
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    """Latin letters without their accents: `Yŏng` is written `Yong` as well."""
    parts = unicodedata.normalize("NFD", text)
    bare = "".join(b for a, b in pairwise(" " + parts) if not (unicodedata.combining(b) and a.isascii()))
    return unicodedata.normalize("NFC", bare)


def by_name(names: Mapping[str, str]) -> list[Closed]:
    """Ids that are called otherwise in the output, to the letter."""
    return [Closed(old, new, "letter") for old, new in names.items()]
