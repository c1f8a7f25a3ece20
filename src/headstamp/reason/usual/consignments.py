"""Consignments within a batch of lines: where each begins, which lines speak for it, and its weight per container.

Lines of a consignment stand together. Several documents may describe one consignment; the history takes one of them, since the
same goods filed twice are not two shipments: a declaration before a bill of lading before a manifest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from headstamp.reason.usual.codes import F64, I64, U64, Bools

LONGEST = 100_000  # lines; a longer "consignment" (one number in a whole file) is cut there, so that memory stays bounded
_RANKS = pl.Enum(["declaration", "bill", "manifest"])
_NONE = 9
_HEAVIEST = 1e12  # kg; nothing weighs more, and sums of whole grams are exact


@dataclass(frozen=True, slots=True)
class Runs:
    """Consignments of `n` lines. starts: first line of each; of: consignment of each line; alive: line not superseded; counted:
    line of the kind of document that speaks for its consignment."""

    starts: I64
    of: I64
    alive: Bools
    counted: Bools


def starts(consignment: pl.Series) -> I64:
    """First line of each consignment; a line without one stands alone."""
    if not len(consignment):
        return np.zeros(0, np.int64)
    name = consignment.fill_null("")
    begins = ((name != name.shift(1)).fill_null(True) | (name.str.len_bytes() == 0)).to_numpy().copy()
    begins[0] = True
    first = np.flatnonzero(begins)
    if np.diff(first, append=len(begins)).max() > LONGEST:
        within = np.arange(len(begins)) - np.repeat(first, np.diff(first, append=len(begins)))
        first = np.flatnonzero(within % LONGEST == 0)
    return first.astype(np.int64)


def runs(frame: pl.DataFrame) -> Runs:
    """The consignments of whole-consignment lines; columns consignment, document, superseded."""
    first = starts(frame["consignment"])
    of = np.repeat(np.arange(len(first)), np.diff(first, append=frame.height))
    alive = ~frame["superseded"].fill_null(False).to_numpy()
    if len(first) == frame.height:
        return Runs(first, of, alive, alive)
    rank = frame["document"].cast(_RANKS, strict=False).to_physical().fill_null(3).to_numpy().astype(np.int64)
    rank[~alive] = _NONE
    best = np.minimum.reduceat(rank, first)
    return Runs(first, of, alive, (rank == best[of]) & alive)


def kg_per_container(frame: pl.DataFrame, run: Runs) -> tuple[F64, U64]:
    """(kg per container of the line's consignment, basis) a line; NaN where it cannot be known.

    Basis 1: mean verified gross mass, where every container named has one (a line that names one container gives it; the
    largest figure of a container counts). Basis 2: gross mass of the counted lines, all of which must have one, over the
    containers named."""
    height, many = frame.height, len(run.starts)
    per = np.full(many, np.nan)
    named = frame["containers"].list.len().fill_null(0).to_numpy().astype(np.int64)
    named[~run.alive] = 0
    if not named.any():
        return np.full(height, np.nan), np.ones(height, np.uint64)
    gross = _grams(frame["gross_kg"])
    gaps = np.add.reduceat((run.counted & (gross == 0)).astype(np.int64), run.starts)
    total = np.add.reduceat(np.where(run.counted, gross, 0), run.starts)
    containers, weighed, with_mass = _containers(frame, run, named, many)
    declared = (gaps == 0) & (total > 0) & (containers > 0)
    per[declared] = total[declared] / containers[declared] / 1000
    full = (with_mass == containers) & (containers > 0)
    per[full] = weighed[full] / containers[full] / 1000
    return per[run.of], np.where(full, 1, 2).astype(np.uint64)[run.of]


def _containers(frame: pl.DataFrame, run: Runs, named: I64, many: int) -> tuple[I64, I64, I64]:
    """Of each consignment: distinct containers, grams verified in sum, containers that have a verified mass."""
    mass = np.where(named == 1, _grams(frame["vgm_kg"]), 0)
    lengths = np.diff(run.starts, append=frame.height)
    simple = (lengths == 1)[run.of] & (named <= 1)  # the usual case needs no table of containers
    containers, weighed, with_mass = (np.zeros(many, np.int64) for _ in range(3))
    lone = run.of[simple]
    containers[lone], weighed[lone], with_mass[lone] = named[simple], mass[simple], mass[simple] > 0
    rest = np.flatnonzero(~simple & (named > 0))
    if len(rest):
        table = pl.DataFrame({"run": run.of[rest], "container": frame["containers"].gather(rest), "mass": mass[rest]})
        each = table.explode("container").group_by("run", "container").agg(pl.col("mass").max())
        sums = each.group_by("run").agg(n=pl.len(), mass=pl.col("mass").sum(), known=(pl.col("mass") > 0).sum())
        at = sums["run"].to_numpy()
        containers[at], weighed[at], with_mass[at] = sums["n"].to_numpy(), sums["mass"].to_numpy(), sums["known"].to_numpy()
    return containers, weighed, with_mass


def _grams(kg: pl.Series) -> I64:
    """Masses in whole grams, so that sums do not depend on the order of lines; 0 where missing, negative or absurd."""
    mass = kg.fill_null(0.0).to_numpy()
    good = (mass >= 0.001) & (mass < _HEAVIEST)
    grams: I64 = np.rint(np.where(good, mass, 0) * 1000).astype(np.int64)
    return grams
