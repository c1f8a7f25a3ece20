from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headstamp.reason.read.amounts import find_figures, number


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("2,116 rifles", 2116, 2116, ""),
        ("over two dozen kinds", 24, None, ""),
        ("at least 11", 11, None, ""),
        ("up to 45 men", None, 45, ""),
        ("between 8 and 12 million dollars", 8e6, 12e6, "USD"),
        ("$1.7 million", 1.7e6, 1.7e6, "USD"),
        ("US$50,000", 5e4, 5e4, "USD"),
        ("€3 million", 3e6, 3e6, "EUR"),
        ("a dozen vehicles", 12, 12, ""),
        ("dozens of men", 24, None, ""),
        ("eighty thousand", 8e4, 8e4, ""),
        ("two hundred rifles", 200, 200, ""),
        ("twenty-five boxes", 25, 25, ""),
        ("37% of", 37, 37, "%"),
        ("from 10 to 20 crates", 10, 20, ""),
    ],
)
def test_figures_as_intervals(text: str, low: float | None, high: float | None, unit: str) -> None:
    (figure,) = find_figures(text, 0, len(text))
    assert (figure.low, figure.high, figure.unit) == (low, high, unit)


def test_about_is_approximate_and_no_bound() -> None:
    (figure,) = find_figures("about 1,100 pieces", 0, 18)
    assert (figure.low, figure.high, figure.approximate) == (1100, 1100, True)


def test_two_numbers_joined_by_and_are_two() -> None:
    found = find_figures("62 rifles and 9 tubes", 0, 21)
    assert [f.low for f in found] == [62, 9]


@given(st.integers(0, 10**9))
def test_numbers_are_read_back(value: int) -> None:
    assert number(str(value)) == value
    assert number(f"{value:,}") == value


@given(st.text(alphabet="0123456789,. $%onetwhudrfivemillion-", max_size=60))
def test_bounds_are_in_order(text: str) -> None:
    for figure in find_figures(text, 0, len(text)):
        assert 0 <= figure.start < figure.end <= len(text)
        assert figure.low is None or figure.high is None or figure.low <= figure.high
