"""A text that was read, and where each of its signs stands in the original: page and box.

Offsets are code points into `text`, end exclusive, so that a span found by anybody can be found again by `text[start:end]`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from headstamp.core.claim import Frozen
from headstamp.core.when import When


class VoiceKind(StrEnum):
    """What kind of source a text or a quoted speaker is; the Admiralty letter has a prior for each."""

    OFFICIAL = "official"  # a government of any state but the one spoken of
    UN_PANEL = "un-panel"
    COURT = "court"
    NGO = "ngo"
    ACADEMIC = "academic"
    MEDIA = "media"
    STATE_MEDIA = "state-media"
    PARTY = "party"  # the one who is said to have done it, or its own agent
    FIELD = "field"  # who stood there
    UNKNOWN = "unknown"


class Span(Frozen):
    """A piece of a text: code points `start` to `end`, and what stands there."""

    start: int = Field(ge=0)
    end: int
    text: str

    @model_validator(mode="after")
    def _as_long_as_its_text(self) -> Self:
        if self.end - self.start != len(self.text) or not self.text:
            raise ValueError(f"a span from {self.start} to {self.end} does not hold {self.text!r}")
        return self


class Page(Frozen):
    """A page: its signs in the text, its size in points (1/72 inch; 0 where it has none), and how its text came about."""

    number: int = Field(ge=1)
    start: int = Field(ge=0)  # of its first sign; the next page begins where it ends, in the middle of a paragraph too
    end: int = Field(ge=0)
    width: float = 0.0
    height: float = 0.0
    scanned: bool = False  # read by text recognition: errors of reading are to be expected
    language: str = ""  # ISO 639-1 of most of it; empty = not told
    left_out: tuple[str, ...] = ()  # running heads and page numbers: they stand on the page and not in the text


class Line(Frozen):
    """A run of signs and the box it stands in: page, left, top, right, bottom in points from the top left corner."""

    start: int
    end: int
    page: int
    box: tuple[float, float, float, float]


class Document(Frozen):
    """One text with its origin. `sha256` is of the original file, `text_sha256` of `text` in UTF-8.

    `published` is the day of publication as the text or its keeper gives it; `voice` and `publisher` say who speaks.
    """

    id: str = Field(min_length=1)
    text: str
    sha256: str = ""
    text_sha256: str = ""
    media_type: str = "text/plain"
    language: str = ""  # ISO 639-1 of most of the text; empty = not told
    title: str = ""
    publisher: str = ""
    url: str = ""
    voice: VoiceKind = VoiceKind.UNKNOWN
    published: When = When()
    pages: tuple[Page, ...] = ()
    lines: tuple[Line, ...] = ()
    remarks: tuple[str, ...] = ()  # what could not be read, in words

    def span(self, start: int, end: int) -> Span:
        """The span of these code points. Raises ValueError outside of the text."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"{start} to {end} is not in a text of {len(self.text):,} signs")
        return Span(start=start, end=end, text=self.text[start:end])

    def page_of(self, offset: int) -> int:
        """The number of the page on which a sign stands; 0 where the text has no pages.

        Lines know best: a footnote stands in the text behind its paragraph, which may end on the next page."""
        if self.lines:
            return self.lines[max(bisect_right(self.lines, offset, key=lambda line: line.start) - 1, 0)].page
        at = bisect_right([page.start for page in self.pages], offset) - 1
        return self.pages[at].number if at >= 0 else 0

    def boxes(self, span: Span) -> Iterator[Line]:
        """The lines that a span touches. Lines stand in the order of the text."""
        at = max(bisect_right(self.lines, span.start, key=lambda line: line.start) - 1, 0)
        while at < len(self.lines) and self.lines[at].start < span.end:
            if span.start < self.lines[at].end:
                yield self.lines[at]
            at += 1

    def locator(self, span: Span) -> str:
        """`p. 4, signs 165-435`: where to look it up, for a citation."""
        page = self.page_of(span.start)
        signs = f"signs {span.start}-{span.end}"
        return f"p. {page}, {signs}" if page else signs
