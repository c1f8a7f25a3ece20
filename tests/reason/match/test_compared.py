"""One name against another, word by word: what stands for what, what stands alone, and that it adds up."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headstamp.core.party import PartyKind
from headstamp.reason.match.about import candidates, names_compared, nearest_name
from headstamp.reason.match.compared import HOW, Compared
from headstamp.reason.match.matcher import KINDS, Matcher

KNOWN = {*HOW.values(), "no counterpart"}


def against(text: str, name: str, matcher: Matcher) -> Compared:
    return names_compared(text, KINDS[PartyKind.UNKNOWN], matcher.names.index(name), matcher)


def test_words_are_paired_whatever_their_order(matcher: Matcher) -> None:
    found = against("TASHKULOV, Mirembek", "Mirembek Tashkulov", matcher)
    assert {(p.query, p.name) for p in found.pairs} == {(("tashkulov",), ("tashkulov",)), (("mirembek",), ("mirembek",))}


def test_words_without_a_partner_stand_alone_on_either_side(matcher: Matcher) -> None:
    found = against("Mirembek Quendolin", "Mirembek Tashkulov", matcher)
    assert {(p.query, p.name) for p in found.pairs} >= {(("quendolin",), ()), ((), ("tashkulov",))}


def test_one_word_for_two(matcher: Matcher) -> None:
    """A form without room for spaces must not hide the firm."""
    found = against("Zubovtrading Resources", "Zubov Trading Resources Limited", matcher)
    assert any(p.query == ("zubovtrading",) and set(p.name) == {"zubov", "trading"} for p in found.pairs)


def test_a_lone_rare_word_costs_and_a_shared_one_earns(matcher: Matcher) -> None:
    found = {p.query or p.name: p.worth for p in against("Mirembek Tashkulov", "Mirembek Tashkulov", matcher).pairs}
    assert min(found.values()) >= 0
    with_stranger = against("Mirembek Tashkulov Quendolin", "Mirembek Tashkulov", matcher)
    assert with_stranger.log_lr <= against("Mirembek Tashkulov", "Mirembek Tashkulov", matcher).log_lr


@given(text=st.text(min_size=1, max_size=40))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pairs_and_rest_are_the_whole(text: str, matcher: Matcher) -> None:
    found = against(text, "Mirembek Tashkulov", matcher)
    assert sum(p.worth for p in found.pairs) + found.rest == pytest.approx(found.log_lr, abs=0.01)
    assert {p.how for p in found.pairs} <= KNOWN
    assert all(p.query or p.name for p in found.pairs)


def test_the_best_of_a_partys_names_is_taken_and_it_is_said_which(matcher: Matcher, asked) -> None:
    found = candidates(asked("Quendolin Ltd", "Zubov Trading Resources"), matcher, floor=-3.0)[0]
    assert found.asked == "Zubov Trading Resources"
    assert matcher.names[found.row] == "Zubov Trading Resources Limited"


def test_candidates_come_best_first_and_once(matcher: Matcher, asked) -> None:
    found = candidates(asked("Ryongbong Machinery Export"), matcher, floor=-9.0)
    assert [c.log_lr for c in found] == sorted((c.log_lr for c in found), reverse=True)
    assert len({c.party for c in found}) == len(found)


def test_the_nearest_name_is_found_however_far(matcher: Matcher, asked) -> None:
    text, row, compared = nearest_name(asked("Nobody Atall", "Mirembek"), 1, matcher)
    assert (text, matcher.names[row]) == ("Mirembek", "Mirembek Tashkulov")
    assert compared.log_lr < 5
