"""Who made it (or, for packaging, whose packaging it is): the first Finding of every trace."""

from __future__ import annotations

from dataclasses import replace

from headstamp.core.claim import Standing
from headstamp.core.finding import Basis, Finding, Hypothesis, HypothesisKind, Reason
from headstamp.core.notation import tokens
from headstamp.core.record import Item, ItemKind, Mark, MarkRole, MarkState
from headstamp.reason.evidence import SMALL_ARMS, Evidence, citations
from headstamp.reason.propose import proposals
from headstamp.reason.trace.budget import too_intricate
from headstamp.reason.trace.build import NOUN, VERSION, conflicts, limits, percent, reasons
from headstamp.reason.trace.engine import Engine
from headstamp.reason.trace.looks import domestic_stock
from headstamp.reason.trace.marks import readable
from headstamp.reason.trace.rollup import Rollup, roll_up
from headstamp.reason.years import year_readings
from headstamp.reference.shelf import Shelf

MADE = frozenset({"made"})
PACKAGING = frozenset({"made", "packed", "declared"})


def origin_finding(item: Item, engine: Engine, evidence: tuple[Evidence, ...], *, use_context: bool) -> Finding:
    """The question who made the item, with every hypothesis the evidence leaves open."""
    questions = PACKAGING if item.kind is ItemKind.PACKAGING else MADE
    belief, supports = engine.belief(item, evidence, questions)
    asked = tuple(e for e in evidence if e.question in questions and e.target.country)
    rollup = roll_up(belief, supports, asked, engine.shelf)
    if all(e.rule == "blank_head" for e in asked if e.log_lr > 0):  # whatever the calibre adds: a blank head proves nothing
        rollup = replace(rollup, basis=Basis.NO_BASIS, lookalikes=())
    shown = {h.id for h in rollup.hypotheses}
    about = {t.id: rollup.of_target[t] if not t.producer or t.id not in shown else t.id for t in rollup.of_target}
    about |= {h.country: h.id for h in rollup.hypotheses if h.kind is HypothesisKind.COUNTRY}
    for e in asked:  # evidence against a state speaks about the hypothesis that holds the state
        home = next(
            (h.id for h in rollup.hypotheses if h.kind is HypothesisKind.COUNTRY and e.target.country in h.country.split("/")),
            None,
        )
        if home:
            about.setdefault(e.target.id, home)
    why = reasons(asked, about) + (_context(item, engine.shelf, rollup) if use_context else ())
    return Finding(
        question=_question(item),
        subject=item.id,
        answer=_answer(item, rollup, _rivals(asked, rollup, engine.shelf)),
        basis=rollup.basis,
        hypotheses=rollup.hypotheses,
        reasons=why,
        unexplained=_unexplained(item, asked, evidence, too_intricate(item, engine.channel)),
        would_change=proposals(item, engine, belief, asked),
        conflicts=conflicts(_believed(asked, rollup), engine.shelf),
        limits=(*_silence(item, engine, rollup), *limits(item)),
        shelf_hash=engine.shelf.hash,
        tool_version=VERSION,
    )


def _believed(asked: tuple[Evidence, ...], rollup: Rollup) -> tuple[Evidence, ...]:
    """Evidence for hypotheses that count: a disagreement about a far misreading is noise."""
    p = {h.id: h.probability for h in rollup.hypotheses}
    return tuple(e for e in asked if p.get(rollup.of_target.get(e.target, ""), 0.0) >= 0.05)


def _question(item: Item) -> str:
    if item.kind is ItemKind.PACKAGING:
        return "Whose packaging is this?"
    return f"Who made the {NOUN[item.kind]}?"


def _answer(item: Item, rollup: Rollup, rivals: tuple[str, ...]) -> str:
    top = rollup.hypotheses[0]
    noun = NOUN[item.kind]
    if rollup.basis is Basis.CANNOT_DISTINGUISH:
        sides = [h for h in rollup.hypotheses if h.kind is HypothesisKind.COUNTRY and h.country in rollup.lookalikes]
        named = " or ".join(f"{h.label} ({percent(h.probability)})" for h in sides)
        return f"The evidence cannot tell these apart: {named}.{_label(sides)}"
    if top.kind is HypothesisKind.NOT_AS_MADE:
        return f"The marks on this {noun} are not as the maker left them; who made it cannot be read from them."
    if rollup.basis is Basis.NO_BASIS:
        return f"No basis: nothing on the shelf tells who made this {noun}."
    producer = next((h for h in rollup.hypotheses if h.producer and h.country == top.country and h.probability >= 0.5), None)
    also = f" Sources disagree: {' or '.join(rivals)} is claimed as well." if rivals else ""
    verb = "Packed or labelled in" if item.kind is ItemKind.PACKAGING else "Made in"
    where = f", {producer.label} ({percent(producer.probability)})" if producer else ""
    return f"{top.word.capitalize()} ({percent(top.probability)}): {verb.lower()} {top.label}{where}.{also}{_label([top])}"


def _rivals(asked: tuple[Evidence, ...], rollup: Rollup, shelf: Shelf) -> tuple[str, ...]:
    """Other states to which the sources give the very marks or looks that the leading answer rests on."""
    top = rollup.hypotheses[0]
    named = {h.id: h for h in rollup.hypotheses if h.kind is HypothesisKind.COUNTRY and h.id != top.id}
    keys = {e.conflict for e in asked if e.conflict in shelf.contested and rollup.of_target.get(e.target) == top.id}
    claimed = {rollup.of_target.get(e.target, "") for e in asked if e.conflict in keys}
    return tuple(h.label for key, h in named.items() if key in claimed)


def _label(shown: list[Hypothesis]) -> str:
    loose = [h.label for h in shown if h.standing is Standing.UNVERIFIED]
    if not loose:
        return ""
    return (
        " UNVERIFIED: rests on general knowledge, no page was read."
        if len(loose) == len(shown)
        else f" UNVERIFIED: {', '.join(loose)}."
    )


def _unexplained(
    item: Item, asked: tuple[Evidence, ...], evidence: tuple[Evidence, ...], aside: frozenset[str]
) -> tuple[str, ...]:
    explained = {m for e in evidence if e.log_lr > 0 for m in e.marks}  # what only speaks against a state explains nothing
    looked = {m for e in evidence for m in e.marks}  # a feature looked for in vain is understood, too
    out: list[str] = []
    for mark in item.marks:
        if mark.state is not MarkState.AS_MADE:
            out.append(f"{mark.id}: the mark is {mark.state.value}" + (f" (“{mark.text[:60]}”)" if mark.text else ""))
        elif mark.id in aside:
            out.append(f"{mark.id}: “{mark.text[:60]}” is too intricate to read; record it as several marks or items")
        elif mark.text and not readable(mark):
            out.append(f"{mark.id}: “{mark.text[:60]}” holds no sign that could be read")
        elif mark.text and mark.id not in explained and not _only_a_number(mark):
            out.append(f"{mark.id}: “{mark.text[:60]}” matches nothing on the shelf")
    out += [
        f"{e.marks[0]}: “{' '.join(left)}” beside the code is not explained"
        for e in asked
        if e.log_lr > 1 and (left := [t for t in e.unexplained if not _is_plain(t)])
    ]
    out += [
        f"feature “{text[:60]}” matches nothing on the shelf"
        for i, text in enumerate(item.features)
        if f"feature:{i}" not in looked
    ]
    return tuple(dict.fromkeys(out))


def _is_plain(text: str) -> bool:
    """A calibre, or a number that may be a year, needs no explanation by a maker's row."""
    found = tokens(text)
    return len(found) == 1 and (found[0].kind == "calibre" or bool(year_readings(found[0], hangul=True)))


def _only_a_number(mark: Mark) -> bool:
    """A number by itself that may be a year is answered by the question when, not by who."""
    found = tokens(mark.text)
    return len(found) == 1 and bool(year_readings(found[0], hangul=True))


def _silence(item: Item, engine: Engine, rollup: Rollup) -> tuple[str, ...]:
    """Say so where the shelf holds no case head of a state at all, the DPRK first: silence is not evidence either way."""
    if item.kind not in SMALL_ARMS or rollup.basis not in (Basis.NO_BASIS, Basis.CONSISTENT):
        return ()
    if "KP" in engine.states_with_heads:
        return ()
    blank = any(m.role is MarkRole.HEADSTAMP and not tokens(m.text) for m in item.marks)
    extra = " A blank head proves nothing by itself." if blank else ""
    return (f"The shelf holds no cartridge headstamp of the DPRK, so none can be recognised or excluded here.{extra}",)


def _context(item: Item, shelf: Shelf, rollup: Rollup) -> tuple[Reason, ...]:
    """Circumstances, weight 0: shown apart, never in the number. Rounds are found everywhere; for them the place says nothing."""
    if item.kind in SMALL_ARMS:
        return ()
    out = []
    for model, row in domestic_stock(item, shelf):
        state = getattr(row, "country", "")
        home = next((h for h in rollup.hypotheses if h.kind is HypothesisKind.COUNTRY and state in h.country.split("/")), None)
        if home and _same_model(item, model):
            out.append(
                Reason(
                    rule="domestic_stock",
                    sentence=f"{model}: {row.note or ''} {getattr(row, 'value', '')}".strip(),
                    hypothesis=home.id,
                    weight=0.0,
                    group="context",
                    citations=citations(row),
                    standing=row.standing,
                    context=True,
                )
            )
    return tuple(out[:5])


def _same_model(item: Item, model: str) -> bool:
    return bool(item.model) and model.casefold() in item.model.casefold()
