"""Who got what from whom, in the constructions of English beside the plain one. Sentences of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from headstamp.core.statement import Statement, StatementKind

Reader = Callable[..., tuple[Statement, ...]]
K = StatementKind
SUPPLY = (K.TRANSFER, K.TECHNOLOGY, K.BROKERING, K.PROCUREMENT_ATTEMPT)


def pairs(found: tuple[Statement, ...]) -> set[tuple[str, str]]:
    return {("".join(s.keys("supplier")[:1]), "".join(s.keys("recipient")[:1])) for s in found if s.kind in SUPPLY and s.core}


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Cuba furnished Angola and Ethiopia with mortars.", {("CU", "AO"), ("CU", "ET")}),
        ("The Chadian army was given rifles by Libya.", {("LY", "TD")}),
        ("Together with Syria, Libya sold rockets to Uganda.", {("LY", "UG"), ("SY", "UG")}),
        ("The rebels of Chad were armed and paid by Libya.", {("LY", "TD")}),
        ("Benin's arms sales to Togo went on.", {("BJ", "TG")}),
        ("Mortars from Ghana ended up in the hands of the Malian army.", {("GH", "ML")}),
        ("Rockets were made available to the Malian army by Ghana.", {("GH", "ML")}),
        ("Togo was among the buyers of Bulgarian mortars.", {("BG", "TG")}),
        ("The Togolese air force flies jets bought from Serbia.", {("RS", "TG")}),
        ("Togo equipped its army with rifles from Serbia.", {("RS", "TG")}),
        ("Benin got six tanks as a gift from Serbia.", {("RS", "BJ")}),
        ("In 2013 Serbia sent tanks to Benin.", {("RS", "BJ")}),
        ("The rockets were on their way to the army of Benin.", {("", "BJ")}),
        ("Serbia shared missile technology with Benin.", {("RS", "BJ")}),
        ("A missile that could reach Benin was tested.", set()),
        ("Any sale of arms to Benin would breach the embargo.", set()),
        ("States shall prevent the supply of arms to Benin.", set()),
    ],
)
def test_who_got_what_from_whom(statements: Reader, text: str, pair: set[tuple[str, str]]) -> None:
    assert pairs(statements(text)) == pair


@pytest.mark.parametrize(
    "text",
    [
        "Serbia said it had not approved any export of tanks to Benin.",
        "The team found no evidence of a supply of tanks by Serbia to Benin.",
        "The shipment of tanks to Benin never took place.",
        "Serbia has yet to deliver the tanks to Benin.",
        "The government of Benin denied the purchase of tanks from Serbia.",
        "Serbia's ambassador said his country had sold no tanks to Benin.",
    ],
)
def test_what_did_not_happen_is_no_supply(statements: Reader, text: str) -> None:
    found = [s for s in statements(text) if s.kind is K.TRANSFER]
    assert found
    assert all(s.polarity in ("denied", "negated") for s in found)


def test_two_parties_of_one_deed_are_never_the_same(statements: Reader) -> None:
    found = statements("Serbia has old ties with Benin. It has supplied the country with rifles.")
    assert ("RS", "RS") not in pairs(found)


def test_who_obtains_know_how_is_no_supplier(statements: Reader) -> None:
    found = statements("Iran obtained missile designs from North Korea.")
    assert [(s.kind, s.of("supplier")[0].key, s.of("recipient")[0].key) for s in found] == [
        (StatementKind.TECHNOLOGY, "KP", "IR")
    ]
