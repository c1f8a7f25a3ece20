"""All ties of one node, a page at a time: what is on record about it, whatever its kind, with the other days and the denials."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from headstamp.core.errors import UsageError
from headstamp.core.finding import Basis, Finding, Hypothesis, HypothesisKind, likelihood_word
from headstamp.core.version import __version__
from headstamp.reason.network.finding import NO_VERDICT, as_of, counted, denials, held, nothing, strength, undated
from headstamp.reason.network.model import Node, ordinal
from headstamp.reason.network.network import Hop, Network
from headstamp.reason.network.rules import tie_on_record

PAGE = 50


@dataclass(frozen=True, slots=True)
class Neighbours:
    """`hops`: those of this page, by family of tie, falling certainty and id; `total`: of all pages; `page` counts from 1.

    `other_days`: how many ties do not hold on the day asked."""

    node: Node
    on: str
    hops: tuple[Hop, ...]
    total: int
    page: int
    pages: int
    size: int
    other_days: int


def neighbours(network: Network, node: str, *, on: str = "", page: int = 1, size: int = PAGE) -> Neighbours:
    """Page `page` of the ties of `node` as of day `on` (ISO; empty = any day), denied ones too.

    A node of a hundred thousand ties is sorted as arrays, and only one page of it is told. Raises InputError for no such node,
    UsageError for a page that is not there, ValueError for what is no date.
    """
    graph, at = network.graph, network.at(node)
    near = np.unique(graph.edge[graph.first[at] : graph.first[at + 1]])
    columns = graph.columns
    day = ordinal(on) if on else None
    today = np.ones(len(near), np.bool_) if day is None else (columns.since[near] <= day) & (columns.until[near] >= day)
    kept = near[today]
    kept = kept[np.lexsort((kept, -columns.certainty[kept], columns.family[kept]))]
    pages = max(1, -(-len(kept) // size))
    if not 1 <= page <= pages:
        raise UsageError(f"there is no page {page}", hint=f"the ties of {network.nodes[at].label} fill {counted(pages, 'page')}")
    shown = kept[(page - 1) * size : page * size].tolist()
    hops = tuple(network.hop(network.edges[e], node) for e in shown)
    return Neighbours(network.nodes[at], on, hops, len(kept), page, pages, size, int(len(near) - len(kept)))


def neighbours_finding(found: Neighbours, network: Network, *, shelf_hash: str = "") -> Finding:
    """What is on record about the node, tie by tie."""
    name = found.node.label
    true = [hop for hop in found.hops if not hop.edge.denied]
    first = (found.page - 1) * found.size
    many = f"; here {first + 1:,} to {first + len(found.hops):,}, page {found.page} of {found.pages}" if found.pages > 1 else ""
    other = f"; {counted(found.other_days, 'tie')} of other days not shown" if found.other_days else ""
    answer = f"{name}: {counted(found.total, 'tie')} on record{as_of(found.on)}{many}{other}."
    return Finding(
        question=f"What is on record about {name}{as_of(found.on)}?",
        subject=found.node.id,
        answer=answer if found.hops else f"No tie of {name} is on record{as_of(found.on)}{other}: silence, not a clearance.",
        basis=strength([hop.edge for hop in true]) if found.hops else Basis.NO_BASIS,
        hypotheses=tuple(_tied(hop) for hop in _once(true)) or (nothing(1.0, "nothing on record"),),
        reasons=tuple(tie_on_record(hop, hop.end.id) for hop in found.hops),
        conflicts=denials(network, true),
        limits=(NO_VERDICT, *undated(true), *held(network)),
        shelf_hash=shelf_hash,
        tool_version=__version__,
    )


def _tied(hop: Hop) -> Hypothesis:
    p = round(hop.edge.certainty, 4)
    return Hypothesis(
        id=hop.end.id, kind=HypothesisKind.LINK, label=hop.end.label, probability=p, low=0.0, high=p, word=likelihood_word(p)
    )  # fmt: skip


def _once(hops: list[Hop]) -> list[Hop]:
    """One hop an end, the surest."""
    best: dict[str, Hop] = {}
    for hop in hops:
        if hop.end.id not in best or hop.edge.certainty > best[hop.end.id].edge.certainty:
            best[hop.end.id] = hop
    return list(best.values())
