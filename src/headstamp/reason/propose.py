"""What would change the answer: observations by look, ranked by expected information in bits.

Method: expected reduction of Shannon entropy over the hypotheses (Lindley 1956). Only looking and photographing from where
one stands is ever proposed to everybody; what is hidden, inside or needs handling is for cleared disposal personnel only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING

from headstamp.core.finding import Proposal, Safety
from headstamp.core.notation import ANY, GAP, tokens
from headstamp.core.record import Item, ItemKind, MarkRole
from headstamp.reason.evidence import SMALL_ARMS, Evidence, calibre_excludes, kind_fits
from headstamp.reason.weigh import Belief
from headstamp.reference.rows import FeatureRow, MarkRow

if TYPE_CHECKING:
    from headstamp.reason.trace.engine import Engine  # imports this module in turn

DIAGNOSTIC = {"high": (0.6, 0.03), "medium": (0.5, 0.12)}
MIN_GAIN = 0.03


@dataclass(frozen=True, slots=True)
class Observation:
    """Something to look for, and the states it would speak for. `row` is the shelf row that says so."""

    text: str
    why: str
    states: frozenset[str]
    safety: Safety
    strength: str
    row: FeatureRow | MarkRow


def entropy(ps: Iterable[float]) -> float:
    """Shannon entropy in bits of probabilities that need not sum to one."""
    values = [p for p in ps if p > 0]
    total = sum(values)
    return -sum(p / total * log2(p / total) for p in values) if total else 0.0


def observations(item: Item, engine: Engine, evidence: tuple[Evidence, ...]) -> list[Observation]:
    """What the shelf would look for on an item of this kind and calibre and has not been recorded yet."""
    key = (item.kind.value, engine.shelf.canonical_calibre(item.calibre))
    if key not in engine.observables:
        engine.observables[key] = tuple(_observables(item.kind, key[1], engine))
    seen = {(e.row.pack, e.row.id) for e in evidence}
    return [o for o in engine.observables[key] if (o.row.pack, o.row.id) not in seen]


def _observables(kind: ItemKind, calibre: str, engine: Engine) -> Iterable[Observation]:
    if kind is ItemKind.OTHER:
        return
    for row in engine.shelf.tables.features:
        telling = row.strength in DIAGNOSTIC and row.country and row.kinds and kind_fits(row.kinds, kind)
        if telling and not calibre_excludes(row.calibres, calibre):
            named = row.model or engine.shelf.state_name(row.country)
            yield _observation(f"{row.attribute.capitalize()}: {row.value}?", f"would speak for {named}", row)
    for mark in engine.shelf.tables.marks:
        if mark.strength not in DIAGNOSTIC or not mark.country or not mark.kinds or mark.question != "made":
            continue
        if "headstamp" in mark.surface or not kind_fits(mark.kinds, kind):
            continue
        if calibre_excludes(mark.calibres | _bores(mark.model, engine), calibre):
            continue
        places = sorted(mark.surface - {"any"})
        where = " or ".join(places) if 0 < len(places) <= 3 else "outside"
        literal = any(e.literals and not e.soft for e in mark.pattern.elements)
        form = "" if all(e.literals for e in mark.pattern.elements) else "a text such as "
        shown = f"{form}“{mark.example}”" if literal else mark.meaning
        why = f"would speak for {engine.shelf.state_name(mark.country)}: {mark.meaning or mark.model}"
        yield _observation(f"On the {where}: {shown}?", why, mark)


def _observation(text: str, why: str, row: FeatureRow | MarkRow) -> Observation:
    safety = Safety.CLEARED if row.safety == "cleared" else Safety.LOOK
    return Observation(text, why, frozenset(row.country.split("/")), safety, row.strength, row)


def _bores(model: str, engine: Engine) -> frozenset[str]:
    """Calibres of a model, by the shelf's model table."""
    return (
        frozenset(r.calibre for r in engine.shelf.models_by_name.get(model.casefold(), ()) if r.calibre) if model else frozenset()
    )


def expected_gain(observation: Observation, belief: dict[str, float]) -> float:
    """Expected bits over {state or "none": probability} from seeing whether the observation holds."""
    yes_if, yes_else = DIAGNOSTIC[observation.strength]
    yes = {h: p * (yes_if if set(h.split("/")) & observation.states else yes_else) for h, p in belief.items()}
    no = {h: p - yes[h] for h, p in belief.items()}
    p_yes = sum(yes.values())
    return entropy(belief.values()) - p_yes * entropy(yes.values()) - (1 - p_yes) * entropy(no.values())


def by_country(belief: Belief, candidates: Iterable[Observation]) -> dict[str, float]:
    """Belief per state, with the open mass spread thinly over the states that the observations could speak for."""
    out: dict[str, float] = {}
    for target, p in belief.targets.items():
        out[target.country] = out.get(target.country, 0.0) + p
    states = sorted({s for c in candidates for s in c.states} - {s for k in out for s in k.split("/")})
    shared = belief.undecided + belief.none * 0.3
    for state in states:
        out[state] = shared / len(states)
    out["none"] = belief.none + belief.undecided - (shared if states else 0.0) + belief.false
    return out


def proposals(item: Item, engine: Engine, belief: Belief, evidence: tuple[Evidence, ...], limit: int = 5) -> tuple[Proposal, ...]:
    """The observations most worth making, best first, one per surface and attribute."""
    ranked = ranked_observations(item, engine, belief, evidence) if belief.targets or item.kind not in SMALL_ARMS else []
    out = list(_recordable(item, belief))
    taken: set[str] = set()
    spoken: list[str] = []
    for gain, o in ranked:
        key, states = o.text.split(":")[0], "/".join(sorted(o.states))
        if gain < MIN_GAIN or key in taken or sum(s == states for s in spoken) >= 2 or len(out) >= limit + 2:
            continue
        taken.add(key)
        spoken.append(states)
        out.append(Proposal(observation=o.text, why=o.why, gain=round(gain, 3), safety=o.safety))
    return tuple(sorted(out, key=lambda p: (-p.gain, p.observation))[:limit])


def ranked_observations(
    item: Item, engine: Engine, belief: Belief, evidence: tuple[Evidence, ...]
) -> list[tuple[float, Observation]]:
    """(expected gain in bits, observation), best first; equal gains in text order."""
    found = observations(item, engine, evidence)
    spread = by_country(belief, found)
    return sorted(((expected_gain(o, spread), o) for o in found), key=lambda pair: (-pair[0], pair[1].text))


def _recordable(item: Item, belief: Belief) -> Iterable[Proposal]:
    """Fields of the form that are empty or unread and usually decide: the head, the packaging, the calibre."""
    spread: dict[str, float] = {"none": belief.none + belief.undecided + belief.false}
    for target, p in belief.targets.items():
        spread[target.id] = spread.get(target.id, 0.0) + p
    open_bits = max(entropy(spread.values()), 3.0 * (belief.none + belief.undecided))
    heads = [m for m in item.marks if m.role is MarkRole.HEADSTAMP]
    if item.kind in SMALL_ARMS:
        worn = [
            m for m in heads if m.legibility < 1 or any(s in (ANY, GAP) or len(s) > 1 for t in tokens(m.text) for s in t.signs)
        ]
        if not heads:
            yield Proposal(
                observation="The head of the case: photograph it square on, with the light from one side",
                gain=round(open_bits * 0.6, 3),
                why="the head names the maker of the case",
            )
        elif worn:
            yield Proposal(
                observation="The head again: a sharper photograph, square on, with the light from one side",
                gain=round(open_bits * 0.5, 3),
                why="signs that could not be read decide between makers",
            )
        if not item.calibre:
            yield Proposal(
                observation="The calibre: photograph the round beside a scale, where it lies",
                why="codes repeat across calibres",
                gain=round(open_bits * 0.3, 3),
            )
        if not any(m.role in (MarkRole.LOT, MarkRole.PACKAGING) for m in item.marks):
            yield Proposal(
                observation="Text on the packet, tin or crate nearby: photograph what can be seen from outside",
                why="the lot line often names plant, year and loader",
                gain=round(open_bits * 0.35, 3),
            )
    elif not item.marks:
        yield Proposal(
            observation="Any text, number or symbol on the outside: photograph all sides that can be seen from where you stand",
            why="marks outweigh the outline",
            gain=round(open_bits * 0.5, 3),
        )
