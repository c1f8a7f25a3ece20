"""What is shown of a screen: the counts of a day; of each consignment what it is, and what spoke for opening it."""

from __future__ import annotations

from dataclasses import dataclass

LANES = {
    "legal": "the law says: inspect or stop, outside any budget",
    "red": "open it",
    "random": "drawn by lot: open it too, to learn how often anything is wrong",
    "yellow": "look at its papers",
    "blue": "release, look at its papers afterwards",
    "green": "release",
}
"""Lanes in the order in which they press, and what each asks for."""


@dataclass(frozen=True, slots=True)
class Why:
    """One reason. `weight` is a log10 likelihood ratio, 0 of a legal one; `where` names the papers and rows it was read in."""

    rule: str
    sentence: str
    weight: float
    strength: str
    where: tuple[str, ...]
    notes: tuple[int, ...]
    note: str
    unverified: bool


@dataclass(frozen=True, slots=True)
class Part:
    """What a group counts in the end, log10, and its reasons: the parts of a consignment add up to its total."""

    group: str
    weight: float
    reasons: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A consignment in words; everything that its papers do not say is empty."""

    consignment: str
    lane: str
    rank: int | None
    goods: str
    hs: str
    way: str
    shipper: str
    consignee: str
    ship: str
    amount: str
    papers: str
    day: str

    @property
    def place(self) -> str:
        """`1.` for the first of the ranking, a paragraph sign for the legal lane."""
        return f"{self.rank:,}." if self.rank else "§" if self.lane == "legal" else "·"


@dataclass(frozen=True, slots=True)
class ConsignmentView:
    """A consignment with its Finding. `total` = the sum of `parts`, log10; `law` = what the law asks for, outside the sum, and
    then no likelihood is told."""

    head: Head
    question: str
    answer: str
    total: float
    likelihood: str
    law: tuple[Why, ...]
    parts: tuple[Part, ...]
    ask: tuple[str, ...]
    limits: tuple[str, ...]
    dismissed: str


@dataclass(frozen=True, slots=True)
class LaneLine:
    """A lane: how many consignments, and what it asks for."""

    lane: str
    count: int
    about: str


@dataclass(frozen=True, slots=True)
class ScreenView:
    """A screen as shown. `legal` and `first` are told as far as asked for; `legal_count`, `red_count` = how many there are.

    `law_note` = what every legal reason asks for, told once; `unasked` = rules that no paper could answer; `off` = those that
    somebody switched off."""

    files: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]
    lanes: tuple[LaneLine, ...]
    legal: tuple[ConsignmentView, ...]
    legal_count: int
    law_note: str
    first: tuple[ConsignmentView, ...]
    red_count: int
    lot: tuple[Head, ...]
    lot_count: int
    unasked: tuple[str, ...]
    off: tuple[str, ...]
    lists: tuple[str, ...]
    limits: tuple[str, ...]
    reference_hash: str
    tool_version: str


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field over all papers: what each says, and whether those that say something differ."""

    name: str
    values: tuple[str, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell that was read with doubt: the paper and row, and the field with what was wrong."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class PapersView:
    """The lines of a consignment side by side: `heads` name paper, version and row."""

    heads: tuple[str, ...]
    fields: tuple[FieldLine, ...]
