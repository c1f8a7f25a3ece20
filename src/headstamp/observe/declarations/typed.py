"""Cells that know what they are, from workbooks and objects, to columns: a number that was stored as one is never read as
text.
"""

from __future__ import annotations

import math
from collections.abc import Mapping as Map
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal

import polars as pl

from headstamp.observe.declarations.lines import DOUBT, ROW
from headstamp.observe.declarations.mapping import KINDS, Mapping
from headstamp.observe.declarations.splitting import LONGEST


def shown(value: object) -> str:
    """A cell as text for the guess of a mapping; a fraction is left out, since it tells nothing of how people write here."""
    return "" if isinstance(value, float | Decimal) and value != int(value if math.isfinite(value) else 0) else text(value)


def text(value: object, mark: str = ".") -> str:
    """A cell as text, a fraction with the decimal mark that the other cells of its column have.

    Where a column has no one mark (`?` or empty), a fraction gets a zero at its end, so that it cannot be taken for thousands.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float | Decimal):
        if not math.isfinite(value):
            return str(value)
        if value == int(value):
            return str(int(value))
        digits = f"{value:.15g}" if isinstance(value, float) else str(value)
        if "e" in digits.casefold():
            digits = f"{value:.12f}".rstrip("0")
        return digits.replace(".", ",") if mark == "," else digits if mark == "." else f"{digits}0000"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, list | tuple | set):
        return "; ".join(filter(None, map(text, value)))
    if isinstance(value, Map):
        return text(value.get("name") or value.get("value") or list(value.values()))
    return str(value)


def frame(
    rows: Sequence[Sequence[object]],
    numbers: Sequence[int],
    places: Map[str, int],
    mapping: Mapping,
    headings: Sequence[str],
    doubts: Map[int, str] | None = None,
) -> pl.DataFrame:
    """Rows as columns by field, with `_row` (of `numbers`) and `_doubt`. A column of numbers that holds nothing else stays
    one; cells beyond a million characters are cut, and that is said. `doubts` = place in `rows` -> what was odd about the
    row.
    """
    said = dict(doubts or {})
    columns: dict[str, pl.Series] = {}
    for name, at in places.items():
        values = [row[at] if at < len(row) else None for row in rows]
        if KINDS[name] == "number" and all(v is None or (isinstance(v, int | float) and not isinstance(v, bool)) for v in values):
            columns[name] = pl.Series([None if v is None else _float(v) for v in values], dtype=pl.Float64)
            continue
        mark = mapping.decimal.get(name, ".") if KINDS[name] == "number" else "."
        cells = [text(value, mark).replace("\x00", "") for value in values]
        for place, cell in enumerate(cells):
            if len(cell) > LONGEST:
                cells[place] = cell[:LONGEST]
                said[place] = f"{headings[at]!r} had {len(cell):,} characters and was cut after {LONGEST:,}"
        columns[name] = pl.Series([_sound(cell) for cell in cells], dtype=pl.String)
    columns[ROW] = pl.Series(numbers, dtype=pl.Int64)
    columns[DOUBT] = pl.Series([said.get(place) for place in range(len(rows))], dtype=pl.String)
    return pl.DataFrame(columns)


def _float(value: object) -> float:
    try:
        return float(value)  # type: ignore[arg-type]
    except OverflowError:
        return math.inf


def _sound(cell: str) -> str:
    return cell if cell.isascii() else cell.encode("utf-8", "replace").decode()
