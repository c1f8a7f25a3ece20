"""From a Finding to the one view that terminal, table and page share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from headstamp.core.claim import Source, Standing
from headstamp.core.finding import Finding, Hypothesis, HypothesisKind, Proposal, Reason, Safety
from headstamp.core.record import Item
from headstamp.core.redact import Profile
from headstamp.core.redaction import redact_finding
from headstamp.tell.footnotes import Footnotes
from headstamp.tell.model import AnswerLine, FindingView, ProposalLine, ReasonGroup, ReasonLine
from headstamp.tell.shown import percent, percent_range, strength, visible

UNVERIFIED = "UNVERIFIED"
UNVERIFIED_LONG = "UNVERIFIED: general knowledge of the trade, no page was read. Not to be quoted to a third party."
ALIKE = "Looks alike:"  # how a Finding begins the lines on look-alikes among its conflicts
OPEN = frozenset({HypothesisKind.UNDECIDED, HypothesisKind.NONE_KNOWN, HypothesisKind.NOT_AS_MADE})
"""Answers that name nobody."""
_ORIGIN = frozenset({HypothesisKind.COUNTRY, HypothesisKind.PRODUCER})


def view(
    finding: Finding,
    item: Item | Sequence[Item] | None,
    sources: Mapping[str, Source],
    profile: Profile = Profile.PUBLIC,
    *,
    notes: Footnotes | None = None,
) -> FindingView:
    """`finding` as `profile` may see it. `item` = the record, or all the records a link is about; None = none at hand.

    `notes` = the footnotes of the whole output; without it the numbers start at 1 for this Finding.
    """
    items = () if item is None else (item,) if isinstance(item, Item) else tuple(item)
    return view_redacted(redact_finding(finding, items, profile), profile, notes or Footnotes(sources))


def view_redacted(finding: Finding, profile: Profile, notes: Footnotes) -> FindingView:
    """The view of a Finding that was redacted before."""
    labels = {h.id: visible(h.label) for h in finding.hypotheses}
    plain = [r for r in finding.reasons if not r.context]
    groups: dict[str, list[ReasonLine]] = {"": []}
    for reason in plain:
        about = "" if _speaks_of(reason, finding) else labels.get(reason.hypothesis, visible(reason.hypothesis))
        groups.setdefault(about, []).append(_reason(reason, labels, notes))
    lead = visible(finding.top.label)
    leading = _group(lead, groups.pop(""))
    return FindingView(
        question=visible(finding.question),
        subject=visible(finding.subject),
        answer=answer_sentence(finding),
        basis=finding.basis.value,
        abstains=finding.abstains,
        unverified=leads_unverified(finding),
        answers=_answers(finding),
        leading=leading,
        others=tuple(_group(about, lines) for about, lines in groups.items()),
        context=tuple(_reason(r, labels, notes) for r in finding.reasons if r.context),
        unexplained=tuple(visible(t) for t in finding.unexplained),
        conflicts=tuple(visible(t) for t in finding.conflicts if not t.startswith(ALIKE)),
        alike=tuple(visible(t.removeprefix(ALIKE).strip()) for t in finding.conflicts if t.startswith(ALIKE)),
        would_change=tuple(_proposal(p) for p in finding.would_change),
        limits=tuple(visible(t) for t in finding.limits),
        shelf_hash=visible(finding.shelf_hash),
        tool_version=visible(finding.tool_version),
        profile=profile,
    )


def leads_unverified(finding: Finding) -> bool:
    """True where the leading answer names somebody and rests on unverified rows alone."""
    return not finding.abstains and finding.top.kind not in OPEN and finding.top.standing is Standing.UNVERIFIED


def answer_sentence(finding: Finding) -> str:
    """The answer; one that rests on unverified rows alone says so in words wherever it is copied to."""
    text = visible(finding.answer)
    return f"{text} {UNVERIFIED}." if leads_unverified(finding) and UNVERIFIED not in text.upper() else text


def _speaks_of(reason: Reason, finding: Finding) -> bool:
    """True where a reason is about the leading answer, or about a producer of the leading country."""
    top = finding.top
    if reason.hypothesis == top.id:
        return True
    if top.kind not in _ORIGIN:
        return False
    about = next((h for h in finding.hypotheses if h.id == reason.hypothesis), None)
    if about is None:
        return bool(_states(top.country) & _states(reason.hypothesis))
    if top.kind is HypothesisKind.PRODUCER and about.kind is HypothesisKind.PRODUCER:
        return False
    return about.kind in _ORIGIN and bool(_states(top.country) & _states(about.country))


def _states(code: str) -> frozenset[str]:
    return frozenset(code.split("/")) - {""}


def _answers(finding: Finding) -> tuple[AnswerLine, ...]:
    """Answers by probability, producers below their country."""
    countries = [h for h in finding.hypotheses if h.kind is HypothesisKind.COUNTRY]
    below: dict[str, list[Hypothesis]] = {}
    upper = []
    for h in finding.hypotheses:
        home = next((c for c in countries if _states(c.country) & _states(h.country)), None)
        if h.kind is HypothesisKind.PRODUCER and home is not None:
            below.setdefault(home.id, []).append(h)
        else:
            upper.append(h)
    out = []
    for h in upper:
        out.append(_answer(h, finding, 0))
        out.extend(_answer(p, finding, 1) for p in below.get(h.id, ()))
    return tuple(out)


def _answer(h: Hypothesis, finding: Finding, depth: int) -> AnswerLine:
    named = h.kind not in OPEN
    years = "" if h.years is None or h.kind is HypothesisKind.PERIOD else year_span(h.years)
    return AnswerLine(
        label=visible(h.label), percent=percent(h.probability), range=percent_range(h.low, h.high), word=h.word,
        probability=h.probability, low=h.low, high=h.high, standing=h.standing.value,
        unverified=named and h.standing is Standing.UNVERIFIED, depth=depth, leads=h is finding.top and not finding.abstains,
        named=named, years=years,
    )  # fmt: skip


def year_span(years: tuple[int, int]) -> str:
    """`1967` or `1967–1968`."""
    return f"{years[0]}" if years[0] == years[1] else f"{years[0]}–{years[1]}"


def _group(about: str, lines: Sequence[ReasonLine]) -> ReasonGroup:
    return ReasonGroup(about, tuple(r for r in lines if not r.against), tuple(r for r in lines if r.against))


def _reason(reason: Reason, labels: Mapping[str, str], notes: Footnotes) -> ReasonLine:
    return ReasonLine(
        sentence=visible(reason.sentence),
        about=labels.get(reason.hypothesis, visible(reason.hypothesis)),
        against=reason.weight < 0,
        weight=reason.weight,
        strength=strength(reason.weight),
        rule=visible(reason.rule),
        marks=tuple(visible(m) for m in reason.marks),
        rows=notes.rows(reason.citations),
        notes=notes.numbers(reason.citations),
        unverified=reason.standing is Standing.UNVERIFIED,
        observed=reason.standing is Standing.OBSERVED,
        note=visible(reason.note),
    )


def _proposal(proposal: Proposal) -> ProposalLine:
    return ProposalLine(
        observation=visible(proposal.observation),
        why=visible(proposal.why),
        gain=f"{proposal.gain:.2f} bits",
        safety=proposal.safety.value,
        cleared=proposal.safety is Safety.CLEARED,
    )
