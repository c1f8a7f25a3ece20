"""What every kind of file has in common: a header that is found, a mapping that is guessed or given, and parts that are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Map
from typing import NamedTuple

import polars as pl

from headstamp.core.errors import InputError, UsageError
from headstamp.core.text import fold
from headstamp.observe.declarations.guess import guess, score, settings
from headstamp.observe.declarations.mapping import Mapping, Understood
from headstamp.observe.declarations.rejects import Reject

SEARCHED = 25
"""Rows among which the header is looked for: titles and notes may stand above it."""


class Part(NamedTuple):
    """Some rows of a file: cells by field with `_row` and `_doubt` (`lines` reads them), and the rows that were set aside."""

    frame: pl.DataFrame
    rejects: list[Reject]
    blank: int = 0


class Table(NamedTuple):
    """A file that is open: how it was understood, and its rows in parts."""

    understood: Understood
    parts: Iterator[Part]


def header(rows: Sequence[Sequence[str]], given: Mapping | None, file: str) -> int:
    """The place of the header among the first rows: the row with most headings that are known, or that the mapping names.

    Raises InputError where none of them has one.
    """
    named = {fold(heading) for heading in given.columns.values()} if given else set()
    scores = [sum(fold(cell) in named for cell in row) if given else score(row) for row in rows[:SEARCHED]]
    best = max(scores, default=0)
    if best:
        return scores.index(best)
    first = next((at for at, row in enumerate(rows) if len([c for c in row if c.strip()]) > 1), 0)
    words = rows and any(rows[first]) and not any(any(sign.isdigit() for sign in cell) for cell in rows[first])
    if given or words:
        return first  # words nobody knows: the cells may still tell, or the mapping is told which heading it misses
    shown = ", ".join(repr(cell[:30]) for cell in (rows[0] if rows else [])[:8])
    hint = "the table needs a row of column names, or give a mapping whose headings are those of the file"
    raise InputError(f"no row of column names that are known; it begins with {shown}", hint=hint, file=file, row=1)


def unique(headings: Sequence[str]) -> list[str]:
    """Headings without blanks around them, a repeated one numbered: `Country`, `Country (2)`."""
    seen: dict[str, int] = {}
    out = []
    for cell in headings:
        heading = " ".join(cell.replace("\x00", "").split())[:200]
        seen[heading] = seen.get(heading, 0) + 1
        out.append(f"{heading} ({seen[heading]})" if heading and seen[heading] > 1 else heading)
    return out


def understood(
    file: str,
    form: str,
    header_row: int,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    given: Mapping | None,
    *,
    semicolons: bool = False,
    sparse: bool = False,
) -> Understood:
    """The mapping of a file: the one given, with what it leaves unsaid inferred from the first rows, or a guess.

    Raises UsageError where a given mapping names a heading that the file lacks (unless its rows are objects, `sparse`),
    InputError where nothing of the file can be understood.
    """
    if given is not None:
        mapping = _given(given, headings, rows, semicolons, sparse, file)
        asked: list[str] = []
        notes: list[str] = []
    else:
        mapping, asked, notes = guess(headings, rows, semicolons=semicolons)
        if not mapping.columns:
            hint = "name its columns with a mapping file"
            raise InputError("no column is understood", hint=hint, file=file, row=header_row)
    used = set(mapping.columns.values())
    unused = tuple(heading for heading in headings if heading and heading not in used)
    return Understood(file, form, header_row, tuple(headings), mapping, unused, tuple(asked), tuple(notes))


def _given(
    given: Mapping, headings: Sequence[str], rows: Sequence[Sequence[str]], semicolons: bool, sparse: bool, file: str
) -> Mapping:
    by_key = {fold(heading): heading for heading in reversed(headings)} | {heading: heading for heading in headings}
    columns: dict[str, str] = {}
    for name, heading in given.columns.items():
        found = by_key.get(heading) or by_key.get(fold(heading))
        if found is None and not sparse:
            shown = ", ".join(map(repr, list(headings)[:12]))
            raise UsageError(f"{file} has no column {heading!r}, which the mapping gives to {name}", hint=f"it has {shown}")
        columns[name] = found or heading
    cells = {h: [row[at] for row in rows if row[at].strip()] for at, h in enumerate(headings) if h}
    inferred, _ = settings(columns, cells, semicolons)
    decimal: Map[str, str] = {**inferred.decimal, **given.decimal}
    return Mapping(
        columns,
        dict(given.constants) or ({} if "document" in columns else {"document": "declaration"}),
        {name: mark for name, mark in decimal.items() if name in columns},
        given.date_order or inferred.date_order,
        {**inferred.mass_unit, **given.mass_unit},
        given.hs_edition,
        given.list_separator,
        given.hs_lost_zeros or inferred.hs_lost_zeros,
    )
