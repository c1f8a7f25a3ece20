"""A text cut into what a parser should see at once: paragraphs, list items, headings, datelines, speakers' names.

A parser that is handed `108. The Panel` or `TAMPA, Fla. - On Jan. 6` hangs the sentence on the number or the town. Wrapped lines
are one paragraph. Every sign keeps its offset: what is changed for the parser (a line break to a blank, `VIKTOR DRANESCU` to
`Viktor Dranescu`) keeps its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from headstamp.core.parsed import SegmentKind

_ITEM = re.compile(r"^\s*(?:\(?\d{1,3}[.)]|\([a-z]{1,4}\)|[a-z]\)|[•*–—-])\s+")
_SPEAKER = re.compile(
    r"^((?:MR|MRS|MS|DR|GEN|COL|ADM|AMB|SEC)\.? [A-Z][A-Z'’ .-]+|[QA]|[A-Z][A-Z'’.-]+(?: [A-Z'’.-]+){1,3}):\s+(?=\S)"
)
_DATELINE = re.compile(r"^([A-Z][\w.’' ]{2,30}(?:, [\w.’' ]{2,30}){0,3}(?: \([\w /.]{2,30}\))?) ?(?:--|[-–—])\s+(?=[A-Z“\"])")
_SHOUTED = re.compile(r"\b[A-Z][A-Z'’]+(?:[ -][A-Z][A-Z'’]+)+\b")
_KEPT = "LLC LTD FZE FZCO SRO SA AG GMBH LLP PLC JSC OOO INC USS HMS MV DPRK ROK USA UAE UN EU KPA"
_FORMS = frozenset(_KEPT.split())
_BLOCK = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
_MOST_WORDS_OF_A_HEADING = 16
_LONGEST = 6_000


class Segment(NamedTuple):
    """Signs `start` to `end` of the text; `shown` is what the parser gets, of the same length."""

    kind: SegmentKind
    start: int
    end: int
    shown: str
    paragraph: int


def segments(text: str) -> Iterator[Segment]:
    """The segments of a text in order; together they hold every sign that is not blank.

    >>> [(s.kind, s.shown) for s in segments("SEOUL, May 2 - A ship left.\\n\\n12. It came back.")]
    [('dateline', 'SEOUL, May 2 - '), ('text', 'A ship left.'), ('number', '12. '), ('text', 'It came back.')]
    """
    for number, (start, end, alone) in enumerate(_paragraphs(text)):
        yield from _cut(text, start, end, alone, number)


def _paragraphs(text: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether it is one line between blank lines)."""
    for block in _BLOCK.finditer(text):
        if "\t" in block[0]:
            yield from _cells(block)
            continue
        lines = [(block.start() + m.start(), block.start() + m.end()) for m in re.finditer(r"[^\n]+", block[0])]
        widest = max(end - start for start, end in lines)
        begin, last = lines[0]
        for (start, end), (_, before) in zip(lines[1:], lines, strict=False):
            if _ends(text[begin:before], text[start:end], before - _line_start(text, before), widest):
                yield begin, before, False
                begin = start
            last = end
        yield begin, last, len(lines) == 1


def _cells(block: re.Match[str]) -> Iterator[tuple[int, int, bool]]:
    """Cells of a table, or columns beside each other: no sentence goes from one into the next, nor into the row below."""
    begin, last = -1, -1
    for line in re.finditer(r"[^\n]+", block[0]):
        if "\t" in line[0].strip():
            if begin >= 0:
                yield begin, last, False
            begin = -1
            for cell in re.finditer(r"[^\t\s][^\t]*", line[0]):
                start = block.start() + line.start() + cell.start()
                yield start, start + len(cell[0].rstrip()), False
        else:
            begin = block.start() + line.start() if begin < 0 else begin
            last = block.start() + line.end()
    if begin >= 0:
        yield begin, last, False


def _line_start(text: str, end: int) -> int:
    return text.rfind("\n", 0, end) + 1


def _ends(before: str, after: str, width: int, widest: int) -> bool:
    """Whether a line break ends a paragraph: a list item follows, or a line that ends a sentence well before the margin."""
    if _ITEM.match(after) or _SPEAKER.match(after):
        return True
    return (before.rstrip()[-1:] in '.:;!?”"' and width < 0.8 * widest) or (width < 0.5 * widest and after[:1].isupper())


def _cut(text: str, start: int, end: int, alone: bool, number: int) -> Iterator[Segment]:
    body = text[start:end]
    for kind, pattern in _PREFIXES:
        if found := pattern.match(body):
            cut = start + found.end()
            yield Segment(kind, start, cut, text[start:cut], number)
            start, body = cut, text[cut:end]
            if kind == "dateline":
                break
    kind_ = "heading" if alone and _is_heading(body) else "text"
    while end - start > _LONGEST:  # a text without paragraphs: the parser's memory grows with what it sees at once
        stop = text.rfind(". ", start, start + _LONGEST) + 1 or start + _LONGEST
        yield Segment("text", start, stop, _calm(text[start:stop]), number)
        start = stop
    if start < end:
        yield Segment(kind_, start, end, _calm(text[start:end]), number)  # type: ignore[arg-type]


_PREFIXES: tuple[tuple[SegmentKind, re.Pattern[str]], ...] = (("number", _ITEM), ("speaker", _SPEAKER), ("dateline", _DATELINE))


def _is_heading(line: str) -> bool:
    return line.rstrip()[-1:] not in '.:;!,”")' and len(line.split()) <= _MOST_WORDS_OF_A_HEADING


def _calm(text: str) -> str:
    """Names in capitals as names are written otherwise; legal forms and abbreviations stay."""

    def title(run: re.Match[str]) -> str:
        if max(map(len, run[0].split())) < 5:
            return run[0]
        return "".join(part if part in _FORMS else part.capitalize() for part in re.split(r"([ -])", run[0]))

    return _SHOUTED.sub(title, re.sub(r"[\n\t\r\f\v]", " ", text))
