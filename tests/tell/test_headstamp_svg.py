from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.core.record import Item, Mark, MarkRole
from headstamp.tell.glyphs import glyphs, groups
from headstamp.tell.headstamp_svg import headstamp_svg, place
from headstamp.tell.label_svg import text_svg

SVG = "{http://www.w3.org/2000/svg}"


def head(text: str, position: str = "", **more: object) -> Mark:
    return Mark.model_validate({"id": "h", "text": text, "role": "headstamp", "position": position} | more)


def angles(*marks: Mark) -> list[tuple[str, float]]:
    return [(p.text, p.angle) for p in place(marks)]


@pytest.mark.parametrize("position", ["12; 6", "12 and 6 o'clock", "12h, 6h"])
def test_signs_stand_at_their_hour(position) -> None:
    assert angles(head("539 67", position)) == [("539", 0.0), ("67", 180.0)]


def test_without_hours_signs_are_spread_from_twelve() -> None:
    assert angles(head("LC 4 42")) == [("LC", 0.0), ("4", 120.0), ("42", 240.0)]


def test_marks_recorded_one_by_one_keep_their_hours() -> None:
    assert angles(head("539", "12 o'clock"), head("67", "6 o'clock")) == [("539", 0.0), ("67", 180.0)]


def test_a_position_that_is_no_hour_is_not_read_as_one() -> None:
    """`45 degrees left` is not a quarter to ten."""
    assert angles(head("539 67", "45; 90")) == [("539", 0.0), ("67", 180.0)]


def test_signs_are_drawn_as_signs() -> None:
    shapes = [g.shape for text in groups("star (10) ((10)) △66△ (+) | ? … [38] x") for g in glyphs(text)]
    assert shapes == ["star", "ring", "double", "triangle", "cross", "line", "unread", "several", "either", "plain"]


def test_words_for_forms_are_drawn_as_the_form() -> None:
    assert [g.shape for g in glyphs(groups("10 in a double circle")[0])] == ["double"]
    assert groups("D.P.R. of KOREA") == ("D.P.R.", "of", "KOREA")


def test_a_drawing_can_be_heard() -> None:
    drawn = ET.fromstring(headstamp_svg([head("539 67", "12; 6", legibility=0.5)]))  # noqa: S314 - our own output
    assert drawn.find(f"{SVG}title") is not None
    about = drawn.findtext(f"{SVG}desc") or ""
    assert "“539 67”" in about
    assert "legible to 50 %" in about


def test_blank_and_overstamped_heads_look_different_from_clear_ones() -> None:
    clear, struck, blank = (headstamp_svg([m]) for m in (head("71 89"), head("71 89", state="overstamped"), head("")))
    assert "url(#" in struck
    assert "url(#" not in clear
    assert ">blank<" in blank


def test_only_headstamps_are_drawn_on_a_head() -> None:
    body = Item(id="x", marks=(Mark(id="m", text="방-122", position="body"),))
    assert headstamp_svg(body) == ""
    assert "방" in text_svg(body)
    assert text_svg([head("539 67")]) == ""


def test_patterns_of_two_drawings_on_one_page_have_ids_of_their_own() -> None:
    first, second = (headstamp_svg(Item(id=i, kind="case", marks=(head("71", state="removed"),))) for i in "ab")
    assert {e.get("id") for e in ET.fromstring(first).iter(f"{SVG}pattern")}.isdisjoint(  # noqa: S314 - our own output
        {e.get("id") for e in ET.fromstring(second).iter(f"{SVG}pattern")}  # noqa: S314 - our own output
    )


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120), st.text(max_size=12), st.floats(0, 1))
def test_whatever_was_recorded_gives_well_formed_drawings(text: str, position: str, legibility: float) -> None:
    mark = head(text, position, legibility=legibility)
    ET.fromstring(headstamp_svg([mark]))  # noqa: S314 - our own output
    if drawn := text_svg([mark.model_copy(update={"role": MarkRole.MARK})]):
        ET.fromstring(drawn)  # noqa: S314 - our own output


def test_the_longest_mark_stays_small() -> None:
    assert len(headstamp_svg([head("A1 " * 166)])) < 40_000
    assert len(text_svg([Mark(id="m", text="x" * 500)])) < 40_000
