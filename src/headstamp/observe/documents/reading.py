"""A file read into a `Document`: text with pages and boxes, origin, language, and in words what could not be read."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from headstamp.core.document import Document, Line, Page
from headstamp.core.errors import InputError, LimitError
from headstamp.core.when import When
from headstamp.observe.documents import aside, odd
from headstamp.observe.documents.kinds import DOCX, HTML, PDF, READ, kind_of
from headstamp.observe.documents.made import Made
from headstamp.observe.documents.origin import Origin, beside, origin_of
from headstamp.observe.documents.plain import read_text

MOST_BYTES = {READ[".txt"]: 32 * 2**20, HTML: 16 * 2**20, DOCX: 256 * 2**20, PDF: 2 * 2**30}
MOST_PAGES = 3000
"""Of a pdf that is read in one go; a longer one is read in parts."""


class Body(NamedTuple):
    """The text of a file with what the file says of itself."""

    made: Made
    pages: tuple[Page, ...] = ()
    lines: tuple[Line, ...] = ()


class How(NamedTuple):
    """How documents are read. `languages` = those in which scans are recognised, by ISO 639-1; empty = that of the meta file, or
    English. `pages` = first and last page of a pdf, counted from 1."""

    cache: Path | None = None
    scans: bool = True
    languages: tuple[str, ...] = ()
    pages: tuple[int, int] | None = None


def file_of(path: Path) -> tuple[str, int]:
    """(media type, bytes) of a document. Raises InputError for what is no file or no document, LimitError for a larger one."""
    if not path.is_file():
        what = "not a file: a folder, a pipe or a device" if path.exists() else "no such file"
        raise InputError(what, hint="check the name", file=path)
    try:
        size = path.stat().st_size
        kind = kind_of(path)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", hint="check who may read it", file=path) from error
    except InputError as error:
        raise InputError(error.what, hint=error.hint, file=path) from None
    if size > MOST_BYTES[kind]:
        what = f"{size:,} bytes; {MOST_BYTES[kind]:,} of {kind} are read"
        raise LimitError(what, hint="split it into parts", file=path)
    return kind, size


def sha256_of(path: Path) -> str:
    """The hash of a file, in pieces."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def stamp_of(path: Path) -> tuple[int, int, int]:
    """What changes when somebody writes to the file."""
    held = os.stat(path)
    return held.st_size, held.st_mtime_ns, held.st_ino


def origin_for(path: Path, meta: Path | Mapping[str, Any] | None) -> Origin:
    """The origin given, or that of the file beside it. One beside it that cannot be read is told. Raises InputError."""
    if meta is not None:
        return origin_of(meta)
    found = beside(path)
    if found is None:
        return Origin()
    try:
        return origin_of(found)
    except InputError as error:
        return Origin(remarks=(f"its {found.name} was not read: {error.what}",))


def simple(path: Path, kind: str) -> Body:
    """A text, html or docx file. Raises InputError or LimitError."""
    if kind == HTML:
        made = _made(aside.one({"do": "html", "path": str(path)}))
    elif kind == DOCX:
        made = _made(aside.one({"do": "docx", "path": str(path)}))
    else:
        made = read_text(path.read_bytes())
    starts = (0, *made.breaks) if made.breaks else ()
    ends = (*made.breaks, len(made.text))
    pages = tuple(Page(number=at, start=a, end=b) for at, (a, b) in enumerate(zip(starts, ends, strict=False), start=1))
    return Body(made, pages)


def _made(held: dict[str, Any]) -> Made:
    return Made(**{**held, "breaks": tuple(held["breaks"]), "remarks": tuple(held["remarks"])})


def document(path: Path, kind: str, sha256: str, origin: Origin, body: Body) -> Document:
    """The whole. What the keeper says of the origin goes before what the file says of itself."""
    made = body.made
    tongues, of_tongues = odd.tongues(made.text, body.pages)
    pages = tuple(page.model_copy(update={"language": name}) for page, name in zip(body.pages, tongues, strict=False))
    language, doubts = _language(tongues, made.text, body.pages, origin.language)
    published, undated = _published(origin, made)
    return Document(
        id=origin.id or _plain(path.stem) or "document",
        text=made.text,
        sha256=sha256,
        text_sha256=hashlib.sha256(made.text.encode("utf-8", "surrogatepass")).hexdigest(),
        media_type=kind,
        language=language,
        title=origin.title or made.title,
        publisher=origin.publisher or made.publisher,
        url=origin.url or made.url,
        voice=origin.voice,
        published=published,
        pages=pages,
        lines=body.lines,
        remarks=(*made.remarks, *of_tongues, *odd.signs(made.text), *doubts, *undated, *origin.remarks, *_other(origin, sha256)),
    )


def _plain(name: str) -> str:
    return "".join(sign for sign in name.encode("utf-8", "replace").decode() if sign.isprintable()).strip()[:200]


def _language(tongues: list[str], text: str, pages: tuple[Page, ...], said: str) -> tuple[str, list[str]]:
    weight: dict[str, int] = {}
    for at, name in enumerate(tongues):
        weight[name] = weight.get(name, 0) + (pages[at].end - pages[at].start if pages else len(text))
    found = max((name for name in weight if name), key=lambda name: weight[name], default="")
    if found and said and found != said:
        return found, [f"its meta file says that it is in {said!r}; it reads as {found!r}"]
    return found or said, []


def _published(origin: Origin, made: Made) -> tuple[When, list[str]]:
    if origin.published.known or not made.published:
        return origin.published, []
    try:
        return When.parse(made.published), []
    except ValueError:
        return When(), [f"the day of publication in the page cannot be read: {made.published[:40]!r}"]


def _other(origin: Origin, sha256: str) -> list[str]:
    if origin.sha256 and origin.sha256 != sha256:
        return ["it is not the file that its meta file describes: the sha256 differs"]
    return []
