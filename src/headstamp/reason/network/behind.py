"""Who stands behind a party at a date, and through whom it acts: its neighbourhood as dated hops, who holds and directs first.

Breadth first, one level a time; a hop is shown once, on the level nearest to the party. Exposure does not spread: that somebody
stands two hops from a listed party is shown with the hops between them, and says nothing more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from headstamp.reason.network.model import Edge, Node, ordinal
from headstamp.reason.network.network import Hop, Network
from headstamp.reason.network.relations import CONTROLS, Family, relation

DEPTH = 3
MOST = 100  # hops shown on one side
SHOWN = CONTROLS | {Family.SERVICE}


@dataclass(frozen=True, slots=True)
class Step:
    """One hop on level `depth` (1 = at the party itself)."""

    hop: Hop
    depth: int


@dataclass(frozen=True, slots=True)
class Behind:
    """`over`: who owns, directs or instructs the party, and who does that to them; `arms`: who acts for it, and for those;
    `beside`: ties in which neither side stands over the other; `twins`: nodes taken for the same party.

    `ends`: those shown above which nothing is on record; `listings`: edges to the lists on which those shown stand;
    `other_days`: ties at the party that do not hold on that day; `more`: hops that were not shown; `denied`: edges at the party
    that a source denies."""

    node: Node
    on: str
    over: tuple[Step, ...]
    arms: tuple[Step, ...]
    beside: tuple[Step, ...]
    twins: tuple[Step, ...]
    ends: tuple[Node, ...]
    listings: tuple[Hop, ...]
    other_days: tuple[Edge, ...]
    denied: tuple[Edge, ...]
    more: int


def behind(network: Network, node: str, *, on: str = "", depth: int = DEPTH, most: int = MOST) -> Behind:
    """The party `node` as of day `on` (ISO; empty = any day), `depth` levels up and two down. Raises InputError for no such
    node."""
    walk = _Walk(network, ordinal(on) if on else None)
    start = network.nodes[network.at(node)]
    twins = walk.twins(start)
    roots = [start, *(step.hop.end for step in twins)]
    over, ends = walk.levels(roots, depth, up=True)
    arms, _ = walk.levels(roots, 2, up=False)
    beside = [Step(hop, 1) for root in roots for hop in walk.beside(root)]
    shown = [*roots, *(step.hop.end for step in (*over[:most], *arms[:most]))]
    seen = {n.id for n in shown}
    at = network.edges_of(node)
    return Behind(
        start, on, tuple(over[:most]), tuple(arms[:most]), tuple(beside[:most]), tuple(twins),
        tuple(n for n in ends if n.id in seen),
        tuple(hop for n in _once(shown) for hop in walk.listings(n)),
        tuple(e for e in at if not walk.holds(e) and not e.denied), tuple(e for e in at if e.denied),
        sum(max(0, len(steps) - most) for steps in (over, arms, beside)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Walk:
    network: Network
    day: int | None

    def holds(self, edge: Edge) -> bool:
        """True on the day asked, and where no day is asked."""
        first, last = edge.days
        return not edge.denied and (self.day is None or first <= self.day <= last)

    def hops(self, node: Node, families: Iterable[Family], over: bool | None) -> list[Hop]:
        """Hops at a node, by family, falling certainty and id. `over`: the far end stands over it, under it, or neither
        (None)."""
        wanted = frozenset(families)
        found = []
        for edge in self.network.edges_of(node.id, self.holds):
            kind = relation(edge.relation)
            side = None if not kind.over else (kind.over == "object") == (edge.subject == node.id)
            if kind.family in wanted and side is over and edge.subject != edge.object:
                found.append((int(kind.family), -edge.certainty, edge.id, self.network.hop(edge, node.id)))
        return [hop for *_, hop in sorted(found, key=lambda each: each[:3])]

    def twins(self, node: Node) -> list[Step]:
        """Nodes that a source or a decision takes for the same party, over any number of such hops."""
        seen, out, layer = {node.id}, [], [node]
        while layer:
            hops = [h for n in layer for h in self.hops(n, (Family.IDENTITY,), None) if h.edge.relation in _ONE]
            fresh = {h.end.id: h for h in reversed(hops) if h.end.id not in seen}
            seen |= fresh.keys()
            out += [Step(h, 1) for h in fresh.values()]
            layer = [h.end for h in fresh.values()]
        return out

    def levels(self, roots: list[Node], depth: int, *, up: bool) -> tuple[list[Step], list[Node]]:
        """Hops away from `roots`, and the nodes at which they end although there was depth left."""
        seen, steps, ends, layer = {n.id for n in roots}, [], [], roots
        for level in range(1, depth + 1):
            reached: dict[str, Node] = {}
            if level == 1 and up and not any(self.hops(node, SHOWN, up) for node in layer):
                ends.append(layer[0])  # the roots are one party under several names
            for node in layer:
                hops = self.hops(node, SHOWN, up)
                if not hops and up and level > 1:
                    ends.append(node)
                steps += [Step(hop, level) for hop in hops if level == 1 or hop.end.id not in seen]
                reached.update({hop.end.id: hop.end for hop in hops if hop.end.id not in seen})
            seen |= reached.keys()
            layer = list(reached.values())
        return steps, ends

    def beside(self, node: Node) -> list[Hop]:
        """Ties without a side: finances, supports, successor, linked to."""
        return self.hops(node, (Family.SERVICE, Family.OTHER, Family.TRANSFER), None)

    def listings(self, node: Node) -> list[Hop]:
        """The lists on which a node stands that day."""
        return [h for h in self.hops(node, (Family.LISTING,), None) if h.edge.relation == "listed_as"]


_ONE = frozenset({"same_as", "same_body_as", "alias_of", "former_name_of"})


def _once(nodes: Iterable[Node]) -> list[Node]:
    return list({n.id: n for n in nodes}.values())
