"""`headstamp evaluate match`, as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

LIST = "id,name,schema\nz,Zubov Trading Resources Limited,Company\nz,Zubov Resources,Company\nt,Mirembek Tashkulov,Person\n"
QUERIES = (
    "query,schema,gold,set\nZubov Trading Resources Ltd,Company,z,forms\nTashkulov Mirembek,Person,t,order\n"
    "Wholly Unheard Of Bakery,Company,,strangers\n,Person,,strangers\nGone Company,,q-9,forms\n"
)


@pytest.fixture
def tables(desk: Path) -> Path:
    (desk / "list.csv").write_text(LIST, encoding="utf-8")
    (desk / "queries.csv").write_text(QUERIES, encoding="utf-8")
    return desk


def test_every_figure_is_there_overall_and_per_set(run, tables: Path) -> None:
    ran = run("evaluate", "match", "queries.csv", "--list", "list.csv", "--json")
    assert ran.code == 0
    scores = json.loads(ran.out)
    for figures in (scores["overall"], *scores["sets"].values()):
        assert {"r1", "r10", "f1", "fa75", "fa85", "fa90", "ece", "queries_per_cpu_second"} <= set(figures)
    assert scores["overall"]["r1"] == pytest.approx(2 / 3)  # the one whose gold is not listed counts as not found
    assert scores["sets"]["order"]["r1"] == 1.0
    assert scores["sets"]["strangers"]["r1"] is None
    assert set(scores["curve"]) == {str(recall) for recall in range(50, 100)}
    assert {"prepare_seconds", "build_seconds", "screen_cpu_seconds"} <= set(scores["cost"])


def test_the_table_says_what_is_odd_in_the_files(run, tables: Path) -> None:
    ran = run("evaluate", "match", "queries.csv", "--list", "list.csv")
    assert ran.code == 0
    assert "overall" in ran.out
    assert "note: 1 queries without a name" in ran.out
    assert "note: 1 queries whose gold is not on the list" in ran.out
    assert "building the index" in ran.out


def test_a_file_without_the_column_is_named_with_its_column(run, tables: Path) -> None:
    (tables / "queries.csv").write_text("query,schema\nZubov,Company\n", encoding="utf-8")
    ran = run("evaluate", "match", "queries.csv", "--list", "list.csv")
    assert ran.code == 3
    assert "no column 'gold'" in ran.err
    assert "hint:" in ran.err
    assert run("evaluate", "match", "queries.csv").code == 2  # --list is asked for
