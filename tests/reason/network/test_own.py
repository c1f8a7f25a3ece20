"""Ties of one's own meet the network by id or whole name, and guess nothing."""

from __future__ import annotations

from headstamp.core.claim import Grade
from headstamp.reason.network import Network, Parts
from headstamp.reason.network.build import of_listings
from headstamp.reason.network.neighbours import neighbours, neighbours_finding
from headstamp.reason.network.own import OwnTie, of_own


def tie(subject: str, other: str, row: int = 2, **more: object) -> OwnTie:
    return OwnTie(subject, "owns", other, f"shares.csv, row {row}", "registry extract", **more)  # type: ignore[arg-type]


def test_ends_are_found_by_name_or_made(listing_of) -> None:
    held = Network.of(of_listings([listing_of("one", "a", "Tarn Freight")]))
    parts = of_own([tie("Ibelle Holding", "TARN FREIGHT", share=(50.0, 50.0), grade=Grade(reliability="B", credibility=2))], held)
    (edge,) = parts.edges
    assert (edge.subject, edge.object, edge.share) == ("own:ibelleholding", "one/a", "50 %")
    assert edge.certainty == 0.85
    assert edge.citations[0].locator == "row 2: registry extract"
    assert [node.id for node in parts.nodes] == ["own:ibelleholding"]


def test_a_name_of_several_is_left_out_and_told(listing_of) -> None:
    held = Network.of(of_listings([listing_of("one", "a", "Tarn"), listing_of("two", "b", "Tarn")]))
    parts = of_own([tie("Ibelle", "Tarn"), tie("Ibelle", "two/b", 3)], held)
    assert [edge.object for edge in parts.edges] == ["two/b"]
    assert parts.told == ("Left out, shares.csv, row 2: several parties bear that name; give an id: one/a, two/b.",)


def test_an_id_that_is_not_there_is_no_new_party(listing_of) -> None:
    held = Network.of(of_listings([listing_of("one", "a", "Tarn")]))
    parts = of_own([tie("one/zzz", "Tarn")], held)
    assert not parts.edges
    assert "one/zzz" in parts.told[0]


def test_an_address_of_ones_own_meets_that_of_a_list(listing_of) -> None:
    held = Network.of(of_listings([listing_of("one", "a", "Tarn", addresses=("7 Harbour Street, Port Ibelle",))]))
    made = OwnTie("Ostrel", "has_address", "Harbour Street 7, Port Ibelle", "t.csv, row 2", "letterhead")
    (edge,) = of_own([made], held).edges
    assert edge.object in held.place


def test_a_page_at_a_time_and_the_rest_is_said() -> None:
    held = Network.of(Parts())
    network = Network.of(of_own([tie("Hub", f"Firm {n}", n) for n in range(120)], held))
    found = neighbours(network, "own:hub", page=3, size=50)
    assert (len(found.hops), found.total, found.pages) == (20, 120, 3)
    assert "here 101 to 120, page 3 of 3" in neighbours_finding(found, network).answer
