"""The rows of the pack of tracing requests: what a letter says and asks. Column meanings: docs/packs.md."""

from __future__ import annotations

from dataclasses import dataclass

from headstamp.reference.row import Raw, Row, base, split

PARTS = frozenset(("contact", "basis", "question", "confidential", "reply", "limit", "guide"))
FAMILIES = frozenset(("weapon", "ammunition", "other"))
TO = frozenset(("state", "manufacturer", "panel"))


@dataclass(frozen=True, slots=True)
class LetterRow(Row):
    """One sentence of a letter, for which items and which addressees; empty sets = any."""

    part: str
    families: frozenset[str]
    to: frozenset[str]
    text: str


def _letter(raw: Raw, pack: str) -> LetterRow:
    families, to = frozenset(split(raw["families"])), frozenset(split(raw["to"]))
    for what, found, known in (("part", {raw["part"]}, PARTS), ("families", families, FAMILIES), ("to", to, TO)):
        if strange := found - known:
            raise ValueError(f"{what} holds {', '.join(sorted(strange))!r}; it takes {', '.join(sorted(known))}")
    if not raw["text"]:
        raise ValueError("a row has a text")
    return LetterRow(*base(raw, pack, "id"), raw["part"], families, to, raw["text"])


LETTER_SCHEMA = {"letters": ("id part families to text", _letter)}
"""As `rows.SCHEMA`: table name -> (its own columns, the function that types a row)."""
