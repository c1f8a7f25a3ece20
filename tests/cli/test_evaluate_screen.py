"""`headstamp evaluate screen`: cases planted among honest declarations."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

CASE = {
    "case_id": "X-1", "title": "an invented case", "date": "2012-05-04", "mode": "sea", "declared": ["cement"],
    "actual": ["mortars"],
    "origin": "IR", "route": [], "destination": "SD", "shipper": "", "consignee": "", "vessel": "", "disguised": True,
}  # fmt: skip


@pytest.fixture
def cases(desk: Path) -> Path:
    path = desk / "cases.jsonl"
    path.write_text(json.dumps(CASE) + "\n{broken\n", encoding="utf-8")
    return path


def test_a_case_is_planted_and_counted_in_every_setting(run, cases: Path) -> None:
    ran = run("evaluate", "screen", cases, "--declarations", "3000", "--past", "3000", "--draws", "2", "--no-parties", "--json")
    assert ran.code == 0, ran.err
    report = json.loads(ran.out)
    assert {result["setting"] for result in report["results"]} == {"without parties", "text only", "random"}
    assert "cases.jsonl, row 2" in ran.err


def test_nothing_to_plant_is_said(run, desk: Path) -> None:
    (desk / "none.jsonl").write_text(json.dumps({**CASE, "declared": []}) + "\n", encoding="utf-8")
    ran = run("evaluate", "screen", "none.jsonl", "--declarations", "1000", "--past", "1000", "--no-parties")
    assert ran.code == 2
    assert "no case can be planted" in ran.err
