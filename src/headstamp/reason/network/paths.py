"""Paths between two nodes: the shortest, the most credible, the next ones. A path is never stronger than its weakest hop.

The widest path (Pollack, Operations Research 8, 1960): the greatest certainty at which the ends are still joined is found by
halving, then the fewest hops at it. Further paths: Yen, Management Science 17 (1971).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import prod

import numpy as np

from headstamp.core.claim import Standing
from headstamp.core.errors import UsageError
from headstamp.reason.network.graph import CAP, View
from headstamp.reason.network.model import Node, NodeKind
from headstamp.reason.network.network import Hop, Network
from headstamp.reason.network.relations import Family
from headstamp.reason.network.search import BANNED, Found, nearest, shortest

MOST_PATHS = 50
MOST_REACHED = 2_000


@dataclass(frozen=True, slots=True)
class Path:
    """Hops from one node to another, at least one."""

    hops: tuple[Hop, ...]

    @property
    def weakest(self) -> Hop:
        """The hop of the least certainty, the first of several."""
        return min(self.hops, key=lambda hop: hop.edge.certainty)

    @property
    def strength(self) -> float:
        """The certainty of the weakest hop: the path is no stronger."""
        return self.weakest.edge.certainty

    @property
    def joint(self) -> float:
        """The product of all certainties: what is left where every hop could fail on its own."""
        return prod(hop.edge.certainty for hop in self.hops)

    @property
    def standing(self) -> Standing:
        """Unverified where any hop is."""
        unread = any(hop.edge.standing is Standing.UNVERIFIED for hop in self.hops)
        return Standing.UNVERIFIED if unread else Standing.SOURCED

    @property
    def undated(self) -> tuple[Hop, ...]:
        """Hops whose source gives no date: they are taken to hold on any day."""
        return tuple(hop for hop in self.hops if not hop.edge.dated)


@dataclass(frozen=True, slots=True)
class Paths:
    """What was found between `start` and `end`. `shut`: super-nodes and states that were met and not passed through. Where there
    is no path, `near` and `far` are the parties and things to which ties lead from either end, nearest first."""

    start: Node
    end: Node
    on: str
    cap: int
    credible: Path | None
    shortest: Path | None
    others: tuple[Path, ...] = ()
    shut: tuple[Node, ...] = ()
    near: tuple[Node, ...] = ()
    far: tuple[Node, ...] = ()

    @property
    def all(self) -> tuple[Path, ...]:
        """Each path once, the most credible first."""
        found = [p for p in (self.credible, self.shortest, *self.others) if p is not None]
        return tuple(dict.fromkeys(found))


def paths(
    network: Network,
    start: str,
    end: str,
    *,
    on: str = "",
    k: int = 3,
    families: frozenset[Family] | None = None,
    cap: int = CAP,
) -> Paths:
    """The most credible path, the shortest one, and others up to `k` in all, as of day `on` (ISO; empty = any day).

    Nodes of more than `cap` neighbours are not passed through (0 = no cap). Raises InputError for a node that is none, UsageError
    for `k` outside 1..50, ValueError for what is no date.
    """
    if not 1 <= k <= MOST_PATHS:
        raise UsageError(f"{k} paths were asked for", hint=f"ask for 1 to {MOST_PATHS}")
    a, b = network.at(start), network.at(end)
    view = network.view(on, families, cap)
    first = shortest(view, a, b)
    best = _credible(view, a, b) if first.reached else first
    near, far = ((), ()) if first.reached else (_reach(network, view, a), _reach(network, view, b))
    numbers = [e.tolist() for e in (best.edges, first.edges) if len(e)]
    more = _further(view, a, b, first, k) if first.reached and k > len(numbers) else []
    others = [edges for edges in more if edges not in numbers][: max(0, k - len({tuple(n) for n in numbers}))]
    return Paths(
        network.nodes[a],
        network.nodes[b],
        on,
        cap,
        _path(network, start, best.edges.tolist()),
        _path(network, start, first.edges.tolist()),
        tuple(path for edges in others if (path := _path(network, start, edges)) is not None),
        tuple(network.nodes[n] for n in first.shut.tolist()),
        near,
        far,
    )


def to_listed(network: Network, start: str, *, on: str = "", most: int = 5, cap: int = CAP) -> tuple[Paths, ...]:
    """From `start` to the `most` listed parties nearest to it, each by its most credible and its shortest path, the most credible
    first. Listed = with a listing on that day. Raises InputError for a node that is none."""
    view = network.view(on, cap=cap)
    listed = np.zeros(len(network.nodes), np.uint8)
    for edge, opened in zip(network.edges, view.open.tolist(), strict=True):
        if opened and edge.relation == "listed_as":
            listed[network.place[edge.subject]] = 1
    at = network.at(start)
    listed[at] = 0
    found = [paths(network, start, network.nodes[n].id, on=on, k=1, cap=cap) for n in nearest(view, at, listed, most).tolist()]
    return tuple(
        sorted(found, key=lambda p: (-p.credible.strength, len(p.credible.hops), p.end.id) if p.credible else (1, 0, ""))
    )


def reach(network: Network, start: str, on: str = "", cap: int = CAP) -> tuple[Node, ...]:
    """Parties and things to which ties of that day lead from `start`, the nearest first, of `MOST_REACHED` nodes at most."""
    return _reach(network, network.view(on, cap=cap), network.at(start))


def _reach(network: Network, view: View, start: int) -> tuple[Node, ...]:
    """Parties and things that ties lead to, without listings and addresses, the nearest first."""
    reached = nearest(view, start, np.ones(len(network.nodes), np.uint8), MOST_REACHED)
    plain = (NodeKind.LISTING, NodeKind.ADDRESS, NodeKind.PHONE)
    return tuple(node for n in reached.tolist() if (node := network.nodes[n]).kind not in plain)


def _credible(view: View, a: int, b: int) -> Found:
    """The path whose weakest edge is strongest; the fewest hops among those. `a` and `b` are joined."""
    levels = np.unique(view.graph.columns.certainty[view.open != 0])
    lo, hi = 0, len(levels) - 1  # joined at `lo`; the answer lies in lo..hi
    best = None
    while lo < hi:
        mid = (lo + hi + 1) // 2
        found = shortest(view, a, b, least=float(levels[mid]))
        if found.reached:
            lo, best = mid, found
        else:
            hi = mid - 1
    return best or shortest(view, a, b)


def _further(view: View, a: int, b: int, first: Found, k: int) -> list[list[int]]:
    """Up to `k` paths without a node twice, by hops, then by falling strength of the weakest hop, then by number of edge."""
    done = [first.edges.tolist()]
    waiting: dict[tuple[int, ...], tuple[int, float]] = {}
    while len(done) < k:
        for edges in _branches(view, a, b, done):
            weakest = min(float(view.graph.columns.certainty[e]) for e in edges)
            waiting.setdefault(tuple(edges), (len(edges), -weakest))
        ready = sorted((rank, edges) for edges, rank in waiting.items() if list(edges) not in done)
        if not ready:
            break
        done.append(list(ready[0][1]))
    return done


def _branches(view: View, a: int, b: int, done: Sequence[list[int]]) -> list[list[int]]:
    """Yen's spurs of the last path: at each of its nodes, the shortest way on that no earlier path takes."""
    last = done[-1]
    found = []
    shut, node = view.shut.copy(), a
    for at in range(len(last)):
        opened = view.open.copy()
        for other in done:
            if other[:at] == last[:at] and at < len(other):
                opened[other[at]] = 0
        way = shortest(replace(view, open=opened, shut=shut), node, b)
        if way.reached:
            found.append(last[:at] + way.edges.tolist())
        shut[node] = BANNED
        node = _across(view, last[at], node)
    return found


def _across(view: View, edge: int, node: int) -> int:
    columns = view.graph.columns
    return int(columns.object[edge] if columns.subject[edge] == node else columns.subject[edge])


def _path(network: Network, start: str, edges: Sequence[int]) -> Path | None:
    hops, node = [], start
    for e in edges:
        hops.append(network.hop(network.edges[e], node))
        node = hops[-1].end.id
    return Path(tuple(hops)) if hops else None
