"""Under which line of each table a traced record falls."""

from __future__ import annotations

from headstamp.core.claim import Standing
from headstamp.core.finding import Basis, Finding, Hypothesis, HypothesisKind
from headstamp.core.record import Item
from headstamp.reason.profile.model import Category, RowKind
from headstamp.reason.trace.rollup import LOOKALIKE_RATIO
from headstamp.reference.shelf import Shelf

NO_BASIS = Category(RowKind.UNKNOWN, "", "no basis")
NOT_AS_MADE = Category(RowKind.UNKNOWN, "not-as-made", "marks removed or false")
NO_CALIBRE = Category(RowKind.UNKNOWN, "", "calibre not recorded")
NO_YEAR = Category(RowKind.UNKNOWN, "", "year not read")
PART_YEAR = Category(RowKind.UNKNOWN, "part", "year read in part")
NO_PRODUCER = Category(RowKind.UNKNOWN, "", "country only, producer not told")
NOT_RECORDED = Category(RowKind.UNKNOWN, "not-recorded", "read, but in no record")
NOT_MET = Category(RowKind.UNKNOWN, "not-met", "met on no head read in the frame")
SETTLED = 0.5  # a producer below this is not counted as the answer
MAX_READINGS = 3  # more years than these are a year read in part
MIN_MEMBER = 0.05  # of a look-alike set, as in the origin Finding


def country(finding: Finding) -> Category:
    """The country of an origin Finding, its look-alike set, or why there is none."""
    if finding.hypotheses and finding.top.kind is HypothesisKind.NOT_AS_MADE:
        return NOT_AS_MADE
    if finding.basis is Basis.CANNOT_DISTINGUISH:
        return _set([h.country for h in _near(finding)])
    named = next((h for h in finding.hypotheses if h.kind is HypothesisKind.COUNTRY), None)
    if named is None or finding.abstains:
        return NO_BASIS
    return _one(named, named.country, named.label)


def producer(finding: Finding) -> Category:
    """The producer, where one carries at least half of the probability; look-alike sets stay sets of countries."""
    home = country(finding)
    if home.kind in (RowKind.UNKNOWN, RowKind.LOOK_ALIKE):
        return home
    best = _producer(finding)
    return _one(best, best.producer, f"{best.label} ({best.country})") if best else NO_PRODUCER


def calibre(item: Item, shelf: Shelf) -> Category:
    """The calibre as recorded, under the shelf's name for it."""
    name = shelf.canonical_calibre(item.calibre)
    return Category(RowKind.ANSWER, name, name) if name else NO_CALIBRE


def year(when: Finding | None, origin: Finding, *, decade: bool = False) -> Category:
    """The year (or decade) that the Finding on the year gives; two or three readings are a look-alike set.

    `when` is None where no mark can be a date. An unverified maker's layout makes an unverified year.
    """
    dated = [h for h in when.hypotheses if h.years] if when else []
    near = [h for h in dated if h.probability >= max(MIN_MEMBER, LOOKALIKE_RATIO * dated[0].probability)]
    readings = sorted({y // 10 * 10 if decade else y for h in near for y in (h.years or ())})
    if not near or sum(h.probability for h in near) < SETTLED:
        return NO_YEAR
    if len(readings) > MAX_READINGS:
        return PART_YEAR
    label = " or ".join(f"{y}s" if decade else f"{y}" for y in readings)
    if len(readings) > 1:
        return Category(RowKind.LOOK_ALIKE, label.replace(" or ", "+"), label)
    loose = not origin.abstains and all(h.standing is Standing.UNVERIFIED for h in _near(origin))
    return Category(RowKind.UNVERIFIED if loose else RowKind.ANSWER, label, f"{label} (UNVERIFIED)" if loose else label)


def _producer(finding: Finding) -> Hypothesis | None:
    """The leading producer, where it carries at least half."""
    found = [h for h in finding.hypotheses if h.kind is HypothesisKind.PRODUCER and h.probability >= SETTLED]
    return found[0] if found else None


def _near(finding: Finding) -> list[Hypothesis]:
    """The countries that an origin Finding cannot tell apart (the rule of trace.rollup)."""
    named = [h for h in finding.hypotheses if h.kind is HypothesisKind.COUNTRY]
    return [h for h in named if h.probability >= max(MIN_MEMBER, LOOKALIKE_RATIO * named[0].probability)]


def _set(codes: list[str]) -> Category:
    ordered = sorted(set(codes))
    return Category(RowKind.LOOK_ALIKE, "+".join(ordered), " or ".join(ordered))


def _one(hypothesis: Hypothesis, key: str, label: str) -> Category:
    loose = hypothesis.standing is Standing.UNVERIFIED
    return Category(RowKind.UNVERIFIED if loose else RowKind.ANSWER, key, f"{label} (UNVERIFIED)" if loose else label)
