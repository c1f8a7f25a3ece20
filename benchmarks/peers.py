"""What is used today, as plain as it is: a printed table of codes, read exactly, or read for the nearest entry."""

from __future__ import annotations

from headstamp.core.notation import tokens
from headstamp.core.record import Item, MarkRole
from headstamp.reason.evaluate import Answer
from headstamp.reference.rows import MarkRow
from headstamp.reference.shelf import Shelf

SURE = 0.99  # a table prints one answer and no doubt
NEAR = 0.5  # similarity below which nobody would take an entry for the mark


class Table:
    """Codes of one shelf with the states they stand for. No calibre, no year, no layout, no wear, no sources."""

    def __init__(self, shelf: Shelf) -> None:
        self.entries: list[tuple[MarkRow, list[set[str]]]] = []
        for row in shelf.tables.marks:
            if not row.country or row.question not in ("made", "packed"):
                continue
            needed = [{t.key or t.text for t in e.literals} for e in row.pattern.elements
                      if e.literals and not e.optional and not e.soft]  # fmt: skip
            if needed:
                self.entries.append((row, needed))

    def exact(self, item: Item) -> Answer:
        """The entries all of whose signs stand on the item, those with the most signs first."""
        found = {t.key or t.text for mark in item.marks for t in tokens(mark.text)}
        fits = [(len(n), row) for row, n in self._of(item) if all(options & found for options in n)]
        most = max((size for size, _ in fits), default=0)
        return _answer([row for size, row in fits if size == most], SURE)

    def nearest(self, item: Item) -> Answer:
        """The entries at the smallest edit distance from a run of the mark, or from the whole of it."""
        runs = {t.text for mark in item.marks for t in tokens(mark.text)}
        runs |= {"".join(t.text for t in tokens(mark.text)) for mark in item.marks}
        best, rows = NEAR, []
        for row, needed in self._of(item):
            code = "".join(min(options) for options in needed)
            alike = max((_similarity(code, run) for run in runs if run), default=0.0)
            if alike > best:
                best, rows = alike, [row]
            elif alike == best:
                rows.append(row)
        return _answer(rows, min(SURE, best))

    def _of(self, item: Item) -> list[tuple[MarkRow, list[set[str]]]]:
        head = any(m.role is MarkRole.HEADSTAMP for m in item.marks)
        return [(row, n) for row, n in self.entries if ("headstamp" in row.surface) == head]


def _answer(rows: list[MarkRow], sure: float) -> Answer:
    if not rows:
        return Answer()
    states = sorted({r.country for r in rows}, key=lambda c: (-sum(r.country == c for r in rows), c))
    makers = sorted({r.producer for r in rows} - {""})
    return Answer(countries=tuple((c, sure / len(states)) for c in states),
                  producers=tuple((m, sure / len(makers)) for m in makers), open=1 - sure, abstains=False)  # fmt: skip


def _similarity(a: str, b: str) -> float:
    """1 - edit distance / length of the longer (Levenshtein 1966)."""
    if abs(len(a) - len(b)) > max(len(a), len(b)) * (1 - NEAR):
        return 0.0
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        above, row[0] = row[0], i
        for j, y in enumerate(b, start=1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (x != y))
    return 1 - row[-1] / max(len(a), len(b))
