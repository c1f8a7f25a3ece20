"""The pages of a pdf, read side by side a few at a time, kept in the cache, and bound into one text with what was left unread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from pathlib import Path
from threading import Event

from headstamp.core.errors import InputError, LimitError, UsageError
from headstamp.observe.documents import aside, scans
from headstamp.observe.documents.cache import Cache
from headstamp.observe.documents.flow import Flowed, flow
from headstamp.observe.documents.made import MOST_TEXT, Made, counted
from headstamp.observe.documents.pages import PageRead, runs
from headstamp.observe.documents.reading import MOST_PAGES, Body, How

AT_ONCE = 8
"""Pages that one process reads before it is asked again: what is lost where a reading is stopped."""


def read_pdf(
    path: Path, sha256: str, how: How, language: str, pool: Executor, stop: Event, tell: Callable[[int, int], None]
) -> Body:
    """The text of a pdf. `tell` gets (pages read, of how many); `stop` ends the reading. Raises InputError or LimitError."""
    opened = aside.one({"do": "pdf", "path": str(path)})
    first, last = _range(opened["pages"], how.pages)
    wanted = how.languages or tuple(dict.fromkeys(filter(None, (language, "en"))))
    languages, lacking = scans.chosen(wanted) if how.scans else ("", ())
    kept = Cache(how.cache, sha256, languages) if how.cache else None
    pages: list[PageRead] = []

    def few(start: int) -> Sequence[PageRead]:
        return _few(path, start, min(start + AT_ONCE - 1, last), languages, kept, stop)

    tell(0, last - first + 1)
    signs = 0
    for part in pool.map(few, range(first, last + 1, AT_ONCE)):
        pages += part
        signs += sum(len(row.text) for page in part for row in page.rows)
        if signs > MOST_TEXT:
            raise LimitError(f"more than {MOST_TEXT:,} signs stand in it", hint="split it into smaller pdfs")
        tell(len(pages), last - first + 1)
    flowed = flow(pages)
    remarks = [
        *_carried(opened),
        *_range_told(first, last, opened["pages"]),
        *_unread(pages, lacking, how.scans),
        *_left(flowed, pages),
    ]
    if kept and kept.full:
        remarks.append("the pages could not be kept for another time: no room, or no right to write")
    if not flowed.text.strip():
        what = f"no text was found in {counted(last - first + 1, 'page')}"
        told = [remark for remark in remarks if remark.startswith("page")]
        raise InputError(f"{what}: {told[0]}" if told else what, hint=_hint(pages, lacking))
    return Body(Made(flowed.text, title=opened["title"], remarks=tuple(remarks)), flowed.pages, flowed.lines)


def _few(path: Path, first: int, last: int, languages: str, kept: Cache | None, stop: Event) -> Sequence[PageRead]:
    if kept and (held := kept.get(first, last)) is not None:
        return held
    found: list[PageRead] = []
    pages = aside.pages(path, first, last, languages)
    while not stop.is_set() and (page := next(pages, None)):
        found.append(page)
    if stop.is_set():
        raise InputError("the reading was stopped", hint="read it again; kept pages are not read twice")
    if kept and not any(page.state == "broken" for page in found):  # one that took too long may have better luck
        kept.put(first, last, found)
    return found


def _range(number: int, asked: tuple[int, int] | None) -> tuple[int, int]:
    first, last = asked or (1, number)
    if not 1 <= first <= last:
        raise UsageError(f"pages {first} to {last} are none", hint="the first page is 1, and the last is not before the first")
    if first > number:
        raise InputError(f"the pdf has {counted(number, 'page')}, and page {first:,} was asked for", hint="ask for another one")
    last = min(last, number)
    if last - first + 1 > MOST_PAGES:
        what = f"{last - first + 1:,} pages; {MOST_PAGES:,} are read in one go"
        raise LimitError(what, hint=f"split it into pdfs of at most {MOST_PAGES:,} pages")
    return first, last


def _carried(opened: dict[str, int]) -> Iterator[str]:
    if opened["scripts"]:
        yield "it carries scripts, which were not run"
    if opened["attached"]:
        yield f"it carries {counted(opened['attached'], 'attached file')}, not opened"
    if opened["cut"]:
        yield "the pdf ends without its end mark: it may be cut off"


def _range_told(first: int, last: int, number: int) -> Iterator[str]:
    if (first, last) != (1, number):
        yield f"{runs(list(range(first, last + 1)))} of {number:,} were read"


def _unread(pages: Sequence[PageRead], lacking: tuple[str, ...], asked: bool) -> Iterator[str]:
    """What could not be read, each thing once with its pages."""

    def of(*states: str) -> list[int]:
        return [page.number for page in pages if page.state in states]

    if numbers := of("broken"):
        yield f"{runs(numbers)} could not be read: {next(page.remarks[0] for page in pages if page.state == 'broken')}"
    if numbers := of("unread"):
        missing = scans.INSTALL if not scans.installed() else "tesseract has none of the languages asked for, or failed on them"
        yield f"{runs(numbers)} scanned, and not read; {missing if asked else 'scans were not asked for'}"
    if numbers := of("scan"):
        yield f"{runs(numbers)} scanned: letters were recognised, expect errors"
    if numbers := of("layer"):
        yield f"{runs(numbers)} scanned: the text under them was recognised by whoever made the file, expect errors"
    if numbers := of("empty"):
        yield f"{runs(numbers)} empty"
    if lacking and of("scan", "unread") and scans.installed():
        names = ", ".join(scans.CODES.get(name, name) for name in lacking)
        yield f"tesseract lacks {names} here: `apt install tesseract-ocr-LANGUAGE`, or choose it in its installer"
    if numbers := [page.number for page in pages if page.unknown * 20 > sum(len(row.text) for row in page.rows) > 0]:
        yield f"{runs(numbers)} with signs whose letters the file does not tell"
    said: dict[str, list[int]] = {}
    for page in pages:
        if page.state != "broken":
            for remark in page.remarks:
                said.setdefault(remark, []).append(page.number)
    for remark, numbers in list(said.items())[:10]:
        yield f"{runs(numbers)}: {remark}"


def _left(flowed: Flowed, pages: Sequence[PageRead]) -> Iterator[str]:
    """What stands on the pages and not in the text."""
    if flowed.headed:
        shown = next(page.left_out[0] for page in flowed.pages if page.left_out).replace("\t", " ")[:60]
        yield f"left out of the text: running heads and page numbers of {counted(flowed.headed, 'page')}, such as {shown!r}"
    if raised := sum(page.raised for page in pages):
        yield f"left out of the text: {counted(raised, 'raised note number')}"


def _hint(pages: Sequence[PageRead], lacking: tuple[str, ...]) -> str:
    if any(page.state == "unread" for page in pages):
        return (
            scans.INSTALL
            if not scans.installed()
            else f"have tesseract learn {', '.join(lacking)}"
            if lacking
            else "ask for scans"
        )
    return "open it in a viewer: is there anything on its pages?"
