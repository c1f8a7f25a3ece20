"""A screen on the terminal, as a page and as JSON: readable, harmless, the same bytes each time, and nobody is accused."""

from __future__ import annotations

import json
import re

import pytest

from headstamp.tell.screen_data import consignment_json, plain_json, screen_json
from headstamp.tell.screen_html import screen_html
from headstamp.tell.screen_report import print_changes, print_report
from headstamp.tell.screen_terminal import print_consignment, print_screen
from tests.tell.outputs import said, screen
from tests.tell.screen_day import BAD, LAW, LINES, LOT, RECORD, RED, SOURCES

ACCUSING = re.compile(r"\b(?:suspects?|guilty|smuggl\w+|criminals?|fraud\w*|illegal)\b", re.I)


def terminal(width: int = 100) -> str:
    console = screen(width)
    print_screen(console, RECORD, [LAW], [RED, BAD], LOT, SOURCES)
    return said(console)


def test_the_order_is_counts_law_ranking_limits() -> None:
    text = terminal()
    order = ["12 rows", "By law: 1", "Look at these first (2 of 2", "Drawn by lot", "Could not be asked", "Limits", "Sources"]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)
    assert "+2.6 = documents 1.6 + flow 1.0" in text
    assert "UNSCR 2270 (2016), paragraph 18" in text


@pytest.mark.parametrize("width", [60, 80, 160])
def test_no_line_is_wider_than_the_terminal_but_addresses(width: int) -> None:
    assert [line for line in terminal(width).splitlines() if len(line) > width and "http" not in line] == []


def test_nothing_to_open_is_told_as_silence() -> None:
    console = screen()
    print_screen(console, {**RECORD, "lanes": {"green": 5}}, [], [], (), SOURCES)
    assert "silence, not a clearance" in " ".join(said(console).split())


def test_what_is_not_shown_is_not_told_as_nothing() -> None:
    console = screen()
    print_screen(console, RECORD, [], [], (), SOURCES)
    assert "In the red lane: 2 to open" in said(console)
    assert "silence, not a clearance" not in said(console)
    assert "2 to open, none of them told here" in screen_html(RECORD, [], [], (), SOURCES)


def test_rules_switched_off_are_named_as_that() -> None:
    console = screen()
    print_screen(console, {**RECORD, "off": ["new_party"]}, [LAW], [RED], LOT, SOURCES)
    text = said(console)
    assert "Switched off" in text
    assert "Could not be asked of any" not in text
    assert "Switched off: new party." in screen_html({**RECORD, "off": ["new_party"]}, [LAW], [RED], LOT, SOURCES)


def test_one_consignment_stands_with_its_papers() -> None:
    console = screen(100)
    print_consignment(console, *RED, LINES, SOURCES)
    text = said(console)
    assert "≠ goods" in text
    assert "bill B1, row 8" in text
    assert "Read with doubt" in text
    assert "declaration D1 v1, row 7: gross_kg: negative: -5" in text
    assert "\x1b" not in text


def test_the_page_is_escaped_closed_and_the_same_each_time() -> None:
    page = screen_html(RECORD, [LAW], [RED, BAD], LOT, SOURCES)
    assert page == screen_html(RECORD, [LAW], [RED, BAD], LOT, SOURCES)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "default-src 'none'" in page
    assert 'href="http' not in page
    assert page.index("By law: 1") < page.index("Look at these first")


def test_json_holds_scores_and_findings() -> None:
    text = screen_json(RECORD, [LAW], [RED, BAD], LOT, SOURCES)
    told = json.loads(text)
    assert told["first"][0]["scores"]["g_documents"] == 1.6
    assert told["legal"][0]["finding"]["reasons"][0]["rule"] == "dprk_cargo"
    assert told["screen"]["counts"]["rows"] == 12
    assert "somewhere" not in text
    assert "\u202e" not in text
    assert json.loads(consignment_json(*RED, LINES, SOURCES))["lines"][1]["document"] == "bill"
    assert json.loads(plain_json([1]))["answer"] == [1]


def test_no_word_accuses() -> None:
    page = screen_html(RECORD, [LAW], [RED], LOT, SOURCES)
    assert not ACCUSING.search(terminal())
    assert not ACCUSING.search(page)


def test_rates_and_changes_are_told() -> None:
    console = screen(120)
    rate = {"name": "x", "opened": 3, "hits": 1, "low": 0.1, "high": 0.8}
    print_report(console, {
        "consignments": 5, "lanes": {"red": 2}, "drawn": {**rate, "opened": 0},
        "origins": [{"origin": "CN", "consignments": 5, "legal": 0, "red": 2, "random": 0, "low": 0.1, "high": 0.6, "ratio": None,
                     "rules": ("flow_surprise",)}],
        "rules": [{"rule": "flow_surprise", "asked": 5, "spoke": 2, "selected": 2, "share": 0.4, "budget": 0.2, "tires": True,
                   "measured": rate}],
    })  # fmt: skip
    change = {"consignment": "B\x1b1", "change": "new legal basis", "lane_before": "red", "lane": "legal", "total_before": 1.0,
              "total": 1.0, "legal_new": ["listed_party:consignee"], "legal_gone": [], "rules": ["flow_surprise"]}  # fmt: skip
    print_changes(console, [change], RECORD)
    text = said(console)
    assert "flow surprise !" in text
    assert "1 of 3 (10.0%–80.0%)" in text
    assert "none was opened yet" in text
    assert "red → legal" in text
    assert "new: listed_party: consignee" in text
    assert "\x1b" not in text
