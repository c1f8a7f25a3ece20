"""The area under the curve of scored pairs, and its interval over texts."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headstamp.reason.evaluate.read_area import Pair, area

scores = st.sampled_from([0.0, 0.2, 0.5, 0.9])
pairs = st.lists(st.builds(Pair, scores, st.sampled_from("ab"), st.sampled_from("bc"), st.booleans()), max_size=12)


@given(pairs)
def test_it_is_the_share_of_pairs_in_order(found: list[Pair]) -> None:
    yes, no = [p.score for p in found if p.linked], [p.score for p in found if not p.linked]
    each = [1.0 if y > n else 0.5 if y == n else 0.0 for y in yes for n in no]
    value = area(found).value
    assert value == (pytest.approx(sum(each) / len(each)) if each else None)


def test_pairs_that_were_not_compared_count_as_zero() -> None:
    sizes = {"a": 2, "b": 2, "c": 1}
    seen = [Pair(0.9, "a", "b", True), Pair(0.0, "b", "c", True), Pair(0.4, "a", "c", False)]
    rest = [Pair(0.0, "a", "b", False)] * (len(list(combinations(range(5), 2))) - 3)
    assert area(seen, sizes).value == pytest.approx(area([*seen, *rest]).value)


def test_the_interval_is_over_texts_and_holds_the_value() -> None:
    found = [Pair(i / 20, "abcd"[i % 4], "bcda"[i % 4], i % 3 == 0) for i in range(20)]
    got = area(found, dict.fromkeys("abcd", 6))
    assert got.low is not None
    assert got.high is not None
    assert got.value is not None
    assert got.low <= got.value <= got.high
    assert area(found[:1]).low is None
