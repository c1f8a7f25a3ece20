"""What a person changes of a statement."""

from __future__ import annotations

import pytest

from headstamp.core.document import Span
from headstamp.core.errors import UsageError
from headstamp.core.statement import Slot, Statement, StatementKind
from headstamp.reason.read.edit import edited

WORDS = "Iran sold at least eleven rockets to Syria"
START = 100
STATEMENT = Statement(
    id="d#1",
    document="d",
    kind=StatementKind.TRANSFER,
    span=Span(start=START, end=START + len(WORDS), text=WORDS),
    slots=(("supplier", Slot(value="Syria", key="SY")), ("items", Slot(value="rockets"))),
)


def test_a_slot_gets_its_words_and_key_and_other_slots_stay() -> None:
    new = edited(STATEMENT, [("supplier", "Iran@IR"), ("recipient", "Syria@SY")])
    assert new.status == "edited"
    assert new.keys("supplier") == ("IR",)
    (slot,) = new.of("recipient")
    assert slot.span is not None
    assert WORDS[slot.span.start - START : slot.span.end - START] == "Syria"
    assert new.of("items") == STATEMENT.of("items")


def test_words_that_the_sentence_has_not_are_context() -> None:
    (slot,) = edited(STATEMENT, [("broker", "A. Trader")]).of("broker")
    assert (slot.how, slot.span) == ("context", None)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [("11", 11, 11, ""), ("11..12 crates", 11, 12, "crates"), ("11..", 11, None, ""), ("..1,200", None, 1200, "")],
)
def test_amounts_are_intervals(text: str, low: float | None, high: float | None, unit: str) -> None:
    amount = edited(STATEMENT, [("quantity", text)]).quantity
    assert amount is not None
    assert (amount.low, amount.high, amount.unit) == (low, high, unit)


def test_an_empty_value_clears_a_field() -> None:
    new = edited(edited(STATEMENT, [("date", "2011-03"), ("hedge", "reported")]), [("date", ""), ("items", ""), ("hedge", "")])
    assert (new.dates, new.of("items"), new.hedge) == ((), (), "")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("seller", "Iran"),
        ("kind", "sale"),
        ("polarity", "no"),
        ("date", "07/02/2024"),
        ("quantity", "many"),
        ("quantity", "12..11"),
    ],
)
def test_what_is_no_field_or_no_value_is_refused_with_a_hint(name: str, value: str) -> None:
    with pytest.raises(UsageError) as caught:
        edited(STATEMENT, [(name, value)])
    assert caught.value.hint
