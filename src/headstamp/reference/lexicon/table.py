"""The words and readings of one pack as look-up tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from headstamp.core.errors import PackError
from headstamp.reference.lexicon.han import KINDS, Readings
from headstamp.reference.lexicon.model import FORMS_MAX, ROLES
from headstamp.reference.lexicon.spell import latin, script
from headstamp.reference.pack import load_pack
from headstamp.reference.word_rows import ReadingRow, WordRow

NAME = "name-"
"""How the concept of a personal name starts; the rest is its first spelling."""
SERVANT = "name-abd"
TAILS = ("name-allah", "name-din")
"""Names that others are written together with: Nasrallah, Nureddin."""
SIGNS = ("hangul", "han")


class Entry(NamedTuple):
    """One word of the table. `forms` is empty where the rules spell it; several `pieces` are several parts of a name."""

    pieces: tuple[str, ...]
    concepts: tuple[str, ...]
    role: str
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """Look-ups by word, and readings by Han sign; `servants` are the spellings of abd, `tails` those of allah and
    din, longest first; `longest` counts signs of a word in
    Hangul or Han."""

    known: dict[str, Entry]
    readings: Readings
    surnames: frozenset[str]
    servants: tuple[str, ...]
    tails: tuple[str, ...]
    longest: int
    sha256: str


def load_words(folder: Path) -> Words:
    """The tables of one pack folder. Raises PackError for a broken pack, a role or kind of reading that is not known, and a
    word with another number of pieces than its concept."""
    pack = load_pack(folder)
    known: dict[str, Entry] = {}
    readings: dict[str, dict[str, tuple[str, ...]]] = {kind: {} for kind in KINDS}
    surnames: set[str] = set()
    for number, row in enumerate(pack.tables.words, start=2):
        for word, entry in _entries(row, folder / "words.csv", number):
            known.setdefault(word, entry)
    for number, name in enumerate(pack.tables.readings, start=2):
        if name.kind == "name":
            for word, entry in _names(name):
                known.setdefault(word, entry)
        elif name.kind == "surname":
            surnames.update(name.words)
        elif name.kind in readings:
            for sign in name.words:
                readings[name.kind][sign] = (*readings[name.kind].get(sign, ()), *name.forms)
        else:
            raise _wrong(folder / "readings.csv", number, f"there is no kind of reading {name.kind!r}")
    return Words(
        known,
        readings,
        frozenset(surnames),
        _spelt(known, (SERVANT,)),
        tuple(word for word in _spelt(known, TAILS) if len(word) >= 4),
        max((len(w) for w in known if script(w[0]) in SIGNS), default=0),
        pack.sha256,
    )


def _spelt(known: dict[str, Entry], concepts: tuple[str, ...]) -> tuple[str, ...]:
    found = (word for word, entry in known.items() if entry.concepts[0] in concepts)
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def _wrong(file: Path, row: int, what: str) -> PackError:
    return PackError(what, file=file, row=row, hint="docs/names.md says what each column holds.")


def _entries(row: WordRow, file: Path, number: int) -> Iterator[tuple[str, Entry]]:
    if row.role not in ROLES:
        raise _wrong(file, number, f"there is no role {row.role!r}")
    concepts = tuple(row.concept.split("|"))
    for word in row.words:
        pieces = tuple(word.split("|"))
        if len(pieces) != len(concepts):
            raise _wrong(file, number, f"{word!r} has {len(pieces)} pieces and {len(concepts)} concepts")
        forms = latin(word) if len(pieces) == 1 and script(word[0]) == "latin" else ()
        entry = Entry(pieces, concepts, row.role, forms)
        yield "".join(pieces), entry
        for form in forms:
            if form == forms[0] or len(form) > 4:  # chin for the Turkish for China would take a name's syllable
                yield form, Entry((form,), concepts, row.role, (form,))
    for form in row.romanised:
        yield form, Entry((form,), concepts, row.role, (form,))


def _names(row: ReadingRow) -> Iterator[tuple[str, Entry]]:
    """A name in its own script has the usual spellings as forms; each of these has the name's concept."""
    concepts = (NAME + row.forms[0],)
    for word in row.words:
        yield word, Entry((word,), concepts, "", row.forms[:FORMS_MAX])
    for form in row.forms:
        yield form, Entry((form,), concepts, "", (form,))
