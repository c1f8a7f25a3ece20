"""`headstamp request` as a person runs it: from a file, and through the register of a case."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import pytest

from headstamp.case import Case
from headstamp.case.contents import claims, of_edge, of_node
from headstamp.case.requests import STATES, TRANSITIONS, request
from headstamp.cli.request_answer import parts
from headstamp.cli.request_note import STATES as NAMED
from headstamp.core.claim import Citation
from headstamp.core.errors import UsageError
from headstamp.core.record import Sensitivity
from headstamp.reason.network.model import Edge, Node, NodeKind

from .conftest import Run

DRAFT = ("request", "draft", "recovery.yaml", "--item")


@pytest.fixture
def crate(run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case with the shipped recovery, a request drafted, and two parties tied."""
    monkeypatch.setenv("HEADSTAMP_WHO", "A. Kim")
    path = desk / "c.headstamp"
    assert run("case", "new", "c.headstamp", "--title", "Crate").code == 0
    assert run("case", "add", "c.headstamp", "recovery.yaml").code == 0
    argv = ("record/head-3", "--case", "c.headstamp", "--to", "state", "--reference", "TR-1", "--day", "2026-12-01")
    assert run("request", "draft", *argv, "--due", "2027-01-31").code == 0
    with Case.open(path, who="A. Kim") as case:
        cite = (Citation(source_id="witness-3"),)
        closed = Node(id="quay", kind=NodeKind.COMPANY, name="Quayside", sensitivity=Sensitivity.CONFIDENTIAL)
        case.write(
            [
                of_node(Node(id="tarn", kind=NodeKind.COMPANY, name="Tarn Freight")),
                of_node(closed),
                of_node(Node(id="mv", kind=NodeKind.VESSEL, name="MV Ibelle Star")),
                of_edge(Edge(id="r1", subject="tarn", relation="consignee of", object="mv", citations=cite)),
                of_edge(Edge(id="r2", subject="quay", relation="agent of", object="tarn", citations=cite)),
            ]
        )
    return path


def test_the_steps_that_can_be_noted_are_those_of_the_register() -> None:
    assert set(NAMED) == set(STATES) - {"drafted"}


def test_the_page_tells_the_table_of_steps() -> None:
    page = (Path(__file__).parents[2] / "docs" / "requests.md").read_text("utf-8")
    for state, after in TRANSITIONS.items():
        assert f"| {state} | {', '.join(after) or 'nothing'} |" in page


def test_shots_tell_what_is_missing(run: Run) -> None:
    told = run("request", "shots", "recovery.yaml", "--item", "gun-1")
    assert told.code == 0
    assert "Needed before anybody can answer" in told.out
    assert "UNVERIFIED" in told.out  # the guide from memory says so
    data = json.loads(run("request", "shots", "recovery.yaml", "--json").out)
    assert len(data) == 12
    assert {each["profile"] for each in data} == {"public"}


def test_nothing_is_drafted_where_something_essential_is_missing(run: Run, desk: Path) -> None:
    told = run(*DRAFT, "gun-1", "--to", "state", "--output", "x.md")
    assert told.code == 2
    assert "--anyway" in told.err
    assert not (desk / "x.md").exists()
    assert run(*DRAFT, "gun-1", "--to", "state", "--output", "x.md", "--anyway").code == 0


def test_a_letter_that_would_rest_on_unverified_rows_is_refused_with_the_way_out(run: Run) -> None:
    for kind in ("state", "manufacturer"):
        told = run(*DRAFT, "head-5", "--to", kind)
        assert told.code == 2
        assert "unverified rows alone" in told.err
        assert "--to panel" in told.err
    assert run(*DRAFT, "head-5", "--to", "panel").code == 0


def test_a_state_to_which_the_evidence_does_not_lead_is_refused(run: Run) -> None:
    told = run(*DRAFT, "head-3", "--to", "state", "--state", "FR")
    assert told.code == 2
    assert "--state RU" in told.err


@pytest.mark.parametrize("ending", [".txt", ".md", ".html", ".docx", ".json"])
def test_a_letter_in_each_format(ending: str, run: Run, desk: Path) -> None:
    if ending == ".docx":
        pytest.importorskip("docx")
    told = run(*DRAFT, "head-3", "--to", "manufacturer", "--output", f"letter{ending}")
    assert told.code == 0
    assert not told.out
    assert "to be filled in" in told.err
    assert (desk / f"letter{ending}").stat().st_size > 1000


def test_json_holds_the_letter_its_hash_and_the_shots(run: Run) -> None:
    data = json.loads(run(*DRAFT, "head-3", "--to", "state", "--json", "--day", "2026-12-01").out)
    assert data["letter"]["profile"] == "partner"
    assert data["shots"]
    assert data["sha256"] == hashlib.sha256(
        json.dumps(data["letter"], sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    ).hexdigest()  # fmt: skip


def test_photographs_beside_the_file_get_their_hash_and_a_name_that_leads_away_is_not_followed(run: Run, desk: Path) -> None:
    (desk / "crate-1-a.jpg").write_bytes(b"a picture")
    (desk / "out.csv").write_text("id,kind,mark_1,photos\nx,rocket,방-122,../recovery.yaml\n", "utf-8")
    (desk / "sub").mkdir()
    (desk / "out.csv").rename(desk / "sub" / "out.csv")
    told = run("request", "draft", "recovery.yaml", "--item", "crate-1", "--to", "panel")
    assert hashlib.sha256(b"a picture").hexdigest() in told.out.replace("\n", "").replace(" ", "")
    away = run("request", "draft", "sub/out.csv", "--item", "x", "--to", "panel")
    assert away.code == 0
    assert "file not at hand" in away.out


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("request", "draft", "--to", "state"), "no record is named"),
        (("request", "draft", "none.yaml", "--to", "state"), "no such file"),
        ((*DRAFT, "head-33", "--to", "state"), "did you mean head-3"),
        (("request", "draft", "recovery.yaml", "--to", "state"), "one record"),
        ((*DRAFT, "head-3", "--to", "state", "--output", "x.pdf"), "unknown ending"),
        ((*DRAFT, "head-3", "--to", "state", "--output", "recovery.yaml"), "over itself"),
        ((*DRAFT, "head-3", "--to", "state", "--due", "soon"), "not a day"),
        ((*DRAFT, "head-3", "--to", "state", "--day", "2026-02-30"), "not a day"),
        ((*DRAFT, "crate-1", "--to", "panel", "--use", "to find A. Example (fictional recorder)"), "withholds"),
        (("request", "draft", "head-3", "--case", "none.headstamp", "--to", "state"), "no record of a case"),
        (("request", "list", "none.headstamp"), "no such case"),
    ],
)
def test_what_is_off_is_said_in_words(argv: tuple[str, ...], said: str, run: Run) -> None:
    told = run(*argv)
    assert told.code in (2, 3)
    assert said in told.err
    assert "hint:" in told.err


def test_a_draft_in_a_case_is_entered_with_the_finding_that_it_rests_on(crate: Path, run: Run) -> None:
    with Case.open(crate, readonly=True) as case:
        kept = request(case, "TR-1")
        record, finding = kept.about
        assert record == "record/head-3"
        assert case.find(*finding.split("/")) is not None
    again = run("request", "draft", "record/head-3", "--case", "c.headstamp", "--to", "state", "--reference", "TR-1")
    assert again.code == 2
    assert run("request", "draft", "record/head-3", "--case", "c.headstamp", "--to", "panel").code == 0


def test_a_request_from_draft_to_contradiction(crate: Path, run: Run, desk: Path) -> None:
    note = ("request", "note", "c.headstamp", "TR-1")
    assert run(*note, "answered").code == 2
    (desk / "signed.txt").write_text("as signed", "utf-8")
    assert run(*note, "answered", "--file", "signed.txt").code == 2
    assert run(*note, "sent", "--day", "2026-12-02", "--channel", "a note", "--file", "signed.txt").code == 0
    signed = hashlib.sha256(b"as signed").hexdigest()
    assert f"file/{signed[:12]}…" in run("request", "show", "c.headstamp", "TR-1", "--profile", "partner").out
    assert "OVERDUE" not in run("request", "list", "c.headstamp", "--on", "2027-01-31").out
    assert "OVERDUE on 2027-02-01" in run("request", "list", "c.headstamp", "--on", "2027-02-01").out
    assert run(*note, "silent", "--day", "2027-02-01").code == 2
    (desk / "reply.txt").write_text("we sent it to Tarn", "utf-8")
    claim = ("--claim", "lot 17 | sent to | Tarn Freight", "--denies", "head-3 sold-to 'Karsova'")
    graded = ("--reliability", "B", "--because", "registry", "--file", "reply.txt", "--day", "2027-02-03")
    told = run("request", "answer", "c.headstamp", "TR-1", *claim, *graded)
    assert told.code == 0
    assert "denied: head-3 | sold-to | Karsova  (B6)" in told.out
    with Case.open(crate, readonly=True) as case:
        found = {c.id: c for c, _, _ in claims(case)}
    assert found["TR-1/a1/c1"].citation.sha256 == hashlib.sha256(b"we sent it to Tarn").hexdigest()
    other = ("--claim", "lot 17 | sent to | Quayside", "--reliability", "C", "--because", "a letter", "--day", "2027-02-04")
    second = run("request", "answer", "c.headstamp", "TR-1", *other)
    assert "claim TR-1/a1/c1 says otherwise" in second.err
    pair = ("--claims", "TR-1/a1/c1", "--claims", "TR-1/a2/c1", "--day", "2027-02-05")
    assert run(*note, "contradicted", *pair).code == 0
    shown = run("request", "show", "c.headstamp", "TR-1", "--profile", "confidential").out
    assert "TR-1/a1/c1 and TR-1/a2/c1" in shown
    assert "Request for tracing" in shown
    assert run("case", "verify", "c.headstamp").code == 0


def test_an_answer_that_cannot_come_keeps_no_file(crate: Path, run: Run, desk: Path) -> None:
    (desk / "reply.txt").write_text("x", "utf-8")
    argv = ("--claim", "a | b | c", "--reliability", "B", "--because", "r", "--file", "reply.txt")
    assert run("request", "answer", "c.headstamp", "TR-1", *argv).code == 2
    with Case.open(crate, readonly=True) as case:
        assert not any(case.body(s).get("name") == "reply.txt" for s in list(case.all("file")))


def test_a_letter_made_for_a_partner_is_not_shown_in_public(crate: Path, run: Run, desk: Path) -> None:
    told = run("request", "show", "c.headstamp", "TR-1")
    assert "Request for tracing" not in told.out
    assert "Russia" not in told.out + run("request", "list", "c.headstamp").out
    assert "Russia" in run("request", "list", "c.headstamp", "--profile", "partner").out
    assert "--profile partner" in told.err
    assert "A. Kim" not in told.out
    assert run("request", "show", "c.headstamp", "TR-1", "--output", "x.txt").code == 2
    assert json.loads(run("request", "show", "c.headstamp", "TR-1", "--json").out)["letter"] is None
    assert run("request", "show", "c.headstamp", "TR-1", "--output", "x.txt", "--profile", "partner").code == 0


def test_an_offer_to_reply_and_who_was_offered_nothing(crate: Path, run: Run) -> None:
    public = run("request", "list", "c.headstamp").out
    assert "not offered to reply (3)" in public
    assert "Tarn" not in public
    partner = run("request", "list", "c.headstamp", "--profile", "partner").out
    assert "Tarn Freight" in partner
    assert "Quayside" not in partner
    told = run("request", "reply", "c.headstamp", "--party", "Tarn Freight", "--reference", "RR-1", "--day", "2026-12-01")
    assert told.code == 0
    assert "Tarn Freight: consignee of MV Ibelle Star" in told.out
    assert "witness" not in told.out
    assert "Quayside" not in told.out
    assert "1 relations" in told.err
    run("request", "note", "c.headstamp", "RR-1", "sent", "--day", "2026-12-02")
    data = json.loads(run("request", "list", "c.headstamp", "--json").out)
    assert [(p["label"], p["offered"]) for p in data["parties"] if p["offered"]] == [("Tarn Freight", True)]


def test_an_offer_to_reply_never_tells_holder_or_recorder(crate: Path, run: Run) -> None:
    reply = ("request", "reply", "c.headstamp", "--party", "Tarn Freight", "--said")
    told = run(*reply, "A. Example (fictional recorder) saw the crate")
    assert told.code == 2
    assert "Example" not in told.err
    assert run("request", "reply", "c.headstamp", "--party", "Nobody").code == 2


def test_the_register_as_csv_acts_nowhere(crate: Path, run: Run, desk: Path) -> None:
    name = "=cmd|'/c calc'!A1"
    argv = ("record/head-3", "--case", "c.headstamp", "--to", "panel", "--name", name, "--reference", "=1+1")
    assert run("request", "draft", *argv).code == 0
    assert run("request", "list", "c.headstamp", "--output", "r.csv").code == 0
    rows = list(csv.DictReader((desk / "r.csv").read_text("utf-8").splitlines()))
    assert len(rows) == 2
    assert not any(cell.startswith("=") for row in rows for cell in row.values())
    assert {row["made_for"] for row in rows} == {"public"}
    assert run("request", "list", "c.headstamp", "--output", "c.headstamp").code == 2


def test_only_overdue(crate: Path, run: Run) -> None:
    run("request", "note", "c.headstamp", "TR-1", "sent", "--day", "2026-12-02")
    early, late = (run("request", "list", "c.headstamp", "--overdue", "--on", day).out for day in ("2027-01-01", "2027-03-01"))
    assert "TR-1" not in early
    assert "TR-1" in late


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("lot 17 | sent to | Tarn | Co", ("lot 17", "sent to", "Tarn | Co")),
        ("lot sent Tarn Freight", ("lot", "sent", "Tarn Freight")),
        ("'lot 17' 'sent to' Tarn", ("lot 17", "sent to", "Tarn")),
        ("it's a b c", ("it's", "a", "b c")),
    ],
)
def test_a_claim_is_three_parts(text: str, parsed: tuple[str, str, str]) -> None:
    assert parts(text, True) == (*parsed, True)


@pytest.mark.parametrize("text", ["", "a", "a b", "a | b", "a | | c", "|||"])
def test_a_claim_of_fewer_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        parts(text, False)
