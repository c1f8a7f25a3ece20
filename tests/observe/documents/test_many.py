"""Many documents: counts add up, one that breaks does not stop the others, a reading goes on where it stopped."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from headstamp.core.document import Document
from headstamp.core.errors import InputError, OutputError
from headstamp.observe.documents import Progress, Rejected, aside, bound, documents_in, read_document, read_documents
from headstamp.observe.documents.pages import PageRead
from headstamp.observe.documents.reading import How
from tests.observe.documents.made import column, docx, p, pdf


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inner = tmp_path / "in" / "second"
    inner.mkdir(parents=True)
    files = {
        "in/a.txt": b"The rifles were seen in the port.",
        "in/b.pdf": pdf([column(["The ship left the port."])] * 20),
        "in/broken.pdf": b"%PDF-1.7 and no more",
        "in/c.html": b"<p>The clerk was not there.",
        "in/second/a.txt": b"Another text of the same name.",
        "in/second/copy.txt": b"The rifles were seen in the port.",
        "in/d.docx": docx(p("The list was on board.")),
        "in/e.rtf": b"{\\rtf1 words}",
        "in/a.meta.json": b"{}",
        "in/notes.jsonl": b"{}",
        "in/.hidden.txt": b"not to be read",
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path / "in"


def test_every_file_has_one_answer_in_order(folder: Path) -> None:
    found = documents_in(folder)
    assert [path.name for path in found.others] == ["notes.jsonl"]
    steps: list[Progress] = []
    answers = list(read_documents([folder, folder / "none.txt"], progress=steps.append))
    assert len(answers) == len(found.documents) + 1
    read = [each for each in answers if isinstance(each, Document)]
    assert [each.id.partition("-")[0] for each in read] == ["a", "b", "c", "d", "a"]
    assert len({each.id for each in read}) == 5
    told = {each.file.name: each.what for each in answers if isinstance(each, Rejected)}
    assert "damaged or cut off" in told["broken.pdf"]
    assert ".rtf" in told["e.rtf"]
    assert told["copy.txt"] == "the same file as a.txt, which was read"
    assert told["none.txt"] == "no such file"
    assert all(each.hint for each in answers if isinstance(each, Rejected))
    assert steps[-1] == Progress(len(answers), len(answers), 20, 20)
    assert [step.documents for step in steps] == sorted(step.documents for step in steps)


def test_the_same_answers_whatever_the_number_of_processes(folder: Path) -> None:
    assert list(read_documents(folder, processes=1)) == list(read_documents(folder, processes=3))


def test_a_page_that_breaks_the_process_is_told_and_the_others_are_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = aside.Aside.ask

    def breaks(self: aside.Aside, job: dict[str, Any], longest: float = aside.LONGEST) -> Iterator[dict[str, Any]]:
        for at, answer in enumerate(asked(self, job, longest)):
            if job["do"] == "pages" and job["first"] + at == 5:
                raise EOFError
            yield answer

    monkeypatch.setattr(aside.Aside, "ask", breaks)
    got = read_document(folder / "b.pdf")
    assert f"page 5 could not be read: {aside.BROKE}" in got.remarks
    assert got.text.count("The ship left the port.") == 19


def test_a_process_that_dies_or_hangs_is_replaced() -> None:
    one = aside.Aside()
    with pytest.raises(EOFError):
        list(one.ask({"do": "pages"}))  # no such job: it ends with an error of its own
    path = {"do": "html", "path": os.devnull}
    with pytest.raises(EOFError):
        list(one.ask(path, longest=0.0))
    with pytest.raises(InputError, match="no words"):
        list(one.ask(path))
    one.beside.end()


def test_a_reading_goes_on_where_it_stopped(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "cache"
    asked: list[tuple[int, int]] = []
    pages = aside.pages

    def counting(path: Path, first: int, last: int, languages: str) -> Iterator[PageRead]:
        asked.append((first, last))
        if len(asked) == 2 and not (tmp_path / "again").exists():
            raise InputError("stopped here", hint="-")
        yield from pages(path, first, last, languages)

    monkeypatch.setattr(bound.aside, "pages", counting)
    with pytest.raises(InputError, match="stopped here"):
        read_document(folder / "b.pdf", cache=cache, processes=1)
    kept = list(cache.rglob("*.jsonl"))
    assert kept
    (tmp_path / "again").touch()
    asked.clear()
    whole = read_document(folder / "b.pdf", cache=cache, processes=1)
    assert len(asked) == 3 - len(kept)
    assert whole == read_document(folder / "b.pdf")
    asked.clear()
    assert read_document(folder / "b.pdf", cache=cache) == whole
    assert not asked


def test_kept_pages_that_are_not_whole_are_read_anew(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    whole = read_document(folder / "b.pdf", cache=cache)
    part = min(cache.rglob("*.jsonl"))
    assert stat.S_IMODE(part.stat().st_mode) == 0o600
    part.write_bytes(part.read_bytes()[:-20])
    assert read_document(folder / "b.pdf", cache=cache) == whole
    head, _, body = part.read_bytes().partition(b"\n")
    part.write_bytes(head + b"\n" + body.replace(b"ship", b"shop"))
    assert read_document(folder / "b.pdf", cache=cache) == whole
    assert json.loads(head)["pages"] == [1, 8]
    part.unlink()
    part.symlink_to("/dev/zero")  # what was laid there by another hand is not opened, however much it is
    assert read_document(folder / "b.pdf", cache=cache) == whole
    part.unlink(missing_ok=True)
    os.mkfifo(part)
    assert read_document(folder / "b.pdf", cache=cache) == whole
    part.write_bytes(b"[" * 100_000 + b"\n")
    assert read_document(folder / "b.pdf", cache=cache) == whole
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(OutputError):
        read_document(folder / "b.pdf", cache=blocked / "x")


def test_leaving_early_leaves_nothing_behind(folder: Path) -> None:
    answers = read_documents(folder)
    assert isinstance(next(answers), Document)
    answers.close()


def test_a_reading_that_is_stopped_asks_for_no_more_pages(folder: Path) -> None:
    stop = Event()
    stop.set()
    with ThreadPoolExecutor(1) as pool, pytest.raises(InputError, match="stopped"):
        bound.read_pdf(folder / "b.pdf", "", How(), "", pool, stop, lambda *_: None)


def test_pages_as_json_and_back() -> None:
    from headstamp.observe.documents.pages import Row, of_json, to_json

    page = PageRead(3, 595.0, 842.0, (Row("a\tb", (1.0, 2.0, 3.0, 4.0), 9.5, 2, True, True),), "layer", 1, 2, ("x",), 90)
    assert of_json(json.loads(json.dumps(to_json(page)))) == page


def test_a_relative_name_is_read_after_a_change_of_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process apart is kept for the next document, and stays in the folder in which it was started."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "notice.html").write_text(f"<p>The ship left port {name}.", encoding="utf-8")
        monkeypatch.chdir(tmp_path / name)
        assert read_document(Path("notice.html")).text == f"The ship left port {name}."
