"""Findings as an XLSX workbook: one row an item, sources on a second sheet; no formula, no live link, equal bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import xlsxwriter

from headstamp.core.claim import Source
from headstamp.core.finding import Finding
from headstamp.core.record import Item
from headstamp.core.redact import Profile
from headstamp.core.text import safe_cell
from headstamp.tell.data import COLUMNS, Cell, cited, rows, source_row
from headstamp.tell.shown import cut

CELL_LIMIT = 32_767  # signs a cell can hold (ECMA-376, implementation limit of spreadsheets)
WIDTHS = {"answer": 60, "reasons": 80, "mark": 24, "producer": 30, "conflicts": 40, "unexplained": 40, "id": 16}
SOURCE_COLUMNS = ("id", "title", "publisher", "year", "tier", "url", "seen_as")
_STILL = {"created": datetime(2000, 1, 1)}  # a clock inside would make equal findings unequal files
_SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def to_xlsx(
    traced: Sequence[tuple[Item, Sequence[Finding]]], sources: Mapping[str, Source], profile: Profile = Profile.PUBLIC
) -> bytes:
    """The bytes of a workbook with the sheets `findings` and `sources`. A cell longer than a sheet allows is cut with `…`."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _SAFE)
    book.set_properties(_STILL)
    head = book.add_format({"bold": True, "bottom": 1})
    sheet = book.add_worksheet("findings")
    _fill(sheet, head, COLUMNS, rows(traced, profile))
    for number, name in enumerate(COLUMNS):
        sheet.set_column(number, number, WIDTHS.get(name, 14))
    pages = book.add_worksheet("sources")
    ids = cited(findings[0] for _, findings in traced if findings)
    _fill(pages, head, SOURCE_COLUMNS, (source_row(sources.get(i) or Source(id=i)) for i in ids))
    pages.set_column(1, 2, 50)
    book.close()
    return out.getvalue()


def _fill(sheet: xlsxwriter.worksheet.Worksheet, head: object, header: Sequence[str], body: Iterable[Sequence[Cell]]) -> None:
    for column, name in enumerate(header):
        sheet.write_string(0, column, name, head)
    sheet.freeze_panes(1, 1)
    for row, cells in enumerate(body, start=1):
        for column, value in enumerate(cells):
            if isinstance(value, (int, float)):
                sheet.write_number(row, column, value)
            elif value:
                sheet.write_string(row, column, cut(safe_cell(value), CELL_LIMIT))
