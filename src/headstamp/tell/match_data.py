"""Matches for other tools: JSON with everything, and one flat row a candidate for tables. Harmless to open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from headstamp.core.claim import Source
from headstamp.core.finding import Finding
from headstamp.core.text import safe_cell
from headstamp.tell.data import cited, ending, fragment, table
from headstamp.tell.footnotes import Footnotes
from headstamp.tell.match_view import CandidateView, MatchView, match_view

COLUMNS = (
    "asked", "answer", "rank", "listed", "entry", "log10_lr", "probability", "low", "high", "word", "basis", "listings", "words",
    "facts", "decision", "unexplained", "sources", "matcher_hash", "tool_version",
)  # fmt: skip
_JOIN = " | "


def matches_json(findings: Sequence[Finding], sources: Mapping[str, Source]) -> str:
    """`{"matches": [Finding], "sources": {id: Source}}`; equal input gives equal bytes."""
    used: set[str] = set()
    found = [fragment(finding, used) for finding in findings]
    return ending(f'{{"matches":[{",".join(found)}]', used, sources)


def matches_csv(findings: Sequence[Finding]) -> str:
    """CSV in the order of COLUMNS: a row a candidate, and one with an empty `listed` for a name that met nobody."""
    return table(COLUMNS, ([safe_cell(cell) for cell in row] for row in match_rows(findings)))


def match_rows(findings: Sequence[Finding]) -> Iterator[tuple[str | int | float, ...]]:
    """The rows of `matches_csv`, not yet made safe for spreadsheets."""
    for finding in findings:
        view = match_view(finding, Footnotes({}))
        tail = ("; ".join(cited((finding,))), view.matcher_hash, view.tool_version)
        for rank, c in enumerate(view.candidates, start=1):
            yield (view.asked, view.answer, rank, *_cells(c, view), *tail)
        if not view.candidates:
            n = view.none
            numbers = (n.probability, n.low, n.high, n.word)
            yield (view.asked, view.answer, 0, "", "", "", *numbers, view.basis, "", "", "", "", "", *tail)


def _cells(c: CandidateView, view: MatchView) -> tuple[str | int | float, ...]:
    a = c.answer
    words = _JOIN.join(f"{w.worth:+.2f} {w.asked or '-'} = {w.listed or '-'} ({w.how})" for w in c.words)
    facts = _JOIN.join(f"{f.worth:+.2f} {f.sentence}" for f in c.facts)
    listings = _JOIN.join(line.sentence for line in (*c.listings, *c.also))
    unexplained = _JOIN.join(view.unexplained) if a.leads else ""
    return (
        a.label, c.key, round(c.log_lr, 3), a.probability, a.low, a.high, a.word, view.basis, listings, words, facts, c.decision,
        unexplained,
    )  # fmt: skip
