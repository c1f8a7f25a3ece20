"""Statements against annotated claims: what matches, what counts, and what a denial may not become."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.core.document import Document, Span, VoiceKind
from headstamp.core.statement import Amount, Slot, Statement, StatementKind
from headstamp.reason.evaluate.read_gold import Gold
from headstamp.reason.evaluate.read_match import match, overlap, same_amount, same_slot
from headstamp.reason.evaluate.read_score import Read, score_reading

REPORTS = Path(__file__).resolve().parents[4] / "shared" / "reports"

TEXT = "Arland sold rockets to Borland, Corland and Dorland; Erland denied that it had sold any to Forland."
DOCUMENT = Document(id="d", text=TEXT, language="en", voice=VoiceKind.MEDIA)
FIRST, SECOND = (0, TEXT.index(";")), (TEXT.index("Erland"), len(TEXT) - 1)


def span(words: str) -> Span:
    return DOCUMENT.span(TEXT.index(words), TEXT.index(words) + len(words))


def said(number: int, where: tuple[int, int] = FIRST, kind: str = "transfer", **more: object) -> Statement:
    slots = tuple((name, Slot(value=str(more.pop(name)), span=None)) for name in ("supplier", "recipient") if name in more)
    slots = tuple((name, slot.model_copy(update={"span": span(slot.value)})) for name, slot in slots)
    fields = {"id": f"d#{number}", "document": "d", "kind": StatementKind(kind), "span": DOCUMENT.span(*where), "slots": slots}
    return Statement.model_validate(fields | more)


def gold(statement: Statement, *kinds: str) -> Gold:
    return Gold(statement=statement, kinds=(statement.kind.value, *kinds))


CLIENTS = [gold(said(n, supplier="Arland", recipient=name)) for n, name in enumerate(("Borland", "Corland", "Dorland"))]


def test_clients_of_one_sentence_find_their_own_claims() -> None:
    found = [said(9, supplier="Arland", recipient=name) for name in ("Dorland", "Borland", "Corland")]
    assert match(CLIENTS, found) == {0: 1, 1: 2, 2: 0}
    scores = score_reading([Read(DOCUMENT, tuple(CLIENTS), tuple(found))])
    assert scores.core.f1 == 1.0
    assert (scores.pair.precision.right, scores.pair.recall.right) == (3, 3)
    assert scores.spans.value == 1.0
    assert scores.core.low is None  # one document has no interval


def test_a_pair_the_wrong_way_round_is_wrong_and_its_claim_is_found() -> None:
    turned = said(9, supplier="Borland", recipient="Arland")
    scores = score_reading([Read(DOCUMENT, tuple(CLIENTS[:1]), (turned,))])
    assert scores.core.f1 == 1.0
    assert (scores.pair.precision.right, scores.pair.precision.of) == (0, 1)


def test_a_denial_read_as_a_supply_is_told() -> None:
    denial = gold(said(0, SECOND, polarity="denied"))
    wrong, right = said(9, SECOND), said(9, SECOND, polarity="denied")
    assert score_reading([Read(DOCUMENT, (denial,), (wrong,))]).denied_as_supply == (("d#0", "d#9"),)
    assert score_reading([Read(DOCUMENT, (denial,), (right,))]).denied_as_supply == ()


def test_kinds_of_a_group_match_and_others_do_not() -> None:
    claim = gold(said(0))
    assert match([claim], [said(9, kind="brokering")]) == {0: 0}
    assert match([claim], [said(9, kind="denial")]) == {}
    assert match([gold(said(0), "denial")], [said(9, kind="denial")]) == {0: 0}
    assert match([claim], [said(9, SECOND)]) == {}


def test_what_is_not_core_is_neither_missed_nor_wrong() -> None:
    aside = gold(said(0, core=False))
    silent, spoken = (score_reading([Read(DOCUMENT, (aside, *CLIENTS[1:2]), found)]) for found in ((), (said(9),)))
    assert (silent.core.recall.right, silent.core.recall.of) == (0, 1)
    assert (spoken.core.precision.right, spoken.core.precision.of) == (1, 1)


def test_states_decide_where_both_are_known() -> None:
    north, south = Slot(value="Korea", key="KP"), Slot(value="Korea", key="KR")
    assert not same_slot(north, south)
    assert same_slot(north, Slot(value="the DPRK", key="KP"))
    assert same_slot(Slot(value="rockets"), Slot(value="122 mm rockets"))
    assert same_amount(Amount(low=11), Amount(low=11, unit="containers"))
    assert not same_amount(Amount(low=11), Amount(low=11, high=11))


@given(st.integers(0, 50), st.integers(1, 40), st.integers(0, 50), st.integers(1, 40))
def test_overlap_is_a_share_and_the_same_both_ways(a: int, width: int, b: int, other: int) -> None:
    x, y = DOCUMENT.span(a, min(a + width, len(TEXT))), DOCUMENT.span(b, min(b + other, len(TEXT)))
    assert 0 <= overlap(x, y) == overlap(y, x) <= 1


@settings(deadline=None)
@given(st.lists(st.sampled_from([c.statement for c in CLIENTS]), max_size=6), st.randoms())
def test_figures_stay_in_bounds_and_do_not_hang_on_order(found: list[Statement], rng: object) -> None:
    shuffled = list(found)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    one, two = (score_reading([Read(DOCUMENT, tuple(CLIENTS), tuple(s))] * 3) for s in (found, shuffled))
    assert one.core == two.core
    assert one.core.low is None or one.core.f1 is None or one.core.low <= one.core.f1 <= (one.core.high or 1.0)


@pytest.mark.skipif(not (REPORTS / "second").is_dir(), reason="the development gold is not here")
def test_two_annotators_agree_as_the_readme_of_the_gold_says() -> None:
    from headstamp.cli.evaluate_read import run

    scores = run(REPORTS, second=(REPORTS / "second"))
    assert scores.core.f1 == pytest.approx(0.80, abs=0.03)
    assert scores.pair_of_both.value == 1.0
    assert scores.denied_as_supply == ()
