"""The chain of a recovery: what is walked, what is not, where it ends, and that it is no stronger than its weakest hop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from headstamp.core.claim import Citation
from headstamp.core.errors import UsageError
from headstamp.core.finding import Basis, Finding, Hypothesis, HypothesisKind, Reason
from headstamp.core.party import Identifier, Listing, Party, PartyName
from headstamp.core.record import Item, ItemKind, Mark, MarkRole, Recovery
from headstamp.core.when import When
from headstamp.reason.network.build import of_declarations, of_items, of_listings
from headstamp.reason.network.chain import MOST_ROOTS, draw
from headstamp.reason.network.chain_finding import branches, chain_finding, weakest
from headstamp.reason.network.chain_goods import OPEN_CRATE, outermost
from headstamp.reason.network.chain_model import Chain, Given
from headstamp.reason.network.joined import Same, joined_edges
from headstamp.reason.network.model import Edge, Node
from headstamp.reason.network.network import Network, Parts
from headstamp.reason.rules import RULES, explain

CITED = Citation(source_id="s1")
LINE = {"file": "d.csv", "row": 2, "date": "2026-01-28", "consignee": "Velmar", "house_bill": "TFFH2600417",
        "containers": ["TARU4172050"], "goods": "MACHINERY"}  # fmt: skip
PARTY = "paper:velmar@"
Lines = Mapping[str, Sequence[Mapping[str, Any]]]


def thing(id: str, text: str = "", found: str = "2026-03-11", **more: Any) -> Item:  # noqa: A002
    marks = (Mark(id="m1", text=text, role=MarkRole.PACKAGING),) if text else ()
    return Item(id=id, marks=marks, recovery=Recovery(recovered=When.parse(found)), **{"kind": ItemKind.PACKAGING, **more})


def listing(key: str, name: str, since: str = "2025-06-10") -> Listing:
    return Listing(
        list_id="watch", entry_id=key, party=Party(id=key, names=(PartyName(text=name),)), listed_on=since, citation=CITED
    )  # fmt: skip


def match(*hits: tuple[str, float]) -> Finding:
    hypotheses = [Hypothesis(id=k, kind=HypothesisKind.PARTY, label=k, probability=p, low=0, high=1, word="w") for k, p in hits]
    reasons = [Reason(rule="listed_as", sentence="on a list", hypothesis=k, weight=0, citations=(CITED,)) for k, _ in hits]
    return Finding(
        question="q", subject="v", answer="a", basis=Basis.CONSISTENT, hypotheses=tuple(hypotheses), reasons=tuple(reasons)
    )  # fmt: skip


def drawn(
    items: Sequence[Item], papers: Lines | None = None, *, listings: Sequence[Listing] = (), decisions: Sequence[Same] = (),
    matches: Mapping[str, Finding] | None = None, edges: Sequence[Edge] = (), nodes: Sequence[Node] = (),
    roots: tuple[str, ...] = (), on: str = "",
    found: Mapping[str, When] | None = None, traces: Mapping[str, Finding] | None = None,
) -> tuple[Chain, Finding]:  # fmt: skip
    papers = papers or {}
    lines = [{**line, "consignment": key} for key, held in papers.items() for line in held]
    parts = of_items(items) + of_declarations(lines) + of_listings(listings) + Parts(tuple(nodes), tuple(edges))
    parts += joined_edges(decisions, [n.id for n in parts.nodes])
    network = Network.of(parts)
    held = {item.id: item for item in items}
    chain = draw(Given(
        roots=roots or outermost(held), items=held, network=network, papers=papers, matches=matches or {}, on=on,
        listed={each.key: f"watch/{each.party.id}" for each in listings}, decisions=tuple(decisions), found=found or {},
        traces=traces or {},
    ))  # fmt: skip
    return chain, chain_finding(chain, network)


def rules(chain: Chain) -> list[str]:
    return [link.rule for link in chain.links]


def owns(a: str, b: str, certainty: float = 0.7, **more: Any) -> Edge:
    return Edge(id=f"{a}>{b}", subject=a, relation="owns", object=b, certainty=certainty, citations=(CITED,), **more)


def test_from_the_crate_to_who_stands_over_a_listed_party() -> None:
    chain, finding = drawn(
        [thing("crate", "TFFH 2600417")], {"B1": [LINE]}, listings=[listing("V1", "Velmar Co")],
        matches={PARTY: match(("watch/V1", 0.8))}, nodes=[Node(id="h", name="Hollin")], edges=[owns("h", "watch/V1")],
    )  # fmt: skip
    assert rules(chain) == ["number_on_papers", "named_on_papers", "may_be_listed", "stands_on_list", "stands_over"]
    (main, *_) = branches(chain)
    assert [link.rule for link in main] == ["number_on_papers", "named_on_papers", "may_be_listed", "stands_over"]
    assert finding.top.probability == pytest.approx(0.9 * 0.9 * 0.8 * 0.7, abs=1e-3)
    assert finding.top.high == weakest(main).certainty == 0.7
    assert "The weakest hop: Hollin owns Velmar Co" in finding.answer
    assert "It ends at Hollin: nobody is on record over it as of 2026-01-28." in finding.answer
    assert any("registry extract of Hollin as of 2026-01-28" in p.observation for p in finding.would_change)


def test_every_hop_is_a_reason_with_a_source_and_a_rule_that_is_explained() -> None:
    chain, finding = drawn([thing("crate", "TFFH2600417"), thing("tin", within="crate")], {"B1": [LINE]})
    assert [r.rule for r in finding.reasons] == rules(chain)
    assert all(r.citations for r in finding.reasons)
    assert all(explain(rule) for rule in ("made_by_its_marks", "number_on_papers", "may_be_listed", "named_on_papers", "lay_in"))
    assert set(rules(chain)) <= RULES.keys()


def test_a_find_that_is_older_than_the_papers_is_told_and_not_walked() -> None:
    chain, finding = drawn([thing("crate", "TFFH2600417", found="2025-12-01")], {"B1": [LINE]})
    assert chain.links == ()
    assert any("after the find" in text for text in finding.conflicts)
    assert finding.basis is Basis.NO_BASIS


def test_the_day_of_a_find_orders_hops_though_the_record_shows_its_year_alone() -> None:
    chain, _ = drawn(
        [thing("crate", "TFFH2600417", found="2026")], {"B1": [LINE]}, found={"crate": When.parse("2026-01-02")}
    )  # fmt: skip
    assert chain.links == ()
    assert "2026-01-02" not in str(chain)


def test_no_date_is_told_and_walked() -> None:
    chain, _ = drawn([thing("crate", "TFFH2600417", found="unknown")], {"B1": [LINE]})
    assert "not shown" in chain.links[0].note


def test_one_container_on_two_papers_is_a_conflict_and_weighs_as_one_among_them() -> None:
    other = {**LINE, "house_bill": "TFFH2590033", "date": "2025-11-19", "row": 3}
    chain, finding = drawn([thing("crate", "TARU 417205-0")], {"B1": [LINE], "B2": [other]})
    assert [link.certainty for link in chain.links if link.rule == "number_on_papers"] == [0.5, 0.5]
    assert any("stands on the papers of B1 (2026-01-28), B2 (2025-11-19)" in text for text in finding.conflicts)


def test_numbers_that_lead_to_different_papers_are_a_conflict() -> None:
    other = {"house_bill": "TFFH2590033", "date": "2025-11-19", "row": 3, "consignee": "Dun"}
    _, finding = drawn([thing("crate", "TFFH2600417 TFFH2590033")], {"B1": [LINE], "B2": [other]})
    assert any("lead to different papers" in text for text in finding.conflicts)


def test_an_illegible_mark_is_told_with_what_would_settle_it() -> None:
    chain, finding = drawn([thing("crate", "TFFH 26004??")], {"B1": [LINE]})
    assert chain.links == ()
    assert any("It would fit B1." in text for text in finding.unexplained)
    assert any("clearer photograph" in p.observation for p in finding.would_change)


@pytest.mark.parametrize(
    ("p", "walked", "told"), [(0.9, True, False), (0.5, True, False), (0.3, False, True), (0.01, False, False)]
)
def test_a_match_below_a_half_is_told_and_not_walked(p: float, walked: bool, told: bool) -> None:
    chain, finding = drawn(
        [thing("crate", "TFFH2600417")], {"B1": [LINE]}, listings=[listing("V1", "V")], matches={PARTY: match(("watch/V1", p))}
    )
    assert ("may_be_listed" in rules(chain)) is walked
    assert any("not walked" in text for text in finding.unexplained) is told


def test_a_decision_overrules_a_match_either_way() -> None:
    hits = {PARTY: match(("watch/V1", 0.9))}
    given: dict[str, Any] = {"listings": [listing("V1", "V")], "matches": hits}
    crate = [thing("crate", "TFFH2600417")]
    apart = Same(left=PARTY, right="watch/V1", decision="not the same", by="A. Kim", at="2026-11-30", why="another number")
    chain, finding = drawn(crate, {"B1": [LINE]}, decisions=[apart], **given)
    assert "may_be_listed" not in rules(chain)
    assert any("A. Kim decided on 2026-11-30" in text for text in finding.unexplained)
    one = apart.model_copy(update={"decision": "same"})
    chain, _ = drawn(crate, {"B1": [LINE]}, decisions=[one], **given)
    assert rules(chain) == ["number_on_papers", "named_on_papers", "taken_for_one", "stands_on_list"]
    unsure = apart.model_copy(update={"decision": "unsure"})
    chain, _ = drawn(crate, {"B1": [LINE]}, decisions=[unsure], **given)
    assert "could not tell" in next(link.note for link in chain.links if link.rule == "may_be_listed")


def test_silence_of_lists_is_no_clearance_and_no_list_is_said_to_be_none() -> None:
    crate = [thing("crate", "TFFH2600417")]
    _, finding = drawn(crate, {"B1": [LINE]}, matches={PARTY: match()})
    assert any("silence, no clearance" in text for text in finding.unexplained)
    _, finding = drawn(crate, {"B1": [LINE]})
    assert any("no list was asked about Velmar" in text for text in finding.unexplained)


def test_a_listing_after_the_papers_says_so() -> None:
    chain, _ = drawn(
        [thing("crate", "TFFH2600417")], {"B1": [LINE]}, listings=[listing("V1", "V", "2026-02-01")],
        matches={PARTY: match(("watch/V1", 0.9))},
    )  # fmt: skip
    assert next(link.note for link in chain.links if link.rule == "stands_on_list") == "listed after that day (2026-01-28)"


def test_ties_are_those_of_the_day_of_the_papers_or_of_the_day_asked() -> None:
    given: dict[str, Any] = {
        "listings": [listing("V1", "V")], "matches": {PARTY: match(("watch/V1", 0.9))},
        "nodes": [Node(id="h", name="Hollin")], "edges": [owns("h", "watch/V1", since="2026-02-01")],
    }  # fmt: skip
    chain, _ = drawn([thing("crate", "TFFH2600417")], {"B1": [LINE]}, **given)
    assert "stands_over" not in rules(chain)
    assert any("did not hold on 2026-01-28" in text for text in chain.told)
    chain, _ = drawn([thing("crate", "TFFH2600417")], {"B1": [LINE]}, on="2026-03-01", **given)
    assert "stands_over" in rules(chain)


def test_a_shared_place_state_or_day_is_no_tie() -> None:
    chain, _ = drawn(
        [thing("a", "TFFH2600417"), thing("b")], {"B1": [LINE], "B2": [{"date": "2026-01-28", "consignee": "Dun", "row": 9}]}
    )
    assert {link.hop.start.id for link in chain.links} == {"recovery:a", "consignment:B1"}
    assert not any("consignment:B2" in (link.hop.start.id, link.hop.end.id) for link in chain.links)


def test_a_lot_leads_to_no_other_find() -> None:
    lot = Mark(id="m2", text="4-89-71", role=MarkRole.LOT)
    items = [thing("a").model_copy(update={"marks": (lot,)}), thing("b", "TFFH2600417").model_copy(update={"marks": (lot,)})]
    chain, _ = drawn(items, {"B1": [LINE]}, roots=("a",))
    assert rules(chain) == ["of_one_lot"]
    assert "also on b" in chain.links[0].note


def test_what_lay_in_an_open_crate_weighs_less_and_circles_end() -> None:
    items = [thing("crate", "TFFH2600417", sealed=False), thing("tin", within="crate")]
    chain, _ = drawn(items, {"B1": [LINE]}, roots=("tin",))
    assert [link.certainty for link in chain.links[:2]] == [OPEN_CRATE, 0.9]
    chain, _ = drawn([thing("a", within="b"), thing("b", within="a")], roots=("a",))
    assert rules(chain).count("lay_in") <= 2


def test_owners_in_a_circle_and_twins_end() -> None:
    chain, _ = drawn(
        [thing("crate", "TFFH2600417")], {"B1": [LINE]}, listings=[listing("V1", "V")], matches={PARTY: match(("watch/V1", 0.9))},
        nodes=[Node(id="h", name="H")], edges=[owns("h", "watch/V1"), owns("watch/V1", "h")],
    )  # fmt: skip
    assert rules(chain).count("stands_over") <= 2


def test_nothing_on_record_is_silence() -> None:
    _, finding = drawn([thing("crate")])
    assert finding.answer.startswith("No evidence in this case leads on")
    assert any("no papers of trade" in text for text in finding.unexplained)


def test_unknown_and_too_many_records_are_refused() -> None:
    with pytest.raises(UsageError, match="no record 'zz'"):
        drawn([thing("a")], roots=("zz",))
    with pytest.raises(UsageError, match="1 to 100 records"):
        drawn([thing(f"i{n}") for n in range(MOST_ROOTS + 1)])


def test_the_same_input_gives_the_same_bytes() -> None:
    first, second = (drawn([thing("crate", "TARU4172050")], {"B1": [LINE], "B2": [LINE]})[1].to_json() for _ in range(2))
    assert first == second


def test_a_listed_ship_is_met_by_its_number() -> None:
    ship = Listing(
        list_id="watch", entry_id="S1", citation=CITED,
        party=Party(id="S1", names=(PartyName(text="Sable Heron"),), identifiers=(Identifier(kind="imo", value="9074729"),)),
    )  # fmt: skip
    line = {**LINE, "vessel": "Another Name", "imo": "9074729"}
    chain, finding = drawn([thing("crate", "TFFH2600417")], {"B1": [line]}, listings=[ship])
    assert "bears_listed_number" in rules(chain)
    assert "whose number Sable Heron bears" in finding.answer


def test_a_joined_party_on_two_papers_is_on_a_list_both_times() -> None:
    other = {**LINE, "house_bill": "TFFH2590033", "date": "2025-11-19", "row": 3}
    same = Same(left=PARTY, right="watch/V1", decision="same", by="A", at="2026-11-30", why="w")
    _, finding = drawn(
        [thing("crate", "TARU4172050")], {"B1": [LINE], "B2": [other]}, listings=[listing("V1", "V")], decisions=[same],
        matches={PARTY: match()},
    )  # fmt: skip
    assert not any("on no list" in text for text in finding.unexplained)
