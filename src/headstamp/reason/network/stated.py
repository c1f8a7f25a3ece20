"""What is wrong with shares as stated: stakes in oneself, sums over the whole, sources that differ, circles."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

from headstamp.reason.network.graph import UNIT
from headstamp.reason.network.model import Edge
from headstamp.reason.network.network import Network

Pairs = dict[int, dict[int, list[Edge]]]
"""Owned -> owner -> what sources say of that stake; numbers of entities."""


def wrong(network: Network, pairs: Pairs) -> list[str]:
    """Sentences about the stakes in each entity, in order."""
    told = []
    for owned, owners in pairs.items():
        name = network.nodes[owned].label
        total = 0
        for owner, edges in owners.items():
            stated = list(dict.fromkeys(edge.share for edge in edges if edge.share))
            if owner == owned:
                told.append(f"{name} is said to own {stated[0] if stated else 'a share'} of itself, which counts for nobody")
                continue
            if len(stated) > 1:
                holder = network.nodes[owner].label
                told.append(f"sources differ on the share of {holder} in {name}: {', '.join(stated)}; the whole range is used")
            total += min((round(edge.low * UNIT) for edge in edges if edge.low is not None), default=0)
        if total > 100 * UNIT:
            told.append(f"the shares on record in {name} add up to {total / UNIT:g} %, more than there is")
    return told


def circle(network: Network, pairs: Pairs) -> list[str]:
    """One circle of entities that own each other, where there is any: shares that go round add nothing to anybody's stake."""
    try:
        TopologicalSorter({owned: [o for o in owners if o != owned] for owned, owners in pairs.items()}).prepare()
    except CycleError as error:
        names = " > ".join(network.nodes[n].label for n in error.args[1])
        return [f"the entities own each other in a circle: {names}; what goes round is counted once"]
    return []
