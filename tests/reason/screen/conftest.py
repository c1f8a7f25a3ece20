"""Tables of the shipped pack, and lines that a test fills in as far as it needs them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import polars as pl
import pyarrow as pa
import pytest

from headstamp.core.declaration import COLUMNS
from headstamp.observe.declarations.schema import LINES
from headstamp.reason.screen.scorer import Scorer
from headstamp.reason.screen.tables import frames
from headstamp.reference.pack import load_pack, shipped

NOTHING: dict[str, Any] = {
    "text": "", "texts": [], "country": "", "countries": [], "number": None, "whole": None, "day": None, "flag": False,
}  # fmt: skip
DAY = dt.date(2024, 5, 6)
Make = Callable[..., pl.DataFrame]


def line(**told: Any) -> dict[str, Any]:
    """One line; what is not told is empty."""
    plain = {column.name: NOTHING[column.kind] for column in COLUMNS}
    return {
        **plain,
        "file": "day.csv",
        "row": 1,
        "document": "declaration",
        "version": 0,
        "consignment": "C1",
        "date": DAY,
    } | told


def batch(rows: Sequence[dict[str, Any]]) -> pa.RecordBatch:
    """Lines as a batch of LINES."""
    return pa.RecordBatch.from_pylist(list(rows), schema=LINES)


def frame(rows: Sequence[dict[str, Any]]) -> pl.DataFrame:
    """Lines as the scorer takes them."""
    made = pl.from_arrow(pa.Table.from_batches([batch(rows)]))
    assert isinstance(made, pl.DataFrame)
    return made


@pytest.fixture(scope="session")
def tables() -> dict[str, pl.DataFrame]:
    pack = load_pack(next(path for path in shipped() if path.name == "customs"))
    return frames([pack.tables], pack.sources)


@pytest.fixture(scope="session")
def scorer(tables: dict[str, pl.DataFrame]) -> Scorer:
    return Scorer(tables)
