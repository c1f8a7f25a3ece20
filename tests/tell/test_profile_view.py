from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET

import pytest

from headstamp.reason.profile import AmmunitionProfile, ProfileRow, ProfileTable, RowKind
from headstamp.tell.html import report_html
from headstamp.tell.profile_chart import chart_svg, nice_step
from headstamp.tell.profile_view import print_profile, profile_blocks, profile_csv
from tests.tell.conftest import HOSTILE
from tests.tell.outputs import said, screen


@pytest.fixture
def counted() -> AmmunitionProfile:
    rows = (
        ProfileRow(RowKind.ANSWER, "CN", "China", 2, 60, 0.6, 600.0, 480.0, 720.0),
        ProfileRow(RowKind.UNVERIFIED, "SU", "Soviet Union (UNVERIFIED)", 1, 20, 0.2, 200.0, 120.0, 300.0),
        ProfileRow(RowKind.LOOK_ALIKE, "RO+SU", "RO or SU", 1, 15, 0.15),
        ProfileRow(RowKind.UNKNOWN, "", HOSTILE, 1, 5, 0.05),
    )
    bare = (ProfileRow(RowKind.ANSWER, "7.62x39", "7.62x39", 5, 100, 1.0),)
    tables = (
        ProfileTable("country", "Country of the maker", rows, 5, 100, 100, 1000),
        ProfileTable("calibre", "Calibre as recorded", bare, 5, 100, 0, 0),
        ProfileTable("year", "Year marked", (), 0, 0, 0, 0),
    )
    return AmmunitionProfile(tables, 1, 1, 0, ("One record is no round.",), "f" * 64, "0.1.0")


def test_kinds_of_line_stand_apart_everywhere(counted, sources) -> None:
    """Unknowns counted among the answers would make the seizure look better known than it is."""
    console = screen(100)
    print_profile(console, counted)
    for text in (said(console), report_html((), sources, profile_table=counted)):
        order = [text.index(part) for part in ("China", "UNVERIFIED: general", "Look-alikes", "Unknown")]
        assert order == sorted(order)
        assert "600 (480–720)" in text
        assert "One record is no round." in text


def test_unverified_stands_on_the_line_itself(counted) -> None:
    console = screen(100)
    print_profile(console, counted)
    assert "Soviet Union [UNVERIFIED]" in said(console)


def test_without_a_frame_no_estimate_is_shown(counted) -> None:
    framed, bare = profile_blocks(counted)
    assert framed.framed
    assert not bare.framed
    assert bare.lines[0].estimate == ""
    assert "rounds read" in chart_svg(bare)
    assert "interval" not in chart_svg(bare)


def test_bars_share_one_scale_that_holds_the_intervals(counted) -> None:
    framed = profile_blocks(counted)[0]
    assert framed.scale == 720.0
    assert max(line.high or 0 for line in framed.lines) == 1.0
    assert framed.lines[0].value == pytest.approx(600 / 720)


def test_csv_is_safe_and_complete(counted) -> None:
    rows = list(csv.reader(io.StringIO(profile_csv(counted).removeprefix("\ufeff"))))
    assert len(rows) == 1 + 5 + 1
    assert len({len(r) for r in rows}) == 1
    assert not any(c.startswith(("=", "+", "@", "-")) for r in rows for c in r)
    assert "\u202e" not in profile_csv(counted)


def test_charts_are_well_formed(counted) -> None:
    for block in profile_blocks(counted):
        ET.fromstring(chart_svg(block))  # noqa: S314 - our own output


@pytest.mark.parametrize(("scale", "step"), [(1, 1), (4, 1), (9, 2), (1675, 500), (1_000_000, 200_000)])
def test_steps_of_the_axis_are_round(scale: float, step: float) -> None:
    assert nice_step(scale) == step
