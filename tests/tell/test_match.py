"""Matches as told: on a terminal, as JSON and CSV, and as a page."""

from __future__ import annotations

import csv
import io
import json

import pytest
from rich.console import Console

from headstamp.core.claim import Citation, Source
from headstamp.core.finding import Basis, Finding, Hypothesis, HypothesisKind, Proposal, Reason
from headstamp.tell.footnotes import Footnotes
from headstamp.tell.match_data import COLUMNS, matches_csv, matches_json
from headstamp.tell.match_html import matches_html
from headstamp.tell.match_terminal import print_matches
from headstamp.tell.match_view import match_view, times

SOURCES = {"un": Source(id="un", title="Consolidated list", publisher="UN", url="https://example.org/un", tier="A")}
CITED = (Citation(source_id="un", locator="entry 7"),)


def reason(rule: str, sentence: str, weight: float = 0.0, **more: object) -> Reason:
    return Reason(rule=rule, sentence=sentence, hypothesis="un/7", weight=weight, citations=CITED, **more)


def hypothesis(key: str, kind: HypothesisKind, label: str, p: float) -> Hypothesis:
    return Hypothesis(id=key, kind=kind, label=label, probability=p, low=p / 2, high=p, word="likely")


@pytest.fixture
def finding() -> Finding:
    return Finding(
        question="Is '=Zubov' a listed party?",
        subject="=Zubov",
        answer="'=Zubov' is 100 times likelier if it is ZUBOV <b>(un, since 2020-01-02)</b>.",
        basis=Basis.CONSISTENT,
        hypotheses=(
            hypothesis("un/7", HypothesisKind.PARTY, "ZUBOV (un, since 2020-01-02)", 0.7),
            hypothesis("none", HypothesisKind.NONE_KNOWN, "none of the parties", 0.3),
        ),
        reasons=(
            reason("decided_before", "Decided: unsure, by A. Kim on 2026-11-24: no papers."),
            reason("listed_as", "On list un, entry 7, since 2020-01-02: ARMS.", note="broker; of Omsk"),
            reason(
                "word_against_word", "'zubov' stands for '주보프': the same spelling (97% alike)", 1.5, marks=("zubov", "주보프")
            ),
            reason("word_against_word", "'ltd' has no counterpart in 'Zubov'", -0.25, marks=("ltd", "")),
            reason("name_as_a_whole", "'=Zubov' and 'Zubov' taken together", 0.75),
            reason("fact_beside_name", "Countries differ: FR; the list has RU", -0.5),
            reason("listed_as", "On list eu, entry 9, since 2021-01-01: ARMS.", note="broker"),
            reason("word_against_word", "'zubov' stands for 'zubov': the same word", 1.0, marks=("zubov", "zubov")),
        ),
        unexplained=("'ltd' of the name asked",),
        would_change=(Proposal(observation="the date of birth", why="the list gives 1966", gain=1.0),),
        limits=("A match is a reason to look.",),
        shelf_hash="ab" * 32,
        tool_version="0",
    )


@pytest.fixture
def silence(finding: Finding) -> Finding:
    none = hypothesis("none", HypothesisKind.NONE_KNOWN, "none of the parties", 1.0)
    update = {"hypotheses": (none,), "reasons": (), "answer": "silence of these lists, not a clearance", "basis": Basis.NO_BASIS}
    return finding.model_copy(update=update)


def shown(*findings: Finding, width: int = 100) -> str:
    out = io.StringIO()
    print_matches(Console(file=out, width=width, highlight=False), findings, SOURCES)
    return out.getvalue()


def test_the_sum_is_that_of_the_leading_entry_alone(finding: Finding) -> None:
    """Entries of other lists are the same party: their words must not be counted a second time."""
    view = match_view(finding, Footnotes(SOURCES)).candidates[0]
    assert view.log_lr == pytest.approx(1.5)
    assert [line.sentence[:12] for line in view.also] == ["On list eu, "]


def test_words_are_in_pairs_and_lone_ones_say_so(finding: Finding) -> None:
    words = match_view(finding, Footnotes(SOURCES)).candidates[0].words
    assert (words[0].asked, words[0].listed, words[0].how) == ("zubov", "주보프", "the same spelling (97% alike)")
    assert (words[1].asked, words[1].listed, words[1].how) == ("ltd", "", "stands alone")


def test_the_terminal_says_which_list_since_when_why_and_what_was_decided(finding: Finding) -> None:
    text = shown(finding)
    for part in ("since 2020-01-02", "entry 7", "+1.5 zubov", "= 주보프", "(nothing)", "Countries differ", "Decided: unsure",
                 "1966", "https://example.org/un", "none of the parties: 30 %", "broker; of Omsk", "elsewhere"):  # fmt: skip
        assert part in text, part


@pytest.mark.parametrize("width", [40, 80, 160])
def test_no_line_is_wider_than_the_terminal(finding: Finding, width: int) -> None:
    wide = [line for line in shown(finding, width=width).splitlines() if len(line) > width and "https" not in line]
    assert not wide


def test_a_silence_shows_no_candidate_and_no_bar(silence: Finding) -> None:
    text = shown(silence)
    assert "not a clearance" in text
    assert "likelier" not in text


def test_json_holds_the_finding_and_the_pages_it_cites(finding: Finding) -> None:
    read = json.loads(matches_json([finding], SOURCES))
    assert Finding.model_validate(read["matches"][0]) == finding
    assert list(read["sources"]) == ["un"]


def test_csv_has_a_row_a_candidate_and_one_for_a_silence(finding: Finding, silence: Finding) -> None:
    rows = list(csv.DictReader(io.StringIO(matches_csv([finding, silence]).lstrip("\ufeff"))))
    assert tuple(rows[0]) == COLUMNS
    assert [row["rank"] for row in rows] == ["1", "0"]
    assert rows[0]["listed"] == "ZUBOV (un, since 2020-01-02)"
    assert "A. Kim" in rows[0]["decision"]
    assert "not a clearance" in rows[1]["answer"]


def test_csv_is_safe_to_open(finding: Finding) -> None:
    """A party named like a formula would run in a spreadsheet."""
    row = next(csv.DictReader(io.StringIO(matches_csv([finding]).lstrip("\ufeff"))))
    assert not row["asked"].startswith("=")


def test_the_page_escapes_what_was_typed_and_needs_no_network(finding: Finding, silence: Finding) -> None:
    page = matches_html([finding, silence], SOURCES, made_on="24 November 2026")
    assert "<b>(un" not in page
    assert "<script" not in page
    assert 'href="http' not in page
    assert page == matches_html([finding, silence], SOURCES, made_on="24 November 2026")
    assert "주보프" in page


@pytest.mark.parametrize(
    ("log_lr", "text"), [(0.0, "1.0 times likelier"), (3.0, "1,000 times likelier"), (-0.3, "2.0 times less likely")]
)
def test_times_have_two_figures(log_lr: float, text: str) -> None:
    assert times(log_lr) == text


def test_times_do_not_overflow() -> None:
    assert times(400.0).startswith("1,000,000,000,000 ")
