"""What it is: the model, from marks, looks and the name somebody gave it."""

from __future__ import annotations

import re
from collections import defaultdict
from math import log10

from headstamp.core.claim import Standing
from headstamp.core.finding import Basis, Finding, Hypothesis, HypothesisKind
from headstamp.core.record import Item
from headstamp.reason.evidence import SMALL_ARMS, Evidence, Target
from headstamp.reason.trace.build import NOT_SUPPLIER, VERSION, conflicts, disagreement, hypothesis, percent, reasons
from headstamp.reason.trace.engine import Engine
from headstamp.reason.trace.looks import lookalikes_of
from headstamp.reason.weigh import Belief, Support, weigh
from headstamp.reference.rows import MarkRow

MIN_MODELS = 15.0
NEAR = 0.3  # of the leading model: as likely as this is worth a word on its look-alikes
ANY_OF = 10  # so many alternatives are a class of signs, not a text
MAX_AGAINST = 2.0  # log10, of an origin that is settled
SETTLED = 0.8  # an origin as sure as this bears on the model
SCRIPT_ONLY = 0.5  # a script on a surface fits every model of that state: log10 LR for one model


def model_finding(item: Item, engine: Engine, evidence: tuple[Evidence, ...], origin: Finding) -> Finding | None:
    """The question what model it is, with the look-alikes that share its looks; None where nothing speaks for a model.

    Where `origin` (who made it) leaves another state hardly possible, that state's models are hardly possible, too.
    """
    asked = tuple(e for e in evidence if e.model and e.log_lr > 0 and e.question == "made")
    if not asked or item.kind in SMALL_ARMS:
        return None
    names = {t: _name(e.model, e.target.country, engine) for e in asked for t in [(e.model, e.target.country)]}
    supports: dict[Target, list[Support]] = defaultdict(list)
    for e in asked:
        target = Target(e.target.country, names[e.model, e.target.country])
        log_lr = e.log_lr if _literal(e) else min(e.log_lr, SCRIPT_ONLY)
        supports[target].append(Support(e.group, log_lr, e.row.certainty, engine.voices(e.row), e.standing))
    for target, found in supports.items():
        found += _made_elsewhere(target, origin)
    size = max(MIN_MODELS, float(len({m.model for m in engine.shelf.tables.models if m.kind == item.kind.value})))
    belief = weigh(supports, field_size=size)
    hypotheses = _hypotheses(belief, supports, engine)
    basis = _basis(hypotheses)
    best = max((h.probability for h in hypotheses if h.model), default=0.0)
    models = frozenset(h.model for h in hypotheses if h.model and h.probability >= NEAR * best)
    rows = tuple(lookalikes_of(models, frozenset(), engine.shelf))
    shown = {h.id for h in hypotheses}
    about = {e.target.id: f"{names[e.model, e.target.country]}|{e.target.country}" for e in asked}
    why = [
        r
        for e in asked
        for r in reasons((e,), {e.target.id: f"{names[e.model, e.target.country]}|{e.target.country}"})
        if r.hypothesis in shown
    ]
    alike = tuple(f"Looks alike: {', '.join(f'{m} ({c})' for c, m in r.members)}; told apart by {r.separates}." for r in rows[:4])
    return Finding(
        question="What is it?",
        subject=item.id,
        answer=_answer(hypotheses, basis),
        basis=basis,
        hypotheses=hypotheses,
        reasons=tuple(sorted(why, key=lambda r: (-abs(r.weight), r.sentence)))[:20] if about else (),
        unexplained=(),
        conflicts=(*conflicts(asked, engine.shelf), *_disputed(models, asked, engine), *alike),
        limits=(NOT_SUPPLIER,),
        shelf_hash=engine.shelf.hash,
        tool_version=VERSION,
    )


def _made_elsewhere(target: Target, origin: Finding) -> list[Support]:
    """What the answer to the first question says against a model of this state; nothing where that answer is open."""
    states = {h.country: h.probability for h in origin.hypotheses if h.kind is HypothesisKind.COUNTRY}
    top = max(states.values(), default=0.0)
    own = max((p for c, p in states.items() if set(c.split("/")) & target.states), default=0.0)
    if top < SETTLED or own >= top:
        return []
    against = max(-MAX_AGAINST, log10(max(own, 1e-9) / top))
    return [Support("origin", against, 1.0, frozenset(), Standing.SOURCED, attribution=False)]


def _literal(e: Evidence) -> bool:
    """False for a mark row that holds classes only, such as any Hangul or any one of its consonants."""
    return not isinstance(e.row, MarkRow) or any(0 < len(x.literals) < ANY_OF and not x.soft for x in e.row.pattern.elements)


def _name(model: str, country: str, engine: Engine) -> str:
    """The shelf's name for a model that a row of this state calls by an alias."""
    rows = engine.shelf.models_by_name.get(model.casefold(), ())
    same = [r for r in rows if set(r.country.split("/")) & set(country.split("/"))]
    return same[0].model if same else model


def _hypotheses(belief: Belief, supports: dict[Target, list[Support]], engine: Engine) -> tuple[Hypothesis, ...]:
    out = []
    for t, p in belief.targets.items():
        if p < 0.005:
            continue
        sourced = any(s.standing is Standing.SOURCED for s in supports[t])
        out.append(
            hypothesis(
                f"{t.producer}|{t.country}",
                HypothesisKind.MODEL,
                f"{t.producer} ({engine.shelf.state_name(t.country)})",
                (p, belief.low[t], belief.high[t]),
                country=t.country,
                model=t.producer,
                standing=Standing.SOURCED if sourced else Standing.UNVERIFIED,
            )
        )
    rest = max(0.0, 1.0 - sum(h.probability for h in out))
    out.append(hypothesis("none", HypothesisKind.NONE_KNOWN, "None of those known to the shelf", (rest, *belief.none_range)))
    return tuple(sorted(out, key=lambda h: (-h.probability, h.id)))


def _basis(hypotheses: tuple[Hypothesis, ...]) -> Basis:
    top = hypotheses[0]
    named = [h for h in hypotheses if h.kind is HypothesisKind.MODEL]
    if len(named) > 1 and named[1].probability >= 0.3 * named[0].probability:
        return Basis.CANNOT_DISTINGUISH
    if top.kind is HypothesisKind.NONE_KNOWN:
        return Basis.NO_BASIS
    return Basis.STRONG if top.probability >= 0.8 and top.standing is Standing.SOURCED else Basis.CONSISTENT


def _answer(hypotheses: tuple[Hypothesis, ...], basis: Basis) -> str:
    top = hypotheses[0]
    if basis is Basis.CANNOT_DISTINGUISH:
        near = [h for h in hypotheses if h.model and h.probability >= 0.3 * max(x.probability for x in hypotheses if x.model)]
        return (
            "The evidence cannot tell these apart: "
            + " or ".join(f"{h.label} ({percent(h.probability)})" for h in near[:4])
            + "."
        )
    if basis is Basis.NO_BASIS:
        nearest = [f"{h.label} ({percent(h.probability)})" for h in hypotheses if h.model][:4]
        return "No basis: no model on the shelf fits well enough" + (f"; nearest are {', '.join(nearest)}." if nearest else ".")
    loose = " UNVERIFIED: rests on general knowledge, no page was read." if top.standing is Standing.UNVERIFIED else ""
    return f"{top.word.capitalize()} ({percent(top.probability)}): {top.label}.{loose}"


def _disputed(models: frozenset[str], asked: tuple[Evidence, ...], engine: Engine) -> tuple[str, ...]:
    """Models that the shelf gives to more than one state, and disagreements of sources whose question names the model."""
    named = {e.conflict for e in asked}
    out = [
        disagreement(row, engine.shelf)
        for key, row in sorted(engine.shelf.conflicts.items())
        if key not in named and any(re.search(rf"(?<!\w){re.escape(m)}(?!\w)", row.question, re.I) for m in models)
    ]
    for model in sorted(models):
        makers = sorted({r.country for r in engine.shelf.tables.models if r.model == model})
        if len(makers) > 1 and not any(e.conflict for e in asked):
            out.append(f"{model}: the sources name more than one maker: {', '.join(engine.shelf.state_name(c) for c in makers)}.")
    return tuple(out)
