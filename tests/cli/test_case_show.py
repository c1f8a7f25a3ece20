"""`headstamp case show` and `case search`, as a person runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from headstamp.case import Case, Draft
from headstamp.case.contents import of_claim, of_node
from headstamp.case.schema import KINDS
from headstamp.cli import case_kinds
from headstamp.core.claim import Citation, Claim
from headstamp.core.record import Sensitivity
from headstamp.reason.network.model import Node, NodeKind

CLOSED = ("Port Ibelle", "fictional holder", "A. Example", "crate-1-a.jpg", "2026-03-11", "A. Kim", "0.5,", "-30.5")


@pytest.fixture
def case(run, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HEADSTAMP_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HEADSTAMP_WHO", "A. Kim")
    run("case", "new", "c.headstamp", "--title", "Crate at the north gate")
    run("case", "add", "c.headstamp", "recovery.yaml")
    return desk / "c.headstamp"


@pytest.fixture
def show(run, case: Path):
    return lambda *argv: run("case", "show", "c.headstamp", *argv)


@pytest.fixture
def search(run, case: Path):
    return lambda *argv: run("case", "search", "c.headstamp", *argv)


def test_the_kinds_are_those_of_a_case() -> None:
    assert case_kinds.KINDS == KINDS


def test_entries_of_a_merged_ledger_stand_behind_our_own(run, show, case: Path) -> None:
    run("case", "new", "field.headstamp", "--title", "T", "--who", "B. Park")
    run("case", "add", "field.headstamp", "other-finds.csv", "--who", "B. Park")
    ours = len(json.loads(show("--ledger", "--json").out)["entries"])
    run("case", "merge", "c.headstamp", "field.headstamp")
    told = json.loads(show("--ledger", "--json", "--profile", "confidential").out)["entries"]
    theirs = [entry for entry in told if entry["merged"]]
    assert [entry["seq"] for entry in theirs] == list(range(1, len(theirs) + 1))
    assert {(entry["who"], entry["merged"]) for entry in theirs} == {("B. Park", ours + 1)}
    said = show("--ledger", "--profile", "confidential").out
    assert f"came with the case merged in entry {ours + 1}" in " ".join(said.split())
    assert "B. Park" not in show("--ledger").out
    few = show("--ledger", "--after", str(ours), "--limit", "3").out
    assert "more of merged ledgers" in few


def test_a_redacted_copy_counts_no_bytes_that_it_does_not_hold(run, show) -> None:
    run("case", "redact", "c.headstamp", "--to", "out.headstamp")
    assert "(0 bytes in the vault)" in run("case", "show", "out.headstamp").out


def test_a_case_at_a_glance(show) -> None:
    ran = show("--profile", "confidential")
    words = " ".join(ran.out.split())
    for said in (
        "Crate at the north gate",
        "record 12",
        "file 1",
        "A. Kim 14 entries",
        "Last of 14 entries",
        "head ",
        "not locked",
    ):
        assert said in words, said
    told = json.loads(show("--json", "--profile", "confidential").out)
    assert (told["kinds"], told["entries"], told["profile"]) == ({"file": 1, "record": 12}, 14, "confidential")


def test_an_object_is_shown_with_who_may_see_each_field(show) -> None:
    ran = show("record/crate-1", "--profile", "confidential")
    told = json.loads(show("record/crate-1", "--profile", "confidential", "--json").out)
    level = {line["path"]: (line["sensitivity"], bool(line["key"])) for line in told["fields"]}
    assert level["marks[1].text"] == ("public", False)
    assert level["recovery.recovered"] == ("restricted", False)
    assert level["recovery.holder"] == ("confidential", True)
    assert level["recovery.place.lat"] == ("confidential", True)
    assert "fictional holder" in ran.out
    assert [line["id"] for line in told["resting"]] == ["rocket-1", "warhead-1"]
    assert told["versions"][0]["entry"]["who"] == "A. Kim"


@pytest.mark.parametrize(
    "argv", [(), ("record/crate-1",), ("--kind", "record"), ("--ledger",), ("--json",), ("record/crate-1", "--json")]
)
def test_nothing_closed_stands_in_a_public_output(show, argv: tuple[str, ...]) -> None:
    ran = show(*argv)
    assert ran.code == 0
    assert not [value for value in CLOSED if value in ran.out]
    assert "public" in ran.out


def test_a_public_page_holds_nothing_closed_either(show, desk: Path) -> None:
    for number, argv in enumerate(((), ("record/crate-1",), ("--ledger",))):
        assert show(*argv, "--output", f"{number}.html").code == 0
        page = (desk / f"{number}.html").read_text(encoding="utf-8")
        assert not [value for value in CLOSED if value in page]
        assert "Profile: public." in page
        assert "default-src 'none'" in page


def test_every_version_says_what_was_otherwise(run, show) -> None:
    text = Path("recovery.yaml").read_text(encoding="utf-8").replace("quantity: 6", "quantity: 7")
    Path("recovery.yaml").write_text(text, encoding="utf-8")
    assert run("case", "add", "c.headstamp", "recovery.yaml", "--revise", "--who", "B. Lee").code == 0
    told = json.loads(show("record/rocket-1", "--profile", "confidential", "--json").out)
    assert [v["entry"]["who"] for v in told["versions"]] == ["A. Kim", "B. Lee"]
    assert [(line["path"], line["value"]) for line in told["versions"][0]["was"]] == [("quantity", "6")]
    assert "quantity: was 6" in show("record/rocket-1").out
    old = json.loads(show("record/rocket-1", "--version", "1", "--json").out)
    assert old["body"]["item"]["quantity"] == 6


def test_a_finding_is_shown_with_its_reasons_and_sources(run, show) -> None:
    run("trace", "recovery.yaml", "--output", "f.json")
    run("case", "add", "c.headstamp", "f.json")
    crate = json.loads(show("record/crate-1", "--json").out)
    (finding,) = [line["id"] for line in crate["resting"] if line["kind"] == "finding"]
    ran = show(f"finding/{finding[:8]}")
    assert ran.code == 0
    for said in ("Whose packaging is this?", "For Democratic People's Republic of Korea", "Sources", "record/crate-1"):
        assert said in ran.out, said
    told = json.loads(show(f"finding/{finding}", "--json").out)
    assert told["sources"]
    assert show(f"finding/{finding}", "--output", "f.html").code == 0
    assert "Chosun Ilbo" in Path("f.html").read_text(encoding="utf-8")


def test_a_file_says_what_came_of_it(show) -> None:
    told = json.loads(show("--kind", "file", "--json").out)
    name = told["objects"][0]["id"]
    assert "12 records" in show(f"file/{name[:12]}…").out


def test_long_lists_are_paged_until_nothing_is_left(show) -> None:
    seen, after = [], ""
    while True:
        told = json.loads(show("--kind", "record", "--limit", "5", "--json", *(("--after", after) if after else ())).out)
        seen += [line["id"] for line in told["objects"]]
        if not told["more"]:
            break
        after = told["after"]
    assert len(seen) == len(set(seen)) == 12
    ran = show("--ledger", "--limit", "3", "--after", "10")
    assert "and 1 more: --ledger --after 13" in ran.out


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (("record/crat",), 2, "record/crate-1"),
        (("record/none-such",), 2, "--kind record"),
        (("crate-1",), 2, "KIND/ID"),
        (("weapon/x",), 2, "KIND/ID"),
        (("record/crate-1", "--ledger"), 2, "exclude"),
        (("--version", "1"), 2, "--version"),
        (("record/crate-1", "--version", "9"), 2, "no record"),
        (("--after", "x"), 2, "--after"),
        (("--ledger", "--after", "x"), 2, "number of an entry"),
        (("--output", "x.docx"), 2, "ending"),
        (("--output", "c.headstamp"), 2, "ending"),
    ],
)
def test_what_is_wrong_is_said_in_two_lines(show, argv: tuple[str, ...], code: int, said: str) -> None:
    ran = show(*argv)
    assert (ran.code, len(ran.err.strip().splitlines())) == (code, 2), ran.err
    assert said in ran.err


def test_what_is_no_case_is_said_in_two_lines(run, case: Path) -> None:
    data = case.read_bytes()
    Path("cut.headstamp").write_bytes(data[:50_000])
    Path("db.headstamp").write_bytes(b"SQLite format 3\0" + bytes(4080))
    for name in ("cut.headstamp", "db.headstamp", "nope.headstamp", "lists"):
        for act in (("show", name), ("search", name, "x"), ("add", name, "recovery.yaml")):
            ran = run("case", *act)
            assert ran.code == 3, (act, ran.err)
            assert ran.err.count("error:") == ran.err.count("hint:") == 1


def test_words_pieces_and_single_hangul_signs_are_found(search) -> None:
    assert "record/rocket-1" in search("방").out
    assert "record/crate-1" in search("bulldozer").out
    assert "[ulldoz]" in search("ulldoz").out
    assert "record/gun-1" in search("type", "73", "--kind", "record").out
    told = json.loads(search("cartridge", "--limit", "2", "--json").out)
    assert (len(told["hits"]), told["more"]) == (2, True)
    assert "[cartridge]" in told["hits"][0]["snippet"]


@pytest.mark.parametrize("word", ["Ibelle", "2026-03-11", "crate-1-a.jpg", "disposal", "fictional holder"])
def test_a_closed_value_finds_nothing_for_the_public(search, word: str) -> None:
    ran = search(word)
    assert ran.code == 0
    assert "record/" not in ran.out
    assert json.loads(search(word, "--json").out)["hits"] == []


def test_a_closed_value_is_found_by_the_team(search) -> None:
    """The holder is kept encrypted and stands in no index; a place and a note do."""
    assert "[Ibelle]" in search("Ibelle", "--profile", "confidential").out
    assert "record/warhead-1" in search("disposal", "--profile", "confidential").out
    assert "record/" not in search("fictional holder", "--profile", "confidential", "--kind", "claim").out


def test_an_open_word_beside_a_closed_one_does_not_open_it(search) -> None:
    assert "record/" in search("packaging").out
    assert "record/" not in search("packaging", "Ibelle").out


@pytest.mark.parametrize("argv", [(), ("  ",), ("!!",), ("x" * 600,)])
def test_a_search_for_nothing_is_refused(search, argv: tuple[str, ...]) -> None:
    ran = search(*argv)
    assert ran.code in (2, 3)
    assert len(ran.err.strip().splitlines()) == 2


def test_a_confidential_party_is_not_named_to_the_public(case: Path, show, search) -> None:
    node = Node(id="n7", kind=NodeKind.PERSON, name="Quill Fictional", sensitivity=Sensitivity.CONFIDENTIAL)
    claim = Claim(
        id="c1", subject="record/crate-1", predicate="seen by", value="Quill Fictional", citation=Citation(source_id="s")
    )
    with Case.open(case, who="A. Kim") as c:
        c.write([of_node(node), of_claim(claim)])
    for ran in (show("--kind", "entity"), show("entity/n7"), show("record/crate-1"), show("claim/c1"), search("Quill")):
        assert ran.code == 0, ran.err
        assert "Quill" not in ran.out.replace("holds “Quill”", "")
    assert "Quill Fictional" in show("entity/n7", "--profile", "confidential").out
    resting = json.loads(show("record/crate-1", "--json").out)["resting"]
    assert ("claim", "subject") in {(line["kind"], line["how"]) for line in resting}


def test_signs_that_act_reach_neither_terminal_nor_page(case: Path, show, search) -> None:
    hostile = "\x1b[31m\u202e<script>alert(1)</script>"
    with Case.open(case, who="A. Kim") as c:
        c.write([of_node(Node(id=f"n {hostile[5:]}", name=hostile)), Draft("request", "r1", {"odd": hostile})])
    for argv in (("--kind", "entity"), ("--ledger",), (), ("request/r1", "--profile", "confidential")):
        ran = show(*argv)
        assert ran.code == 0, ran.err
        assert not {"\x1b", "\u202e"} & set(ran.out)
        assert show(*argv, "--output", "h.html").code == 0
        page = Path("h.html").read_text(encoding="utf-8")
        assert "<script" not in page
        assert "\u202e" not in page
    assert not {"\x1b", "\u202e"} & set(search("alert", "--json").out)


def test_a_destroyed_key_leaves_a_field_that_says_so(case: Path, show) -> None:
    from headstamp.case import destroy_key

    told = json.loads(show("record/crate-1", "--json", "--profile", "confidential").out)
    key = next(line["key"] for line in told["fields"] if line["path"] == "recovery.holder")
    with Case.open(case, who="A. Kim") as c:
        destroy_key(c, key, "asked for")
    told = json.loads(show("record/crate-1", "--json", "--profile", "confidential").out)
    assert next(line["value"] for line in told["fields"] if line["path"] == "recovery.holder") == "[erased]"
