"""A name is settled, or its choices are given; twins on two lists stay two."""

from __future__ import annotations

from collections.abc import Callable

from headstamp.core.party import Listing
from headstamp.reason.network import Network
from headstamp.reason.network.build import of_listings
from headstamp.reason.network.names import asked, twins_of


def network(listing_of: Callable[..., Listing], *named: tuple[str, str, str]) -> Network:
    return Network.of(of_listings([listing_of(*each) for each in named]))


def test_an_id_is_itself(listing_of) -> None:
    held = network(listing_of, ("one", "a", "Tarn Freight"), ("one", "b", "Tarn Freight"))
    assert asked(held, "one/b").node == held.nodes[held.place["one/b"]]


def test_two_of_one_list_are_never_chosen_between(listing_of) -> None:
    found = asked(network(listing_of, ("one", "a", "Tarn Freight"), ("one", "b", "TARN-FREIGHT")), "tarn freight")
    assert found.node is None
    assert [node.id for node in found.choices] == ["one/a", "one/b"]


def test_twins_on_two_lists_are_told_and_not_joined(listing_of) -> None:
    held = network(listing_of, ("one", "a", "Tarn Freight"), ("two", "b", "Tarn Freight"))
    found = asked(held, "Tarn Freight")
    assert found.node is not None
    assert found.node.id == "one/a"
    assert [node.id for node in twins_of(held, found.node)] == ["two/b"]


def test_a_part_of_one_name_is_enough_and_of_two_is_not(listing_of) -> None:
    held = network(listing_of, ("one", "a", "Tarn Freight"), ("one", "b", "Ostrel Marine"), ("one", "c", "Ostrel Stores"))
    assert asked(held, "freight").node is not None
    assert asked(held, "ostrel").node is None
    assert not asked(held, "").choices
    assert not asked(held, "nobody").choices
