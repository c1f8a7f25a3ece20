"""Pages put together into one text: paragraphs go on over columns and pages, footnotes stand behind them, each line has its box.

Paragraphs are parted by an empty line, rows of a table by a line break and their cells by a tab. Running heads and page numbers
stay out of the text and are kept with their page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from headstamp.core.document import Line, Page
from headstamp.observe.documents.heads import running
from headstamp.observe.documents.joins import Block, Joiner, begins, blocks_of, carries_on
from headstamp.observe.documents.letters import HYPHEN
from headstamp.observe.documents.pages import PageRead, Row

SMALL = 0.93  # of the usual letters: footnotes are smaller
_NOTE = re.compile(r"^(?:\d{1,4}|[*†‡§])\s*\S")


class Flowed(NamedTuple):
    """The text with its pages and lines; how many hyphens at line ends were dropped, and pages with heads left out."""

    text: str
    pages: tuple[Page, ...]
    lines: tuple[Line, ...]
    hyphens: int
    headed: int


class _Placed(NamedTuple):
    row: Row
    page: PageRead


def flow(pages: Sequence[PageRead]) -> Flowed:
    """Put pages together."""
    heads = running(pages)
    usual = _usual_size(pages)
    joiner = Joiner(row for page in pages for row in page.rows)
    text = _Text(joiner)
    pages_with_notes = False
    for page in pages:
        kept = [row for at, row in enumerate(page.rows) if at not in heads.get(page.number, ())]
        body, notes = _parted(kept, usual, page, pages_with_notes)
        pages_with_notes = bool(notes)
        text.page(page, tuple(row.text for at, row in enumerate(page.rows) if at in heads.get(page.number, ())))
        text.add(page, body)
        text.wait(page, notes)
    return text.done(len(heads))


def _usual_size(pages: Sequence[PageRead]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for row in page.rows:
            sizes[round(row.size * 2) / 2] += len(row.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _parted(rows: list[Row], usual: float, page: PageRead, going_on: bool) -> tuple[list[Row], list[Row]]:
    """(rows of the text, rows of footnotes): small rows at the foot of a column, from the first that has a number on."""
    if page.state == "scan":
        return rows, []
    body: list[Row] = []
    notes: list[Row] = []
    blocks: dict[int, list[Row]] = {}
    for row in rows:
        blocks.setdefault(row.block, []).append(row)
    for block in blocks.values():
        first = len(block)
        while first and 0 < block[first - 1].size <= SMALL * usual and block[first - 1].box[1] > 0.3 * page.tall:
            first -= 1
        if not going_on:
            first = next((at for at in range(first, len(block)) if _NOTE.match(block[at].text)), len(block))
        elif not any(_NOTE.match(row.text) for row in block[first:]):
            first = len(block)
        body += block[:first]
        notes += block[first:]
    return body, notes


def _is_next(note: str, text: str) -> bool:
    """True where `text` begins the footnote after `note`: 1999 is no number of one."""
    found = re.match(r"\d{1,4}", text)
    last = re.match(r"\d{1,4}", note)
    return int(found[0]) == int(last[0]) + 1 if found and last else bool(_NOTE.match(text)) and not found


class _Text:
    """The text as it grows. A paragraph stays open over the end of a page; footnotes wait until it is closed."""

    def __init__(self, joiner: Joiner) -> None:
        self._joiner = joiner
        self._out: list[str] = []
        self._length = 0
        self._lines: list[Line] = []
        self._pages: list[Page] = []
        self._open: list[_Placed] = []
        self._block = Block(0.0, 0.0, 0.0)
        self._waiting: list[_Placed] = []
        self._starts: dict[int, int] = {}
        self._was_table = False

    def page(self, page: PageRead, left_out: tuple[str, ...]) -> None:
        """Begin a page."""
        scanned = page.state in ("scan", "layer", "unread")
        self._pages.append(
            Page(number=page.number, start=0, end=0, width=page.width, height=page.height, scanned=scanned, left_out=left_out)
        )

    def add(self, page: PageRead, rows: list[Row]) -> None:
        """Rows of the text of a page."""
        blocks = blocks_of(page, rows)
        for row in rows:
            block = blocks[row.block]
            if self._open:
                before = self._open[-1]
                if before.page is page and before.row.block == row.block:
                    closed = begins(before.row, row, block, scanned=page.state == "scan")
                else:
                    closed = not carries_on(before.row, row, self._block)
                if closed:
                    self._close()
            self._open.append(_Placed(row, page))
            self._block = block

    def wait(self, page: PageRead, notes: list[Row]) -> None:
        """Footnotes of a page."""
        self._waiting += (_Placed(row, page) for row in notes)

    def done(self, headed: int) -> Flowed:
        """The whole."""
        self._close()
        text = "".join(self._out)
        pages: list[Page] = []
        end = len(text)
        for page in reversed(self._pages):
            start = min(self._starts.get(page.number, end), end)
            pages.append(page.model_copy(update={"start": start, "end": end}))
            end = start
        return Flowed(text, tuple(reversed(pages)), tuple(self._lines), self._joiner.joined, headed)

    def _close(self) -> None:
        """Write the open paragraph, then the footnotes that wait, each one a paragraph."""
        self._write(self._open, own=True)
        self._open = []
        notes, self._waiting = self._waiting, []
        note: list[_Placed] = []
        for placed in notes:
            if note and (_is_next(note[0].row.text, placed.row.text) or placed.page is not note[-1].page):
                self._write(note, own=False)
                note = []
            note.append(placed)
        self._write(note, own=False)

    def _write(self, paragraph: list[_Placed], *, own: bool) -> None:
        if not paragraph:
            return
        table = paragraph[0].row.cells
        if self._length:
            self._put("\n" if table and self._was_table else "\n\n")
        self._was_table = table
        for at, (row, page) in enumerate(paragraph):
            after = paragraph[at + 1].row.text if at + 1 < len(paragraph) else ""
            text, between = self._joiner.join(row, row.text, after) if after else (row.text, "")
            text = text.replace(HYPHEN, "-")
            start = self._length
            if own:
                self._starts.setdefault(page.number, start)
            self._put(text)
            self._lines.append(Line(start=start, end=self._length, page=page.number, box=page.seen(row.box)))
            self._put(between)

    def _put(self, text: str) -> None:
        self._out.append(text)
        self._length += len(text)
