"""Stakes as arrays, and the spread of a threshold through them: a fixed point that visits every node once, whatever cycles there
are.

Shares are whole numbers of `UNIT`s (a millionth of a percent), so that 16.7 + 33.3 is 50 and 49.999999 is not.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from headstamp.reason.match.native import I32, I64, U8, Num, native
from headstamp.reason.network.graph import UNIT, View
from headstamp.reason.network.relations import Family

WHOLE = 100 * UNIT
BLOCKED, POSSIBLE = 2, 1


@dataclass(frozen=True, eq=False)
class Stakes:
    """One stake a pair of owner and owned, by owner: `owned[first[n]:first[n + 1]]` with shares between `low` and `high`.

    Statements of one pair speak of one stake: their bounds are those of all that state a share, the whole range where none does.
    `total`: the sum of `low` over all owners of a node.
    """

    first: I32
    owned: I32
    low: I32
    high: I32
    total: I64

    @classmethod
    def of(cls, view: View) -> Stakes:
        """The stakes of a view: edges of ownership that are open. A stake of a node in itself is left out."""
        c = view.graph.columns
        own = np.uint8(Family.OWNERSHIP)
        return cls(*_stakes(view.graph.nodes, view.open, c.subject, c.object, c.family, own, c.over, c.low, c.high))


@native
def _stakes(
    nodes: Num, opened: U8, subject: I32, object_: I32, family: U8, own: Num, over: U8, low: I32, high: I32
) -> tuple[I32, I32, I32, I32, I64]:
    """Filed by owner in the order of the edges, pairs that come twice laid together, bounds that nobody states filled in."""
    count = np.zeros(nodes + 1, np.int32)
    for e in range(len(subject)):
        if opened[e] and family[e] == own and over[e] and subject[e] != object_[e]:
            count[(subject[e] if over[e] == 1 else object_[e]) + 1] += 1
    for n in range(nodes):
        count[n + 1] += count[n]
    at = count[:-1].copy()
    order = np.empty(count[nodes], np.int32)
    for e in range(len(subject)):
        if opened[e] and family[e] == own and over[e] and subject[e] != object_[e]:
            owner = subject[e] if over[e] == 1 else object_[e]
            order[at[owner]] = e
            at[owner] += 1
    first = np.zeros(nodes + 1, np.int32)
    to, lows, highs = np.empty(len(order), np.int32), np.empty(len(order), np.int32), np.empty(len(order), np.int32)
    at[:] = -1  # from here on: where the stake in a node stands, if this owner has one already
    n = 0
    for a in range(nodes):
        begin = n
        for k in range(count[a], count[a + 1]):
            e = order[k]
            v = object_[e] if over[e] == 1 else subject[e]
            if at[v] < begin:
                at[v], to[n], lows[n], highs[n] = n, v, low[e], high[e]
                n += 1
            elif low[e] >= 0:
                j = at[v]
                lows[j] = low[e] if lows[j] < 0 else min(lows[j], low[e])
                highs[j] = max(highs[j], high[e])
        first[a + 1] = n
    total = np.zeros(nodes, np.int64)
    for j in range(n):
        if lows[j] < 0:
            lows[j], highs[j] = 0, 100_000_000
        total[to[j]] += lows[j]
    return first, to[:n], lows[:n], highs[:n], total


def spread(stakes: Stakes, owners: I32, need: int, *, strict: bool = False) -> U8:
    """Per node: `BLOCKED` where stakes of blocked owners reach `need` at their lowest (above it, where `strict`), `POSSIBLE`
    where they may at their highest, 0 where they do not. Owners count in full; what they own to `need` counts in full in turn.

    The highest is what the others leave: never more than the whole less what they hold at least.
    """
    at_least = need + 1 if strict else need
    yes = _spread(stakes.first, stakes.owned, stakes.low, stakes.low, stakes.total, False, owners, at_least)
    may = _spread(stakes.first, stakes.owned, stakes.high, stakes.low, stakes.total, True, owners, at_least)
    return np.asarray(np.maximum(yes * np.uint8(BLOCKED), may * np.uint8(POSSIBLE)), np.uint8)


@native
def _spread(first: I32, owned: I32, share: I32, low: I32, total: I64, capped: bool, owners: I32, need: Num) -> U8:
    """1 where what counting owners hold reaches `need`; where `capped`, no more than the others leave of the whole."""
    nodes = len(first) - 1
    counts = np.zeros(nodes, np.uint8)
    held = np.zeros(nodes, np.int64)
    sure = np.zeros(nodes if capped else 0, np.int64)  # what counting owners hold at least
    queue = np.empty(nodes, np.int32)
    tail = 0
    for owner in owners:
        if counts[owner] == 0:
            counts[owner] = 1
            queue[tail] = owner
            tail += 1
    head = 0
    while head < tail:
        u = queue[head]
        head += 1
        for k in range(first[u], first[u + 1]):
            v = owned[k]
            held[v] += share[k]
            reach = held[v]
            if capped:
                sure[v] += low[k]
                reach = min(reach, max(0, 100_000_000 - total[v]) + sure[v])
            if counts[v] == 0 and reach >= need:
                counts[v] = 1
                queue[tail] = v
                tail += 1
    return counts
