"""The rows of the packs of reading: which words state what, and who and what the words name. Column meanings: docs/packs.md."""

from __future__ import annotations

import re
from dataclasses import dataclass

from headstamp.core.document import VoiceKind
from headstamp.core.statement import Realis, StatementKind
from headstamp.reference.row import Raw, Row, base, split

BODY_CLASSES = frozenset(
    ("state", "people", "capital", "body", "group", "firm", "media", "voice", "vessel", "city", "region", "water")
)
TERM_CLASSES = frozenset(
    ("weapon", "ammunition", "component", "technology", "drug", "money", "barter", "civil", "force", "vessel", "vehicle", "cargo",
     "mark", "group", "person", "firmform", "trade", "partitive", "record", "evidence-imagery", "evidence-photo",
     "evidence-document", "evidence-testimony", "evidence-marks", "evidence-debris")
)  # fmt: skip
CUES = frozenset(
    ("hedge", "say", "denial", "denialnoun", "claimnoun", "refuse", "undone", "scorn", "silence", "denounce", "noproof",
     "attempt", "attemptnoun", "intend", "intendadj", "ongoing", "require", "cause", "forecast", "view", "other", "motive",
     "motivegoal", "method", "voice", "false", "paper")
)  # fmt: skip

ROLES = frozenset(
    ("supplier", "recipient", "parties", "broker", "items", "place", "vehicle", "vessel", "route", "declared_as", "payment",
     "persons", "actor", "target", "mark", "origin", "maker", "owner", "mode", "list", "reason", "number", "voice")
)  # fmt: skip
_COUNTRY = re.compile(r"(?:[A-Z]{2})?")


@dataclass(frozen=True, slots=True)
class BodyRow(Row):
    """A state, its people and capital, a body, front, firm, outlet or place, with the names it goes by and its country."""

    language: str
    cls: str
    names: tuple[str, ...]
    country: str  # ISO 3166-1 alpha-2 or historic SU, DD, YU; empty = none, or more than one
    voice: str  # a VoiceKind, or empty


@dataclass(frozen=True, slots=True)
class TermRow(Row):
    """Words for one class of thing: weapons, money, vessels, marks, evidence ..."""

    language: str
    cls: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CueRow(Row):
    """Words that tell how something is said: hedged, denied, attempted, by what kind of voice."""

    language: str
    cue: str
    value: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PredicateRow(Row):
    """Words that state one kind of thing, and which part of the sentence plays which part in it.

    `roles` = pairs of an argument (`subj`, `obj`, a preposition) and a slot, in order of preference; `needs` names the condition
    under which the words are read so."""

    language: str
    pos: str
    words: tuple[str, ...]
    kind: StatementKind
    roles: tuple[tuple[str, str], ...]
    needs: str
    realis: Realis | None


def _known(what: str, value: str, known: frozenset[str]) -> str:
    if value not in known:
        raise ValueError(f"{what} is {value!r}; it takes {', '.join(sorted(known))}")
    return value


def _words(raw: Raw, column: str) -> tuple[str, ...]:
    words = split(raw[column])
    if not words:
        raise ValueError(f"a row has {column}")
    return words


def _body(raw: Raw, pack: str) -> BodyRow:
    if raw["voice"]:
        VoiceKind(raw["voice"])
    cls = _known("class", raw["class"], BODY_CLASSES)
    if not _COUNTRY.fullmatch(raw["country"]):
        raise ValueError(f"country {raw['country']!r} is not two capital letters, nor empty")
    return BodyRow(*base(raw, pack, "id"), raw["language"], cls, _words(raw, "names"), raw["country"], raw["voice"])


def _term(raw: Raw, pack: str) -> TermRow:
    return TermRow(*base(raw, pack, "id"), raw["language"], _known("class", raw["class"], TERM_CLASSES), _words(raw, "words"))


def _cue(raw: Raw, pack: str) -> CueRow:
    cue = _known("cue", raw["cue"], CUES)
    return CueRow(*base(raw, pack, "id"), raw["language"], cue, raw["value"], _words(raw, "words"))


def _predicate(raw: Raw, pack: str) -> PredicateRow:
    pairs = [part.partition("=") for part in split(raw["roles"])]
    if not pairs or not all(argument and role for argument, _, role in pairs):
        raise ValueError(f"roles {raw['roles']!r} are not pairs such as subj=supplier between semicolons")
    roles = tuple((argument.strip(), role.strip()) for argument, _, role in pairs)
    for _, role in roles:
        _known("a role", role.partition(":")[0], ROLES)
    realis = Realis(raw["realis"]) if raw["realis"] else None
    common = base(raw, pack, "id")
    kind = StatementKind(raw["kind"])
    return PredicateRow(*common, raw["language"], raw["pos"], _words(raw, "words"), kind, roles, raw["needs"], realis)


READING_SCHEMA = {
    "bodies": ("id language class names country voice", _body),
    "terms": ("id language class words", _term),
    "cues": ("id language cue value words", _cue),
    "predicates": ("id language pos words kind roles needs realis", _predicate),
}
"""As `rows.SCHEMA`: table name -> (its own columns, the function that types a row)."""
