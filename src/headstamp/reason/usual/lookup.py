"""Lines beside the history: how surprising the flow is, how far value and weights lie from the usual, which parties are new."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from headstamp.reason.usual import tables as written
from headstamp.reason.usual.backoff import LEVELS, Flows
from headstamp.reason.usual.codes import F64, I64, U64, Bools, part
from headstamp.reason.usual.facts import MEASURES, NEEDED, ROLES, Facts, facts, wider
from headstamp.reason.usual.native import find
from headstamp.reason.usual.sketch import Spreads
from headstamp.reason.usual.tails import Tail

DAYS = 30  # a history that is shorter cannot say that a party is new
ADDED: dict[str, Any] = {
    "flow_surprise": pl.Float64, "flow_tail": pl.Float64, "flow_goods": pl.Float64, "flow_way": pl.Float64,
    "flow_level": pl.String, **{f"{m}_{part_}": pl.Float64 for m in MEASURES for part_ in ("z", "tail", "usual", "own")},
    "new_shipper": pl.Boolean, "new_consignee": pl.Boolean,
}  # fmt: skip
"""Columns that `add` adds, in this order; null where the history or the line is silent."""


class UsualLookup:
    """A history to which batches of lines are put. Plain arrays: it can be sent to another process.

    tables: `flows`, `values`, `tails` and `seen` of `Usual.tables()`. own: the lines asked are themselves in the history, and
    each is taken out of it before it is compared."""

    def __init__(self, tables: dict[str, pl.DataFrame], *, own: bool = False) -> None:
        self.own = own
        flows = written.flows_read(tables["flows"])
        self.flows = Flows.of(flows["flow"].to_numpy(), flows["via"].to_numpy(), flows["lines"].to_numpy())
        self.spreads: Spreads = written.spreads(written.values_read(tables["values"]))
        self.tails = {name: Tail.of(written.steps_read(tables["tails"], name)) for name in ("flow", *MEASURES)}
        self.first_day, self.last_day = _span(written.days_read(tables["tails"]))
        seen = written.seen_read(tables["seen"])
        self.seen = tuple(_parties(seen.filter(pl.col("role") == role)) for role in range(len(ROLES)))

    def add(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The same lines in the same order with the columns of `ADDED`. frame: whole consignments, columns of LINES, `hs4`
        if known."""
        line = facts(frame.select(c for c in (*NEEDED, "hs4") if c in frame.columns))
        own = (line.run.counted if self.own else np.zeros(frame.height, np.bool_)).astype(np.int64)
        columns = [*self._flow(line, own)]
        for number, measure in enumerate(MEASURES):
            columns += self._measure(measure, line.x[number], line.group[number], own)
        columns += [self._new(line, role) for role in range(len(ROLES))]
        return frame.with_columns(columns)

    def _flow(self, line: Facts, own: I64) -> list[pl.Series]:
        goods, way, level = self.flows.surprise(line.flow, line.via, own)
        both = goods + way
        names = pl.Series(LEVELS).gather(level)
        return [
            _figures("flow_surprise", both),
            _figures("flow_tail", self.tails["flow"].ask(both, own)),
            _figures("flow_goods", goods),
            _figures("flow_way", way),
            names.set(pl.Series(np.isnan(goods)), None).alias("flow_level"),
        ]

    def _measure(self, measure: str, x: F64, group: U64, own: I64) -> list[pl.Series]:
        """z, its tail, and the usual and the line's own figure (value per kg in the currency, or kg) of one measure."""
        z, median = np.full(len(x), np.nan), np.full(len(x), np.nan)
        said = np.flatnonzero(~np.isnan(x))
        distinct, back = np.unique((group[said] << np.uint64(1)) | own[said].astype(np.uint64), return_inverse=True)
        key, ours = distinct >> np.uint64(1), part(distinct, 0, 1).astype(np.int64)
        centre, spread = self.spreads.of(key, wider(key), ours)
        median[said] = centre[back]
        z[said] = (x[said] - centre[back]) / spread[back]
        tail = self.tails[measure].ask(np.abs(z), own)
        figures = {"z": z, "tail": tail, "usual": 10.0**median, "own": 10.0**x}
        return [_figures(f"{measure}_{name}", values) for name, values in figures.items()]

    def _new(self, line: Facts, role: int) -> pl.Series:
        """Whether a party was never seen before the day of the line; null without name, day or thirty days of history."""
        names, first = self.seen[role]
        distinct, back = np.unique(line.party[role], return_inverse=True)
        place, there = find(names, distinct)
        since = (
            np.where(there, first[place], np.iinfo(np.int64).max)
            if len(names)
            else np.full(len(distinct), np.iinfo(np.int64).max)
        )
        known: Bools = line.dated & (line.party[role] > 0) & (np.minimum(line.day, self.last_day) - self.first_day >= DAYS)
        return pl.Series(f"new_{ROLES[role]}", since[back] >= line.day).set(pl.Series(~known), None)


def add(frame: pl.DataFrame, tables: dict[str, pl.DataFrame], *, own: bool = False) -> pl.DataFrame:
    """`UsualLookup(tables, own=own).add(frame)`: for one frame. Many batches want one `UsualLookup`, which is costly to build."""
    return UsualLookup(tables, own=own).add(frame)


def _figures(name: str, values: F64) -> pl.Series:
    return pl.Series(name, values, nan_to_null=True)


def _span(days: pl.DataFrame) -> tuple[int, int]:
    """First and last day of the middle 99 % of lines: one slip in a year does not make a history long. Nothing is (0, 0)."""
    if not days.height:
        return 0, 0
    share = (days["lines"].cum_sum() / days["lines"].sum()).to_numpy()
    day = days["day"].to_numpy()
    return int(day[np.searchsorted(share, 0.005)]), int(day[min(int(np.searchsorted(share, 0.995)), len(day) - 1)])


def _parties(seen: pl.DataFrame) -> tuple[U64, I64]:
    """Name hashes ascending and the first day of each."""
    ordered = seen.sort("party")
    return ordered["party"].to_numpy(), ordered["first"].to_numpy().astype(np.int64)
