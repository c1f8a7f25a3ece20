"""Which pairs of statements are worth comparing: those that share a key. Never all with all.

Keys: state pair and kind, state with goods or month, a named ship, place, firm, person or mark, unit with number, kind of
payment, the false description, runs of words (by least hashes, Broder 1997), and neighbours in one text. A key that stands in
more than `BLOCK` statements compares each only with its neighbours by date, so that the work grows with the number of
statements.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from headstamp.reason.corroborate.facts import DENIAL_REACH, Facts
from headstamp.reason.corroborate.weights import BLOCK, NEXT, WINDOW

HASHES = 3
_WIDE = frozenset(("arms",))  # sorts that tell nothing
ACCOUNT_REACH = 8  # statements before and after an explanation that it may explain


def candidates(facts: Sequence[Facts]) -> list[tuple[int, int]]:
    """Pairs of places in `facts`, each once, smaller first, sorted."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for i, fact in enumerate(facts):
        for key in set(_keys(fact)):
            blocks[key].append(i)
    found: set[tuple[int, int]] = set()
    for members in blocks.values():
        found.update(_within(members, facts))
    found.update(_beside(facts))
    return sorted(found)


def _keys(f: Facts) -> Iterator[str]:
    month = f"{f.first:%Y-%m}" if f.first and f.days <= 62 else ""
    pair = "+".join(sorted(f.states)[:3]) if len(f.states) > 1 else ""
    if pair:
        yield f"pair {pair}"
        yield f"pair {pair} {f.group}"
    for state in f.states:
        yield from (f"goods {state} {sort}" for sort in f.sorts)
        if month:
            yield f"month {state} {month}"
        if f.denial:
            yield f"denial {state}"
    if f.group == "move":
        yield from (f"carrier {state} {carrier}" for carrier in f.carriers for state in f.states | f.places)
    yield from (f"name {name}" for name in f.named)
    yield from (f"scene {name} {f.group}" for name in f.scene)
    yield from (f"story {name} {f.group}" for name in f.story)
    yield from (f"told {state} {f.group}" for state in f.all_states)
    yield f"text {f.statement.document} {'denial' if f.stance < 0 else f.group}"
    if f.stance < 0 and f.group != "denial":
        yield f"text {f.statement.document} {f.group}"
    yield from (f"text {f.statement.document} {f.group} {carrier}" for carrier in f.carriers)
    if f.unit and f.amount is not None:
        yield f"count {f.unit} {f.amount.low or f.amount.high:g}"
        if month or f.said:
            yield f"unit {f.unit} {month or f'{f.said:%Y-%m}'}"
    yield from (f"pay {kind} {state}" for kind in f.paid for state in f.states or {""})
    yield from (f"pay {kind} {f.group}" for kind in f.paid)
    yield from (f"cover {kind}" for kind in f.declared)
    if f.group in ("list", "own", "origin", "mark") and f.first and f.days <= 366:
        yield f"{f.group} {f.first:%Y}"
    if month:
        yield from (f"place {state} {month} {f.group}" for state in f.places)
    if f.first and f.days <= 3:
        yield f"day {f.first} {f.group}"
    yield from (f"side {state} {f.group}" for state in f.suppliers | f.recipients)
    if f.group in ("origin", "mark"):
        yield from (f"side {state} {f.group}" for state in f.states)
    yield from (f"sort {sort} {f.group}" for sort in f.sorts - _WIDE)
    if f.account or f.group in ("origin", "mark", "supply"):
        yield from (f"account {sort}" for sort in f.sorts - _WIDE)
    yield from (f"words {h}" for h in sorted(zlib.crc32(s.encode()) for s in f.shingles)[:HASHES])


def _within(members: Sequence[int], facts: Sequence[Facts]) -> Iterator[tuple[int, int]]:
    if len(members) <= BLOCK:
        yield from ((a, b) for n, a in enumerate(members) for b in members[n + 1 :])
        return
    ordered = sorted(members, key=lambda i: (facts[i].first or facts[i].said or date.min, facts[i].id))
    for n, a in enumerate(ordered):
        yield from ((min(a, b), max(a, b)) for b in ordered[n + 1 : n + 1 + WINDOW])


def _beside(facts: Sequence[Facts]) -> Iterator[tuple[int, int]]:
    """Neighbours in one text; an explanation and a bare denial reach further."""
    texts: dict[str, list[int]] = defaultdict(list)
    for i, fact in enumerate(facts):
        texts[fact.statement.document].append(i)
    for members in texts.values():
        members.sort(key=lambda i: facts[i].at)
        for n, a in enumerate(members):
            fact = facts[a]
            reach = ACCOUNT_REACH if fact.account else DENIAL_REACH if fact.denial and len(fact.states) < 2 else NEXT
            for b in members[max(0, n - reach) : n]:
                yield (min(a, b), max(a, b))
            if fact.account:
                yield from ((min(a, b), max(a, b)) for b in members[n + 1 : n + 1 + reach])
