"""Kinds of relations, one by one, and that the work stays small."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.core.document import Document, VoiceKind
from headstamp.core.statement import Realis, Statement
from headstamp.reason.corroborate import Lexicon, relate
from headstamp.reason.corroborate.block import candidates
from headstamp.reason.corroborate.compare import Comparer
from headstamp.reason.corroborate.facts import gather
from headstamp.reason.corroborate.voices import voices
from headstamp.reason.corroborate.weights import RELATED
from tests.reason.corroborate.making import paper, said, shipped

V = VoiceKind
PAPERS = (
    paper("Harbour Post", V.MEDIA, "2011-05-01"),
    paper("Coast Daily", V.MEDIA, "2011-05-20"),
    paper("Ministry of Trade, Freedonia", V.OFFICIAL, "2011-01-10"),
    paper("Old Harbour Review", V.ACADEMIC, "2015-01-01"),
)
A, B, OFFICE, REVIEW = (p.id for p in PAPERS)
US, KR, KP = ("the White House", V.OFFICIAL), ("Seoul", V.OFFICIAL), ("Pyongyang", V.OFFICIAL)
SUPPLY: dict[str, Any] = {"supplier": "KP", "recipient": "ER", "items": "122 mm rockets"}


def kind_of(lexicon: Lexicon, a: Statement, b: Statement) -> str:
    found = relate([a, b], PAPERS, lexicon)
    return found[0].kind.value if found else ""


def test_two_voices_corroborate(lexicon: Lexicon) -> None:
    assert kind_of(lexicon, said(A, voice=US, **SUPPLY), said(B, voice=KR, **SUPPLY)) == "corroborates"


def test_affirmed_and_denied_contradict(lexicon: Lexicon) -> None:
    assert kind_of(lexicon, said(A, voice=US, **SUPPLY), said(B, voice=KP, polarity="denied", **SUPPLY)) == "contradicts"


def test_a_denial_before_the_event_does_not_contradict_it(lexicon: Lexicon) -> None:
    event, denial = said(A, voice=US, date="2011-03", **SUPPLY), said(OFFICE, voice=KP, polarity="denied", **SUPPLY)
    (relation,) = relate([denial, event], PAPERS, lexicon)
    assert relation.kind == "denied-earlier"
    assert (relation.a, relation.b) == (event.id, denial.id)


def test_no_sign_of_it_is_weaker_than_a_denial(lexicon: Lexicon) -> None:
    assert kind_of(lexicon, said(A, voice=US, **SUPPLY), said(B, voice=KR, polarity="negated", **SUPPLY)) == "tension"


def test_meant_and_not_come_about_is_one_event(lexicon: Lexicon) -> None:
    meant = said(A, realis=Realis.INTENDED, **SUPPLY)
    assert kind_of(lexicon, meant, said(A, polarity="negated", **SUPPLY)) == "same-event"


def test_a_later_count_is_an_update_from_old_to_new(lexicon: Lexicon) -> None:
    more = {"vessel": "Halcyon Tern", "items": "weapons"}
    old = said(A, "estimate", count=(11, None, "containers"), voice=("diplomats", V.OFFICIAL), **more)
    new = said(B, "estimate", count=(20, 20, "контейнеры"), voice=("the port authority of Djibouti", V.OFFICIAL), **more)
    (relation,) = relate([new, old], PAPERS, lexicon)
    assert relation.kind == "update"
    assert (relation.a, relation.b) == (old.id, new.id)


def test_a_bare_figure_stands_for_the_unit_told_beside_it(lexicon: Lexicon) -> None:
    new = said(A, "estimate", count=(20, 20, "containers"), items="weapons", voice=("the port authority of Djibouti", V.OFFICIAL))
    old = said(A, "estimate", count=(11, None, ""), words="Two weeks ago they had put it at 11")
    (relation,) = relate([new, old], PAPERS, lexicon)
    assert (relation.kind, relation.a, relation.b) == ("update", old.id, new.id)


def test_two_dates_of_one_listing_contradict_and_two_authorities_do_not(lexicon: Lexicon) -> None:
    listing = {"target": "Ivan Example", "persons": "Ivan Example"}
    march = said(A, "designation", actor="U.S. Treasury", date="2010-03", **listing)
    august = said(B, "designation", actor="the United States", date="2010-08-16", **listing)
    british = said(B, "designation", actor="Britain", date="2010-08-16", **listing)
    assert kind_of(lexicon, march, august) == "contradicts"
    assert kind_of(lexicon, march, british) == ""


def test_two_deliveries_on_two_days_are_two_deliveries(lexicon: Lexicon) -> None:
    assert kind_of(lexicon, said(A, voice=US, date="2011-01", **SUPPLY), said(B, voice=KR, date="2011-04", **SUPPLY)) == ""


def test_clients_of_one_list_are_not_related(lexicon: Lexicon) -> None:
    words = "Arland sold rockets to Borland, Corland and Dorland"
    first = said(A, words=words, **SUPPLY)
    second = first.model_copy(update={"id": "other", "slots": said(A, **(SUPPLY | {"recipient": "CG"})).slots})
    assert relate([first, second], PAPERS, lexicon) == ()


def test_another_explanation_is_an_alternative(lexicon: Lexicon) -> None:
    claim = said(A, "origin", origin="KP", items="rockets", vessel="Halcyon Tern")
    assert kind_of(lexicon, claim, said(A, "explanation", items="old Bulgarian rockets", core=False)) == "alternative"


def test_an_undated_report_does_not_speak_of_what_ended_years_before(lexicon: Lexicon) -> None:
    old = said(A, voice=US, date="1985", supplier="KP", items="rockets")
    assert kind_of(lexicon, old, said(B, voice=KR, supplier="KP", items="rockets")) == ""


def test_rejected_statements_are_left_out(lexicon: Lexicon) -> None:
    assert relate([said(A, voice=US, status="rejected", **SUPPLY), said(B, voice=KR, **SUPPLY)], PAPERS, lexicon) == ()


def test_nothing_gives_nothing_and_a_missing_document_is_borne(lexicon: Lexicon) -> None:
    assert relate([], [], lexicon) == ()
    assert len(relate([said("gone", voice=US, **SUPPLY), said("too", voice=KR, **SUPPLY)], [], lexicon)) == 1


def test_long_words_and_long_slots_take_no_time(lexicon: Lexicon) -> None:
    long = "A" * 20_000 + " of his " * 3_000
    slots = {"supplier": long, "target": long, "vessel": long, "items": long}
    assert relate([said(A, "designation", words=long[:9_000], **slots), said(B, voice=KR, **SUPPLY)], PAPERS, lexicon) == ()


def test_a_relation_tells_its_features_and_cites_both_sides(lexicon: Lexicon) -> None:
    (relation,) = relate([said(A, voice=US, **SUPPLY), said(B, voice=KR, **SUPPLY)], PAPERS, lexicon)
    assert {"same_kind", "same_pair", "same_goods"} <= {why.rule for why in relation.reasons}
    assert {c.source_id for c in relation.citations} == {A, B}


statements = st.lists(
    st.builds(
        lambda doc, kind, who, to, goods, voice, month, polarity, n: said(
            doc,
            kind,
            supplier=who,
            recipient=to,
            items=goods,
            voice=voice,
            date=f"2011-{month:02d}",
            polarity=polarity,
            count=(n, n, "containers"),
        ),
        st.sampled_from([A, B, OFFICE, REVIEW]),
        st.sampled_from(["transfer", "transport", "estimate", "denial", "designation"]),
        st.sampled_from(["KP", "IR"]),
        st.sampled_from(["ER", "SY"]),
        st.sampled_from(["rockets", "ракеты", "rifles", "tractors"]),
        st.sampled_from([US, KR, KP, None]),
        st.integers(1, 12),
        st.sampled_from(["affirmed", "denied", "negated", "unknown"]),
        st.integers(1, 30),
    ),
    max_size=12,
)
calm = settings(max_examples=25, deadline=None)


@calm
@given(found=statements)
def test_the_order_of_statements_changes_nothing(found: list[Statement]) -> None:
    there = relate(found, PAPERS, shipped())
    assert there == relate(found[::-1], PAPERS, shipped())
    assert len({frozenset((r.a, r.b)) for r in there}) == len(there)
    assert all(RELATED <= r.score <= 1.0 for r in there)


@calm
@given(found=statements)
def test_a_score_does_not_ask_which_comes_first(found: list[Statement]) -> None:
    facts = gather(found, {p.id: p for p in PAPERS}, shipped())
    comparer = Comparer(facts, shipped())
    for a, b in combinations(facts, 2):
        assert comparer.compare(a, b) == comparer.compare(b, a)


@calm
@given(found=statements)
def test_one_voice_is_never_two(found: list[Statement]) -> None:
    said_by = voices(found, {p.id: p for p in PAPERS}, shipped())
    assert not [r for r in relate(found, PAPERS, shipped()) if r.independent and said_by[r.a].key == said_by[r.b].key]


@pytest.mark.parametrize("count", [400, 1600])
def test_pairs_grow_with_the_statements_and_not_with_their_square(lexicon: Lexicon, count: int) -> None:
    papers: dict[str, Document] = {f"p{i}": paper(f"p{i}") for i in range(count)}
    facts = gather([said(f"p{i}", voice=US, **SUPPLY) for i in range(count)], papers, lexicon)
    assert len(candidates(facts)) < 60 * count
