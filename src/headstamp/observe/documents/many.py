"""One document, or many: pages and files side by side, in the order given; one that cannot be read is told, the others go on."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock
from typing import Any, NamedTuple

from headstamp.core.document import Document
from headstamp.core.errors import InputError, LimitError
from headstamp.observe.documents.bound import read_pdf
from headstamp.observe.documents.kinds import PDF, READ, TOLD
from headstamp.observe.documents.reading import How, document, file_of, origin_for, sha256_of, simple, stamp_of


class Rejected(NamedTuple):
    """A file that was not read, and why. `sha256` is empty where it is none or too large."""

    file: Path
    what: str
    hint: str
    sha256: str = ""


class Progress(NamedTuple):
    """Documents done and of how many; pages read of all pdfs so far, and of how many as far as known."""

    documents: int
    of: int
    pages: int
    of_pages: int


class Found(NamedTuple):
    """Files of a folder: those to be read, in order of their names, and all others but meta files."""

    documents: tuple[Path, ...]
    others: tuple[Path, ...]


Step = Callable[[Progress], object]


def documents_in(folder: Path) -> Found:
    """The documents of a folder and of those in it; hidden are passed over, links to folders not followed. Raises InputError."""
    if not folder.is_dir():
        raise InputError("not a folder" if folder.exists() else "no such folder", hint="check the name", file=folder)
    documents: list[Path] = []
    others: list[Path] = []
    for place, inner, names in os.walk(folder):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            path = Path(place, name)
            if path.suffix.lower() in READ or path.suffix.lower() in TOLD:
                documents.append(path)
            elif not name.endswith(".meta.json"):
                others.append(path)
    return Found(tuple(documents), tuple(others))


def read_document(
    path: Path | str,
    *,
    meta: Path | Mapping[str, Any] | None = None,
    pages: tuple[int, int] | None = None,
    processes: int = 2,
    cache: Path | None = None,
    scans: bool = True,
    scan_languages: tuple[str, ...] = (),
    progress: Step | None = None,
) -> Document:
    """Read a txt, html, pdf or docx file.

    `meta` = the origin, as a file or mapping (see `origin`), else `NAME.meta.json` beside it; `pages` = first and last page of a
    pdf; `cache` = a folder where pages are kept, so that a reading goes on where it was stopped; `scans` = recognise scanned
    pages where tesseract is installed, in `scan_languages` (ISO 639-1). Nothing in a file is run, and nothing is fetched.

    Raises InputError for what cannot be read, LimitError for what is too large, OutputError where the cache cannot be written.
    """
    with _Desk(processes, How(cache, scans, scan_languages, pages), progress, 1) as desk:
        found = desk.read(Path(path), meta)
        desk.finished()
        return found


def read_documents(
    sources: Path | str | Iterable[Path | str],
    *,
    processes: int = 2,
    cache: Path | None = None,
    scans: bool = True,
    scan_languages: tuple[str, ...] = (),
    progress: Step | None = None,
) -> Iterator[Document | Rejected]:
    """Read files, and the documents of folders, in the order given: one answer for each file, a `Document` or a `Rejected`.

    A file with the same bytes and the same origin as an earlier one is rejected and says so; another document with the id of an
    earlier one gets a part of its hash behind it. Only as many documents are held as there are `processes`, and one more.
    """
    files = _files(sources)
    with _Desk(processes, How(cache, scans, scan_languages), progress, len(files)) as desk:
        yield from _once(desk.each(files))


def _files(sources: Path | str | Iterable[Path | str]) -> list[Path]:
    given = [sources] if isinstance(sources, (str, Path)) else list(sources)
    files: list[Path] = []
    for each in map(Path, given):
        files += documents_in(each).documents if each.is_dir() else [each]
    return files


def _once(answers: Iterable[tuple[Path, Document | Rejected]]) -> Iterator[Document | Rejected]:
    """The same file once, and every id once."""
    seen: dict[tuple[str, str, str, str], Path] = {}
    ids: set[str] = set()
    for path, answer in answers:
        if isinstance(answer, Rejected):
            yield answer
            continue
        key = (answer.sha256, answer.url, answer.publisher, str(answer.published))
        if key in seen:
            yield Rejected(path, f"the same file as {seen[key].name}, which was read", "nothing is lost", answer.sha256)
            continue
        seen[key] = path
        if answer.id in ids:
            answer = answer.model_copy(update={"id": f"{answer.id}-{answer.sha256[:8]}"})
        ids.add(answer.id)
        yield answer


def _hash_of(path: Path, error: InputError) -> str:
    """The hash of a file that was rejected, so that it is known again; of one that is too large, none."""
    with suppress(OSError):
        if path.is_file() and not isinstance(error, LimitError):
            return sha256_of(path)
    return ""


class _Desk:
    """Reads documents with so many processes. Threads only wait for them."""

    def __init__(self, processes: int, how: How, progress: Step | None, of: int) -> None:
        self._how, self._progress = how, progress
        self._processes = max(processes, 1)
        self._pages = ThreadPoolExecutor(self._processes)
        self._files = ThreadPoolExecutor(self._processes)
        self._stop = Event()
        self._lock = Lock()
        self._done, self._of = 0, of
        self._read: dict[Path, tuple[int, int]] = {}
        self._all = (0, 0)

    def __enter__(self) -> _Desk:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._files.shutdown(wait=True, cancel_futures=True)
        self._pages.shutdown(wait=True, cancel_futures=True)

    def each(self, files: Iterable[Path]) -> Iterator[tuple[Path, Document | Rejected]]:
        """The answers in order, a few files ahead."""
        ahead: deque[tuple[Path, Future[Document | Rejected]]] = deque()
        for path in files:
            ahead.append((path, self._files.submit(self._try, path)))
            if len(ahead) > self._processes:
                yield self._next(ahead)
        while ahead:
            yield self._next(ahead)

    def _next(self, ahead: deque[tuple[Path, Future[Document | Rejected]]]) -> tuple[Path, Document | Rejected]:
        path, future = ahead.popleft()
        answer = future.result()
        self.finished()
        return path, answer

    def _try(self, path: Path) -> Document | Rejected:
        try:
            return self.read(path, None)
        except InputError as error:
            return Rejected(path, error.what, error.hint, _hash_of(path, error))

    def read(self, path: Path, meta: Path | Mapping[str, Any] | None) -> Document:
        """One document. Raises what `read_document` says."""
        origin = origin_for(path, meta)
        kind, _ = file_of(path)
        try:
            before = stamp_of(path)
            sha256 = sha256_of(path)
            if kind == PDF:
                body = read_pdf(
                    path, sha256, self._how, origin.language, self._pages, self._stop, lambda done, of: self._tell(path, done, of)
                )
            elif kind == READ[".txt"]:
                body = simple(path, kind)
            else:
                body = self._pages.submit(simple, path, kind).result()
            if stamp_of(path) != before:
                raise InputError("it was changed while it was read", hint="read it again when nobody writes to it")
            return document(path, kind, sha256, origin, body)
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror}", hint="check who may read it", file=path) from error
        except InputError as error:
            raise type(error)(error.what, hint=error.hint, file=path) from error.__cause__

    def finished(self) -> None:
        """One more document is done."""
        with self._lock:
            self._done += 1
            self._say()

    def _tell(self, path: Path, done: int, of: int) -> None:
        with self._lock:
            was = self._read.pop(path, (0, 0))
            self._all = (self._all[0] + done - was[0], self._all[1] + of - was[1])
            if done < of:
                self._read[path] = (done, of)
            self._say()

    def _say(self) -> None:
        if self._progress:
            self._progress(Progress(self._done, self._of, *self._all))
