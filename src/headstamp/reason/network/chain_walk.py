"""What a chain keeps while it is drawn: links, ends, what was refused, and which nodes and ties were drawn already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from headstamp.core.claim import Citation, Standing
from headstamp.core.record import Item
from headstamp.core.when import When
from headstamp.reason.network.chain_model import Chain, End, Given, Link, Stage
from headstamp.reason.network.chain_papers import Numbers, numbers
from headstamp.reason.network.model import Edge, Node
from headstamp.reason.network.network import Hop


@dataclass
class Walk:
    """`reached`: node id -> number of the link that first led there; `waiting`: consignments whose papers are to be read."""

    given: Given
    links: list[Link] = field(default_factory=list)
    ends: list[End] = field(default_factory=list)
    refused: dict[str, None] = field(default_factory=dict)
    conflicts: dict[str, None] = field(default_factory=dict)
    told: dict[str, None] = field(default_factory=dict)
    reached: dict[str, int] = field(default_factory=dict)
    drawn: set[str] = field(default_factory=set)
    waiting: list[tuple[int, str]] = field(default_factory=list)

    @cached_property
    def known(self) -> Numbers:
        """The numbers on the papers of the case."""
        return numbers(self.given.papers)

    @cached_property
    def inside(self) -> dict[str, tuple[Item, ...]]:
        """What lay in each record."""
        held: dict[str, list[Item]] = {}
        for item in self.given.items.values():
            if item.within and item.within != item.id:
                held.setdefault(item.within, []).append(item)
        return {key: tuple(items) for key, items in held.items()}

    def go(self, before: int, stage: Stage, rule: str, hop: Hop, *, note: str = "", marks: tuple[str, ...] = ()) -> int:
        """Draw a hop and give its number; 0 where this very tie is drawn already."""
        if hop.edge.id in self.drawn:
            return 0
        self.drawn.add(hop.edge.id)
        self.links.append(Link(len(self.links) + 1, before, stage, rule, hop, note, marks))
        self.reached.setdefault(hop.end.id, len(self.links))
        return len(self.links)

    def end(self, after: int, node: Node, why: str, next: str = "", because: str = "") -> None:  # noqa: A002 - the word for it
        """Say that nothing on record leads on from a node."""
        self.ends.append(End(after, node, why, next, because))

    def day_of(self, consignment: str) -> str:
        """The first day on the papers of a consignment, ISO; empty where they give none."""
        lines = self.given.papers.get(consignment, ())
        days = sorted(str(line["date"])[:10] for line in lines if line.get("date") and not line.get("superseded"))
        return days[0] if days else ""

    def day(self, link: int) -> str:
        """The day at which ties must hold after a link: the one asked, else that of the papers on the way."""
        if self.given.on:
            return self.given.on
        while link:
            at = self.links[link - 1]
            if at.stage is Stage.PAPERS:
                return self.day_of(at.hop.end.id.removeprefix("consignment:"))
            link = at.before
        return ""

    def chain(self) -> Chain:
        """What was drawn."""
        roots = tuple(self.given.network.nodes[self.given.network.at(f"recovery:{root}")] for root in self.given.roots)
        told = tuple(self.told)
        return Chain(roots, tuple(self.links), tuple(self.ends), tuple(self.refused), tuple(self.conflicts), told, self.given.on)


def few(names: Sequence[str], most: int) -> str:
    """The first names, and how many more there are."""
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more:,} more" if more > 0 else "")


def percent(p: float) -> str:
    """A whole percent, never 0 and never 100."""
    return "<1 %" if p < 0.01 else ">99 %" if p > 0.99 else f"{p * 100:.0f} %"


def role(edge: Edge) -> str:
    """`consignee` of `consignee_of`: what papers call a party."""
    return edge.relation.removesuffix("_of").replace("_", " ")


def made_edge(
    id: str, start: Node, relation: str, end: Node, certainty: float, citations: tuple[Citation, ...], *,  # noqa: A002
    detail: str = "", since: str = "", standing: Standing = Standing.OBSERVED,
) -> Hop:  # fmt: skip
    """A hop of our own making, with its sources."""
    edge = Edge(
        id=id, subject=start.id, relation=relation, object=end.id, detail=detail, since=since, until=since,
        certainty=min(1.0, max(0.0, round(certainty, 3))), standing=standing, citations=citations,
    )  # fmt: skip
    return Hop(edge, start, end)


def before(found: When, day: str) -> bool:
    """True where what was found was surely found before `day`: no date of the two is then a support."""
    shipped = When.parse(day)
    return bool(found.last and shipped.first and found.last < shipped.first)
