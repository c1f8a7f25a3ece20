"""Table phrases in a text without English word forms: by signs (Korean, Chinese) or by stems of words (Russian)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from headstamp.reason.read.lexicon import Entry, Lexicon

_BETWEEN = " -‐–·\u00a0"
_ENDINGS = tuple(
    sorted(
        [
            "ами",
            "ями",
            "ого",
            "его",
            "ому",
            "ему",
            "ыми",
            "ими",
            "ая",
            "яя",
            "ое",
            "ее",
            "ый",
            "ий",
            "ой",
            "ые",
            "ие",
            "ых",
            "их",
            "ым",
            "им",
            "ую",
            "юю",
            "ах",
            "ях",
            "ам",
            "ям",
            "ом",
            "ем",
            "ём",
            "ою",
            "ей",
            "ов",
            "ев",
            "ью",
            "ия",
            "ию",
            "ии",
            "а",
            "я",
            "о",
            "е",
            "ы",
            "и",
            "у",
            "ю",
            "ь",
            "й",
        ],
        key=len,
        reverse=True,
    )
)
_SHORTEST_STEM = 3
_FLEETING = {"ка": ("ок", "ек"), "ец": ("ц",), "ок": ("к",), "ек": ("к",), "ень": ("н",)}


class Phrase(NamedTuple):
    """Signs `start` to `end` stand for a table entry: its class, its key `table/id`, its country, its kind of voice."""

    start: int
    end: int
    cls: str
    key: str
    country: str
    voice: str


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """A Russian noun or adjective without its ending, `ё` as `е`: light, after Dolamic and Savoy (CLEF 2008). Short words and
    abbreviations stay.

    >>> stem("поставкой") == stem("Поставка"), stem("КНДР")
    (True, 'кндр')
    """
    low = word.casefold().replace("ё", "е")
    if word.isupper():
        return low
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= _SHORTEST_STEM:
            low = low[: -len(ending)]
            break
    return low if len(low) < _SHORTEST_STEM + 1 else low[:_SHORTEST_STEM] + low[_SHORTEST_STEM:].rstrip("аеиоуыэюяьй")


class _Forms(NamedTuple):
    """The shapes a Russian word of a table has in texts: its stems, and what a word must begin with."""

    stems: frozenset[str]
    begins: str


@lru_cache(maxsize=65_536)
def forms(word: str) -> _Forms:
    """The stems of a word of a table: `установок` is `установка`, `Вьетнаму` is no `Вьетн-`, `Мали` has no endings, `Груз` and
    `Нигер` are not `Грузия` and `Нигерия`.

    >>> stem("установок") in forms("установка").stems, forms("Грузия").begins
    (True, 'грузи')
    """
    low = word.casefold().replace("ё", "е")
    if word[:1].isupper() and not word.isupper() and low.endswith(("и", "у", "ю", "о", "э")):
        return _Forms(frozenset((stem(word),)), low)
    stems = {stem(word)}
    if low[-1:] not in "аеиоуыэюяьй":
        stems.add(low)
    for ending, others in _FLEETING.items():
        if low.endswith(ending) and len(low) - len(ending) >= _SHORTEST_STEM:
            stems.update(low[: -len(ending)] + other for other in others)
    return _Forms(frozenset(stems), low[:-1] if word[:1].isupper() and low.endswith("ия") else "")


def _is(word: str, stemmed: str, base: str) -> bool:
    known = forms(base)
    return stemmed in known.stems and word.casefold().replace("ё", "е").startswith(known.begins)


class Phrases:
    """The entries of a lexicon, found in a text longest first, none over another."""

    def __init__(self, lexicon: Lexicon, *, stems: bool = False) -> None:
        self._stems = stems
        found: dict[str, list[Entry]] = defaultdict(list)
        for entries in lexicon.phrases.values():
            for entry in entries:
                for key in forms(entry.words[0]).stems if stems else (entry.words[0][0],):
                    found[key].append(entry)
        self._entries = {k: tuple(sorted(v, key=lambda e: -sum(map(len, e.words)))) for k, v in found.items()}

    def by_signs(self, text: str, start: int, end: int, borders: frozenset[int] | None = None) -> list[Phrase]:
        """The phrases between two offsets; with `borders` they begin and end at one of these only."""
        found, at = [], start
        while at < end:
            hit = None if borders is not None and at not in borders else self._at(text, at, end, borders)
            if hit is not None:
                found.append(hit)
            at = hit.end if hit is not None else at + 1
        return found

    def _at(self, text: str, at: int, end: int, borders: frozenset[int] | None) -> Phrase | None:
        for entry in self._entries.get(text[at], ()):
            stop = _stop(text, at, entry.words)
            if 0 < stop <= end and (borders is None or stop in borders) and not _goes_on(text, at, stop):
                return Phrase(at, stop, entry.cls, entry.key, entry.country, entry.value)
        return None

    def by_words(self, words: Sequence[tuple[int, int, str]]) -> list[Phrase]:
        """The phrases in words given with their offsets, whatever their endings."""
        stems = [stem(word) for _, _, word in words]
        found, at = [], 0
        while at < len(words):
            for entry in self._entries.get(stems[at], ()):
                size = len(entry.words)
                if at + size > len(words) or not _cased(entry, words[at][2]):
                    continue
                if all(_is(words[at + n][2], stems[at + n], word) for n, word in enumerate(entry.words)):
                    found.append(Phrase(words[at][0], words[at + size - 1][1], entry.cls, entry.key, entry.country, entry.value))
                    at += size - 1
                    break
            at += 1
        return found


def _cased(entry: Entry, word: str) -> bool:
    """A name is written with a capital; an abbreviation with all of them."""
    if entry.exact:
        return word[:2].isupper() or not entry.words[0][:2].isupper()
    return not entry.words[0][:1].isupper() or word[:1].isupper()


def _stop(text: str, at: int, words: Iterable[str]) -> int:
    for number, word in enumerate(words):
        if number and at < len(text) and text[at] in _BETWEEN:
            at += 1
        if not text.startswith(word, at):
            return 0
        at += len(word)
    return at


def _goes_on(text: str, start: int, stop: int) -> bool:
    """Whether a phrase of Latin letters or digits is the middle of a longer word."""
    return bool(re.match(r"[A-Za-z0-9]", text[stop - 1]) and re.match(r"[A-Za-z0-9]", text[stop : stop + 1])) or bool(
        start and re.match(r"[A-Za-z0-9]", text[start]) and re.match(r"[A-Za-z0-9]", text[start - 1])
    )
