"""What each profile may see of what was read: the team everything, others who armed whom by states and lists, without the words.

A report names people who stand on no list, and sentences can accuse them. Outside the team a statement therefore keeps its kind,
stance, days, figures, plain words of goods, grade and place in its text; a party only by its state or its entry; no sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from headstamp.core.document import Document
from headstamp.core.redact import WITHHELD, Profile
from headstamp.core.statement import Slot, Statement
from headstamp.tell.shown import visible

PLAIN = frozenset(("items", "calibre", "payment", "declared_as", "mode", "vehicle"))
"""Fields of goods and means; every other field names somebody or some place."""


class Seen(NamedTuple):
    """The eyes of one profile."""

    profile: Profile = Profile.CONFIDENTIAL

    @property
    def all(self) -> bool:
        """True for the team."""
        return self.profile is Profile.CONFIDENTIAL

    def words(self, field: str, slots: Iterable[Slot]) -> list[str]:
        """Each value as it may be seen, in order, each once."""
        told = (_one_line(slot.words) if self.all else _outside(field, slot) for slot in slots)
        return list(dict.fromkeys(filter(None, told)))

    def plain(self, words: str) -> str:
        """Words of a unit or of goods."""
        return _one_line(words) if self.all else _plain_of(words)

    def voice(self, s: Statement) -> str:
        """Who says so: outside the team a state, or the kind of voice."""
        if s.voice is None:
            return ""
        return _one_line(s.voice.words) if self.all else visible(s.voice.key) or s.voice_kind.value

    def text(self, text: str) -> str:
        """A sentence, or nothing."""
        return _one_line(text) if self.all else ""

    def document(self, document: Document, number: int) -> str:
        """The name of a text. Its file may tell who gave it: the public sees the names of published ones alone."""
        if self.all or self.profile is Profile.PARTNER or document.url:
            return visible(document.id)
        return f"text {number}"


def _one_line(text: str) -> str:
    return visible(" ".join(text.split()))


def _outside(field: str, slot: Slot) -> str:
    if field not in PLAIN:
        return visible(slot.key) or WITHHELD
    return _plain_of(slot.words) or WITHHELD


def _plain_of(words: str) -> str:
    return visible(" ".join(word for word in words.split() if _is_plain(word)))


def _is_plain(word: str) -> bool:
    """No name: figures, models with figures, and words that scripts with capitals write small."""
    letters = [c for c in word if c.isalpha()]
    return any(c.isdigit() for c in word) or bool(letters and all(c.islower() for c in letters))
