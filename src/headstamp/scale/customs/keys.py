"""Which consignment a line belongs to, and how lines of other documents find the same one.

A house bill names a consignment. A line with a master bill only belongs to its one house where other lines of the file name
exactly one under that master, else to the master itself: three houses in one container are three consignments. A line with
neither finds the bill through its container and voyage on the same terms, else it is its document, else itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import polars as pl

HOUSE, MASTER, CONTAINER, DOCUMENT, LINE = "house", "master", "container", "document", "line"
_SPACE = r"[\s\-/]+"


def _number(name: str) -> pl.Expr:
    """A number of a bill without blanks, strokes and case: papers write one number in several ways."""
    return pl.col(name).str.to_uppercase().str.replace_all(_SPACE, "")


def _box() -> pl.Expr:
    """First container and voyage; empty without a container."""
    first = pl.col("containers").list.first().fill_null("")
    voyage = pl.when(pl.col("voyage") != "").then(pl.col("voyage")).otherwise(pl.col("vessel"))
    return pl.when(first != "").then(first + "@" + voyage.str.to_uppercase().str.replace_all(_SPACE, "")).otherwise(pl.lit(""))


def provisional(lines: pl.DataFrame) -> pl.DataFrame:
    """`lines` with `consignment` by their own numbers alone, and `_by`, which number that was. A key that is given stays."""
    house, master = _number("house_bill"), _number("master_bill")
    document = pl.col("document") + " " + pl.col("number").str.strip_chars()
    key, by = pl.lit("line ") + pl.col("file") + ":" + pl.col("row").cast(pl.String), pl.lit(LINE)
    for expr, name in (
        (pl.when(pl.col("number") != "").then(document).otherwise(pl.lit("")), DOCUMENT),
        (_box(), CONTAINER),
        (master, MASTER),
        (house, HOUSE),
    ):
        key, by = pl.when(expr != "").then(expr).otherwise(key), pl.when(expr != "").then(pl.lit(name)).otherwise(by)
    given = pl.col("consignment") != ""
    return lines.with_columns(
        consignment=pl.when(given).then(pl.col("consignment")).otherwise(key),
        _by=pl.when(given).then(pl.lit("given")).otherwise(by),
    )


class Asked(NamedTuple):
    """64-bit hashes of masters and boxes of lines that name no house; `named`: lines that could tell (they name a bill)."""

    masters: pl.Series
    boxes: pl.Series
    named: int


def asked(lines: pl.DataFrame) -> Asked:
    """What the lines of a batch (as `provisional` made it) would have to learn from other lines."""
    by = pl.col("_by")
    masters = lines.filter(by.is_in([MASTER, CONTAINER])).select(_number("master_bill").hash()).to_series().unique()
    boxes = lines.filter(by == CONTAINER).select(_box().hash()).to_series().unique()
    return Asked(masters, boxes, lines.filter(by.is_in([HOUSE, MASTER])).height)


def all_asked(parts: Iterable[Asked]) -> Asked:
    """Those of all batches."""
    parts = list(parts)
    empty = pl.Series(dtype=pl.UInt64)
    masters = pl.concat([each.masters for each in parts] or [empty]).unique()
    boxes = pl.concat([each.boxes for each in parts] or [empty]).unique()
    return Asked(masters, boxes, sum(each.named for each in parts))


class Maps(NamedTuple):
    """Masters with exactly one house, and boxes on exactly one bill: two columns `at`, `to` each."""

    masters: pl.DataFrame
    boxes: pl.DataFrame


def maps(lines: pl.LazyFrame, wanted: Asked) -> Maps:
    """Look up what is `wanted` in all lines. Two houses under one master, or two bills for one box, tell nothing."""
    none = pl.DataFrame(schema={"at": pl.String, "to": pl.String})
    if not wanted.named:
        return Maps(none, none)
    houses = lines.filter(pl.col("_by") == HOUSE).select(at=_number("master_bill"), to="consignment").filter(pl.col("at") != "")
    boxed = lines.filter(pl.col("_by").is_in([HOUSE, MASTER]) & (pl.col("containers").list.len() > 0))
    boxed = boxed.select("containers", "voyage", "vessel", to="consignment").explode("containers")
    boxed = boxed.with_columns(containers=pl.concat_list("containers")).select("to", at=_box())
    return Maps(_only(houses, wanted.masters), _only(boxed, wanted.boxes))


def _only(pairs: pl.LazyFrame, wanted: pl.Series) -> pl.DataFrame:
    if not len(wanted):
        return pl.DataFrame(schema={"at": pl.String, "to": pl.String})
    hashed = pl.LazyFrame({"_h": wanted})
    met = pairs.with_columns(_h=pl.col("at").hash()).join(hashed, on="_h", how="semi").unique(["at", "to"])
    one = met.group_by("at").agg(pl.len().alias("n"), pl.col("to").first()).filter(pl.col("n") == 1)
    return one.select("at", "to").collect(engine="streaming")


def final(lines: pl.DataFrame, known: Maps) -> pl.DataFrame:
    """`consignment` as the other documents make it: a box to its bill, then a master to its house. Rows keep their order."""
    key = pl.col("consignment")
    if known.boxes.height:
        lines = lines.with_columns(_at=pl.when(pl.col("_by") == CONTAINER).then(_box()))
        lines = lines.join(known.boxes.rename({"at": "_at", "to": "_to"}), on="_at", how="left", maintain_order="left")
        lines = lines.with_columns(consignment=pl.coalesce("_to", key)).drop("_at", "_to")
    if known.masters.height:
        lines = lines.with_columns(_at=pl.when(pl.col("_by").is_in([MASTER, CONTAINER])).then(key))
        lines = lines.join(known.masters.rename({"at": "_at", "to": "_to"}), on="_at", how="left", maintain_order="left")
        lines = lines.with_columns(consignment=pl.coalesce("_to", key)).drop("_at", "_to")
    return lines
