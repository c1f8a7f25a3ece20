"""Lanes: the law first, then the budget, then by lot; reproducible whatever the order."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.core.declaration import Lane
from headstamp.core.errors import UsageError
from headstamp.reason.screen.columns import GROUPS
from headstamp.reason.screen.select import RED_LEAST, Budget, kinds, select


def scores(totals: list[float], legal: set[int] = frozenset()) -> pl.DataFrame:  # type: ignore[assignment]
    law = [["dprk_cargo:why"] if i in legal else [] for i in range(len(totals))]
    return pl.DataFrame(
        {"consignment": [f"C{i:04d}" for i in range(len(totals))], "total": totals, "legal": law},
        schema={"consignment": pl.String, "total": pl.Float64, "legal": pl.List(pl.String)},
    )


def test_the_law_stands_outside_the_budget() -> None:
    found = select(scores([0.0, 5.0, 4.0, 3.0], {0}), Budget(top=1, random=0.0))
    assert found["lane"].to_list() == ["legal", "red", "yellow", "yellow"]
    assert found["rank"].to_list() == [None, 1, 2, 3]


def test_nothing_is_opened_for_nothing() -> None:
    found = select(scores([0.0, RED_LEAST / 2, 0.9]), Budget(top=3, random=0.0))
    assert found["lane"].to_list() == ["green", "green", "red"]


def test_a_tenth_of_the_budget_is_drawn_by_lot() -> None:
    found = select(scores([1.0 + i / 1000 for i in range(1000)]), Budget(share=0.1), "key")
    counts = dict(found["lane"].value_counts().iter_rows())
    assert (counts["red"], counts["random"]) == (90, 10)
    other = select(scores([1.0 + i / 1000 for i in range(1000)]), Budget(share=0.1), "other key")
    assert found.filter(lane="random")["consignment"].to_list() != other.filter(lane="random")["consignment"].to_list()


@settings(deadline=None)
@given(totals=st.lists(st.sampled_from([0.0, 0.4, 1.2, 3.0]), max_size=40), seed=st.text(max_size=3), data=st.data())
def test_order_changes_no_lane(totals: list[float], seed: str, data: st.DataObject) -> None:
    frame = scores(totals, {0, 3})
    budget = Budget(share=0.2, random=0.5)
    mixed = frame[data.draw(st.permutations(range(frame.height)))] if frame.height else frame
    assert select(mixed, budget, seed).sort("consignment").equals(select(frame, budget, seed).sort("consignment"))
    lanes = set(select(frame, budget, seed)["lane"])
    assert lanes <= {each.value for each in Lane}


@pytest.mark.parametrize(
    "wrong", [{"share": 0.1, "top": 3}, {"share": None}, {"share": 1.5}, {"share": None, "top": -1}, {"random": 2.0}]
)
def test_a_budget_that_means_nothing(wrong: dict[str, float]) -> None:
    with pytest.raises(UsageError):
        Budget(**wrong)  # type: ignore[arg-type]


def test_within_red_two_kinds_of_evidence_come_before_one_and_the_budget_does_not_change() -> None:
    """A rare flow alone must not lead the list, nor lose its place in the red lane to a weaker total."""
    frame = scores([3.0, 2.0, 1.0]).with_columns(kinds=pl.Series([1, 2, 5]))
    found = select(frame, Budget(top=2, random=0.0))
    assert found["lane"].to_list() == ["red", "red", "yellow"]
    assert found["rank"].to_list() == [2, 1, 3]


def test_flow_route_and_ship_are_one_kind_and_a_whisper_is_none() -> None:
    groups = {f"g_{g}": [0.0, 0.0] for g in GROUPS}
    told = {"g_flow": [2.0, 2.0], "g_route": [1.0, 0.0], "g_vessel": [0.5, 0.0], "g_documents": [0.0, 0.5], "g_party": [0.1, 0.0]}
    frame = pl.DataFrame({**groups, **told})
    assert frame.select(kinds()).to_series().to_list() == [1, 2]
