"""The register: which step may follow which, silences that a person declares, answers as claims, and who was offered to reply."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headstamp.case import Case, verify
from headstamp.case.contents import claims, of_claim, of_edge, of_finding, of_item, of_node
from headstamp.case.parties import kept_back, named_parties, said_of
from headstamp.case.requests import (
    STATES,
    TRANSITIONS,
    WAITING,
    Request,
    Step,
    advance,
    against,
    answer,
    draft_request,
    request,
    requests,
)
from headstamp.core.claim import Citation, Claim
from headstamp.core.errors import UsageError
from headstamp.core.finding import Basis, Finding, Hypothesis, HypothesisKind
from headstamp.core.record import Item, Recovery, Sensitivity
from headstamp.core.where import Place
from headstamp.reason.network.model import Edge, Node, NodeKind

CITE = (Citation(source_id="bl-77"),)


def a_request(id: str = "TR-1", **more: object) -> Request:  # noqa: A002
    values: dict[str, object] = {
        "id": id, "type": "tracing", "to": "Office", "to_kind": "state", "due": "2026-06-30", "profile": "partner",
        "letter": {"a": 1}, "letter_sha256": "0" * 64, "steps": (step("drafted", "2026-05-01"),),
    }  # fmt: skip
    return Request.model_validate(values | more)


def step(state: str, day: str = "2026-05-02", **more: object) -> Step:
    return Step.model_validate({"state": state, "day": day, "by": "ann", **more})


@pytest.fixture
def case(made: Callable[..., Case]) -> Iterator[Case]:
    with made("r.headstamp") as case:
        yield case


@pytest.fixture
def drafted(case: Case) -> Case:
    draft_request(case, a_request())
    return case


def test_every_state_has_its_row_and_what_is_over_is_over() -> None:
    assert set(TRANSITIONS) == set(STATES)
    assert {after for row in TRANSITIONS.values() for after in row} == set(STATES) - {"drafted"}
    assert not TRANSITIONS["closed"]
    assert not TRANSITIONS["withdrawn"]


def test_each_step_is_a_version_and_an_entry_of_the_ledger(drafted: Case) -> None:
    advance(drafted, "TR-1", step("sent", channel="diplomatic note"))
    last = drafted.head()
    assert last is not None
    assert (last.verb, last.kind, last.id, last.version, last.note) == (
        "sent",
        "request",
        "TR-1",
        2,
        "2026-05-02; diplomatic note",
    )
    kept = request(drafted, "TR-1")
    assert [(s.state, s.by) for s in kept.steps] == [("drafted", "ann"), ("sent", "ann")]
    assert verify(drafted.path).intact


def test_a_reference_is_taken_once(drafted: Case) -> None:
    with pytest.raises(UsageError):
        draft_request(drafted, a_request())
    assert len(list(requests(drafted))) == 1


@pytest.mark.parametrize("state", sorted(set(STATES) - set(TRANSITIONS["drafted"])))
def test_a_step_that_may_not_follow_is_refused_and_leaves_no_trace(state: str, drafted: Case) -> None:
    before = drafted.head()
    with pytest.raises(UsageError) as error:
        advance(drafted, "TR-1", step(state))
    assert "sent, withdrawn" in error.value.hint
    assert drafted.head() == before


def test_a_day_before_the_last_step_and_a_state_that_is_none_are_refused(drafted: Case) -> None:
    for wrong in (step("sent", "2026-04-30"), step("sent", "soon"), step("lost")):
        with pytest.raises(UsageError):
            advance(drafted, "TR-1", wrong)
    with pytest.raises(UsageError):
        request(drafted, "TR-9")


def test_silence_needs_the_day_to_have_passed_and_a_reminder(drafted: Case) -> None:
    advance(drafted, "TR-1", step("sent"))
    with pytest.raises(UsageError, match="not overdue"):
        advance(drafted, "TR-1", step("silent", "2026-06-30"))
    with pytest.raises(UsageError, match="reminded"):
        advance(drafted, "TR-1", step("silent", "2026-07-01"))
    advance(drafted, "TR-1", step("reminded", "2026-07-01"), due="2026-07-15")
    with pytest.raises(UsageError, match="not overdue"):
        advance(drafted, "TR-1", step("silent", "2026-07-15"))
    assert advance(drafted, "TR-1", step("silent", "2026-07-16")).state == "silent"
    assert advance(drafted, "TR-1", step("answered", "2026-09-01")).state == "answered"  # a late answer ends it


def test_overdue_is_of_a_day_and_of_what_waits() -> None:
    for state in STATES:
        made = a_request(state=state)
        assert not made.overdue("2026-06-30")
        assert made.overdue("2026-07-01") is (state in WAITING)
    assert not a_request(state="sent", due="").overdue("2030-01-01")


def test_an_answer_becomes_graded_claims_that_cite_the_letter(drafted: Case) -> None:
    advance(drafted, "TR-1", step("sent"))
    said = [("lot 17", "sent to", "Tarn Freight", False), ("i1", "made in", "Karsova", True)]
    made = answer(
        drafted, "TR-1", step("partly answered"), said, reliability="B", because="registry", letter="a" * 64, page="p. 2"
    )
    assert made.id == "TR-1/a1"
    kept = {c.id: c for c, _, _ in claims(drafted) if c.id.startswith("TR-1")}
    assert [c.polarity for c in kept.values()] == ["affirmed", "denied"]
    assert all(str(c.grade) == "B6" and c.grade.why == "registry" for c in kept.values())
    assert all(c.citation == Citation(source_id="answer:TR-1/a1", locator="p. 2", sha256="a" * 64) for c in kept.values())
    assert drafted.body(drafted.get("answer", "TR-1/a1"))["claims"] == list(kept)
    again = answer(drafted, "TR-1", step("answered"), said[:1], reliability="C", because="a letter")
    assert again.id == "TR-1/a2"


def test_an_answer_that_may_not_come_yet_writes_nothing(drafted: Case) -> None:
    before = drafted.head()
    with pytest.raises(UsageError):
        answer(drafted, "TR-1", step("answered"), [("a", "b", "c", False)], reliability="B", because="x")
    with pytest.raises(UsageError):
        answer(drafted, "TR-1", step("answered"), [], reliability="B", because="x")
    with pytest.raises(UsageError):
        answer(drafted, "TR-1", step("answered"), [("a", "b", "c", False)], reliability="B", because=" ")
    assert drafted.head() == before


def test_other_claims_that_say_otherwise_are_named(drafted: Case) -> None:
    def claim(id: str, value: str, polarity: str = "affirmed") -> Claim:  # noqa: A002
        return Claim.model_validate(
            {"id": id, "subject": "Lot 17", "predicate": "Sent To", "value": value, "citation": CITE[0], "polarity": polarity}
        )

    for each in (claim("same", "Tarn"), claim("other", "Quay"), claim("no", "TARN", "denied")):
        drafted.write([of_claim(each)])
    mine = Claim(id="mine", subject="lot 17", predicate="sent to", value="tarn", citation=CITE[0])
    assert against(drafted, mine) == ("other", "no")


def test_a_contradiction_names_two_claims_one_of_them_from_the_answer(drafted: Case) -> None:
    advance(drafted, "TR-1", step("sent"))
    drafted.write([of_claim(Claim(id="c-17", subject="lot", predicate="sent to", value="x", citation=CITE[0]))])
    made = answer(drafted, "TR-1", step("answered"), [("lot", "sent to", "y", False)], reliability="B", because="r")
    mine = made.claims[0].id
    assert made.others == ("c-17",)
    for wrong in ((mine,), (mine, mine), (mine, "nothing"), ("c-17", "c-17")):
        with pytest.raises(UsageError):
            advance(drafted, "TR-1", step("contradicted", claims=wrong))
    assert advance(drafted, "TR-1", step("contradicted", claims=(mine, "c-17"))).steps[-1].claims == (mine, "c-17")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tries=st.lists(st.sampled_from(STATES), max_size=12))
def test_whatever_is_tried_the_register_only_walks_the_table(tries: list[str], made: Callable[..., Case], tmp_path: Path) -> None:
    name = f"walk{len(list(tmp_path.glob('walk*.hs')))}.hs"
    with made(name) as walked:
        draft_request(walked, a_request())
        for number, state in enumerate(tries):
            try:
                advance(walked, "TR-1", step(state, f"2026-08-{number + 1:02}"))
            except UsageError:
                continue
        states = [s.state for s in request(walked, "TR-1").steps]
    assert all(b in TRANSITIONS[a] for a, b in pairwise(states))
    assert "contradicted" not in states


def test_two_who_move_the_same_request_lose_no_step(drafted: Case) -> None:
    with Case.open(drafted.path, who="bo") as other:
        advance(drafted, "TR-1", step("sent"))
        advance(other, "TR-1", step("acknowledged"))
        advance(drafted, "TR-1", step("reminded"))
        assert [s.state for s in request(other, "TR-1").steps] == ["drafted", "sent", "acknowledged", "reminded"]


def test_named_parties_are_those_of_relations_and_findings_until_they_were_offered_to_reply(case: Case) -> None:
    top = Hypothesis(
        id="p", kind=HypothesisKind.PARTY, label="Mire Shipping", probability=0.6, low=0.5, high=0.7, word="likely"
    )  # fmt: skip
    finding = Finding(question="Who?", subject="x", answer="Likely.", basis=Basis.CONSISTENT, hypotheses=(top,))
    case.write(
        [
            of_node(Node(id="tarn", kind=NodeKind.COMPANY, name="Tarn Freight")),
            of_node(Node(id="quay", kind=NodeKind.COMPANY, name="Quayside", sensitivity=Sensitivity.CONFIDENTIAL)),
            of_node(Node(id="KZ", kind=NodeKind.STATE, name="Karsova")),
            of_node(Node(id="idle", kind=NodeKind.COMPANY, name="Never tied")),
            of_edge(Edge(id="r1", subject="tarn", relation="registered in", object="KZ", since="2020", citations=CITE)),
            of_edge(Edge(id="r2", subject="quay", relation="agent of", object="tarn", citations=CITE)),
            of_edge(
                Edge(id="r3", subject="tarn", relation="owner of", object="KZ", denied=True, low=50, high=50, citations=CITE)
            ),
            of_finding(finding),
        ]
    )
    found = {n.label: n for n in named_parties(case)}
    assert set(found) == {"Tarn Freight", "Quayside", "Mire Shipping"}
    assert found["Tarn Freight"].where == ("relation/r1", "relation/r2", "relation/r3")
    assert not any(n.offered for n in found.values())
    draft_request(case, a_request("RR-1", type="reply", party="tarn freight"))
    assert [(n.offer, n.offered) for n in named_parties(case) if n.id == "tarn"] == [("drafted", False)]
    advance(case, "RR-1", step("sent"))
    assert [n.offered for n in named_parties(case) if n.id == "tarn"] == [True]

    said = said_of(case, "TARN FREIGHT")
    assert [(s.text, s.open) for s in said] == [
        ("Tarn Freight: registered in Karsova (since 2020).", True),
        ("Quayside: agent of Tarn Freight.", False),
        ("It is denied that: Tarn Freight: owner of Karsova, 50 %.", True),
    ]


def test_who_is_named_by_a_claim_alone_is_offered_to_reply_too(case: Case) -> None:
    def claim(name: str, subject: str, predicate: str, value: str) -> Claim:
        return Claim(id=name, subject=subject, predicate=predicate, value=value, citation=CITE[0])

    case.write(
        [
            of_claim(claim("c1", "Hollin Shore Holdings", "owns", "Tarn Freight")),
            of_claim(claim("c2", "lot 17-85", "supplied_to", "Mire Shipping")),
            of_claim(claim("c3", "crate-7", "bears_number", "TARU 417205-0")),
        ]
    )
    found = {n.label: n.where for n in named_parties(case)}
    assert found == {"Hollin Shore Holdings": ("claim/c1",), "Tarn Freight": ("claim/c1",), "Mire Shipping": ("claim/c2",)}
    assert [(s.text, s.open) for s in said_of(case, "hollin shore holdings")] == [
        ("Hollin Shore Holdings: owns Tarn Freight.", True)
    ]


def test_what_a_letter_to_a_party_may_not_hold(case: Case) -> None:
    place = Place(name="Lamu", country="KE", lat=-2.27, lon=40.9)
    found = Recovery(holder="Anna Fiction", recorder="Bo Example", place=place)
    case.write([of_item(Item(id="i9", note="told by a neighbour", recovery=found))])
    assert set(kept_back(case)) == {"Anna Fiction", "Bo Example", "told by a neighbour", "-2.27", "40.9"}
