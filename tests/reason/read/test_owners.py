"""Who stands behind a firm: owners, officers, fronts, agents; and who commands what is no firm."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from headstamp.core.statement import Statement, StatementKind

Reader = Callable[..., tuple[Statement, ...]]


@pytest.mark.parametrize(
    ("text", "target", "person"),
    [
        ("Baltic Freight is a wholly owned subsidiary of Norvik Holdings.", "Baltic Freight", "Norvik Holdings"),
        ("Ms. Chang serves as chief executive officer of Tamarind Logistics Ltd.", "Tamarind Logistics Ltd.", "Ms. Chang"),
        ("Vostok Trade, whose general manager is Igor Belov, closed.", "Vostok Trade", "Igor Belov"),
        ("Ri Sok acted for or on behalf of Air Koryo.", "Air Koryo", "Ri Sok"),
        ("The Somali firm was set up by Ali Hersi.", "Somali firm", "Ali Hersi"),
        ("Ali Hersi holds 49 per cent of the shares of Horn Freight Ltd.", "Horn Freight Ltd.", "Ali Hersi"),
        ("Norvik Holdings is the parent company of Baltic Freight.", "Baltic Freight", "Norvik Holdings"),
    ],
)
def test_who_is_behind_a_firm(statements: Reader, text: str, target: str, person: str) -> None:
    (found,) = [s for s in statements(text) if s.kind is StatementKind.OWNERSHIP]
    assert [t.words for t in found.of("target")] == [target]
    assert person in [p.words for p in found.of("persons")]


@pytest.mark.parametrize(
    "text",
    [
        "The local militia is led by a trader.",
        "Haftar controls Benghazi.",
        "A ship carrying North Korean arms sailed.",
        "The president of Chad met the general.",
    ],
)
def test_command_is_no_ownership(statements: Reader, text: str) -> None:
    assert not [s for s in statements(text) if s.kind is StatementKind.OWNERSHIP]
