"""Twins stay apart until somebody decides, and a decision can be undone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.reason.network import Network, Parts
from headstamp.reason.network.behind import behind
from headstamp.reason.network.joined import Same, entities, joined_edges
from headstamp.reason.network.paths import paths


def said(left: str, right: str, decision: str = "same", at: str = "2026-01-01") -> Same:
    return Same.model_validate(
        {"left": left, "right": right, "decision": decision, "by": "A. Kim", "at": at, "why": "papers seen"}
    )


@pytest.fixture
def twins(drawn) -> Network:
    return drawn("un/k listed_as l1", "sdn/k listed_as l2", "eu/k listed_as l3")


def test_twins_are_apart_without_a_decision(twins: Network) -> None:
    assert [n.id for n in entities(twins, ()).of("un/k")] == ["un/k"]
    assert [n.id for n in entities(twins, [said("un/k", "sdn/k", "unsure")]).of("un/k")] == ["un/k"]


def test_a_decision_joins_and_the_last_one_holds(twins: Network) -> None:
    joins = [said("un/k", "sdn/k"), said("eu/k", "sdn/k")]
    assert [n.id for n in entities(twins, joins).of("eu/k")] == ["un/k", "sdn/k", "eu/k"]
    parted = [*joins, said("sdn/k", "un/k", "not the same", "2026-02-01")]
    assert [n.id for n in entities(twins, parted).of("un/k")] == ["un/k"]


def test_a_union_that_another_decision_forbids_is_not_made_and_told(twins: Network) -> None:
    found = entities(twins, [said("un/k", "eu/k", "not the same"), said("un/k", "sdn/k"), said("sdn/k", "eu/k")])
    assert [n.id for n in found.of("un/k")] == ["un/k", "sdn/k"]
    assert len(found.told) == 1
    assert "not the same" in found.told[0]


def test_a_decision_about_a_stranger_is_told(twins: Network) -> None:
    assert "nobody/k" in entities(twins, [said("un/k", "nobody/k")]).told[0]


def test_a_joined_pair_is_a_hop_that_names_who_decided(drawn, edge_of) -> None:
    network = drawn("a acts_for un/k", "sdn/k represents z")
    more = joined_edges([said("un/k", "sdn/k"), said("a", "z", "not the same")], network.place)
    joined = Network.of(Parts(network.nodes, network.edges) + more)
    path = paths(joined, "a", "z").shortest
    assert path
    assert "decided by A. Kim on 2026-01-01: papers seen" in path.hops[1].sentence
    assert [step.hop.end.id for step in behind(joined, "un/k").twins] == ["sdn/k"]


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.sampled_from(["same", "not the same", "unsure"])), max_size=12)
)
def test_nothing_is_joined_that_was_parted(drawn, decided: list[tuple[int, int, str]]) -> None:
    network = drawn(*(f"n{n} linked_to n{n}" for n in range(6)))
    last = {tuple(sorted((a, b))): what for a, b, what in decided if a != b}
    found = entities(network, [said(f"n{a}", f"n{b}", what) for a, b, what in decided if a != b])
    for (a, b), what in last.items():
        if what == "not the same":
            assert found.same[network.at(f"n{a}")] != found.same[network.at(f"n{b}")]
