"""Lines -> consignments: the largest weight of each rule over the lines, and one row for a reader.

Most consignments have one line and pass through untouched; only the others are sorted and grouped."""

from __future__ import annotations

import polars as pl

from headstamp.core.declaration import Document
from headstamp.reason.screen.columns import ABOUT
from headstamp.reason.screen.compare import COMPARED, NEEDS, compare
from headstamp.reason.screen.given import Given
from headstamp.reason.screen.rule import SCREEN_RULES

MOST_HEADINGS, MOST_SIGNS = 5, 200
_ORDER = {Document.DECLARATION.value: 0, Document.BILL.value: 1, Document.MANIFEST.value: 2}
_COUNTED = ("lines", "documents", "hs", "goods", "gross_kg", "value", "containers")
_PLAIN = tuple(name for name in ABOUT.names if name not in _COUNTED)
_READ = tuple(
    dict.fromkeys(
        (
            "gid", *_PLAIN, "hs", "goods", "gross_kg", "value", "containers", "document", "version", "superseded", "item", "hs2",
            "hs6", "vgm_kg", "containers_count", "load_port", "discharge_port", "flag", *sorted(NEEDS),
        )
    )
)  # fmt: skip
"""Columns of lines that are read here and by `compare`; the others are dropped before lines are copied about."""
ALL: dict[str, pl.DataType] = {"all_gross": pl.Float64(), "all_vgm": pl.Float64(), "all_containers": pl.Int64()}
"""Declared and verified gross mass of a consignment, kg, and its containers."""


def gather(lines: pl.DataFrame, weights: list[str], given: Given, *, comparing: bool = True) -> pl.DataFrame:
    """One row for each `gid`, in its order: the columns of `ABOUT`, the largest of each of `weights`, those of `ALL` and
    `COMPARED`.

    `lines` are enriched and have `gid` without gaps in rising order; lines that a later version replaced do not weigh.
    `comparing`: set the papers of a consignment against each other; without it `COMPARED` is null."""
    alone = (pl.col("gid") != pl.col("gid").shift(1, fill_value=-1)) & (pl.col("gid") != pl.col("gid").shift(-1, fill_value=-1))
    read = [c for c in (*_READ, *weights) if c in lines.columns]
    via = pl.concat_str("way", pl.col("tranship_ports").list.join(" ", ignore_nulls=True), separator=" ", ignore_nulls=True)
    marked = lines.select(*read, via=via, _alone=alone)
    if marked["_alone"].all():
        return _single(marked, weights)
    one, more = marked.filter("_alone"), marked.filter(~pl.col("_alone"))
    return pl.concat([_single(one, weights), _several(more, weights, given, comparing)]).sort("gid")


def _single(lines: pl.DataFrame, weights: list[str]) -> pl.DataFrame:
    return lines.select(
        "gid",
        *_PLAIN,
        pl.lit(1, pl.Int64).alias("lines"),
        pl.col("document").alias("documents"),
        pl.col("hs6").alias("hs"),
        pl.col("goods").str.slice(0, MOST_SIGNS),
        "gross_kg",
        "value",
        pl.col("containers").list.join(" ", ignore_nulls=True).fill_null("").alias("containers"),
        *weights,
        pl.col("gross_kg").alias("all_gross"),
        pl.col("vgm_kg").alias("all_vgm"),
        pl.col("containers_count").cast(pl.Int64).alias("all_containers"),
        *(pl.lit(None, kind).alias(name) for name, kind in COMPARED.items()),
    )


def _several(lines: pl.DataFrame, weights: list[str], given: Given, comparing: bool) -> pl.DataFrame:
    gone = pl.col("superseded").fill_null(False)
    rank = pl.col("document").replace_strict(list(_ORDER), list(_ORDER.values()), default=9, return_dtype=pl.Int8)
    lines = lines.with_columns(live=~gone | gone.all().over("gid"), _rank=rank).sort(
        ["gid", "live", "_rank", "document", "number", "version", "file", "row", "item", "hs", "goods"],
        descending=[False, True] + [False] * 9,
        nulls_last=True,
    )
    live = lines.filter("live")
    texts = [name for name in _PLAIN if name not in ("file", "row", "date")]
    about = live.group_by("gid", maintain_order=True).agg(
        *(pl.col(name).first() for name in ("file", "row", "date")),
        *(pl.col(name).replace("", None).drop_nulls().first().fill_null("") for name in texts),
        pl.col("document").unique(maintain_order=True).str.join(" ").alias("documents"),
        pl.col("hs6").filter(pl.col("hs6") != "").unique().sort().head(MOST_HEADINGS).str.join(" ").alias("hs"),
        pl.col("goods").replace("", None).drop_nulls().first().fill_null("").str.slice(0, MOST_SIGNS).alias("goods"),
        *(_heaviest(name) for name in weights),
    )
    counted = lines.group_by("gid", maintain_order=True).agg(lines=pl.len().cast(pl.Int64))
    found = about.join(counted, on="gid", maintain_order="left").join(_sums(live), on="gid", how="left", maintain_order="left")
    found = found.join(_boxes(live), on="gid", how="left", maintain_order="left")
    compared = compare(lines if comparing else lines.clear(), given)
    found = found.join(compared, on="gid", how="left", maintain_order="left")
    return found.select(
        "gid", *_PLAIN, "lines", "documents", "hs", "goods", "gross_kg", "value", pl.col("containers").fill_null(""), *weights,
        pl.col("gross_kg").alias("all_gross"), "all_vgm", pl.col("all_containers").fill_null(0), *COMPARED,
    )  # fmt: skip


def _heaviest(name: str) -> pl.Expr:
    """The largest weight over the lines. Of many lines one is unusual by chance: the weight of a tail falls by log10 of the
    lines of one paper (Bonferroni)."""
    if SCREEN_RULES[name.removeprefix("w_")].kind != "tail":
        return pl.col(name).max()
    lines = (pl.len() / pl.col("document").n_unique()).clip(1.0)
    return (pl.col(name).max() - lines.log10()).clip(0.0).cast(pl.Float32).alias(name)


def _sums(live: pl.DataFrame) -> pl.DataFrame:
    """Gross mass and value of the paper that gives them, the declaration before the bill before the manifest."""
    papers = live.group_by("gid", "_rank", maintain_order=True).agg(
        *(pl.when(pl.col(c).is_not_null().any()).then(pl.col(c).sum()).alias(c) for c in ("gross_kg", "value"))
    )
    return papers.group_by("gid", maintain_order=True).agg(pl.col(c).drop_nulls().first() for c in ("gross_kg", "value"))


def _boxes(live: pl.DataFrame) -> pl.DataFrame:
    """Containers in order of name, and their verified mass, each set of containers once however many papers give it."""
    key = pl.col("containers").list.sort().list.join(" ", ignore_nulls=True).fill_null("")
    boxes = live.select("gid", "vgm_kg", "containers_count", key=key)
    sets = boxes.group_by("gid", "key").agg(pl.col("vgm_kg").max(), pl.col("containers_count").first().cast(pl.Int64))
    vgm = (
        sets.sort("gid", "key")
        .group_by("gid")
        .agg(all_vgm=pl.when(pl.col("vgm_kg").is_not_null().any()).then(pl.col("vgm_kg").sum()))
    )
    sets = sets.filter(pl.col("key") != "").with_columns(_one=pl.len().over("gid") == 1)
    one = sets.filter("_one").select("gid", containers="key", all_containers="containers_count")
    apart = sets.filter(~pl.col("_one")).select("gid", pl.col("key").str.split(" ")).explode("key").unique().sort("gid", "key")
    several = apart.group_by("gid").agg(
        pl.col("key").str.join(" ").alias("containers"), pl.len().cast(pl.Int64).alias("all_containers")
    )
    return vgm.join(pl.concat([one, several]), on="gid", how="left")
