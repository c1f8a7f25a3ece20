"""The guided key: it only ever asks to look, asks the best first, does not repeat itself, and its answers move belief."""

from __future__ import annotations

import re

import pytest

from headstamp.core.finding import HypothesisKind, Safety
from headstamp.core.record import Item, ItemKind, Mark, MarkRole
from headstamp.reason.ask import answer, next_question
from headstamp.reason.propose import entropy
from headstamp.reason.trace import trace
from headstamp.reference.shelf import Shelf, load_shelf

HANDLING = re.compile(r"\b(?:touch|move|lift|open|unscrew|clean|remove|turn over|pick up|take apart|pull)\b", re.I)
KINDS = (ItemKind.WEAPON, ItemKind.ROCKET, ItemKind.MISSILE_PART, ItemKind.PACKAGING, ItemKind.CARTRIDGE, ItemKind.FUZE)


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return load_shelf()


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_asked_to_do_more_than_look(shelf: Shelf, kind: ItemKind) -> None:
    item, asked = Item(id="x", kind=kind), frozenset[str]()
    for _ in range(15):
        question = next_question(item, shelf, asked)
        if question is None:
            break
        assert question.text not in asked
        assert question.observation.safety is Safety.LOOK
        assert question.gain > 0
        asked |= {question.text}


@pytest.mark.parametrize("kind", KINDS)
def test_proposals_ask_to_photograph_and_mark_what_is_for_disposal_personnel(shelf: Shelf, kind: ItemKind) -> None:
    for finding in trace(Item(id="x", kind=kind, marks=(Mark(id="m", text="??9", legibility=0.4),)), shelf):
        gains = [p.gain for p in finding.would_change]
        assert gains == sorted(gains, reverse=True)
        for proposal in finding.would_change:
            assert proposal.safety is Safety.CLEARED or not HANDLING.search(proposal.observation)


def test_a_yes_moves_belief_and_an_unknown_leaves_the_item_as_it_was(shelf: Shelf) -> None:
    item = Item(id="x", kind=ItemKind.WEAPON, model="Type 73")
    question = next_question(item, shelf)
    assert question is not None
    assert answer(item, question, "unknown") == item
    yes = answer(item, question, "yes")
    assert yes != item
    before = {h.id: h.probability for h in trace(item, shelf)[0].hypotheses}
    after = trace(yes, shelf)[0]
    spoken_for = [h for h in after.hypotheses if set(h.country.split("/")) & question.observation.states]
    assert any(h.probability > before.get(h.id, 0.0) for h in spoken_for if h.kind is HypothesisKind.COUNTRY)


def test_a_no_is_recorded_and_never_raises_what_it_speaks_against(shelf: Shelf) -> None:
    item = Item(id="x", kind=ItemKind.WEAPON, model="Type 73")
    question = next_question(item, shelf)
    assert question is not None
    no = answer(item, question, "no")
    before = {h.id: h.probability for h in trace(item, shelf)[0].hypotheses}
    after = {h.id: h.probability for h in trace(no, shelf)[0].hypotheses}
    for state in question.observation.states:
        assert after.get(state, 0.0) <= before.get(state, 0.0) + 1e-3
    again = next_question(no, shelf)
    assert again is None or again.text != question.text


def test_a_settled_head_is_asked_less_about_than_an_open_one(shelf: Shelf) -> None:
    def gain(text: str) -> float:
        mark = Mark(id="m", text=text, role=MarkRole.HEADSTAMP, legibility=1.0 if "?" not in text else 0.3)
        item = Item(id="x", kind=ItemKind.CARTRIDGE, calibre="7.62x39", marks=(mark,))
        return max((p.gain for p in trace(item, shelf)[0].would_change), default=0.0)

    assert gain("539 67") < gain("??9 ??")


def test_entropy_is_that_of_shannon() -> None:
    assert entropy([0.5, 0.5]) == pytest.approx(1.0)
    assert entropy([2, 2, 2, 2]) == pytest.approx(2.0)
    assert entropy([1.0, 0.0]) == entropy([]) == 0.0
