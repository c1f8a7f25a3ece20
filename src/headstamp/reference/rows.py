"""The rows of a pack, as typed values. Column meanings: docs/packs.md."""

from __future__ import annotations

from dataclasses import dataclass, field

from headstamp.reference.letter_rows import LETTER_SCHEMA, LetterRow
from headstamp.reference.listing_rows import PARTY_SCHEMA, AuthorityRow, ListingRow, NameRow, PartyRow, TieRow
from headstamp.reference.pattern import Pattern, compile_pattern
from headstamp.reference.reading_rows import READING_SCHEMA, BodyRow, CueRow, PredicateRow, TermRow
from headstamp.reference.row import Raw as Raw
from headstamp.reference.row import Row as Row
from headstamp.reference.row import base as _base
from headstamp.reference.row import split
from headstamp.reference.trade_rows import (
    TRADE_SCHEMA,
    CaseRow,
    HeadingRow,
    KnownRow,
    PortRow,
    PriorityRow,
    ProductGroupRow,
    RegimeRow,
    SignalRow,
    WordingRow,
)
from headstamp.reference.voice_rows import VOICE_SCHEMA, SortRow, SpeakerRow, VoiceRow
from headstamp.reference.word_rows import WORD_SCHEMA, ReadingRow, WordRow


@dataclass(frozen=True, slots=True)
class Producer(Row):
    """A plant in one town and period; the same key in two packs is the same plant."""

    country: str
    name: str
    city: str
    first_year: int | None
    last_year: int | None
    period: str
    scope: frozenset[str]
    calibres: frozenset[str]


@dataclass(frozen=True, slots=True)
class MarkRow(Row):
    """A text or symbol and what it speaks for."""

    pattern: Pattern
    example: str
    kinds: frozenset[str]
    surface: frozenset[str]
    question: str
    country: str
    producer: str
    model: str
    calibres: frozenset[str]
    first_year: int | None
    last_year: int | None
    strength: str
    meaning: str
    safety: str
    conflict: str


@dataclass(frozen=True, slots=True)
class FeatureRow(Row):
    """One visible feature of a model; `keywords` = alternatives, each a tuple of word stems that must all occur."""

    kinds: frozenset[str]
    country: str
    model: str
    attribute: str
    value: str
    keywords: tuple[tuple[str, ...], ...]
    calibres: frozenset[str]
    strength: str
    safety: str
    conflict: str


@dataclass(frozen=True, slots=True)
class ColourRow(Row):
    """A colour in a place and the class of load or maker it stands for."""

    country: str
    family: str
    kinds: frozenset[str]
    calibres: frozenset[str]
    position: str
    colour: str
    meaning: str
    model: str
    strength: str


@dataclass(frozen=True, slots=True)
class CalibreRow(Row):
    """A calibre and its field spellings."""

    calibre: str
    cls: str
    kinds: frozenset[str]
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConfusionRow(Row):
    """How often a worn or badly photographed `true` is read as `read`."""

    true: str
    read: str
    script: str
    process: str
    kind: str
    probability: float


@dataclass(frozen=True, slots=True)
class ModelRow(Row):
    """A model made in one country; a model with rows in two countries has two possible origins."""

    model: str
    country: str
    kind: str
    calibre: str
    aliases: tuple[str, ...]
    names_trap: str


@dataclass(frozen=True, slots=True)
class ConflictRow(Row):
    """A disagreement of sources; every side is named."""

    question: str
    sides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LookalikeRow(Row):
    """Items that share their looks, and what tells them apart."""

    kind: str
    members: tuple[tuple[str, str], ...]  # (country, model)
    share: str
    separates: str
    safety: str


@dataclass(frozen=True, slots=True)
class ContextRow(Row):
    """A fact that is shown beside a Finding and never weighed as a mark."""

    country: str
    model: str
    about: str
    value: str


@dataclass(frozen=True, slots=True)
class StateRow(Row):
    """A state that marks arms, living or historic."""

    name: str
    script: str
    successors: tuple[str, ...]


@dataclass(slots=True)
class Tables:
    """All rows of one pack, or of a whole shelf."""

    producers: list[Producer] = field(default_factory=list)
    marks: list[MarkRow] = field(default_factory=list)
    features: list[FeatureRow] = field(default_factory=list)
    colours: list[ColourRow] = field(default_factory=list)
    calibres: list[CalibreRow] = field(default_factory=list)
    confusions: list[ConfusionRow] = field(default_factory=list)
    models: list[ModelRow] = field(default_factory=list)
    conflicts: list[ConflictRow] = field(default_factory=list)
    lookalikes: list[LookalikeRow] = field(default_factory=list)
    context: list[ContextRow] = field(default_factory=list)
    states: list[StateRow] = field(default_factory=list)
    words: list[WordRow] = field(default_factory=list)
    readings: list[ReadingRow] = field(default_factory=list)
    authorities: list[AuthorityRow] = field(default_factory=list)
    parties: list[PartyRow] = field(default_factory=list)
    names: list[NameRow] = field(default_factory=list)
    listings: list[ListingRow] = field(default_factory=list)
    ties: list[TieRow] = field(default_factory=list)
    signals: list[SignalRow] = field(default_factory=list)
    product_groups: list[ProductGroupRow] = field(default_factory=list)
    regimes: list[RegimeRow] = field(default_factory=list)
    ports: list[PortRow] = field(default_factory=list)
    wordings: list[WordingRow] = field(default_factory=list)
    known: list[KnownRow] = field(default_factory=list)
    cases: list[CaseRow] = field(default_factory=list)
    chpl: list[PriorityRow] = field(default_factory=list)
    headings: list[HeadingRow] = field(default_factory=list)
    letters: list[LetterRow] = field(default_factory=list)
    voices: list[VoiceRow] = field(default_factory=list)
    speakers: list[SpeakerRow] = field(default_factory=list)
    sorts: list[SortRow] = field(default_factory=list)
    bodies: list[BodyRow] = field(default_factory=list)
    terms: list[TermRow] = field(default_factory=list)
    cues: list[CueRow] = field(default_factory=list)
    predicates: list[PredicateRow] = field(default_factory=list)


def year(text: str) -> int | None:
    """A four-digit year or nothing; raises ValueError for anything else."""
    if not text:
        return None
    if not (len(text) == 4 and text.isascii() and text.isdigit()):
        raise ValueError(f"{text!r} is not a four-digit year")
    return int(text)


def _set(text: str) -> frozenset[str]:
    return frozenset(split(text))


def _producer(raw: Raw, pack: str) -> Producer:
    r = raw
    return Producer(
        *_base(r, pack, "producer"),
        r["country"],
        r["name"],
        r["city"],
        year(r["first_year"]),
        year(r["last_year"]),
        r["period"],
        _set(r["scope"]),
        _set(r["calibres"]),
    )


def _mark(raw: Raw, pack: str) -> MarkRow:
    r = raw
    return MarkRow(
        *_base(r, pack, "id"),
        compile_pattern(r["pattern"]),
        r["example"],
        _set(r["kinds"]),
        _set(r["surface"]),
        r["question"],
        r["country"],
        r["producer"],
        r["model"],
        _set(r["calibres"]),
        year(r["first_year"]),
        year(r["last_year"]),
        r["strength"],
        r["meaning"],
        r["safety"],
        r["conflict"],
    )


def _feature(raw: Raw, pack: str) -> FeatureRow:
    r = raw
    keywords = tuple(tuple(option.casefold().split()) for option in split(r["keywords"]))
    if not keywords:
        raise ValueError("a feature needs keywords by which it is recognised")
    return FeatureRow(
        *_base(r, pack, "id"),
        _set(r["kinds"]),
        r["country"],
        r["model"],
        r["attribute"],
        r["value"],
        keywords,
        _set(r["calibres"]),
        r["strength"],
        r["safety"],
        r["conflict"],
    )


def _colour(raw: Raw, pack: str) -> ColourRow:
    r = raw
    return ColourRow(
        *_base(r, pack, "id"),
        r["country"],
        r["family"],
        _set(r["kinds"]),
        _set(r["calibres"]),
        r["position"],
        r["colour"],
        r["meaning"],
        r["model"],
        r["strength"],
    )


def _calibre(raw: Raw, pack: str) -> CalibreRow:
    return CalibreRow(*_base(raw, pack, "calibre"), raw["calibre"], raw["class"], _set(raw["kinds"]), split(raw["aliases"]))


def _confusion(raw: Raw, pack: str) -> ConfusionRow:
    r = raw
    probability = float(r["probability"])
    if not 0 <= probability <= 1:
        raise ValueError(f"probability {probability} is not in 0..1")
    return ConfusionRow(*_base(r, pack, "id"), r["true"], r["read"], r["script"], r["process"], r["kind"], probability)


def _model(raw: Raw, pack: str) -> ModelRow:
    r = raw
    return ModelRow(
        *_base(r, pack, "model"), r["model"], r["country"], r["kind"], r["calibre"], split(r["aliases"]), r["names_trap"]
    )


def _conflict(raw: Raw, pack: str) -> ConflictRow:
    sides = split(raw["sides"], "||")
    if len(sides) < 2:
        raise ValueError("a conflict names at least two sides, divided by ||")
    return ConflictRow(*_base(raw, pack, "conflict"), raw["question"], sides)


def _lookalike(raw: Raw, pack: str) -> LookalikeRow:
    members = tuple((a.strip(), b.strip()) for a, _, b in (m.partition(":") for m in split(raw["members"])))
    return LookalikeRow(*_base(raw, pack, "id"), raw["kind"], members, raw["share"], raw["separates"], raw["safety"])


def _context(raw: Raw, pack: str) -> ContextRow:
    return ContextRow(*_base(raw, pack, "id"), raw["country"], raw["model"], raw["about"], raw["value"])


def _state(raw: Raw, pack: str) -> StateRow:
    return StateRow(*_base(raw, pack, "country"), raw["name"], raw["script"], split(raw["successors"]))


_COMMON = "standing certainty source_ids note"
SCHEMA = {
    "producers": ("producer country name city first_year last_year period scope calibres", _producer),
    "marks": (
        "id pattern example kinds surface question country producer model calibres first_year last_year strength meaning "
        "safety conflict",
        _mark,
    ),
    "features": ("id kinds country model attribute value keywords calibres strength safety conflict", _feature),
    "colours": ("id country family kinds calibres position colour meaning model strength", _colour),
    "calibres": ("calibre class kinds aliases", _calibre),
    "confusions": ("id true read script process kind probability", _confusion),
    "models": ("model country kind calibre aliases names_trap", _model),
    "conflicts": ("conflict question sides", _conflict),
    "lookalikes": ("id kind members share separates safety", _lookalike),
    "context": ("id country model about value", _context),
    "states": ("country name script successors", _state),
    **WORD_SCHEMA,
    **PARTY_SCHEMA,
    **TRADE_SCHEMA,
    **LETTER_SCHEMA,
    **VOICE_SCHEMA,
    **READING_SCHEMA,
}
"""Table name -> (its own columns, the function that types a row). Every table also has standing, certainty, source_ids, note."""


def columns(table: str) -> frozenset[str]:
    """The columns a table must have."""
    return frozenset(f"{SCHEMA[table][0]} {_COMMON}".split())
