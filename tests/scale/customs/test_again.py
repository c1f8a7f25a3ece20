"""A screen once more: the same lines under what is known now, and only what differs is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from headstamp.core.errors import UsageError
from headstamp.reason.screen.feedback import Log, Opened, Outcome, Scope, Seen, facts_digest, spoke
from headstamp.reason.screen.scorer import Options
from headstamp.reason.screen.select import Budget
from headstamp.reference.shelf import Shelf
from headstamp.scale.customs.again import changes
from headstamp.scale.customs.opened import Run, open_run, row_of
from headstamp.scale.customs.run import Screened, Terms, screen_again
from tests.scale.customs.conftest import CONFLICT, LEGAL

TERMS = Terms(budget=Budget(top=20), workers=1, seed="s", today="2026-03-03")


def dismissed(run: Run, consignment: str, until: str = "2026-12-31") -> Seen:
    row = row_of(run, consignment)
    return Seen(
        consignment=consignment, outcome=Outcome.DISMISSED, opened=Opened.NOT, by="T", at="2026-03-02T10:00:00+00:00",
        why="the yard confirmed it", scope=Scope.CONSIGNMENT, until=until, lane=row["lane"], spoke=spoke(row),
        facts_sha256=facts_digest(row), shipper=row["shipper"], consignee=row["consignee"], hs=row["hs"],
    )  # fmt: skip


def test_nothing_changed_is_nothing_told(screened: Screened, shelf: Shelf, tmp_path: Path) -> None:
    before = open_run(screened.folder)
    screen_again(before, tmp_path / "new.csv", shelf, terms=TERMS)
    after = open_run(tmp_path / "new.csv")
    assert after.lines[0].parent != before.lines[0].parent
    assert changes(before.scores, before.lanes, after.scores, after.lanes).height == 0


def test_a_rule_that_was_switched_off_is_told(screened: Screened, shelf: Shelf, tmp_path: Path) -> None:
    before = open_run(screened.folder)
    terms = Terms(budget=Budget(top=20), workers=1, seed="s", options=Options(off=frozenset({"documents"})))
    screen_again(before, tmp_path / "new.csv", shelf, terms=terms)
    after = open_run(tmp_path / "new.csv")
    told = {row["consignment"]: row for row in changes(before.scores, before.lanes, after.scores, after.lanes).to_dicts()}
    assert "documents_differ_party" in told[CONFLICT]["rules"]


def test_a_dismissal_takes_out_of_the_ranking_until_it_ends_and_never_out_of_the_law(
    screened: Screened, shelf: Shelf, tmp_path: Path
) -> None:
    before = open_run(screened.folder)
    log = Log([dismissed(before, CONFLICT), dismissed(before, LEGAL)])
    done = screen_again(before, tmp_path / "new.csv", shelf, terms=TERMS, log=log)
    rows = {row["consignment"]: row for row in done.result.to_dicts()}
    assert rows[CONFLICT]["lane"] == "blue"
    assert rows[CONFLICT]["rank"] is None
    assert "the yard confirmed it" in rows[CONFLICT]["dismissed"]
    assert rows[LEGAL]["lane"] == "legal"
    later = screen_again(before, tmp_path / "later.csv", shelf, log=log,
                         terms=Terms(budget=Budget(top=20), workers=1, seed="s", today="2027-01-01"))  # fmt: skip
    row = next(row for row in later.result.to_dicts() if row["consignment"] == CONFLICT)
    assert row["lane"] == "red"
    assert "Open again" in row["dismissed"]


def test_a_run_is_not_screened_over_itself(screened: Screened, shelf: Shelf) -> None:
    with pytest.raises(UsageError, match="over itself"):
        screen_again(open_run(screened.folder), screened.folder.with_name("open.csv"), shelf, terms=TERMS)
