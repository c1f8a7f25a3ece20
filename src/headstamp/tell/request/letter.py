"""The letter as every output shows it: made harmless, redacted, in numbered sections. Nothing below here decides anything."""

from __future__ import annotations

import hashlib
from typing import Literal

from headstamp.core.claim import Frozen
from headstamp.core.redact import Profile

READERS = {
    Profile.PUBLIC: "anybody may read this; names, exact places, days and photographs are withheld",
    Profile.PARTNER: "for the addressee under an agreement; holders, recorders and exact places are withheld",
    Profile.CONFIDENTIAL: "for the addressee alone; holders, recorders and coordinates are withheld all the same",
}


class Table(Frozen):
    """A head and rows of as many cells."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Section(Frozen):
    """A part of a letter; what is empty is not shown. `points` are numbered from 1."""

    title: str
    paragraphs: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    table: Table | None = None
    points: tuple[str, ...] = ()
    after: tuple[str, ...] = ()  # paragraphs below the rest


class Letter(Frozen):
    """A letter to be checked, edited and signed by a person. `blanks` = what that person still has to fill in."""

    kind: Literal["tracing", "reply"]
    reference: str
    day: str  # ISO
    due: str  # ISO; empty = no day is set yet
    to: tuple[str, ...]
    sender: str
    subject: str
    sections: tuple[Section, ...]
    footer: tuple[str, ...]
    profile: Profile
    blanks: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """sha256 of the canonical JSON: names this very text in the register."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    def to_json(self) -> str:
        """Canonical JSON."""
        from headstamp.core.finding import canonical_json

        return canonical_json(self.model_dump(mode="json"))
