"""Whom to ask: only States and makers that sourced evidence names. Where the marks tell nothing, a panel may still know."""

from __future__ import annotations

from collections.abc import Sequence

from headstamp.core.claim import Standing
from headstamp.core.finding import Basis, Finding, Hypothesis, HypothesisKind
from headstamp.reason.request.model import Addressee, Offer, To
from headstamp.reference.shelf import Shelf

NEAR = 0.3  # of the leading state: a state as likely as this shares the evidence
MAKER = 0.5  # a maker is asked where it is at least as likely as not
NAMELESS = "plant known only by its code"
_PANEL = Addressee(kind=To.PANEL)
INSTEAD = "ask a panel (--to panel), or find more first (headstamp request shots)"


def origin_of(findings: Sequence[Finding]) -> Finding:
    """The Finding on who made the item, or whose packaging it is. Raises ValueError where there is none."""
    for finding in findings:
        if any(h.kind in (HypothesisKind.COUNTRY, HypothesisKind.NONE_KNOWN) for h in finding.hypotheses):
            return finding
    raise ValueError("none of these findings says who made the item")


def offer(origin: Finding, shelf: Shelf) -> Offer:
    """Everybody whom `origin` allows to ask, the panel last. Unverified rows open no door: what leads by them alone is refused
    in words. States that ended are replaced by those that the plant, else the state, passed to."""
    sides = _sides(origin)
    if not sides:
        return Offer(addressees=(_PANEL,), refused=(f"the marks name no maker: “{origin.answer}”; {INSTEAD}",))
    refused = [
        f"{h.label} leads by unverified rows alone (general knowledge, no page was read), and nobody is asked on such rows; "
        f"{INSTEAD}"
        for h in sides
        if h.standing is not Standing.SOURCED
    ]
    found: list[Addressee] = []
    for side in (h for h in sides if h.standing is Standing.SOURCED):
        makers = _makers(side, origin)
        settled = origin.basis is Basis.STRONG and not (origin.conflicts and _rivals(side, origin))
        facts = {"made_in": side.label, "established": settled, "shared": len(sides) > 1}
        states = _today(side, makers, shelf)
        found += [Addressee(kind=To.STATE, state=s, label=shelf.state_name(s), **facts) for s in states]
        named = [h for h in makers if not h.label.startswith(NAMELESS)]
        found += [
            Addressee(kind=To.MANUFACTURER, label=h.label, maker=h.label, state=states[0] if len(states) == 1 else "", **facts)
            for h in named
        ]
        if not named:
            refused.append(f"no maker in {side.label} is named by a sourced row; ask the State (--to state)")
    unique = tuple({(a.kind, a.state, a.maker): a for a in found}.values())
    return Offer(addressees=(*unique, _PANEL), refused=tuple(refused))


def _sides(origin: Finding) -> tuple[Hypothesis, ...]:
    """The states that the Finding leads to: one, or all that share the evidence; none where it abstains or leads to nobody."""
    states = [h for h in origin.hypotheses if h.kind is HypothesisKind.COUNTRY]
    if origin.basis is Basis.CANNOT_DISTINGUISH:
        best = max((h.probability for h in states), default=0.0)
        return tuple(h for h in states if h.probability >= NEAR * best)
    if origin.abstains or origin.top.kind is not HypothesisKind.COUNTRY:
        return ()
    return (origin.top,)


def _rivals(side: Hypothesis, origin: Finding) -> bool:
    """True where the Finding keeps another state beside this one, however small."""
    return any(h.kind is HypothesisKind.COUNTRY and h.id != side.id for h in origin.hypotheses)


def _makers(side: Hypothesis, origin: Finding) -> tuple[Hypothesis, ...]:
    """Makers of a state that sourced rows name and that are at least as likely as not, given the state."""
    states = set(side.country.split("/"))
    return tuple(
        h
        for h in origin.hypotheses
        if h.kind is HypothesisKind.PRODUCER
        and h.standing is Standing.SOURCED
        and states & set(h.country.split("/"))
        and h.probability >= MAKER * side.probability
    )


def _today(side: Hypothesis, makers: Sequence[Hypothesis], shelf: Shelf) -> tuple[str, ...]:
    """States of today: where the makers' plants stand by sourced rows, else the state itself, else all that it passed to."""
    codes = side.country.split("/")
    plants = [
        code
        for maker in makers
        for row in shelf.producers.get(maker.producer, ())
        if row.standing is Standing.SOURCED
        for code in row.country.split("/")
        if not _ended(code, shelf)
    ]
    kept = [code for code in codes if not _ended(code, shelf)]
    passed = [after for code in codes if _ended(code, shelf) for after in shelf.states[code].successors]
    return tuple(dict.fromkeys(plants or kept or passed))


def _ended(code: str, shelf: Shelf) -> bool:
    return code in shelf.states and bool(shelf.states[code].successors)
