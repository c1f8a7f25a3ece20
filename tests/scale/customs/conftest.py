"""A small day on disk, screened once: honest lines, and a few of our own."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pytest

from headstamp.observe.declarations.schema import LINES
from headstamp.reason.screen.select import Budget
from headstamp.reference.shelf import Shelf, load_shelf
from headstamp.scale.customs.run import Screened, Terms, screen
from headstamp.scale.planted.benign import benign

LEGAL, CONFLICT = "OURS1", "OURS2"
BASE = {
    "document": "declaration", "version": 0, "item": 1, "date": "2026-03-02", "mode": "sea", "currency": "USD", "hs": "841391",
    "goods": "SPARE PARTS FOR PUMPS", "origin": "CN", "dispatch": "CN", "destination": "KE", "gross_kg": 21_400, "packages": 118,
    "value": 31_000, "shipper": "WILLOW BRIDGE CO", "consignee": "THREE PALMS LTD",
}  # fmt: skip
OURS = [
    {**BASE, "number": "D1", "house_bill": LEGAL, "origin": "KP", "dispatch": "KP", "destination": "SY"},
    {**BASE, "number": "D2", "house_bill": CONFLICT},
    {**BASE, "number": "B2", "document": "bill", "house_bill": CONFLICT, "goods": "CANE SUGAR", "hs": "", "gross_kg": 9_000,
     "consignee": "GREY HERON FZE", "destination": "SO"},
]  # fmt: skip


def line(**given: Any) -> dict[str, Any]:
    """One line of LINES, empty but for what is given."""
    empty = {"string": "", "int64": 0, "bool": False}
    made = {f.name: [] if pa.types.is_list(f.type) else empty.get(str(f.type)) for f in LINES}
    return {**made, "item": None, **given}


def batch(*lines: dict[str, Any]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist(list(lines), schema=LINES)


def write_day(path: Path, lines: int = 1_500, ours: list[dict[str, Any]] = OURS) -> Path:
    """A CSV of honest lines and ours."""
    honest = pl.from_arrow(pa.Table.from_batches(list(benign(lines, 5))))
    assert isinstance(honest, pl.DataFrame)
    honest = honest.drop("file", "row", "superseded", "doubts", "consignment").with_columns(
        pl.col(pl.List(pl.String)).list.join(" ")
    )
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, honest.columns, restval="")
        writer.writeheader()
        writer.writerows(honest.iter_rows(named=True))
        writer.writerows(ours)
    return path


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    return load_shelf([])


@pytest.fixture(scope="session")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_day(tmp_path_factory.mktemp("day") / "day.csv")


Make = Callable[..., Screened]


@pytest.fixture(scope="session")
def make(day: Path, shelf: Shelf) -> Make:
    def call(out: Path, *sources: Path, log: Any = None, **terms: Any) -> Screened:
        given = {"budget": Budget(top=20), "workers": 1, "seed": "s", "today": "2026-03-03", **terms}
        return screen(sources or (day,), out, shelf, terms=Terms(**given), log=log)

    return call


@pytest.fixture(scope="session")
def screened(make: Make, tmp_path_factory: pytest.TempPathFactory) -> Screened:
    return make(tmp_path_factory.mktemp("run") / "open.csv")
