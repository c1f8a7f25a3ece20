"""The view of a chain: parts, numbers in the order of telling, one weakest hop a way, hostile names harmless in every output."""

from __future__ import annotations

import json

from headstamp.core.claim import Citation
from headstamp.core.finding import Finding
from headstamp.core.record import Item, ItemKind, Mark, MarkRole
from headstamp.core.redact import Profile
from headstamp.reason.network.build import of_declarations, of_items
from headstamp.reason.network.chain import draw
from headstamp.reason.network.chain_finding import chain_finding
from headstamp.reason.network.chain_model import Chain, Given
from headstamp.reason.network.network import Network
from headstamp.tell.chain_view import case_sources, chain_view
from headstamp.tell.footnotes import Footnotes
from headstamp.tell.network_data import network_csv, network_json
from headstamp.tell.network_html import network_html
from headstamp.tell.network_model import NetworkView
from headstamp.tell.network_svg import network_svg
from headstamp.tell.network_view import Ties

BAD = "<script>alert(1)</script>\u202e\x1b[31m=cmd"
LINE = {
    "file": BAD,
    "row": 2,
    "house_bill": "TFFH2600417",
    "date": "2026-01-28",
    "consignee": BAD,
    "shipper": "Dun",
    "goods": BAD,
}


def made() -> tuple[Chain, Finding, Network]:
    crate = Item(
        id="c", kind=ItemKind.PACKAGING, marks=(Mark(id="m1", text="TFFH2600417", role=MarkRole.PACKAGING, position=BAD),)
    )
    network = Network.of(of_items([crate]) + of_declarations([{**LINE, "consignment": "B1"}]))
    chain = draw(Given(("c",), {"c": crate}, network, {"B1": [LINE]}))
    return chain, chain_finding(chain, network), network


def view() -> tuple[NetworkView, Footnotes, Finding]:
    chain, finding, network = made()
    notes = Footnotes(case_sources(finding, {}))
    return chain_view(chain, finding, Ties(network, notes), Profile.PUBLIC), notes, finding


def test_the_way_is_told_first_and_numbered_from_one() -> None:
    shown, _, _ = view()
    first, *rest = shown.parts
    assert (first.title, first.chain) == ("As far as the evidence leads", True)
    numbers = [tie.number for part in (first, *rest) for tie in part.ties]
    assert numbers == list(range(1, len(numbers) + 1))
    assert [tie.weakest for tie in first.ties].count(True) == 1
    assert rest[-1].title == "What would carry it on"
    assert rest[-1].told


def test_hostile_names_are_harmless_everywhere() -> None:
    shown, notes, finding = view()
    html, svg, table = network_html(shown, notes), network_svg(shown), network_csv(shown)
    for text in (html, svg):
        assert "<script" not in text
    for text in (html, svg, table):
        assert "\u202e" not in text
        assert "\x1b" not in text
    assert json.loads(network_json(shown, finding, {}))["profile"] == "public"


def test_what_is_cited_of_the_case_is_named_in_words() -> None:
    finding = made()[1]
    found = case_sources(finding, {})
    assert found["record:c"].title == "the record c of this case"
    cited = finding.reasons[0].model_copy(update={"citations": (Citation(source_id="decision"), Citation(source_id="s9"))})
    found = case_sources(finding.model_copy(update={"reasons": (cited,)}), {})
    assert [found[key].title for key in ("decision", "s9")] == ["a decision kept in this case", "s9"]
