"""The Finding of a match: numbers that add up, lists and dates that are told, silences that say so."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headstamp.core.finding import Basis, HypothesisKind
from headstamp.core.party import Identifier
from headstamp.reason.match.about import candidates, names_compared
from headstamp.reason.match.ask import ask, nearest
from headstamp.reason.match.finding import find_party, match, why_not
from headstamp.reason.match.matcher import KINDS, Matcher
from headstamp.reason.match.rules import MATCH_RULES

LOW = -1.0  # a threshold that any near name passes, so that the tests hold under every release


def test_the_answer_names_the_list_the_day_and_the_entry(matcher: Matcher, asked) -> None:
    finding = match(asked("Zubov Trading Resources Ltd"), matcher, threshold=LOW)
    assert finding.top.kind in (HypothesisKind.PARTY, HypothesisKind.NONE_KNOWN)
    best = next(h for h in finding.hypotheses if h.kind is HypothesisKind.PARTY)
    assert best.id == "ours/1"
    assert "since 2020-01-02" in best.label
    said = next(r for r in finding.reasons if r.rule == "listed_as")
    assert all(text in said.sentence for text in ("ours", "entry 1", "2020-01-02", "TEST", "Assets are frozen."))


def test_reasons_add_up_to_the_likelihood(matcher: Matcher, asked) -> None:
    """A reader who sums the lines must come to the number that is printed."""
    party = asked("Mirembek Tashkulow", born=("1966",), countries=("KZ",))
    finding = match(party, matcher, threshold=LOW)
    total = sum(r.weight for r in finding.reasons if r.hypothesis == "ours/2")
    best = candidates(party, matcher, floor=LOW)[0]
    assert matcher.parties[best.party].id == "2"
    assert total == pytest.approx(best.log_lr, abs=0.01)


def test_one_by_one_and_in_bulk_the_numbers_are_the_same(matcher: Matcher, asked) -> None:
    names = ["Zubov Trading Resources", "Mirembek T.", "Ryongbong Machinery Exp. Corp", "Sea Heron", "Zubow Tradng"]
    hits = matcher.screen(names, floor=LOW)
    seen = 0
    for query, row, log_lr in zip(hits.query.tolist(), hits.row.tolist(), hits.log_lr.tolist(), strict=True):
        alone = names_compared(names[query], KINDS[asked("x").kind], row, matcher).log_lr
        assert alone == pytest.approx(log_lr, abs=1e-3)
        seen += 1
    assert seen >= 4


def test_entries_of_two_lists_with_one_name_are_one_answer(matcher: Matcher, asked) -> None:
    """The same party on two lists would halve its own probability, or look like two doubts."""
    finding = match(asked("Ryongbong Machinery Export Corporation"), matcher, threshold=LOW)
    ids = [h.id for h in finding.hypotheses if h.kind is HypothesisKind.PARTY]
    assert len([i for i in ids if i in ("ours/3", "theirs/9")]) == 1
    told = " ".join(r.sentence for r in finding.reasons if r.rule == "listed_as")
    assert "entry 3" in told
    assert "entry 9" in told
    assert "the list gives no date" in told


def test_facts_move_the_answer(matcher: Matcher, asked) -> None:
    plain = candidates(asked("Sea Heron"), matcher, floor=LOW)[0].log_lr
    same = candidates(asked("Sea Heron", identifiers=(Identifier(kind="imo", value="9074729"),)), matcher, floor=LOW)[0].log_lr
    other = candidates(asked("Sea Heron", identifiers=(Identifier(kind="imo", value="9176187"),)), matcher, floor=-9.0)[0].log_lr
    assert other < plain < same


def test_a_name_without_letters_is_said_not_to_be_comparable(matcher: Matcher, asked) -> None:
    """Silence about `---` would read as an all-clear."""
    finding = match(asked("--- !!"), matcher)
    assert "no letter" in finding.answer
    assert finding.basis is Basis.NO_BASIS


def test_silence_is_no_clearance_and_names_the_nearest(matcher: Matcher, asked) -> None:
    finding = ask(asked("Mirembek Tashkulov"), matcher, threshold=15.0)
    assert "not a clearance" in finding.answer
    assert "Mirembek Tashkulov" in finding.answer
    assert "below the threshold of 15.00" in finding.answer


def test_nobody_is_near_a_name_that_shares_nothing(matcher: Matcher, asked) -> None:
    assert nearest(asked("Wxqyq"), matcher) is None
    assert "nearest" not in ask(asked("Wxqyq"), matcher).answer


def test_why_not_tells_the_words_of_a_far_name(matcher: Matcher, asked) -> None:
    finding = why_not(asked("Zubov Fisheries"), "ours/1", matcher)
    pairs = [r.marks for r in finding.reasons if r.rule == "word_against_word"]
    assert ("zubov", "zubov") in pairs
    assert ("fisheries", "") in pairs
    assert "threshold" in finding.answer


@pytest.mark.parametrize("entity", ["ours/1", "OURS/1", "Zubov Trading Resources Limited", "ztrl"])
def test_an_entity_is_found_by_key_and_by_name(entity: str, matcher: Matcher) -> None:
    assert matcher.parties[find_party(entity, matcher)].id == "1"


def test_an_entity_that_is_not_listed_is_refused(matcher: Matcher) -> None:
    with pytest.raises(KeyError):
        find_party("ours/77", matcher)


def test_what_would_change_asks_for_what_the_list_has(matcher: Matcher, asked) -> None:
    finding = match(asked("Mirembek Tashkulov"), matcher, threshold=LOW)
    wanted = {p.observation for p in finding.would_change}
    assert {"the date of birth", "the passport number", "the country"} <= wanted


def test_a_weak_alias_is_called_weak(matcher: Matcher, asked) -> None:
    finding = match(asked("Export Corporation"), matcher, threshold=-6.0)
    if "its name 'Export Corporation'" in finding.answer:
        assert "calls weak" in finding.answer


def test_every_reason_names_a_rule_that_explains_itself(matcher: Matcher, asked) -> None:
    known = {rule.__name__ for rule in MATCH_RULES}
    finding = match(asked("Mirembek Tashkulov", born=("1966",)), matcher, threshold=LOW)
    assert {r.rule for r in finding.reasons} == known
    assert all(len(rule.__doc__ or "") > 80 for rule in MATCH_RULES)


@given(text=st.text(min_size=1, max_size=60).filter(lambda t: t.strip() != ""), prior=st.sampled_from([0.5, 0.001, 1e-6]))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_gets_a_whole_finding(text: str, prior: float, matcher: Matcher, asked) -> None:
    """Names come from papers and optical reading: any sign may stand in one, and none may crash or give half an answer."""
    finding = match(asked(text), matcher, prior=prior, threshold=-9.0)
    assert finding.hypotheses
    assert all(0 <= h.low <= h.high <= 1 for h in finding.hypotheses)
    assert finding.to_json() == match(asked(text), matcher, prior=prior, threshold=-9.0).to_json()


@pytest.mark.parametrize(
    "name", ["A" * 100_000, "a b " * 25_000, "\u202eMirembek\u202c", "=cmd()|' /C calc'!A0", "a\x00b\x1b[31m"]
)
def test_hostile_names_are_answered_and_cuts_are_told(name: str, matcher: Matcher, asked) -> None:
    finding = match(asked(name), matcher)
    if len(name) > 1000:
        assert any("was not compared" in t for t in finding.limits)


def test_a_prior_moves_the_probability_and_not_the_likelihood(matcher: Matcher, asked) -> None:
    party = asked("Mirembek Tashkulov")
    rare, common = (match(party, matcher, prior=p, threshold=LOW) for p in (1e-5, 0.1))
    first, second = (next(h for h in f.hypotheses if h.id == "ours/2") for f in (rare, common))
    assert first.probability < second.probability
    assert [r.weight for r in rare.reasons] == [r.weight for r in common.reasons]
