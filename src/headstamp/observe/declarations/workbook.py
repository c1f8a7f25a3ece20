"""XLSX: the sheet with most headings, row by row; guarded against bombs and entities as the marks' workbooks are."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from headstamp.core.errors import InputError, LimitError
from headstamp.observe.declarations.guess import SAMPLE, score
from headstamp.observe.declarations.mapping import Mapping
from headstamp.observe.declarations.tables import SEARCHED, Part, Table, header, understood, unique
from headstamp.observe.declarations.typed import frame, shown
from headstamp.observe.marks.table_xlsx import _BROKEN, MAX_CELLS, guard, merged_rows

_ROWS = 16_384
_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!")


def workbook(path: Path, given: Mapping | None) -> Table:
    """The sheet of a workbook whose first rows have most headings. A computed cell gives the value that was saved with it.

    Raises InputError for a workbook that is broken or has no header, LimitError for one that unpacks beyond all measure.
    """
    guard(path)
    try:
        with zipfile.ZipFile(path) as archive:
            merged = {n: merged_rows(archive, n) for n in archive.namelist() if n.endswith((".xml", ".rels"))}
        book = _open(path)
        sheets = list(book.worksheets)
        heads = [_first(sheet) for sheet in sheets]
    except _BROKEN as error:
        raise _broken(path, error) from error
    if not sheets:
        raise InputError("a workbook without a sheet", hint="put the table on the first sheet", file=path.name)
    best = max(range(len(sheets)), key=lambda i: max((score(list(map(shown, row))) for row in heads[i][:SEARCHED]), default=0))
    rows = [list(map(shown, row)) for row in heads[best]]
    if not any(any(row) for row in rows):
        raise InputError("an empty workbook", hint="give a table with a row of column names", file=path.name)
    at = header(rows, given, path.name)
    headings = unique(rows[at])
    width = len(headings)
    below = [(row + [""] * width)[:width] for row in rows[at + 1 :]]
    found = understood(path.name, "xlsx", at + 1, headings, below, given)
    others = [sheet.title for i, sheet in enumerate(sheets) if i != best]
    found = found.noting(f"sheet {sheets[best].title!r}, header in row {at + 1}", *(f"not read: sheet {t!r}" for t in others))
    runs = merged.get(getattr(sheets[best], "_worksheet_path", "").lstrip("/"), [])
    if any(last > at + 1 for _, last in runs):
        found = found.noting("merged cells: only the first cell of each has a value")
    return Table(found, _parts(path, best, at + 1, found.mapping, headings))


def _open(path: Path) -> Any:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # parts of the workbook that openpyxl does not know; cells are not concerned
        return load_workbook(path, read_only=True, data_only=True, keep_links=False)


def _first(sheet: Any) -> list[list[object]]:
    sheet.reset_dimensions()
    return [list(row) for row in islice(sheet.iter_rows(values_only=True), SAMPLE + SEARCHED)]


def _broken(path: Path, error: BaseException) -> InputError:
    what = f"the workbook is broken: {type(error).__name__}: {str(error)[:80]}"
    return InputError(what, hint="open and save it anew in a spreadsheet, or export it as CSV", file=path.name)


def _parts(path: Path, sheet_at: int, skip: int, mapping: Mapping, headings: list[str]) -> Iterator[Part]:
    places = {name: headings.index(heading) for name, heading in mapping.columns.items()}
    book = _open(path)
    try:
        sheet = book.worksheets[sheet_at]
        sheet.reset_dimensions()
        rows: list[list[object]] = []
        numbers: list[int] = []
        doubts: dict[int, str] = {}
        walked = blank = 0
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            walked += len(row)
            if walked > MAX_CELLS:
                raise LimitError(f"more than {MAX_CELLS:,} cells", hint="split it", file=path.name, row=number)
            if number <= skip:
                continue
            if all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in row):
                blank += 1
                continue
            if errors := [cell for cell in row if isinstance(cell, str) and cell in _ERRORS]:
                doubts[len(rows)] = f"a cell holds {errors[0]}"
                row = [None if isinstance(cell, str) and cell in _ERRORS else cell for cell in row]
            rows.append(list(row))
            numbers.append(number)
            if len(rows) >= _ROWS:
                yield Part(frame(rows, numbers, places, mapping, headings, doubts), [], blank)
                rows, numbers, doubts, blank = [], [], {}, 0
        if rows:
            yield Part(frame(rows, numbers, places, mapping, headings, doubts), [], blank)
    except _BROKEN as error:
        raise _broken(path, error) from error
    finally:
        book.close()
