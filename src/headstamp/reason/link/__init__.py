"""Link: which recoveries share lots, codes and marks, how rare what they share is, and the honest grade of each link."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nsmallest
from itertools import chain

from headstamp.core.finding import Finding
from headstamp.core.record import Item
from headstamp.reason.link.build import finding
from headstamp.reason.link.groups import Group, Index, Progress
from headstamp.reason.link.partial import partial_groups
from headstamp.reason.link.rank import score
from headstamp.reason.link.rules import LINK_RULES
from headstamp.reason.trace.engine import engine_of
from headstamp.reference.shelf import Shelf


def link(items: Iterable[Item], shelf: Shelf, *, top: int = 100, progress: Progress | None = None) -> tuple[Finding, ...]:
    """Findings on groups of records that share marks, those with the rarest shared marks first, at most `top`.

    Hypotheses are grades: same lot; same producer and year; same family, link not shown; no link shown; and, for a serial
    number, same item recorded twice or a repeated number. What lies in one container is one recovery. Cost is linear in
    records and distinct marks; `progress(done, total)` counts records. Pure; raises ValueError where `top` is below 1.
    """
    if top < 1:
        raise ValueError(f"top counts links and is at least 1, not {top}")
    index = Index(tuple(items), shelf, progress)
    ids = [item.id for item in index.items]
    found: Iterable[tuple[float, Group]] = ((score(g, index), g) for g in chain(index.groups(), partial_groups(index)))
    best = nsmallest(top, found, key=lambda pair: (-round(pair[0], 9), min(ids[i] for i in pair[1].members), pair[1].keys))
    engine = engine_of(shelf)
    out = tuple(finding(group, index, engine) for _, group in best)
    out = tuple(sorted(out, key=lambda f: f.top.id == "no-link"))  # in their order, those that show nothing last
    if progress:
        progress(len(ids), len(ids))
    return out


__all__ = ["LINK_RULES", "link"]
