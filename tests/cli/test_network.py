"""`headstamp network`: each question asked of the pack, of tables of one's own, of kept lists; and what is refused."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from headstamp.cli import network_owned, network_questions
from headstamp.reason.network.graph import CAP
from headstamp.reason.network.profiles import PROFILES

SHARES = ("--shares", "network/shares.csv", "--blocked", "Ibelle Holding")
TARN = "Tarn Freight Forwarding"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEADSTAMP_HOME", str(tmp_path / "home"))


def test_values_spelled_out_for_help_are_those_of_the_library() -> None:
    assert network_questions.CAP == CAP
    assert set(network_owned.RULES) == {p.id for p in PROFILES} | {"ofac", "eu", "uk"}


def test_who_tells_the_levels_the_cells_and_where_it_ends(run) -> None:
    ran = run("network", "who", "KOMID", "--on", "2016-12-31")
    assert ran.code == 0
    for text in (
        "SECOND ECONOMIC COMMITTEE directs it",
        "representative in Iran",
        "Where the evidence ends",
        "[1]",
        "2009-04-24",
    ):
        assert text in ran.out
    assert "profile “public”" in ran.out


def test_where_the_companies_of_a_person_are_and_since_when_they_are_listed(run) -> None:
    told = " ".join(run("network", "who", "builtin/ashot-mkrtychev").out.split())
    assert "VERSOR S.R.O. (company, Slovakia): US Treasury, OFAC: Specially Designated Nationals, since 2023-08-16" in told
    assert "LIMITED LIABILITY COMPANY VERUS (company, Russia)" in told
    assert "DEFENSE ENGINEERING LIMITED LIABILITY PARTNERSHIP (company, Kazakhstan)" in told
    shown = json.loads(run("network", "who", "builtin/ashot-mkrtychev", "--json").out)["network"]["nodes"]
    assert next(n for n in shown if n["id"] == "builtin/versor")["countries"] == ["Slovakia"]


def test_a_name_on_papers_that_was_matched_with_nothing_is_told(run, desk: Path) -> None:
    run("case", "new", "c.headstamp", "--title", "T", "--who", "A. Kim")
    run("case", "add", "c.headstamp", "case/declarations.csv", "--who", "A. Kim")
    asked = ("network", "listed", "Velmar Marine Eng. Trading", "--case", "c.headstamp")
    assert "`headstamp case chain` asks the lists itself" in " ".join(run(*asked).out.split())
    matched = ("match", "Velmar Marine Eng. Trading", "--list", "case/watch.csv", "--output", "m.json")
    run(*matched)
    run("case", "add", "c.headstamp", "m.json", "--who", "A. Kim")
    run("case", "add", "c.headstamp", "--list", "case/watch.csv", "--listed", "watch/V1", "--who", "A. Kim")
    told = " ".join(run(*asked).out.split())
    assert "asks the lists itself" not in told
    assert "ties on record lead to 1 listed party: Velmar Marine Engineering Trading Co." in told


def test_a_path_marks_its_weakest_hop(run) -> None:
    ran = run("network", "path", "builtin/verus", "builtin/versor", "--k", "1")
    assert "WEAKEST HOP" in ran.out
    assert ran.out.count("WEAKEST HOP") == 1
    assert "taken for" not in ran.err


def test_an_unverified_tie_cannot_be_missed_and_can_be_left_out(run) -> None:
    name = "MANSUDAE OVERSEAS PROJECT GROUP OF COMPANIES"
    told = run("network", "who", name).out
    assert "(UNVERIFIED)" in told.split("evidence:")[0]  # in the sentence itself
    assert told.count("UNVERIFIED") >= 3
    assert "UNVERIFIED" not in run("network", "who", name, "--sourced-only").out


def test_the_sum_of_the_rule_line_by_line(run) -> None:
    ran = run("network", "owned", TARN, *SHARES)
    assert "Yes: by the shares on record" in ran.out
    assert "40 % of Tarn Freight Forwarding is held by Ostrel Marine: counts in full" in ran.out
    assert "UNVERIFIED" in ran.out  # the rule itself
    held = json.loads(run("network", "owned", TARN, *SHARES, "--json").out)["network"]
    assert (held["verdict"], held["threshold"]) == ("yes", "50 % or more")
    assert [line["counts"] for line in held["lines"]] == ["yes", "yes", "no", "yes"]


@pytest.mark.parametrize(("rule", "answer"), [("uk", "no"), ("eu", "yes"), ("ofac-2008", "yes")])
def test_another_regime_adds_up_otherwise(run, rule: str, answer: str) -> None:
    assert json.loads(run("network", "owned", TARN, *SHARES, "--rule", rule, "--json").out)["network"]["verdict"] == answer


def test_ties_of_ones_own_share_an_address(run) -> None:
    ran = run("network", "shared", TARN, "--ties", "network/ties.csv")
    assert "Sandrel Stores" in ran.out
    assert "invoice 118 (fictional)" in ran.out


def test_a_day_after_a_tie_ended_has_no_path(run) -> None:
    ask = ("network", "path", "Sandrel Stores", "Ostrel Marine", "--ties", "network/ties.csv", "--k", "1")
    assert "director of" in run(*ask, "--on", "2022").out
    gone = json.loads(run(*ask, "--on", "2024", "--json").out)["finding"]["reasons"]
    assert not any("R. Ostrel" in reason["sentence"] and "2023-06" in reason["sentence"] for reason in gone)


def test_rows_set_aside_are_counted_and_named(run, desk: Path) -> None:
    rows = ("A,B,130,,,s", "A,A,60,,,s", "B,A,50,2024,2020,s", "B,A,70,,,s", "C,A,60,,,s")
    (desk / "odd.csv").write_text("subject,object,share,since,until,source\n" + "\n".join(rows), encoding="utf-8")
    ran = run("network", "owned", "own:a", "--shares", "odd.csv", "--blocked", "own:b")
    assert ran.code == 0
    assert "odd.csv: 2 of 5 rows set aside" in ran.err
    assert "column 'share'" in ran.err
    assert "add up to 130 %" in ran.out
    assert "own 60 % of itself" in ran.out


def test_where_a_type_went_is_no_forecast(run) -> None:
    ran = run("network", "where", "Glocom military radio", "--since", "2016")
    assert "Ethiopia" in ran.out
    assert "Malaysia" not in ran.out.split("Limits")[0].split("Where the evidence ends")[0]
    assert run("network", "where", "Glocom military radio", "--since", "soon").code == 2


def test_show_is_paged(run) -> None:
    ran = run("network", "show", "KOMID", "--size", "10", "--page", "2")
    assert "here 11 to 20, page 2 of" in " ".join(ran.out.split())
    assert run("network", "show", "KOMID", "--size", "10", "--page", "99").code == 2


def test_listed_parties_nearest_to_a_party(run) -> None:
    held = json.loads(run("network", "listed", "budnev-aleksey".join(("builtin/", "")), "--json").out)
    assert held["finding"]["basis"] == "no basis"  # a type of equipment is no way through to others
    held = json.loads(run("network", "listed", "SP Trading Ltd", "--json").out)["network"]
    assert all("SP Trading" not in part["title"] for part in held["parts"])


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (("who", "Kim"), "give the id of one"), (("who", "Nobodyatall Zzyzx"), "nobody and nothing"), (("who", ""), "no party"),
        (("who", "KOMID", "--on", "0000"), "no date"), (("who", "KOMID", "--on", "2016-13"), "no date"),
        (("who", "KOMID", "--output", "x.pdf"), "unknown ending"), (("path", "KOMID", "KOMID", "--k", "0"), "--k"),
        (("owned", "KOMID", "--rule", "ofac", "--on", "1999"), "earliest"), (("who", "builtin/komidd"), "nobody and nothing"),
        (("who", "KOMID", "--ties", "nothing.csv"), "no such file"), (("who", "KOMID", "--case", "nothing.case"), "no such case"),
        (("show", "KOMID", "--output", "network/ties.csv", "--ties", "network/ties.csv"), "over"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_said(run, argv: tuple[str, ...], words: str) -> None:
    ran = run("network", *argv)
    assert ran.code in (2, 3, 5)
    assert words in ran.err
    assert "Traceback" not in ran.err


def test_a_misspelt_name_is_met_with_the_nearest(run) -> None:
    ran = run("network", "who", "Ashott Mkrtychef")
    assert ran.code == 2
    assert "builtin/ashot-mkrtychev" in ran.err


def test_a_twin_on_a_kept_list_is_told_and_not_joined(run, desk: Path) -> None:
    head = "id,schema,name,countries,sanctions,first_seen\n"
    (desk / "harbour.csv").write_text(head + "h1,Company,VERSOR S.R.O.,sk,Harbour list,2024-01-01\n", encoding="utf-8")
    ran = run("network", "who", "VERSOR S.R.O.", "--list", "harbour.csv")
    assert ran.code == 0, ran.err
    assert "not joined by anybody" in ran.out
    assert "builtin/versor" in ran.out


def test_twins_that_a_person_joined_are_one_and_who_decided_is_for_the_team(run, desk: Path) -> None:
    head = "id,name,schema,country,programme,listed_on\n"
    (desk / "harbour.csv").write_text(head + "h1,VERSOR S.R.O.,Organization,SK,Harbour list,2024-01-01\n", encoding="utf-8")
    who = ("--who", "A. Kim")
    assert run("case", "new", "d.headstamp", "--title", "D", *who).code == 0
    assert run("case", "add", "d.headstamp", "--listed", "VERSOR S.R.O.", "--list", "harbour.csv", *who).code == 0
    asked = ("network", "who", "builtin/versor", "--case", "d.headstamp")
    assert "not joined by anybody" in run(*asked).out
    assert run("case", "decide", "d.headstamp", "builtin/versor", "harbour/harbour/h1", "--same", "--why", "one register",
               *who).code == 0  # fmt: skip
    public, team = run(*asked), run(*asked, "--profile", "confidential")
    assert "Taken for the same party" in public.out
    assert "not joined by anybody" not in public.out
    assert "A. Kim" not in public.out + public.err
    assert "one register" not in run(*asked, "--json").out
    assert "decided by A. Kim" in team.out


def test_files_by_their_ending(run, desk: Path) -> None:
    for name in ("a.json", "a.csv", "a.html", "a.svg"):
        assert run("network", "who", "KOMID", "--output", name).code == 0
    page = (desk / "a.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert not re.search(r"(?:src|href)=\"(?!#)", page)
    rows = list(csv.DictReader(io.StringIO((desk / "a.csv").read_text(encoding="utf-8-sig"))))
    assert {row["profile"] for row in rows} == {"public"}
    assert json.loads((desk / "a.json").read_text(encoding="utf-8"))["network"]["ties"]
    assert (desk / "a.svg").read_text(encoding="utf-8").startswith("<svg")


def test_a_hostile_name_is_harmless_everywhere(run, desk: Path) -> None:
    name = '=HYPERLINK("x")<script>alert(1)</script>\u202e\x1b[31m'
    with (desk / "bad.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("subject", "relation", "object", "source"), (name, "owns", "Tarn", "</svg><b>s")])
    out = run("network", "show", "Tarn", "--ties", "bad.csv").out
    assert "\x1b" not in out
    assert "\u202e" not in out
    for ending in ("html", "svg", "csv", "json"):
        assert run("network", "show", "Tarn", "--ties", "bad.csv", "--output", f"o.{ending}").code == 0
        text = (desk / f"o.{ending}").read_text(encoding="utf-8")
        assert "\u202e" not in text
        assert "\x1b" not in text
        assert ending not in ("html", "svg") or ("<script>" not in text and "<b>s" not in text)
    cells = next(iter(csv.DictReader(io.StringIO((desk / "o.csv").read_text(encoding="utf-8-sig")))))
    assert not any(cell.startswith("=") for cell in cells.values())


def test_the_same_question_gives_the_same_bytes(run) -> None:
    ask = ("network", "path", "Gazaryan", "Defense Engineering", "--json")
    assert run(*ask).out == run(*ask).out
