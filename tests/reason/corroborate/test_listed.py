"""What texts say of listings against the entries of lists, with both sides cited."""

from __future__ import annotations

from typing import Any

import pytest

from headstamp.core.claim import Citation, Standing
from headstamp.core.document import Span, VoiceKind
from headstamp.core.party import Listing, Party, PartyKind, PartyName
from headstamp.core.statement import Statement
from headstamp.reason.corroborate import Lexicon, ListCheck, Roll, check_listings, roll_of
from headstamp.reason.corroborate.roll import name_words
from headstamp.reference.listing_rows import TieRow
from tests.reason.corroborate.making import paper, said

NEWS = paper("Harbour Post", VoiceKind.MEDIA, "2020-06-01")


def listing(key: str, name: str, day: str, country: str = "", kind: PartyKind = PartyKind.ORGANISATION, **more: Any) -> Listing:
    party = Party(id=key, kind=kind, names=(PartyName(text=name),), countries=(country,) if country else ())
    fields: dict[str, Any] = {"jurisdiction": "US", "programmes": ("a list of arms",), "listed_on": day} | more
    return Listing(list_id="t", entry_id=f"e-{key}", party=party, citation=Citation(source_id="LIST", locator=key), **fields)


def tie(subject: str, relation: str, other: str) -> TieRow:
    return TieRow(f"{subject}-{other}", "t", Standing.SOURCED, 0.9, ("s",), "", subject, relation, other, "")


@pytest.fixture
def roll() -> Roll:
    entries = [
        listing("anna", "EXAMPLE, Anna", "2020-03-30", "SK", PartyKind.PERSON),
        listing("one", "First Sample LLC", "2020-08-16", "RU"), listing("two", "Second Sample s.r.o.", "2020-08-16", "SK"),
        listing("gone", "Gone Trading", "2015-01-01", delisted_on="2018-01-01"),
    ]  # fmt: skip
    return roll_of(entries, [tie("anna", "owner_of", "one"), tie("two", "owned_by", "anna"), tie("anna", "linked_to", "gone")])


def checks(lexicon: Lexicon, roll: Roll, *statements: Statement) -> list[ListCheck]:
    return list(check_listings(statements, [NEWS], lexicon, roll))


def entry(**more: Any) -> Statement:
    return said("Harbour Post", "designation", **({"actor": "U.S. Treasury"} | more))


def test_the_day_agrees(lexicon: Lexicon, roll: Roll) -> None:
    (check,) = checks(lexicon, roll, entry(target="Anna Example", date="2020-03"))
    assert check.agrees
    assert {c.source_id for c in check.citations} == {"Harbour Post", "LIST"}


def test_another_day_is_told_with_both_sides(lexicon: Lexicon, roll: Roll) -> None:
    (check,) = checks(lexicon, roll, entry(target="First Sample", date="2020-03"))
    assert (check.agrees, check.what) == (False, "date")
    assert "2020-08-16" in check.sentence


def test_bodies_that_the_text_does_not_name_are_found_by_ties(lexicon: Lexicon, roll: Roll) -> None:
    s = entry(persons="Anna Example", target="three of her companies", place="Russia", date="2020-03")
    found = {(check.what, check.agrees): check for check in checks(lexicon, roll, s)}
    assert set(found) == {("date", True), ("date", False), ("place", False)}
    assert "SK" in found["place", False].sentence
    assert "Gone" not in found["date", False].sentence


def test_a_statement_of_its_own_for_the_companies(lexicon: Lexicon, roll: Roll) -> None:
    words = "listed Anna Example and two of her firms"
    person = entry(target="Anna Example", date="2020-03", words=words)
    firms = person.model_copy(update={"id": "f", "slots": entry(target="two of her firms").slots})
    assert [(c.statement, c.agrees) for c in checks(lexicon, roll, person, firms) if c.agrees is False] == [("f", False)]


def test_a_surname_stands_for_the_full_name_of_the_same_text(lexicon: Lexicon, roll: Roll) -> None:
    found = checks(lexicon, roll, entry(target="Anna Example", date="2020-03"), entry(target="Example", date="2020-05"))
    assert [check.agrees for check in found] == [True, False]
    assert checks(lexicon, roll, entry(target="Example", date="2020-05")) == []


def test_another_authority_has_no_entry(lexicon: Lexicon, roll: Roll) -> None:
    (check,) = checks(lexicon, roll, entry(actor="Britain", target="Anna Example", date="2020-03"))
    assert (check.agrees, check.what) == (None, "party")


@pytest.mark.parametrize(("name", "agrees"), [("Gone Trading", True), ("First Sample LLC", False)])
def test_what_is_said_to_be_off_the_list(lexicon: Lexicon, roll: Roll, name: str, agrees: bool) -> None:
    (check,) = checks(lexicon, roll, entry(target=name, polarity="negated"))
    assert check.agrees is agrees


def test_firms_that_the_reader_made_no_target_of(lexicon: Lexicon, roll: Roll) -> None:
    words = "Treasury listed Anna Example"
    rest = " and three of her corporate entities located in Russia and Cuba."
    news = NEWS.model_copy(update={"text": words + rest})
    s = entry(persons="Anna Example", date="2020-03", words=words)
    s = s.model_copy(update={"span": Span(start=0, end=len(words), text=words)})
    found = {(c.what, c.agrees) for c in check_listings([s], [news], lexicon, roll)}
    assert found == {("date", True), ("date", False), ("place", False)}


def test_unknown_names_are_passed_over(lexicon: Lexicon, roll: Roll) -> None:
    assert checks(lexicon, roll, entry(target="Nobody Known", date="2020-03")) == []


def test_names_without_legal_forms() -> None:
    assert name_words("LIMITED LIABILITY COMPANY VERUS") == name_words("Verus LLC")
    assert name_words("Company") == {"company"}
