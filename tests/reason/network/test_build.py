"""What comes in: every edge with its source and its dates, and nobody who has to stay out."""

from __future__ import annotations

import pytest

from headstamp.core.claim import Citation, Claim, Grade, Standing
from headstamp.core.errors import PackError
from headstamp.core.party import Identifier
from headstamp.core.record import Item, Mark, MarkRole, Recovery
from headstamp.core.when import When
from headstamp.core.where import Place
from headstamp.reason.network import Network, Node, NodeKind
from headstamp.reason.network.build import (
    of_claims,
    of_declarations,
    of_items,
    of_listings,
    of_matches,
    of_packs,
    party_on_paper,
)
from headstamp.reason.network.paths import to_listed
from headstamp.reference.listing_rows import PARTY_SCHEMA
from headstamp.reference.pack import load_pack, shipped


def test_every_tie_of_the_pack_is_an_edge_with_its_sources(pack: Network) -> None:
    tables = load_pack(next(path for path in shipped() if path.name == "dprk-network")).tables
    held = {edge.id: edge for edge in pack.edges}
    for tie in tables.ties:
        edge = held[f"dprk-network:{tie.id}"]
        assert {c.source_id for c in edge.citations} == {*tie.source_ids, "pack:dprk-network"}
        assert (edge.since, edge.until) == (tie.since, tie.until)
    named = [e for e in pack.edges if e.relation == "named_in"]  # known from reports alone: on nobody's list
    assert {e.subject for e in named} == {f"builtin/{r.party}" for r in tables.listings if r.authority == "reported"}
    assert len([e for e in pack.edges if e.relation == "listed_as"]) == len(tables.listings) - len(named)
    assert pack.told == ()


def test_dates_and_shares_of_ties_are_read_and_checked() -> None:
    _, read = PARTY_SCHEMA["ties"]
    raw = {"id": "t", "subject": "a", "relation": "owns", "object": "b", "detail": "", "standing": "sourced", "certainty": "0.8",
           "source_ids": "s", "note": ""}  # fmt: skip
    assert read(raw, "p").since == ""
    assert read(raw, "p").share is None
    assert read({**raw, "since": "2014", "share": "25-40"}, "p").share == (25.0, 40.0)  # type: ignore[attr-defined]
    for wrong in ({"share": "half"}, {"share": "130"}, {"share": "60-40"}, {"since": "lately"}):
        with pytest.raises((ValueError, PackError)):
            read({**raw, **wrong}, "p")


def test_unverified_rows_can_be_left_out() -> None:
    packs = [load_pack(path) for path in shipped() if path.name == "dprk-network"]
    edges = of_packs(packs, unverified=False).edges
    assert edges
    assert all(edge.standing is not Standing.UNVERIFIED for edge in edges)


def test_twins_on_two_lists_are_two_nodes_that_meet_at_a_ship_number(listing_of) -> None:
    imo = (Identifier(kind="imo", value="7937317"),)
    parts = of_listings([listing_of("un", "v", "CHONG", identifiers=imo), listing_of("sdn", "v", "CHONG", identifiers=imo)])
    network = Network.of(parts)
    assert {"un/v", "sdn/v", "imo:7937317"} <= network.place.keys()
    assert network.degree("imo:7937317") == 2


def test_a_listing_keeps_its_days(listing_of) -> None:
    (edge,) = of_listings([listing_of("un", "a", "ALPHA", listed_on="2009-04-24", delisted_on="2012")]).edges
    assert edge.dates == "2009-04-24 to 2012"
    assert edge.citations[0].source_id == "un"


def test_holders_and_places_of_recoveries_never_enter() -> None:
    where = Place(name="Secret village", country="SD", lat=12.0, lon=30.0)
    recovery = Recovery(recovered=When.parse("2013-05-07"), place=where, holder="A Holder", recorder="A Witness")
    marks = (Mark(id="m1", text="Lot 22-81", role=MarkRole.LOT), Mark(id="m2", text="1?-81", role=MarkRole.LOT))
    parts = of_items([Item(id="i1", model="KN-23", marks=marks, recovery=recovery, note="A Witness saw it", within="crate")])
    text = repr(parts)
    assert not any(secret in text for secret in ("Secret", "Holder", "Witness", "05-07", "12.0"))
    assert {"recovery:i1", "lot:lot2281", "type:kn23", "state:SD"} == {node.id for node in parts.nodes}
    assert next(e for e in parts.edges if e.relation == "found_in").dates == "2013"


def test_two_recoveries_meet_at_their_lot() -> None:
    marks = [(Mark(id="m1", text=text, role=MarkRole.LOT),) for text in ("22-81", "22 81")]
    network = Network.of(of_items([Item(id=f"i{i}", marks=m) for i, m in enumerate(marks)]))
    assert network.degree("lot:2281") == 2


def test_a_consignee_is_a_name_on_paper_until_a_match_ties_it(pack: Network) -> None:
    line = {"file": "d.csv", "row": 7, "consignment": "HB1", "date": "2023-05-02", "consignee": "Verus LLC", "imo": "8819017",
            "consignee_country": "RU", "shipper": " "}  # fmt: skip
    name = party_on_paper("VERUS  llc", "RU")
    cited = Citation(source_id="match", locator="verus")
    parts = of_declarations([line, line])
    assert len(parts.edges) == 2
    assert parts.edges[0].dates == "2023-05-02"
    assert parts.edges[0].citations[0] == Citation(source_id="file:d.csv", locator="row 7")
    alone = Network.of(parts)
    assert to_listed(alone, name) == ()
    told = of_matches([(name, "builtin/verus", 0.93, cited)])
    from headstamp.reason.network import Parts

    tied = Network.of(Parts(pack.nodes, pack.edges) + parts + told)
    best = to_listed(tied, name, on="2023-09-01")[0]
    assert best.end.id == "builtin/verus"
    assert best.credible
    assert best.credible.strength == 0.93


def test_claims_are_edges_of_their_grade_and_repeats_count_once() -> None:
    nodes = {key: Node(id=key, kind=NodeKind.COMPANY) for key in "ab"}
    cited = Citation(source_id="report", locator="p. 3")

    def claim(key: str, **more: object) -> Claim:
        held = {"id": key, "subject": "a", "predicate": "acts_for", "value": "b", "citation": cited}
        return Claim.model_validate({**held, **more})

    grade = Grade(reliability="B", credibility=2)
    parts = of_claims(
        [
            claim("echo", derived_from=("first",)),
            claim("first", grade=grade, hedge="reportedly"),
            claim("no", polarity="denied"),
            claim("maybe", polarity="unknown"),
            claim("lost", value="z"),
        ],
        nodes,
        {"first": ("2014", "")},
    )
    assert [edge.id for edge in parts.edges] == ["claim:first", "claim:no"]
    first, denied = parts.edges
    assert (first.certainty, first.detail, first.dates, str(first.grade)) == (0.85, "reportedly", "since 2014", "B2")
    assert denied.denied
    assert len(parts.told) == 2
