"""Names of lines against lists of parties, as of the line's day: the columns `<party>_lr`, `_same`, `_entry`, `_since`."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from headstamp.reason.screen.lookers import PartyLooker

VESSEL, ANY = 3, 0
_COLUMNS: dict[str, tuple[pl.DataType, object]] = {
    "lr": (pl.Float64(), 0.0), "same": (pl.Boolean(), False), "entry": (pl.String(), ""), "since": (pl.String(), ""),
}  # fmt: skip


def add_listed(frame: pl.DataFrame, columns: Sequence[str], looker: PartyLooker | None) -> pl.DataFrame:
    """Add for each column of names the likelihood ratio of the best party listed on the line's day (0 = like nobody, null =
    no name or no list), whether the words are the same, its entry and since when it is listed; and `imo_entry`, `imo_since`
    for the ship's number.

    An entry without a date counts as listed on every day, and so does every entry for a line without a date."""
    if looker is None:
        return frame.with_columns(
            *(pl.lit(None, kind).alias(f"{p}_{c}") for p in columns for c, (kind, _) in _COLUMNS.items()),
            pl.lit(None, pl.String).alias("imo_entry"), pl.lit(None, pl.String).alias("imo_since"),
        )  # fmt: skip
    hits = _asked(frame, columns, looker)
    for column in columns:
        kind = VESSEL if column == "vessel" else ANY
        frame = _beside(frame, column, hits.filter(pl.col("kind") == kind))
    return _numbers(frame, looker.vessels)


def _asked(frame: pl.DataFrame, columns: Sequence[str], looker: PartyLooker) -> pl.DataFrame:
    asked = [
        frame.select(name=pl.col(c).unique()).with_columns(kind=pl.lit(VESSEL if c == "vessel" else ANY, pl.Int64))
        for c in columns
    ]
    names = pl.concat(asked).unique().filter(pl.col("name") != "").sort("kind", "name")
    return looker.look(names["name"], names["kind"])


def _beside(frame: pl.DataFrame, column: str, hits: pl.DataFrame) -> pl.DataFrame:
    said = pl.when(pl.col(column) != "")
    met = frame.select(column, "date").with_row_index("_at").filter(pl.col(column).is_in(hits["name"].unique().to_list()))
    if met.is_empty():
        return frame.with_columns(
            said.then(pl.lit(nothing, kind)).alias(f"{column}_{c}") for c, (kind, nothing) in _COLUMNS.items()
        )
    best = (
        met.join(hits, left_on=column, right_on="name")
        .filter(_listed_on("since", "until"))
        .sort(["_at", "same", "lr", "entry"], descending=[False, True, True, False])
        .unique("_at", keep="first", maintain_order=True)
        .select("_at", *(pl.col(c).alias(f"{column}_{c}") for c in _COLUMNS))
    )
    frame = frame.with_row_index("_at").join(best, on="_at", how="left", maintain_order="left").drop("_at")
    return frame.with_columns(
        said.then(pl.col(f"{column}_{c}").fill_null(pl.lit(nothing, kind))).alias(f"{column}_{c}")
        for c, (kind, nothing) in _COLUMNS.items()
    )


def _listed_on(since: str, until: str) -> pl.Expr:
    """Boolean: the line's day lies within a listing; ISO texts to the day, month or year compare as texts."""
    day = pl.col("date").dt.to_string("%Y-%m-%d")
    begun = day.is_null() | (pl.col(since) == "") | (pl.col(since) <= day)
    ended = (pl.col(until) != "") & (day.is_null() | (pl.col(until) <= day))
    return begun & ~ended


def _numbers(frame: pl.DataFrame, vessels: pl.DataFrame) -> pl.DataFrame:
    numbers = vessels["imo"].unique().to_list()
    met = frame.select("imo", "date").with_row_index("_at").filter(pl.col("imo").is_in(numbers))
    best = (
        met.join(vessels, on="imo")
        .filter(_listed_on("since", "until"))
        .sort("_at", "since", "entry")
        .unique("_at", keep="first", maintain_order=True)
        .select("_at", imo_entry="entry", imo_since="since")
    )
    said = pl.when(pl.col("imo") != "")
    frame = frame.with_row_index("_at").join(best, on="_at", how="left", maintain_order="left").drop("_at")
    return frame.with_columns(said.then(pl.col(c).fill_null("")).alias(c) for c in ("imo_entry", "imo_since"))
