from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headstamp.tell.bar import text_bar
from headstamp.tell.shown import percent, percent_range, strength, visible


@pytest.mark.parametrize(
    ("p", "shown"),
    [
        (0.0, "<1 %"),
        (0.004, "<1 %"),
        (0.0099, "<1 %"),
        (0.01, "1 %"),
        (0.5, "50 %"),
        (0.99, "99 %"),
        (0.996, ">99 %"),
        (1.0, ">99 %"),
    ],
)
def test_nothing_is_ever_certain_or_impossible(p: float, shown: str) -> None:
    """`0 %` or `100 %` would claim what no mark can show."""
    assert percent(p) == shown


def test_ranges() -> None:
    assert percent_range(0.952, 0.967) == "95–97 %"
    assert percent_range(0.951, 0.952) == "95 %"
    assert percent_range(0.001, 0.04) == "<1 to 4 %"
    assert percent_range(0.97, 1.0) == "97 to >99 %"


@given(st.text(max_size=60))
def test_nothing_shown_can_act_on_a_terminal_or_turn_the_line(text: str) -> None:
    """An escape or a right-to-left override in a mark would rewrite the answer that a reader sees."""
    shown = visible(text)
    assert not any(
        c < " " or "\x7f" <= c < "\xa0" or c in "\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202d\u202e\u2066\ufeff"
        for c in shown
    )
    shown.encode("utf-8")


@given(st.text(alphabet="539 67*()방Ж٧", max_size=30))
def test_ordinary_marks_are_shown_as_they_are(text: str) -> None:
    assert visible(text) == text


def test_joiners_stay_where_a_script_needs_them() -> None:
    assert visible("می\u200cرود") == "می\u200cرود"
    assert "\u200c" not in visible("ab\u200ccd")


def test_words_of_strength_do_not_depend_on_the_sign() -> None:
    assert strength(-2.5) == strength(2.5) == "moderately strong"
    assert strength(9) == "very strong"


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.integers(5, 60))
def test_bars_keep_their_width(a: float, b: float, c: float, width: int) -> None:
    """A bar one sign too long pushes every column after it out of line."""
    low, p, high = sorted((a, b, c))
    assert len(text_bar(p, low, high, width)) == width
    assert set(text_bar(p, low, high, width, ascii_only=True)) <= set("#=- ")
