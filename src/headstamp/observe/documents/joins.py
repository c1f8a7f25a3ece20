"""Where a paragraph begins, and how the end of one line is joined to the beginning of the next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from headstamp.core.text import script_of
from headstamp.observe.documents.letters import HYPHEN
from headstamp.observe.documents.pages import PageRead, Row

KEPT_HEADS = frozenset(["anti", "cross", "half", "non", "quasi", "self", "vice"])
_TAILS = (
    "aircraft armed armoured backed based bound built controlled dated fire flagged guided issued launched led linked made "
    "owned personnel produced propelled range registered related style supplied tank term"
)
KEPT_TAILS = frozenset(_TAILS.split())
"""Parts of words that keep their hyphen where a line ends at it: anti-aircraft, rocket-propelled. Parts that hyphenation makes of
other words too (ex-, pro-, -ship, -time) are none: of those, the words of the document tell."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST, _FIRST = re.compile(r"[^\W\d_]+$"), re.compile(r"^[^\W\d_]+")
_CLOSED = re.compile(r"[.!?:;。！？…][\"'”’»)\]]*$")
_LABEL = re.compile(r"^(?:\(?(?:\d{1,4}|[a-zа-я]|[ivx]{1,5})[.)]|\([A-Za-z가-힣]{1,3}\)|[•·▪–—*○●□■※-])\s")
_LEADER = re.compile(r"(?:\. ?){5}\s*\w{0,6}$")  # a line of a table of contents
_KOREAN_ENDING = re.compile(
    r"(?:(?:에|에서|에게|를|을|의|은|는|로|와|과|도|고|며|까지|부터|라고|국의|된다|했다|한다|였다)(?=[\s.,)]|$)|다[.,])"
)
"""Endings of Korean words that do not stand alone: a line that begins with one goes on within a word."""
_WIDE = frozenset("，。、；：？！「」『』（）《》〈〉“”‘’…—")
_NO_BLANKS = ("Han", "Kana")


class Block(NamedTuple):
    """What is usual in a column: its edges and the step from line to line, in points."""

    left: float
    right: float
    step: float


def blocks_of(page: PageRead, rows: Sequence[Row]) -> dict[int, Block]:
    """The blocks of these rows of a page."""
    held: dict[int, list[Row]] = {}
    for row in rows:
        held.setdefault(row.block, []).append(row)
    found = {}
    for number, block in held.items():
        steps = [b.box[1] - a.box[1] for a, b in pairwise(block) if b.box[1] > a.box[1] + 1]
        step = median(steps) if len(steps) > 2 else min(steps, default=0.0)
        usual = max(step, 0.0) or page.tall
        found[number] = Block(min(row.box[0] for row in block), max(row.box[2] for row in block), usual)
    return found


def begins(before: Row, row: Row, block: Block, *, scanned: bool) -> bool:
    """True where `row` begins a paragraph after `before`, a row of the same block."""
    if before.cells or row.cells:
        return True
    if scanned:  # the boxes are as high as the letters that happen to stand there: the blocks of tesseract decide
        return False
    step = row.box[1] - before.box[1]
    if step > 1.35 * block.step or step < -block.step or not _alike(before, row):
        return True
    if before.text.endswith((HYPHEN, "-")) and before.text[-2:-1].strip():
        return False
    if _LEADER.search(before.text):
        return True
    closed = _CLOSED.search(before.text)
    if _LABEL.match(row.text) and (closed or before.text.endswith((",", " and", " or"))):
        return True
    width = max(block.right - block.left, 1.0)
    if closed and (row.box[0] > block.left + 0.8 * row.size and before.box[0] < block.left + 0.5 * row.size):
        return True
    room = block.right - before.box[2]
    return room > 0.12 * width if closed else room > 0.45 * width and not row.text[:1].islower()


def carries_on(before: Row, row: Row, block: Block) -> bool:
    """True where the paragraph of `before`, the last row of a column or page, goes on with `row`, the first of the next."""
    if before.cells or row.cells or not _alike(before, row) or _CLOSED.search(before.text) or _LABEL.match(row.text):
        return False
    full = block.right - before.box[2] < 0.15 * max(block.right - block.left, 1.0)
    return row.text[:1].islower() or full


def _alike(one: Row, other: Row) -> bool:
    return abs(one.size - other.size) <= 0.12 * max(one.size, other.size, 1.0)


class Joiner:
    """Joins lines, knowing the words of the whole document. `joined` counts hyphens that were dropped."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.words: set[str] = set()
        self.joined = 0
        hangul = spaced = 0
        for row in rows:
            words = _WORD.findall(row.text.casefold())
            broken = row.text.endswith((HYPHEN, "-"))
            self.words.update(words[:-1] if broken else words)
            if script_of(row.text[-1]) == "Hangul":
                hangul, spaced = hangul + 1, spaced + row.spaced
        self.tight = hangul > 0 and spaced > 0.3 * hangul  # Korean lines without a blank at their end end within a word

    def join(self, before: Row, text: str, after: str) -> tuple[str, str]:
        """(`text` of the row before, with or without its hyphen; what stands between it and `after`)."""
        if text.endswith((HYPHEN, "-")) and len(text) > 1 and not text[-2].isspace():
            return self._hyphen(text[:-1], after)
        if text.endswith("/") or (text.endswith(("–", "—")) and text[-2:-1].strip()):
            return text, ""
        last, first = script_of(text[-1]), script_of(after[0])
        if (last in _NO_BLANKS or text[-1] in _WIDE) and (first in _NO_BLANKS or after[0] in _WIDE):
            return text, ""
        if last == first == "Hangul" and not before.spaced and (self.tight or self._within(text, after)):
            return text, ""
        return text, " "

    def _within(self, text: str, after: str) -> bool:
        """True where a Korean line ends within a word: the next begins with an ending, or the whole word stands elsewhere."""
        if _KOREAN_ENDING.match(after):
            return True
        end, begin = _LAST.search(text), _FIRST.match(after)
        return bool(end and begin and (end[0] + begin[0]) in self.words)

    def _hyphen(self, stem: str, after: str) -> tuple[str, str]:
        last, first = _LAST.search(stem), _FIRST.match(after)
        if not last or not first or not after[0].islower():
            return f"{stem}-", ""  # S-200, Al-Qaida
        head, tail = last[0].casefold(), first[0].casefold()
        if head + tail not in self.words and (f"{head}-{tail}" in self.words or head in KEPT_HEADS or tail in KEPT_TAILS):
            return f"{stem}-", ""
        self.joined += 1
        return stem, ""
