"""The questions that are kept apart from who made it: loaded, packed, declared, imported, owned, rebuilt, and the load."""

from __future__ import annotations

from headstamp.core.claim import Standing
from headstamp.core.finding import Basis, Finding, Hypothesis, HypothesisKind, likelihood_word
from headstamp.core.record import Item, ItemKind
from headstamp.reason.evidence import SMALL_ARMS, Evidence
from headstamp.reason.trace.build import VERSION, conflicts, hypothesis, reasons
from headstamp.reason.trace.engine import Engine
from headstamp.reason.trace.rollup import roll_up
from headstamp.reason.weigh import shared_out

QUESTIONS = {
    "loaded": ("Who loaded the cartridge?", "Loaded in"),
    "packed": ("Who packed it?", "Packed in"),
    "declared": ("What do the marks declare?", "The text declares"),
    "imported": ("Where was it imported?", "Import mark of"),
    "owned": ("Who owned it, as far as a mark says?", "Ownership mark of"),
    "refurbished": ("Who rebuilt it?", "Rebuilt in"),
}
_OWN_LIMIT = {
    "imported": "An import mark names a lawful entry into a state, not the maker and not the last holder.",
    "owned": "An ownership mark names a holder at some time, not the maker and not the last holder.",
    "declared": "A declared name may be false; it is evidence about who wrote it.",
    "packed": "Packaging is used again; this says nothing about who made what is in it.",
    "loaded": "The maker of the case and the loader of the cartridge need not be the same.",
    "refurbished": "A rebuild mark says nothing about the first maker.",
}


def other_findings(item: Item, engine: Engine, evidence: tuple[Evidence, ...]) -> tuple[Finding, ...]:
    """One Finding for each further question that some mark bears on; for a cartridge always the one who loaded it."""
    out: list[Finding] = []
    for question, (text, verb) in QUESTIONS.items():
        if item.kind is ItemKind.PACKAGING and question in ("packed", "declared"):
            continue  # part of the first Finding
        asked = tuple(e for e in evidence if e.question == question and e.target.country)
        if asked:
            out.append(_finding(item, engine, evidence, question, text, verb))
        elif question == "loaded" and item.kind is ItemKind.CARTRIDGE and item.marks:
            out.append(_no_loader(item, engine))
    if load := _load(item, engine, evidence):
        out.append(load)
    return tuple(out)


def _finding(item: Item, engine: Engine, evidence: tuple[Evidence, ...], question: str, text: str, verb: str) -> Finding:
    belief, supports = engine.belief(item, evidence, frozenset({question}))
    asked = tuple(e for e in evidence if e.question == question and e.target.country)
    rollup = roll_up(belief, supports, asked, engine.shelf)
    about = {t.id: code for t, code in rollup.of_target.items()}
    about |= {h.producer: h.id for h in rollup.hypotheses if h.producer}
    top = rollup.hypotheses[0]
    named = (
        f"{top.word.capitalize()}: {verb.lower()} {top.label}."
        if top.kind is HypothesisKind.COUNTRY
        else "No basis on the shelf."
    )
    return Finding(
        question=text,
        subject=item.id,
        answer=named,
        basis=rollup.basis,
        hypotheses=rollup.hypotheses,
        reasons=reasons(asked, about),
        conflicts=conflicts(asked, engine.shelf),
        limits=(_OWN_LIMIT[question],),
        shelf_hash=engine.shelf.hash,
        tool_version=VERSION,
    )


def _no_loader(item: Item, engine: Engine) -> Finding:
    unknown = Hypothesis(
        id="none",
        kind=HypothesisKind.NONE_KNOWN,
        label="Not said by any mark",
        probability=1.0,
        low=1.0,
        high=1.0,
        word=likelihood_word(1.0),
    )
    return Finding(
        question="Who loaded the cartridge?",
        subject=item.id,
        basis=Basis.NO_BASIS,
        hypotheses=(unknown,),
        answer="No basis: the head names the maker of the case; the packaging's lot line or the papers would name the loader.",
        limits=(_OWN_LIMIT["loaded"],),
        shelf_hash=engine.shelf.hash,
        tool_version=VERSION,
    )


def _load(item: Item, engine: Engine, evidence: tuple[Evidence, ...]) -> Finding | None:
    """Which load a colour stands for in each convention that fits the calibre: conventions differ, and all are named."""
    asked = [e for e in evidence if e.rule == "colour_code"]
    if not asked or item.kind not in SMALL_ARMS:
        return None
    by_meaning: dict[str, list[Evidence]] = {}
    for e in asked:
        by_meaning.setdefault(str(getattr(e.row, "meaning", "")), []).append(e)
    spreads = shared_out([max(e.row.certainty for e in found) for found in by_meaning.values()])
    named = [
        hypothesis(meaning, HypothesisKind.MODEL, meaning, spread, standing=_best_standing(found))
        for (meaning, found), spread in zip(by_meaning.items(), spreads, strict=True)
    ]
    rest = 1 - sum(h.probability for h in named)
    none = hypothesis("none", HypothesisKind.NONE_KNOWN, "Another load", (rest, 1 - sum(h.high for h in named), 0.5))
    ordered = tuple(sorted([*named, none], key=lambda h: (-h.probability, h.label)))
    why = [r for meaning, found in by_meaning.items() for e in found for r in reasons((e,), {e.target.id: meaning})]
    loose = " UNVERIFIED." if all(h.standing is Standing.UNVERIFIED for h in ordered if h.id != "none") else ""
    return Finding(
        question="What load does the colour stand for?",
        subject=item.id,
        basis=Basis.CONSISTENT if len(by_meaning) == 1 else Basis.CANNOT_DISTINGUISH,
        answer=" or ".join(by_meaning) + f", by the colour.{loose}",
        hypotheses=ordered,
        reasons=tuple(sorted(why, key=lambda r: (-r.weight, r.hypothesis, r.sentence))),
        limits=("A colour never makes an item safe to touch. Conventions are shared by blocs and seldom name a maker.",),
        shelf_hash=engine.shelf.hash,
        tool_version=VERSION,
    )


def _best_standing(found: list[Evidence]) -> Standing:
    return Standing.SOURCED if any(e.standing is Standing.SOURCED for e in found) else Standing.UNVERIFIED
