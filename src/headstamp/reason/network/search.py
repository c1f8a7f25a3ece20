"""Two-sided breadth-first search over the arrays of a view.

Pohl, Machine Intelligence 6 (1971), for one cost a hop: whole levels are grown from both ends, the smaller first, until they
meet.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from headstamp.reason.match.native import F32, I32, U8, Num, native
from headstamp.reason.network.graph import View

MOST_SHUT = 4_096  # super-nodes that one search remembers by number; more are only counted
BANNED = 2  # in `View.shut`: not even an end


class Found(NamedTuple):
    """`edges` from start to end, empty where there is no path; `shut`: super-nodes that were met and not passed through."""

    reached: bool
    edges: I32
    shut: I32


def shortest(view: View, start: int, end: int, *, least: float = 0.0) -> Found:
    """A path of the fewest hops over open edges of at least `least` certainty, the same one at every run."""
    g = view.graph
    return Found(*_meet(g.first, g.to, g.edge, view.open, view.shut, g.columns.certainty, float(np.float32(least)), start, end))


def nearest(view: View, start: int, wanted: U8, most: int) -> I32:
    """Up to `most` nodes with `wanted` set, by hops from `start`, itself left out."""
    g = view.graph
    return _nearest(g.first, g.to, g.edge, view.open, view.shut, start, wanted, most)


@native
def _nearest(first: I32, to: I32, edge: I32, opened: U8, shut: U8, start: Num, wanted: U8, most: Num) -> I32:
    nodes = len(first) - 1
    seen = np.zeros(nodes, np.uint8)
    queue = np.empty(nodes, np.int32)
    out = np.empty(most, np.int32)
    queue[0] = start
    seen[start] = 1
    head, tail, count = 0, 1, 0
    while head < tail and count < most:
        u = queue[head]
        head += 1
        if shut[u] and u != start:
            continue
        for k in range(first[u], first[u + 1]):
            v = to[k]
            if opened[edge[k]] == 0 or seen[v] or shut[v] == 2:
                continue
            seen[v] = 1
            queue[tail] = v
            tail += 1
            if wanted[v] and count < most:
                out[count] = v
                count += 1
    return out[:count].copy()


@native
def _meet(
    first: I32, to: I32, edge: I32, opened: U8, shut: U8, certainty: F32, least: float, start: Num, end: Num
) -> tuple[bool, I32, I32]:
    nodes = len(first) - 1
    met = np.empty(MOST_SHUT, np.int32)
    none = np.empty(0, np.int32)
    if start == end or shut[start] == 2 or shut[end] == 2:
        return start == end, none, met[:0].copy()
    side = np.zeros(nodes, np.uint8)  # 1 seen from the start, 2 from the end, 4 a super-node that was counted
    came = np.empty(nodes, np.int32)  # the entry of `edge` by which a node was reached, seen from the node before it
    frontier = np.empty((2, nodes), np.int32)
    lo, hi = np.zeros(2, np.int64), np.ones(2, np.int64)
    frontier[0, 0], frontier[1, 0] = start, end
    side[start], side[end] = 1, 2
    count = 0
    while lo[0] < hi[0] and lo[1] < hi[1]:
        a = 0 if hi[0] - lo[0] <= hi[1] - lo[1] else 1
        mine, theirs = np.uint8(1 + a), np.uint8(2 - a)
        last = hi[a]
        while lo[a] < last:
            u = frontier[a, lo[a]]
            lo[a] += 1
            if shut[u] and u != start and u != end:
                if not side[u] & 4:
                    side[u] |= 4
                    if count < MOST_SHUT:
                        met[count] = u
                        count += 1
                continue
            for k in range(first[u], first[u + 1]):
                e = edge[k]
                v = to[k]
                if opened[e] == 0 or certainty[e] < least or shut[v] == 2:
                    continue
                if side[v] & theirs:
                    if shut[v] and v != start and v != end:
                        continue
                    return True, _joined(first, edge, came, start, end, u, k, v, a), met[:count].copy()
                if not side[v] & 3:
                    side[v] |= mine
                    came[v] = k
                    frontier[a, hi[a]] = v
                    hi[a] += 1
    return False, none, met[:count].copy()


@native
def _owner(first: I32, k: Num) -> Num:
    """The node in whose row entry k stands."""
    lo, hi = 0, len(first) - 1
    while lo + 1 < hi:
        mid = (lo + hi) // 2
        if first[mid] <= k:
            lo = mid
        else:
            hi = mid
    return lo


@native
def _joined(first: I32, edge: I32, came: I32, start: Num, end: Num, u: Num, k: Num, v: Num, side: Num) -> I32:
    """The edges of a path: from the start to the one end of entry `k`, over it, and on to the end."""
    near, far = (u, v) if side == 0 else (v, u)
    left = 0
    n = near
    while n != start:
        n = _owner(first, came[n])
        left += 1
    right = 0
    n = far
    while n != end:
        n = _owner(first, came[n])
        right += 1
    out = np.empty(left + right + 1, np.int32)
    n, at = near, left
    while n != start:
        at -= 1
        out[at] = edge[came[n]]
        n = _owner(first, came[n])
    out[left] = edge[k]
    n, at = far, left
    while n != end:
        at += 1
        out[at] = edge[came[n]]
        n = _owner(first, came[n])
    return out
