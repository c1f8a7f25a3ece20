"""The Finding of the 50 percent rule: the sum line by line, and what the shares on record leave open."""

from __future__ import annotations

from collections.abc import Sequence

from headstamp.core.finding import Basis, Finding, Hypothesis, HypothesisKind, likelihood_word
from headstamp.core.version import __version__
from headstamp.reason.network.finding import MOST_NAMED, as_of, held, nothing, strength
from headstamp.reason.network.model import Edge
from headstamp.reason.network.network import Network
from headstamp.reason.network.ownership import Verdict
from headstamp.reason.network.rules import control_to_judge, stake_counted

SUM_ONLY = (
    "This adds up the shares on record by our restatement of the rule; it is no legal opinion, and registers are seldom complete."
)


def ownership_finding(verdict: Verdict, network: Network, *, shelf_hash: str = "") -> Finding:
    """Do blocked owners hold the entity to the rule's threshold: the sum line by line, then the lines of owners that count."""
    rule, name = verdict.profile, verdict.node.label
    key = {"yes": "reached", "possible": "not-told", "no": "not-reached"}[verdict.answer]
    reasons = [stake_counted(line, rule, key) for line in verdict.lines]
    for edge in verdict.control:
        over = edge.subject if edge.object == verdict.node.id else edge.object
        reasons.append(control_to_judge(network.hop(edge, over), key))
    return Finding(
        question=f"Do blocked persons own {name} by the rule of {rule.authority} ({rule.threshold}){as_of(verdict.on)}?",
        subject=verdict.node.id,
        answer=_sum_answer(verdict),
        basis=_sum_basis(verdict),
        hypotheses=_sum_hypotheses(verdict),
        reasons=tuple(reasons),
        unexplained=_unstated(verdict),
        conflicts=verdict.told,
        limits=(SUM_ONLY, f"The rule: {rule.words}. {rule.citation.locator}.", *held(network)),
        shelf_hash=shelf_hash,
        tool_version=__version__,
    )


def _sum_answer(verdict: Verdict) -> str:
    name, rule = verdict.node.label, verdict.profile
    owners = "blocked owners together hold" if rule.aggregate else "the greatest blocked owner holds"
    span = f"{verdict.low:g} %" if verdict.low == verdict.high else f"between {verdict.low:g} % and {verdict.high:g} %"
    itself = f"{name} is blocked itself; the rule adds nothing to that. " if verdict.listed else ""
    if not verdict.own and not verdict.control:
        return f"{itself}No owner of {name} is on record: silence, not a clearance."
    control = "; a blocked party is said to control it, which a person has to judge" if verdict.control else ""
    rest = ""
    if verdict.answer == "no" and _open_rest(verdict):
        rest = f" They leave {_rest(verdict):g} % of it open, which could change this."
    said = f"by the shares on record {owners} {span} of {name}; the threshold is {rule.threshold}{control}."
    return f"{itself}{verdict.answer.capitalize()}: {said}{rest}"


def _sum_basis(verdict: Verdict) -> Basis:
    if not verdict.own and not verdict.control:
        return Basis.NO_BASIS
    return Basis.CANNOT_DISTINGUISH if verdict.answer == "possible" else strength([e for ln in verdict.lines for e in ln.edges])


def _sum_hypotheses(verdict: Verdict) -> tuple[Hypothesis, ...]:
    """The rule is a sum and no estimate: where its bounds lie on both sides of the threshold, nothing is said of the odds."""
    least = min((edge.certainty for line in verdict.lines if line.counts == "yes" for edge in line.edges), default=0.5)
    sure = round(least, 4)
    reached, not_reached = "blocked owners reach the threshold", "blocked owners do not reach the threshold on record"
    if verdict.answer == "possible" or not verdict.own:
        said = {"probability": 0.5, "low": 0.0, "high": 1.0, "word": "cannot be told"}
        return (
            Hypothesis(id="not-told", kind=HypothesisKind.UNDECIDED, label="shares on record do not settle it", **said),
            Hypothesis(id="none", kind=HypothesisKind.NONE_KNOWN, label=not_reached, **said),
        )
    if verdict.answer == "yes":
        first = Hypothesis(id="reached", kind=HypothesisKind.LINK, label=reached, probability=sure, low=sure, high=1.0,
                           word=likelihood_word(sure))  # fmt: skip
        return first, nothing(1 - sure, not_reached)
    word = "as far as the record goes" if _open_rest(verdict) else likelihood_word(1.0)
    return (
        Hypothesis(id="not-reached", kind=HypothesisKind.NONE_KNOWN, label=not_reached, probability=1.0,
                   low=0.0 if _open_rest(verdict) else 1.0, high=1.0, word=word),
    )  # fmt: skip


def _rest(verdict: Verdict) -> float:
    """Percent of the entity that no line accounts for."""
    return max(0.0, 100 - sum(line.low for line in verdict.lines[: verdict.own] if line.owner.id != line.owned.id))


def _open_rest(verdict: Verdict) -> bool:
    """True where owners that nobody names could still turn a no."""
    return verdict.high + _rest(verdict) >= verdict.profile.percent


def _unstated(verdict: Verdict) -> tuple[str, ...]:
    """Shares that nobody states, and what of the entity no owner on record accounts for."""
    silent = [ln for ln in verdict.lines if _silent(ln.edges)]
    told = [f"No source states the share of {ln.owner.label} in {ln.owned.label}." for ln in silent[:MOST_NAMED]]
    if len(silent) > MOST_NAMED:
        told.append(f"Nor does any state {len(silent) - MOST_NAMED:,} more shares.")
    if verdict.own and _rest(verdict):
        told.append(f"Stated shares leave {_rest(verdict):g} % of {verdict.node.label} open.")
    if not verdict.own:
        told.append(f"Evidence ends at {verdict.node.label}: no owner of it is on record.")
    return tuple(told)


def _silent(edges: Sequence[Edge]) -> bool:
    return all(edge.low is None for edge in edges)
