"""From records to groups that share a key: one pass, an inverted index, cost linear in records and keys.

What lies in one container is one recovery, and a group needs two recoveries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from headstamp.core.record import Item, Mark, MarkRole
from headstamp.core.text import fold
from headstamp.reason.link.keys import Key, Share, code_of, item_keys, mark_keys
from headstamp.reference.rows import ModelRow
from headstamp.reference.shelf import Shelf

Progress = Callable[[int, int], None]
KEPT = 100_000  # keys of distinct marks and models remembered
TICK = 5_000


@dataclass(frozen=True, slots=True)
class Group:
    """Records (positions in the input) of at least two recoveries that share `keys`; `unplaced` of them lack the calibre
    or maker that the others state. `other` is the full mark that a partial one may be, and `share` the chance that it is
    this one and no other full mark, of the input or unseen."""

    keys: tuple[Key, ...]
    members: tuple[int, ...]
    recoveries: int
    unplaced: int = 0
    other: Key | None = None
    share: float = 1.0


class Index:
    """Records by key. `recovery[i]` is the recovery of record i; `total` the number of recoveries; `models` and
    `names` (with aliases) are the shelf's models by folded name."""

    def __init__(self, items: Sequence[Item], shelf: Shelf, progress: Progress | None = None) -> None:
        self.items, self.shelf = items, shelf
        self.recovery, self.total = _recoveries(items)
        self.postings: dict[Key, int | list[int]] = {}
        self._marks: dict[Hashable, tuple[Key, ...]] = {}
        self._looks: dict[Hashable, tuple[Key, ...]] = {}
        self.models = _by_fold((row.model, row) for row in shelf.tables.models)
        self.names = _by_fold((name, row) for row in shelf.tables.models for name in (row.model, *row.aliases))
        self._calibres: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        for i, item in enumerate(items):
            for key in self.keys(item):
                self._add(key, i)
            if progress and i % TICK == 0:
                progress(i, len(items))
        self._marks.clear()
        self._looks.clear()

    def _add(self, key: Key, i: int) -> None:
        found = self.postings.get(key)
        if found is None:
            self.postings[key] = i
        elif isinstance(found, int):
            self.postings[key] = [found, i]
        else:
            found.append(i)

    def keys(self, item: Item) -> tuple[Key, ...]:
        """All keys of one record, each once."""
        out: dict[Key, None] = {}
        for mark in item.marks:
            seen = (mark.role, mark.text, mark.state, item.kind if mark.role is MarkRole.SERIAL else None)
            found = self._marks.get(seen)
            if found is None:
                found = _remember(self._marks, seen, mark_keys(mark, item.kind))
            out.update(dict.fromkeys(found))
        if looks := _looks_of(item):
            known = self._looks.get(looks)
            if known is None:
                known = _remember(self._looks, looks, item_keys(item, self.shelf, self.names))
            out.update(dict.fromkeys(known))
        return tuple(out)

    def positions(self, key: Key) -> tuple[int, ...]:
        """Records that hold this key, in the order of the input."""
        found = self.postings[key]
        return (found,) if isinstance(found, int) else tuple(found)

    def recoveries(self, members: Sequence[int]) -> int:
        """How many recoveries the records come from."""
        return len({self.recovery[i] for i in members})

    def calibre(self, i: int) -> str:
        """The shelf's name for the calibre of record i, remembered."""
        text = self.items[i].calibre
        if text not in self._calibres:
            self._calibres[text] = self.shelf.canonical_calibre(text)
        return self._calibres[text]

    def code(self, i: int) -> str:
        """The maker's code on the head of record i, or an empty string."""
        for mark in self.items[i].marks:
            if mark.role is MarkRole.HEADSTAMP:
                return self._code(mark)
        return ""

    def _code(self, mark: Mark) -> str:
        if mark.text not in self._codes:
            self._codes[mark.text] = code_of(mark)
        return self._codes[mark.text]

    def agreed(self, group: Group) -> bool:
        """Lots: two recoveries or more state one maker's code. Serials: every record states one and the same model."""
        if any(k[0] is Share.SERIAL for k in group.keys):
            models = {self.items[i].model.strip().casefold() for i in group.members}
            return len(models) == 1 and "" not in models
        return self.recoveries([i for i in group.members if self.code(i)]) > 1

    def groups(self) -> Iterator[Group]:
        """Every group of two recoveries or more; groups with the same records are one, with all their keys."""
        merged: dict[tuple[tuple[int, ...], int], list[Key]] = defaultdict(list)
        for key, found in self.postings.items():
            if isinstance(found, int):
                continue
            for members, unplaced in self.split(key[0], tuple(found)):
                merged[members, unplaced].append(key)
        for (members, unplaced), keys in merged.items():
            yield Group(tuple(sorted(keys)), members, self.recoveries(members), unplaced)

    def split(self, share: Share, members: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], int]]:
        """Records apart by calibre (heads and lots) and by maker's code (lots), with the number that state neither.

        Records that do not state it go with the others only where these agree.
        """
        steps = {Share.LOT: (self.calibre, self.code), Share.HEAD: (self.calibre,), Share.CODE: (self.calibre,)}
        parts = [(members, 0)]
        for step in steps.get(share, ()):
            parts = [(sub, lost + more) for part, lost in parts for sub, more in _apart(part, step)]
        for part, lost in parts:
            if len(part) > 1 and self.recoveries(part) > 1:
                yield part, lost


def _apart(members: tuple[int, ...], step: Callable[[int], str]) -> list[tuple[tuple[int, ...], int]]:
    by_context: dict[str, list[int]] = defaultdict(list)
    for i in members:
        by_context[step(i)].append(i)
    unknown = by_context.get("", [])
    if len(by_context) - bool(unknown) <= 1:
        return [(members, len(unknown) if len(by_context) > 1 else 0)]
    return [(tuple(found), 0) for found in by_context.values()]


def _by_fold(named: Iterable[tuple[str, ModelRow]]) -> dict[str, tuple[ModelRow, ...]]:
    found: dict[str, list[ModelRow]] = defaultdict(list)
    for name, row in named:
        found[fold(name)].append(row)
    return {name: tuple(rows) for name, rows in found.items()}


def _looks_of(item: Item) -> Hashable:
    """What `item_keys` depends on; empty where a record can have none."""
    texts = tuple(m.text for m in item.marks if m.role is MarkRole.MARK)
    if not (item.model or item.features or texts or item.kind.value not in ("cartridge", "case", "weapon", "packaging")):
        return ()
    states = tuple(m.state for m in item.marks if m.role is MarkRole.MARK)
    return (item.kind, item.model, item.features, item.calibre, texts, states)


def _remember(kept: dict[Hashable, tuple[Key, ...]], seen: Hashable, found: tuple[Key, ...]) -> tuple[Key, ...]:
    if len(kept) >= KEPT:
        kept.clear()
    kept[seen] = found
    return found


def _recoveries(items: Sequence[Item]) -> tuple[list[int], int]:
    """The recovery of each record: its outermost container; a record outside any container is one by itself."""
    inside = {item.id: item.within for item in items if item.within}
    containers = set(inside.values())
    numbers: dict[str, int] = {}
    out: list[int] = []
    following = 0
    for item in items:
        if not item.within and item.id not in containers:
            out.append(following)
            following += 1
            continue
        root, seen = item.within or item.id, {item.id}
        while root in inside and root not in seen:
            seen.add(root)
            root = inside[root]
        if root in seen:  # containers in a circle
            root = min(seen)
        if root not in numbers:
            numbers[root] = following
            following += 1
        out.append(numbers[root])
    return out, following
