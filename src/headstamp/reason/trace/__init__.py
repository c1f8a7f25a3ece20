"""Trace: from what was seen on one item to who made it, when, and what it is; each answer a Finding with its reasons."""

from __future__ import annotations

from headstamp.core.finding import Finding
from headstamp.core.record import Item
from headstamp.reason.trace.engine import engine_of
from headstamp.reason.trace.model import model_finding
from headstamp.reason.trace.origin import origin_finding
from headstamp.reason.trace.other import other_findings
from headstamp.reason.trace.when import newest_candidate, when_finding
from headstamp.reference.shelf import Shelf


def trace(item: Item, shelf: Shelf, *, use_context: bool = True) -> tuple[Finding, ...]:
    """Findings on one item: first who made it, then when, which model, and what else its marks say.

    `use_context=False` leaves circumstances such as the place of recovery out. Pure: the same item and shelf give the
    same bytes. Raises nothing for odd marks; what matches nothing is listed as unexplained.
    """
    return trace_with_horizon(item, shelf, use_context)[0]


def trace_with_horizon(item: Item, shelf: Shelf, use_context: bool) -> tuple[tuple[Finding, ...], int]:
    """The Findings, and the newest year they consider: for a recovery in that year or later they are the same."""
    engine = engine_of(shelf)
    evidence = engine.evidence(item)
    origin = origin_finding(item, engine, evidence, use_context=use_context)
    rest = (
        when_finding(item, engine, evidence, origin),
        model_finding(item, engine, evidence, origin),
        *other_findings(item, engine, evidence),
    )
    return (origin, *(f for f in rest if f is not None)), newest_candidate(item, evidence)


__all__ = ["trace", "trace_with_horizon"]
