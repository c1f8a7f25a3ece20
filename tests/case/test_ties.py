"""A case as parts of a network: ids are mapped, what is no tie is left, what ends at nothing is told, profiles close records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from headstamp.case import Case, Draft
from headstamp.case import contents as c
from headstamp.case.ties import UNASKED, beside, decisions_of, node_id, parts_of
from headstamp.core.claim import Citation, Claim, Grade
from headstamp.core.finding import Basis, Finding, Hypothesis, HypothesisKind, Reason
from headstamp.core.party import Listing, Party, PartyName
from headstamp.core.record import Item, ItemKind, Mark, MarkRole, Recovery, Sensitivity
from headstamp.core.redact import Profile
from headstamp.core.when import When
from headstamp.core.where import Place
from headstamp.reason.network.joined import Same
from headstamp.reason.network.model import Edge, Node
from headstamp.reason.network.network import Network, Parts

CITED = Citation(source_id="s1", locator="p. 4")
LINE = {"file": "d.csv", "row": 2, "date": "2026-01-28", "consignee": "Velmar Trading", "consignee_country": "", "number": "D1"}
CRATE = Item(
    id="i1", kind=ItemKind.PACKAGING, marks=(Mark(id="m1", text="4-89-71", role=MarkRole.LOT),),
    recovery=Recovery(recovered=When.parse("2026-03-11"), place=Place(name="Port Ibelle", country="KV")),
)  # fmt: skip
LISTED = Listing(
    list_id="watch", entry_id="V1", party=Party(id="V1", names=(PartyName(text="Velmar Trading Co"),)), citation=CITED
)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.create(tmp_path / "x.headstamp", "Crate", "A. Kim") as case:
        yield case


def claim(name: str, subject: str, predicate: str, value: str, **more: object) -> Draft:
    grade = Grade(reliability="B", credibility=2, why="read")
    made = Claim.model_validate(
        {"id": name, "subject": subject, "predicate": predicate, "value": value, "citation": CITED, "grade": grade, **more}
    )
    return c.of_claim(made, since="2021")


def match(listed: str, probability: float, name: str = "Velmar Trading") -> Finding:
    hypothesis = Hypothesis(
        id=listed, kind=HypothesisKind.PARTY, label="V", probability=probability, low=0, high=1, word="likely"
    )  # fmt: skip
    reason = Reason(rule="listed_as", sentence="on a list", hypothesis=listed, weight=0, citations=(CITED,))
    return Finding(
        question="q", subject=name, answer="a", basis=Basis.CONSISTENT, hypotheses=(hypothesis,), reasons=(reason,)
    )  # fmt: skip


def test_records_papers_lists_and_matches_become_one_network(case: Case) -> None:
    finding = match("watch/V1", 0.8)
    case.write([c.of_item(CRATE), c.of_consignment("B1", [LINE]), *c.of_listings([LISTED]), c.of_finding(finding)])
    network = Network.of(parts_of(case))
    assert {"recovery:i1", "lot:48971", "state:KV", "consignment:B1", "paper:velmar trading@", "watch/V1"} <= set(network.place)
    (may,) = [e for e in network.edges if e.relation == "may_be"]
    assert (may.subject, may.object, may.certainty) == ("paper:velmar trading@", "watch/V1", 0.8)
    assert may.citations[0].source_id == f"finding:{finding.digest[:16]}"


def test_claims_name_objects_of_the_case_either_way_and_keep_their_dates(case: Case) -> None:
    case.write([
        c.of_item(CRATE), c.of_consignment("B1", [LINE]),
        claim("c1", "record/i1", "shipped_to", "record/consignment:B1"), claim("c2", "i1", "shipped_to", "consignment:B1"),
    ])  # fmt: skip
    edges = {e.id: e for e in parts_of(case).edges if e.id.startswith("claim:")}
    assert {(e.subject, e.object, e.since) for e in edges.values()} == {("recovery:i1", "consignment:B1", "2021")}


def test_an_owner_named_in_words_is_a_node_and_a_known_name_is_its_party(case: Case) -> None:
    case.write([
        *c.of_listings([LISTED]), claim("c1", "Hollin Shore Holdings", "owns", "velmar trading co"),
        claim("c2", "Dun Holdings", "owns", "Hollin Shore Holdings"),
    ])  # fmt: skip
    edges = [(e.subject, e.object) for e in parts_of(case).edges if e.relation == "owns"]
    assert edges == [("own:hollinshoreholdings", "watch/V1"), ("own:dunholdings", "own:hollinshoreholdings")]


def test_what_a_label_says_is_no_tie_and_is_not_told_as_lost(case: Case) -> None:
    case.write([c.of_item(CRATE), claim("c1", "record/i1", "bears_number", "TARU 417205-0")])
    parts = parts_of(case)
    assert not [e for e in parts.edges if e.id == "claim:c1"]
    assert parts.told == ()


def test_ties_that_end_at_nothing_are_told_and_the_rest_stands(case: Case) -> None:
    lost = Edge(id="e1", subject="entity/a", relation="owns", object="entity/b", citations=(CITED,))
    case.write([c.of_node(Node(id="a", name="A")), c.of_edge(lost), claim("c1", "record/zz", "owns", "entity/a")])
    parts = parts_of(case)
    assert parts.edges == ()
    assert parts.told == (
        "The tie e1 ends at b, which is not in this case.", "The claim c1 ends at a party or thing that is not there.",
    )  # fmt: skip
    Network.of(parts)


def test_a_match_of_a_party_without_an_extract_is_told(case: Case) -> None:
    case.write([c.of_consignment("B1", [LINE]), c.of_finding(match("ofac/1", 0.9))])
    assert parts_of(case).told == ("A match names ofac/1, of which this case holds no extract.", UNASKED)


def test_lines_that_a_later_version_replaced_name_nobody(case: Case) -> None:
    case.write([c.of_consignment("B1", [{**LINE, "consignee": "Old Name", "superseded": True}, LINE])])
    parts = parts_of(case)
    assert [n.name for n in parts.nodes if n.id.startswith("paper:")] == ["Velmar Trading"]
    assert "1 line of papers" in parts.told[0]


def test_a_closed_lot_enters_no_public_network(case: Case) -> None:
    case.write([c.of_item(CRATE.model_copy(update={"sensitivity": (("lot", Sensitivity.CONFIDENTIAL),)}))])
    assert any(n.id.startswith("lot:") for n in parts_of(case).nodes)
    assert not any(n.id.startswith("lot:") for n in parts_of(case, Profile.PUBLIC).nodes)


def test_decisions_come_with_ids_of_nodes(case: Case) -> None:
    same = Same(left="entity/watch/V1", right="record/i1", decision="unsure", by="A", at="2026-11-30", why="w")
    case.write([c.of_same(same)])
    assert decisions_of(case)[0].pair == ("recovery:i1", "watch/V1")


def test_a_pack_that_says_otherwise_under_one_id_does_not_break_the_case(case: Case) -> None:
    case.write(c.of_listings([LISTED]))
    mine = parts_of(case)
    later = mine.edges[0].model_copy(update={"until": "2026-05-01"})
    both = beside(mine, Parts(mine.nodes, (later,)))
    assert Network.of(both).edges == mine.edges
    assert both.told[-1].startswith("1 tie stands otherwise")


def test_ids_that_are_no_objects_stay() -> None:
    assert [node_id(each) for each in ("paper:a/b@KV", "imo:9074729", "finding/1")] == [
        "paper:a/b@KV",
        "imo:9074729",
        "finding/1",
    ]
