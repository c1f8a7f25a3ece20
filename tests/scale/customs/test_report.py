"""Rates by origin and by rule count what the run holds."""

from __future__ import annotations

import polars as pl

from headstamp.reason.screen.feedback import Log, Opened, Outcome, Seen, spoke
from headstamp.scale.customs.opened import open_run, row_of
from headstamp.scale.customs.report import report
from headstamp.scale.customs.run import Screened
from tests.scale.customs.conftest import CONFLICT


def test_origins_and_lanes_add_up(screened: Screened) -> None:
    run = open_run(screened.folder)
    found = report(run.scores, run.lanes, pl.DataFrame({"rule": ["flow_surprise"], "budget": [0.0]}), Log())
    assert sum(o.consignments for o in found.origins) == found.consignments == screened.record["counts"]["consignments"]
    assert sum(o.red for o in found.origins) == found.lanes["red"] == screened.record["lanes"]["red"]
    assert all(o.low <= o.red / o.consignments <= o.high for o in found.origins)
    rules = {rule.rule: rule for rule in found.rules}
    assert rules["flow_surprise"].tires
    assert rules["flow_surprise"].asked == screened.record["asked"]["flow_surprise"]
    assert found.drawn.opened == 0


def test_what_was_found_stands_beside_the_rules_that_spoke(screened: Screened) -> None:
    run = open_run(screened.folder)
    row = row_of(run, CONFLICT)
    seen = Seen(consignment=CONFLICT, outcome=Outcome.FOUND, opened=Opened.FULLY, by="T", at="2026-03-02T10:00:00+00:00",
                why="other goods", lane="random", spoke=spoke(row))  # fmt: skip
    found = report(run.scores, run.lanes, pl.DataFrame({"rule": [""], "budget": [0.0]}), Log([seen]))
    rates = {rule.rule: rule.measured for rule in found.rules}
    measured = rates["documents_differ_party"]
    assert measured is not None
    assert (measured.opened, measured.hits) == (1, 1)
    assert (found.drawn.opened, found.drawn.hits) == (1, 1)
