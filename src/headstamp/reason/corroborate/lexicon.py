"""Words of the pack of voices, ready to be asked: the letter of a voice, the state or body that words name, the sort of goods."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from headstamp.core.document import VoiceKind
from headstamp.core.text import script_of
from headstamp.observe.declarations.countries import country
from headstamp.reference.voice_rows import SortRow, SpeakerRow, VoiceRow

_WORD = re.compile(r"[\w.'’-]*\w")
_PLACE = re.compile(r"(?:\b(?:in|at|near|from)|\bв|\bу)\s+(?:the\s+)?$", re.I)
MOST_WORDS = 24  # of a slot that are looked up as names of countries
_LEAST = 4  # signs of a word that is looked up as the name of a country


def folded(text: str) -> str:
    """Lower case, `ё` as `е`, curly quotes straight, white space single."""
    return " ".join(text.casefold().replace("ё", "е").replace("’", "'").split())


def _pattern(words: Iterable[str], *, stem: bool) -> re.Pattern[str] | None:
    """Words of alphabets begin where a word begins, and end where one ends unless they are stems; Han and Hangul stand
    anywhere."""
    parts = []
    for word in sorted(set(map(folded, words)), key=len, reverse=True):
        closed = script_of(word[0]) in ("Han", "Hangul")
        ends = "" if closed or stem or script_of(word[0]) == "Cyrillic" else r"(?:'s)?(?!\w)"
        parts.append(re.escape(word) if closed else rf"(?<!\w){re.escape(word)}{ends}")
    return re.compile("|".join(parts)) if parts else None


@dataclass(frozen=True, repr=False)
class Lexicon:
    """The rows of the tables `voices`, `speakers` and `sorts` of every pack on the shelf, those of higher priority first.

    Pure; what was asked before is remembered. An empty lexicon knows names of countries only and grades every voice F.
    """

    voices: tuple[VoiceRow, ...] = ()
    speakers: tuple[SpeakerRow, ...] = ()
    sorts: tuple[SortRow, ...] = ()
    _asked: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict, compare=False)
    _patterns: dict[str, re.Pattern[str] | None] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, tables: tuple[tuple[VoiceRow, ...], tuple[SpeakerRow, ...], tuple[SortRow, ...]]) -> Self:
        """Of the three tables, as `reference.voice_pack.voice_tables` gives them."""
        return cls(*tables)

    def __repr__(self) -> str:
        return f"Lexicon({len(self.voices)} voices, {len(self.speakers)} speakers, {len(self.sorts)} sorts)"

    def letter(self, kind: VoiceKind, label: str = "") -> VoiceRow | None:
        """The row of a voice: one that names it, else the first of its kind; None where no pack has one."""
        named = folded(label)
        ours = [row for row in self.voices if row.kind is kind]
        by_name = next((row for row in ours if any(folded(name) in named for name in row.names)), None)
        return by_name or next((row for row in ours if not row.names), None)

    def body(self, words: str) -> str:
        """The state (`US`) or body (`reuters`) that words name first; empty where they name none. A place after `in` or `at` is
        no speaker, unless nothing else is named."""
        key = ("body", words)
        if key not in self._asked:
            self._asked[key] = (self._body(words),)
        return self._asked[key][0]

    def _body(self, words: str) -> str:
        text = folded(words)
        hits = [(m.start(), row.state) for row in self.speakers if (p := self._of(row)) and (m := p.search(text))]
        outright = [hit for hit in hits if not _PLACE.search(text[: hit[0]])]
        if outright:
            return min(outright)[1]
        return min(hits)[1] if hits else _country(words)

    def bodies(self, words: str) -> frozenset[str]:
        """Every state or body that words name by a row of the table of speakers."""
        key = ("bodies", words)
        if key not in self._asked:
            text = folded(words)
            self._asked[key] = tuple({row.state for row in self.speakers if (p := self._of(row)) and p.search(text)})
        return frozenset(self._asked[key])

    def sides(self, body: str) -> frozenset[str]:
        """The alliances and camps that a state or body speaks for."""
        return frozenset(side for row in self.speakers if row.state == body for side in row.sides)

    def _of(self, row: SpeakerRow) -> re.Pattern[str] | None:
        key = f"speaker {row.pack} {row.id}"
        if key not in self._patterns:
            self._patterns[key] = _pattern(row.words, stem=False)
        return self._patterns[key]

    def sort_of(self, words: str, *roles: str) -> tuple[str, ...]:
        """The sorts that words name, of these roles, in the order of the tables; narrow ones put aside the wide ones above."""
        key = ("/".join(roles), words)
        if key not in self._asked:
            self._asked[key] = self._sorts(folded(words), roles)
        return self._asked[key]

    def _sorts(self, text: str, roles: tuple[str, ...]) -> tuple[str, ...]:
        found = {}
        for row in self.sorts:
            name = f"sort {row.pack} {row.id}"
            if name not in self._patterns:
                self._patterns[name] = _pattern(row.words, stem=True)
            pattern = self._patterns[name]
            if row.role in roles and pattern and pattern.search(text):
                found[row.id] = row.within
        wider = set(found.values())
        return tuple(sort for sort in found if sort not in wider)

    def within(self, narrow: str, wide: str) -> bool:
        """Whether a sort lies in another, through any number of steps."""
        above = {row.id: row.within for row in self.sorts}
        seen: set[str] = set()
        while narrow and narrow not in seen:
            seen.add(narrow)
            if narrow == wide:
                return True
            narrow = above.get(narrow, "")
        return False


def _country(words: str) -> str:
    """The first country that one to four words in a row name; single short words are not asked (`in` is no India)."""
    tokens = _WORD.findall(words)[:MOST_WORDS]
    for at in range(len(tokens)):
        for size in range(min(4, len(tokens) - at), 0, -1):
            text = " ".join(tokens[at : at + size])
            if (len(text) >= _LEAST or script_of(text[0]) in ("Han", "Hangul")) and (found := country(text).code):
                return found
    return ""
