"""Learning what is usual: counts that add up, in bounded memory, the same whatever the batches and the order of consignments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
import polars as pl
import pyarrow as pa
from numpy.typing import NDArray

from headstamp.reason.usual import tables as written
from headstamp.reason.usual.codes import HS_BITS, U64, part
from headstamp.reason.usual.consignments import starts
from headstamp.reason.usual.facts import HS_SHIFT, NEEDED, ROLES, Facts, facts
from headstamp.reason.usual.sketch import BIN_BITS, bins

CHUNK = 65_536  # lines read at once
_BUFFER = 500_000  # counts that wait to be summed
_KEYS = {"flows": ("flow", "via"), "sketch": ("key",), "seen": ("role", "party"), "days": ("day",)}
_TYPES: dict[str, dict[str, type[pl.DataType]]] = {
    "flows": {"flow": pl.UInt64, "via": pl.UInt64, "lines": pl.Int64},
    "sketch": {"key": pl.UInt64, "lines": pl.Int64},
    "seen": {"role": pl.UInt8, "party": pl.UInt64, "first": pl.Int32, "lines": pl.Int64},
    "days": {"day": pl.Int32, "lines": pl.Int64},
}


Columns = dict[str, NDArray[Any]]


def _empty(kind: str) -> pl.DataFrame:
    return pl.DataFrame(schema=_TYPES[kind])


def _frame(kind: str, columns: Columns) -> pl.DataFrame:
    return pl.DataFrame({name: columns[name] for name in _TYPES[kind]}, schema=_TYPES[kind])


def _columns(frame: pl.DataFrame) -> Columns:
    return {name: frame[name].to_numpy() for name in frame.columns}


def _summed(kind: str, parts: list[Columns]) -> Columns:
    """One row a key in ascending order: lines added, first days the earliest.

    By sorting, in place of a hash table: parts are sorted already, and memory goes back to the system after each sum.
    """
    keys = [np.concatenate([columns[name] for columns in parts]) for name in _KEYS[kind]]
    order = np.lexsort(keys[::-1]) if len(keys) > 1 else np.argsort(keys[0], kind="stable")
    new = np.zeros(len(order), np.bool_)
    new[:1] = True
    for key in keys:
        ordered = key[order]
        new[1:] |= ordered[1:] != ordered[:-1]
    first = np.flatnonzero(new)
    out: Columns = {name: key[order[first]] for name, key in zip(_KEYS[kind], keys, strict=True)}
    del keys, new  # each is as large as the table
    for name in set(_TYPES[kind]) - set(_KEYS[kind]):
        column = np.concatenate([columns[name] for columns in parts])[order]
        out[name] = (
            (np.minimum if name == "first" else np.add).reduceat(column, first, dtype=column.dtype) if len(first) else column
        )
    return out


@dataclass(frozen=True, slots=True)
class Usual:
    """The counts of a history. flows: flow key, packed countries on the way, lines. sketch: group and bin, lines. seen: role,
    name hash, first day (days since 1970), lines. days: day, lines. Sorted by their keys, so that equal histories are equal
    tables."""

    flows: pl.DataFrame = field(default_factory=lambda: _empty("flows"))
    sketch: pl.DataFrame = field(default_factory=lambda: _empty("sketch"))
    seen: pl.DataFrame = field(default_factory=lambda: _empty("seen"))
    days: pl.DataFrame = field(default_factory=lambda: _empty("days"))

    def merge(self, other: Usual) -> Usual:
        """Both histories together; they must not share a consignment."""
        both = ((kind, [_columns(getattr(history, kind)) for history in (self, other)]) for kind in _KEYS)
        return Usual(*(_frame(kind, _summed(kind, parts)) for kind, parts in both))

    def tables(self) -> dict[str, pl.DataFrame]:
        """{flows, values, tails, seen} in words and figures for a Parquet folder; docs/usual.md describes the columns."""
        return {
            "flows": written.flows_table(self.flows),
            "values": written.values_table(self.sketch),
            "tails": written.tails_table(self.flows, self.sketch, self.days),
            "seen": written.seen_table(self.seen),
        }

    @classmethod
    def from_tables(cls, tables: dict[str, pl.DataFrame]) -> Self:
        """The reverse of `tables`. Raises KeyError or polars' ColumnNotFoundError where a table or column is missing."""
        return cls(
            written.flows_read(tables["flows"]),
            written.values_read(tables["values"]),
            written.seen_read(tables["seen"]),
            written.days_read(tables["tails"]),
        )


def learn(lines: Iterator[pa.RecordBatch] | pl.LazyFrame) -> Usual:
    """Count a history. lines: the columns of `observe.declarations.schema.LINES`, consignments unbroken.

    Left out: superseded lines, and lines of other documents where a better one describes the consignment. Memory is bounded by
    the distinct flows, groups and parties, 24 to 30 bytes each and twice that while they are summed, not by the lines."""
    pile = _Pile()
    for frame in whole(_frames(lines)):
        pile.add(_counts(facts(frame)))
    return Usual(*(pile.emptied(kind) for kind in _KEYS))


class _Pile:
    """Counts that wait to be summed; they are summed when they outgrow what is already summed."""

    def __init__(self) -> None:
        self.parts: dict[str, list[Columns]] = {kind: [_columns(_empty(kind).cast({"lines": pl.UInt32}))] for kind in _KEYS}

    def add(self, counts: dict[str, Columns]) -> None:
        for kind, rows in counts.items():
            first, *waiting = self.parts[kind]
            waiting.append(_summed(kind, [rows]))
            if sum(len(p["lines"]) for p in waiting) > max(_BUFFER, len(first["lines"]) // 4):
                self.parts[kind] = [_summed(kind, [first, *waiting])]
            else:
                self.parts[kind] = [first, *waiting]

    def emptied(self, kind: str) -> pl.DataFrame:
        """The sums, which the pile then holds no longer."""
        parts = self.parts.pop(kind)
        return _frame(kind, parts[0] if len(parts) == 1 else _summed(kind, parts))


def _frames(lines: Iterator[pa.RecordBatch] | pl.LazyFrame) -> Iterator[pl.DataFrame]:
    """Frames of the needed columns, at most `CHUNK` lines each; small batches are put together."""
    source = (
        lines.select(NEEDED).collect_batches(chunk_size=CHUNK, maintain_order=True) if isinstance(lines, pl.LazyFrame) else lines
    )
    waiting: list[pl.DataFrame] = []
    for batch in source:
        frame = batch if isinstance(batch, pl.DataFrame) else pl.DataFrame(pl.from_arrow(batch.select(list(NEEDED))))
        for piece in frame.iter_slices(CHUNK):
            waiting.append(piece)
            if sum(p.height for p in waiting) >= CHUNK:
                yield pl.concat(waiting)
                waiting = []
    if waiting:
        yield pl.concat(waiting)


def whole(frames: Iterator[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """The same lines cut between consignments: the last one of a frame waits for the next frame."""
    kept: pl.DataFrame | None = None
    for frame in frames:
        joined = frame if kept is None else pl.concat([kept, frame])
        if not joined.height:
            continue
        last = int(starts(joined["consignment"])[-1])
        kept = joined[last:]
        if last:
            yield joined[:last]
    if kept is not None:
        yield kept


def _counts(line: Facts) -> dict[str, Columns]:
    """What one frame adds to each table, a row an observation."""
    counted = line.run.counted
    placed = counted & (line.flow >> np.uint64(38) > 0)
    dated = counted & line.dated
    named = [dated & (party > 0) for party in line.party]
    day = line.day.astype(np.int32)
    rows: dict[str, Columns] = {
        "flows": {"flow": line.flow[placed], "via": line.via[placed]},
        "sketch": {"key": _binned(line)},
        "seen": {
            "role": np.repeat(np.arange(len(ROLES), dtype=np.uint8), [int(use.sum()) for use in named]),
            "party": np.concatenate([party[use] for party, use in zip(line.party, named, strict=True)]),
            "first": np.concatenate([day[use] for use in named]),
        },
        "days": {"day": day[dated]},
    }
    return {kind: columns | {"lines": np.ones(len(columns[_KEYS[kind][0]]), np.uint32)} for kind, columns in rows.items()}


def _binned(line: Facts) -> U64:
    """Group and bin of each observation; a consignment gives its weight per container once for each heading."""
    keys = []
    for measure, (x, group) in enumerate(zip(line.x, line.group, strict=True)):
        use = line.run.counted & ~np.isnan(x)
        if measure == 2 and len(line.run.starts) < len(x):
            rows = np.flatnonzero(use)
            both = (line.run.of[rows].astype(np.uint64) << np.uint64(HS_BITS)) | part(group[rows], HS_SHIFT, HS_BITS)
            use = np.zeros(len(x), np.bool_)
            use[rows[np.unique(both, return_index=True)[1]]] = True
        keys.append((group[use] << np.uint64(BIN_BITS)) | bins(x[use]))
    return np.concatenate(keys)
