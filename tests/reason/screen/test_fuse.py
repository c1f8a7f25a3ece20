"""How weights come together: groups hang together, so they are not added as if independent."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headstamp.reason.screen.columns import GROUPS, RANKED
from headstamp.reason.screen.fired import fired
from headstamp.reason.screen.fuse import GROUP_CAPS, fused
from headstamp.reason.screen.rule import SCREEN_RULES


def test_the_strongest_group_counts_whole_the_next_half_the_third_a_quarter() -> None:
    groups, total = fused({"flow_surprise": 2.0, "embargoed_destination": 1.0, "documents_differ_weight": 0.8})
    assert groups["flow"] == pytest.approx(2.0)
    assert groups["route"] == pytest.approx(0.5)
    assert groups["documents"] == pytest.approx(0.2)
    assert total == pytest.approx(2.7)


def test_of_equal_groups_one_counts_whole_and_one_half() -> None:
    groups, total = fused({"flow_surprise": 1.0, "embargoed_destination": 1.0})
    assert sorted((groups["flow"], groups["route"])) == pytest.approx([0.5, 1.0])
    assert total == pytest.approx(1.5)


def test_a_cover_wording_is_never_alone_a_reason() -> None:
    assert fused({"cover_wording": 1.0})[1] == 0.0
    assert fused({"cover_wording": 1.0, "flow_surprise": 1.2})[1] == pytest.approx(1.7)


WEIGHTS = st.dictionaries(st.sampled_from(RANKED), st.one_of(st.none(), st.floats(0, 3, width=32)))


@given(WEIGHTS)
def test_parts_add_up_within_their_caps_and_no_silent_group_counts(weights: dict[str, float | None]) -> None:
    groups, total = fused(weights)
    assert total == pytest.approx(sum(groups.values()), abs=1e-5)
    assert all(0 <= value <= GROUP_CAPS[name] + 1e-6 for name, value in groups.items())
    spoken = {SCREEN_RULES[name].group for name, value in weights.items() if value}
    assert {name for name in GROUPS if groups[name] > 0} <= spoken


def test_silence_is_not_counted_as_asked() -> None:
    columns = {f"w_{rule}": pl.Series([None, 0.0, 1.5], dtype=pl.Float32) for rule in RANKED}
    counted = fired(pl.DataFrame(columns).to_arrow().to_batches())
    assert set(counted["asked"]) == {2}
    assert set(counted["fired"]) == {1}
