"""Running heads and page numbers: what stands at the upper or lower edge of many pages, the same but for its figures."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from headstamp.observe.documents.pages import PageRead

EDGE = 0.11  # of the height of a page, above and below
SHARE = 0.25  # of the pages: heads of left and of right pages may differ, and chapters have their own
LONGEST = 160  # signs of a head
_NUMBER = re.compile(r"\d+")
_SENTENCE = re.compile(r"(?:\S+\s+){5,}\S*[^\W\d]{2,}[.!?…。][”’\"')\]]*$")  # the end of one that is no abbreviation


def running(pages: Sequence[PageRead]) -> dict[int, frozenset[int]]:
    """Page number -> which of its rows are running heads or page numbers.

    A row is one where it stands at the same edge of a quarter of the pages, of three at least (of all, where there are up to
    three), and a row with a number and little else where that number goes up with the pages. What ends a sentence is none: pages
    that are made alike may close with the same words."""
    places: defaultdict[tuple[bool, str], list[tuple[int, int]]] = defaultdict(list)
    counted: Counter[tuple[bool, int]] = Counter()
    numbers: defaultdict[tuple[bool, int], list[tuple[int, int]]] = defaultdict(list)
    for page in pages:
        for at, row in enumerate(page.rows):
            above = row.box[3] < EDGE * page.tall
            if len(row.text) > LONGEST or _SENTENCE.search(row.text) or not (above or row.box[1] > (1 - EDGE) * page.tall):
                continue
            places[above, _pattern(row.text)].append((page.number, at))
            for number in _page_numbers(row.text):
                counted[above, number - page.number] += 1
                numbers[above, number - page.number].append((page.number, at))
    fewest = max(2, len(pages)) if len(pages) <= 3 else max(3, round(SHARE * len(pages)))
    found: defaultdict[int, set[int]] = defaultdict(set)
    for (_, pattern), held in places.items():
        if len({number for number, _ in held}) >= fewest and re.search(r"[^\W\d]|[/-]", pattern):
            for number, at in held:
                found[number].add(at)
    for key, count in counted.items():
        if count >= 2:
            for number, at in numbers[key]:
                found[number].add(at)
    return {number: frozenset(rows) for number, rows in found.items()}


def _pattern(text: str) -> str:
    """The row without its figures, in an order that is the same on left and right pages."""
    return " ".join(sorted(_NUMBER.sub("#", text.casefold()).split()))


def _page_numbers(text: str) -> set[int]:
    """Numbers that may be that of the page, of a row that says little else: `12`, `- 12 -`, `Page 12 of 300`, `12/300 24-02`;
    also of one with a cell that is a number: `Chapter 2: Ships   12`."""
    if len(text) > 40 or sum(sign.isalpha() for sign in text) > 8:
        return {int(cell) for cell in text.split("\t") if "\t" in text and cell.isdecimal() and len(cell) <= 5}
    return {int(number) for number in _NUMBER.findall(text) if len(number) <= 5}
