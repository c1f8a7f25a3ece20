"""Findings about a party's neighbourhood: who stands behind it, what it shares, where a type went next."""

from __future__ import annotations

from collections.abc import Sequence

from headstamp.core.claim import Standing
from headstamp.core.finding import Finding, Hypothesis, HypothesisKind, Reason, likelihood_word
from headstamp.core.version import __version__
from headstamp.reason.network.behind import Behind, Step
from headstamp.reason.network.finding import (
    MOST_NAMED,
    NO_VERDICT,
    as_of,
    counted,
    denials,
    held,
    nothing,
    stop,
    strength,
    undated,
)
from headstamp.reason.network.model import Node, NodeKind
from headstamp.reason.network.network import Hop, Network
from headstamp.reason.network.rules import (
    acts_for_it,
    shared_place,
    stands_beside,
    stands_on_list,
    stands_over,
    taken_for_one,
    went_on,
)
from headstamp.reason.network.shared import Shared
from headstamp.reason.network.spill import Spill

FIRST_NAMED = 6
NO_FORECAST = "Hops are what sources state; where a thing goes next is not said, and a place that is not shown was not cleared."


def behind_finding(found: Behind, network: Network, *, shelf_hash: str = "") -> Finding:
    """Who stands over the party, through whom it acts, and where the evidence ends. Nearest levels first, control before
    office."""
    name = found.node.label
    reasons: list[Reason] = [
        *(taken_for_one(step.hop, found.node.id) for step in found.twins),
        *(stands_over(step.hop, step.depth, step.hop.end.id) for step in found.over),
        *(acts_for_it(step.hop, step.depth, found.node.id) for step in found.arms),
        *(stands_beside(step.hop, found.node.id) for step in found.beside),
        *(stands_on_list(hop, hop.start.id) for hop in found.listings),
    ]
    hops = [step.hop for step in (*found.twins, *found.over, *found.arms, *found.beside)]
    nearest = [step for step in found.over if step.depth == 1]
    return Finding(
        question=f"Who stands behind {name}{as_of(found.on)}, and through whom does it act?",
        subject=found.node.id,
        answer=_behind_answer(found),
        basis=strength([step.hop.edge for step in nearest or found.arms]),
        hypotheses=(
            *_over(found.over),
            nothing(1 - max((s.hop.edge.certainty for s in nearest), default=0.0), "nobody on record"),
        ),
        reasons=tuple(reasons),
        unexplained=_ends(found),
        conflicts=(*denials(network, hops), *(f"Denied: {network.hop(e, found.node.id).sentence}." for e in found.denied)),
        limits=(NO_VERDICT, *undated(hops), *_left_out(found, network), *held(network)),
        shelf_hash=shelf_hash,
        tool_version=__version__,
    )


def shared_finding(found: Shared, network: Network, node: str = "", *, on: str = "", shelf_hash: str = "") -> Finding:
    """Which addresses, numbers, ships and officers parties share, each with the papers that say so."""
    about = network.nodes[network.at(node)].label if node else ""
    towers = [
        f"{place.label} is given by {count:,} parties, more than {found.cap}: it joins nobody here."
        for place, count in found.towers
    ]
    edges = [seat.edge for sharing in found.found for seat in sharing.seats]
    who, others = (f"does {about}", "with others") if about else ("do parties of the network", "with each other")
    things = counted(len(found.found), "shared address, number, ship or person", "shared addresses, numbers, ships or persons")
    answer = f"{about or 'Parties of the network'}: {things} on record{as_of(on)}."
    return Finding(
        question=f"Which address, phone, ship, officer or owner {who} share {others}{as_of(on)}?",
        subject=node or "network",
        answer=answer if found.found else f"{about or 'Parties'}: nothing shared is on record{as_of(on)}; silence, no clearance.",
        basis=strength(edges),
        hypotheses=tuple(_sharings(found)) or (nothing(1.0, "nothing shared is on record"),),
        reasons=tuple(shared_place(sharing, f"shared-{i}") for i, sharing in enumerate(found.found, start=1)),
        limits=(
            "Sharing is a fact about papers: firms of one agent or one building share an address and need not know each other.",
            "Addresses without a house number (a town, a district) are not compared.", *towers, *found.told, *held(network),
        ),
        shelf_hash=shelf_hash,
        tool_version=__version__,
    )  # fmt: skip


def spill_finding(found: Spill, network: Network, *, shelf_hash: str = "") -> Finding:
    """Where a type or technology went, hop by hop, as far as sources state it."""
    start = found.start.label
    typed = found.start.kind is NodeKind.TYPE
    moved = f"Where did {found.what} go from {start}?" if found.what else f"What went on from {start}, and where?"
    silent = f"No source here says where {found.what or start} went from there."
    last = list({went.hop.end.id: went for went in found.hops}.values())
    told = [f"Not drawn, since before the thing can have come: {counted(len(found.early), 'transfer')}."] if found.early else []
    if found.more:
        told.append("More hops are on record than are shown.")
    hops = [went.hop for went in found.hops]
    return Finding(
        question=f"Where did {start} go?" if typed else moved,
        subject=found.start.id,
        answer=stop(f"{counted(len(hops), 'hop')} on record from {start}, to {_names([h.end for h in hops])}") if hops
        else silent if typed or found.what else f"No source here says that anything went on from {start}.",
        basis=strength([hop.edge for hop in hops]),
        hypotheses=(*(_reached(went.hop.end, went.hop.edge.certainty) for went in last), nothing(0.0 if hops else 1.0, "no hop")),
        reasons=tuple(went_on(went.hop, went.arrived, went.depth, went.hop.end.id) for went in found.hops),
        unexplained=tuple(f"Evidence ends at {node.label}: no source here says where it went from there." for node in found.ends),
        conflicts=denials(network, hops),
        limits=(NO_FORECAST, *undated(hops), *told, *held(network)),
        shelf_hash=shelf_hash,
        tool_version=__version__,
    )  # fmt: skip


def _ends(found: Behind) -> tuple[str, ...]:
    told = [f"Evidence ends at {node.label}: nobody is on record over it{as_of(found.on)}." for node in found.ends[:MOST_NAMED]]
    more = len(found.ends) - MOST_NAMED
    return (*told, *((f"Evidence ends at {more:,} more of those shown: nobody is on record over them.",) if more > 0 else ()))


def _behind_answer(found: Behind) -> str:
    name = found.node.label
    nearest = [step.hop for step in found.over if step.depth == 1]
    arms = [step.hop for step in found.arms if step.depth == 1]
    over = f"Over {name}{as_of(found.on)}: {_said(nearest)}" if nearest else f"Nobody is on record over {name}{as_of(found.on)}"
    acts = f"; acting for it or part of it, {counted(len(arms), 'party', 'parties')}: {_said(arms)}" if arms else ""
    return stop(f"{over}{acts}") + (" Each as its source states it." if nearest or arms else "")


def _said(hops: Sequence[Hop]) -> str:
    """The far ends by name, each said to be unverified where its tie is: a sentence is copied without its table."""
    names = [f"{h.end.label} (UNVERIFIED)" if h.edge.standing is Standing.UNVERIFIED else h.end.label for h in hops]
    return _few(list(dict.fromkeys(names)))


def _names(nodes: Sequence[Node]) -> str:
    return _few(list(dict.fromkeys(node.label for node in nodes)))


def _few(names: Sequence[str]) -> str:
    more = f" and {len(names) - FIRST_NAMED} more" if len(names) > FIRST_NAMED else ""
    return ", ".join(names[:FIRST_NAMED]) + more


def _over(steps: Sequence[Step]) -> list[Hypothesis]:
    """Those over the party, nearest first; one on a farther level is no surer than the hops that lead to it."""
    reach: dict[str, float] = {}
    nodes: dict[str, Node] = {}
    for step in steps:
        before = reach.get(step.hop.start.id, 1.0)
        p = min(before, step.hop.edge.certainty)
        reach[step.hop.end.id] = max(p, reach.get(step.hop.end.id, 0.0))
        nodes[step.hop.end.id] = step.hop.end
    return [_reached(node, reach[key]) for key, node in nodes.items()]


def _reached(node: Node, certainty: float) -> Hypothesis:
    p = round(certainty, 4)
    return Hypothesis(
        id=node.id, kind=HypothesisKind.PARTY, label=node.label, probability=p, low=0.0, high=p, word=likelihood_word(p)
    )  # fmt: skip


def _sharings(found: Shared) -> list[Hypothesis]:
    out = []
    for i, sharing in enumerate(found.found, start=1):
        p = round(min(seat.edge.certainty for seat in sharing.seats), 4)
        label = f"{sharing.how}: {_names([seat.party for seat in sharing.seats])}"
        out.append(
            Hypothesis(id=f"shared-{i}", kind=HypothesisKind.LINK, label=label, probability=p, low=0.0, high=p,
                       word=likelihood_word(p))
        )  # fmt: skip
    return out


def _left_out(found: Behind, network: Network) -> list[str]:
    told = []
    if found.other_days:
        shown = "; ".join(network.hop(e, found.node.id).sentence for e in found.other_days[:FIRST_NAMED])
        told.append(f"Not on that day, {counted(len(found.other_days), 'tie')} of {found.node.label}: {shown}.")
    if found.more:
        told.append(f"Not shown, for room: {counted(found.more, 'more tie')} on record.")
    return told
