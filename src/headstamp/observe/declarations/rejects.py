"""Rows that could not be read: where, why, and what stood there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pyarrow as pa

from headstamp.core.text import safe_cell

REJECTS = pa.schema(
    [("file", pa.string()), ("row", pa.int64()), ("column", pa.string()), ("reason", pa.string()), ("raw", pa.string())]
)
"""One row that was set aside. `row` is 0 where the whole file, or the rest of it, cannot be read; `raw` is safe in a
spreadsheet.
"""
EXCERPT = 500
"""Characters of the row that are kept."""


class Reject(NamedTuple):
    """One row of `REJECTS` without its file."""

    row: int
    column: str
    reason: str
    raw: str


def rejects_batch(file: str, rejects: Sequence[Reject]) -> pa.RecordBatch:
    """The rejects of one file as a batch of `REJECTS`, in the order of the rows."""
    rows = sorted(rejects, key=lambda one: one.row)
    return pa.RecordBatch.from_pydict(
        {
            "file": [file] * len(rows),
            "row": [one.row for one in rows],
            "column": [one.column for one in rows],
            "reason": [one.reason for one in rows],
            "raw": [safe_cell(_sound(one.raw)) for one in rows],
        },
        schema=REJECTS,
    )


def _sound(text: str) -> str:
    short = text[:EXCERPT].replace("\x00", "\ufffd")
    return short.encode("utf-8", "replace").decode("utf-8")
