"""Many records: distinct evidence is traced once, so that the cost grows with distinct heads and not with records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, overload

from headstamp.core.finding import Finding
from headstamp.core.record import Item
from headstamp.reason.evidence import SMALL_ARMS
from headstamp.reason.trace import trace_with_horizon
from headstamp.reason.trace.when import latest_year
from headstamp.reference.shelf import Shelf

MAX_KEPT = 200_000  # distinct traces held at once

Key = tuple[Any, ...]


class Shared(Sequence[Finding]):
    """The Findings of one trace, on another item with the same evidence: each is renamed when it is asked for."""

    __slots__ = ("_found", "_subject")

    def __init__(self, found: tuple[Finding, ...], subject: str) -> None:
        self._found, self._subject = found, subject

    def __len__(self) -> int:
        return len(self._found)

    @property
    def alike(self) -> tuple[Finding, ...]:
        """The Findings of the first item with this evidence, for readers to whom the subject does not matter."""
        return self._found

    @overload
    def __getitem__(self, index: int) -> Finding: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Finding, ...]: ...

    def __getitem__(self, index: int | slice) -> Finding | tuple[Finding, ...]:
        if isinstance(index, slice):
            return tuple(f.about(self._subject) for f in self._found[index])
        return self._found[index].about(self._subject)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash((self._subject, id(self._found)))


def evidence_key(item: Item, use_context: bool) -> Key:
    """What a trace depends on apart from the year of recovery: equal keys give equal Findings but for the subject, as
    long as the recovery rules out no year that the marks may mean."""
    place = item.recovery.place.country if use_context and item.kind not in SMALL_ARMS else ""
    return (item.kind, item.calibre, item.model, item.marks, item.colours, item.features, place)


def trace_many(
    items: Iterable[Item], shelf: Shelf, *, use_context: bool = True, progress: Callable[[int, int], None] | None = None
) -> Iterator[tuple[Item, Sequence[Finding]]]:
    """(item, its Findings) in the order given; `progress(done, distinct)` is called for each item.

    The Findings are those of `trace`, to the byte; a test holds both paths equal.
    """
    newest: dict[Key, int] = {}
    kept: dict[tuple[Key, int], tuple[Finding, ...]] = {}
    for done, item in enumerate(items, 1):
        key, latest = evidence_key(item, use_context), latest_year(item)
        held = (key, min(latest, newest.get(key, latest)))
        found = kept.get(held)
        if found is None:
            if len(kept) >= MAX_KEPT:
                kept.clear()
                newest.clear()
            found, newest[key] = trace_with_horizon(item, shelf, use_context)
            kept[key, min(latest, newest[key])] = found
        if progress:
            progress(done, len(kept))
        yield item, found if found[0].subject == item.id else Shared(found, item.id)
