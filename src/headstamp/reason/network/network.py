"""Nodes and edges with their words and sources, and the same as arrays; entities by decision; who may see what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from headstamp.core.errors import InputError
from headstamp.core.record import Sensitivity
from headstamp.core.text import fold
from headstamp.reason.match.native import U8
from headstamp.reason.network.graph import CAP, NO_SHARE, TOWER, UNIT, Graph, View
from headstamp.reason.network.model import Edge, Node, NodeKind, ordinal
from headstamp.reason.network.relations import GIVEN, Family, relation, spoken

_OVER = {"": 0, "subject": 1, "object": 2}
_RANK = {Sensitivity.PUBLIC: 0, Sensitivity.RESTRICTED: 1, Sensitivity.CONFIDENTIAL: 2}
GOODS = frozenset({NodeKind.TYPE, NodeKind.LOT, NodeKind.RECOVERY, NodeKind.CONSIGNMENT})


@dataclass(frozen=True)
class Parts:
    """Nodes and edges of one origin, before they are laid together; `told` is what could not be taken over, in words."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    told: tuple[str, ...] = ()

    def __add__(self, other: Parts) -> Parts:
        return Parts(self.nodes + other.nodes, self.edges + other.edges, self.told + other.told)


@dataclass(frozen=True, slots=True)
class Hop:
    """One step: an edge walked from `start` to `end`, along it or against it."""

    edge: Edge
    start: Node
    end: Node

    @property
    def sentence(self) -> str:
        """`A represents B (in Iran; since 2014)`: the statement as its source makes it, whichever way it is walked."""
        return self.said()

    def said(self, known: str = "") -> str:
        """The sentence, with `it` for the node whose id is `known`: a list about one party need not repeat its name."""
        forward = self.edge.subject == self.start.id
        ends = (self.start, self.end) if forward else (self.end, self.start)
        subject, other = ("it" if node.id == known else node.label for node in ends)
        share = f"{self.edge.share} of " if self.edge.share and relation(self.edge.relation).over == "subject" else ""
        told = "; ".join(t for t in (self.edge.detail, "" if share else self.edge.share, self.edge.dates) if t)
        was = "was " if ends[0].kind in GOODS and self.edge.relation in GIVEN else ""
        return f"{subject} {was}{spoken(self.edge.relation)} {share}{other} ({told})"


@dataclass(frozen=True, eq=False)
class Network:
    """`nodes[i]` is node i of `graph`, `edges[j]` its edge j."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    graph: Graph
    told: tuple[str, ...] = ()
    place: dict[str, int] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, parts: Parts) -> Network:
        """Lay the parts together. A node that comes twice is one node, as it was first described; so is an edge.

        Raises InputError for an edge whose end is no node, and for one id given to two different edges.
        """
        held: dict[str, Node] = {}
        for node in parts.nodes:
            held.setdefault(node.id, node)
        place = {key: at for at, key in enumerate(held)}
        edges: dict[str, Edge] = {}
        for edge in parts.edges:
            if lost := next((end for end in (edge.subject, edge.object) if end not in place), ""):
                what = f"the tie {edge.id!r} ends at {lost!r}, which is no node"
                raise InputError(what, hint="add the party or thing itself, or take the tie out")
            first = edges.setdefault(edge.id, edge)
            if first is not edge and first != edge:
                what = f"two different ties have the id {edge.id!r}"
                raise InputError(what, hint="give each tie an id of its own, for instance with its case or pack before it")
        kept = tuple(edges.values())
        return cls(tuple(held.values()), kept, _graph(len(held), kept, place), tuple(dict.fromkeys(parts.told)), place)

    def at(self, node: str) -> int:
        """The number of a node. Raises InputError for an id that is none."""
        if node not in self.place:
            raise InputError(
                f"no node {node!r} in the network", hint="search for the party by name first; ids are case-sensitive"
            )
        return self.place[node]

    def find(self, text: str) -> tuple[Node, ...]:
        """Nodes whose id is `text`; else those that have it for a name, signs and case aside; else those whose name holds it.

        Spelling is not bent here: that is the work of `reason.match`.
        """
        if text in self.place:
            return (self.nodes[self.place[text]],)
        wanted = fold(text)
        if not wanted:
            return ()
        return self.named(text) or tuple(n for n in self.nodes if any(wanted in fold(name) for name in (n.name, *n.aliases)))

    def named(self, text: str) -> tuple[Node, ...]:
        """Nodes that have `text` for a name, signs and case aside."""
        return tuple(self.nodes[at] for at in self._named.get(fold(text), ()))

    def edges_of(self, node: str, keep: Callable[[Edge], bool] = lambda _: True) -> tuple[Edge, ...]:
        """Edges at a node, either way, in order, each once; denied ones too."""
        at, graph = self.at(node), self.graph
        found = dict.fromkeys(graph.edge[graph.first[at] : graph.first[at + 1]].tolist())
        return tuple(edge for e in found if keep(edge := self.edges[e]))

    def degree(self, node: str) -> int:
        """How many edges end at a node."""
        return int(self.graph.degree[self.at(node)])

    def other_end(self, edge: Edge, node: str) -> Node:
        """The end of `edge` that is not `node`; `node` itself on a self-loop."""
        return self.nodes[self.place[edge.object if edge.subject == node else edge.subject]]

    def hop(self, edge: Edge, start: str) -> Hop:
        """`edge` walked from `start`."""
        return Hop(edge, self.nodes[self.at(start)], self.other_end(edge, start))

    def view(self, on: str = "", families: frozenset[Family] | None = None, cap: int = CAP) -> View:
        """What may be walked over as of day `on` (ISO; empty = any day): no denied edge, and no way through a node of more than
        `cap` neighbours or an address of more than `TOWER` (0 = through all of them), nor through a state or a type of weapon:
        too much is in one. Raises ValueError for what is no date."""
        day = ordinal(on) if on else None
        never = self._states | (self._places & (self.graph.degree > TOWER)) if cap else self._states
        return View.of(self.graph, on=day, families=families, barred=self._denied, cap=cap, never=never)

    def within(self, most: Sensitivity) -> Network:
        """The network of nodes and edges that are at most that sensitive: a closed tie is not there to be walked over."""
        nodes = tuple(n for n in self.nodes if _RANK[n.sensitivity] <= _RANK[most])
        kept = {n.id for n in nodes}
        edges = tuple(
            e for e in self.edges if _RANK[e.sensitivity] <= _RANK[most] and e.subject in kept and e.object in kept
        )  # fmt: skip
        hidden = len(self.edges) - len(edges)
        if not hidden and len(nodes) == len(self.nodes):
            return self
        told = (*self.told, f"{hidden} ties are withheld under this profile.") if hidden else self.told
        return Network.of(Parts(nodes, edges, told))

    @cached_property
    def denied_between(self) -> dict[frozenset[str], tuple[Edge, ...]]:
        """Denied edges by their two ends; commonly few or none."""
        found: dict[frozenset[str], tuple[Edge, ...]] = {}
        for edge in self.edges:
            if edge.denied:
                ends = frozenset((edge.subject, edge.object))
                found[ends] = (*found.get(ends, ()), edge)
        return found

    @cached_property
    def _named(self) -> dict[str, tuple[int, ...]]:
        found: dict[str, dict[int, None]] = {}
        for at, node in enumerate(self.nodes):
            for name in (node.name, *node.aliases):
                if folded := fold(name):
                    found.setdefault(folded, {})[at] = None
        return {name: tuple(held) for name, held in found.items()}

    @cached_property
    def _denied(self) -> U8:
        return np.array([edge.denied for edge in self.edges], np.uint8)

    @cached_property
    def _places(self) -> U8:
        return np.array([node.kind in (NodeKind.ADDRESS, NodeKind.PHONE) for node in self.nodes], np.uint8)

    @cached_property
    def _states(self) -> U8:
        return np.array([node.kind in (NodeKind.STATE, NodeKind.TYPE) for node in self.nodes], np.uint8)


def _graph(nodes: int, edges: tuple[Edge, ...], place: dict[str, int]) -> Graph:
    kinds = [relation(edge.relation) for edge in edges]
    days = [edge.days for edge in edges]
    return Graph.of(
        nodes,
        np.array([place[edge.subject] for edge in edges], np.int32),
        np.array([place[edge.object] for edge in edges], np.int32),
        np.array([kind.family for kind in kinds], np.uint8),
        np.array([_OVER[kind.over] for kind in kinds], np.uint8),
        np.array([NO_SHARE if edge.low is None else round(edge.low * UNIT) for edge in edges], np.int32),
        np.array([NO_SHARE if edge.high is None else round(edge.high * UNIT) for edge in edges], np.int32),
        np.array([first for first, _ in days], np.int32),
        np.array([last for _, last in days], np.int32),
        np.array([edge.certainty for edge in edges], np.float32),
    )
