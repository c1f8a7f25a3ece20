"""The chain of a recovery: links from what was found to papers, parties, lists and those behind them, and where it ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from headstamp.core.claim import Claim
from headstamp.core.finding import Finding
from headstamp.core.record import Item
from headstamp.core.when import When
from headstamp.reason.network.joined import Same
from headstamp.reason.network.model import Node
from headstamp.reason.network.network import Hop, Network

ON_LIST = "stands_on_list"


class Stage(StrEnum):
    """What a link leads to."""

    FOUND = "found"
    MADE = "maker"
    LOT = "lot"
    PAPERS = "papers"
    PARTY = "party"
    LISTED = "listed"
    BEHIND = "behind"


@dataclass(frozen=True)
class Given:
    """What a chain is drawn from.

    `roots`: ids of the records it starts at. `traces`, `claims` and `found` by id of record; `found` = when it was found, to the
    day, which orders hops though an output may withhold it. `papers`: lines by consignment. `matches`: by node of a party on
    papers. `listed`: node of each key of a listing. `on`: ISO day at which ties must hold, empty = that of the papers on the way.
    """

    roots: tuple[str, ...]
    items: Mapping[str, Item]
    network: Network
    papers: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    traces: Mapping[str, Finding] = field(default_factory=dict)
    claims: Mapping[str, Sequence[Claim]] = field(default_factory=dict)
    found: Mapping[str, When] = field(default_factory=dict)
    matches: Mapping[str, Finding] = field(default_factory=dict)
    listed: Mapping[str, str] = field(default_factory=dict)
    decisions: tuple[Same, ...] = ()
    on: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """One hop. `before`: the number of the link it goes on from, 0 = it starts at a record that was asked. `marks`: what it rests
    on upon the thing itself."""

    number: int
    before: int
    stage: Stage
    rule: str
    hop: Hop
    note: str = ""
    marks: tuple[str, ...] = ()

    @property
    def certainty(self) -> float:
        """0..1: of its source, or the probability of a match or trace."""
        return self.hop.edge.certainty


@dataclass(frozen=True, slots=True)
class End:
    """Where nothing on record leads on: at which node, after which link (0 = a record), why, and what would carry it on."""

    after: int
    node: Node
    why: str
    next: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class Chain:
    """`links` in order of drawing, each after the one it goes on from; `refused`: hops that were met and not walked, with why."""

    roots: tuple[Node, ...]
    links: tuple[Link, ...]
    ends: tuple[End, ...]
    refused: tuple[str, ...]
    conflicts: tuple[str, ...]
    told: tuple[str, ...]
    on: str

    def way(self, number: int) -> tuple[Link, ...]:
        """The links from a record to link `number`."""
        way: list[Link] = []
        while number:
            way.append(self.links[number - 1])
            number = way[-1].before
        return tuple(reversed(way))

    def leaves(self) -> tuple[int, ...]:
        """Numbers of the links that nothing goes on from. That a party stands on a list is said of it and is no step on."""
        ways = [link for link in self.links if link.rule != ON_LIST]
        gone_on = {link.before for link in ways}
        return tuple(link.number for link in ways if link.number not in gone_on)
