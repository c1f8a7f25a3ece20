"""What was read out of reports, as every output shows it: plain values, made harmless. Nothing below here decides anything."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One text. `statements` = how many were read; `remarks` = what could not be read of it."""

    id: str
    title: str
    language: str
    published: str
    voice: str  # kind of source
    statements: int
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One statement with what it rests on. `carried` names the fields whose words stand in another sentence."""

    id: str
    document: str
    kind: str
    stance: str  # "", denied, negated, unknown
    realis: str  # "" where it is said to have happened
    hedge: str
    supplier: str
    recipient: str
    who: str  # other parties: between whom, brokers, persons, targets
    items: str
    amount: str
    when: str
    where: str
    payment: str
    voice: str
    grade: str
    why: str  # reason of the grade
    voices: int  # independent voices that say the same
    against: int
    core: bool
    status: str
    quote: str
    locator: str
    carried: tuple[str, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FlowLine:
    """Who gave whom what: the statements of one pair, kind and time, drawn together. `best` = the best grade among them.

    `period` = the time of the event; `numbers` and `denials` = rows of the statements, from 1; denials are of the whole pair;
    `pair` = the number of the pair: two may be called alike where names are withheld."""

    supplier: str
    recipient: str
    kind: str
    realis: str  # "" where some say that it happened
    items: str
    amount: str
    period: str
    when: str  # every date as told, with its part
    payment: str
    said_by: str
    best: str
    voices: int
    denied: int
    denied_by: str
    numbers: tuple[int, ...]
    denials: tuple[int, ...]
    ids: tuple[str, ...]
    pair: int

    @property
    def only_denied(self) -> bool:
        """True for what nobody says and somebody denies."""
        return self.numbers == self.denials


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a disagreement: its words and where they stand. `number` = row of the statement, 0 for an entry of a list."""

    document: str
    locator: str
    quote: str
    stance: str
    number: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sides that do not agree. Where one is a denial it is `first`."""

    kind: str
    sentence: str
    first: tuple[Side, ...]
    second: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class LeftLine:
    """A sentence about arms of which nothing was read. Outside the team only where it stands."""

    document: str
    locator: str
    quote: str


@dataclass(frozen=True, slots=True)
class ReadView:
    """The whole answer. `aside` = files that could not be read, each with the reason."""

    documents: tuple[DocumentLine, ...]
    statements: tuple[StatementLine, ...]
    flows: tuple[FlowLine, ...]
    conflicts: tuple[Conflict, ...]
    left: tuple[LeftLine, ...]
    aside: tuple[str, ...]
    version: str
    profile: str = "confidential"
