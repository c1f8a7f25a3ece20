"""The honest grade of a link: five answers that exclude one another, with their probabilities (numbers: `reason.weigh`)."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10

from headstamp.core.finding import Basis, Finding, Hypothesis, HypothesisKind, likelihood_word
from headstamp.core.notation import tokens
from headstamp.reason.link.groups import Group
from headstamp.reason.link.keys import Key, Share, split_head
from headstamp.reason.link.rank import log_chance, rarity
from headstamp.reason.weigh import (
    CODE_UNKNOWN,
    FAMILY_GIVEN_NAME,
    HEAD_IS_LOT,
    LINK_PRIORS,
    LINK_SCENARIOS,
    LOT_WITHIN_YEAR,
    MAX_LOG_LR,
    MAX_RARITY_OF_LOOKS,
    SAME_MODEL_STATED,
    link_probability,
)

DOUBT = -0.3  # 0.1 ** -0.3 is 2
SHOWN = 0.001  # grades below this are not listed
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
    """The chance that two items with this head have one maker: the sum of squares over the makers who use the code, as far
    as the shelf knows the code, and `CODE_UNKNOWN` for the rest."""
    for kind in (HypothesisKind.PRODUCER, HypothesisKind.COUNTRY):
        found = [h.probability for h in origin.hypotheses if h.kind is kind]
        if found and not origin.abstains:
            near = [p for p in found if p >= 0.05 * max(found)]
            known = min(1.0, sum(found))
            return known * sum((p / sum(near)) ** 2 for p in near) + (1 - known) * CODE_UNKNOWN
    return CODE_UNKNOWN


@dataclass(frozen=True, slots=True)
class Setting:
    """What else bears on a group: recoveries in the input, the mean legibility of the shared marks, whether at least two
    recoveries state one maker's code (lots) or all one model (serials), and what the trace says."""

    total: int
    legibility: float = 1.0
    agreed: bool = False
    traced: Traced = Traced(CODE_UNKNOWN)


def probabilities(group: Group, setting: Setting, scale: float = 1.0) -> dict[str, float]:
    """Probability of each grade, summing to 1; `scale` multiplies the prior odds."""
    out = dict.fromkeys(LABELS, 0.0)
    shares = {k[0] for k in group.keys}
    lead = next((s for s in (Share.SERIAL, Share.LOT, Share.HEAD, Share.CODE, Share.TEXT) if s in shares), None)
    weight = max((weight_of(k, group, setting) for k in group.keys if k[0] is lead), default=0.0)
    if lead is Share.SERIAL:
        near = SAME_MODEL_STATED if setting.agreed else -SAME_MODEL_STATED
        out["repeat"] = link_probability(weight + near, LINK_PRIORS["repeat"], scale)
    elif lead is Share.LOT:
        _lot(out, link_probability(weight + SAME_MODEL_STATED * setting.agreed, LINK_PRIORS["lot"], scale) * group.share)
    elif lead is Share.HEAD:
        _head(out, group, weight, setting.traced, scale)
    elif lead is Share.CODE:
        _code(out, weight, setting.traced, scale)
    else:
        out["same-family"] = _family(group, shares, weight, setting, scale)
    out["no-link"] = max(0.0, 1 - sum(out.values()))
    return out


def weight_of(key: Key, group: Group, setting: Setting) -> float:
    """log10 likelihood ratio of one shared key: the improbability of its signs, as far as they were legible; a feature by
    how seldom it was recorded; a name, or kind and bore, by the odds of `FAMILY_GIVEN_NAME`."""
    if key[0] is Share.FEATURE:
        return min(MAX_RARITY_OF_LOOKS, rarity(group, setting.total))
    if key[0] in (Share.MODEL, Share.BORE):
        return log10(FAMILY_GIVEN_NAME / (1 - FAMILY_GIVEN_NAME))
    return min(MAX_LOG_LR, -log_chance(key)) * setting.legibility


def _lot(out: dict[str, float], p: float) -> None:
    out["same-lot"] = p
    out["same-family"] = 0.5 * (1 - p)


def _same(traced: Traced, scale: float) -> float:
    """`same`, with the doubt doubled or halved in the scenarios."""
    doubt: float = scale**DOUBT
    return max(0.0, 1 - (1 - traced.same) * doubt)


def _code(out: dict[str, float], weight: float, traced: Traced, scale: float) -> None:
    p = link_probability(weight, LINK_PRIORS["family"], scale) * _same(traced, scale)
    out["same-producer-year"] = LOT_WITHIN_YEAR * p
    out["same-family"] = p - out["same-producer-year"]


def _head(out: dict[str, float], group: Group, weight: float, traced: Traced, scale: float) -> None:
    """Code, year and calibre alike: one maker and year, as far as one maker uses the code. Without the year, a family."""
    key = next(k for k in group.keys if k[0] is Share.HEAD)
    code, year = split_head(tokens((group.other or key)[2]))
    if traced.lot_row_certainty:
        _lot(out, HEAD_IS_LOT * traced.lot_row_certainty * link_probability(weight, LINK_PRIORS["lot"], scale))
    elif year is None or not any(t.key for t in code) or group.unplaced:
        _code(out, weight, traced, scale)
    else:
        both = link_probability(weight, LINK_PRIORS["producer"], scale) * _same(traced, scale) * group.share
        rest = link_probability(weight, LINK_PRIORS["family"], scale) if group.other else FAMILY_GIVEN_NAME
        out["same-lot"] = LOT_WITHIN_YEAR * both
        out["same-producer-year"] = both - out["same-lot"]
        out["same-family"] = rest * (1 - both)


def _family(group: Group, shares: set[Share], weight: float, setting: Setting, scale: float) -> float:
    """Texts by the rarity of their signs; a model's name by itself; looks by how seldom they were recorded."""
    best = 0.0
    if Share.TEXT in shares:
        best = link_probability(weight, LINK_PRIORS["family"], scale)
    if shares & {Share.MODEL, Share.BORE}:
        best = max(best, link_probability(0.0, FAMILY_GIVEN_NAME, scale))
    if Share.FEATURE in shares:
        seldom = max(weight_of(k, group, setting) for k in group.keys if k[0] is Share.FEATURE)
        best = max(best, link_probability(seldom, LINK_PRIORS["family"], scale))
    return best


def hypotheses(group: Group, setting: Setting) -> tuple[Hypothesis, ...]:
    """The grades, most probable first; "no link shown" is always among them. The range is that of `LINK_SCENARIOS`."""
    runs = [probabilities(group, setting, scale) for scale in LINK_SCENARIOS]
    origin = setting.traced.finding
    out = []
    for key, label in LABELS.items():
        p, ends = round(runs[1][key], 4), [round(run[key], 4) for run in runs]
        if p < SHOWN and key != "no-link":
            continue
        named = origin.top if origin and key == "same-producer-year" and not origin.abstains else None
        out.append(
            Hypothesis(
                id=key, kind=HypothesisKind.LINK, label=label, probability=p, low=min(ends), high=max(ends),
                word=likelihood_word(p), country=named.country if named else "",
            )
        )  # fmt: skip
    return tuple(sorted(out, key=lambda h: (-h.probability, h.id)))


def basis_of(top: Hypothesis, traced: Traced) -> Basis:
    """Strong for a lot alone; one code of several makers cannot tell them apart; nothing shown is no basis."""
    if top.id == "no-link":
        return Basis.NO_BASIS
    if traced.finding and traced.finding.basis is Basis.CANNOT_DISTINGUISH:
        return Basis.CANNOT_DISTINGUISH
    return Basis.STRONG if top.id == "same-lot" and top.probability >= 0.8 else Basis.CONSISTENT
