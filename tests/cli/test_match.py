"""`headstamp match` and `headstamp decide`, as a person runs them."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from headstamp.cli.asking import KINDS
from headstamp.core.party import PartyKind

NAMES = "id,name,programme,since\n1,Zubov Trading Resources Limited,ARMS,2020-01-02\n2,Mirembek Tashkulov,ARMS,2021-03-04\n"


@pytest.fixture
def match(run, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HEADSTAMP_HOME", str(tmp_path / "home"))
    (desk / "ours.csv").write_text(NAMES, encoding="utf-8")

    def call(*argv: object):
        return run("match", *argv)

    return call


def test_the_kinds_are_those_of_a_party() -> None:
    assert set(KINDS) == {kind.value for kind in PartyKind}


def test_a_typed_name_is_answered_from_a_list_given_as_a_file(match) -> None:
    ran = match("Zubov Trading Resources Ltd", "--list", "ours.csv", "--threshold", "-2")
    assert ran.code == 0
    assert "Zubov Trading Resources Limited" in ran.out
    assert "zubov" in ran.out


def test_the_built_in_list_is_asked_by_default(match) -> None:
    found = json.loads(match("Ashot Mkrtychev", "--threshold", "-2", "--json").out)
    assert found["matches"][0]["hypotheses"][0]["label"].startswith(("MKRTYCHEV", "none of"))
    assert any("OFAC" in source["publisher"] for source in found["sources"].values())


def test_a_silence_is_no_clearance(match) -> None:
    ran = match("Wholly Unheard Of Bakery", "--list", "ours.csv")
    assert ran.code == 0
    assert "not a clearance" in ran.out


def test_why_not_explains_a_silence(match) -> None:
    ran = match("Zubov Fisheries", "--list", "ours.csv", "--why-not", "Zubov Trading Resources Limited")
    assert "fisheries" in ran.out
    assert "(nothing)" in ran.out
    wrong = match("Zubov", "--list", "ours.csv", "--why-not", "Zubov Trading Resources Limitid")
    assert wrong.code == 2
    assert "did you mean Zubov Trading Resources Limited" in wrong.err


@pytest.mark.parametrize("ending", ["json", "csv", "html"])
def test_the_answer_is_written_in_the_format_of_the_ending(match, desk: Path, ending: str) -> None:
    ran = match("Zubov Trading", "--list", "ours.csv", "--threshold", "-2", "--output", f"out.{ending}")
    assert ran.code == 0
    assert "Zubov Trading Resources Limited" in (desk / f"out.{ending}").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        ((), 2, "no name was given"),
        (("  ",), 2, "no name was given"),
        (("x", "--prior", "3"), 2, "share of parties"),
        (("x", "--prior", "1/0"), 2, "share of parties"),
        (("x", "--threshold", "nan"), 2, "log10"),
        (("x", "--id", "tax"), 2, "KIND=VALUE"),
        (("x", "--list", "nowhere.xml"), 3, "no such file"),
        (("x", "--list", "unheard"), 2, "unheard"),
        (("x", "--as-of", "2023"), 2, "not a day"),
        (("missing.csv",), 3, "no such file"),
        (("ours.csv", "Zubov"), 2, "cannot be asked together"),
        (("ours.csv", "--born", "1966"), 2, "typed names"),
        (("x", "--output", "x.docx"), 2, "ending"),
    ],
)
def test_what_is_wrong_is_said_in_two_lines(match, argv: tuple[str, ...], code: int, said: str) -> None:
    ran = match(*argv)
    assert (ran.code, len(ran.err.strip().splitlines())) == (code, 2), ran.err
    assert said in ran.err


@pytest.mark.parametrize("name", ["=1+1", "--", "\u202eabc", "a" * 100_000, "\x1b[31mred", "---"])
def test_hostile_names_are_answered(match, name: str) -> None:
    ran = match("--list", "ours.csv", "--", name)
    assert ran.code == 0, ran.err
    assert "\x1b[31m" not in ran.out
    assert "\u202e" not in ran.out


def test_a_share_is_read_as_people_write_it() -> None:
    from headstamp.cli.asking import Prior

    read = Prior()
    assert [read.convert(text, None, None) for text in ("1/5000", "1/5,000", "0.001")] == [0.0002, 0.0002, 0.001]


def test_a_list_of_a_past_day_is_asked(match) -> None:
    """What was not yet listed must not be said to have been."""
    early = match("Ashot Mkrtychev", "--threshold", "-2", "--as-of", "2015-01-01")
    assert "MKRTYCHEV, Ashot" not in early.out


def test_a_decision_is_kept_applied_and_reopened(match, run) -> None:
    asked = ("Zubov Trading", "--country", "CY", "--list", "ours.csv")
    kept = run(
        "decide", asked[0], "Zubov Trading Resources Limited", *asked[1:], "--not-same", "--by", "A. Kim", "--why", "a bakery"
    )
    assert kept.code == 0
    assert "not the same" in kept.out
    again = match(*asked, "--threshold", "-3")
    assert "Decided: not the same, by A. Kim" in again.out
    assert "Reopened" not in again.out
    other = match(asked[0], "--country", "KP", "--list", "ours.csv", "--threshold", "-3")
    assert "Reopened" in other.out
    assert "a bakery" in run("decide").out


def test_a_decision_without_a_reason_is_refused(match, run) -> None:
    ran = run("decide", "Zubov", "Zubov Trading Resources Limited", "--list", "ours.csv", "--same")
    assert ran.code == 2
    assert "--why" in ran.err


def test_nothing_decided_says_so(match, run) -> None:
    assert "nothing was decided" in run("decide").out


def test_help_and_version_do_not_wait_for_the_matcher() -> None:
    """Half a second of imports at every `--version` is felt in every script."""
    code = "import sys, headstamp.cli.match, headstamp.cli.decide; "
    code += "print([m for m in ('numba', 'numpy', 'pydantic') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


@pytest.mark.parametrize("name", ["parties.csv.gz", "parties.txt"])
def test_a_file_is_never_asked_as_a_name(match, desk: Path, name: str) -> None:
    """`No listed party comes near 'parties.csv.gz'` was read as a clearance of all parties in it."""
    data = b"name\nMirembek Tashkulov\n"
    (desk / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    ran = match(name, "--list", "ours.csv", "--threshold", "-2", "--output", "out.csv")
    assert ran.code == 0
    assert "1 with a hit" in ran.out


@pytest.mark.parametrize("name", ["parties.xlsx", "parties.json", "parties.zip"])
def test_a_file_that_is_not_read_is_told(match, desk: Path, name: str) -> None:
    assert match(name).code == 3
    (desk / name).write_text("{}")
    ran = match(name, "--list", "ours.csv")
    assert ran.code == 2
    assert "unknown ending" in ran.err


def test_a_name_of_100_000_signs_does_not_bury_the_answer(match) -> None:
    ran = match("Mirembek Tashkulov " + "x" * 100_000, "--list", "ours.csv", "--threshold", "-9")
    assert len(ran.out) < 8_000
    assert "longer than 600 signs" in " ".join(ran.out.split())


def test_nothing_is_decided_of_a_name_that_cannot_be_compared(run, match) -> None:
    ran = run("decide", "\u200b", "1", "--list", "ours.csv", "--same", "--by", "K", "--why", "x")
    assert ran.code == 2


def test_signs_that_act_do_not_reach_the_terminal(run, match) -> None:
    ran = run("decide", "Zubov\x1b[31m\u202e", "1", "--list", "ours.csv", "--same", "--by", "K\x1b[2J", "--why", "x")
    assert ran.code == 0
    missing = match("no\x1b[31m\u202e.csv")
    for text in (ran.out, missing.err):
        assert not set("\x1b\u202e") & set(text)


def test_two_decisions_at_once_are_refused(match, run) -> None:
    ran = run("decide", "Zubov", "Zubov Trading Resources Limited", "--list", "ours.csv", "--same", "--unsure", "--why", "x")
    assert ran.code != 0
    assert "exclude each other" in ran.err
