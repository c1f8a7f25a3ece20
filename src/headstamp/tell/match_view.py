"""From the Finding of a match to what is shown of it: a part for each candidate, with its listings, word pairs and facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headstamp.core.claim import Standing
from headstamp.core.finding import Finding, Hypothesis, HypothesisKind, Reason
from headstamp.tell.footnotes import Footnotes
from headstamp.tell.model import AnswerLine
from headstamp.tell.shown import percent, percent_range, strength, visible

NO_PARTNER = "stands alone"


@dataclass(frozen=True, slots=True)
class ListingLine:
    """One listing as a sentence: list, entry, since when, programme, legal effect; `note` = what the list remarks."""

    sentence: str
    note: str
    notes: tuple[int, ...]
    unverified: bool


@dataclass(frozen=True, slots=True)
class WordLine:
    """A word asked and the listed word it was taken for, one of them "" where it stands alone; `worth` in log10."""

    asked: str
    listed: str
    how: str
    worth: float


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact beside the name, or the names taken together; `worth` in log10."""

    sentence: str
    worth: float
    strength: str


@dataclass(frozen=True, slots=True)
class CandidateView:
    """One listed party. `log_lr` = the sum of what is shown; `also` = further entries of lists that are the same party."""

    answer: AnswerLine
    key: str
    log_lr: float
    times: str
    listings: tuple[ListingLine, ...]
    words: tuple[WordLine, ...]
    facts: tuple[FactLine, ...]
    also: tuple[ListingLine, ...]
    decision: str

    @property
    def pro(self) -> tuple[FactLine, ...]:
        """Facts that speak for it."""
        return tuple(f for f in self.facts if f.worth >= 0)

    @property
    def contra(self) -> tuple[FactLine, ...]:
        """Facts that speak against it."""
        return tuple(f for f in self.facts if f.worth < 0)


@dataclass(frozen=True, slots=True)
class MatchView:
    """One match as shown: `candidates` best first, `none` = the answer that it is none of them."""

    question: str
    asked: str
    answer: str
    basis: str
    silent: bool
    candidates: tuple[CandidateView, ...]
    none: AnswerLine
    unexplained: tuple[str, ...]
    would_change: tuple[str, ...]
    limits: tuple[str, ...]
    matcher_hash: str
    tool_version: str


def match_view(finding: Finding, notes: Footnotes) -> MatchView:
    """The view of a Finding of `reason.match`; `notes` = the footnotes of the whole output."""
    listed = [h for h in finding.hypotheses if h.kind is HypothesisKind.PARTY]
    none = next(h for h in finding.hypotheses if h.kind is HypothesisKind.NONE_KNOWN)
    about = {h.id: [r for r in finding.reasons if r.hypothesis == h.id] for h in listed}
    return MatchView(
        question=visible(finding.question),
        asked=visible(finding.subject),
        answer=visible(finding.answer),
        basis=finding.basis.value,
        silent=not listed,
        candidates=tuple(_candidate(h, about[h.id], n == 0, notes) for n, h in enumerate(listed)),
        none=_line(none, leads=not listed),
        unexplained=tuple(visible(t) for t in finding.unexplained),
        would_change=tuple(visible(f"{p.observation} ({p.why})") for p in finding.would_change),
        limits=tuple(visible(t) for t in finding.limits),
        matcher_hash=visible(finding.shelf_hash),
        tool_version=visible(finding.tool_version),
    )


def times(log_lr: float) -> str:
    """A log10 likelihood ratio in words, two figures long: what is known of it is no finer.

    >>> times(5.19), times(2.32), times(-1.0)
    ('150,000 times likelier', '210 times likelier', '10 times less likely')
    """
    factor = 10.0 ** min(12.0, abs(log_lr))
    digits = len(str(int(factor)))
    shown = round(factor, 2 - digits)
    return f"{shown:,.{0 if shown >= 10 else 1}f} times {'likelier' if log_lr >= 0 else 'less likely'}"


def _candidate(h: Hypothesis, reasons: Sequence[Reason], leads: bool, notes: Footnotes) -> CandidateView:
    decided = next((r.sentence for r in reasons if r.rule == "decided_before"), "")
    first, *others = _members([r for r in reasons if r.rule != "decided_before"])
    log_lr = sum(r.weight for r in first)
    return CandidateView(
        answer=_line(h, leads=leads),
        key=visible(h.id),
        log_lr=log_lr,
        times=times(log_lr),
        listings=_listings([r for r in first if r.rule == "listed_as"], notes),
        words=tuple(_word(r) for r in first if r.rule == "word_against_word"),
        facts=tuple(_fact(r) for r in first if r.rule not in ("listed_as", "word_against_word")),
        also=_listings([r for member in others for r in member if r.rule == "listed_as"], notes),
        decision=visible(decided),
    )


def _members(reasons: Sequence[Reason]) -> list[list[Reason]]:
    """The reasons of each entry that was taken for the same party; each begins with how it is listed."""
    out: list[list[Reason]] = [[]]
    for before, reason in zip((None, *reasons), reasons, strict=False):
        if reason.rule == "listed_as" and before is not None and before.rule != "listed_as":
            out.append([])
        out[-1].append(reason)
    return out


def _listings(reasons: Sequence[Reason], notes: Footnotes) -> tuple[ListingLine, ...]:
    """A remark that several listings of one party share stands with the first of them."""
    told: set[str] = set()
    out = []
    for reason in reasons:
        remarks = [part for part in visible(reason.note).split("; ") if part and part not in told]
        told.update(remarks)
        numbers = notes.numbers(reason.citations)
        out.append(ListingLine(visible(reason.sentence), "; ".join(remarks), numbers, reason.standing is Standing.UNVERIFIED))
    return tuple(out)


def _word(reason: Reason) -> WordLine:
    asked, listed = (visible(word) for word in reason.marks)
    how = visible(reason.sentence).rpartition(": ")[2] if asked and listed else NO_PARTNER
    return WordLine(asked, listed, how, reason.weight)


def _fact(reason: Reason) -> FactLine:
    return FactLine(visible(reason.sentence), reason.weight, strength(reason.weight))


def _line(h: Hypothesis, *, leads: bool) -> AnswerLine:
    return AnswerLine(
        label=visible(h.label), percent=percent(h.probability), range=percent_range(h.low, h.high), word=h.word,
        probability=h.probability, low=h.low, high=h.high, standing=h.standing.value, unverified=False, depth=0, leads=leads,
        named=h.kind is HypothesisKind.PARTY, years="",
    )  # fmt: skip
