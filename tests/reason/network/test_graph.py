"""The arrays say what the edges say, and bad input is refused with its place."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.core.errors import InputError
from headstamp.core.record import Sensitivity
from headstamp.reason.network import Edge, Network, Node, Parts
from headstamp.reason.network.graph import Graph
from headstamp.reason.network.model import of_grade, ordinal
from headstamp.reason.network.paths import paths
from headstamp.reason.network.relations import RELATIONS, Family, relation


def test_neighbours_go_both_ways() -> None:
    graph = Graph.of(4, np.array([0, 1, 1], np.int32), np.array([1, 2, 1], np.int32))
    rows = [graph.to[graph.first[n] : graph.first[n + 1]].tolist() for n in range(4)]
    assert rows == [[1], [0, 2, 1, 1], [1], []]
    assert graph.degree.tolist() == [1, 4, 1, 0]


@pytest.mark.parametrize(("subject", "other"), [([0], [9]), ([-1], [0]), ([0, 1], [1])])
def test_columns_that_do_not_fit_are_refused(subject: list[int], other: list[int]) -> None:
    with pytest.raises(InputError, match="edge"):
        Graph.of(2, np.array(subject, np.int32), np.array(other, np.int32))


def test_an_empty_network_holds_nothing() -> None:
    network = Network.of(Parts())
    assert network.nodes == ()
    assert network.find("anything") == ()
    with pytest.raises(InputError, match="no node"):
        network.at("anything")


@pytest.mark.parametrize(
    "wrong", [{"since": "2020", "until": "2019"}, {"since": "07/02/2024"}, {"low": 60, "high": 40}, {"low": 130, "high": 130}]
)
def test_an_edge_that_contradicts_itself_is_refused(edge_of, wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"ends|date|runs|less than or equal"):
        edge_of("a owns b", **wrong)


def test_dates_keep_their_precision(edge_of) -> None:
    tie = edge_of("a owns b", since="2009-11", until="2010")
    assert tie.days == (ordinal("2009-11-01"), ordinal("2010-12-31"))
    assert tie.dates == "2009-11 to 2010"
    assert tie.dated
    assert edge_of("a owns b").dates == "no date given"


def test_an_edge_to_nowhere_and_a_clash_of_ids_are_refused(edge_of) -> None:
    a, b = Node(id="a"), Node(id="b")
    with pytest.raises(InputError, match="no node"):
        Network.of(Parts((a,), (edge_of("a owns b"),)))
    with pytest.raises(InputError, match="two different ties"):
        Network.of(Parts((a, b), (edge_of("a owns b"), edge_of("a owns b", certainty=0.3))))
    assert len(Network.of(Parts((a, b, a), (edge_of("a owns b"), edge_of("a owns b")))).edges) == 1


def test_a_closed_tie_is_not_there_to_be_walked_over(drawn, edge_of) -> None:
    secret = edge_of("b owns c", sensitivity=Sensitivity.CONFIDENTIAL)
    network = drawn("a owns b", secret)
    public = network.within(Sensitivity.PUBLIC)
    assert paths(network, "a", "c").shortest
    assert not paths(public, "a", "c").shortest
    assert any("withheld" in told for told in public.told)
    assert secret not in public.edges


def test_every_relation_of_the_pack_has_a_family(pack: Network) -> None:
    unknown = {e.relation for e in pack.edges if e.relation not in RELATIONS}
    assert not unknown
    assert relation("never heard of") == (Family.OTHER, "")


def test_a_party_is_found_by_any_name_that_its_source_gives(pack: Network) -> None:
    assert [n.id for n in pack.find("komid")] == ["builtin/komid"]
    assert [n.id for n in pack.find("Glocom")] == ["builtin/pan-systems-pyongyang"]


def test_a_grade_is_no_better_than_its_worse_half() -> None:
    from headstamp.core.claim import Grade

    assert of_grade(Grade(reliability="A", credibility=5)) == of_grade(Grade(reliability="E", credibility=5)) == 0.15
    assert of_grade(Grade(reliability="E", credibility=1)) < of_grade(Grade(reliability="C", credibility=2))


@settings(max_examples=80, deadline=None)
@given(
    shares=st.one_of(st.none(), st.tuples(st.floats(0, 100), st.floats(0, 100)).map(sorted)),
    years=st.tuples(st.integers(1900, 2100), st.integers(1900, 2100)).map(sorted),
)
def test_nodes_and_edges_go_to_json_and_back(edge_of, shares: list[float] | None, years: list[int]) -> None:
    bounds = {} if shares is None else {"low": shares[0], "high": shares[1]}
    tie = edge_of("a owns b", since=str(years[0]), until=str(years[1]), **bounds)
    assert Edge.model_validate_json(tie.model_dump_json()) == tie
    assert tie.days[0] <= tie.days[1]
    node = Node(id="a", name="Á", aliases=("B",))
    assert Node.model_validate_json(node.model_dump_json()) == node
