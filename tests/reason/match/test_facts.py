"""Facts beside the name, for and against."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.core.party import Identifier, Party, PartyName
from headstamp.reason.match.facts import facts, imo_valid


def of(**known: object) -> Party:
    return Party(id="p", names=(PartyName(text="A"),), **known)


def number(kind: str, value: str, country: str = "") -> tuple[Identifier, ...]:
    return (Identifier(kind=kind, value=value, country=country),)


def weight(a: Party, b: Party) -> float:
    return sum(f.weight for f in facts(a, b))


@given(st.integers(100_000, 999_999))
@settings(max_examples=50)
def test_exactly_one_check_digit_is_right(stem: int) -> None:
    """A check that passes two digits would let a slip of the pen name another hull."""
    good = [d for d in range(10) if imo_valid(f"{stem}{d}")]
    assert len(good) == 1


@pytest.mark.parametrize("text", ["", "IMO", "907472", "90747299", "٩٠٧٤٧٢٩", "9074729 1"])
def test_what_is_no_imo_number_is_not_valid(text: str) -> None:
    assert not imo_valid(text)


def test_an_imo_number_confirms_and_refutes() -> None:
    ship = of(identifiers=number("imo", "9074729"))
    assert weight(of(identifiers=number("imo", "IMO 9074729")), ship) > 2
    assert weight(of(identifiers=number("imo", "9176187")), ship) < -1


def test_an_imo_number_with_a_wrong_check_digit_tells_nothing() -> None:
    """It would refute the very ship it was copied from with one slip."""
    found = facts(of(identifiers=number("imo", "9074720")), of(identifiers=number("imo", "9074729")))
    assert [f.weight for f in found] == [0.0]
    assert "check digit" in found[0].sentence


def test_passports_of_two_countries_do_not_contradict() -> None:
    """Two passports of one person would speak against themselves."""
    mine, theirs = of(identifiers=number("passport", "A1", "RU")), of(identifiers=number("passport", "B2", "SK"))
    assert weight(mine, theirs) == 0
    assert weight(of(identifiers=number("passport", "A1", "SK")), theirs) < 0


def test_numbers_are_compared_without_signs_between() -> None:
    assert weight(of(identifiers=number("tax", "77-2389 9777")), of(identifiers=number("tax", "7723899777"))) > 2


@pytest.mark.parametrize(
    ("mine", "theirs", "sign"),
    [("1966-12-25", "1966-12-25", 1), ("1966", "1966-12-25", 1), ("1967", "1966-12-25", 1), ("1950", "1966-12-25", -1),
     ("c. 1966", "1966", 1), ("no day", "1966", 0)],
)  # fmt: skip
def test_births(mine: str, theirs: str, sign: int) -> None:
    total = weight(of(born=(mine,)), of(born=(theirs,)))
    assert (total > 0) - (total < 0) == sign


def test_a_whole_day_is_worth_more_than_a_year() -> None:
    listed = of(born=("1966-12-25",))
    assert weight(of(born=("1966-12-25",)), listed) > weight(of(born=("1966",)), listed)


def test_the_best_of_several_births_counts() -> None:
    """Lists carry several dates of birth; one that fits is enough."""
    assert weight(of(born=("1966-12-25",)), of(born=("1955", "1966-12-25"))) > 0


def test_countries_agree_in_any_case_and_differ() -> None:
    assert weight(of(countries=("kp",)), of(countries=("KP", "CN"))) > 0 > weight(of(countries=("FR",)), of(countries=("KP",)))


def test_addresses_share_words() -> None:
    listed = of(addresses=("Bolshaya Cherkizovskaya 24A, Moscow, 107553",))
    assert weight(of(addresses=("24A Bolshaya Cherkizovskaya, Moscow",)), listed) > 0
    assert weight(of(addresses=("Rue de Rivoli, Paris",)), listed) == 0


@given(st.text(max_size=20), st.text(max_size=20), st.sampled_from(["imo", "passport", "tax", "phone", "odd"]))
@settings(max_examples=60)
def test_a_fact_that_one_side_lacks_weighs_nothing(value: str, born: str, kind: str) -> None:
    """Silence of a list about a birth would count against everyone who states theirs."""
    full = of(identifiers=number(kind, value), born=(born,), countries=("KP",), addresses=(value,))
    assert all(f.weight == 0 for f in facts(full, of()))
    assert facts(of(), full) == ()
