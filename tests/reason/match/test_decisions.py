"""Decisions are applied to the pair they are about, and reopen when either side is no longer what it was."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.core.party import Listing, Party, PartyName
from headstamp.reason.match.ask import ask
from headstamp.reason.match.decisions import (
    ENTRY_CHANGED,
    PARTY_CHANGED,
    STANDS,
    Decided,
    Decisions,
    decide,
    entry_digest,
    name_key,
    party_digest,
    with_decisions,
)  # fmt: skip
from headstamp.reason.match.finding import find_party, match
from headstamp.reason.match.matcher import Matcher

KIND = "not the same"


@pytest.fixture
def home_firm(asked) -> Party:
    return asked("Zubov Trading", countries=("CY",))


@pytest.fixture
def taken(matcher: Matcher, home_firm: Party) -> Decided:
    return decide(home_firm, 0, matcher, KIND, by="A. Kim", when="2026-11-24T10:00:00+00:00", why="seen its papers")


def changed(matcher: Matcher, **update: object) -> Matcher:
    first, *rest = matcher.listings
    altered = first.model_copy(update=update)
    return Matcher.of((altered, *rest), matcher.release, matcher.lexicon)


def test_a_decision_stands_for_the_pair_and_no_other(matcher: Matcher, home_firm: Party, taken: Decided, asked) -> None:
    held = Decisions([taken])
    ruling = held.on(home_firm, 0, matcher)
    assert ruling is not None
    assert ruling.state == STANDS
    assert ruling.quiets
    assert held.on(home_firm, 1, matcher) is None
    assert held.on(asked("Zubova Trading"), 0, matcher) is None


def test_case_and_spaces_of_the_name_do_not_matter(matcher: Matcher, taken: Decided, asked) -> None:
    ruling = Decisions([taken]).on(asked(" ZUBOV  trading ", countries=("CY",)), 0, matcher)
    assert ruling is not None
    assert ruling.stands


def test_more_known_of_the_party_reopens(matcher: Matcher, taken: Decided, asked) -> None:
    """`Not the same` for a firm of Cyprus would else quiet a firm of that name anywhere."""
    ruling = Decisions([taken]).on(asked("Zubov Trading", countries=("KP",)), 0, matcher)
    assert ruling is not None
    assert ruling.state == PARTY_CHANGED
    assert not ruling.quiets


def test_a_changed_entry_reopens(matcher: Matcher, home_firm: Party, taken: Decided) -> None:
    first = matcher.listings[0]
    wider = first.party.model_copy(update={"names": (*first.party.names, PartyName(text="Zubov Trading"))})
    for update in ({"party": wider}, {"programmes": ("TEST", "ARMS")}, {"delisted_on": "2026-01-01"}, {"remarks": "new"}):
        ruling = Decisions([taken]).on(home_firm, 0, changed(matcher, **update))
        assert ruling is not None
        assert ruling.state == ENTRY_CHANGED, update
        assert not ruling.quiets


def test_another_edition_or_wording_of_ours_does_not_reopen(matcher: Matcher, home_firm: Party, taken: Decided) -> None:
    """Every daily edition would else ask everything again, and nobody would decide anything."""
    again = changed(matcher, edition="2027-01-01", legal_effect="Said in other words.")
    ruling = Decisions([taken]).on(home_firm, 0, again)
    assert ruling is not None
    assert ruling.stands


def test_the_later_decision_holds(matcher: Matcher, home_firm: Party, taken: Decided) -> None:
    later = taken.model_copy(update={"decision": "same", "by": "B. Lee"})
    ruling = Decisions([taken, later]).on(home_firm, 0, matcher)
    assert ruling is not None
    assert ruling.decided.decision == "same"
    assert not ruling.quiets


def test_unsure_is_shown_and_quiets_nothing(matcher: Matcher, home_firm: Party, taken: Decided) -> None:
    ruling = Decisions([taken.model_copy(update={"decision": "unsure"})]).on(home_firm, 0, matcher)
    assert ruling is not None
    assert ruling.stands
    assert not ruling.quiets


def test_the_finding_tells_who_when_and_why_and_keeps_its_numbers(matcher: Matcher, home_firm: Party, taken: Decided) -> None:
    plain = match(home_firm, matcher, threshold=-1.0)
    told = with_decisions(plain, home_firm, matcher, Decisions([taken]))
    assert told.hypotheses == plain.hypotheses
    assert told.reasons[0].rule == "decided_before"
    assert all(text in told.answer for text in (KIND, "A. Kim", "2026-11-24", "seen its papers"))


def test_a_decided_pair_is_never_silent(matcher: Matcher, home_firm: Party, taken: Decided) -> None:
    """A `same` under a far spelling would else be forgotten whenever the name alone stays below the threshold."""
    told = ask(home_firm, matcher, decisions=Decisions([taken.model_copy(update={"decision": "same"})]), threshold=15.0)
    assert "About Zubov Trading Resources Limited: Decided: same" in told.answer


def test_without_a_decision_the_finding_is_the_same_object(matcher: Matcher, home_firm: Party) -> None:
    plain = match(home_firm, matcher)
    assert with_decisions(plain, home_firm, matcher, Decisions()) is plain


@given(st.permutations(["Alpha", "Beta", "Gamma"]), st.permutations(["KP", "CN"]))
@settings(max_examples=20)
def test_digests_hold_under_any_order(names: list[str], countries: list[str]) -> None:
    """A list that prints aliases in another order has not changed."""
    made = Party(id="any", names=tuple(PartyName(text=n) for n in names), countries=tuple(countries))
    fixed = Party(id="x", names=tuple(PartyName(text=n) for n in ("ALPHA", "Beta", "Gamma")), countries=("CN", "KP"))
    assert party_digest(made) == party_digest(fixed)


def test_the_digest_of_an_entry_covers_every_listing_of_the_party(matcher: Matcher) -> None:
    at = find_party("ours/1", matcher)
    listings = [matcher.listings[i] for i in matcher.listings_of[at]]
    second: Listing = listings[0].model_copy(update={"entry_id": "1b"})
    assert entry_digest(listings) != entry_digest([*listings, second])
    assert entry_digest([second, *listings]) == entry_digest([*listings, second])


@given(st.text(max_size=30))
@settings(max_examples=60)
def test_the_key_of_a_name_is_its_own_key(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)
