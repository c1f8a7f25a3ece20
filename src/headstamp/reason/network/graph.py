"""The network as arrays: a million nodes on one core. Edges are columns; neighbours are compressed sparse rows, both ways.

Compressed sparse rows: Tinney and Walker, Proc. IEEE 55 (1967); filled by counting, in time linear in nodes and edges.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from headstamp.core.errors import InputError
from headstamp.reason.match.native import F32, I32, U8, Num, native
from headstamp.reason.network.model import FIRST_DAY, LAST_DAY
from headstamp.reason.network.relations import Family

UNIT = 1_000_000  # of a share: a millionth of a percent, so that sums are exact
NO_SHARE = np.int32(-1)
CAP = 1_000  # neighbours above which a node is a super-node
TOWER = 25  # parties above which an address or phone is one: a registered agent, a business centre


class Columns(NamedTuple):
    """One entry an edge. `low` and `high` in `UNIT`s of a percent, -1 = no share stated; `since` and `until` are day ordinals,
    both ends included; `over`: 1 subject over object, 2 object over subject, 0 neither."""

    subject: I32
    object: I32
    family: U8
    over: U8
    low: I32
    high: I32
    since: I32
    until: I32
    certainty: F32


@dataclass(frozen=True, eq=False)
class Graph:
    """`to[first[n]:first[n + 1]]` are the neighbours of node n over the edges `edge[...]`, whichever way the edge points."""

    nodes: int
    columns: Columns
    first: I32
    to: I32
    edge: I32

    @classmethod
    def of(
        cls,
        nodes: int,
        subject: I32,
        object: I32,  # noqa: A002  # the grammar of a statement: subject, relation, object
        family: U8 | None = None,
        over: U8 | None = None,
        low: I32 | None = None,
        high: I32 | None = None,
        since: I32 | None = None,
        until: I32 | None = None,
        certainty: F32 | None = None,
    ) -> Graph:
        """Load columns; those left out take: `OTHER`, neither side, no share, no date, .5. Raises InputError for columns of
        different length and for an end that is no node."""
        m = len(subject)
        held = Columns(
            np.asarray(subject, np.int32),
            np.asarray(object, np.int32),
            np.full(m, Family.OTHER, np.uint8) if family is None else np.asarray(family, np.uint8),
            np.zeros(m, np.uint8) if over is None else np.asarray(over, np.uint8),
            np.full(m, NO_SHARE) if low is None else np.asarray(low, np.int32),
            np.full(m, NO_SHARE) if high is None else np.asarray(high, np.int32),
            np.full(m, FIRST_DAY, np.int32) if since is None else np.asarray(since, np.int32),
            np.full(m, LAST_DAY, np.int32) if until is None else np.asarray(until, np.int32),
            np.full(m, 0.5, np.float32) if certainty is None else np.asarray(certainty, np.float32),
        )
        if any(len(column) != m for column in held):
            raise InputError("columns of edges differ in length", hint="give every column one entry an edge")
        ends = held[:2]
        if m and (min(column.min() for column in ends) < 0 or max(column.max() for column in ends) >= nodes):
            raise InputError(f"an edge ends at no node of the {nodes:,}", hint="number the nodes from 0")
        return cls(nodes, held, *_neighbours(nodes, held.subject, held.object))

    @property
    def degree(self) -> I32:
        """Neighbours of each node; a self-loop counts twice."""
        return np.diff(self.first)


@dataclass(frozen=True, eq=False)
class View:
    """What of a graph a question may walk over. `open` per edge; `shut` per node: 1 = may be an end and is not passed through."""

    graph: Graph
    open: U8
    shut: U8
    cap: int

    @classmethod
    def of(
        cls,
        graph: Graph,
        *,
        on: int | None = None,
        families: frozenset[Family] | None = None,
        barred: U8 | None = None,
        cap: int = CAP,
        never: U8 | None = None,
    ) -> View:
        """Edges valid on day `on` (ordinal; None = ever), of `families` (None = all), without the `barred` ones. Nodes of more
        than `cap` neighbours (0 = no cap) and those of `never` are not passed through."""
        opened = np.ones(len(graph.columns.subject), np.bool_)
        if on is not None:
            opened &= (graph.columns.since <= on) & (graph.columns.until >= on)
        if families is not None:
            opened &= np.isin(graph.columns.family, np.array(sorted(families), np.uint8))
        if barred is not None:
            opened &= barred == 0
        shut = graph.degree > cap if cap else np.zeros(graph.nodes, np.bool_)
        if never is not None:
            shut = shut | (never != 0)
        return cls(graph, opened.view(np.uint8), shut.view(np.uint8), cap)


@native
def _neighbours(nodes: Num, subject: I32, object_: I32) -> tuple[I32, I32, I32]:
    """Rows of neighbours, within a row in the order of the edges."""
    first = np.zeros(nodes + 1, np.int32)
    for e in range(len(subject)):
        first[subject[e] + 1] += 1
        first[object_[e] + 1] += 1
    for n in range(nodes):
        first[n + 1] += first[n]
    at = first[:-1].copy()
    to = np.empty(2 * len(subject), np.int32)
    edge = np.empty(2 * len(subject), np.int32)
    for e in range(len(subject)):
        s, o = subject[e], object_[e]
        to[at[s]], edge[at[s]] = o, e
        at[s] += 1
        to[at[o]], edge[at[o]] = s, e
        at[o] += 1
    return first, to, edge
