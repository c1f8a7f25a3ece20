"""The honest grade of a link: five answers that exclude one another, with their probabilities (numbers: `reason.weigh`)."""

from __future__ import annotations

from dataclasses import dataclass

from headstamp.core.finding import Basis, Finding, Hypothesis, HypothesisKind, likelihood_word
from headstamp.reason.link.groups import Group
from headstamp.reason.link.keys import Share, split_head
from headstamp.reason.link.rank import log_chance, rarity
from headstamp.reason.weigh import (
    CODE_UNKNOWN, FAMILY_GIVEN_NAME, HEAD_IS_LOT, LINK_PRIORS, LOT_WITHIN_YEAR, MAX_RARITY_OF_LOOKS, SAME_MODEL_STATED,
    link_probability,
)  # fmt: skip
from headstamp.core.notation import tokens

LABELS = {
    "same-lot": "same lot",
    "same-producer-year": "same producer and year",
    "same-family": "same family, link not shown",
    "no-link": "no link shown",
    "repeat": "same item recorded twice, or a repeated number",
}


@dataclass(frozen=True, slots=True)
class Traced:
    """What the trace of one member says about the maker's code: `same` = chance that two such heads have one maker."""

    same: float
    finding: Finding | None = None
    lot_row_certainty: float = 0.0  # of a row that reads the whole head as a lot


def same_maker(origin: Finding) -> float:
    """The chance that two items with this head have one maker: the sum of squares over the makers who use the code.

    Doubt whether the code belongs to the named maker is doubt about all items alike and does not part them.
    """
    for kind in (HypothesisKind.PRODUCER, HypothesisKind.COUNTRY):
        found = [h.probability for h in origin.hypotheses if h.kind is kind]
        if found and not origin.abstains:
            near = [p for p in found if p >= 0.05 * max(found)]
            return sum((p / sum(near)) ** 2 for p in near)
    return CODE_UNKNOWN


def probabilities(group: Group, traced: Traced, total: int, *, legibility: float, same_model: bool) -> dict[str, float]:
    """Probability of each grade, summing to 1. `legibility` is the lowest of the marks that are shared."""
    shares = {k[0] for k in group.keys}
    weight = max(-log_chance(k) for k in group.keys) * legibility - (group.rivals > 1) * _log_rivals(group)
    out = dict.fromkeys(LABELS, 0.0)
    if Share.SERIAL in shares:
        out["repeat"] = link_probability(weight + (SAME_MODEL_STATED if same_model else -SAME_MODEL_STATED), LINK_PRIORS["repeat"])
    elif Share.LOT in shares:
        context = SAME_MODEL_STATED if not group.unplaced and shares & {Share.HEAD, Share.CODE} else 0.0
        out["same-lot"] = link_probability(weight + context, LINK_PRIORS["lot"])
        out["same-family"] = 0.5 * (1 - out["same-lot"])
    elif Share.HEAD in shares:
        _head(out, group, weight, traced)
    elif Share.CODE in shares:
        out["same-family"] = link_probability(weight, LINK_PRIORS["family"]) * traced.same
        out["same-producer-year"] = LOT_WITHIN_YEAR * out["same-family"]
    else:
        out["same-family"] = _family(group, shares, weight, total)
    out["no-link"] = max(0.0, 1 - sum(out.values()))
    return out


def _head(out: dict[str, float], group: Group, weight: float, traced: Traced) -> None:
    key = next(k for k in group.keys if k[0] is Share.HEAD)
    code, year = split_head(tokens((group.other or key)[2]))
    if traced.lot_row_certainty:
        out["same-lot"] = HEAD_IS_LOT * traced.lot_row_certainty * link_probability(weight, LINK_PRIORS["lot"])
        out["same-family"] = 0.5 * (1 - out["same-lot"])
    elif year is None or not any(t.key for t in code) or group.unplaced:
        out["same-family"] = link_probability(weight, LINK_PRIORS["family"]) * traced.same
        out["same-producer-year"] = LOT_WITHIN_YEAR * out["same-family"]
    else:
        both = link_probability(weight, LINK_PRIORS["producer"]) * traced.same
        out["same-lot"] = LOT_WITHIN_YEAR * both
        out["same-producer-year"] = both - out["same-lot"]
        out["same-family"] = FAMILY_GIVEN_NAME * (1 - both)


def _family(group: Group, shares: set[Share], weight: float, total: int) -> float:
    """Texts by the rarity of their signs; a model's name by itself; looks by how seldom they were recorded."""
    best = 0.0
    if Share.TEXT in shares:
        best = link_probability(weight, LINK_PRIORS["family"])
    if shares & {Share.MODEL, Share.BORE}:
        best = max(best, FAMILY_GIVEN_NAME)
    if Share.FEATURE in shares:
        best = max(best, link_probability(min(MAX_RARITY_OF_LOOKS, rarity(group, total)), LINK_PRIORS["family"]))
    return best


def _log_rivals(group: Group) -> float:
    from math import log10

    return log10(group.rivals)


def hypotheses(chances: dict[str, float], low: dict[str, float], high: dict[str, float], traced: Traced) -> tuple[Hypothesis, ...]:
    """The grades as hypotheses, most probable first; "no link shown" is always among them."""
    out = []
    for key, p in chances.items():
        if p < 0.001 and key != "no-link":
            continue
        p = round(min(1.0, p), 4)
        ends = sorted((p, low[key], high[key]))
        maker = traced.finding.top if traced.finding and key == "same-producer-year" and not traced.finding.abstains else None
        out.append(
            Hypothesis(id=key, kind=HypothesisKind.LINK, label=LABELS[key], probability=p, low=round(ends[0], 4),
                       high=round(min(1.0, ends[-1]), 4), word=likelihood_word(p), country=maker.country if maker else "")
        )  # fmt: skip
    return tuple(sorted(out, key=lambda h: (-h.probability, h.id)))


def basis_of(top: Hypothesis, traced: Traced) -> Basis:
    """Strong for a lot alone; one code of several makers cannot tell them apart; nothing shown is no basis."""
    if top.id == "no-link":
        return Basis.NO_BASIS
    if traced.finding and traced.finding.basis is Basis.CANNOT_DISTINGUISH:
        return Basis.CANNOT_DISTINGUISH
    return Basis.STRONG if top.id == "same-lot" and top.probability >= 0.8 else Basis.CONSISTENT
