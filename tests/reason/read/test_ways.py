"""Ways, cover, stops, marks and makers in sentences of our own: what is stated, and what only looks like it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from headstamp.core.statement import Statement, StatementKind

Reader = Callable[..., tuple[Statement, ...]]
K = StatementKind


@pytest.mark.parametrize(
    ("text", "kind", "field", "words"),
    [
        ("The tanker made two port calls at Nampo in May.", K.TRANSPORT, "place", "Nampo"),
        ("Ammunition was flown in on unmarked Antonovs at night.", K.TRANSPORT, "vehicle", "unmarked Antonovs"),
        ("A satellite image shows a cargo ship at the pier in Rajin.", K.TRANSPORT, "evidence", "satellite image"),
        ("According to the logbook, the rockets were discharged at Conakry.", K.TRANSPORT, "evidence", "logbook"),
        ("The freighter switched off its transponder off Oman.", K.CONCEALMENT, "vessel", "freighter"),
        ("The broker presented a forged end-user certificate.", K.CONCEALMENT, "actor", "broker"),
        ("The rifles were hidden beneath sacks of cement.", K.CONCEALMENT, "declared_as", "sacks of cement"),
        ("The ship sailed under the flag of Tanzania.", K.CONCEALMENT, "declared_as", "flag of Tanzania"),
        ("Marines boarded the Karine B off Cyprus.", K.INTERDICTION, "vessel", "Karine B"),
        ("The search brought two mortars to light.", K.INTERDICTION, "items", "two mortars"),
        ("The number 313 is engraved on the receiver.", K.MARK, "mark", "number 313"),
        ("The crates were labelled in Spanish.", K.MARK, "mark", "Spanish"),
        ("The serial numbers run on from those of rifles found in Ramadi.", K.MARK_MATCH, "mark", "serial numbers"),
        ("The cartridges are characteristic of Sudanese production.", K.ORIGIN, "origin", "Sudanese"),
        ("The fuze is a Chinese-made copy.", K.ORIGIN, "items", "fuze"),
        ("Rebels shelled the port of Derna with mortars.", K.USE, "target", "port of Derna"),
    ],
)
def test_what_is_stated(statements: Reader, text: str, kind: StatementKind, field: str, words: str) -> None:
    found = [s for s in statements(text) if s.core]
    assert [s.kind for s in found] == [kind]
    assert words in [slot.words for slot in found[0].of(field)]


@pytest.mark.parametrize(
    "text",
    [
        "Passengers boarded the flight for Cairo.",
        "The economy took flight.",
        "The pilot filed a flight plan.",
        "The battle marked a turning point.",
        "The elections were consistent with the constitution.",
        "Traffic crossed the bridge as usual.",
        "The historian left Luanda in 1976.",
        "The tanker stopped transmitting.",
        "The missile is able to reach Guam.",
        "The team wants to prevent the export of rifles.",
    ],
)
def test_what_only_looks_like_it(statements: Reader, text: str) -> None:
    assert [s.kind for s in statements(text) if s.core and s.kind is not K.CONCEALMENT] == []


def test_the_supply_that_a_seizure_stopped(statements: Reader) -> None:
    found = statements("A shipment of 500 rifles from Bulgaria to Chad was stopped at Douala.")
    assert [(s.kind, s.keys("supplier"), s.keys("recipient"), s.interdicted) for s in found] == [
        (K.INTERDICTION, ("BG",), ("TD",), True),
        (K.TRANSFER, ("BG",), ("TD",), True),
    ]


def test_two_verbs_tell_of_one_voyage(statements: Reader) -> None:
    found = statements("The freighter loaded rockets at Nampo and sailed for Massawa.")
    assert [s.kind for s in found] == [K.TRANSPORT]
    assert [slot.words for slot in found[0].of("place")] == ["Nampo", "Massawa"]


def test_a_state_that_a_place_lies_in_is_no_second_place(statements: Reader) -> None:
    (found,) = statements("The freighter left Haeju in North Korea with rockets.")
    assert [slot.words for slot in found.of("place")] == ["Haeju"]


def test_who_foils_an_attempt_does_not_make_it(statements: Reader) -> None:
    found = statements("Customs officers foiled a plan to sell rifles to Iran.")
    assert not [s for s in found if s.kind is K.TRANSFER and s.of("supplier")]
