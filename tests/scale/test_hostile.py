"""Files of parties that would hide a listed name, or a run that was damaged: told and counted, never a silent non-match."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from headstamp.core.errors import InputError, UsageError
from headstamp.reason.match.matcher import Matcher
from headstamp.scale import kept, sources
from headstamp.scale.matchers import OpenMatcher, open_matcher
from headstamp.scale.runs import find_record
from headstamp.scale.screening import screen_file
from headstamp.scale.writing import Parts

NAME = "Ashot Mkrtychev"
CYRILLIC = "id,name\n1,Ашот Мкртычев\n"


@pytest.fixture(scope="module")
def matcher(tmp_path_factory: pytest.TempPathFactory) -> OpenMatcher:
    return open_matcher([], store=tmp_path_factory.mktemp("home"))


def screened(folder: Path, name: str, data: bytes, matcher: Matcher, **options: Any) -> dict[str, int]:
    (folder / name).write_bytes(data)
    report = screen_file(folder / name, matcher, folder / f"{name}.hits.csv", **options)
    c = report.counts
    assert c["rows"] == c["hit"] + c["no_hit"] + c["quieted"] + c["empty"] + c["not_comparable"]
    return {"hit": c["hit"], "no_hit": c["no_hit"], "empty": c["empty"], "aside": report.record["aside"]}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_with_and_without_its_mark(encoding: str, tmp_path: Path, matcher: Matcher) -> None:
    assert screened(tmp_path, "a.csv", CYRILLIC.encode(encoding), matcher)["hit"] == 1


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_another_encoding_is_set_aside_until_it_is_named(encoding: str, tmp_path: Path, matcher: Matcher) -> None:
    data = CYRILLIC.encode(encoding)
    assert screened(tmp_path, "a.csv", data, matcher) == {"hit": 0, "no_hit": 0, "empty": 0, "aside": 1}
    assert "a.csv,2,name," in (tmp_path / "a.csv.hits.csv.run" / "set-aside.csv").read_text()
    assert screened(tmp_path, "b.csv", data, matcher, encoding=encoding)["hit"] == 1


def test_one_row_of_another_encoding_costs_that_row(tmp_path: Path, matcher: Matcher) -> None:
    data = CYRILLIC.encode() + "2,Верус\n".encode("cp1251") + "3,Café Ashot Mkrtychev\n".encode("cp1252")
    assert screened(tmp_path, "a.csv", data, matcher)["aside"] == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", f"name,name\nBoris,{NAME}\n"),
        ("a.jsonl", json.dumps({"name": "Boris"}) + "\n" + json.dumps({"Name": NAME}) + "\n"),
        ("a.csv", "id,name\n1,\x1b[31mAshot\x1b[0m Mkrtychev\n"),
        ("a.csv", "id,name\n1," + "\u2060" * 700 + f"{NAME}\n"),
        ("a.csv", f"id,name\n1,{' .-' * 500}{NAME}\n"),
        ("a.csv", "id,name\n1,A\0shot M\0krtychev\n"),
        ("a.csv", "id,name\n1," + "; ".join(f"Orsa {i} Bakery" for i in range(900)) + f"; {NAME}\n"),
    ],
)
def test_nothing_hides_a_listed_name(name: str, text: str, tmp_path: Path, matcher: Matcher) -> None:
    assert screened(tmp_path, name, text.encode(), matcher)["hit"] == 1


def test_a_row_with_another_separator_is_set_aside_not_empty(tmp_path: Path, matcher: Matcher) -> None:
    found = screened(tmp_path, "a.csv", f"id;name\n1;Boris\n2,{NAME}\n".encode(), matcher)
    assert found == {"hit": 0, "no_hit": 1, "empty": 0, "aside": 1}


def test_a_field_of_names_that_comes_late_is_set_aside(tmp_path: Path, matcher: Matcher) -> None:
    lines = ['{"name": "Boris"}'] * 1000 + [json.dumps({"shipper": NAME})]
    assert screened(tmp_path, "a.jsonl", "\n".join(lines).encode(), matcher)["aside"] == 1


def test_a_parquet_file_of_bytes_is_read_and_a_damaged_one_named(tmp_path: Path, matcher: Matcher) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"name": pa.array([b"\xc0\xf8\xee\xf2", NAME.encode(), None], pa.binary())}), path)
    data = path.read_bytes()
    assert screened(tmp_path, "a.parquet", data, matcher) == {"hit": 1, "no_hit": 0, "empty": 1, "aside": 1}
    with pytest.raises(InputError, match="cannot be read on") as caught:
        screened(tmp_path, "b.parquet", data[:20] + b"\0" * 30 + data[50:], matcher)
    assert caught.value.row == 1


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.csv", b"<!doctype html>\n<html>", "web page"),
        ("a.csv.gz", gzip.compress(CYRILLIC.encode() * 9000, mtime=0)[:-40], "cannot be read"),
        ("a.jsonl.gz", gzip.compress(b'{"name": "a"}\n' * 9000, mtime=0)[:-9], "cannot be read"),
        ("a.txt.gz", gzip.compress(b"a\n" * 9000, mtime=0)[:-9], "cannot be read"),
        ("a.csv", "получатель\nА\n".encode("cp1251"), "not UTF-8"),
    ],
)
def test_what_is_no_table_is_refused(name: str, data: bytes, said: str, tmp_path: Path, matcher: Matcher) -> None:
    with pytest.raises(InputError, match=said):
        screened(tmp_path, name, data, matcher)


def test_a_line_without_end_is_refused(tmp_path: Path, matcher: Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    """A packed bomb is one line."""
    monkeypatch.setattr("headstamp.scale.rows.MOST_SIGNS", 1 << 16)
    with pytest.raises(InputError, match="a line of more than"):
        screened(tmp_path, "a.csv.gz", gzip.compress(b"name\n" + b"A" * (1 << 20)), matcher)


def test_a_cell_beyond_measure_is_set_aside(tmp_path: Path, matcher: Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MOST_IN_CELL", 1000)
    assert screened(tmp_path, "a.jsonl", json.dumps({"name": "A" * 2000}).encode(), matcher)["aside"] == 1


@pytest.mark.parametrize(
    "line", [b"[]", b"null", b'{"part": "../x"}', b'{"part": 0}', b'{"part": -1, "hits": "", "asked": "", "counts": {}}']
)
def test_a_damaged_manifest_begins_anew(line: bytes, tmp_path: Path) -> None:
    parts = Parts(tmp_path / "run" / "parts", "key", resume=True)
    parts.close()
    path = tmp_path / "run" / "parts" / "manifest.jsonl"
    for data in (line + b"\n", path.read_bytes() + line + b"\n"):
        path.write_bytes(data)
        again = Parts(tmp_path / "run" / "parts", "key", resume=True)
        assert again.done == {}
        again.close()


def test_two_runs_do_not_write_to_one_place(tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    parts = Parts(tmp_path / "run" / "parts", "key", resume=True)
    with pytest.raises(UsageError, match="another run"):
        Parts(tmp_path / "run" / "parts", "key", resume=True)
    parts.close()
    Parts(tmp_path / "run" / "parts", "key", resume=True).close()


@pytest.fixture
def run(tmp_path: Path, matcher: Matcher) -> Path:
    screened(tmp_path, "a.csv", CYRILLIC.encode(), matcher)
    return tmp_path / "a.csv.hits.csv.run"


def test_an_altered_record_is_refused(run: Path) -> None:
    file = run / "record.json"
    find_record(run)
    file.write_text(file.read_text(encoding="utf-8").replace('"top": 5', '"top": 1'), encoding="utf-8")
    with pytest.raises(InputError, match="altered or damaged"):
        find_record(run)


@pytest.mark.parametrize(
    "change", [lambda m: m.update(files={}), lambda m: m.pop("limits"), lambda m: m.pop("seal"), lambda m: m.clear()]
)
def test_a_filed_matcher_that_was_damaged_is_filed_again(change: Any, tmp_path: Path) -> None:
    """Without the list of files none was checked, and a damaged index answered."""
    folder = Path(open_matcher([], store=tmp_path).folder)
    meta = json.loads((folder / kept.META).read_text())
    change(meta)
    (folder / kept.META).write_text(json.dumps(meta))
    (folder / "names.npy").write_bytes(b"")
    assert kept.load(folder) is None
    assert not open_matcher([], store=tmp_path).cached
