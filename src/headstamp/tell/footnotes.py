"""Numbered notes to sources: each source once, in the order in which it is first called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from headstamp.core.claim import Citation, Source
from headstamp.tell.shown import visible

TIERS = {
    "A": "A: UN, NGO, standard",
    "B": "B: press, museum",
    "C": "C: collector",
    "D": "D: forum",
    "": "tier not stated",
}
PACK = "pack:"


@dataclass(frozen=True, slots=True)
class Footnote:
    """One source as a reader needs it to find the page again. All fields are safe to show, none is a link."""

    number: int
    source_id: str
    title: str
    publisher: str
    year: str
    tier: str
    url: str
    seen_as: str

    @property
    def tier_text(self) -> str:
        """What the letter of the tier stands for."""
        return TIERS.get(self.tier, self.tier)

    @property
    def text(self) -> str:
        """Title, publisher, year, tier and how it was read, without the address."""
        parts = [self.title or self.source_id, self.publisher]
        if self.year or self.tier or self.url:  # a record, a file or a register of one's own has none of these
            parts += [self.year or "no year", f"tier {self.tier or '?'}"]
        return ", ".join(p for p in parts if p) + (f" (seen as {self.seen_as})" if self.seen_as else "")


class Footnotes:
    """Hands out numbers. One for each output, so that a number means the same source on every page of it."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._numbers: dict[str, int] = {}
        self._by_url: dict[str, str] = {}  # two packs may hold one page under two ids: it is one source

    def numbers(self, citations: Iterable[Citation]) -> tuple[int, ...]:
        """Note numbers of the pages cited, ascending, each once. Rows of a pack are not pages and get none."""
        ids = dict.fromkeys(c.source_id for c in citations if not c.source_id.startswith(PACK))
        return tuple(sorted({self._number(i) for i in ids}))

    def rows(self, citations: Iterable[Citation]) -> tuple[str, ...]:
        """The pack rows cited, as `cartridges hs014`."""
        found = (f"{c.source_id.removeprefix(PACK)} {c.locator}".strip() for c in citations if c.source_id.startswith(PACK))
        return tuple(dict.fromkeys(visible(row) for row in found))

    def notes(self) -> tuple[Footnote, ...]:
        """Every note called so far, by number."""
        return tuple(self._note(source_id, number) for source_id, number in self._numbers.items())

    def _number(self, source_id: str) -> int:
        source = self._sources.get(source_id)
        first = self._by_url.setdefault(source.url, source_id) if source and source.url else source_id
        return self._numbers.setdefault(first, len(self._numbers) + 1)

    def _note(self, source_id: str, number: int) -> Footnote:
        s = self._sources.get(source_id) or Source(id=source_id, title=source_id)
        shown = {"title": s.title, "publisher": s.publisher, "year": s.year, "url": s.url, "seen_as": s.seen_as}
        return Footnote(number=number, source_id=visible(s.id), tier=s.tier, **{k: visible(v) for k, v in shown.items()})


def spans(numbers: Iterable[int]) -> str:
    """Numbers with runs drawn together: `1–3, 7`."""
    runs: list[list[int]] = []
    for n in sorted(set(numbers)):
        if runs and n == runs[-1][1] + 1:
            runs[-1][1] = n
        else:
            runs.append([n, n])
    return ", ".join(f"{a}" if a == b else f"{a}, {b}" if b == a + 1 else f"{a}–{b}" for a, b in runs)
