"""A case under attack: closed values in ids, sentences and hashes; objects of another shape; signs that act."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from headstamp.case import Case, Draft

from .conftest import Run

CLOSED = ("vanovsky", "VANOVSKY", "Grebnovka", "Kertesz", "48.12", "37.54", "Zebrowski")
FINDS = """
items:
  - id: crate-Ivanovsky
    kind: cartridge
    calibre: 7.62x39
    marks: [{text: 539 67, role: headstamp}]
    recovery:
      recovered: 2024-02-07
      place: {name: Grebnovka, country: Karsova, lat: 48.12345, lon: 37.54321}
      holder: Pyotr Ivanovsky
      recorder: Zoltan Kertesz
      photos: [ivanovsky_house.jpg]
  - id: i2
    kind: cartridge
    calibre: 7.62x39
    model: Type of P. Ivanovsky
    features: [seen by IVANOVSKYM, "at 48°07'24\\"N 37°32'36\\"E"]
    marks: [{text: 539 67, role: headstamp, position: "near 48.1234, 37.5432"}]
    recovery: {recovered: 2024-02-07, place: {name: Grebnovka, country: Karsova}}
"""


@pytest.fixture
def case(run: Run, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HEADSTAMP_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HEADSTAMP_WHO", "Quentin Zebrowski")
    (desk / "finds.yaml").write_text(FINDS, "utf-8")
    run("case", "new", "c", "--title", "Crates")
    assert run("case", "add", "c", "finds.yaml").code == 0
    claim = ("case", "claim", "c", "Ivanovsky Trading", "owns", "Tarn Freight", "--source", "W2", "--reliability", "B")
    assert run(*claim, "--because", "a page").code == 0
    return desk / "c"


@pytest.mark.parametrize("profile", ["public", "partner"])
@pytest.mark.parametrize(
    "argv",
    [
        ("case", "show", "c", "--kind", "record", "--limit", "1"),
        ("case", "show", "c", "--kind", "record", "--limit", "1", "--json"),
        ("case", "show", "c", "record/crate"),
        ("case", "show", "c", "record/record-1"),
        ("case", "show", "c", "record/i2", "--json"),
        ("network", "show", "Tarn Freight", "--case", "c"),
        ("network", "show", "Tarn Freight", "--case", "c", "--json"),
        ("network", "who", "Tarn Freight", "--case", "c", "--json"),
        ("network", "show", "recovery:record-1", "--case", "c"),
        ("network", "show", "recovery:i2", "--case", "c"),
        ("request", "shots", "--case", "c"),
        ("request", "shots", "--case", "c", "--json"),
        ("request", "shots", "record/i", "--case", "c"),
    ],
    ids=" ".join,
)
def test_no_id_no_hint_and_no_list_tells_a_closed_value(argv: tuple[str, ...], profile: str, case: Path, run: Run) -> None:
    ran = run(*argv, "--profile", profile)
    assert ran.out or ran.err
    for value in CLOSED:
        assert value not in ran.out + ran.err, value


def test_an_id_that_holds_a_name_opens_by_what_it_is_called_and_is_nowhere_by_itself(case: Path, run: Run) -> None:
    listed = run("case", "show", "c", "--kind", "record", "--limit", "1")
    assert "--after record-1" in listed.out
    assert "i2" in run("case", "show", "c", "--kind", "record", "--after", "record-1").out
    assert "539 67" in run("case", "show", "c", "record/record-1").out
    asked = run("case", "show", "c", "record/crate-Ivanovsky")
    nowhere = run("case", "show", "c", "record/crate-Petrovsky")
    assert asked.code == nowhere.code == 2
    assert asked.err.replace("Ivanovsky", "Petrovsky") == nowhere.err
    assert run("case", "show", "c", "record/crate-Ivanovsky", "--profile", "confidential").code == 0


def test_two_firms_with_one_closed_word_stay_two(case: Path, run: Run) -> None:
    claim = ("case", "claim", "c", "Ivanovsky Metal", "owns", "Tarn Freight", "--source", "W2", "--reliability", "B")
    run(*claim, "--because", "a page")
    told = json.loads(run("network", "show", "Tarn Freight", "--case", "c", "--json").out)
    assert len({h["id"] for h in told["finding"]["hypotheses"]}) == 2


def test_hashes_on_which_a_name_could_be_tried_are_for_the_team(case: Path, run: Run) -> None:
    public = json.loads(run("case", "show", "c", "--ledger", "--json").out)
    assert {each["sha256"] for each in public["entries"]} == {""}
    assert all(v["sha256"] == "" for v in json.loads(run("case", "show", "c", "record/i2", "--json").out)["versions"])
    team = json.loads(run("case", "show", "c", "--ledger", "--json", "--profile", "confidential").out)
    assert all(len(each["sha256"]) == 64 for each in team["entries"])


def test_the_register_calls_requests_and_records_as_the_profile_may(case: Path, run: Run) -> None:
    draft = ("request", "draft", "record/crate-Ivanovsky", "--case", "c", "--to", "panel", "--anyway")
    assert run(*draft, "--reference", "TR-1", "--day", "2026-12-01").code == 0
    for argv in (("list", "c"), ("list", "c", "--json"), ("show", "c", "TR-1"), ("list", "c", "--profile", "partner")):
        ran = run("request", *argv)
        assert "vanovsky" not in ran.out + ran.err
    assert "record/record-1" in run("request", "list", "c").out


def test_a_letter_tells_no_word_of_a_name_of_the_find_and_no_place_in_figures(case: Path, run: Run) -> None:
    for record in ("record/crate-Ivanovsky", "record/i2"):
        ran = run("request", "draft", record, "--case", "c", "--to", "panel", "--anyway", "--json", "--day", "2026-12-01")
        assert ran.code == 0
        letter = json.dumps(json.loads(ran.out)["letter"], ensure_ascii=False)
        for value in (*CLOSED, "48°", "37°"):
            assert value not in letter, value
        assert "539 67" in letter
    said = run("request", "draft", "record/i2", "--case", "c", "--to", "panel", "--anyway", "--illicit", "Ivanovsky had none")
    assert said.code == 2
    assert "withholds" in said.err


def test_an_offer_to_reply_tells_no_single_word_of_a_name(case: Path, run: Run) -> None:
    asked = ("request", "reply", "c", "--day", "2026-12-01", "--party")
    assert run(*asked, "Tarn Freight", "--said", "Ivanovsky names you").code == 2
    assert run(*asked, "Ivanovsky Trading", "--said", "a register names you as owner").code == 0


def test_closed_hits_neither_crowd_out_open_ones_nor_betray_how_many_there_are(case: Path, run: Run) -> None:
    with Case.open(case, who="a") as opened:
        records = [
            {"type": "item", "item": {"id": f"n{n}", "kind": "cartridge", "note": f"by the gate {n}"}} for n in range(1_100)
        ]  # a note is closed to the public
        seen = {"type": "item", "item": {"id": "seen", "kind": "cartridge", "features": ["gate"]}}
        opened.write([Draft("record", "seen", seen), *(Draft("record", f"n{n}", body) for n, body in enumerate(records))])
    found = json.loads(run("case", "search", "c", "gate", "--json").out)
    assert [hit["id"] for hit in found["hits"]] == ["seen"]
    assert (found["ranked"], found["more"]) == (True, False)


ODD = (
    "not json",
    "[1]",
    "null",
    "{}",
    '{"type":"item"}',
    '{"type":"item","item":{"id":5}}',
    '{"type":"consignment","lines":[5]}',
)


@pytest.mark.parametrize("body", ODD)
@pytest.mark.parametrize(
    "argv", [("show", "c"), ("show", "c", "--kind", "record"), ("search", "c", "cartridge"), ("chain", "c")], ids=" ".join
)
def test_an_object_of_another_shape_is_told_in_two_lines(body: str, argv: tuple[str, ...], case: Path, run: Run) -> None:
    _tamper(case, "UPDATE objects SET body = ? WHERE kind = 'record'", body)
    ran = run("case", *argv)
    assert ran.code in (0, 2, 3), ran.err
    assert "unforeseen" not in ran.err
    assert ran.code < 3 or "headstamp case verify" in ran.err.splitlines()[-1]


def test_a_ledger_with_bytes_in_it_is_told_and_no_sign_acts(case: Path, run: Run) -> None:
    _tamper(case, "UPDATE ledger SET sha256 = replace(sha256, substr(sha256, 1, 1), ?)", "\x1b[2J\x00")
    ran = run("case", "verify", "c")
    assert ran.code == 3
    assert "\x1b" not in ran.out + ran.err
    assert "\x00" not in ran.out + ran.err
    _tamper(case, "DELETE FROM ledger WHERE ? = ''", "")
    assert run("case", "show", "c").code == 3


def test_numbers_beyond_any_version_and_half_signs_are_refused(case: Path, run: Run, desk: Path) -> None:
    assert run("case", "show", "c", "record/i2", "--version", "9" * 30).code == 2
    run("trace", "finds.yaml", "--profile", "confidential", "--output", "f.json")
    told = json.loads((desk / "f.json").read_text("utf-8"))
    told["items"][0]["findings"][0]["answer"] = "\ud800"
    (desk / "half.json").write_text(json.dumps(told), "utf-8")
    ran = run("case", "add", "c", "half.json")
    assert (ran.code, "half of a sign" in ran.err) == (3, True)


def _tamper(path: Path, sql: str, value: str) -> None:
    db = sqlite3.connect(path)
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        db.execute(f"DROP TRIGGER {name}")
    db.execute(sql, (value,))
    db.commit()
    db.close()
