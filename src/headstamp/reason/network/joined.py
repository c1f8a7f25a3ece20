"""Entities: nodes that a person decided to be one. Twins on different lists stay apart until somebody decides, and can be
parted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from headstamp.core.claim import Citation, Frozen
from headstamp.core.party import Decision
from headstamp.reason.match.native import I32
from headstamp.reason.network.model import Edge, Node
from headstamp.reason.network.network import Network, Parts


class Same(Frozen):
    """One decision about two nodes: who, when (ISO 8601) and why. Of several about one pair the last in order holds."""

    left: str
    right: str
    decision: Decision
    by: str
    at: str
    why: str

    @property
    def pair(self) -> tuple[str, str]:
        """Both ids in order: a decision has no direction."""
        return (self.left, self.right) if self.left <= self.right else (self.right, self.left)

    @property
    def citation(self) -> Citation:
        """The decision as a place that can be cited."""
        return Citation(source_id="decision", locator=f"{self.at} {self.pair[0]} {self.pair[1]}")


@dataclass(frozen=True, eq=False)
class Entities:
    """`same[i]` is the least node of the entity of node i. `told`: decisions that contradict each other, or name no node."""

    network: Network
    same: I32
    told: tuple[str, ...]

    def of(self, node: str) -> tuple[Node, ...]:
        """The statements that make up the entity of `node`, in the order of the network."""
        entity = self.same[self.network.at(node)]
        return tuple(self.network.nodes[n] for n in np.nonzero(self.same == entity)[0].tolist())


def entities(network: Network, decisions: Iterable[Same]) -> Entities:
    """Group nodes by standing decisions. A union that would bring together two that were decided to differ is not made, and
    told."""
    last: dict[tuple[str, str], Same] = {}
    for each in decisions:
        last.pop(each.pair, None)
        last[each.pair] = each
    told, head = [], list(range(network.graph.nodes))
    known = [each for each in last.values() if all(end in network.place for end in each.pair)]
    told += [f"A decision names a node that is not there: {' and '.join(d.pair)}." for d in last.values() if d not in known]
    parted = [each for each in known if each.decision == "not the same"]
    for each in known:
        if each.decision != "same":
            continue
        a, b = (_head(head, network.place[end]) for end in each.pair)
        trial = {a: min(a, b), b: min(a, b)}
        against = _against(parted, network, head, trial)
        if against is not None:
            told.append(
                f"{each.left} and {each.right} were joined by {each.by} and stay apart: {against.by} decided on "
                f"{against.at[:10]} that {against.left} and {against.right} are not the same."
            )
            continue
        head[max(a, b)] = min(a, b)
    return Entities(network, np.array([_head(head, n) for n in range(len(head))], np.int32), tuple(told))


def joined_edges(decisions: Iterable[Same], known: Iterable[str]) -> Parts:
    """`same_as` edges of decisions that stand, for paths to walk over: a hop that says who decided it."""
    held, ids = {each.pair: each for each in decisions}, set(known)
    return Parts(edges=tuple(
        Edge(id=f"same:{each.pair[0]}|{each.pair[1]}", subject=each.pair[0], relation="same_as", object=each.pair[1],
             detail=f"decided by {each.by} on {each.at[:10]}: {each.why}", certainty=1.0, citations=(each.citation,))
        for each in held.values() if each.decision == "same" and ids.issuperset(each.pair)
    ))  # fmt: skip


def _head(head: list[int], node: int) -> int:
    while head[node] != node:
        head[node] = head[head[node]]
        node = head[node]
    return node


def _against(parted: Sequence[Same], network: Network, head: list[int], trial: dict[int, int]) -> Same | None:
    """The decision that a union would break, if there is one."""
    for each in parted:
        a, b = (_head(head, network.place[end]) for end in each.pair)
        if trial.get(a, a) == trial.get(b, b):
            return each
    return None
