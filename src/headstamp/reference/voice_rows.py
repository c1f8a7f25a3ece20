"""The rows of the pack of voices: how far a kind of voice is trusted before it speaks, whose bodies are whose, and words of
several languages for one sort of goods, unit or payment. Column meanings: docs/packs.md."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from headstamp.core.document import VoiceKind
from headstamp.reference.row import Raw, Row, base, split

Letter = Literal["A", "B", "C", "D", "E", "F"]
ROLES = frozenset(("arms", "civil", "unit", "payment", "service"))


@dataclass(frozen=True, slots=True)
class VoiceRow(Row):
    """The Admiralty letter of a kind of voice before it speaks; `interested` where it speaks of its own doings. `names` narrows
    the row to voices of these names, and then it stands before the row of the kind."""

    kind: VoiceKind
    names: tuple[str, ...]
    letter: Letter
    interested: Letter
    why: str


@dataclass(frozen=True, slots=True)
class SpeakerRow(Row):
    """Words that name a body, a seat of government or a people, and the state (ISO 3166-1 alpha-2) or body that speaks.

    `sides` = alliances and camps in a war it speaks for; two voices of one side are two, and have one interest. Packs of older
    versions lack the column.
    """

    state: str
    words: tuple[str, ...]
    kind: VoiceKind
    sides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SortRow(Row):
    """Stems of words for one sort of goods, unit or payment; `within` = the wider sort that holds it."""

    role: str
    within: str
    words: tuple[str, ...]


def _voice(raw: Raw, pack: str) -> VoiceRow:
    kind = VoiceKind(raw["kind"])
    letters = raw["letter"], raw["interested"]
    if not all(len(letter) == 1 and letter in "ABCDEF" for letter in letters):
        raise ValueError(f"letters are A to F, not {letters[0]!r} and {letters[1]!r}")
    if letters[1] < letters[0]:
        raise ValueError("a voice that speaks of its own doings is not trusted more than before")
    if not raw["why"]:
        raise ValueError("a letter has a reason")
    first, second = cast(Letter, letters[0]), cast(Letter, letters[1])
    return VoiceRow(*base(raw, pack, "id"), kind, split(raw["names"]), first, second, raw["why"])


def _speaker(raw: Raw, pack: str) -> SpeakerRow:
    words = split(raw["words"])
    if not words or not raw["state"]:
        raise ValueError("a row has a state or body and at least one word for it")
    return SpeakerRow(*base(raw, pack, "id"), raw["state"], words, VoiceKind(raw["kind"]), split(raw.get("sides", "")))


def _sort(raw: Raw, pack: str) -> SortRow:
    words = split(raw["words"])
    if raw["role"] not in ROLES:
        raise ValueError(f"role is {raw['role']!r}; it takes {', '.join(sorted(ROLES))}")
    if not words or any(len(word) < 2 and word.isascii() for word in words):
        raise ValueError("a sort has stems of at least two signs")
    return SortRow(*base(raw, pack, "sort"), raw["role"], raw["within"], words)


VOICE_SCHEMA = {
    "voices": ("id kind names letter interested why", _voice),
    "speakers": ("id state kind words", _speaker),
    "sorts": ("sort role within words", _sort),
}
"""As `rows.SCHEMA`: table name -> (its own columns, the function that types a row)."""
