"""`headstamp case new` and `case add`, as a person runs them: real files into real cases."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.case import Case, Vault, verify
from headstamp.case.contents import consignments, findings, items, listings
from headstamp.cli.case_adding_kind import recognised
from headstamp.cli.case_adding_write import joined
from headstamp.core.errors import HeadstampError, UsageError

PAPERS = (
    "Document type,Document no.,House B/L,Item no.,Containers,Goods description,HS code,Gross weight kg,Shipper,Consignee\n"
    "declaration,D1,HB1,1,TARU0000017,engine parts,8409,900,Tarn Freight Forwarding,Orsa Mechanical\n"
    "declaration,D2,HB2,1,TARU0000022,tea,0902,300,Velund Tea,Ibelle Grocers\n"
)
BILLS = (
    "Document type,Document no.,House B/L,Item no.,Containers,Goods description,HS code,Gross weight kg,Shipper,Consignee\n"
    "bill,B1,HB1,1,TARU0000017,machinery,,905,Tarn Freight Forwarding,Orsa Mechanical\n"
)


@pytest.fixture
def case(run, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HEADSTAMP_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HEADSTAMP_WHO", "A. Kim")
    (desk / "papers.csv").write_text(PAPERS)
    (desk / "bills.csv").write_text(BILLS)
    assert run("case", "new", "c.headstamp", "--title", "Crate at the north gate").code == 0
    return desk / "c.headstamp"


@pytest.fixture
def add(run, case: Path) -> Callable[..., object]:
    return lambda *argv: run("case", "add", "c.headstamp", *argv)


def opened(case: Path) -> Case:
    return Case.open(case, readonly=True)


def entries(case: Path) -> int:
    with opened(case) as c:
        return sum(1 for _ in c.ledger())


def test_a_new_case_says_who_made_it_and_is_never_written_over(run, case: Path) -> None:
    with opened(case) as c:
        first = next(c.ledger())
        assert (first.who, c.body(c.get("case", "case"))["title"]) == ("A. Kim", "Crate at the north gate")
    again = run("case", "new", "c.headstamp", "--title", "Other")
    assert again.code == 5
    assert "never written over" in again.err
    assert run("case", "new", "d.headstamp", "--title", "  ").code == 2


def test_records_come_in_with_their_file_and_are_intact(case: Path, add) -> None:
    ran = add("recovery.yaml", "--note", "from the shared drive")
    assert ran.code == 0
    assert "12 new records (12 rows)" in ran.out
    assert "recognised as records" in ran.err
    with opened(case) as c:
        assert {"crate-1", "rocket-1"} <= {item.id for item in items(c)}
        (file,) = c.all("file")
        notes = {entry.note for entry in c.ledger() if entry.kind == "record"}
        assert notes == {f"from file/{file.id}; from the shared drive"}
        assert Vault(c).get(file.id) == Path("recovery.yaml").read_bytes()
    kept = [each.read_bytes() for each in (case.parent / "c.headstamp.vault").rglob("*") if each.is_file()]
    assert len(kept) == 1
    assert b"holder" not in kept[0], "the table names holders: it is kept encrypted"
    assert verify(case).intact


def test_a_file_is_kept_plain_where_that_is_asked_for(case: Path, add) -> None:
    Path("note.txt").write_text("open to all\n")
    assert add("recovery.yaml", "note.txt", "--plain").code == 0
    kept = {each.name: each.read_bytes() for each in (case.parent / "c.headstamp.vault" / "objects").iterdir()}
    assert set(kept.values()) == {Path("recovery.yaml").read_bytes(), b"open to all\n"}
    assert all(hashlib.sha256(data).hexdigest() == name for name, data in kept.items())
    assert verify(case).intact
    assert add("--plain", "--listed", "builtin/komid").code == 2


def test_the_same_file_again_adds_nothing(case: Path, add) -> None:
    for name in ("recovery.yaml", "papers.csv"):
        add(name)
        before = entries(case)
        again = add(name)
        assert "nothing new: all of it is in this case already" in again.out
        assert entries(case) == before


def test_another_content_under_a_known_id_is_refused_whole_or_revised(case: Path, add) -> None:
    add("recovery.yaml")
    text = Path("recovery.yaml").read_text(encoding="utf-8").replace("quantity: 6", "quantity: 7")
    Path("later.yaml").write_text(text.replace("id: head-8", "id: head-9"), encoding="utf-8")
    before = entries(case)
    refused = add("later.yaml")
    assert (refused.code, len(refused.err.strip().splitlines())) == (2, 3)
    assert "'rocket-1'" in refused.err
    assert "--revise" in refused.err
    assert entries(case) == before
    assert verify(case).intact, "the file of what was refused is not left in the vault"
    assert "1 new record, 1 with a next version, 10 there already" in add("later.yaml", "--revise").out
    with opened(case) as c:
        assert c.get("record", "rocket-1").version == 2
        assert c.body(c.get("record", "rocket-1", 1))["item"]["quantity"] == 6
    assert verify(case).intact


def test_rows_without_an_id_are_called_after_their_file(case: Path, add) -> None:
    for name in ("one.csv", "two.csv"):
        Path(name).write_text(f"calibre,headstamp\n7.62x39,{'71' if name == 'one.csv' else '539'} 89\n")
        assert add(name).code == 0
    assert add("one.csv", "--prefix", "team 2/").code == 0
    with opened(case) as c:
        assert {item.id for item in items(c)} == {"one.csv:row-2", "two.csv:row-2", "team 2/one.csv:row-2"}


def test_rows_set_aside_are_counted_shown_and_written(case: Path, add) -> None:
    Path("bad.csv").write_text("id,calibre,headstamp,recovered\na,7.62x39,71 89,2999-01-01\nb,7.62x39,71 89,2025-01-01\n")
    ran = add("bad.csv", "--rejects", "aside.csv")
    assert "1 new record (2 rows, 1 of them set aside)" in ran.out
    assert "read 1 of 2 rows, 1 set aside" in ran.err
    assert "2999-01-01" in Path("aside.csv").read_text(encoding="utf-8-sig")
    with opened(case) as c:
        assert "2 rows, 1 of them set aside" in next(entry.note for entry in c.ledger() if entry.kind == "file")


def test_a_file_in_which_no_row_can_be_read_changes_nothing(case: Path, add) -> None:
    Path("bad.csv").write_text("id,calibre,headstamp,recovered\na,7.62x39,71 89,2999-01-01\n")
    ran = add("bad.csv")
    assert ran.code == 3
    assert "no row could be read" in ran.err
    assert entries(case) == 1


def test_papers_become_consignments_and_later_papers_join_them(case: Path, add) -> None:
    assert "2 new consignments (2 rows; 2 lines of 2 consignments taken)" in add("papers.csv").out
    assert "1 with a next version" in add("bills.csv").out
    with opened(case) as c:
        found = dict(consignments(c))
        assert [line["document"] for line in found["HB1"]] == ["declaration", "bill"]
        assert c.get("record", "consignment:HB1").version == 2
        assert found["HB2"][0]["consignee"] == "Ibelle Grocers"
    assert verify(case).intact


def test_one_consignment_of_many_is_taken_by_any_of_its_numbers(case: Path, add) -> None:
    for number in ("hb-1", "TARU 0000017", "D1"):
        assert add("papers.csv", "--consignment", number).code == 0
    with opened(case) as c:
        assert [number for number, _ in consignments(c)] == ["HB1"]
    ran = add("papers.csv", "--consignment", "HB9")
    assert ran.code == 2
    assert "HB9" in ran.err


def test_a_paper_that_says_otherwise_in_the_same_row_is_refused_or_revised(case: Path, add) -> None:
    add("papers.csv")
    Path("papers.csv").write_text(PAPERS.replace("engine parts", "sewing machines"))
    assert add("papers.csv").code == 2
    assert add("papers.csv", "--revise").code == 0
    with opened(case) as c:
        assert [line["goods"] for line in dict(consignments(c))["HB1"]] == ["sewing machines"]


def test_columns_can_be_named(case: Path, add) -> None:
    Path("odd.csv").write_text(PAPERS.replace("Consignee", "Party B"))
    assert add("odd.csv", "--column", "consignee=Party B").code == 0
    with opened(case) as c:
        assert dict(consignments(c))["HB2"][0]["consignee"] == "Ibelle Grocers"
    assert add("odd.csv", "--column", "consignee").code == 2


@pytest.mark.parametrize("argv", [("trace", "recovery.yaml"), ("link", "recovery.yaml", "other-finds.csv")])
def test_findings_are_about_the_records_they_name(run, case: Path, add, argv: tuple[str, ...]) -> None:
    add("recovery.yaml", "other-finds.csv")
    assert run(*argv, "--output", "f.json").code == 0
    ran = add("f.json")
    assert "recognised as findings" in ran.err
    assert "made under the profile public" in ran.err
    with opened(case) as c:
        kept = list(findings(c))
        known = {f"record/{item.id}" for item in items(c)}
    assert kept
    assert all(about and set(about) <= known for _, about in kept)


def test_findings_of_a_screen_are_about_their_consignments(run, case: Path, add) -> None:
    ran = run("screen", "papers.csv", "--no-parties", "--top", "2", "--json")
    Path("s.json").write_text(ran.out, encoding="utf-8")
    add("papers.csv")
    assert "recognised as findings" in add("s.json").err
    with opened(case) as c:
        assert {about for _, abouts in findings(c) for about in abouts} <= {"record/consignment:HB1", "record/consignment:HB2"}
        assert any(abouts for _, abouts in findings(c))


def test_a_line_that_another_file_gave_already_is_doubted_and_kept(case: Path, add) -> None:
    add("papers.csv")
    Path("copy.csv").write_text(PAPERS)
    add("copy.csv")
    with opened(case) as c:
        first, again = dict(consignments(c))["HB1"]
        told = [any("earlier row" in doubt for doubt in line["doubts"]) for line in (first, again)]
        assert told == [False, True]


def test_altered_findings_are_refused_with_the_place(run, case: Path, add) -> None:
    run("trace", "539 67", "--output", "f.json")
    value = json.loads(Path("f.json").read_text())
    value["items"][0]["findings"][0]["hypotheses"][0]["probability"] = 7
    Path("f.json").write_text(json.dumps(value))
    ran = add("f.json")
    assert ran.code == 3
    assert "probability" in ran.err


def test_an_entry_of_a_list_comes_with_its_edition_and_the_list_itself(case: Path, add) -> None:
    ran = add("--listed", "Orsa Machine Works", "--list", "lists/watch-2025.csv")
    assert "1 new entity (1 entry)" in ran.out
    with opened(case) as c:
        (entry,) = listings(c)
        assert entry.party.name == "Orsa Machine Works"
        assert entry.citation.sha256 or entry.citation.locator
        assert {c.body(file)["name"] for file in c.all("file")} == {"watch-2025.csv"}
    assert "nothing new" in add("--listed", "Orsa Machine Works", "--list", "lists/watch-2025.csv").out


def test_twins_on_two_lists_stay_two_entities(case: Path, add) -> None:
    lists = ("--list", "lists/watch-2025.csv", "--list", "lists/watch-2026.csv")
    ran = add("--listed", "Orsa Machine Works", *lists)
    assert "2 new entities" in ran.out
    assert "for you to decide" in ran.err


def test_a_party_of_the_built_in_list_is_named_by_its_key(case: Path, add) -> None:
    assert add("--listed", "builtin/komid").code == 0
    with opened(case) as c:
        assert {entry.party.id for entry in listings(c)} == {"komid"}
    wrong = add("--listed", "builtin/komidd")
    assert wrong.code == 2


def test_any_other_file_is_kept_as_it_is(case: Path, add) -> None:
    Path("notes.docx").write_bytes(b"PK\x03\x04 not a workbook")
    ran = add("notes.docx", "README.md")
    assert ran.out.count("kept as file/") == 2
    assert add("recovery.yaml", "--as", "file").code == 0
    with opened(case) as c:
        assert not list(items(c))
        assert sum(1 for _ in c.all("file")) == 3
    assert verify(case).intact


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\n1,2\n", "speak neither"),
        ("calibre,consignee,shipper,headstamp\n7.62x39,A,B,71 89\n", "speak for records (2) and for declarations (2)"),
        ("id,answer,shelf_hash\n1,x,y\n", "findings written as a table"),
    ],
)
def test_what_cannot_be_told_apart_is_asked(case: Path, add, text: str, said: str) -> None:
    Path("odd.csv").write_text(text)
    ran = add("odd.csv")
    assert ran.code == 2
    assert said in ran.err
    assert "--as" in ran.err


def test_a_list_of_parties_is_told_how_it_is_taken(case: Path, add) -> None:
    ran = add("lists/watch-2025.csv")
    assert ran.code == 2
    assert "--listed" in ran.err


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        ((), 2), (("missing.csv",), 3), (("recovery.yaml", "recovery.yaml"), 2), (("recovery.yaml", "--consignment", "X"), 2),
        (("recovery.yaml", "--list", "builtin"), 2), (("README.md", "--prefix", "x"), 2), (("lists",), 3),
        (("recovery.yaml", "--rejects", "c.headstamp"), 2), (("papers.csv", "--as", "findings"), 3),
        (("README.md", "--as", "records"), 3), (("c.headstamp",), 2), (("recovery.yaml", "c.headstamp"), 2),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_the_case_stays_as_it_was(case: Path, add, argv: tuple[str, ...], code: int) -> None:
    ran = add(*argv)
    assert ran.code == code, ran.err
    assert "error:" in ran.err
    assert entries(case) == 1


def test_one_bad_file_of_several_keeps_all_out(case: Path, add) -> None:
    Path("odd.csv").write_text("a,b\n1,2\n")
    assert add("recovery.yaml", "odd.csv").code == 2
    Path("bad.csv").write_text("id,calibre,headstamp,recovered\na,7.62x39,71 89,2999-01-01\n")
    assert add("recovery.yaml", "bad.csv").code == 3
    assert entries(case) == 1


def test_a_workbook_is_recognised_by_its_content(run, case: Path, add) -> None:
    assert run("template", "form.xlsx").code == 0
    from openpyxl import Workbook

    book = Workbook()
    for row in (("id", "calibre", "headstamp"), ("x1", "7.62x39", "71 89")):
        book.active.append(row)
    book.save("finds.xlsx")
    assert "1 new record" in add("finds.xlsx").out


def test_hostile_names_reach_neither_terminal_nor_id_unharmed(case: Path, add) -> None:
    Path("x\u202e\x1b[31m.csv").write_text("calibre,headstamp\n7.62x39,71 89\n")
    ran = add("x\u202e\x1b[31m.csv")
    assert not {"\x1b", "\u202e"} & set(ran.out + ran.err)


def test_a_locked_case_takes_files_without_a_plain_copy(run, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("sqlcipher3")
    monkeypatch.setenv("HEADSTAMP_PASSPHRASE", "six words that nobody would say")
    assert run("case", "new", "l.headstamp", "--title", "L", "--locked").code == 0
    assert run("case", "add", "l.headstamp", "recovery.yaml", "papers.csv").code == 0
    kept = b"".join(path.read_bytes() for path in Path().glob("l.headstamp*") if path.is_file())
    kept += b"".join(path.read_bytes() for path in Path("l.headstamp.vault").rglob("*") if path.is_file())
    assert b"Port Ibelle" not in kept
    assert b"Tarn Freight" not in kept
    monkeypatch.setenv("HEADSTAMP_PASSPHRASE", "another passphrase")
    wrong = run("case", "add", "l.headstamp", "other-finds.csv")
    assert wrong.code == 3
    assert "passphrase" in wrong.err


@settings(max_examples=60, deadline=None)
@given(
    data=st.binary(min_size=1, max_size=200),
    ending=st.sampled_from((".csv", ".json", ".jsonl", ".xlsx", ".parquet", ".gz", ".jpg", "")),
)
def test_no_bytes_break_the_recognition(tmp_path_factory: pytest.TempPathFactory, data: bytes, ending: str) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{ending}"
    path.write_bytes(data)
    with suppress(HeadstampError):
        assert recognised(path) in ("records", "declarations", "findings", "file")


LINE = st.fixed_dictionaries({
    "file": st.sampled_from("ab"), "row": st.integers(1, 3), "document": st.just("bill"),
    "number": st.sampled_from(("", "B1", "B2")),
    "version": st.integers(0, 2), "goods": st.sampled_from("xy"), "superseded": st.booleans(),
})  # fmt: skip


@given(before=st.lists(LINE, max_size=5), after=st.lists(LINE, max_size=5))
def test_no_line_of_a_consignment_is_lost_and_the_highest_version_holds(before, after) -> None:
    lines, clash = joined(before, after)
    key = lambda line: (line["file"], line["row"], line["document"], line["number"])  # noqa: E731
    assert {key(line) for line in lines} == {key(line) for line in (*before, *after)}
    assert joined(lines, lines) == (lines, False)
    for line in lines:
        newest = max(each["version"] for each in lines if each["number"] == line["number"])
        assert line["superseded"] == (bool(line["number"]) and line["version"] < newest)
    if clash:
        assert {key(line) for line in before} & {key(line) for line in after}


def test_a_file_that_changes_while_it_is_read_is_refused(case: Path) -> None:
    from headstamp.case.contents import of_node
    from headstamp.cli.case_adding import Taken, source_of
    from headstamp.cli.case_adding_write import keep
    from headstamp.reason.network.model import Node

    source = source_of(Path("papers.csv"))
    Path("papers.csv").write_text(PAPERS + "\n")
    with Case.open(case, who="A. Kim") as c, pytest.raises(HeadstampError, match="changed while"):
        keep(c, Taken(source, "records", [of_node(Node(id="n1"))], "1 row"))
    assert entries(case) == 1
    assert verify(case).intact


def test_an_unknown_kind_is_a_usage_error(case: Path) -> None:
    Path("empty.csv").write_text("")
    with pytest.raises(HeadstampError, match="empty"):
        recognised(Path("empty.csv"))
    Path("odd.csv").write_text("x,y\n1,2\n")
    with pytest.raises(UsageError, match="neither"):
        recognised(Path("odd.csv"))
