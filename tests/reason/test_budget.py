"""A step budget for every record: counted, not timed, and the same whatever was traced before."""

from __future__ import annotations

import time

import pytest

from headstamp.core.record import Item, ItemKind, Mark, MarkRole
from headstamp.reason.trace import budget, trace
from headstamp.reason.trace.engine import engine_of
from headstamp.reference.shelf import Shelf, load_shelf


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return load_shelf()


def marked(*texts: str, role: MarkRole = MarkRole.MARK, kind: ItemKind = ItemKind.WEAPON) -> Item:
    return Item(id="x", kind=kind, marks=tuple(Mark(id=f"m{i}", text=t, role=role) for i, t in enumerate(texts)))


def test_two_hundred_crowded_selectors_end_soon_and_say_what_was_not_read(shelf: Shelf) -> None:
    """One record of 200 selector marks, each of 160 signs, took 18 seconds; here of 59."""
    item = marked(*(("…1 a " * 29) + str(i) for i in range(200)), role=MarkRole.SELECTOR)
    start = time.perf_counter()
    finding = trace(item, shelf.filtered(lambda _: True))[0]
    assert time.perf_counter() - start < 10
    assert any("too intricate to read" in text for text in finding.unexplained)


def test_a_document_in_place_of_a_mark_is_named_and_its_neighbours_are_read(shelf: Shelf) -> None:
    """A mark of more than sixty tokens was passed over without a word."""
    item = marked("17 " * 100, "방-122", kind=ItemKind.ROCKET)
    finding = trace(item, shelf)[0]
    assert any(text.startswith("m0: ") and "too intricate" in text for text in finding.unexplained)
    assert any(reason.marks == ("m1",) for reason in finding.reasons)


def test_steps_do_not_depend_on_what_was_traced_before(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """A budget that counted real work would cut later in a process with full memories: same inputs, other bytes."""
    monkeypatch.setattr(budget, "MAX_STEPS", 400_000)
    item = marked(*(f"1{i} 2? …3 bxn 54 539 67 방-122 " * 4 for i in range(9)))
    fresh = shelf.filtered(lambda _: True)
    first = budget.too_intricate(item, engine_of(fresh).channel)
    before = trace(item, fresh)
    trace(marked("539 67", "bxn 54"), fresh)
    assert budget.too_intricate(item, engine_of(fresh).channel) == first
    assert trace(item, fresh) == before
    assert 0 < len(first) < 9


def test_an_honest_record_is_far_below_the_budget(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "MAX_STEPS", budget.MAX_STEPS // 10)
    crate = marked(*("440 шт 7,62 гс ПС М88-07-188 ВТ 15/07 Л 539" for _ in range(12)), kind=ItemKind.PACKAGING)
    assert not budget.too_intricate(crate, engine_of(shelf).channel)
