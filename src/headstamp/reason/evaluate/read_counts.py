"""What one document adds to the figures of a reader: counts under names, so that sums over documents give every share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from headstamp.core.document import Document, Span
from headstamp.core.statement import Slot, Statement, StatementKind
from headstamp.reason.evaluate.read_gold import SLOTS, Gold
from headstamp.reason.evaluate.read_match import OVERLAP, group, match, overlap, same_amount, same_dates, within


def counts(document: Document, golds: Sequence[Gold], found: Sequence[Statement]) -> Counter[str]:
    """Counts of one document. `NAME/right`, `NAME/found`, `NAME/gold`: matched, told by the reader, annotated.

    `core` takes the reader's core statements against every claim, and the core claims that they reach; `all` takes all of both.
    A claim that is not core and was read anyway is neither right to miss nor wrong to tell.
    """
    out: Counter[str] = Counter()
    mine = [s for s in found if s.core]
    pairs = match(golds, mine)
    _claims(out, "core", golds, mine, pairs)
    _claims(out, f"language:{document.language or '?'}", golds, mine, pairs)
    every = match(golds, found)
    out.update({"all/right": len(every), "all/hit": len(every), "all/found": len(found), "all/gold": len(golds)})
    matched = [(golds[i], mine[j]) for i, j in pairs.items() if golds[i].statement.core]
    for gold, statement in matched:
        _slots(out, gold.statement, statement)
        _flags(out, gold.statement, statement)
    _pairs(out, golds, mine, pairs)
    spans = [span for s in found for span in spans_of(s)]
    out["spans/gold"] += len(spans)
    out["spans/hit"] += sum(document.text[span.start : span.end] == span.text for span in spans)
    return out


def _claims(out: Counter[str], name: str, golds: Sequence[Gold], mine: Sequence[Statement], pairs: dict[int, int]) -> None:
    """Precision counts what was told (`right` of `found`), recall the core claims (`hit` of `gold`); both by kind too."""
    out[f"{name}/right"] += len(pairs)
    out[f"{name}/found"] += len(mine)
    out[f"{name}/hit"] += sum(golds[i].statement.core for i in pairs)
    out[f"{name}/gold"] += sum(g.statement.core for g in golds)
    if name != "core":
        return
    right = set(pairs.values())
    for j, s in enumerate(mine):
        out[f"kind:{s.kind.value}/found"] += 1
        out[f"kind:{s.kind.value}/right"] += j in right
    for i, g in enumerate(golds):
        if g.statement.core:
            out[f"kind:{g.statement.kind.value}/gold"] += 1
            out[f"kind:{g.statement.kind.value}/hit"] += i in pairs


def _slots(out: Counter[str], gold: Statement, found: Statement) -> None:
    for name in SLOTS:
        ours, theirs = gold.of(name), found.of(name)
        _slot(out, name, bool(ours), bool(theirs), within(theirs, ours))
    for name, a, b in (("quantity", gold.quantity, found.quantity), ("value", gold.value, found.value)):
        _slot(out, name, a is not None, b is not None, same_amount(a, b))
    _slot(out, "date", bool(gold.dates), bool(found.dates), same_dates(gold.dates, found.dates))
    voice = tuple(filter(None, (gold.voice,))), tuple(filter(None, (found.voice,)))
    _slot(out, "voice", bool(voice[0]), bool(voice[1]), within(voice[1], voice[0]))


def _slot(out: Counter[str], name: str, ours: bool, theirs: bool, same: bool) -> None:
    right = ours and theirs and same
    for part, value in (("gold", ours), ("found", theirs), ("right", right), ("hit", right)):
        out[f"slot:{name}/{part}"] += value


def _flags(out: Counter[str], gold: Statement, found: Statement) -> None:
    same = {
        "polarity": gold.polarity == found.polarity, "hedged": bool(gold.hedge) == bool(found.hedge),
        "hedge": gold.hedge == found.hedge, "realis": gold.realis is found.realis,
        "interdicted": gold.interdicted == found.interdicted,
    }  # fmt: skip
    if gold.dates and found.dates:
        same["date_role"] = gold.dates[0].role == found.dates[0].role
    for name, right in same.items():
        out[f"flag:{name}/hit"] += right
        out[f"flag:{name}/gold"] += 1


def _pairs(out: Counter[str], golds: Sequence[Gold], mine: Sequence[Statement], pairs: dict[int, int]) -> None:
    """Who to whom. Recall counts claims whose words name both; `pair_of_context` those in which an annotator knew one of them
    from elsewhere. A statement is held against its own claim; one without a claim against any that its span overlaps, because its
    kind was counted already."""
    back = {j: i for i, j in pairs.items()}
    for i, g in enumerate(golds):
        if g.statement.core and _both(g.statement):
            near = [mine[pairs[i]]] if i in pairs else [s for s in mine if overlap(g.statement.span, s.span) >= OVERLAP]
            hit = any(same_pair(g, s) for s in near)
            for name in ("pair",) if _worded(g.statement) else ("pair_of_context",):
                out[f"{name}/gold"] += 1
                out[f"{name}/hit"] += hit
    for j, s in enumerate(mine):
        if _both(s):
            claims = [golds[back[j]]] if j in back else [g for g in golds if overlap(g.statement.span, s.span) >= OVERLAP]
            out["pair/found"] += 1
            out["pair/right"] += any(same_pair(g, s) for g in claims)
            if j in back and _both(golds[back[j]].statement):
                out["pair_of_both/gold"] += 1
                out["pair_of_both/hit"] += same_pair(golds[back[j]], s)


def same_pair(gold: Gold, found: Statement) -> bool:
    """Supplier and recipient both filled and both right; the other way round too, where the claim allows it."""
    a, b = gold.statement.of("supplier"), gold.statement.of("recipient")
    x, y = found.of("supplier"), found.of("recipient")
    return (within(x, a) and within(y, b)) or (gold.either_way and within(x, b) and within(y, a))


def _both(s: Statement) -> bool:
    return bool(s.of("supplier")) and bool(s.of("recipient"))


def _worded(s: Statement) -> bool:
    return all(any(slot.how != "context" or slot.value != slot.key for slot in s.of(name)) for name in ("supplier", "recipient"))


def denied_as_supply(golds: Sequence[Gold], found: Sequence[Statement]) -> Iterator[tuple[str, str]]:
    """(claim, statement): a supply that was read as affirmed where every claim that it overlaps is a denial."""
    for s in found:
        if not s.core or group(s.kind) != "supply" or s.polarity != "affirmed":
            continue
        over = [g.statement for g in golds if overlap(g.statement.span, s.span) >= OVERLAP]
        if over and all(_no(g) for g in over):
            yield over[0].id, s.id


def _no(s: Statement) -> bool:
    return s.polarity in ("denied", "negated") or s.kind is StatementKind.DENIAL


def spans_of(s: Statement) -> Iterator[Span]:
    """Every span of a statement: its own, and those of slots, amounts, dates, voice and hedge."""
    held: Iterable[Slot | None] = (*(slot for _, slot in s.slots), s.voice)
    every = (s.span, *(slot.span for slot in held if slot), s.hedge_span, *(d.span for d in s.dates))
    amounts = (amount.span for amount in (s.quantity, s.value) if amount)
    yield from (span for span in (*every, *amounts) if span is not None)
