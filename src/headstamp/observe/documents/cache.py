"""Pages that were read, kept so that a reading that was stopped goes on where it stopped.

A folder for each file (its sha256) and way of reading (versions, languages of scans), in it one JSONL file for a few pages,
written whole or not at all; its first line has the hash of the rest, and one that does not fit is read anew. The folder holds the
text of the documents: it is readable by its owner alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import tempfile
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from headstamp.core.errors import OutputError
from headstamp.core.version import __version__
from headstamp.observe.documents.pages import PageRead, of_json, to_json

FORMAT = 1  # of the rows of a page and how they are found: a change of either is another number
MOST = 1 << 26  # bytes of one kept part; anything larger is not from here


class Cache:
    """Kept pages of one file read in one way."""

    def __init__(self, folder: Path, sha256: str, languages: str) -> None:
        """Raises OutputError where the folder cannot be made."""
        try:
            pdfium = version("pypdfium2")
        except PackageNotFoundError:
            pdfium = "none"
        way = hashlib.sha256(json.dumps([__version__, FORMAT, pdfium, languages]).encode()).hexdigest()[:12]
        self._folder = folder / sha256 / way
        self.full = False
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise OutputError(f"cannot write: {error.strerror or error}", hint="choose another folder", file=folder) from error

    def get(self, first: int, last: int) -> tuple[PageRead, ...] | None:
        """Pages `first` to `last`, or None where they are not kept, or not whole."""
        try:
            head, _, body = _whole(self._folder / _name(first, last)).partition(b"\n")
            if json.loads(head)["sha256"] != hashlib.sha256(body).hexdigest():
                return None
            pages = tuple(of_json(json.loads(line)) for line in body.splitlines())
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        return pages if [page.number for page in pages] == list(range(first, last + 1)) else None

    def put(self, first: int, last: int, pages: Iterable[PageRead]) -> None:
        """Keep them. Where there is no room it is told by `full`, and reading goes on."""
        body = b"".join(json.dumps(to_json(page), ensure_ascii=False).encode("utf-8", "replace") + b"\n" for page in pages)
        if len(body) >= MOST:
            return
        head = json.dumps({"pages": [first, last], "sha256": hashlib.sha256(body).hexdigest()}).encode() + b"\n"
        name = ""
        try:
            handle, name = tempfile.mkstemp(prefix=".part-", dir=self._folder)
            with os.fdopen(handle, "wb") as stream:
                stream.write(head + body)
            os.replace(name, self._folder / _name(first, last))
        except OSError:
            self.full = True
            if name:
                Path(name).unlink(missing_ok=True)


def _name(first: int, last: int) -> str:
    return f"{first:06}-{last:06}.jsonl"


def _whole(path: Path) -> bytes:
    """A kept part. Raises OSError for what was not put there by `put`: a link, a pipe, a device, or more than a part can be."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as stream:
        told = os.fstat(handle)
        if not stat.S_ISREG(told.st_mode) or told.st_size >= MOST:
            raise OSError(f"no part of a reading: {path}")
        return stream.read(MOST)
