from __future__ import annotations

import re

import pytest

from headstamp.core.redact import Profile
from headstamp.tell.summary import print_summary, summarise
from headstamp.tell.terminal import print_links, print_trace
from tests.tell.outputs import said, screen


def printed(item, findings, sources, **options) -> str:
    console = screen(**{"width": 80} | options)
    print_trace(console, item, findings, sources, Profile.PUBLIC)
    return said(console)


def test_the_answer_stands_before_everything_else(finding, item, sources) -> None:
    text = printed(item, (finding,), sources)
    order = [
        text.index(part) for part in ("Who made", finding.answer, "Tula works", "For SU", "Against SU", "Limits", "Sources (tier")
    ]
    assert order == sorted(order)


@pytest.mark.parametrize("width", [80, 100, 140])
def test_a_pipe_gets_plain_lines(width, finding, silent, item, sources) -> None:
    """Colour codes, frames and trailing spaces are junk in a file."""
    text = printed(item, (finding, silent), sources, width=width)
    assert "\x1b" not in text
    assert not re.search(r"[│┃╭╰┌└]", text)
    assert [line for line in text.splitlines() if line != line.rstrip()] == []
    assert max(len(line) for line in text.splitlines() if "http" not in line) <= width


def test_addresses_are_not_broken(finding, item, sources) -> None:
    assert "https://example.org/codes\n" in printed(item, (finding,), sources, width=40)


def test_everything_colour_says_is_said_in_words(finding, loose, item, sources) -> None:
    text = printed(item, (finding,), sources)
    assert re.search(r"^ +\+ “539” is the plant", text, re.M)
    assert re.search(r"^ +- The colour is unusual", text, re.M)
    assert "CLEARED DISPOSAL PERSONNEL ONLY" in text
    assert "[UNVERIFIED]" in printed(item, (loose,), sources)


def test_colours_on_a_terminal_do_not_change_the_words(finding, item, sources) -> None:
    coloured = printed(item, (finding,), sources, colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == printed(item, (finding,), sources)


def test_abstaining_shows_no_bar_of_certainty(silent, item, sources) -> None:
    """A full bar behind `Not said by any mark` reads as an answer."""
    text = printed(item, (silent,), sources)
    assert "█" not in text
    assert "No basis" in text


def test_links_and_no_links(finding, item, sources) -> None:
    console = screen()
    print_links(console, (), [item], sources)
    print_links(console, [finding], [item], sources)
    assert "No two records share a mark" in said(console)
    assert finding.answer in said(console)


def test_a_summary_counts_every_item_once(finding, loose, silent, item) -> None:
    traced = [(item, (f,)) for f in (finding, finding, loose, silent)]
    lines = summarise(traced)
    assert sum(line.items for line in lines) == 4
    assert [(s.label, s.items, s.quantity, s.unverified) for s in lines] == [
        ("SU", 2, 24, False), ("SU", 1, 12, True), ("no basis", 1, 12, False),
    ]  # fmt: skip
    console = screen()
    print_summary(console, traced)
    assert "4 items traced, 3 distinct answers" in said(console)
    assert "[UNVERIFIED]" in said(console)
