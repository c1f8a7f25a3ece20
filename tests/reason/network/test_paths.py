"""Paths against brute force, and the promises about weakest hops, super-nodes and dates."""

from __future__ import annotations

from collections import deque
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.core.errors import InputError, UsageError
from headstamp.reason.network import Network, NodeKind
from headstamp.reason.network.paths import Path, paths, to_listed

ENDS = st.integers(0, 7)
LEVELS = st.sampled_from([0.2, 0.5, 0.9])


def hops_between(edges: list[tuple[int, int, float]], a: int, b: int, least: float = 0.0) -> int | None:
    """Breadth first over a plain dictionary: the reference."""
    near: dict[int, list[int]] = {}
    for s, o, c in edges:
        if c >= least:
            near.setdefault(s, []).append(o)
            near.setdefault(o, []).append(s)
    depth, queue = {a: 0}, deque([a])
    while queue:
        n = queue.popleft()
        for m in near.get(n, []):
            if m not in depth:
                depth[m] = depth[n] + 1
                queue.append(m)
    return depth.get(b)


def made(edges: list[tuple[int, int, float]], drawn, edge_of) -> Network:
    own = [edge_of(f"n{n} linked_to n{n}", id=f"self {n}") for n in range(8)]
    return drawn(*own, *(edge_of(f"n{s} acts_for n{o}", id=f"e{i}", certainty=c) for i, (s, o, c) in enumerate(edges)))


def whole(path: Path, start: str, end: str) -> bool:
    joined = all(a.end == b.start for a, b in pairwise(path.hops))
    simple = len({h.end.id for h in path.hops} | {start}) == len(path.hops) + 1
    return path.hops[0].start.id == start and path.hops[-1].end.id == end and joined and simple


@settings(max_examples=150, deadline=None)
@given(edges=st.lists(st.tuples(ENDS, ENDS, LEVELS), max_size=16), a=ENDS, b=ENDS)
def test_paths_are_the_shortest_and_the_most_credible(drawn, edge_of, edges, a: int, b: int) -> None:
    if a == b:
        return
    network = made(edges, drawn, edge_of)
    found = paths(network, f"n{a}", f"n{b}", k=4)
    depth = hops_between(edges, a, b)
    assert (depth is None) == (found.shortest is None) == (found.credible is None)
    if depth is None or found.shortest is None or found.credible is None:
        return
    assert len(found.shortest.hops) == depth
    best = max(c for c in (0.2, 0.5, 0.9) if hops_between(edges, a, b, c) is not None)
    assert found.credible.strength == best
    assert len(found.credible.hops) == hops_between(edges, a, b, best)
    assert all(whole(path, f"n{a}", f"n{b}") for path in found.all)
    ways = [tuple(h.edge.id for h in path.hops) for path in found.all]
    assert len(ways) == len(set(ways)) <= 4


def test_a_path_is_no_stronger_than_its_weakest_hop(drawn, edge_of) -> None:
    weak, firm = edge_of("a acts_for b", certainty=0.3), edge_of("b acts_for c", certainty=0.9)
    path = paths(drawn(weak, firm), "a", "c").credible
    assert path
    assert path.strength == 0.3
    assert path.weakest.edge == weak
    assert path.joint <= path.strength


def test_the_most_credible_path_may_be_longer(drawn, edge_of) -> None:
    network = drawn(edge_of("a linked_to c", certainty=0.2), edge_of("a acts_for b", certainty=0.9), "b acts_for c")
    found = paths(network, "a", "c")
    assert found.shortest
    assert found.credible
    assert (len(found.shortest.hops), len(found.credible.hops)) == (1, 2)


def test_k_paths_come_by_hops_without_repeating(drawn) -> None:
    network = drawn(
        "a acts_for b", "b acts_for z", "a acts_for c", "c acts_for z", "a acts_for d", "d acts_for e", "e acts_for z"
    )
    found = paths(network, "a", "z", k=5)
    assert sorted(len(p.hops) for p in found.all) == [2, 2, 3]


def test_a_super_node_is_an_end_and_no_way_through(drawn) -> None:
    tower = [f"f{i} has_address tower" for i in range(12)]
    network = drawn(*tower, kinds={"tower": NodeKind.ADDRESS})
    closed = paths(network, "f0", "f1", cap=10)
    assert closed.shortest is None
    assert [n.id for n in closed.shut] == ["tower"]
    assert paths(network, "f0", "tower", cap=10).shortest
    opened = paths(network, "f0", "f1", cap=0)
    assert opened.shortest
    assert not opened.shut


def test_a_state_joins_nobody(drawn) -> None:
    network = drawn("r1 found_in XX", "r2 found_in XX", kinds={"XX": NodeKind.STATE})
    assert paths(network, "r1", "r2").shortest is None
    assert paths(network, "r1", "XX").shortest


def test_paths_are_as_of_a_date_and_undated_hops_are_told(drawn, edge_of) -> None:
    network = drawn(edge_of("a director_of b", since="2015", until="2016"), "b acts_for c")
    assert paths(network, "a", "c", on="2014-12-31").shortest is None
    held = paths(network, "a", "c", on="2016-06-01").shortest
    assert held
    assert [h.edge.id for h in held.undated] == ["b acts_for c"]


def test_a_denied_tie_is_not_walked_over(drawn, edge_of) -> None:
    network = drawn(edge_of("a acts_for b", denied=True), "b acts_for c")
    assert paths(network, "a", "c").shortest is None


def test_nothing_leads_on_where_no_path_is_on_record(drawn) -> None:
    found = paths(drawn("a acts_for b", "c acts_for d"), "a", "d")
    assert found.all == ()
    assert [n.id for n in found.near] == ["b"]
    assert [n.id for n in found.far] == ["c"]


def test_wrong_questions_are_refused(drawn) -> None:
    network = drawn("a acts_for b")
    with pytest.raises(InputError, match="no node 'x'"):
        paths(network, "a", "x")
    with pytest.raises(UsageError):
        paths(network, "a", "b", k=0)
    with pytest.raises(ValueError, match="not a date"):
        paths(network, "a", "b", on="someday")


def test_a_consignee_leads_to_the_nearest_listed_parties(drawn, edge_of) -> None:
    network = drawn(
        "c consignee_of k", edge_of("c may_be p", certainty=0.6), "p acts_for q", "p listed_as l1",
        edge_of("q listed_as l2", since="2020"),
        kinds={"l1": NodeKind.LISTING, "l2": NodeKind.LISTING},
    )  # fmt: skip
    assert [p.end.id for p in to_listed(network, "c")] == ["p", "q"]
    assert [p.end.id for p in to_listed(network, "c", on="2019")] == ["p"]


def test_the_pack_ties_the_companies_of_one_broker(pack: Network) -> None:
    found = paths(pack, "builtin/verus", "builtin/defense-engineering")
    assert found.credible
    assert [h.end.id for h in found.credible.hops] == [
        "builtin/ashot-mkrtychev",
        "builtin/defense-engineering",
    ]
    assert all(h.edge.citations[0].source_id == "reut-mk" for h in found.credible.hops)
