"""Whom a statement about a listing is about: parties by name, and bodies only called somebody's (`three of his firms`)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from headstamp.core.document import Document
from headstamp.core.statement import Statement, StatementKind
from headstamp.reason.corroborate.lexicon import Lexicon
from headstamp.reason.corroborate.roll import Roll

SLOTS = ("target", "persons")
_OWN = re.compile(
    r"(?:\b\w{1,20} of )?\b(?:his|her|its|their) (?:\w{1,30} ){0,2}(?:compan(?:y|ies)|entit(?:y|ies)|firms?|corporations?)\b"
    r"(?: (?:\w{1,20}ed )?in [A-Z]\w{1,30}(?:(?:, | and |, and )(?:the )?[A-Z]\w{1,30}){0,9})?"
)
_ENDS = re.compile(r"[.!?](?=\s|$)|\n")
LONGEST = 400  # signs that are looked at behind the statement for the end of its sentence


class Subject(NamedTuple):
    """`parties` = ids that the statement names, or another one of the same sentence (`named` is False then); `unnamed` = the
    words for bodies of theirs."""

    parties: frozenset[str]
    named: bool
    unnamed: tuple[str, ...]


def subjects(
    statements: Sequence[Statement], shelf: Mapping[str, Document], lexicon: Lexicon, roll: Roll
) -> list[tuple[Statement, Subject]]:
    """Every statement about a listing with whom it is about, in the order given."""
    kept = [s for s in statements if s.status != "rejected"]
    parties = roll.parties(kept, SLOTS)
    texts: dict[str, list[Statement]] = defaultdict(list)
    for s in kept:
        if parties[s.id] or s.kind is StatementKind.DESIGNATION:
            texts[s.document].append(s)
    found = []
    for s in kept:
        if s.kind is StatementKind.DESIGNATION:
            beside = [t for t in texts[s.document] if t.span.start < s.span.end and s.span.start < t.span.end]
            theirs = parties[s.id] or frozenset(party for t in beside for party in parties[t.id])
            found.append((s, Subject(theirs, bool(parties[s.id]), _unnamed(s, beside, shelf, lexicon, roll))))
    return found


def _unnamed(
    s: Statement, beside: Sequence[Statement], shelf: Mapping[str, Document], lexicon: Lexicon, roll: Roll
) -> tuple[str, ...]:
    """From the targets; where no statement of the sentence has such a target, from the sentence itself."""
    own = _bodies(s, lexicon, roll)
    if own or any(_bodies(t, lexicon, roll) for t in beside if t.kind is StatementKind.DESIGNATION):
        return own
    return tuple(found[0] for found in _OWN.finditer(_sentence(s, shelf)))


def _bodies(s: Statement, lexicon: Lexicon, roll: Roll) -> tuple[str, ...]:
    words = (slot.words for slot in s.of("target"))
    return tuple(w for w in words if "companies" in lexicon.sort_of(w, "unit") and not roll.named(w))


def _sentence(s: Statement, shelf: Mapping[str, Document]) -> str:
    """The statement and the rest of its sentence."""
    document = shelf.get(s.document)
    rest = document.text[s.span.end : s.span.end + LONGEST] if document else ""
    if _ENDS.search(s.span.text[-1:]):
        return s.span.text
    end = _ENDS.search(rest)
    return s.span.text + (rest[: end.start()] if end else rest)
