"""One party as a person asks it: the Finding, the nearest name where it is silent, and what was decided before."""

from __future__ import annotations

from headstamp.core.finding import Finding, HypothesisKind
from headstamp.core.party import Party
from headstamp.reason.match.about import Candidate, candidates
from headstamp.reason.match.decisions import Decisions, with_decisions
from headstamp.reason.match.finding import THRESHOLD, match
from headstamp.reason.match.matcher import Matcher
from headstamp.reason.weigh import PRIOR_LOOKED_UP

FAR = -6.0  # log10 LR; a name farther off is nobody's neighbour


def ask(
    party: Party,
    matcher: Matcher,
    *,
    decisions: Decisions | None = None,
    prior: float = PRIOR_LOOKED_UP,
    threshold: float = THRESHOLD,
    top: int = 5,
) -> Finding:
    """`match`, with the nearest party below the threshold where no party reaches it, and with what was decided before.

    `prior`: the share of parties asked that are listed; `threshold`: log10 likelihood ratio; `top`: answers at most.
    """
    finding = match(party, matcher, prior=prior, threshold=threshold, top=top)
    silent = not any(h.kind is HypothesisKind.PARTY for h in finding.hypotheses)
    if silent and (near := nearest(party, matcher)) is not None:
        who = f"{matcher.parties[near.party].name} (its name {matcher.names[near.row]!r})"
        told = f"The nearest is {who}: log10 likelihood ratio {near.log_lr:.2f}, below the threshold of {threshold:.2f}."
        finding = finding.model_copy(update={"answer": f"{finding.answer} {told}"})
    return finding if decisions is None else with_decisions(finding, party, matcher, decisions)


def nearest(party: Party, matcher: Matcher) -> Candidate | None:
    """The listed party that comes nearest, however little; None where no listed name shares anything with the names asked."""
    found = candidates(party, matcher, top=1, floor=FAR)
    return found[0] if found else None
