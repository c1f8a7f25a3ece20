"""Who shares what with whom, and the places that join nobody."""

from __future__ import annotations

from headstamp.core.party import Identifier
from headstamp.reason.network import Network, NodeKind
from headstamp.reason.network.build import of_listings
from headstamp.reason.network.joined import Same, entities
from headstamp.reason.network.shared import shared

IBEX, AZIA = "builtin/ibex-shipping-inc", "builtin/azia-shipping-holdings-limited"


def test_two_designated_firms_share_one_office_in_nicosia(pack: Network) -> None:
    found = shared(pack, IBEX, on="2024-01-01")
    assert [(s.what, s.how, [seat.party.id for seat in s.seats]) for s in found.found] == [
        ("address", "the same address", [IBEX, AZIA])
    ]
    assert "Stasinou" in found.found[0].place.label
    assert all(seat.edge.citations[0].source_id == "OFAC-2025" for seat in found.found[0].seats)


def test_one_man_heads_or_owns_three_companies(pack: Network) -> None:
    found = [s for s in shared(pack).found if s.place.id == "builtin/ashot-mkrtychev"]
    assert [seat.party.id for seat in found[0].seats] == ["builtin/versor", "builtin/verus", "builtin/defense-engineering"]


def test_a_phone_and_a_ship_are_shared_under_any_writing(listing_of) -> None:
    phones = [(Identifier(kind="phone", value=text),) for text in ("+850 2 18111", "00850-2-18111")]
    network = Network.of(of_listings([listing_of("un", f"p{i}", f"FIRM {i}", identifiers=p) for i, p in enumerate(phones)]))
    assert [(s.what, len(s.seats)) for s in shared(network).found] == [("phone", 2)]


def test_an_owner_and_an_operator_share_a_ship(drawn) -> None:
    network = drawn("a owns v", "b operates v", "b operates w", kinds={"v": NodeKind.VESSEL, "w": NodeKind.VESSEL})
    assert [(s.what, s.place.id, [seat.party.id for seat in s.seats]) for s in shared(network).found] == [
        ("ship", "v", ["a", "b"])
    ]


def test_a_tower_joins_nobody_and_is_named(listing_of) -> None:
    here = ("173 Des Voeux Road, Hong Kong",)
    network = Network.of(of_listings([listing_of("un", f"p{i}", f"FIRM {i}", addresses=here) for i in range(8)]))
    assert shared(network, cap=7).found == ()
    assert [count for _, count in shared(network, cap=7).towers] == [8]
    assert len(shared(network, cap=8).found[0].seats) == 8


def test_a_district_is_no_address(listing_of) -> None:
    here = ("Rakwon-dong, Pothonggang District, Pyongyang, North Korea",)
    network = Network.of(of_listings([listing_of("un", f"p{i}", f"FIRM {i}", addresses=here) for i in range(2)]))
    assert shared(network).found == ()


def test_twins_of_one_entity_do_not_share_with_themselves(listing_of) -> None:
    here = ("173 Des Voeux Road, Hong Kong",)
    network = Network.of(of_listings([listing_of(name, "p", "FIRM", addresses=here) for name in ("un", "sdn")]))
    one = Same(left="un/p", right="sdn/p", decision="same", by="K", at="2026-01-01", why="papers")
    assert shared(network).found
    assert not shared(network, same=entities(network, [one]).same).found


def test_sharing_is_as_of_a_day(drawn, edge_of) -> None:
    network = drawn(edge_of("p director_of a", until="2015"), "p director_of b")
    assert shared(network, on="2015-06-01").found
    assert not shared(network, on="2016-01-01").found
