"""Men, help, know-how, money and figures: one sentence for each construction, and what only looks like it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from headstamp.core.statement import Statement, StatementKind

Reader = Callable[..., tuple[Statement, ...]]
K = StatementKind


def ends(statement: Statement) -> tuple[str, str]:
    return "".join(statement.keys("supplier")[:1]), "".join(statement.keys("recipient")[:1])


@pytest.mark.parametrize(
    ("text", "kind", "pair"),
    [
        ("Cuban instructors taught the Angolan army to lay mines.", K.ASSISTANCE, ("CU", "AO")),
        ("Chad ran a training camp at Faya for Sudanese rebels.", K.ASSISTANCE, ("TD", "SD")),
        ("Belarusian mechanics keep Sudan's helicopters airworthy.", K.ASSISTANCE, ("BY", "SD")),
        ("Polisario fighters dug tunnels near the berm with the help of Cuban engineers.", K.ASSISTANCE, ("CU", "EH")),
        ("Libya shared its missile drawings with Chad.", K.TECHNOLOGY, ("LY", "TD")),
        ("China licensed Sudan to manufacture a heavy machine gun.", K.TECHNOLOGY, ("CN", "SD")),
        ("Under a licence from Bulgaria, Ethiopia produced assault rifles until 1995.", K.TECHNOLOGY, ("BG", "ET")),
        ("Libya helped Chad to build a production line for mortar shells.", K.TECHNOLOGY, ("LY", "TD")),
        ("In return for the rockets, Chad shipped gold bars to Libya.", K.PAYMENT, ("TD", "LY")),
    ],
)
def test_help_know_how_and_payment_have_a_direction(statements: Reader, text: str, kind: K, pair: tuple[str, str]) -> None:
    assert pair in [ends(s) for s in statements(text) if s.kind is kind]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Some 450 Malian fighters were flown into Sebha in May.", K.DEPLOYMENT),
        ("Residents saw foreign sappers laying mines near Sirte.", K.PRESENCE),
        ("Two T-72 tanks stand beside the road at Faya.", K.PRESENCE),
        ("The base in Misrata accommodates forty Turkish advisers.", K.PRESENCE),
        ("The rifles are in the hands of Malian rebels.", K.PRESENCE),
    ],
)
def test_men_and_weapons_are_somewhere(statements: Reader, text: str, kind: K) -> None:
    assert kind in [s.kind for s in statements(text) if s.core]


@pytest.mark.parametrize(
    ("text", "kind", "figure"),
    [
        ("The arms deal was worth 3.2 million euros.", K.VALUE, 3.2e6),
        ("The rifles were valued at US$ 19,000.", K.VALUE, 19e3),
        ("Officials put the number of mercenaries at 1,200.", K.ESTIMATE, 1200),
        ("Iranian rifles accounted for 37 per cent of the weapons.", K.STATISTIC, 37),
        ("The share of Iranian ammunition rose from 4 per cent to 21 per cent.", K.STATISTIC, 21),
    ],
)
def test_figures_of_arms(statements: Reader, text: str, kind: K, figure: float) -> None:
    found = [s.value or s.quantity for s in statements(text) if s.kind is kind]
    assert [amount.low for amount in found if amount] == [figure]


@pytest.mark.parametrize(
    "text",
    [
        "The lawyer advised his client to remain silent.",
        "The judge instructed the jury to disregard the remark.",
        "Doctors Without Borders sent a team of surgeons to the town.",
        "Food prices have doubled since January.",
        "Anyone who pays a bribe to an official can be prosecuted.",
        "The Panel could not establish who had paid the crew.",
        "The factory that the Chinese built produces shoes.",
    ],
)
def test_what_is_no_help_no_payment_and_no_figure(statements: Reader, text: str) -> None:
    assert not [s for s in statements(text) if s.core]
