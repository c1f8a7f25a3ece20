"""From an answer of the network to the one view that terminal, table, drawing and page share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from headstamp.core.claim import Citation, Standing
from headstamp.core.finding import Finding
from headstamp.core.redact import Profile
from headstamp.reason.network.build import state
from headstamp.reason.network.model import Node, NodeKind
from headstamp.reason.network.names import twins_of
from headstamp.reason.network.network import Hop, Network
from headstamp.reason.network.relations import Family, spoken
from headstamp.tell.footnotes import Footnotes
from headstamp.tell.network_model import LineView, NetworkView, NodeView, PartView, TieView
from headstamp.tell.shown import visible

UNVERIFIED = "UNVERIFIED"
MOST_LISTS = 4  # lists named beside a node; more are counted
MOST_TWINS = 8


class Ties:
    """Hands out numbers to ties and keeps the nodes at their ends: one for each answer, so that a number means one tie in the
    list, the drawing and the table. `on`: the day asked (ISO), for the lists on which a node stands; `about`: the id of the party
    that was asked, which brief sentences call `it`."""

    def __init__(self, network: Network, notes: Footnotes, on: str = "", about: str = "") -> None:
        self.network, self.notes, self.on, self.about = network, notes, on, about
        self._numbers: dict[str, int] = {}
        self._nodes: dict[str, Node] = {}

    def node(self, node: Node) -> str:
        """The id of a node, which is described in the view from now on."""
        self._nodes.setdefault(node.id, node)
        return visible(node.id)

    def tie(self, hop: Hop, *, weakest: bool = False, remark: str = "") -> TieView:
        """One hop as a numbered tie."""
        edge = hop.edge
        return TieView(
            number=self._numbers.setdefault(edge.id, len(self._numbers) + 1),
            start=self.node(hop.start), end=self.node(hop.end),
            subject=visible(edge.subject), relation=visible(spoken(edge.relation)), object=visible(edge.object),
            sentence=visible(hop.sentence), detail=visible(edge.detail), share=edge.share, dates=visible(edge.dates),
            dated=edge.dated, certainty=edge.certainty,
            strength=f"grade {edge.grade}" if edge.grade else f"certainty {edge.certainty:g}",
            unverified=edge.standing is Standing.UNVERIFIED, weakest=weakest, denied=edge.denied,
            remark=visible("; ".join(filter(None, (remark, *_rows(edge.citations))))),
            notes=self.notes.numbers(edge.citations), rows=self.notes.rows(edge.citations),
            sources=tuple(visible(c.source_id) for c in edge.citations), brief=visible(hop.said(self.about)),
        )  # fmt: skip

    def chain(self, hops: Sequence[Hop], title: str, *, about: str = "", told: Sequence[str] = ()) -> PartView:
        """Hops that follow one on the other; the weakest of them is marked."""
        least = min((hop.edge.certainty for hop in hops), default=1.0)
        weak = next((n for n, hop in enumerate(hops) if hop.edge.certainty == least), -1)
        ties = tuple(self.tie(hop, weakest=n == weak) for n, hop in enumerate(hops))
        return PartView(title, ties, chain=True, about=about, told=tuple(map(visible, told)))

    @property
    def nodes(self) -> tuple[NodeView, ...]:
        """Every node met so far, in order, with its lists and its twins."""
        return tuple(self._seen(node) for node in self._nodes.values())

    def _seen(self, node: Node) -> NodeView:
        twins = [visible(told_twin(twin)) for twin in twins_of(self.network, node)] if node.id in self.network.place else []
        lists = lists_of(self.network, node, self.on) if node.id in self.network.place else []
        more = [f"and {len(lists) - MOST_LISTS} more"] if len(lists) > MOST_LISTS else []
        kind = "" if node.kind is NodeKind.OTHER else node.kind.value
        return NodeView(
            visible(node.id), kind, visible(node.label), (*lists[:MOST_LISTS], *more), tuple(twins[:MOST_TWINS]), _where(node)
        )


def _where(node: Node) -> tuple[str, ...]:
    """The countries of a party, by name; a state says its own already, and an entry of a list is where its list is."""
    if node.kind in (NodeKind.STATE, NodeKind.LISTING):
        return ()
    return tuple(visible(state(code).name) for code in node.countries)


def _rows(citations: Sequence[Citation]) -> tuple[str, ...]:
    """Where in a file or record that was handed in a tie stands, and who is named there as its source."""
    return tuple(c.locator for c in citations if c.source_id.partition(":")[0] in ("file", "record") and c.locator)


def told_twin(node: Node) -> str:
    """`KOMID (ofac/8967)`: a statement of the same name elsewhere."""
    return f"{node.label} ({node.id})"


def lists_of(network: Network, node: Node, on: str = "") -> list[str]:
    """The lists on which a node stands that day, as `OFAC SDN, since 2023-08-16`, each once."""
    graph, at = network.graph, network.at(node.id)
    near = np.unique(graph.edge[graph.first[at] : graph.first[at + 1]])
    opened = network.view(on, frozenset({Family.LISTING})).open
    found: dict[str, None] = {}
    for number in near[opened[near] != 0].tolist():
        edge = network.edges[number]
        entry = network.other_end(edge, node.id)
        if edge.relation == "listed_as":
            found[visible(f"{entry.label}, {edge.dates}" if edge.dated else entry.label)] = None
    return list(found)


def network_view(
    finding: Finding,
    ties: Ties,
    parts: Sequence[PartView],
    profile: Profile,
    *,
    lines: Sequence[LineView] = (),
    verdict: str = "",
    threshold: str = "",
    warnings: Sequence[str] = (),
    joined: Sequence[str] = (),
) -> NetworkView:
    """The view of a Finding of the network, and the parts in which its ties are told. `joined`: ids that somebody decided to be
    the party that was asked, and which are therefore no unjoined twins of it."""
    nodes = tuple(_without(node, joined) for node in ties.nodes)
    asked = next((node for node in nodes if node.id == visible(finding.subject)), None)
    return NetworkView(
        question=visible(finding.question), subject=visible(finding.subject), answer=visible(finding.answer),
        basis=finding.basis.value, silent=finding.abstains, on=visible(ties.on), profile=profile, nodes=nodes,
        parts=tuple(part for part in parts if part.ties or part.told), lines=tuple(lines), verdict=verdict, threshold=threshold,
        warnings=tuple(map(visible, warnings)),
        ends=tuple(map(visible, finding.unexplained)), conflicts=tuple(map(visible, finding.conflicts)),
        would_change=tuple(visible(f"{p.observation} ({p.why})") for p in finding.would_change),
        twins=asked.twins if asked else (), limits=tuple(map(visible, finding.limits)),
        shelf_hash=visible(finding.shelf_hash), tool_version=visible(finding.tool_version),
    )  # fmt: skip


def _without(node: NodeView, joined: Sequence[str]) -> NodeView:
    return replace(node, twins=tuple(t for t in node.twins if not any(t.endswith(f"({visible(j)})") for j in joined)))
