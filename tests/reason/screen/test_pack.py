"""The shipped pack and the page about it: counted on the half it says, every indicator answered or said to be unanswered."""

from __future__ import annotations

import csv
import json
import re
from hashlib import sha256
from pathlib import Path

import polars as pl
import pytest

from headstamp.reason.screen.asking import ASK
from headstamp.reason.screen.columns import LEGAL, RANKED
from headstamp.reason.screen.document import page
from headstamp.reason.screen.fuse import OF_TEXT
from headstamp.reason.screen.indicators import UNANSWERED
from headstamp.reason.screen.rule import SCREEN_RULES
from headstamp.reference.pack import load_pack, shipped

TOP = Path(__file__).resolve().parents[3]
CASES = TOP.parent / "shared" / "cases"
LISTS = TOP.parent / "shared" / "lists"
beside = pytest.mark.skipif(not CASES.is_dir(), reason="the shared case tables are not beside this repository")
PACK = load_pack(next(path for path in shipped() if path.name == "customs"))


def test_the_page_is_made_from_the_rules_and_the_pack() -> None:
    """To make it again: `python -m headstamp.reason.screen.document > docs/screen-rules.md`."""
    assert (TOP / "docs" / "screen-rules.md").read_text("utf-8") == page([PACK.tables])


def test_cases_are_counted_on_the_development_half() -> None:
    """What the rules are tuned on is not what they are reported on."""
    for row in PACK.tables.signals:
        assert row.k == len(row.cases), row.id
        for case in row.cases:
            assert sha256(case.encode()).hexdigest()[0] in "02468ace", (row.id, case)


def test_a_budget_holds_for_the_rate_that_a_rule_begins_with() -> None:
    for row in PACK.tables.signals:
        assert row.id in SCREEN_RULES
        if row.id in RANKED:
            assert 0 < row.rate <= row.budget < 1, row.id


def test_descriptions_name_the_indicators_and_sources_of_their_row() -> None:
    for row in PACK.tables.signals:
        told = SCREEN_RULES[row.id].description
        assert not [each for each in row.indicators if each not in told], row.id
        assert re.search(r"\bSources?\b", told), row.id


def test_every_rule_says_what_to_ask_for() -> None:
    assert set(ASK) == {*RANKED, *LEGAL}


def test_words_never_accuse() -> None:
    accusing = re.compile(r"\b(smuggl\w+|guilty|criminal|suspect\w*|fraud\w*|illegal\w*|culprit)\b", re.I)
    for name, rule in SCREEN_RULES.items():
        assert not accusing.findall(rule.description.replace("not found guilty", "")), name


@beside
def test_every_indicator_is_answered_or_said_to_be_unanswered() -> None:
    with (CASES / "indicators.csv").open(encoding="utf-8") as stream:
        known = {row["indicator_id"] for row in csv.DictReader(stream)}
    answered = {each for row in PACK.tables.signals for each in row.indicators}
    assert answered | set(UNANSWERED) == known
    assert not answered & set(UNANSWERED)


@beside
def test_cases_and_sources_are_those_of_the_research() -> None:
    cases = {}
    for text in (CASES / "cases.jsonl").read_text("utf-8").splitlines():
        case = json.loads(text)
        cases[case["case_id"]] = case
    for row in PACK.tables.cases:
        assert row.when[:4] == cases[row.id]["date"][:4], row.id
        assert row.title != cases[row.id]["title"], "facts in our own words"
    for wording in PACK.tables.wordings:
        for case_id in wording.cases:
            assert wording.since >= cases[case_id]["date"][:10].split("/")[0], wording.id
    with (CASES / "sources.csv").open(encoding="utf-8") as stream:
        assert set(PACK.sources) <= {row["source_id"] for row in csv.DictReader(stream)}


@beside
def test_the_priority_list_is_whole() -> None:
    table = pl.read_csv(LISTS / "chpl_hs6.csv", schema_overrides={"hs6": pl.String})
    assert {row.id for row in PACK.tables.chpl} == set(table["hs6"])


def test_sensitivities_are_counted_on_the_cases_that_are_marked_so() -> None:
    text = {row.id for row in PACK.tables.cases if row.counted == "text"}
    cargo = text | {row.id for row in PACK.tables.cases if row.counted == "cargo"}
    for row in PACK.tables.signals:
        if row.id in RANKED:
            counted = text if row.group in OF_TEXT else cargo
            assert row.n == len(counted), row.id
            assert set(row.cases) <= counted, row.id
