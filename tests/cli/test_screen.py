"""`headstamp screen` from the command line: the shipped day, its sub-commands, and what it refuses."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from headstamp.cli import screen_note
from headstamp.reason.screen.feedback import Opened, Outcome, Scope
from tests.cli.conftest import Run

DAY = """Document type,Document no.,House B/L,Item no.,Date,HS code,Goods description,Country of origin,Country of dispatch,Country of destination,Gross weight kg,Shipper,Consignee
declaration,D1,H1,1,2026-03-02,841391,Spare parts for pumps,KP,KP,SY,2400,Willow Co,Palm Ltd
declaration,D2,H2,1,2026-03-02,170199,Cane sugar in bags,CN,CN,KE,52400,Bridge Co,Sweets Ltd
bill,H2,H2,1,2026-03-02,,Machine parts,CN,CN,SO,3900,Bridge Co,Heron FZE
declaration,D3,H3,1,2026-03-02,620462,Trousers of cotton,BD,BD,DE,900,Needle Co,"=cmd()"
"""  # noqa: E501 - a table


@pytest.fixture
def day(desk: Path) -> Path:
    path = desk / "small.csv"
    path.write_text(DAY, encoding="utf-8")
    return path


def test_without_output_nothing_is_kept(run: Run, day: Path, desk: Path) -> None:
    before = sorted(desk.iterdir())
    ran = run("screen", day, "--no-parties", "--top", "3", "--random", "0", "--workers", "1")
    assert ran.code == 0, ran.err
    assert "By law: 1 to inspect or stop" in ran.out
    assert "H2" in ran.out
    assert "Country" not in ran.err
    assert sorted(desk.iterdir()) == before


def test_options_may_stand_before_and_behind_the_files(run: Run, day: Path) -> None:
    ran = run("screen", "--top", "1", day, "--no-parties", "--json", "--show", "1")
    assert ran.code == 0, ran.err
    told = json.loads(ran.out)
    assert [each["scores"]["consignment"] for each in told["legal"]] == ["H1"]
    assert told["screen"]["budget"] == {"share": None, "top": 1, "random": 0.1}


def test_a_run_is_kept_shown_noted_reported_and_screened_again(run: Run, day: Path, desk: Path) -> None:
    ran = run("screen", day, "--no-parties", "--top", "3", "--random", "0", "--every", "--output", "open.csv", "--html", "o.html",
              "--save-mapping", "m.yaml")  # fmt: skip
    assert ran.code == 0, ran.err
    rows = list(csv.DictReader((desk / "open.csv").read_text(encoding="utf-8").splitlines()))
    assert [row["consignment"] for row in rows][:2] == ["H1", "H2"]
    assert {row["consignee"] for row in rows if row["consignment"] == "H3"} == {"'=cmd()"}
    assert "By law: 1" in (desk / "o.html").read_text(encoding="utf-8")
    assert "Goods description" in (desk / "m.yaml").read_text(encoding="utf-8")
    shown = run("screen", "show", "open.csv", "H2")
    assert "≠ destination" in shown.out
    assert json.loads(run("screen", "show", "open.csv.run", "D2", "--json").out)["scores"]["consignment"] == "H2"
    until = ("--outcome", "dismissed", "--until", "2999-01-01", "--why", "x", "--store", "kept")
    assert run("screen", "note", "open.csv", "H2", *until).code == 2
    kept = run("screen", "note", "open.csv", "H2", "--outcome", "nothing found", "--opened", "scanned", "--why", "empty",
               "--by", "T", "--store", "kept")  # fmt: skip
    assert kept.code == 0, kept.err
    report = run("screen", "report", "open.csv", "--store", "kept", "--json")
    assert json.loads(report.out)["answer"]["consignments"] == 3
    assert "0 of 1" in run("screen", "report", "open.csv", "--store", "kept").out
    again = run("screen", "again", "open.csv", "--output", "new.csv", "--store", "kept", "--workers", "1")
    assert again.code == 0, again.err
    assert again.out.startswith("0 of 3 consignments changed")


def test_doubts_are_explained_and_the_law_is_not_dismissed(run: Run, day: Path, desk: Path) -> None:
    day.write_text(DAY.replace(",2400,", ",-2400,").replace(",DE,900", ",Atlantis,900"), encoding="utf-8")
    ran = run("screen", day, "--no-parties", "--output", "open.csv", "--workers", "1", "--off", "imo_wrong")
    assert ran.code == 0, ran.err
    assert "2 doubts" in ran.out
    rows = list(csv.DictReader((desk / "open.csv.run" / "doubts.csv").read_text(encoding="utf-8").splitlines()))
    assert [(row["file"], row["row"], row["column"]) for row in rows] == [
        ("small.csv", "2", "gross_kg"),
        ("small.csv", "5", "destination"),
    ]
    assert "Atlantis" in rows[1]["doubt"]
    assert "Switched off" in ran.out
    until = (datetime.now(UTC).date() + timedelta(days=30)).isoformat()
    noted = run("screen", "note", "open.csv", "H1", "--outcome", "dismissed", "--until", until, "--why", "x", "--store", "kept")
    assert "stays in the legal lane" in noted.err


def test_what_is_usual_is_learned_and_used(run: Run, day: Path, desk: Path) -> None:
    assert run("screen", "learn", day, "--profile", "usual").out == "learned from 4 lines of 3 consignments\n"
    ran = run("screen", day, "--no-parties", "--profile", "usual", "--workers", "1")
    assert ran.code == 0, ran.err
    assert "learned from this very day" not in ran.out
    refused = run("screen", "learn", day, "--profile", desk)
    assert "not replaced" in refused.err
    assert day.exists()


def test_a_mapping_is_shown_saved_and_given(run: Run, day: Path, desk: Path) -> None:
    ran = run("screen", "mapping", day, "--save-mapping", "m.yaml")
    assert "Country of origin       origin: country of origin" in ran.out
    (desk / "m.yaml").write_text("columns:\n  goods: Shipper\n  house_bill: House B/L\n", encoding="utf-8")
    told = json.loads(run("screen", "mapping", day, "--mapping", "m.yaml", "--json").out)["answer"]
    assert told["mapping"]["columns"]["goods"] == "Shipper"
    assert "Consignee" in told["unused"]


def test_a_listed_party_goes_to_the_legal_lane(run: Run, day: Path) -> None:
    day.write_text(DAY.replace("Palm Ltd", "Korea Mining Development Trading Corporation"), encoding="utf-8")
    ran = run("screen", day, "--list", "builtin", "--off", "dprk_cargo", "--off", "dprk_product_group", "--workers", "1")
    assert ran.code == 0, ran.err
    assert "A party is very probably a listed one, by its name" in " ".join(ran.out.split())


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (("--budget", "200%"), "share"),
        (("--budget", "1%", "--top", "5"), "exclude each other"),
        (("--off", "flow_suprise"), "did you mean flow_surprise"),
        (("--no-parties", "--list", "builtin"), "--no-parties"),
        (("--output", "open.xlsx"), "unknown ending"),
        (("--output", "small.csv"), "over an input"),
        (("--profile", "nothing"), "screen learn"),
        (("--mapping", "nothing.yaml"), "nothing.yaml"),
        (("--engine", "abacus"), "abacus"),
    ],
)
def test_what_cannot_be_is_told_in_two_lines(run: Run, day: Path, argv: tuple[str, ...], told: str) -> None:
    ran = run("screen", day, *argv)
    assert ran.code not in (0, 1), ran.err
    assert told in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("argv", [("show", "none.csv", "X"), ("report", "none.csv"), ("again", "none.csv", "--output", "a.csv")])
def test_a_run_that_is_none_is_told(run: Run, argv: tuple[str, ...]) -> None:
    ran = run("screen", *argv)
    assert ran.code == 3
    assert "no finished screen lies here" in ran.err


def test_files_of_nonsense_are_told(run: Run, desk: Path) -> None:
    (desk / "x.csv").write_bytes(b"\x00\x01\x02" * 50)
    (desk / "cut.parquet").write_bytes(b"PAR1 and no more")
    (desk / "empty.csv").write_bytes(b"")
    for name in ("x.csv", "cut.parquet", "empty.csv", "missing.csv", "."):
        ran = run("screen", name, "--no-parties")
        assert ran.code in (2, 3), (name, ran.err)
        assert ran.err.startswith("error:")


def test_help_tells_options_and_sub_commands(run: Run) -> None:
    for argv in (("screen",), ("screen", "--help")):
        out = run(*argv).out
        assert "--budget" in out
        assert "learn" in out
    assert "--outcome" in run("screen", "note", "--help").out


def test_choices_are_those_of_the_log() -> None:
    assert tuple(Outcome) == screen_note.OUTCOMES
    assert tuple(Opened) == screen_note.OPENED
    assert tuple(Scope) == screen_note.SCOPES
