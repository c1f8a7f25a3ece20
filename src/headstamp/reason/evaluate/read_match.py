"""Which statement of a reader is which annotated claim: kinds of one group, spans that overlap by half, and each used once.

A sentence with five clients is five claims with one span, so that among those that fit the nearest in kind, span, parties,
polarity and words are taken first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from headstamp.core.document import Span
from headstamp.core.statement import Amount, Dated, Slot, Statement, StatementKind
from headstamp.core.text import fold
from headstamp.reason.evaluate.read_gold import Gold

K = StatementKind
GROUPS: dict[str, frozenset[StatementKind]] = {
    "supply": frozenset((K.TRANSFER, K.BROKERING, K.PROCUREMENT_ATTEMPT, K.TECHNOLOGY)),
    "movement": frozenset((K.TRANSPORT, K.CONCEALMENT)),
    "men": frozenset((K.PRESENCE, K.DEPLOYMENT, K.ASSISTANCE)),
    "figures": frozenset((K.STATISTIC, K.ESTIMATE, K.VALUE)),
    "marks": frozenset((K.MARK, K.MARK_MATCH, K.ORIGIN, K.DOCUMENTATION)),
    "blame": frozenset((K.ALLEGATION, K.ATTRIBUTION, K.INVOLVEMENT)),
    "view": frozenset((K.METHOD, K.MOTIVE, K.JUDGEMENT, K.EXPLANATION)),
}
"""Kinds that annotators and readers take for one another without being wrong about the event; every other kind stands alone."""
_GROUP = {kind: name for name, kinds in GROUPS.items() for kind in kinds}
OVERLAP = 0.5  # of the shorter span


def group(kind: StatementKind | str) -> str:
    """The group of a kind, or the kind itself."""
    kind = StatementKind(kind)
    return _GROUP.get(kind, kind.value)


def overlap(a: Span, b: Span) -> float:
    """Signs that two spans share, as a part of the shorter one."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return max(shared, 0) / min(a.end - a.start, b.end - b.start)


def fits(gold: Gold, found: Statement) -> bool:
    """Whether a statement can be this claim: same document, kind of a group that would be right, spans that overlap by half."""
    if gold.statement.document != found.document or overlap(gold.statement.span, found.span) < OVERLAP:
        return False
    return group(found.kind) in {group(kind) for kind in gold.kinds}


def match(golds: Sequence[Gold], found: Sequence[Statement]) -> dict[int, int]:
    """Place of a claim -> place of its statement, each at most once; the best pairs first, ties by the order of the text."""
    pairs = [(_likeness(g, s), i, j) for i, g in enumerate(golds) for j, s in enumerate(found) if fits(g, s)]
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if i not in taken and j not in used:
            taken[i] = j
            used.add(j)
    return taken


def _likeness(gold: Gold, found: Statement) -> float:
    s = gold.statement
    union = max(s.span.end, found.span.end) - min(s.span.start, found.span.start)
    shared = min(s.span.end, found.span.end) - max(s.span.start, found.span.start)
    value = 2.0 * (found.kind.value in gold.kinds) + shared / union + 0.5 * (s.polarity == found.polarity) + 0.1 * s.core
    for name in ("supplier", "recipient"):
        ours, theirs = s.of(name), found.of(name)
        value += 2.0 * same_any(ours, theirs) - 1.0 * (bool(ours) and bool(theirs) and not same_any(ours, theirs))
    return value + 0.7 * sum(same_any(s.of(name), found.of(name)) for name in ("items", "place", "actor", "target", "vessel"))


def same_slot(a: Slot, b: Slot) -> bool:
    """Whether two values of a field are one: the same state where both are resolved to one; else spans that meet, or words of one
    in the other."""
    if _is_state(a.key) and _is_state(b.key):
        return a.key == b.key
    if a.span and b.span and a.span.start < b.span.end and b.span.start < a.span.end:
        return True
    x, y = fold(a.words), fold(b.words)
    return bool(x and y) and (x == y or (len(min(x, y, key=len)) > 2 and (x in y or y in x)))


def same_any(a: Iterable[Slot], b: Sequence[Slot]) -> bool:
    """Whether any value of one is a value of the other."""
    return any(same_slot(x, y) for x in a for y in b)


def within(found: Sequence[Slot], gold: Sequence[Slot]) -> bool:
    """Whether a field was filled, and with nothing but values of the claim."""
    return bool(found) and all(any(same_slot(x, y) for y in gold) for x in found)


def same_amount(a: Amount | None, b: Amount | None) -> bool:
    """The same bounds to a hundredth; units are words and are not compared."""
    if a is None or b is None:
        return a is b
    return _near(a.low, b.low) and _near(a.high, b.high)


def same_dates(a: Sequence[Dated], b: Sequence[Dated]) -> bool:
    """Whether a date of one meets a date of the other: days that are common to both, or words that are."""
    for x in a:
        for y in b:
            if x.when.first and x.when.last and y.when.first and y.when.last:
                if x.when.first <= y.when.last and y.when.first <= x.when.last:
                    return True
            elif x.span and y.span and overlap(x.span, y.span) > 0:
                return True
    return False


def _near(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= 0.01 * max(abs(a), abs(b))


def _is_state(key: str) -> bool:
    return len(key) == 2 and key.isalpha() and key.isupper()
