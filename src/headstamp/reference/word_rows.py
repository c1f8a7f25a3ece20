"""The rows of the pack of party names: words, and spellings of names and signs. Column meanings: docs/names.md."""

from __future__ import annotations

from dataclasses import dataclass

from headstamp.reference.row import Raw, Row, base, split


@dataclass(frozen=True, slots=True)
class WordRow(Row):
    """The words of one language for one concept of party names; upright strokes divide a word and its concept into parts."""

    concept: str
    english: str
    role: str
    lang: str
    words: tuple[str, ...]
    romanised: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadingRow(Row):
    """Latin spellings of a name, or of Han signs that sound alike, best first."""

    words: tuple[str, ...]
    forms: tuple[str, ...]
    kind: str
    lang: str


def _word(raw: Raw, pack: str) -> WordRow:
    words = split(raw["words"])
    if not words or not raw["concept"]:
        raise ValueError("a row has a concept and at least one word")
    common = base(raw, pack, "concept")
    return WordRow(*common, raw["concept"], raw["english"], raw["role"], raw["lang"], words, split(raw["romanised"]))


def _reading(raw: Raw, pack: str) -> ReadingRow:
    forms = split(raw["forms"])
    if not forms or not all(form.isascii() and form.isalnum() and form.islower() for form in forms):
        raise ValueError(f"forms {raw['forms']!r} are not spellings in a-z and 0-9 between semicolons")
    return ReadingRow(*base(raw, pack, "kind"), split(raw["words"]), forms, raw["kind"], raw["lang"])


WORD_SCHEMA = {
    "words": ("concept english role lang words romanised", _word),
    "readings": ("words forms kind lang", _reading),
}
"""As `rows.SCHEMA`: table name -> (its own columns, the function that types a row)."""
