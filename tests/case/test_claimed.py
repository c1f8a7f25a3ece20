"""Locators of boxes and pages, places and predicates: what is typed is checked, and what is written is read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headstamp.case.claimed import Box, box_from, box_of, locator, page_of, place_of, predicate_from
from headstamp.case.personal import is_personal
from headstamp.core.errors import UsageError

SHARE = st.floats(0, 1, allow_nan=False)


@given(SHARE, SHARE, SHARE, SHARE, st.none() | st.integers(1, 9999), st.text(max_size=40))
def test_a_locator_is_read_back(x: float, y: float, width: float, height: float, page: int | None, words: str) -> None:
    try:
        box = box_from(f"{x},{y},{width},{height}")
        text = locator(words, box=box, page=page)
    except UsageError:
        return
    assert box_of(text) == pytest.approx(box, abs=1e-6)
    if page:
        assert page_of(text) == page
    assert 0 <= box.x <= box.x + box.width <= 1.00001


@given(st.integers(1, 9000), st.integers(1, 9000), st.data())
def test_pixels_become_shares(wide: int, high: int, data: st.DataObject) -> None:
    x, y = data.draw(st.integers(0, wide - 1)), data.draw(st.integers(0, high - 1))
    w, h = data.draw(st.integers(1, wide - x)), data.draw(st.integers(1, high - y))
    if max(x, y, w, h) <= 1:
        return  # shares
    box = box_from(f"{x},{y},{w},{h}", (wide, high))
    assert box.x * wide == pytest.approx(x, abs=0.01)
    assert box.height * high == pytest.approx(h, abs=0.01)
    assert box_of(str(box)) == box


@given(st.text(max_size=80))
def test_no_locator_raises(text: str) -> None:
    box = box_of(text)
    assert box is None or (box.width > 0 and box.height > 0)
    assert page_of(text) is None or page_of(text) is not None


@pytest.mark.parametrize(
    "text",
    ["", "1,2,3", "a,b,c,d", "0.5,0.5,0.6,0.1", "-0.1,0,1,1", "nan,0,1,1", "inf,0,1,1", "0,0,0,0.5", "500,0,20,20", "1e9,1,1,1"],
)
def test_what_is_no_box_within_the_picture_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        box_from(text, (400, 300))


def test_a_box_is_no_place_to_whoever_closes_places() -> None:
    """A redacted copy withholds what looks like coordinates; a citation must stay one."""
    from headstamp.case.redacted.scrub import Scrubber

    text = locator("the label", box=Box(0.123456, 0.234567, 0.345678, 0.456789), page=12)
    assert Scrubber([], coordinates=True).text(text) == text
    assert box_of("box 0.1,0.2,0.3,0.4") == Box(0.1, 0.2, 0.3, 0.4), "as a person would write it"


def test_pixels_need_a_size() -> None:
    with pytest.raises(UsageError, match="size"):
        box_from("10,10,50,50")


def test_a_locator_names_a_box_once() -> None:
    with pytest.raises(UsageError):
        locator("box 0,0,1,1", box=Box(0, 0, 0.5, 0.5))
    assert locator(" the  label ") == "the label"


@pytest.mark.parametrize(
    ("text", "lat", "lon", "km", "name"),
    [
        ("Port Ibelle", None, None, None, "Port Ibelle"),
        ("42.42,130.63", 42.42, 130.63, None, ""),
        ("42.42, 130.63 ± 5 km", 42.42, 130.63, 5.0, ""),
        ("-2.27,40.9+/-0.5", -2.27, 40.9, 0.5, ""),
        ("14, Nile Street", None, None, None, "14, Nile Street"),
    ],
)
def test_places_in_three_forms(text: str, lat: float | None, lon: float | None, km: float | None, name: str) -> None:
    place = place_of(text)
    assert (place.lat, place.lon, place.precision_km, place.name) == (lat, lon, km, name)
    assert is_personal("located_at", text) == (lat is not None) or "+/-" in text


@pytest.mark.parametrize("text", ["95,10", "10,190", "10.5,", "1.2.3,4", "42.4,130.6±far"])
def test_figures_that_are_no_place_are_refused(text: str) -> None:
    if text == "10.5,":
        assert place_of(text).name == text
        return
    with pytest.raises(UsageError):
        place_of(text)


def test_predicates_are_words() -> None:
    assert predicate_from("Taken near") == "taken_near"
    for bad in ("", "9x", "a-b", "x" * 70, "drop;table"):
        with pytest.raises(UsageError):
            predicate_from(bad)
