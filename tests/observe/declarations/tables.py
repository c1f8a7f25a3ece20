"""Small tables of customs records, as files of every kind, and all that comes out of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from headstamp.observe.declarations import LINES, Counts, read
from headstamp.observe.declarations.reading import Reading

HEADINGS = ["Declaration No", "Date", "HS Code", "Description of Goods", "Country of Origin", "Gross Weight (kg)", "Container No"]
ROWS = [
    ["D1", "2026-11-01", "8431.49", "parts of bulldozer", "KP", "1200.5", "CSQU3054383"],
    ["D2", "2026-11-02", "170199", "sugar, refined", "Korea, Republic of", "24000", ""],
    ["D3", "2026-11-03", "260111", "iron ore", "Corea del Norte", "26500.25", ""],
]
Write = Callable[..., Path]


def quoted(cell: str, delimiter: str = ",") -> str:
    return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in (delimiter, '"', "\n", "\r")) else cell


def csv_text(rows: list[list[str]] = ROWS, delimiter: str = ",", headings: list[str] = HEADINGS) -> str:
    return "".join(delimiter.join(quoted(cell, delimiter) for cell in row) + "\r\n" for row in [headings, *rows])


def everything(reading: Reading) -> tuple[list[dict[str, Any]], list[dict[str, Any]], Counts]:
    rows: list[dict[str, Any]] = []
    rejects: list[dict[str, Any]] = []
    counts = Counts()
    for piece in reading.pieces:
        assert piece.batch.schema == LINES
        piece.batch.validate(full=True)
        assert len(piece.batch) == piece.counts.read
        assert len(piece.rejects) == piece.counts.rejected
        rows += piece.batch.to_pylist()
        rejects += piece.rejects.to_pylist()
        counts = counts.plus(piece.counts)
    assert counts.rows == counts.read + counts.rejected
    return rows, rejects, counts


def one_file(path: Path, **options: Any) -> tuple[list[dict[str, Any]], list[dict[str, Any]], Counts]:
    return everything(read(path, **options))


def objects(rows: list[list[str]] = ROWS) -> str:
    return "".join(json.dumps(dict(zip(HEADINGS, row, strict=True))) + "\n" for row in rows)
