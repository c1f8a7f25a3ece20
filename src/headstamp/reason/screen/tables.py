"""Rows of packs -> the tables that the scorer reads; each is one Parquet file of the reference folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from headstamp.core.claim import Source
from headstamp.reference.row import Row
from headstamp.reference.rows import Tables

_TEXTS = pl.List(pl.String())
_COMMON: dict[str, Any] = {"pack": pl.String, "standing": pl.String, "source_ids": _TEXTS, "note": pl.String}
_DATES = ("since", "until")
SCHEMAS: dict[str, dict[str, Any]] = {
    "rules": {
        "id": pl.String, "group": pl.String, "on": pl.Boolean, "threshold": pl.Float64, "k": pl.Int64, "n": pl.Int64,
        "rate": pl.Float64, "cap": pl.Float64, "budget": pl.Float64, "legal_note": pl.String, "indicators": _TEXTS,
        "cases": _TEXTS,
    },
    "product_groups": {
        "id": pl.String, "direction": pl.String, "hs": _TEXTS, "since": pl.Date, "paragraph": pl.String, "what": pl.String,
    },
    "regimes": {
        "id": pl.String, "country": pl.String, "kind": pl.String, "since": pl.Date, "until": pl.Date, "what": pl.String,
    },
    "ports": {
        "id": pl.String, "name": pl.String, "locode": pl.String, "aliases": _TEXTS, "country": pl.String, "kind": pl.String,
    },
    "words": {
        "id": pl.String, "kind": pl.String, "family": pl.String, "words": _TEXTS, "hs": _TEXTS, "cases": _TEXTS, "since": pl.Date,
    },
    "known": {"id": pl.String, "kind": pl.String, "value": pl.String, "case": pl.String, "since": pl.Date},
    "cases": {"id": pl.String, "title": pl.String, "when": pl.String, "counted": pl.String},
    "chpl": {"hs6": pl.String, "tier": pl.String, "since": pl.Date},
    "headings": {"heading": pl.String, "title": pl.String},
}  # fmt: skip
"""Columns of each table before the common ones: `pack`, `standing`, `source_ids`, `note`."""
_ATTRIBUTES = {"rules": "signals", "words": "wordings"}
_KEYS = {"chpl": "hs6", "headings": "heading"}


def frames(packs: Iterable[Tables], sources: Mapping[str, Source] | None = None) -> dict[str, pl.DataFrame]:
    """The tables of the packs, those given first coming first; `sources` describes the sources that their rows name.

    Give them by falling priority: of two rows of one id the first counts, so that a copy of a pack with a line changed can be
    laid above it."""
    laid = list(packs)
    found = {name: _frame(name, [row for tables in laid for row in getattr(tables, _ATTRIBUTES.get(name, name))])
             for name in SCHEMAS}  # fmt: skip
    cited = {each for frame in found.values() for ids in frame["source_ids"].to_list() for each in ids}
    rows = [(s.id, s.title, s.publisher, s.year, s.url, s.tier, s.seen_as) for s in (sources or {}).values() if s.id in cited]
    schema = dict.fromkeys(("id", "title", "publisher", "year", "url", "tier", "seen_as"), pl.String)
    found["sources"] = pl.DataFrame(rows, schema=schema, orient="row").sort("id")
    return found


def empty() -> dict[str, pl.DataFrame]:
    """Tables without a row: a screen with them says nothing."""
    return frames(())


def _frame(name: str, rows: Sequence[Row]) -> pl.DataFrame:
    own = SCHEMAS[name]
    schema = {**own, **_COMMON}
    key = _KEYS.get(name)
    data = [[_cell(row, "id" if column == key else column) for column in schema] for row in rows]
    dates = [c for c in _DATES if c in schema]
    texts = {**schema, **dict.fromkeys(dates, pl.String)}
    frame = pl.DataFrame(data, schema=texts, orient="row").unique(key or "id", keep="first", maintain_order=True)
    return frame.with_columns(pl.col(c).replace("", None).str.to_date("%Y-%m-%d") for c in dates)


def _cell(row: Row, column: str) -> Any:
    value = getattr(row, column)
    return list(value) if isinstance(value, tuple) else str(value) if column == "standing" else value
