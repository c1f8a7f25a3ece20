"""Lines of declarations with what a test says of them, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import polars as pl
import pyarrow as pa
import pytest

from headstamp.core.declaration import COLUMNS
from headstamp.observe.declarations.schema import LINES

Lines = Callable[[list[dict[str, Any]]], pl.DataFrame]
EMPTY = {"text": "", "texts": [], "country": "", "countries": [], "number": None, "whole": None, "day": None, "flag": False}
ORDINARY: dict[str, Any] = {
    "document": "declaration", "date": date(2024, 3, 1), "mode": "sea", "hs": "080300", "origin": "EC", "dispatch": "EC",
    "destination": "DE", "packages": 100.0, "package_kind": "cartons", "gross_kg": 1900.0, "net_kg": 1800.0, "value": 1500.0,
    "currency": "USD", "shipper": "Frutas S.A.", "consignee": "Obst GmbH", "containers": ["ABCU1234560"],
}  # fmt: skip


def _lines(rows: list[dict[str, Any]]) -> pl.DataFrame:
    """LINES with ordinary bananas wherever a row says nothing; consignments are numbered unless named."""
    full = [{c.name: EMPTY[c.kind] for c in COLUMNS} | ORDINARY | {"consignment": f"c{i}"} | row for i, row in enumerate(rows)]
    return pl.DataFrame(pl.from_arrow(pa.Table.from_pylist(full, schema=LINES)))


@pytest.fixture(scope="session")
def lines() -> Lines:
    return _lines


@pytest.fixture(scope="session")
def batches() -> Callable[..., Iterator[pa.RecordBatch]]:
    def cut(frame: pl.DataFrame, size: int = 10_000) -> Iterator[pa.RecordBatch]:
        """Batches of `size` lines, with the types of LINES."""
        return iter(frame.to_arrow(compat_level=pl.CompatLevel.oldest()).cast(LINES).to_batches(max_chunksize=size))

    return cut
