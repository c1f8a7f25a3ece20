"""A screen from files to lanes: the same bytes each time, gone on with after a stop, and its record says what it was made of."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import polars as pl
import pytest

from headstamp.core.errors import InputError, UsageError
from headstamp.reason.screen.columns import SCORES
from headstamp.scale.alone import alone
from headstamp.scale.customs import engine
from headstamp.scale.customs.opened import findings, open_run, row_of, run_folder
from headstamp.scale.customs.run import Screened
from tests.scale.customs.conftest import CONFLICT, LEGAL, Make


def test_the_law_stands_first_and_conflicts_are_red(screened: Screened) -> None:
    rows = {row["consignment"]: row for row in screened.result.to_dicts()}
    assert screened.result["lane"][0] == "legal"
    assert rows[LEGAL]["lane"] == "legal"
    assert rows[LEGAL]["rank"] is None
    assert rows[CONFLICT]["lane"] == "red"
    assert "documents differ" in rows[CONFLICT]["because"]
    assert "green" not in screened.result["lane"].to_list()


def test_counts_and_record_agree_with_the_result(screened: Screened) -> None:
    record = screened.record
    assert sum(record["lanes"].values()) == record["counts"]["consignments"]
    assert record["lanes"]["red"] + record["lanes"]["random"] <= 20
    out = screened.folder.with_name("open.csv")
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert len(rows) == screened.result.height
    assert json.loads((screened.folder / "record.json").read_text(encoding="utf-8"))["result_sha256"] == record["result_sha256"]
    assert record["asked"]["party_like_listed"] == 0
    assert any("no list" in limit or "not looked up" in limit for limit in record["limits"])


def test_the_same_day_gives_the_same_bytes(make: Make, screened: Screened, tmp_path: Path) -> None:
    other = make(tmp_path / "other.csv")
    assert other.record["result_sha256"] == screened.record["result_sha256"]


def test_a_second_run_scores_nothing(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = make(tmp_path / "open.csv")
    monkeypatch.setattr(engine, "score_file", lambda *_: pytest.fail("scored again"))
    assert make(tmp_path / "open.csv").record["result_sha256"] == first.record["result_sha256"]


def test_a_stopped_run_goes_on(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, screened: Screened) -> None:
    def stop(*_: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(engine, "score_file", stop)
        with pytest.raises(KeyboardInterrupt):
            make(tmp_path / "open.csv")
    assert not (tmp_path / "open.csv").exists()
    assert make(tmp_path / "open.csv").record["result_sha256"] == screened.record["result_sha256"]


def test_rules_that_are_off_are_not_asked(make: Make, tmp_path: Path) -> None:
    from headstamp.reason.screen.scorer import Options

    done = make(tmp_path / "open.csv", options=Options(off=frozenset({"documents"})))
    assert done.record["asked"]["documents_differ_goods"] == 0
    assert done.record["options"]["off"] == ["documents"]
    assert open_run(tmp_path / "open.csv").options.off == {"documents"}


def test_results_in_other_forms_hold_the_same(make: Make, tmp_path: Path, screened: Screened) -> None:
    frame = make(tmp_path / "open.parquet").result
    assert pl.read_parquet(tmp_path / "open.parquet").equals(frame)
    make(tmp_path / "open.jsonl")
    lines = (tmp_path / "open.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(each)["consignment"] for each in lines] == screened.result["consignment"].to_list()


def test_a_finding_is_made_of_the_numbers_of_the_run(screened: Screened) -> None:
    run = open_run(screened.folder)
    row = row_of(run, CONFLICT)
    (found,) = findings(engine.scorer(screened.work), run.lines, [row])
    told = {r.rule: r.weight for r in found.reasons if r.group != "legal"}
    weighed = {n.removeprefix("w_"): round(row[n], 4) for n in SCORES.names if n.startswith("w_") and (row[n] or 0) > 0}
    assert told == pytest.approx(weighed)


def test_a_run_is_asked_by_the_number_of_a_paper_and_names_near_ones(screened: Screened) -> None:
    run = open_run(screened.folder.with_name("open.csv"))
    assert row_of(run, "d2")["consignment"] == CONFLICT
    with pytest.raises(UsageError) as error:
        row_of(run, "OURS22")
    assert CONFLICT in error.value.hint


def test_what_is_no_run_is_told(tmp_path: Path, screened: Screened) -> None:
    with pytest.raises(InputError, match="no finished screen"):
        open_run(tmp_path / "open.csv")
    (tmp_path / "open.csv.run").mkdir()
    (tmp_path / "open.csv.run" / "record.json").write_text((screened.folder / "record.json").read_text(encoding="utf-8"))
    with pytest.raises(InputError, match="missing"):
        open_run(tmp_path / "open.csv")


def test_a_file_without_a_row_is_told(make: Make, tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_text("House bill,Goods description,Country of origin\n", encoding="utf-8")
    with pytest.raises(InputError):
        make(tmp_path / "open.csv", empty)


def test_another_engine_is_refused(make: Make, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no engine"):
        make(tmp_path / "open.csv", engine="abacus")


def test_two_runs_do_not_write_to_one_place(make: Make, tmp_path: Path) -> None:
    pytest.importorskip("fcntl", reason="this system has no such locks")
    out = tmp_path / "open.csv"
    with alone(run_folder(out)), pytest.raises(UsageError, match="another run"):
        make(out)
