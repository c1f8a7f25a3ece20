from __future__ import annotations

import csv
import json

import pytest

from headstamp.reason import bulk


def test_a_typed_mark_is_answered_on_stdout(run) -> None:
    ran = run("trace", "bxn 54", "--calibre", "7.62x54R")
    assert ran.code == 0
    assert "Czechoslovakia" in ran.out
    assert ran.err == ""


def test_words_without_quotes_are_one_mark_and_this_is_said(run) -> None:
    """`headstamp trace 539 67` traced as two marks would read the year as a maker's number."""
    split, whole = run("trace", "539", "67", "--json"), run("trace", "539 67", "--json")
    assert json.loads(split.out) == json.loads(whole.out)
    assert 'read as one mark: "539 67"' in split.err


def test_quoted_marks_are_items_of_their_own(run) -> None:
    ran = run("trace", "539 67", "bxn 54", "--json")
    subjects = {finding["subject"] for entry in json.loads(ran.out)["items"] for finding in entry["findings"]}
    assert subjects == {"typed-1", "typed-2"}


def test_a_file_given_as_text_is_read(run) -> None:
    as_text, as_file = run("trace", "recovery.yaml", "--json"), run("trace", "--file", "recovery.yaml", "--json")
    assert as_text.out == as_file.out
    assert len(json.loads(as_text.out)["items"]) == 12


@pytest.mark.parametrize("argv", [("finds.csv",), ("--file", "finds"), ("no/such/finds.yaml",)])
def test_a_missing_file_is_not_traced_as_a_mark(run, argv) -> None:
    ran = run("trace", *argv)
    assert ran.code == 3
    assert "no such file" in ran.err


def test_nothing_to_trace(run) -> None:
    ran = run("trace")
    assert ran.code == 2
    assert "hint: give a mark" in ran.err


def test_an_endless_mark_is_an_error_with_its_reason(run) -> None:
    ran = run("trace", "7" * 10_000)
    assert ran.code == 3
    assert "500" in ran.err
    assert len(ran.err) < 600


def test_unknown_kind(run) -> None:
    ran = run("trace", "539 67", "--kind", "teapot")
    assert ran.code == 2
    assert "teapot" in ran.err


def test_rows_set_aside_are_counted_named_and_written(run, desk) -> None:
    """A row that vanishes silently falsifies every count that follows."""
    (desk / "bad.csv").write_text("id,kind,headstamp,heads_read,heads_seen\na,cartridge,539 67,5,3\nb,cartridge,539 67,3,5\n")
    ran = run("trace", "bad.csv", "--json", "--rejects", "aside.csv")
    assert ran.code == 0
    assert [entry["item"]["id"] for entry in json.loads(ran.out)["items"]] == ["b"]
    assert "1 set aside" in ran.err
    assert "row 2" in ran.err
    assert "539 67" in (desk / "aside.csv").read_text(encoding="utf-8-sig")


def test_a_file_of_which_nothing_can_be_read_stops_the_run(run, desk) -> None:
    (desk / "bad.csv").write_text("id,kind,headstamp,heads_read,heads_seen\na,cartridge,539 67,5,3\n")
    ran = run("trace", "bad.csv")
    assert ran.code == 3
    assert "no row could be read" in ran.err


def test_equal_ids_in_two_files_stay_two_items(run, desk) -> None:
    """Crate 1 of one team is not crate 1 of another."""
    (desk / "other.yaml").write_text("items: [{id: head-1, kind: cartridge, headstamp: 41 91, within: c}]")
    ran = run("trace", "recovery.yaml", "other.yaml", "--json", "--profile", "confidential")
    ids = [entry["item"]["id"] for entry in json.loads(ran.out)["items"]]
    assert len(ids) == len(set(ids)) == 13
    assert "other/head-1" in ids


@pytest.mark.parametrize("ending", ["json", "csv", "xlsx", "html", "jsonl"])
def test_every_output_is_written_and_hides_what_the_public_may_not_see(run, desk, ending) -> None:
    ran = run("trace", "recovery.yaml", "--output", f"out.{ending}")
    assert ran.code == 0, ran.err
    data = (desk / f"out.{ending}").read_bytes()
    assert data
    if ending != "xlsx":
        assert "방-122".encode() in data
        for planted in (b"Port Ibelle", b"fictional holder", b"fictional recorder", b"-30.5"):
            assert planted not in data
    assert [p.name for p in desk.iterdir() if p.name.startswith(".")] == []


def test_the_case_team_sees_everything(run, desk) -> None:
    run("trace", "recovery.yaml", "--output", "out.json", "--profile", "confidential")
    assert "Port Ibelle" in (desk / "out.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("argv", "code"),
    [(("--output", "out.doc"), 2), (("--output", "none/out.json"), 5), (("--report", "none/out.html"), 5)],
)
def test_an_output_that_cannot_be_written(run, argv, code) -> None:
    ran = run("trace", "539 67", *argv)
    assert ran.code == code
    assert "hint: " in ran.err


def test_outputs_are_the_same_bytes_for_the_same_input(run, desk) -> None:
    for name in ("a", "b"):
        run("trace", "recovery.yaml", "--output", f"{name}.json", "--report", f"{name}.html")
    assert (desk / "a.json").read_bytes() == (desk / "b.json").read_bytes()
    assert (desk / "a.html").read_bytes() == (desk / "b.html").read_bytes()


def test_the_report_loads_nothing(run, desk) -> None:
    run("trace", "recovery.yaml", "--report", "r.html")
    text = (desk / "r.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in text
    assert "<script" not in text
    assert "방-122" in text


def test_csv_has_one_row_an_item(run, desk) -> None:
    run("trace", "other-finds.csv", "--output", "out.csv")
    text = (desk / "out.csv").read_text(encoding="utf-8-sig")
    assert len(list(csv.DictReader(text.splitlines()))) == 12


def test_sourced_only_leaves_unverified_rows_out(run) -> None:
    """270 is known from unverified rows only: without them nothing may be said of it."""
    with_all, without = run("trace", "270 83", "--json"), run("trace", "270 83", "--json", "--sourced-only")
    assert '"unverified"' in with_all.out
    assert '"unverified"' not in without.out


def test_a_pack_beside_ours_answers_what_ours_cannot(run) -> None:
    silent = json.loads(run("trace", "XQZ 78", "--json").out)["items"][0]["findings"][0]
    told = json.loads(run("trace", "XQZ 78", "--json", "--pack", "agency-pack").out)["items"][0]["findings"][0]
    assert silent["basis"] == "no basis"
    assert told["hypotheses"][0]["country"] == "ZZ"
    assert silent["shelf_hash"] != told["shelf_hash"]


def test_a_stopped_run_is_kept_and_goes_on(run, desk, monkeypatch) -> None:
    """A night's work must not be lost to one key."""
    real = bulk.trace_many

    def stopping(items, *args, **kwargs):
        for number, pair in enumerate(real(items, *args, **kwargs)):
            if number == 4:
                raise KeyboardInterrupt
            yield pair

    monkeypatch.setattr(bulk, "trace_many", stopping)
    ran = run("trace", "other-finds.csv", "--output", "out.jsonl")
    assert ran.code == 130
    assert "4 of 12 records are in out.jsonl" in ran.err
    with (desk / "out.jsonl").open("a") as stream:
        stream.write('{"item": {"id": "cut o')  # what a power cut leaves
    monkeypatch.setattr(bulk, "trace_many", real)
    assert run("trace", "other-finds.csv", "--output", "out.jsonl", "--resume").code == 0
    lines = [json.loads(line) for line in (desk / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["item"]["id"] for line in lines] == [
        row["id"] for row in csv.DictReader((desk / "other-finds.csv").read_text(encoding="utf-8").splitlines())
    ]
    whole = run("trace", "other-finds.csv", "--output", "whole.jsonl")
    assert whole.code == 0
    assert (desk / "whole.jsonl").read_bytes() == (desk / "out.jsonl").read_bytes()


def test_resume_needs_lines_and_refuses_a_foreign_file(run, desk) -> None:
    assert run("trace", "539 67", "--resume").code == 2
    assert run("trace", "539 67", "--resume", "--output", "out.csv").code == 2
    (desk / "foreign.jsonl").write_text('{"a": 1}\n')
    ran = run("trace", "539 67", "--resume", "--output", "foreign.jsonl")
    assert ran.code == 5
    assert (desk / "foreign.jsonl").read_text() == '{"a": 1}\n'


def test_the_guided_key_asks_by_look_and_stops_at_will(run, monkeypatch) -> None:
    asked = []

    def answer(text: str, **_: object) -> str:
        asked.append(text)
        return "stop" if len(asked) == 3 else "n"

    monkeypatch.setattr("click.prompt", answer)
    ran = run("trace", "71 ??", "--calibre", "7.62x39", "--ask")
    assert ran.code == 0
    assert "Touch, move, clean and open nothing" in ran.err
    for question in asked:
        assert "cleared disposal personnel" not in question


def test_the_guided_key_is_about_one_item(run) -> None:
    assert run("trace", "recovery.yaml", "--ask").code == 2
