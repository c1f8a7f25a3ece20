"""A screen once more after lists, packs or a profile changed: only what is different is told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from headstamp.core.declaration import Lane
from headstamp.reason.screen.columns import SCORES

LEAST = 0.05  # a change of the total under this, without any other, is not told
PRESSING = (Lane.LEGAL.value, Lane.RED.value, Lane.YELLOW.value)
CHANGES = ("consignment", "change", "lane_before", "lane", "total_before", "total", "legal_new", "legal_gone", "rules")
"""What is told of one consignment: how its lane, its total, its legal bases and the weights of single rules changed."""


def changes(before: Sequence[Path], lanes_before: Path, after: Sequence[Path], lanes_after: Path) -> pl.DataFrame:
    """Consignments whose lane, legal basis or weights differ between two runs over the same lines, most pressing first."""
    weights = [name for name in SCORES.names if name.startswith("w_")]
    old, new = _side(before, lanes_before, weights), _side(after, lanes_after, weights)
    both = new.join(old, on="consignment", how="full", coalesce=True, suffix="_before")
    differs = [pl.col(w).fill_null(-9).ne_missing(pl.col(f"{w}_before").fill_null(-9)) for w in weights]
    legal = pl.col("legal").list.sort().ne_missing(pl.col("legal_before").list.sort())
    lane = pl.col("lane").ne_missing(pl.col("lane_before"))
    moved = (pl.col("total").fill_null(0) - pl.col("total_before").fill_null(0)).abs() >= LEAST
    kept = both.filter(legal | moved | (lane & (pl.col("lane").is_in(PRESSING) | pl.col("lane_before").is_in(PRESSING))))
    told = kept.with_columns(
        rules=pl.concat_list(
            [pl.when(d).then(pl.lit(w.removeprefix("w_"))) for w, d in zip(weights, differs, strict=True)]
        ).list.drop_nulls(),
        legal_new=pl.col("legal").fill_null([]).list.set_difference(pl.col("legal_before").fill_null([])),
        legal_gone=pl.col("legal_before").fill_null([]).list.set_difference(pl.col("legal").fill_null([])),
    )
    change = (
        pl.when(pl.col("lane_before").is_null()).then(pl.lit("not in the earlier run"))
        .when(pl.col("lane").is_null()).then(pl.lit("not in this run"))
        .when(pl.col("legal_new").list.len() > 0).then(pl.lit("new legal basis"))
        .when(pl.col("legal_gone").list.len() > 0).then(pl.lit("legal basis gone"))
        .when(lane).then(pl.lit("other lane"))
        .otherwise(pl.lit("other weight"))
    )  # fmt: skip
    order = pl.col("change").replace_strict(
        {"new legal basis": 0, "other lane": 1, "not in the earlier run": 2, "legal basis gone": 3},
        default=4,
        return_dtype=pl.Int32,
    )
    return (
        told.with_columns(change=change).collect(engine="streaming").sort(order, -pl.col("total"), "consignment").select(*CHANGES)
    )


def _side(files: Sequence[Path], lanes: Path, weights: Sequence[str]) -> pl.LazyFrame:
    scores = pl.scan_parquet(list(files)).select("consignment", *weights)
    return scores.join(pl.scan_parquet(lanes).select("consignment", "lane", "legal", "total"), on="consignment", how="inner")
