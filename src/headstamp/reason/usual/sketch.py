"""Medians and spreads from counts in fixed bins of the logarithm: mergeable, bounded, and the same in any order of lines.

Bins are 1/32 of a decade (a factor of 1.075) from 1e-9 to 1e12. The median is interpolated within its bin; the median absolute
deviation (Hampel 1974) is right to half a bin (3.7 %). An ordinary z takes 1.4826 times that deviation as its unit, never less
than 0.05 (12 %): prices that never vary would make every rounding a wonder."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from headstamp.reason.usual.codes import F64, I64, U64
from headstamp.reason.usual.native import find

PER_DECADE, LOWEST, BIN_BITS = 32, -9, 10
LEAST_SPREAD, LEAST_LINES = 0.05, 30


def bins(x: F64) -> U64:
    """Bin of log10 values within -9 to 12 (no NaN)."""
    return np.floor((x - LOWEST) * PER_DECADE).astype(np.uint64)


def middle(number: U64) -> F64:
    """Middle of a bin, log10."""
    return (number.astype(np.float64) + 0.5) / PER_DECADE + LOWEST


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups in ascending order with their observations, median and spread, log10."""

    key: U64
    lines: I64
    median: F64
    spread: F64


def groups(key: U64, number: U64, lines: I64) -> Groups:
    """Median and spread of each group from (group, bin, observations) rows, in any order, bins of a group possibly repeated."""
    if not len(key):
        return Groups(key, lines, np.zeros(0), np.zeros(0))
    order = np.argsort((key << np.uint64(BIN_BITS)) | number, kind="stable")
    key, number, lines = key[order], number[order], lines[order]
    distinct, first = np.unique(key, return_index=True)
    of = np.repeat(np.arange(len(distinct)), np.diff(first, append=len(key)))
    total = np.add.reduceat(lines, first)
    at, before = _half(lines, first, of, total)
    inside = (total / 2 - before) / lines[at]
    median = (number[at].astype(np.float64) + inside) / PER_DECADE + LOWEST
    away = np.abs(middle(number) - median[of])
    far = np.lexsort((away, of))
    at, _ = _half(lines[far], first, of, total)
    return Groups(distinct, total, median, np.maximum(1.4826 * away[far][at], LEAST_SPREAD))


def _half(lines: I64, first: I64, of: I64, total: I64) -> tuple[I64, I64]:
    """For each group the first row at which half of its lines are reached, and its lines before that row."""
    running = np.cumsum(lines)
    start = running[first] - lines[first]
    reached = 2 * (running - start[of]) >= total[of]
    rows = np.flatnonzero(reached)
    at = rows[np.unique(of[rows], return_index=True)[1]]
    return at, running[at] - lines[at] - start


@dataclass(frozen=True, slots=True)
class Spreads:
    """The groups of the history and the wider ones that they fall back on."""

    fine: Groups
    coarse: Groups

    def of(self, fine: U64, coarse: U64, own: I64) -> tuple[F64, F64]:
        """(median, spread) of groups, log10; NaN where neither group has thirty lines besides `own` (0 or 1 a group)."""
        median, spread = np.full(len(fine), np.nan), np.full(len(fine), np.nan)
        for table, key in ((self.coarse, coarse), (self.fine, fine)):  # the finer one last: it overwrites
            place, there = find(table.key, key)
            use = np.flatnonzero(there)
            use = use[table.lines[place[use]] - own[use] >= LEAST_LINES]
            median[use], spread[use] = table.median[place[use]], table.spread[place[use]]
        return median, spread
