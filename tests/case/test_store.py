from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.case import Case, Draft, verify
from headstamp.case.store import checked
from headstamp.core.claim import Citation, Claim
from headstamp.core.errors import HeadstampError, InputError, LimitError, OutputError, UsageError

WRITER = """
import sys
from pathlib import Path
from headstamp.case.store import Case
with Case.open(Path(sys.argv[1]), who=sys.argv[2]) as case:
    for n in range(int(sys.argv[3])):
        case.add("claim", f"{sys.argv[2]}-{n}", {"value": n})
        print(n, flush=True)
"""


def writer(case: Path, who: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(case), who, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_versions(case: Case) -> None:
    new, old = case.get("entity", "e1"), case.get("entity", "e1", 1)
    assert (new.version, old.version) == (2, 1)
    assert case.body(old)["name"] == "無錫 Trading Ltd"
    assert [s.id for s in case.all("entity")] == ["e1"]
    assert case.body(case.get("case", "case"))["title"] == "Lamu crates"
    entries = list(case.ledger())
    assert [e.verb for e in entries] == ["open", "add", "add", "add", "revise", "add", "add"]
    assert entries[3].note == "read on the label"
    assert entries[1].content == case.get("record", "i1").sha256


def test_the_same_again_writes_nothing(case: Case) -> None:
    head = case.head()
    assert case.add("claim", "c1", {"subject": "i1", "predicate": "sent from", "value": "Dandong"}) is None
    assert case.add("record", "i1", case.body(case.get("record", "i1"))) is None
    assert case.head() == head
    with pytest.raises(UsageError, match="another claim"):
        case.add("claim", "c1", {"subject": "i1"})


def test_values_of_the_trade_are_kept(case: Case) -> None:
    claim = Claim(id="c9", subject="i1", predicate="maker", value="plant 71", citation=Citation(source_id="S1"))
    case.write([Draft("claim", "c9", claim)])
    assert Claim.model_validate(case.body(case.get("claim", "c9"))) == claim


def test_all_or_nothing(case: Case) -> None:
    head = case.head()
    with pytest.raises(UsageError, match="holds no 'gun'"):
        case.write([Draft("claim", "c5", {"a": 1}), Draft("gun", "g", {})])
    assert case.head() == head
    assert case.find("claim", "c5") is None


@pytest.mark.parametrize(
    ("draft", "error"),
    [
        (Draft("claim", "", {}), UsageError),
        (Draft("claim", "a\nb", {}), UsageError),
        (Draft("claim", "x" * 501, {}), UsageError),
        (Draft("claim", "\ud800", {}), UsageError),
        (Draft("claim", "a", {"x": float("nan")}), InputError),
        (Draft("claim", "a", {"x": "\ud800"}), InputError),
        (Draft("claim", "a", {"x": object()}), InputError),
        (Draft("claim", "a", [1]), InputError),  # type: ignore[arg-type]
        (Draft("claim", "a", {"~sealed": "x"}), InputError),
        (Draft("claim", "a", {"b": [{"~sealed": "x"}]}), InputError),
        (Draft("claim", "a", {"x": "y" * 17_000_000}), LimitError),
    ],
)
def test_bad_drafts(draft: Draft, error: type[HeadstampError]) -> None:
    with pytest.raises(error):
        checked(draft)


def test_what_is_written_is_not_changed(case: Case) -> None:
    for sql in ("UPDATE ledger SET who = 'x'", "DELETE FROM ledger", "UPDATE objects SET body = ''", "DELETE FROM objects"):
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            case.db.execute(sql)


def test_not_a_case(tmp_path: Path, case: Case) -> None:
    (tmp_path / "text").write_text("hello " * 200)
    (tmp_path / "empty").touch()
    sqlite3.connect(tmp_path / "other").execute("CREATE TABLE a(b)").connection.close()
    for name, says in (
        ("none", "no such case"),
        ("text", "not a case"),
        ("empty", "not a case"),
        ("other", "a database, and not"),
        (".", "no such"),
    ):
        with pytest.raises(InputError, match=says):
            Case.open(tmp_path / name)
    with pytest.raises(OutputError, match="of this name"):
        Case.create(case.path, "again", "ann")
    with pytest.raises(OutputError, match="cannot be made"):
        Case.create(tmp_path / "no" / "folder", "t", "ann")
    assert case.get("record", "i1")


def test_what_another_case_left(tmp_path: Path) -> None:
    (tmp_path / "x-wal").write_bytes(b"log")
    (tmp_path / "y.vault").mkdir()
    for name in "xy":
        with pytest.raises(OutputError, match="another case of this name"):
            Case.create(tmp_path / name, "t", "ann")


def test_truncated_and_newer(case: Case) -> None:
    case.close()
    whole = case.path.read_bytes()
    for size in (50, 4096, len(whole) - 1):
        case.path.write_bytes(whole[:size])
        with pytest.raises(InputError, match="truncated"):
            Case.open(case.path)
    case.path.write_bytes(whole)
    db = sqlite3.connect(case.path)
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(InputError, match="newer") as caught:
        Case.open(case.path)
    assert "update" in caught.value.hint


def test_reading_only(case: Case) -> None:
    case.close()
    with Case.open(case.path, who="bob", readonly=True) as reader:
        assert reader.get("record", "i1")
        with pytest.raises(OutputError, match="reading only"):
            reader.add("claim", "c2", {})
    with Case.open(case.path) as nobody, pytest.raises(UsageError, match="who"):
        nobody.add("claim", "c2", {})


def test_full_disk_keeps_what_was_there(case: Case) -> None:
    pages = case.db.execute("PRAGMA page_count").fetchone()[0]
    case.db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(OutputError, match="disk is full"):
        case.write(Draft("claim", f"big{n}", {"x": "y" * 5000}) for n in range(20))
    case.close()
    assert verify(case.path).intact
    with Case.open(case.path, who="ann") as again:
        assert again.add("claim", "small", {"x": 1})


@pytest.mark.skipif(os.name == "nt", reason="no such limit there")
def test_a_file_that_may_not_grow(case: Case) -> None:
    case.close()
    script = (
        "import resource, sys; from pathlib import Path; from headstamp.case import Case, Draft\n"
        "from headstamp.core.errors import OutputError\n"
        "c = Case.open(Path(sys.argv[1]), who='ann')\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))\n"
        "try: c.write(Draft('claim', f'b{n}', {'x': str(n) * 5000}) for n in range(900))\n"
        "except OutputError as error: print(error.what)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(case.path)], capture_output=True, text=True, check=False)
    assert "full" in done.stdout, done.stderr
    assert verify(case.path).intact


def test_two_write_at_once_and_none_is_lost(made: Callable[..., Case]) -> None:
    with made() as case:
        path = case.path
    both = [writer(path, who, 200) for who in ("ann", "bob")]
    for each in both:
        _, errors = each.communicate(timeout=60)
        assert each.returncode == 0, errors
    verdict = verify(path)
    assert verdict.intact, verdict.troubles
    assert verdict.entries == verdict.objects == 401


def test_kill_at_any_moment_loses_nothing_acknowledged(made: Callable[..., Case]) -> None:
    with made() as case:
        path = case.path
    acknowledged = 0
    for turn in range(20):
        process = writer(path, f"w{turn}", 10_000)
        assert process.stdout
        assert process.stdout.readline() == "0\n"
        time.sleep(0.003 * (turn % 7))
        os.kill(process.pid, signal.SIGKILL)
        done = 1 + process.stdout.read().count("\n")
        process.communicate()
        with Case.open(path, readonly=True) as case:
            kept = sum(1 for s in case.all("claim") if s.id.startswith(f"w{turn}-"))
        assert done <= kept <= done + 1  # the last one may be kept and not yet told
        acknowledged += kept
    verdict = verify(path)
    assert verdict.intact, verdict.troubles
    assert verdict.objects == acknowledged + 1


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abhold", max_size=4), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(body=st.dictionaries(st.text("xyz", min_size=1, max_size=3) | st.just("holder") | st.just("lat"), JSON, max_size=3))
def test_any_json_comes_back(tmp_path_factory: pytest.TempPathFactory, body: dict[str, object]) -> None:
    path = tmp_path_factory.getbasetemp() / "any.headstamp"
    case = Case.open(path, who="ann") if path.exists() else Case.create(path, "t", "ann")
    with case:
        case.write([Draft("claim", "c", body, "revise")])
        assert case.body(case.get("claim", "c")) == body
