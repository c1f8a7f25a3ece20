"""The questions that the founding essay leaves its reader with, asked of the pack, and checked against what its sources state.

Where the essay alone says a thing, the network is silent; a test holds that too."""

from __future__ import annotations

import pytest

from headstamp.core.claim import Standing
from headstamp.core.finding import Basis
from headstamp.reason.network import Network, NodeKind
from headstamp.reason.network.behind import Behind, behind
from headstamp.reason.network.finding import path_finding
from headstamp.reason.network.finding_about import behind_finding, shared_finding, spill_finding
from headstamp.reason.network.names import asked
from headstamp.reason.network.ownership import Ownership
from headstamp.reason.network.paths import paths, to_listed
from headstamp.reason.network.profiles import profile
from headstamp.reason.network.shared import shared
from headstamp.reason.network.spill import spill

BROKER = "builtin/ashot-mkrtychev"
FIRMS = {"builtin/verus", "builtin/versor", "builtin/defense-engineering"}


def lists(found: Behind) -> dict[str, list[str]]:
    held: dict[str, list[str]] = {}
    for hop in found.listings:
        held.setdefault(hop.start.id, []).append(hop.edge.since)
    return held


def arms(found: Behind) -> dict[str, str]:
    return {step.hop.end.id: step.hop.edge.detail for step in (*found.arms, *found.beside)}


@pytest.mark.parametrize("name", ["KOMID", "Changgwang Sinyong Corporation", "Korea Mining Development Trading Corporation"])
def test_komid_is_found_under_its_names(pack: Network, name: str) -> None:
    found = asked(pack, name)
    assert found.node is not None
    assert found.node.id == "builtin/komid"


def test_who_is_behind_komid_and_where_the_evidence_ends(pack: Network) -> None:
    found = behind(pack, "builtin/komid", on="2016-12-31")
    over = {step.hop.end.id: step.depth for step in found.over}
    assert over == {"builtin/second-economic-committee": 1, "builtin/cho-chun-ryong": 2, "builtin/pak-han-se": 2}
    finding = behind_finding(found, pack)
    assert all(reason.citations for reason in finding.reasons)
    assert any("CHO CHUN RYONG" in text for text in finding.unexplained)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("jang-yong-son", "Iran"), ("kim-yong-chol", "Iran"), ("ryu-jin", "Syria"), ("kang-ryong", "Syria"),
        ("kim-song-chol", "Sudan"), ("son-jong-hyok", "Sudan"), ("kil-jong-hun", "Namibia"), ("kim-kwang-yon", "Southern Africa"),
        ("kim-sok-chol", "Myanmar"), ("royal-shune-lei", "Myanmar"), ("pak-chun-il", "Egypt"), ("hesong-trading-company", ""),
        ("tosong-technology-trading-corporation", ""), ("beijing-new-technology", ""),
        ("leader-hong-kong-international", "shipments"),
        ("korea-taesong-trading-company", "Syria"), ("tanchon-commercial-bank", "missile"),
        ("green-pine-associated-corporation", "took over"),
    ],
)  # fmt: skip
def test_the_cells_and_proxies_through_which_komid_acts(pack: Network, cell: str, words: str) -> None:
    told = arms(behind(pack, "builtin/komid"))
    assert f"builtin/{cell}" in told
    assert words in told[f"builtin/{cell}"]


def test_komid_was_listed_before_the_essay_was_written(pack: Network) -> None:
    assert sorted(lists(behind(pack, "builtin/komid", on="2010-01-01"))["builtin/komid"]) == ["2005-06-29", "2009-04-24"]
    assert "builtin/komid" not in lists(behind(pack, "builtin/komid", on="2004-01-01"))


def test_mkrtychev_was_listed_in_march_2023_and_his_companies_in_august(pack: Network) -> None:
    spring = behind(pack, BROKER, on="2023-04-01")
    assert arms(spring).keys() >= FIRMS
    assert lists(spring) == {BROKER: ["2023-03-30"]}  # the essay has the companies listed in March with him
    autumn = lists(behind(pack, BROKER, on="2023-09-01"))
    assert {key: autumn[key] for key in FIRMS} == {key: ["2023-08-16"] for key in FIRMS}
    assert autumn[BROKER] == ["2023-03-30", "2023-08-08"]


def test_the_three_companies_are_in_three_states(pack: Network) -> None:
    states = {key: pack.nodes[pack.place[key]].countries for key in FIRMS}
    assert states == {  # the essay has them in Kazakhstan and Russia: one is Slovak
        "builtin/verus": ("RU",), "builtin/versor": ("SK",), "builtin/defense-engineering": ("KZ",),
    }  # fmt: skip


def test_how_verus_and_defense_engineering_are_tied(pack: Network) -> None:
    found = paths(pack, "builtin/verus", "builtin/defense-engineering", on="2023-09-01")
    assert found.credible is not None
    assert [hop.end.id for hop in found.credible.hops] == [BROKER, "builtin/defense-engineering"]
    finding = path_finding(found, pack)
    assert {c.source_id for r in finding.reasons for c in r.citations} >= {"reut-mk"}


def test_nothing_ties_the_broker_to_komid_on_record(pack: Network) -> None:
    finding = path_finding(paths(pack, BROKER, "builtin/komid"), pack)
    assert finding.basis is Basis.NO_BASIS
    assert finding.answer.endswith("silence, not a clearance.")


def test_who_negotiated_for_the_broker(pack: Network) -> None:
    found = to_listed(pack, "builtin/gazaryan-rafael-anatolyevich", on="2024-06-01")
    assert found[0].end.id == BROKER


def test_no_share_of_verus_is_on_record_so_that_the_rule_cannot_be_told(pack: Network) -> None:
    verdict = Ownership(pack, "2023-05-01").verdict("builtin/verus", [BROKER], profile("ofac", "2023-05-01"))
    assert verdict.answer == "possible"
    assert [line.share for line in verdict.lines] == ["a share that no source states"]


def test_two_designated_firms_share_one_office_in_nicosia(pack: Network) -> None:
    found = shared(pack, "builtin/ibex-shipping-inc")
    assert [{seat.party.id for seat in sharing.seats} for sharing in found.found] == [
        {"builtin/ibex-shipping-inc", "builtin/azia-shipping-holdings-limited"}
    ]
    assert "Nicosia" in shared_finding(found, pack, "builtin/ibex-shipping-inc").reasons[0].sentence


def test_where_the_rockets_were_seen(pack: Network) -> None:
    rockets = asked(pack, "122 mm rocket R-122").node
    assert rockets is not None
    found = spill(pack, rockets.id)
    assert [(went.hop.end.name, went.arrived) for went in found.hops] == [("Ukraine", "2023-07-01")]
    assert spill_finding(found, pack).basis is not Basis.NO_BASIS


def test_arms_went_to_the_wagner_group_by_rail(pack: Network) -> None:
    wagner = asked(pack, "Wagner Group").node
    assert wagner is not None
    assert wagner.kind is NodeKind.UNIT
    edge = pack.edges_of(wagner.id)[0]
    assert (edge.subject, edge.since) == ("state:KP", "2022-11")


def test_the_tunnels_of_hezbollah_are_one_reports_word(pack: Network) -> None:
    node = asked(pack, "Jihad Construction Foundation").node
    assert node is not None
    (edge,) = pack.edges_of(node.id)
    assert (edge.object, edge.certainty) == ("builtin/komid", 0.6)


def test_what_only_the_essay_says_is_not_drawn(pack: Network) -> None:
    for name in ("Chalma I", "Chalma VII", "Burkina Faso", "Zhou Yongkang"):
        assert asked(pack, name).node is None


def test_the_firm_in_namibia_is_labelled_as_nobodys_reading(pack: Network) -> None:
    found = behind(pack, "builtin/mansudae-overseas-project-group-of-companies")
    standing = {step.hop.end.name: step.hop.edge.standing for step in found.arms}
    assert standing["Corman Construction Company (Tong Bang)"] is Standing.SOURCED
    (unread,) = (s for name, s in standing.items() if name.startswith("Mansudae Overseas Projects Architectural"))
    assert unread is Standing.UNVERIFIED


def test_parties_known_from_reports_alone_are_not_listed(pack: Network) -> None:
    found = behind(pack, "builtin/4l-awa")
    assert "builtin/4l-awa" not in lists(found)
    assert pack.nodes[pack.place["builtin/4l-awa"]].kind is NodeKind.AIRCRAFT
    assert all(not p.end.id.startswith("builtin/sp-trading") for p in to_listed(pack, "builtin/4l-awa"))
