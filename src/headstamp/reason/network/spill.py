"""Where a technology or a type went next, as dated hops that sources state. What nobody states is not drawn, and nothing is
forecast.

A thing cannot go on before it has come: each hop may only be walked if it can have happened at or after the earliest day on which
the thing can have been there (earliest arrival, as in Xuan, Ferreira and Jarry, IJFCS 14, 2003). Hops without a date are walked
and say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from headstamp.core.text import fold
from headstamp.reason.network.model import FIRST_DAY, Edge, Node
from headstamp.reason.network.network import Hop, Network
from headstamp.reason.network.relations import Family, relation

MOST = 200


@dataclass(frozen=True, slots=True)
class Went:
    """One hop; `arrived` is the earliest day the thing can have been at its end (ISO), empty where no hop so far is dated."""

    hop: Hop
    arrived: str
    depth: int


@dataclass(frozen=True, slots=True)
class Spill:
    """`ends`: where the statements end; `early`: edges that were left out since they lie before the thing can have come."""

    start: Node
    what: str
    hops: tuple[Went, ...]
    ends: tuple[Node, ...]
    early: tuple[Edge, ...]
    more: bool


def spill(network: Network, start: str, *, what: str = "", since: str = "", most: int = MOST) -> Spill:
    """Follow transfers from `start`, a type, a technology or a holder. `what`: only edges whose detail names it (a transfer
    between two holders says what it was in its detail). `since`: ISO day from which to look. Raises InputError for no such
    node."""
    day = date.fromisoformat(since).toordinal() if since else FIRST_DAY
    begin = network.nodes[network.at(start)]
    arrival, layer, depth = {start: day}, [begin], 1
    hops: list[Went] = []
    ends: list[Node] = []
    early: list[Edge] = []
    used: set[str] = set()
    while layer and len(hops) < most:
        onward: dict[str, Node] = {}
        for node in layer:
            steps = _onward(network, node, what)
            late = [h for h in steps if h.edge.days[1] >= arrival[node.id]]
            early += [h.edge for h in steps if h.edge.days[1] < arrival[node.id]]
            if not late:
                ends.append(node)
            for hop in late:
                comes = max(arrival[node.id], hop.edge.days[0])
                if hop.edge.id not in used:
                    used.add(hop.edge.id)
                    hops.append(Went(hop, date.fromordinal(comes).isoformat() if comes > FIRST_DAY else "", depth))
                if comes < arrival.get(hop.end.id, comes + 1):
                    arrival[hop.end.id] = comes
                    onward[hop.end.id] = hop.end
        layer, depth = list(onward.values()), depth + 1
    left = tuple(e for e in dict.fromkeys(early) if e.id not in used)
    return Spill(begin, what, tuple(hops[:most]), tuple(dict.fromkeys(ends)), left, len(hops) > most or bool(layer))


def _onward(network: Network, node: Node, what: str) -> list[Hop]:
    """Transfers from a node, by first day and id; from a type, also the recoveries that were taken for it."""
    wanted = fold(what)
    found = []
    for edge in network.edges_of(node.id):
        away = edge.subject == node.id and relation(edge.relation).family is Family.TRANSFER
        seen = edge.object == node.id and edge.relation == "named_as"
        if edge.denied or edge.subject == edge.object or not (away or seen):
            continue
        if seen or not wanted or wanted in fold(edge.detail) or wanted in fold(node.name):
            found.append(network.hop(edge, node.id))
    return sorted(found, key=lambda hop: (hop.edge.days[0], hop.edge.id))
