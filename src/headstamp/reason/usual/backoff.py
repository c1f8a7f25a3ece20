"""How surprising goods are on a flow, and a country on the way: smoothed shares of the history.

Witten and Bell (1991, method C; the interpolated form of Chen and Goodman 1999): after a context h that was seen N(h) times
with T(h) distinct outcomes, P(w|h) = (c(h,w) + T(h) P'(w)) / (N(h) + T(h)), where P' is the probability in the next coarser
context: a context that keeps bringing new goods leaves more room for the unseen. Contexts of goods: origin, destination,
dispatch and mode; then origin and destination; then the mean of origin alone and destination alone (neither contains the other;
linear interpolation, Jelinek and Mercer 1980); then all lines; then the same for every outcome. Countries on the way have the
same contexts without the first.

With `own`, the asked line is itself in the history and is taken out of every count first (leave one out).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from headstamp.reason.usual.codes import COUNTRY_BITS, F64, HS_BITS, I64, U64, VIAS, Bools, part
from headstamp.reason.usual.native import find

HEADINGS, COUNTRIES = 1300, 250  # outcomes beyond which nothing is expected: headings of the HS, countries of ISO 3166
LEVELS = ("origin, dispatch, destination and mode", "origin and destination", "origin or destination", "all lines")


@dataclass(frozen=True, slots=True)
class Level:
    """Counts of outcomes in one kind of context. pair: context << bits | outcome, ascending."""

    bits: int
    pair: U64
    lines: I64
    context: U64
    total: I64
    kinds: I64

    @classmethod
    def of(cls, context: U64, outcome: U64, lines: I64, bits: int) -> Self:
        """Sum up (context, outcome, lines) rows."""
        pair, count = summed((context << np.uint64(bits)) | outcome, lines)
        contexts, total = summed(pair >> np.uint64(bits), count)
        _, kinds = summed(pair >> np.uint64(bits), np.ones(len(pair), np.int64))
        return cls(bits, pair, count, contexts, total, kinds)

    def coarser(self, context: U64) -> Self:
        """The level whose contexts are those of `context`, one for each pair of this level."""
        return type(self).of(context, part(self.pair, 0, self.bits), self.lines, self.bits)

    def ask(self, context: U64, outcome: U64) -> tuple[I64, I64, I64]:
        """(lines with this outcome, lines, distinct outcomes) of each context."""
        if not len(self.pair):
            nothing = np.zeros(len(context), np.int64)
            return nothing, nothing, nothing
        place, there = find(self.pair, (context << np.uint64(self.bits)) | outcome)
        count = np.where(there, self.lines[place], 0)
        place, there = find(self.context, context)
        return count, np.where(there, self.total[place], 0), np.where(there, self.kinds[place], 0)

    def smooth(self, context: U64, outcome: U64, lower: F64, own: I64) -> tuple[F64, Bools]:
        """(P of the outcome given the coarser probability, whether other lines had this context)."""
        count, total, kinds = self.ask(context, outcome)
        own = np.minimum(own, count)
        kinds = kinds - ((count == 1) & (own == 1))
        count, total = count - own, total - own
        share = (count + kinds * lower) / np.maximum(total + kinds, 1)
        return np.where(total > 0, share, lower), total > 0


def summed(key: U64, lines: I64) -> tuple[U64, I64]:
    """Distinct keys ascending and their lines in sum."""
    if not len(key):
        return key, lines
    if (key[1:] < key[:-1]).any():
        order = np.argsort(key, kind="stable")
        key, lines = key[order], lines[order]
    first = np.flatnonzero(np.append(True, key[1:] != key[:-1]))
    return key[first], np.add.reduceat(lines, first)


@dataclass(frozen=True, slots=True)
class Backoff:
    """Levels from fine to coarse. A pair is origin << 10 | destination."""

    full: Level | None
    both: Level
    origin: Level
    destination: Level
    all: Level
    outcomes: int

    @classmethod
    def of(cls, full: U64 | None, pair: U64, outcome: U64, lines: I64, bits: int, outcomes: int) -> Self:
        """Count (finest context or None, pair, outcome, lines) rows at every level."""
        finest = None if full is None else Level.of(full, outcome, lines, bits)
        both = Level.of(pair, outcome, lines, bits)
        origin = both.coarser(both.pair >> np.uint64(bits + 10))
        destination = both.coarser(part(both.pair, bits, 10))
        return cls(finest, both, origin, destination, origin.coarser(np.zeros_like(origin.pair)), outcomes)

    def surprise(self, full: U64, pair: U64, outcome: U64, own: I64) -> tuple[F64, I64]:
        """(-log10 of the smoothed share, index in `LEVELS` of the finest context that other lines had)."""
        flat = np.full(len(outcome), 1 / self.outcomes)
        base, _ = self.all.smooth(np.zeros_like(pair), outcome, flat, own)
        from_origin, some = self.origin.smooth(pair >> np.uint64(10), outcome, base, own)
        to_destination, more = self.destination.smooth(part(pair, 0, 10), outcome, base, own)
        level = np.where(some | more, 2, 3)
        share, seen = self.both.smooth(pair, outcome, (from_origin + to_destination) / 2, own)
        level = np.where(seen, 1, level)
        if self.full is not None:
            share, seen = self.full.smooth(full, outcome, share, own)
            level = np.where(seen, 0, level)
        return -np.log10(share), level


@dataclass(frozen=True, slots=True)
class Flows:
    """Goods and ways of the history."""

    goods: Backoff
    ways: Backoff
    lines: int

    @classmethod
    def of(cls, flow: U64, via: U64, lines: I64) -> Self:
        """From the cells of the history: flow key, packed countries on the way, lines."""
        said = (part(flow, 0, HS_BITS) > 0) & ((flow >> np.uint64(38)) > 0)
        key, count = flow[said], lines[said]
        goods = Backoff.of(key >> np.uint64(HS_BITS), key >> np.uint64(28), part(key, 0, HS_BITS), count, HS_BITS, HEADINGS)
        row, country = on_the_way(flow, via)
        direct = np.setdiff1d(np.arange(len(flow)), row)
        row, country = np.append(row, direct), np.append(country, np.zeros(len(direct), np.uint64))
        ways = Backoff.of(None, flow[row] >> np.uint64(28), country, lines[row], COUNTRY_BITS, COUNTRIES)
        return cls(goods, ways, int(count.sum()))

    def surprise(self, flow: U64, via: U64, own: I64) -> tuple[F64, F64, I64]:
        """(goods, way, level) a line, -log10 of shares. The way is the least expected country on it; a direct way is 0.

        Goods are NaN without heading or origin; both are NaN without a history of their own. Joint surprise is their sum (chain
        rule)."""
        said = (part(flow, 0, HS_BITS) > 0) & ((flow >> np.uint64(38)) > 0) & (self.lines > 0)
        ways = len(self.ways.all.pair) > 0
        goods, way, level = np.full(len(flow), np.nan), np.full(len(flow), 0.0 if ways else np.nan), np.full(len(flow), 3)
        key, back = np.unique((flow[said] << np.uint64(1)) | own[said].astype(np.uint64), return_inverse=True)
        ours, key = part(key, 0, 1).astype(np.int64), key >> np.uint64(1)
        found, depth = self.goods.surprise(key >> np.uint64(HS_BITS), key >> np.uint64(28), part(key, 0, HS_BITS), ours)
        goods[said], level[said] = found[back], depth[back]
        row, country = on_the_way(flow, via)
        if len(row) and ways:
            asked = (((flow[row] >> np.uint64(28)) << np.uint64(10) | country) << np.uint64(1)) | own[row].astype(np.uint64)
            key, back = np.unique(asked, return_inverse=True)
            ours, country, pair = part(key, 0, 1).astype(np.int64), part(key, 1, 10), key >> np.uint64(11)
            np.maximum.at(way, row, self.ways.surprise(pair, pair, country, ours)[0][back])
        return goods, way, level


def on_the_way(flow: U64, via: U64) -> tuple[I64, U64]:
    """(row, country code) of each country between: the country of dispatch where it is neither end, and those on the way."""
    dispatch = part(flow, 18, 10)
    between = (dispatch > 0) & (dispatch != flow >> np.uint64(38)) & (dispatch != part(flow, 28, 10))
    rows, codes = [np.flatnonzero(between)], [dispatch[between]]
    some = np.flatnonzero(via > 0)
    for place in range(VIAS if len(some) else 0):
        code = part(via[some], 10 * place, 10)
        rows.append(some[code > 0])
        codes.append(code[code > 0])
    return np.concatenate(rows), np.concatenate(codes)
