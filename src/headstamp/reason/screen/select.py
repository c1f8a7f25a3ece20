"""Scores -> lanes. The law first and outside any budget, then the budget from the top of the ranking, then a random share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from math import ceil

import polars as pl

from headstamp.core.declaration import Lane
from headstamp.core.errors import UsageError

RED_LEAST = 0.3  # log10: nothing is opened for less than a doubling, however large the budget
YELLOW_LEAST = 1.0  # ten times likelier, and beyond the budget: look at the papers
BLUE_LEAST = 0.3  # a doubling: release, and look at the papers afterwards
KINDS = (("flow", "route", "vessel"), ("documents",), ("measures",), ("goods", "wording"), ("party",))
HEARD = 0.2  # log10 that a group counts in the end, from which on it is a kind of evidence
BROAD = 2  # kinds of evidence from which on a consignment stands before the others of the red lane


@dataclass(frozen=True, slots=True)
class Budget:
    """How many consignments can be opened: a `share` (0..1) of those outside the legal lane, or the `top` so many; `random`
    of the budget is drawn by lot. Raises UsageError where neither or both are given, or a number is out of bounds."""

    share: float | None = None
    top: int | None = None
    random: float = 0.1

    def __post_init__(self) -> None:
        if (self.share is None) == (self.top is None):
            raise UsageError("a budget is a share or a number, one of them", hint="give e.g. --budget 1% or --top 500")
        if not 0 <= (self.share or 0) <= 1 or (self.top or 0) < 0 or not 0 <= self.random <= 1:
            raise UsageError("a budget is a share of 0 to 100% or a number from 0 on", hint="give e.g. --budget 1% or --top 500")

    def of(self, consignments: int) -> tuple[int, int]:
        """(chosen by rank, drawn by lot) out of so many.

        >>> Budget(share=0.01).of(20_000), Budget(top=5, random=0.0).of(3)
        ((180, 20), (3, 0))
        """
        whole = min(consignments, self.top if self.top is not None else ceil((self.share or 0.0) * consignments - 1e-9))
        drawn = round(whole * self.random)
        return whole - drawn, drawn


def select(scores: pl.DataFrame, budget: Budget, seed: str = "") -> pl.DataFrame:
    """The same rows in the same order with `lane` (a `Lane`) and `rank` (1 = first of those outside the legal lane, null in it).

    Needs `consignment`, `legal`, `total`. Equal totals go by the consignment's name. Red takes the budget from the top, down to
    `RED_LEAST`; random is drawn from all the rest outside the legal lane, by a hash keyed with `seed`, so that neither order nor
    batches change it and nobody without the seed can foresee it: what is found there estimates the rate among those not chosen.
    What stays goes to yellow, blue or green by its total. Where there is a column `kinds` (see `kinds`), those in the red lane
    for which at least two kinds of evidence speak come first: the budget chooses by the total, and within it an officer begins
    with what does not hang on one sign."""
    kinds = pl.col("kinds") if "kinds" in scores.columns else pl.lit(BROAD)
    frame = scores.select("consignment", "total", kinds=kinds, legal=pl.col("legal").list.len() > 0).with_row_index("_at")
    ranked = frame.filter(~pl.col("legal")).sort("total", "consignment", descending=[True, False])
    chosen, drawn = budget.of(ranked.height)
    ranked = ranked.with_columns(rank=pl.int_range(1, pl.len() + 1, dtype=pl.Int64))
    red = (pl.col("rank") <= chosen) & (pl.col("total") >= RED_LEAST)
    lane = (
        pl.when(red).then(pl.lit(Lane.RED.value))
        .when(pl.col("total") >= YELLOW_LEAST).then(pl.lit(Lane.YELLOW.value))
        .when(pl.col("total") >= BLUE_LEAST).then(pl.lit(Lane.BLUE.value))
        .otherwise(pl.lit(Lane.GREEN.value))
    )  # fmt: skip
    ranked = ranked.with_columns(lane=lane)
    broad = (pl.col("lane") != Lane.RED.value) | (pl.col("kinds") >= BROAD)
    ranked = ranked.sort((pl.col("lane") != Lane.RED.value), ~broad, "rank").with_columns(
        rank=pl.int_range(1, pl.len() + 1, dtype=pl.Int64)
    )
    ranked = _drawn(ranked, drawn, seed)
    found = frame.join(ranked.select("_at", "lane", "rank"), on="_at", how="left", maintain_order="left")
    return scores.with_columns(lane=found["lane"].fill_null(Lane.LEGAL.value), rank=found["rank"])


def kinds() -> pl.Expr:
    """How many kinds of evidence speak for a row of SCORES: the voyage (its flow, route and ship hang together), the papers, the
    measures, the goods, the parties."""
    told = [pl.any_horizontal(pl.col(f"g_{g}").fill_null(0) >= HEARD for g in groups) for groups in KINDS]
    return pl.sum_horizontal(each.cast(pl.UInt8) for each in told)


def _drawn(ranked: pl.DataFrame, count: int, seed: str) -> pl.DataFrame:
    if not count:
        return ranked
    rest = ranked.filter(pl.col("lane") != Lane.RED.value).select("_at", "consignment")
    lots = rest.with_columns(lot=pl.Series(_lots(rest["consignment"], seed), dtype=pl.UInt64))
    drawn = lots.bottom_k(count, by=["lot", "consignment"])["_at"] if lots.height else lots["_at"]
    lane = pl.when(pl.col("_at").is_in(drawn.implode())).then(pl.lit(Lane.RANDOM.value)).otherwise(pl.col("lane"))
    return ranked.with_columns(lane=lane)


def _lots(consignments: Iterable[str], seed: str) -> list[int]:
    key = blake2b(seed.encode(), digest_size=32).digest()
    return [int.from_bytes(blake2b(each.encode(), digest_size=8, key=key).digest(), "big") for each in consignments]
