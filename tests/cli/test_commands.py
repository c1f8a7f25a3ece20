from __future__ import annotations

import csv
import json

import pytest

from headstamp.cli.explain import every_rule

CASE = {"record": {"kind": "cartridge", "calibre": "12.7x108", "headstamp": "41 91"}, "truth": {"country": "CN"}}


def test_link_finds_the_same_lot_and_does_not_overrate_the_rockets(run) -> None:
    """The founding example: the same designation in two places shows a family, not a shared delivery."""
    ran = run("link", "recovery.yaml", "other-finds.csv", "--json")
    assert ran.code == 0
    by_pair = {finding["subject"]: finding["answer"] for finding in json.loads(ran.out)["links"]}
    lots = [a for s, a in by_pair.items() if "mora-tin-1" in s and "tarn-tin-1" in s]
    rockets = [a for s, a in by_pair.items() if "rocket-1" in s and "sel-rocket" in s]
    assert "same lot" in lots[0].lower()
    assert "link not shown" in rockets[0].lower()


def test_link_writes_what_it_prints(run, desk) -> None:
    assert run("link", "recovery.yaml", "other-finds.csv", "--output", "links.csv").code == 0
    assert len(list(csv.reader((desk / "links.csv").read_text(encoding="utf-8-sig").splitlines()))) > 5
    assert run("link", "recovery.yaml", "other-finds.csv", "--output", "links.json").code == 0
    assert b"Port Ibelle" not in (desk / "links.json").read_bytes() + (desk / "links.csv").read_bytes()


def test_profile_counts_every_round_once(run, desk) -> None:
    ran = run("profile", "other-finds.csv", "--output", "p.csv", "--html", "p.html")
    assert ran.code == 0
    assert "CN" in ran.out or "China" in ran.out
    assert (desk / "p.csv").read_text(encoding="utf-8-sig")
    assert "<script" not in (desk / "p.html").read_text(encoding="utf-8")


def test_profile_counts_a_closed_calibre_as_not_recorded(run, desk) -> None:
    """A calibre that the record closes stood in the public table of calibres."""
    record = {
        "id": "a",
        "kind": "cartridge",
        "headstamp": "41 91",
        "calibre": "12.7x108",
        "sensitivity": {"calibre": "restricted"},
    }
    (desk / "closed.json").write_text(json.dumps([record]))
    assert "12.7x108" not in run("profile", "closed.json").out
    assert "12.7x108" in run("profile", "closed.json", "--profile", "partner").out


def test_template_never_overwrites_a_filled_form(run, desk) -> None:
    assert run("template", "form.csv").code == 0
    (desk / "form.csv").write_text("filled")
    ran = run("template", "form.csv")
    assert ran.code == 2
    assert (desk / "form.csv").read_text() == "filled"


@pytest.mark.parametrize("name", ["f.csv", "f.xlsx", "f.json", "f.yaml"])
def test_templates_are_written(run, desk, name) -> None:
    assert run("template", name).code == 0
    assert (desk / name).stat().st_size > 50


def test_template_to_stdout_is_the_form_alone(run) -> None:
    ran = run("template", "--format", "csv")
    assert ran.out.startswith("id")
    assert ran.err == ""
    assert run("template", "x.csv", "--format", "csv").code == 2


def test_shipped_packs_hold_together(run) -> None:
    ran = run("packs", "check")
    assert ran.code == 0, ran.out
    assert "cartridges: holds together" in ran.out


def test_a_pack_whose_example_does_not_match_is_refused_by_row(run, desk) -> None:
    marks = desk / "agency-pack" / "marks.csv"
    marks.write_text(marks.read_text().replace("XQZ 78", "QQQ 78"))
    ran = run("packs", "check", "agency-pack")
    assert ran.code == 4
    assert "marks.csv" in ran.out + ran.err
    assert "ag001" in ran.out or "row 2" in ran.out + ran.err


def test_a_folder_that_is_no_pack(run) -> None:
    for argv in (("packs", "check", "."), ("trace", "539 67", "--pack", ".")):
        ran = run(*argv)
        assert ran.code == 4
        assert "pack.toml" in ran.out + ran.err


def test_packs_are_listed_and_shown_with_their_sources(run) -> None:
    assert "agency" in run("packs", "list", "--pack", "agency-pack").out
    assert "ag_0412" in run("packs", "show", "agency", "--pack", "agency-pack").out
    ran = run("packs", "show", "nosuch")
    assert ran.code == 2
    assert "cartridges" in ran.err


def test_explain_prints_the_rule_in_its_own_words(run) -> None:
    rules = every_rule()
    listed = run("explain").out
    name = next(iter(rules))
    assert all(rule in listed for rule in rules)
    assert (rules[name].__doc__ or "").split("\n")[0].strip() in run("explain", name).out
    ran = run("explain", name[:-1])
    assert ran.code == 2
    assert name in ran.err


def test_evaluate_scores_cases(run, desk) -> None:
    blank = {"record": {"kind": "cartridge", "headstamp": "blank"}, "truth": {"country": "SU"}, "answerable": False}
    (desk / "cases.jsonl").write_text(json.dumps(CASE) + "\n\n" + json.dumps(blank) + "\n")
    scores = json.loads(run("evaluate", "trace", "cases.jsonl", "--json").out)
    assert scores["n"] == 2
    assert scores["country_top1"] == 1.0
    assert scores["abstained"] == 1
    assert "country" in run("evaluate", "trace", "cases.jsonl").out


@pytest.mark.parametrize("line", ["{", "[]", '{"truth": {}}', '{"record": {"headstamp": "539", "quantity": -4}, "truth": {}}'])
def test_a_case_that_cannot_be_read_is_named_and_counted(run, desk, line) -> None:
    """Dropping hard cases silently would flatter the tool."""
    (desk / "cases.jsonl").write_text(json.dumps(CASE) + "\n" + line + "\n")
    ran = run("evaluate", "trace", "cases.jsonl", "--json")
    assert ran.code == 0
    assert json.loads(ran.out)["set_aside"] == 1
    assert "cases.jsonl, row 2" in ran.err


def test_confident_wrong_answers_are_counted_and_named(run, desk) -> None:
    wrong = {"record": {**CASE["record"], "id": "x-1"}, "truth": {"country": "FR"}}
    (desk / "cases.jsonl").write_text(json.dumps(wrong) + "\n")
    scores = json.loads(run("evaluate", "trace", "cases.jsonl", "--json").out)
    assert scores["confident_wrong"] == 1
    assert scores["confident_wrong_ids"] == ["x-1"]
    assert "x-1" in run("evaluate", "trace", "cases.jsonl").out


def test_a_file_without_cases_is_an_error(run, desk) -> None:
    (desk / "cases.jsonl").write_text("\n")
    assert run("evaluate", "trace", "cases.jsonl").code == 3
