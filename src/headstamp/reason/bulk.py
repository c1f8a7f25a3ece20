"""Many records: distinct evidence is traced once, so that the cost grows with distinct heads and not with records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from headstamp.core.finding import Finding
from headstamp.core.record import Item
from headstamp.reason.evidence import SMALL_ARMS
from headstamp.reason.trace import trace
from headstamp.reason.trace.when import latest_year
from headstamp.reference.shelf import Shelf

MAX_KEPT = 200_000  # distinct traces held at once

Key = tuple[Any, ...]


def evidence_key(item: Item, use_context: bool) -> Key:
    """What a trace depends on: two items with equal keys have equal Findings but for the subject."""
    place = item.recovery.place.country if use_context and item.kind not in SMALL_ARMS else ""
    return (item.kind, item.calibre, item.model, item.marks, item.colours, item.features, latest_year(item), place)


def trace_many(
    items: Iterable[Item], shelf: Shelf, *, use_context: bool = True, progress: Callable[[int, int], None] | None = None
) -> Iterator[tuple[Item, tuple[Finding, ...]]]:
    """(item, its Findings) in the order given; `progress(done, distinct)` is called for each item.

    The Findings are those of `trace`, to the byte; a test holds both paths equal.
    """
    kept: dict[Key, tuple[Finding, ...]] = {}
    for done, item in enumerate(items, 1):
        key = evidence_key(item, use_context)
        found = kept.get(key)
        if found is None:
            if len(kept) >= MAX_KEPT:
                kept.clear()
            found = kept[key] = trace(item, shelf, use_context=use_context)
        elif found[0].subject != item.id:
            found = tuple(f.model_copy(update={"subject": item.id}) for f in found)
        if progress:
            progress(done, len(kept))
        yield item, found
