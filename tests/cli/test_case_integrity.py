"""The commands that check, seal, join, compare, redact, forget and lock a case, as a person runs them."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

from headstamp.case import Case, Draft, contents
from headstamp.core.record import Item, Mark, Recovery
from headstamp.core.when import When
from headstamp.core.where import Place
from tests.cli.conftest import Run

HOLDER = "Qwenna Holderby"


def record(name: str, mark: str = "539 67") -> Draft:
    recovery = Recovery(
        holder=HOLDER, recovered=When.parse("2024-02-07"), place=Place(name="Ouro Vale", country="Karsova", lat=1.23456, lon=2.3)
    )
    return contents.of_item(Item(id=name, marks=(Mark(id="m1", text=mark),), recovery=recovery, note="told by Holderby"))


@pytest.fixture
def case(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HEADSTAMP_WHO", "Dana Writer")
    monkeypatch.delenv("HEADSTAMP_PASSPHRASE", raising=False)
    with Case.create(desk / "c.headstamp", "Crates", "Dana Writer") as held:
        held.write([record("i1"), record("i2")])
    return Path("c.headstamp")


def rewritten(path: Path, sql: str, *values: object) -> None:
    """Change a case file past its triggers, as somebody with an editor would."""
    with sqlite3.connect(path) as db:
        triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            db.execute(f"DROP TRIGGER {name}")
        db.execute(sql, values)
        for _, text in triggers:
            db.execute(text)


def test_verify_says_intact_and_one_altered_sign_is_named_with_its_place(run: Run, case: Path) -> None:
    done = run("case", "verify", case)
    assert (done.code, done.out.splitlines()[0]) == (0, "c.headstamp: intact  everything is as the ledger says")
    rewritten(case, "UPDATE objects SET body = replace(body, '539 67', '539 68') WHERE id = 'i2'")
    done = run("case", "verify", case)
    assert done.code == 3
    assert "not intact" in done.out
    assert "record 'i2' version 1: was altered" in done.out
    assert "item.marks[0].text" in " ".join(done.out.split())
    told = json.loads(run("case", "verify", case, "--json").out)
    assert (told["intact"], told["troubles"][0]["where"]) == (False, "record 'i2' version 1")


def test_a_head_kept_elsewhere_finds_a_ledger_that_was_cut_off(run: Run, case: Path) -> None:
    head = json.loads(run("case", "verify", case, "--json").out)["head"]
    assert run("case", "verify", case, "--head", head[:12]).code == 0
    rewritten(case, "DELETE FROM objects WHERE id = 'i2'")
    rewritten(case, "DELETE FROM ledger WHERE id = 'i2'")
    assert "entries were cut off or rewritten" in " ".join(run("case", "verify", case, "--head", head).out.split())
    assert run("case", "verify", case, "--head", "xyz").code == 2


@pytest.mark.skipif(not shutil.which("ssh-keygen") or not shutil.which("sha256sum"), reason="needs the tools of the README")
def test_a_bag_is_checked_by_the_tools_of_the_system_and_by_verify(run: Run, case: Path, desk: Path) -> None:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "key"], check=True)
    done = run("case", "seal", case, "bag", "--sign", "key")
    assert done.code == 0
    assert "tagmanifest-sha256.txt.sig" in done.out
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        subprocess.run(["sha256sum", "-c", "--quiet", manifest], cwd="bag", check=True)
    (desk / "allowed").write_text(f"Dana_Writer {Path('key.pub').read_text()}")
    with open("bag/tagmanifest-sha256.txt", "rb") as tags:
        subprocess.run(["ssh-keygen", "-Y", "verify", "-f", "../allowed", "-I", "Dana_Writer", "-n", "headstamp-case", "-s",
                        "tagmanifest-sha256.txt.sig"], cwd="bag", stdin=tags, check=True, capture_output=True)  # fmt: skip
    assert HOLDER.encode() not in Path("bag/data/case.headstamp").read_bytes()
    checked = run("case", "verify", "bag")
    assert (checked.code, "bag: intact" in checked.out) == (0, True)
    subprocess.run(["sha256sum", "-c", "--quiet", "manifest-sha256.txt"], cwd="bag", check=True)
    Path("bag/data/ledger.jsonl").write_text("".join(Path("bag/data/ledger.jsonl").read_text().splitlines(True)[:-1]))
    broken = run("case", "verify", "bag")
    assert broken.code == 3
    assert "data/ledger.jsonl: altered" in broken.out
    assert run("case", "seal", case, "bag").code == 5
    assert run("case", "seal", case, "bag2", "--sign", "nokey").code == 3


def test_merge_tells_what_came_and_what_clashed_and_twice_is_once(run: Run, case: Path) -> None:
    with Case.create(Path("field"), "Field", "Bo") as other:
        other.write([record("i2", "31 55"), record("i3")])
    done = run("case", "merge", case, "field")
    assert done.code == 0
    assert "record/i2: ours keeps the id; theirs is record/i2~" in done.out
    assert run("case", "verify", case).code == 0
    assert "nothing was changed" in run("case", "merge", case, "field").out
    assert run("case", "merge", case, case).code == 2


def test_diff_tells_what_changed_and_no_closed_value(run: Run, case: Path) -> None:
    with Case.open(case, who="Dana Writer") as held:
        held.write([record("i1", "31 55")._replace(verb="revise"), record("i9")])
    done = run("case", "diff", case, "--from", "3")
    assert "added record/i9" in done.out
    assert "changed record/i1, version 1 -> 2" in done.out
    assert "item.marks[0].text: 539 67 -> 31 55" in done.out
    assert "Ouro" not in done.out + run("case", "diff", case, "--from", "1", "--json").out
    told = json.loads(run("case", "diff", case, "--from", "1", "--to", "3", "--json").out)
    assert [(each["how"], each["id"]) for each in told["changes"]] == [("added", "i1"), ("added", "i2")]
    assert run("case", "diff", case).code == 2
    assert run("case", "diff", case, "--from", "2001-01-01").code == 2


@pytest.mark.parametrize("name", ["out.headstamp", "out.json", "out.html"])
def test_a_redacted_copy_holds_no_closed_value_and_the_ledger_says_for_whom_it_was_made(run: Run, case: Path, name: str) -> None:
    done = run("case", "redact", case, "--to", name, "--for", "the press")
    assert done.code == 0
    assert "recovery.holder 2" in " ".join(done.out.split())
    data = Path(name).read_bytes()
    for closed in (HOLDER, "Holderby", "Ouro", "1.23456", "2024-02-07", "Dana"):
        assert closed.encode() not in data, closed
    assert b"539 67" in data
    with Case.open(case, readonly=True) as held:
        last = held.head()
        assert last
        assert (last.verb, last.note) == ("share", "a copy under the profile public, for the press")
    if name == "out.headstamp":
        assert run("case", "verify", name).code == 0
        assert run("case", "redact", case, "--to", name).code == 5


def test_forgetting_lists_what_stays_and_is_asked_first(run: Run, case: Path) -> None:
    refused = run("case", "forget", case, "record/i1", "holder", "--why", "asked")
    assert (refused.code, "--yes" in refused.err) == (2, True)
    assert run("case", "forget", case, "record/i1", "holder", "--why", f"{HOLDER} asked", "--yes").code == 2
    done = run("case", "forget", case, "--person", HOLDER, "--why", "asked", "--yes")
    assert done.code == 0
    assert "2 keys, of fields in record/i1, record/i2" in done.out
    assert "still in record/i1 version 1: item.note" in done.out
    assert "Not reached: copies" in done.out
    with Case.open(case, readonly=True) as held:
        assert held.body(held.get("record", "i1"))["item"]["recovery"]["holder"] == "[erased]"
    assert "2 keys of personal fields were destroyed" in run("case", "verify", case).out
    assert run("case", "forget", case, "--person", HOLDER, "--why", "asked", "--yes").code == 2


def test_a_locked_case_opens_with_its_passphrase_alone(run: Run, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEADSTAMP_PASSPHRASE", "six words that nobody guesses")
    assert run("case", "lock", case).code == 0
    assert b"Karsova" not in case.read_bytes()
    assert run("case", "lock", case).code == 2
    assert run("case", "verify", case).code == 0
    monkeypatch.setenv("HEADSTAMP_NEW_PASSPHRASE", "other words that nobody guesses")
    assert run("case", "lock", case, "--change").code == 0
    wrong = run("case", "unlock", case)
    assert (wrong.code, "this passphrase does not open it" in wrong.err) == (3, True)
    monkeypatch.setenv("HEADSTAMP_PASSPHRASE", "other words that nobody guesses")
    assert run("case", "unlock", case).code == 0
    assert run("case", "unlock", case).code == 2
    assert run("case", "verify", case).code == 0


def test_nobody_to_type_a_passphrase_is_told(run: Run, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: False))
    done = run("case", "lock", case)
    assert (done.code, "HEADSTAMP_PASSPHRASE" in done.err) == (2, True)


@pytest.mark.parametrize("act", ["verify", "seal", "merge", "diff", "redact", "forget", "lock", "unlock"])
def test_a_file_that_is_not_there_and_one_that_is_no_case_are_two_clear_lines(run: Run, desk: Path, act: str) -> None:
    rest = {
        "seal": ["bag"],
        "merge": ["x"],
        "diff": ["x"],
        "redact": ["--to", "y"],
        "forget": ["record/i1", "holder", "--why", "w"],
    }
    for name in ("nothing", "recovery.yaml"):
        done = run("case", act, name, *rest.get(act, []))
        assert done.code in (2, 3), done
        assert done.err.startswith("error: ")
        assert "\nhint: " in done.err


def test_a_truncated_case_is_told(run: Run, case: Path) -> None:
    whole = case.read_bytes()
    case.write_bytes(whole[: len(whole) // 2])
    done = run("case", "verify", case)
    assert (done.code, "truncated" in done.out) == (3, True)
    assert run("case", "seal", case, "bag").code == 3
