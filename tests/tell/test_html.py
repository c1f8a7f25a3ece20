from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from headstamp.core.redact import Profile
from headstamp.tell import html
from headstamp.tell.html import report_html

VOID = {"meta", "br", "link", "img"}


class Page(HTMLParser):
    """Tags must close in order; ids, links and addresses that would load something are gathered."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.stack.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.links.append(value or "")
            if name in ("src", "srcset", "data", "action", "poster", "xlink:href") or name.startswith("on"):
                self.loads.append(f"{tag} {name}={value}")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.stack.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag


def parsed(text: str) -> Page:
    page = Page()
    page.feed(text)
    assert page.stack == []
    return page


@pytest.fixture
def report(finding, loose, silent, item, sources) -> str:
    traced = [(item, (finding, silent)), (item.model_copy(update={"id": "c-2"}), (loose,))]
    return report_html(traced, sources, title="Box <1>", links=[finding], made_on="1 May 2026")


def test_the_report_loads_nothing_and_runs_nothing(report) -> None:
    """A report that fetches a font tells its host who reads it, and looks different in ten years."""
    page = parsed(report)
    assert page.loads == []
    assert all(link.startswith("#") for link in page.links)
    assert "<script" not in report
    assert "url(" not in report.replace("url(#", "")
    assert "@import" not in report
    assert "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'unsafe-inline'; img-src data:" in report


def test_every_link_has_its_target_and_every_id_is_one(report) -> None:
    page = parsed(report)
    assert len(page.ids) == len(set(page.ids))
    assert [link for link in page.links if link[1:] not in page.ids] == []


def test_the_title_is_escaped(report) -> None:
    assert "<title>Box &lt;1&gt;</title>" in report


def test_equal_input_gives_equal_bytes(report, finding, loose, silent, item, sources) -> None:
    traced = [(item, (finding, silent)), (item.model_copy(update={"id": "c-2"}), (loose,))]
    assert report_html(traced, sources, title="Box <1>", links=[finding], made_on="1 May 2026") == report
    assert "1 May 2026" not in report_html(traced, sources)


def test_what_a_reader_must_find_is_there(report, finding) -> None:
    for part in (finding.answer, "For SU", "Against SU", "Circumstances", "the star", "A says SU; but B says CN.",
                 "Cleared disposal personnel only", "Maker, not supplier.", "https://example.org/codes", finding.shelf_hash,
                 "Profile: public", "&lt;1 %" if "&lt;1 %" in report else "70 %", "No basis"):  # fmt: skip
        assert part in report, part


def test_unverified_is_a_word_in_the_table_the_answer_and_at_the_top(report) -> None:
    assert report.count('<span class="badge">UNVERIFIED</span>') >= 4
    summary = report[report.index('id="summary"') : report.index('id="item-1"')]
    assert "UNVERIFIED" in summary


def test_confidential_reports_say_so(finding, item, sources) -> None:
    text = report_html([(item, (finding,))], sources, profile=Profile.CONFIDENTIAL)
    assert "Do not pass on" in text
    assert "Qwortholder" in text


def test_long_reports_say_what_they_leave_out(monkeypatch, finding, item, sources) -> None:
    """Items that vanish without a word falsify the report."""
    monkeypatch.setattr(html, "MOST_SECTIONS", 2)
    traced = [(item.model_copy(update={"id": f"c-{i}"}), (finding,)) for i in range(5)]
    text = report_html(traced, sources)
    page = parsed(text)
    assert "The first 2 of 5 items are told in full" in text
    assert all(f"c-{i}" in text for i in range(5))
    assert [i for i in page.ids if re.fullmatch(r"item-\d", i)] == ["item-1", "item-2"]


def test_an_empty_report_is_a_page(sources) -> None:
    parsed(report_html((), sources))
