"""Matches on a terminal: the answer in a sentence, then each listed party with its lists, its word pairs and its facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from headstamp.core.claim import Source
from headstamp.core.finding import Finding
from headstamp.tell.footnotes import Footnotes, spans
from headstamp.tell.lines import Line, hang, put
from headstamp.tell.match_view import CandidateView, ListingLine, MatchView, WordLine, match_view
from headstamp.tell.shown import cut
from headstamp.tell.terminal import STYLE, print_sources

WIDEST = 28  # cells of a word in the table of words
REMARK = 400  # signs of a remark; --json has all
LONGEST = 100  # signs of a word
SHORT = 3  # candidates told in full; of the others the lists and the sum


def print_matches(console: Console, findings: Sequence[Finding], sources: Mapping[str, Source]) -> None:
    """Findings of matches one after the other, then the sources of all and the limits, each once."""
    notes = Footnotes(sources)
    views = [match_view(finding, notes) for finding in findings]
    for number, view in enumerate(views):
        if number:
            console.print()
        print_match(console, view)
    limits = dict.fromkeys(t for view in views for t in view.limits)
    _block(console, "Limits", [Line("·", Text(t, STYLE["dim"]), STYLE["dim"]) for t in limits])
    print_sources(console, notes)
    if views:
        console.print()
        put(console, Text(f"Matcher {views[0].matcher_hash[:12]}; Headstamp {views[0].tool_version}", STYLE["dim"]))


def print_match(console: Console, view: MatchView) -> None:
    """One match, without its limits and sources."""
    put(console, Text(view.question, STYLE["dim"]))
    hang(console, 2, [Line("", Text(view.answer, "" if view.silent else STYLE["head"]))])
    for number, candidate in enumerate(view.candidates, start=1):
        _candidate(console, number, candidate, full=number <= SHORT)
    if view.candidates:
        console.print()
        none = view.none
        put(console, Text(f"{none.label}: {none.percent}, {none.word}", STYLE["dim"]), 2)
    _block(console, "Unexplained", [Line("?", cut(t, REMARK)) for t in view.unexplained])
    _block(console, "What would change this", [Line("look:", t) for t in view.would_change])


def _candidate(console: Console, number: int, c: CandidateView, *, full: bool) -> None:
    console.print()
    hang(console, 2, [Line(f"{number}.", Text(c.answer.label, STYLE["head"]), STYLE["head"])])
    a = c.answer
    rest = f" ({a.range}); {c.times} (log10 {c.log_lr:+.2f})"
    put(console, Text.assemble((f"{a.word}, {a.percent}", STYLE["accent"]), rest), 5)
    if c.decision:
        hang(console, 5, [Line("!", c.decision, STYLE["warn"])])
    hang(console, 5, [line for each in c.listings for line in _listing(each, full=full)])
    if c.also:
        put(console, Text("the same party elsewhere", STYLE["dim"]), 5)
        hang(console, 5, [line for each in c.also for line in _listing(each, full=False)])
    if full:
        _words(console, c)


def _listing(line: ListingLine, *, full: bool) -> list[Line]:
    text = Text(line.sentence)
    if line.notes:
        text.append(f" [{spans(line.notes)}]", STYLE["accent"])
    if line.unverified:
        text.append(" [UNVERIFIED]", STYLE["warn"])
    out = [Line("·", text)]
    if full and line.note:
        out.append(Line(" ", Text(cut(line.note, REMARK), STYLE["dim"])))
    return out


def _words(console: Console, c: CandidateView) -> None:
    console.print()
    put(console, Text("What each word and fact is worth (log10; + for, - against)", STYLE["dim"]), 5)
    left = min(WIDEST, max((cell_len(w.asked or "(nothing)") for w in c.words), default=0))
    right = min(WIDEST, max((cell_len(w.listed or "(nothing)") for w in c.words), default=0))
    for word in c.words:
        hang(console, 7, [Line(f"{word.worth:+.1f}", _pair(word, left, right), _colour(word.worth))])
    for fact in (*c.pro, *c.contra):
        hang(console, 7, [Line(f"{fact.worth:+.1f}", cut(fact.sentence, REMARK), _colour(fact.worth))])


def _pair(word: WordLine, left: int, right: int) -> Text:
    asked, listed = cut(word.asked, LONGEST) or "(nothing)", cut(word.listed, LONGEST) or "(nothing)"
    sign = "=" if word.asked and word.listed else "|"
    pad = " " * max(0, left - cell_len(asked)), " " * max(0, right - cell_len(listed))
    return Text.assemble(asked, f"{pad[0]} {sign} ", listed, f"{pad[1]}  ", (word.how, STYLE["dim"]))


def _colour(worth: float) -> str:
    return STYLE["bad"] if worth < 0 else STYLE["good"]


def _block(console: Console, title: str, lines: Sequence[Line]) -> None:
    if lines:
        console.print()
        put(console, Text(title, "bold"), 2)
        hang(console, 4, lines)
