"""The tables of reading, indexed for look-up: phrases by their first word, predicates by lemma. Built once from a shelf's
rows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from headstamp.reason.read.words import words
from headstamp.reference.listing_rows import NameRow, PartyRow
from headstamp.reference.reading_rows import BodyRow, CueRow, PredicateRow, TermRow
from headstamp.reference.rows import CalibreRow, ModelRow

WORD = re.compile(r"[^\W_]+")
_GENERIC = words(
    "ministry of national defence defense people s armed forces general bureau department office trading corporation "
    "company the and atomic energy industry committee state security central bank foreign trade military workers party "
    "army academy second first commission group limited ltd co corp international shipping machinery munitions "
    "development joint venture economic import export marine management commercial"
)
_FEWEST_SIGNS_OF_A_PARTY = 4


class Entry(NamedTuple):
    """What a phrase stands for. `exact` = its capitals count (`US` is not `us`)."""

    words: tuple[str, ...]
    cls: str
    key: str  # `table/id`
    country: str
    value: str
    exact: bool


class Tabled(Protocol):
    """What a lexicon is built from: `headstamp.reference.rows.Tables` has it."""

    bodies: list[BodyRow]
    terms: list[TermRow]
    cues: list[CueRow]
    predicates: list[PredicateRow]
    parties: list[PartyRow]
    names: list[NameRow]
    models: list[ModelRow]
    calibres: list[CalibreRow]


@dataclass(frozen=True)
class Lexicon:
    """Phrases by their first word, longest first; predicates by (lemma, part of speech); cue words by cue."""

    language: str
    phrases: dict[str, tuple[Entry, ...]] = field(repr=False)
    predicates: dict[tuple[str, str], tuple[PredicateRow, ...]] = field(repr=False)
    cues: dict[str, dict[str, str]] = field(repr=False)
    calibres: dict[str, str] = field(repr=False)
    evidence: dict[str, str] = field(repr=False)

    @classmethod
    def of(cls, tables: Tabled, language: str = "en") -> Lexicon:
        """The lexicon of one language. Names of parties and models come in from the other packs of the shelf."""
        entries = [*_bodies(tables.bodies, language), *_terms(tables.terms, language)]
        entries += _parties(tables.parties, tables.names)
        entries += _models(tables.models)
        phrases: dict[str, dict[tuple[str, ...], Entry]] = defaultdict(dict)
        for entry in entries:
            phrases[entry.words[0].casefold()].setdefault(tuple(map(str.casefold, entry.words)), entry)
        ordered = {first: tuple(sorted(found.values(), key=lambda e: -len(e.words))) for first, found in phrases.items()}
        predicates: dict[tuple[str, str], list[PredicateRow]] = defaultdict(list)
        for row in tables.predicates:
            if row.language == language:
                for word in row.words:
                    predicates[word, row.pos].append(row)
        return cls(
            language,
            ordered,
            {key: tuple(rows) for key, rows in predicates.items()},
            _cues(tables.cues, language),
            {name: row.calibre for row in tables.calibres for name in (row.calibre, *row.aliases)},
            _evidence(tables.terms, language),
        )

    def says(self, cue: str, word: str) -> str:
        """The value of a word under a cue, or an empty string; a cue without values answers with the cue."""
        return self.cues.get(cue, {}).get(word, "")


def _cut(name: str) -> tuple[str, ...]:
    return tuple(WORD.findall(name))


def _bodies(rows: Iterable[BodyRow], language: str) -> Iterable[Entry]:
    for row in rows:
        if row.language == language:
            for name in row.names:
                if words := _cut(name):
                    yield Entry(words, row.cls, f"bodies/{row.id}", row.country, row.voice, _abbreviation(name))


def _abbreviation(name: str) -> bool:
    letters = [sign for sign in name if sign.isalpha()]
    return len(letters) <= 5 and all(sign.isupper() for sign in letters)


def _terms(rows: Iterable[TermRow], language: str) -> Iterable[Entry]:
    for row in rows:
        if row.language == language and row.cls != "firmform" and not row.cls.startswith("evidence-"):
            for word in row.words:
                if words := _cut(word):
                    exact = any(sign.isupper() for sign in word)
                    yield Entry(words, row.cls, f"terms/{'-'.join(words).casefold()}", "", "", exact)


def _evidence(rows: Iterable[TermRow], language: str) -> dict[str, str]:
    """Single words and last words of phrases for evidence -> imagery, photo, document, testimony, marks, debris."""
    found: dict[str, str] = {}
    for row in rows:
        if row.language == language and row.cls.startswith("evidence-"):
            for word in row.words:
                found.setdefault(word.split()[-1], row.cls.removeprefix("evidence-"))
    return found


def _parties(rows: Iterable[PartyRow], names: Iterable[NameRow]) -> Iterable[Entry]:
    """Names of the packs of parties. One-word names and short ones are left out: they would be found in ordinary words."""
    known = {row.id: row for row in rows}
    for name in names:
        row = known.get(name.id)
        words = _cut(name.text)
        if row is None or not name.text.isascii() or len(name.text) < _FEWEST_SIGNS_OF_A_PARTY:
            continue
        if (len(words) < 2 and not name.text.isupper()) or all(word.casefold() in _GENERIC for word in words):
            continue
        cls = {"person": "person", "vessel": "vessel"}.get(row.kind, "firm")
        country = row.countries[0] if len(row.countries) == 1 else ""
        yield Entry(words, cls, f"parties/{row.id}", country, "", len(words) < 2)


def _models(rows: Iterable[ModelRow]) -> Iterable[Entry]:
    for row in rows:
        for name in (row.model, *row.aliases):
            if name.isascii() and len(words := _cut(name)) > 1 and not all(map(str.isdigit, words)):
                cls = "ammunition" if row.kind in ("cartridge", "rocket", "shell", "mortar_bomb", "case") else "weapon"
                yield Entry(words, cls, f"models/{row.model}", "", "", True)


def _cues(rows: Iterable[CueRow], language: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        if row.language == language:
            for word in row.words:
                found[row.cue].setdefault(word, row.value)
    return dict(found)
