"""Documents are taken apart by processes of their own: one that breaks on a page, hangs or eats memory costs that page.

A process is asked one thing at a time by a line of JSON and answers in lines of JSON, one a page; nothing that could be run comes
back. Processes are kept for the next document and end with this one.
"""

from __future__ import annotations

import atexit
import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from headstamp.core.errors import HeadstampError, InputError, LimitError
from headstamp.observe.beside import BROKE, HINT, LONGEST, Beside
from headstamp.observe.documents.pages import PageRead, of_json, to_json

LONGEST_SCAN = 180.0
MOST_BROKEN = 25  # pages of one document that may break the process before it is given up
MOST_ANSWER = 256 * 2**20  # bytes of one line


class Aside:
    """A process apart, for one thread at a time."""

    def __init__(self) -> None:
        self.beside = Beside("headstamp.observe.documents.apart")

    def ask(self, job: dict[str, Any], longest: float = LONGEST) -> Iterator[dict[str, Any]]:
        """The lines of its answer. Raises the InputError or LimitError that it tells, or EOFError where it broke or took longer
        than `longest` seconds for a line."""
        ask, answers = self.beside.pipes()
        whole = False
        try:
            asked = job | {"path": os.path.abspath(job.get("path", "."))}  # it may have been started in another folder
            ask.write(json.dumps(asked).encode() + b"\n")
            ask.flush()
            while True:
                with self.beside.within(longest):
                    line = answers.readline(MOST_ANSWER)
                if not line.endswith(b"\n"):
                    raise EOFError
                answer: dict[str, Any] = json.loads(line)
                if "end" in answer:
                    whole = True
                    _told(answer["end"])
                    return
                yield answer
        except (OSError, ValueError) as error:
            raise EOFError from error
        finally:
            if not whole:  # whatever it still has to say belongs to nobody
                self.beside.end()


_LOCK = threading.Lock()
_IDLE: list[Aside] = []


@contextmanager
def borrowed() -> Iterator[Aside]:
    """A process that is idle, or a new one."""
    with _LOCK:
        aside = _IDLE.pop() if _IDLE else Aside()
    try:
        yield aside
    finally:
        with _LOCK:
            _IDLE.append(aside)


def end_all() -> None:
    """Stop every process that is idle."""
    with _LOCK:
        for aside in _IDLE:
            aside.beside.end()
        _IDLE.clear()


atexit.register(end_all)


def one(job: dict[str, Any]) -> dict[str, Any]:
    """The one line of an answer. Raises InputError, also where the process broke."""
    with borrowed() as aside:
        try:
            answers = list(aside.ask(job))
        except EOFError:
            raise InputError(BROKE, hint=HINT) from None
    return answers[0]


def pages(path: Path, first: int, last: int, languages: str) -> Iterator[PageRead]:
    """Pages `first` to `last` of a pdf; one that the process broke on is `broken`, and the next are read by another process.

    Raises InputError where too many break it."""
    longest = LONGEST_SCAN if languages else LONGEST
    broken = 0
    with borrowed() as aside:
        while first <= last:
            job = {"do": "pages", "path": str(path), "first": first, "last": last, "languages": languages}
            try:
                for answer in aside.ask(job, longest):
                    yield of_json(answer)
                    first += 1
                return
            except (EOFError, KeyError, TypeError):
                broken += 1
                if broken > MOST_BROKEN:
                    raise InputError(f"{BROKE}, on more than {MOST_BROKEN} pages", hint=HINT) from None
                yield PageRead(first, 0.0, 0.0, state="broken", remarks=(BROKE,))
                first += 1


def _told(error: dict[str, Any] | None) -> None:
    if error:
        raise (LimitError if error["limit"] else InputError)(error["what"], hint=error["hint"])


def serve(lines: Iterator[bytes], answers: Any) -> None:
    """What the process apart does: answer until nobody asks any more."""
    for line in lines:
        ended: dict[str, Any] | None = None
        try:
            for answer in _answer(json.loads(line)):
                answers.write(json.dumps(answer).encode() + b"\n")
                answers.flush()
        except HeadstampError as error:
            ended = {"what": error.what, "hint": error.hint, "limit": isinstance(error, LimitError)}
        except (MemoryError, RecursionError):
            ended = {"what": "it asks for more memory than there is", "hint": HINT, "limit": True}
        answers.write(json.dumps({"end": ended}).encode() + b"\n")
        answers.flush()


def _answer(job: dict[str, Any]) -> Iterator[dict[str, Any]]:
    path = Path(job["path"])
    if job["do"] == "pages":
        from headstamp.observe.documents.paper import read_pages

        yield from map(to_json, read_pages(path, job["first"], job["last"], job["languages"]))
    elif job["do"] == "pdf":
        from headstamp.observe.documents.paper import look

        yield look(path)._asdict()
    elif job["do"] == "html":
        from headstamp.observe.documents.web import read_html

        yield read_html(path.read_bytes())._asdict()
    else:
        from headstamp.observe.documents.word import read_docx

        yield read_docx(path)._asdict()
