"""Where a thing went, in an order that dates allow."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.core.errors import InputError
from headstamp.core.record import Item, Recovery
from headstamp.core.when import When
from headstamp.core.where import Place
from headstamp.reason.network import Network
from headstamp.reason.network.build import of_items
from headstamp.reason.network.spill import spill


def test_a_thing_goes_on_only_after_it_came(drawn, edge_of) -> None:
    network = drawn(
        edge_of("a supplied_to b", since="2005", until="2005"),
        edge_of("b supplied_to c", since="2003", until="2004"),
        edge_of("b supplied_to d", since="2006", until="2006"),
        "d copied_by e",
    )
    found = spill(network, "a")
    assert [(w.hop.end.id, w.arrived, w.depth) for w in found.hops] == [("b", "2005-01-01", 1), ("d", "2006-01-01", 2),
                                                                       ("e", "2006-01-01", 3)]  # fmt: skip
    assert [n.id for n in found.ends] == ["e"]
    assert [e.object for e in found.early] == ["c"]


def test_only_what_was_asked_for_is_followed(drawn, edge_of) -> None:
    network = drawn(edge_of("a sold_to b", detail="122 mm rockets"), edge_of("a sold_to c", detail="coal"))
    assert [w.hop.end.id for w in spill(network, "a", what="122mm").hops] == ["b"]


def test_a_type_leads_to_the_recoveries_taken_for_it() -> None:
    where = Recovery(recovered=When.parse("2015"), place=Place(country="SD"))
    network = Network.of(of_items([Item(id="i1", model="Type 68", recovery=where)]))
    assert [w.hop.end.id for w in spill(network, "type:type68").hops] == ["recovery:i1", "state:SD"]


def test_nothing_is_made_up(drawn, edge_of) -> None:
    network = drawn("a acts_for b", edge_of("a sold_to c", denied=True))
    assert spill(network, "a").hops == ()
    with pytest.raises(InputError):
        spill(network, "nowhere")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(2000, 2009), st.integers(0, 3)), max_size=14))
def test_arrivals_never_go_back_and_circles_end(drawn, edge_of, moves: list[tuple[int, int, int, int]]) -> None:
    edges = [
        edge_of(f"n{a} sold_to n{b}", id=str(i), since=str(y), until=str(y + more)) for i, (a, b, y, more) in enumerate(moves)
    ]
    network = drawn(*(f"n{n} linked_to n{n}" for n in range(6)), *edges)
    found = spill(network, "n0")
    reached = {"n0": ""}
    for went in found.hops:
        assert went.hop.start.id in reached
        assert went.arrived >= f"{went.hop.edge.since}-01-01"
        reached.setdefault(went.hop.end.id, went.arrived)
