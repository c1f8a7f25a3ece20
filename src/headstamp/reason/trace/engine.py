"""One shelf made ready for tracing: the channel and what can be counted once. Holds no state but its memory."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

from headstamp.core.claim import Standing
from headstamp.core.notation import tokens
from headstamp.core.record import Item, MarkRole, MarkState
from headstamp.reason.channel import Channel
from headstamp.reason.evidence import SMALL_ARMS, Evidence, Target, calibre_weight, voices
from headstamp.reason.trace.looks import colour_code, named_model, removed_signs, script_of_marks, visible_feature
from headstamp.reason.trace.marks import from_marks
from headstamp.reason.weigh import OUTRANKED_SHARE, UNMATCHED, UNMATCHED_ELSEWHERE, UNREAD, WORN, Belief, Support, weigh
from headstamp.reference.rows import MarkRow, Row
from headstamp.reference.shelf import Shelf

MIN_FIELD = 12.0


@dataclass
class Engine:
    """A shelf with its channel; `of(shelf)` keeps one per shelf for as long as the shelf lives."""

    shelf: Shelf
    channel: Channel = field(init=False)
    _field: dict[tuple[bool, str, str], float] = field(default_factory=dict)
    _voices: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    observables: dict[tuple[str, str], tuple[Any, ...]] = field(default_factory=dict)
    """By kind and calibre, what could be looked for on such an item; filled by `reason.propose`."""

    def __post_init__(self) -> None:
        self.channel = Channel(self.shelf)

    def evidence(self, item: Item) -> tuple[Evidence, ...]:
        """Everything on the shelf that something on the item matches, in a fixed order."""
        calibre = self.shelf.canonical_calibre(item.calibre)
        found = list(from_marks(item, self.channel, self.bounds))
        if item.features or item.colours or (item.calibre and item.kind not in SMALL_ARMS):
            found += visible_feature(item, self.shelf, calibre)
            found += colour_code(item, self.shelf, calibre)
        found += named_model(item, self.shelf)
        found += script_of_marks(item, self.shelf)
        return tuple(sorted(found, key=lambda e: (e.group, -e.log_lr, e.row.pack, e.row.id, e.target)))

    def belief(
        self, item: Item, evidence: tuple[Evidence, ...], questions: frozenset[str]
    ) -> tuple[Belief, dict[Target, list[Support]]]:
        """Who made (packed, declared ...) the item: probabilities, and the supports of each target."""
        calibre = self.shelf.canonical_calibre(item.calibre)
        asked = [e for e in evidence if e.question in questions and e.target.country]
        targets = sorted({e.target for e in asked if e.log_lr > 0})
        supports = {t: self._supports(t, asked, calibre) for t in targets}
        flagged = removed_signs(item)
        heads = [m for m in item.marks if m.role is MarkRole.HEADSTAMP]
        blank = bool(heads) and all(m.text == "" and m.state is MarkState.AS_MADE for m in heads)
        size = self.field_size(item, calibre, questions)
        unmatched = self._unmatched(item, asked)
        return weigh(supports, field_size=size, unmatched=unmatched, flagged=flagged, blank=blank), supports

    def _unmatched(self, item: Item, asked: list[Evidence]) -> float:
        """How possible the known makers stay whose rows match nothing here."""
        heads = [t for m in item.marks if m.role is MarkRole.HEADSTAMP for t in tokens(m.text)]
        if item.kind in SMALL_ARMS and heads:
            worn = 1 - min(m.legibility for m in item.marks if m.role is MarkRole.HEADSTAMP)
            return UNREAD if any(t.kind in ("any", "gap") for t in heads) else max(UNMATCHED, WORN * worn)
        if all(e.rule == "blank_head" for e in asked):
            return UNREAD
        return UNMATCHED_ELSEWHERE if any(e.log_lr > 0 for e in asked) else UNREAD

    def _supports(self, target: Target, asked: list[Evidence], calibre: str) -> list[Support]:
        held = [e for e in asked if e.log_lr > 0 and e.rule != "named_model" and e.target.covers(target)]
        loose = bool(held) and all(e.standing is Standing.UNVERIFIED for e in held)  # a name does not verify them
        out = [
            Support(
                e.group,
                e.log_lr,
                self._certainty(e, asked),
                self.voices(e.row),
                e.row.standing,
                attribution=e.log_lr > 0 and not (loose and e.rule == "named_model"),
                contested=e.conflict in self.shelf.contested,
                guessed=not e.exact or not e.fixed,
            )
            for e in asked
            if e.target.covers(target)
        ]
        weight = calibre_weight(self._calibres(target, asked), calibre)
        if weight > 0 and all(e.rule == "blank_head" for e in asked if e.target.covers(target)):
            weight = 0.0  # a blank head in a calibre that is seldom made still proves nothing
        if weight:
            out.append(Support("calibre", weight, 1.0, frozenset(), asked[0].row.standing, attribution=False))
        return out

    def _certainty(self, e: Evidence, asked: list[Evidence]) -> float:
        """The row's certainty; less where a pack laid above ours (an agency's own) reads the very same code otherwise."""
        if self.priorities and any(self._outranks(other, e) for other in asked):
            return e.row.certainty * OUTRANKED_SHARE
        return e.row.certainty

    def _outranks(self, other: Evidence, e: Evidence) -> bool:
        if self.priorities[other.row.pack] <= self.priorities[e.row.pack] or other.standing is not Standing.SOURCED:
            return False
        same = other.exact and other.marks == e.marks and bool(_code(other.row) & _code(e.row))
        return same and not other.target.covers(e.target) and not e.target.covers(other.target)

    @cached_property
    def priorities(self) -> dict[str, int]:
        """Priority of each pack, where sourced rows stand on more than one level; empty for the shipped packs alone."""
        levels = {p.priority for p in self.shelf.packs if p.standing == Standing.SOURCED.value}
        return {p.id: p.priority for p in self.shelf.packs} if len(levels) > 1 else {}

    def _calibres(self, target: Target, asked: list[Evidence]) -> frozenset[str]:
        rows = [c for e in asked if e.target == target for c in getattr(e.row, "calibres", ())]
        return frozenset(rows) | self.producer_calibres.get(target.producer, frozenset())

    def voices(self, row: Row) -> frozenset[str]:
        """Publishers behind a row, remembered."""
        key = (row.pack, row.id)
        if key not in self._voices:
            self._voices[key] = voices(row, self.shelf)
        return self._voices[key]

    @cached_property
    def states_with_heads(self) -> frozenset[str]:
        """States of which the shelf holds at least one case head."""
        return frozenset(s for r in self.shelf.tables.marks if "headstamp" in r.surface for s in r.country.split("/"))

    @cached_property
    def bounds(self) -> dict[str, tuple[int | None, int | None]]:
        """First and last year of production per producer, where a pack states them; years seen in finds bound nothing."""
        found: dict[str, tuple[int | None, int | None]] = {}
        for key, rows in self.shelf.producers.items():
            stated = [r for r in rows if r.period == "production"]  # an end one pack leaves open, the next may state
            first = next((r.first_year for r in stated if r.first_year), None)
            last = next((r.last_year for r in stated if r.last_year), None)
            if first or last:
                found[key] = (first, last)
        return found

    @cached_property
    def producer_calibres(self) -> dict[str, frozenset[str]]:
        """Calibres of each producer over all packs."""
        found: dict[str, set[str]] = defaultdict(set)
        for key, rows in self.shelf.producers.items():
            for row in rows:
                found[key] |= row.calibres
        return {key: frozenset(value) for key, value in found.items()}

    def field_size(self, item: Item, calibre: str, questions: frozenset[str]) -> float:
        """How many makers the shelf knows for this kind and calibre: the width of the field before a mark is read."""
        small = item.kind in SMALL_ARMS
        key = (small, calibre if small else item.kind.value, ",".join(sorted(questions)))
        if key not in self._field:
            self._field[key] = max(MIN_FIELD, self._small_arms(calibre) if small else self._countries(item.kind.value))
        return self._field[key]

    def _small_arms(self, calibre: str) -> float:
        makers = {r.producer for r in self.shelf.tables.marks if "headstamp" in r.surface and r.producer}
        total = 0.0
        for producer in makers:
            listed = self.producer_calibres.get(producer, frozenset())
            total += 1.0 if not calibre or calibre in listed else 0.3 if not listed else 0.08
        return total

    def _countries(self, kind: str) -> float:
        tables = self.shelf.tables
        found = {m.country for m in tables.models if m.kind == kind}
        found |= {m.country for m in tables.marks if kind in m.kinds and m.question == "made"}
        found |= {f.country for f in tables.features if kind in f.kinds}
        return float(len(found - {""}))


def _code(row: Row) -> frozenset[str]:
    anchor = row.pattern.anchor if isinstance(row, MarkRow) else None
    return frozenset(t.text for t in anchor.literals) if anchor else frozenset()


_ENGINES: WeakKeyDictionary[Shelf, Engine] = WeakKeyDictionary()


def engine_of(shelf: Shelf) -> Engine:
    """The engine of a shelf, built at first use."""
    if shelf not in _ENGINES:
        _ENGINES[shelf] = Engine(shelf)
    return _ENGINES[shelf]
