"""Pieces that every Finding of a trace is built from: reasons, conflicts, standing sentences."""

from __future__ import annotations

import re

from headstamp.core.claim import Standing
from headstamp.core.finding import Hypothesis, HypothesisKind, Reason, likelihood_word
from headstamp.core.record import Item, ItemKind
from headstamp.core.version import __version__
from headstamp.reason.evidence import Evidence, Target, citations
from headstamp.reference.rows import ConflictRow
from headstamp.reference.shelf import Shelf

VERSION = __version__
NOUN = {
    ItemKind.CARTRIDGE: "case",
    ItemKind.CASE: "case",
    ItemKind.WEAPON: "weapon",
    ItemKind.ROCKET: "rocket",
    ItemKind.MORTAR_BOMB: "mortar bomb",
    ItemKind.SHELL: "shell",
    ItemKind.GRENADE: "grenade",
    ItemKind.FUZE: "fuze",
    ItemKind.MISSILE_PART: "missile part",
    ItemKind.MINE: "mine",
    ItemKind.SUBMUNITION: "submunition",
    ItemKind.PACKAGING: "packaging",
    ItemKind.OTHER: "item",
}
NOT_SUPPLIER = (
    "This says who made it, not who supplied, sold, held or used it. The last lawful holder and the point of diversion are "
    "never read off a mark: they need a tracing request to the maker and the states concerned."
)
CASE_ONLY = "A head names the maker of the case. Who loaded the cartridge, and who packed it, are other questions."
CRATE_ONLY = "A label is evidence about the packaging, not about what is in it, and packaging is used again."


def hypothesis(
    key: str,
    kind: HypothesisKind,
    label: str,
    spread: tuple[float, float, float],
    *,
    country: str = "",
    producer: str = "",
    model: str = "",
    years: tuple[int, int] | None = None,
    standing: Standing = Standing.SOURCED,
) -> Hypothesis:
    """A hypothesis with its ICD 203 word. `spread`: probability, lowest and highest; held to 0..1 and to four places."""
    p, low, high = (round(min(1.0, max(0.0, x)), 4) for x in spread)
    return Hypothesis(
        id=key,
        kind=kind,
        label=label,
        probability=p,
        low=min(low, p),
        high=max(high, p),
        word=likelihood_word(p),
        country=country,
        producer=producer,
        model=model,
        years=years,
        standing=standing,
    )


def reasons(evidence: tuple[Evidence, ...], hypothesis_of: dict[str, str], limit: int = 40) -> tuple[Reason, ...]:
    """Reasons for the hypotheses shown, heaviest first. `hypothesis_of` maps a target id to the hypothesis it speaks about."""
    out: list[Reason] = []
    seen: set[tuple[str, str, str]] = set()
    for e in evidence:
        about = hypothesis_of.get(e.target.id)
        key = (e.row.pack, e.row.id, about or "")
        if about is None or key in seen:
            continue
        seen.add(key)
        out.append(
            Reason(
                rule=e.rule,
                sentence=e.sentence,
                hypothesis=about,
                weight=round(e.log_lr, 3),
                group=e.group,
                marks=e.marks,
                citations=citations(e.row),
                standing=e.standing,
                note=e.note,
            )
        )
    out.sort(key=lambda r: (-abs(r.weight), r.standing is not Standing.SOURCED, r.hypothesis, r.sentence))
    return tuple(out[:limit])


def conflicts(evidence: tuple[Evidence, ...], shelf: Shelf) -> tuple[str, ...]:
    """Every disagreement of sources that the matched rows take part in, with all its sides."""
    out: dict[str, None] = {}
    settled = {m for e in evidence if e.conflict and e.standing is Standing.SOURCED for m in e.marks}
    for e in evidence:
        if e.standing is Standing.UNVERIFIED and settled & set(e.marks):
            continue  # the sourced account of the same disagreement is shown
        if e.conflict and e.conflict in shelf.conflicts:
            row = shelf.conflicts[e.conflict]
            out[disagreement(row, shelf)] = None
    return tuple(out)


_STATE = re.compile(r"^([A-Z]{2}(?:/[A-Z]{2})*)(?: says\b|(?= claim\b))")


def disagreement(row: ConflictRow, shelf: Shelf) -> str:
    """One sentence with the question and all sides; states and sources by their names, not by their keys."""
    return f"{row.question} {'; but '.join(_side(s, row, shelf) for s in row.sides)}."


def _side(side: str, row: ConflictRow, shelf: Shelf) -> str:
    for key in row.source_ids:
        source = shelf.source(key)
        named = source.publisher or source.title or key
        side = re.sub(rf"(?<!\w){re.escape(key)}(?!\w)", named.replace("\\", ""), side)
    led = _STATE.match(side)
    if led is None or any(code not in shelf.states for code in led[1].split("/")):
        return side
    return f"{shelf.state_name(led[1])}{':' if led[0].endswith('says') else ''}{side[led.end() :]}"


def maker_name(target: Target, shelf: Shelf) -> str:
    """The name of a producer as the shelf has it, else its code and state; a state by its name."""
    if not target.producer:
        return shelf.state_name(target.country)
    named = next((r.name for r in shelf.producers.get(target.producer, ()) if r.name), "")
    return named or f"plant {target.producer.partition('-')[2]} ({shelf.state_name(target.country)})"


def limits(item: Item) -> tuple[str, ...]:
    """What the answer does not say, by kind of item."""
    if item.kind in (ItemKind.CARTRIDGE, ItemKind.CASE):
        return (CASE_ONLY, NOT_SUPPLIER)
    return (CRATE_ONLY, NOT_SUPPLIER) if item.kind is ItemKind.PACKAGING else (NOT_SUPPLIER,)


def percent(p: float) -> str:
    """Whole percent, never 0 or 100: the tool is never that sure."""
    return "<1 %" if p < 0.01 else ">99 %" if p > 0.99 else f"{p:.0%}".replace("%", " %")
