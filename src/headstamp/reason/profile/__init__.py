"""An ammunition profile of a seizure: traced records counted by country, producer, calibre and year.

The form follows the ammunition profiles of the Small Arms Survey: what was counted, with unknowns, look-alikes and
answers that rest on unverified rows alone in lines apart. Nothing is extrapolated without a sampling frame.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace

from headstamp.core.finding import Finding
from headstamp.core.record import Item, ItemKind
from headstamp.reason.bulk import evidence_key
from headstamp.reason.evidence import SMALL_ARMS
from headstamp.reason.profile import categories
from headstamp.reason.profile.frames import Stratum, frame_key, rounds_read, strata
from headstamp.reason.profile.interval import Interval, add, count_in_lot
from headstamp.reason.profile.model import AmmunitionProfile, Category, ProfileRow, ProfileTable, RowKind
from headstamp.reason.trace.build import CASE_ONLY, NOT_SUPPLIER, VERSION
from headstamp.reason.trace.engine import engine_of
from headstamp.reason.trace.when import when_finding
from headstamp.reference.shelf import Shelf

NOT_ROUNDS = frozenset({ItemKind.WEAPON, ItemKind.PACKAGING, ItemKind.MISSILE_PART})
TITLES = {"country": "Country of the maker", "producer": "Producer", "calibre": "Calibre as recorded",
          "year": "Year marked", "decade": "Decade marked"}  # fmt: skip
_ORDER = {kind: i for i, kind in enumerate(RowKind)}

FRAMED = (
    "Estimates cover only records with a sampling frame; intervals are 95 %, and leave the doubt about each answer itself out."
)
UNFRAMED = (
    "No record says how many rounds were seen beside those read, so nothing is extrapolated: shares are of the rounds read."
)

Record = tuple[int, tuple[Category, ...]]  # rounds read; one category for each table


def profile(pairs: Iterable[tuple[Item, Finding]], shelf: Shelf) -> AmmunitionProfile:
    """Count records by the answers of their origin Findings (the first Finding of `trace`).

    Weapons, packaging and missile parts are left out and counted. Rounds are heads read (`Frame.read`), else the
    quantity, else one. Estimates cover the records with a frame (`read` of `seen`), each frame on its own, summed over
    the frames in which an answer was met.
    Pure: equal pairs in equal order give an equal profile.
    """
    records: list[Record] = []
    framed: dict[Hashable, tuple[tuple[int, int, str], list[tuple[int, int]]]] = {}
    left_out = uncounted = 0
    dates = _Dates(shelf)
    for item, finding in pairs:
        if item.kind in NOT_ROUNDS:
            left_out += 1
            continue
        rounds = rounds_read(item)
        uncounted += item.quantity is None and item.frame.read is None
        key = frame_key(item)
        if key is not None:
            frame = (item.frame.read or 0, item.frame.seen or 0, item.frame.method)
            framed.setdefault(key, (frame, []))[1].append((len(records), rounds))
        records.append((rounds, _categories(item, finding, dates.finding(item, finding), shelf)))
    frames = [s for frame, members in framed.values() for s in strata(frame, members)]
    tables = tuple(_table(name, i, records, frames) for i, name in enumerate(TITLES))
    loose = sum(not s.random for s in frames)
    limits = _limits(frames, loose, uncounted, left_out)
    return AmmunitionProfile(tables, left_out, len(frames), loose, limits, shelf.hash, VERSION)


class _Dates:
    """The Finding on the year of each record, worked out once for equal evidence.

    On a head a year counts only in its place of a known layout: a lone number may as well be the maker's code.
    """

    def __init__(self, shelf: Shelf) -> None:
        self.engine = engine_of(shelf)
        self.kept: dict[Hashable, Finding | None] = {}

    def finding(self, item: Item, origin: Finding) -> Finding | None:
        key = evidence_key(item, use_context=False)
        if key not in self.kept:
            found = when_finding(item, self.engine, self.engine.evidence(item), origin)
            placed = found is not None and any(r.rule == "year_in_layout" for r in found.reasons)
            self.kept[key] = found if placed or item.kind not in SMALL_ARMS else None
        return self.kept[key]


def _categories(item: Item, origin: Finding, when: Finding | None, shelf: Shelf) -> tuple[Category, ...]:
    return (categories.country(origin), categories.producer(origin), categories.calibre(item, shelf),
            categories.year(when, origin), categories.year(when, origin, decade=True))  # fmt: skip


def _table(name: str, column: int, records: Sequence[Record], frames: Sequence[Stratum]) -> ProfileTable:
    items: dict[Category, int] = defaultdict(int)
    rounds: dict[Category, int] = defaultdict(int)
    for n, found in records:
        items[found[column]] += 1
        rounds[found[column]] += n
    counts = [_counts(s, column, records) for s in frames]
    for found_here in counts:
        if missing := found_here.get(categories.NOT_RECORDED, 0):
            rounds[categories.NOT_RECORDED] += missing
    if any(s.seen > s.read for s in frames):
        rounds[categories.NOT_MET] = 0
    total = sum(rounds.values())
    estimates = _estimates(frames, counts)
    rows = [
        _row(c, items.get(c, 0), rounds[c], rounds[c] / total if total else 0.0, estimates.get(c))
        for c in sorted(rounds, key=lambda c: _rank(name, c, rounds[c]))
    ]
    read, seen = sum(s.read for s in frames), sum(s.seen for s in frames)
    return ProfileTable(name, TITLES[name], tuple(rows), len(records), total, read, seen)


def _counts(stratum: Stratum, column: int, records: Sequence[Record]) -> dict[Category, int]:
    """Rounds of each category within one frame; heads read that no record describes are a line of their own."""
    found: dict[Category, int] = defaultdict(int)
    for index, rounds in stratum.members:
        found[records[index][1][column]] += rounds
    if missing := stratum.read - sum(found.values()):
        found[categories.NOT_RECORDED] = missing
    return found


def _estimates(frames: Sequence[Stratum], counts: Sequence[dict[Category, int]]) -> dict[Category, Interval]:
    """Each category over the frames in which it was met; what was met in none of the heads read has a line of its own."""
    parts: dict[Category, list[Interval]] = defaultdict(list)
    for stratum, found in zip(frames, counts, strict=True):
        for category, n in found.items():
            parts[category].append(count_in_lot(n, stratum.read, stratum.seen))
        parts[categories.NOT_MET].append(count_in_lot(0, stratum.read, stratum.seen))
    return {category: add(found) for category, found in parts.items()}


def _row(category: Category, items: int, rounds: int, share: float, interval: Interval | None) -> ProfileRow:
    note = "general knowledge, no page was read" if category.kind is RowKind.UNVERIFIED else ""
    if category.kind is RowKind.LOOK_ALIKE:
        note = "the evidence cannot tell these apart"
    if category == categories.NOT_MET:
        note = "the upper end says how many rounds may be of kinds that no head read in their frame shows"
    row = ProfileRow(category.kind, category.key, category.label, items, rounds, round(share, 6), note=note)
    if interval is None:
        return row
    estimate, low, high = (round(x, 1) for x in (interval.estimate, interval.low, interval.high))
    return replace(row, estimate=estimate, low=low, high=high)


def _rank(name: str, category: Category, rounds: int) -> tuple[int, int, str, str]:
    """Kinds apart; years in order, everything else by size."""
    by_size = 0 if name in ("year", "decade") else -rounds
    return _ORDER[category.kind], by_size, category.key, category.label


def _limits(frames: Sequence[Stratum], loose: int, uncounted: int, left_out: int) -> tuple[str, ...]:
    out = [CASE_ONLY, NOT_SUPPLIER, FRAMED if frames else UNFRAMED]
    if loose:
        out.append(
            f"The interval assumes a random sample; {loose} of {len(frames)} sampling frames do not say that the heads were "
            "drawn at random, and for these it is too narrow by an amount that cannot be known."
        )
    if uncounted:
        out.append(f"{uncounted} records give no quantity and count as one round each.")
    if left_out:
        out.append(f"{left_out} records of weapons, packaging or missile parts are not rounds and are left out.")
    return tuple(out)


__all__ = ["AmmunitionProfile", "Category", "ProfileRow", "ProfileTable", "RowKind", "profile"]
