"""`headstamp case decide` and what can go wrong with it and with `case chain`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

CASE = "c.headstamp"


@pytest.fixture
def filled(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("HEADSTAMP_WHO", "A. Example")
    monkeypatch.setenv("HEADSTAMP_HOME", "home")
    assert run("case", "new", CASE, "--title", "T").code == 0
    assert run("case", "add", CASE, "case/declarations.csv").code == 0
    for name in ("lists/watch-2025.csv", "lists/watch-2026.csv"):
        assert run("case", "add", CASE, "--list", name, "--listed", "Orsa Machine Works").code == 0
    return run


def decide(run: Run, *argv: str) -> tuple[int, str, str]:
    return run("case", "decide", CASE, *argv)


def test_twins_on_two_lists_are_joined_and_parted_and_both_stay(filled: Run) -> None:
    twins = ("watch-2025/F1", "watch-2026/F1")
    code, out, err = decide(filled, *twins, "--same", "--why", "one address")
    assert code == 0, err
    assert "are one party; decided by A. Example on " in out
    assert decide(filled, *twins, "--not-same", "--why", "two numbers", "--who", "B. Example")[0] == 0
    taken = json.loads(decide(filled, "--json", "--profile", "confidential")[1])["decisions"]
    assert [(each["decision"], each["by"], each["why"]) for each in taken] == [("not the same", "B. Example", "two numbers")]
    ledger = filled("case", "show", CASE, "--ledger", "--profile", "confidential").out
    assert "A. Example" in ledger
    assert "B. Example" in ledger


def test_who_and_why_are_for_the_team(filled: Run) -> None:
    decide(filled, "Velmar Marine Engineering", "watch-2025/F1", "--unsure", "--why", "a witness, C. Example, says so")
    public = decide(filled)
    assert "cannot be told apart or joined yet" in public[1]
    assert "Example" not in public[1]
    assert "withheld" in public[2]
    assert "C. Example" in decide(filled, "--profile", "confidential")[1]


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (("watch-2025/F1",), "a decision needs A, B"),
        (("watch-2025/F1", "watch-2026/F1", "--same"), "a decision needs A, B"),
        (("watch-2025/F1", "watch-2026/F1", "--same", "--unsure", "--why", "w"), "exclude each other"),
        (("watch-2025/F1", "watch-2025/F1", "--same", "--why", "w"), "are one statement"),
        (("Nobody Known", "watch-2025/F1", "--same", "--why", "w"), "no party or thing 'Nobody Known'"),
        (("Orsa Machine Works", "Tarn Freight Forwarding", "--same", "--why", "w"), "names 2 statements"),
        (("\x1b[31mred", "watch-2025/F1", "--same", "--why", "w"), "no party or thing"),
    ],
)
def test_what_is_unclear_is_asked_back_and_nothing_is_kept(filled: Run, argv: tuple[str, ...], says: str) -> None:
    code, out, err = decide(filled, *argv)
    assert (code, out) == (2, "")
    assert says in err
    assert "\x1b" not in err
    assert "nothing was decided" in decide(filled)[1]


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (("--on", "0000-01-01"), "is not a date"),
        (("--on", "soon"), "is not a date"),
        (("--on", "unknown"), "names no day"),
        (("zz",), "no record 'zz'"),
        (("--output", "x.docx"), "unknown ending"),
        (("--output", CASE + ".html", "--list", "none.csv"), "no such file"),
    ],
)
def test_a_chain_that_cannot_be_drawn_says_why(filled: Run, argv: tuple[str, ...], says: str) -> None:
    filled("case", "add", CASE, "case/recovery.yaml")
    code, out, err = filled("case", "chain", CASE, *argv)
    assert code != 0
    assert out == ""
    assert says in err
    assert "Traceback" not in err


def test_an_empty_case_has_no_chain_and_says_so(filled: Run) -> None:
    code, _, err = filled("case", "chain", CASE)
    assert code == 2
    assert "holds no record" in err


def test_a_missing_case_is_told(run: Run) -> None:
    assert "no such case" in run("case", "chain", "none.headstamp").err
    assert not Path("none.headstamp").exists()


def test_more_lists_are_asked_when_named(filled: Run) -> None:
    filled("case", "add", CASE, "case/recovery.yaml")
    own = filled("case", "chain", CASE, "--json").out
    more = filled("case", "chain", CASE, "--list", "case/watch.csv", "--json").out
    assert "may be Velmar Marine Engineering Trading Co" not in own
    assert "may be Velmar Marine Engineering Trading Co" in more


def test_the_order_of_dates_holds_for_readers_who_see_the_year_alone(filled: Run) -> None:
    """The day of recovery is withheld, and still decides: a public chain is not longer than the team's."""
    filled("case", "add", CASE, "case/recovery.yaml")
    ties = []
    for profile in ("public", "partner", "confidential"):
        answer = json.loads(filled("case", "chain", CASE, "--json", "--profile", profile).out)
        assert answer["profile"] == profile
        ties.append(len(answer["network"]["ties"]))
        assert ("2026-03-11" in json.dumps(answer)) is (profile != "public")
    assert len(set(ties)) == 1
