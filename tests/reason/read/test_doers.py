"""Who is said to supply: the doer of a noun of supply, not whoever speaks of it, stops it or pays for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from headstamp.core.statement import Statement, StatementKind

Reader = Callable[..., tuple[Statement, ...]]


def _pairs(found: tuple[Statement, ...]) -> set[tuple[str, str]]:
    ends = [(s.of("supplier"), s.of("recipient")) for s in found if s.kind is StatementKind.TRANSFER]
    return {(a[0].key if a else "", b[0].key if b else "") for a, b in ends}


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("The delivery of tanks to Sudan was confirmed by Kenya.", ("", "SD")),
        ("Egypt protested against arms shipments to Ethiopia.", ("", "ET")),
        ("Washington approved the sale of rockets to Taiwan.", ("US", "TW")),
        ("Sudan blamed Chad for deliveries of rifles to Libya.", ("TD", "LY")),
        ("It was Belarus that supplied the helicopters to Sudan.", ("BY", "SD")),
        ("A Chinese trader supplied gyroscopes to Iran's missile programme.", ("CN", "IR")),
        ("The United States has monitored the transfer of missiles from Iran to Russia.", ("IR", "RU")),
    ],
)
def test_who_is_said_to_supply(statements: Reader, text: str, pair: tuple[str, str]) -> None:
    assert _pairs(statements(text)) == {pair}


def test_recipients_that_no_table_has_are_kept_apart(statements: Reader) -> None:
    found = statements("Sudan has sold weapons to both Mr. Kubar's forces and Mr. Tolan's rebels.")
    assert len({s.of("recipient")[0].words for s in found if s.of("recipient")}) == 2


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Tehran rejected as groundless the allegation that it ships rifles to Sudan.", "denied"),
        ("Allegations that Chad armed the rebels have not been proved.", "unknown"),
        ("No evidence has been found of arms transfers from Iran to Sudan.", "negated"),
    ],
)
def test_called_groundless_or_left_unproved(statements: Reader, text: str, polarity: str) -> None:
    assert {s.polarity for s in statements(text) if s.kind is StatementKind.TRANSFER} == {polarity}
