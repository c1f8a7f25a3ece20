"""Many records: the fast path gives the same bytes as one trace at a time, and traces distinct evidence once."""

from __future__ import annotations

import pytest

from headstamp.core.finding import canonical_json
from headstamp.core.record import Item, ItemKind, Mark, MarkRole, Recovery
from headstamp.core.when import When
from headstamp.reason import bulk
from headstamp.reason.bulk import trace_many
from headstamp.reason.trace import trace
from headstamp.reference.shelf import load_shelf


def head(key: str, text: str, recovered: str = "") -> Item:
    mark = Mark(id="m1", text=text, role=MarkRole.HEADSTAMP)
    recovery = Recovery(recovered=When.parse(recovered))
    return Item(id=key, kind=ItemKind.CARTRIDGE, calibre="7.62x39", marks=(mark,), recovery=recovery)


ITEMS = [
    head("a", "71 89", "2020"),
    head("b", "71 89", "2021-05"),
    head("c", "71 89"),
    head("d", "71 21", "2019"),  # 2021 is ruled out by the recovery, 1921 is not
    head("e", "71 21", "2024"),
    head("f", "?? 8?"),
    head("g", "71 21", "2019"),
]


def test_both_paths_give_the_same_bytes() -> None:
    shelf = load_shelf()
    for item, found in trace_many(ITEMS, shelf):
        one = trace(item, shelf)
        assert [f.to_json() for f in found] == [f.to_json() for f in one]
        assert found == one
        assert canonical_json(found[0].model_dump(mode="json")) == one[0].to_json()


def test_equal_evidence_is_traced_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The year of recovery once made every year of a batch a trace of its own."""
    calls: list[str] = []
    real = bulk.trace_with_horizon

    def counted(item: Item, shelf: object, use_context: bool) -> object:
        calls.append(item.id)
        return real(item, shelf, use_context)  # type: ignore[arg-type]

    monkeypatch.setattr(bulk, "trace_with_horizon", counted)
    list(trace_many(ITEMS, load_shelf()))
    assert calls == ["a", "d", "e", "f"]


def test_a_renamed_finding_is_a_finding_in_full() -> None:
    found = trace(ITEMS[0], load_shelf())[0]
    other = found.about("z")
    assert other.subject == "z"
    assert other.model_copy(update={"subject": found.subject}) == found
    assert type(other).model_validate_json(other.to_json()) == other
