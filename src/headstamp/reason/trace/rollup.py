"""Producers to countries to look-alike sets: the hypotheses of an origin Finding."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from headstamp.core.claim import Standing
from headstamp.core.finding import Basis, Hypothesis, HypothesisKind
from headstamp.reason.evidence import Evidence, Target
from headstamp.reason.trace.build import hypothesis
from headstamp.reason.weigh import Belief, Support
from headstamp.reference.shelf import Shelf

UNDECIDED = "A maker known to the shelf, which one nothing tells"
SHOWN = 0.005  # hypotheses below this are not listed
LOOKALIKE_RATIO = 0.3  # a second country this close to the first, on the same evidence, is a look-alike


@dataclass(frozen=True, slots=True)
class Rollup:
    """Country hypotheses (they sum to one with the two open ones), then producers, and what the evidence amounts to."""

    hypotheses: tuple[Hypothesis, ...]
    basis: Basis
    lookalikes: tuple[str, ...]
    of_target: dict[Target, str]  # id of the country hypothesis a target belongs to


def state_for(country: str, years: frozenset[int]) -> str:
    """Which state of `SU/RU` it was: the first up to 1991, the second after; undecided years leave both."""
    if "/" not in country or not years:
        return country
    first, *rest = country.split("/")
    if all(y <= 1991 for y in years):
        return first
    return rest[-1] if all(y >= 1993 for y in years) else country


def roll_up(belief: Belief, supports: dict[Target, list[Support]], evidence: tuple[Evidence, ...], shelf: Shelf) -> Rollup:
    """Sum producers into countries; plants of one state under two names (SU, SU/RU) are one country."""
    years = _years(evidence)
    rivals = {e.conflict for e in evidence if e.conflict in shelf.contested and belief.targets.get(e.target, 0.0) >= 0.1}
    disputed = {e.target for e in evidence if e.conflict in rivals}
    shown = {t: p for t, p in belief.targets.items() if p >= SHOWN or t in disputed}
    families = _families(shown)
    countries: list[Hypothesis] = []
    of_target: dict[Target, str] = {}
    for members in families:
        code = _code(members, shown, years)
        for t in members:
            of_target[t] = code
        countries.append(
            hypothesis(
                code,
                HypothesisKind.COUNTRY,
                shelf.state_name(code),
                (sum(shown[t] for t in members), sum(belief.low[t] for t in members), sum(belief.high[t] for t in members)),
                country=code,
                standing=_family_standing(members, shown, supports),
            )
        )
    spare = max(0.0, 1.0 - sum(h.probability for h in countries) - belief.false - belief.undecided)
    open_ones = [
        hypothesis("undecided", HypothesisKind.UNDECIDED, UNDECIDED, (belief.undecided, *belief.undecided_range)),
        hypothesis("none", HypothesisKind.NONE_KNOWN, "None of those known to the shelf", (spare, *belief.none_range)),
        hypothesis("not-as-made", HypothesisKind.NOT_AS_MADE, "Marks removed or false", (belief.false, *belief.false_range)),
    ]
    ordered = sorted([*countries, *open_ones], key=lambda h: (-h.probability, h.id))
    producers = [_producer(t, p, belief, supports, years, shelf) for t, p in shown.items() if t.producer]
    producers.sort(key=lambda h: (-h.probability, h.id))
    basis, alike = _basis(ordered)
    return Rollup((*ordered, *producers[:12]), basis, alike, of_target)


def _producer(
    target: Target,
    p: float,
    belief: Belief,
    supports: dict[Target, list[Support]],
    years: dict[Target, frozenset[int]],
    shelf: Shelf,
) -> Hypothesis:
    rows = shelf.producers.get(target.producer, ())
    name = next((r.name for r in rows if r.name), "") or f"plant known only by its code {target.producer.partition('-')[2]}"
    city = next((r.city for r in rows if r.city), "")
    span = years.get(target, frozenset())
    label = name if not city or city.casefold() in name.casefold() else f"{name}, {city}"
    return hypothesis(
        target.producer,
        HypothesisKind.PRODUCER,
        label,
        (p, belief.low[target], belief.high[target]),
        country=state_for(target.country, span),
        producer=target.producer,
        years=(min(span), max(span)) if span else None,
        standing=_standing([target], supports),
    )


def _standing(members: list[Target], supports: dict[Target, list[Support]]) -> Standing:
    sourced = any(s.standing is Standing.SOURCED and s.log_lr > 0 and s.attribution for t in members for s in supports[t])
    return Standing.SOURCED if sourced else Standing.UNVERIFIED


def _family_standing(members: list[Target], shown: dict[Target, float], supports: dict[Target, list[Support]]) -> Standing:
    """Sourced only where targets with a sourced row carry at least half of the state's probability."""
    sourced = sum(shown[t] for t in members if _standing([t], supports) is Standing.SOURCED)
    return Standing.SOURCED if sourced >= 0.5 * sum(shown[t] for t in members) else Standing.UNVERIFIED


def _years(evidence: tuple[Evidence, ...]) -> dict[Target, frozenset[int]]:
    found: dict[Target, set[int]] = defaultdict(set)
    for e in evidence:
        found[e.target] |= set(e.years)
    return {t: frozenset(y) for t, y in found.items()}


def _families(shown: dict[Target, float]) -> list[list[Target]]:
    """Groups of targets that share a state, directly or through one another; in a fixed order."""
    groups: list[tuple[frozenset[str], list[Target]]] = []
    for target in sorted(shown):
        joined = [g for g in groups if g[0] & target.states]
        states = frozenset().union(target.states, *(g[0] for g in joined))
        members = sorted([target, *(t for g in joined for t in g[1])])
        groups = [g for g in groups if g not in joined] + [(states, members)]
    return [members for _, members in groups]


def _code(members: list[Target], shown: dict[Target, float], years: dict[Target, frozenset[int]]) -> str:
    """One code for a family: the states that carry most of its probability."""
    weight: dict[str, float] = defaultdict(float)
    for t in members:
        weight[state_for(t.country, years.get(t, frozenset()))] += shown[t]
    best = max(sorted(weight), key=lambda c: weight[c])
    total = sum(weight.values())
    states = {s for c in weight for s in c.split("/") if weight[c] >= 0.2 * total}
    return (
        best if set(best.split("/")) >= states else "/".join(sorted(states, key=lambda s: (s not in ("SU", "YU", "CS", "DD"), s)))
    )


def _basis(ordered: list[Hypothesis]) -> tuple[Basis, tuple[str, ...]]:
    named = [h for h in ordered if h.kind is HypothesisKind.COUNTRY]
    open_p = sum(h.probability for h in ordered if h.kind in (HypothesisKind.NONE_KNOWN, HypothesisKind.UNDECIDED))
    if not named:
        return Basis.NO_BASIS, ()
    top = named[0]
    near = [h for h in named if h.probability >= max(0.05, LOOKALIKE_RATIO * top.probability)]
    if len(near) > 1 and sum(h.probability for h in near) > open_p:
        return Basis.CANNOT_DISTINGUISH, tuple(h.country for h in near)
    if ordered[0] is not top:
        return Basis.NO_BASIS, ()
    strong = top.probability >= 0.8 and top.standing is Standing.SOURCED
    return (Basis.STRONG if strong else Basis.CONSISTENT), ()
