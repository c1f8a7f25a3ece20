"""XLSX: guarded against archive bombs and entities; formulas and merged cells are set aside, never interpreted."""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
import zlib
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headstamp.core.errors import InputError, LimitError, RecordError
from headstamp.observe.marks.rows import SEARCHED, BadCell, Cells, RawRow, header, no_header, records

if TYPE_CHECKING:
    from openpyxl import Workbook

MAX_FILE, MAX_MEMBERS, MAX_UNPACKED, MAX_RATIO = 128 << 20, 2_000, 1 << 30, 250
_BROKEN = (
    LookupError, ValueError, TypeError, AttributeError, SyntaxError, EOFError, OSError, ArithmeticError, RuntimeError,
    zipfile.BadZipFile, zlib.error, struct.error,
)  # fmt: skip
"""What openpyxl, zipfile and the XML parser raise on damaged workbooks."""
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=[\"']\$?[A-Z]+\$?(\d+)(?::\$?[A-Z]+\$?(\d+))?[\"']")
_FAR = re.compile(rb"<(?:\w+:)?(?:row|c)\b[^>]*?\br=[\"']\$?[A-Z]*\$?0*([1-9]\d{6,})[\"']")
MAX_ROW, MAX_CELLS = 1 << 20, 40_000_000  # the last row of a sheet; cells, empty ones too, that are walked over
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)
_CHUNK = 1 << 20


def guard(path: Path) -> None:
    """Raise LimitError for an archive that unpacks too large, InputError for one that is not a plain XLSX."""
    file = path.name
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, struct.error) as error:
        hint = "Save it as XLSX (Excel workbook) without a password; .xls and .ods are not read."
        raise InputError("not an XLSX workbook", hint=hint, file=file) from error
    large = [m for m in members if m.file_size > _CHUNK and m.file_size > MAX_RATIO * max(m.compress_size, 1)]
    total = sum(m.file_size for m in members)
    what = ""
    if path.stat().st_size > MAX_FILE:
        what = f"larger than {MAX_FILE >> 20} MB"
    elif len(members) > MAX_MEMBERS:
        what = f"{len(members)} parts, {MAX_MEMBERS} is the most"
    elif total > MAX_UNPACKED:
        what = f"unpacks to {total >> 20} MB, {MAX_UNPACKED >> 20} MB is the most"
    elif large:
        what = f"{large[0].filename} unpacks to {large[0].file_size // max(large[0].compress_size, 1)} times its size"
    if what:
        raise LimitError(f"too large: {what}", hint="Save the table anew, or export it as CSV.", file=file)


def merged_rows(archive: zipfile.ZipFile, member: str) -> list[tuple[int, int]]:
    """First and last row of each run of rows that merged cells touch, in order. Raises InputError for a DTD."""
    found: list[tuple[int, int]] = []
    tail = b""
    with archive.open(member) as part:
        while chunk := part.read(_CHUNK):
            block = tail + chunk
            if _DOCTYPE.search(block) or b"\x00" in chunk[:64]:
                raise InputError("the workbook holds a DTD or is not UTF-8", hint="Save the table anew, or export it as CSV.")
            if any(len(m[1]) > 7 or int(m[1]) > MAX_ROW for m in _FAR.finditer(block)):
                raise LimitError(f"a row beyond {MAX_ROW:,}, the last one of a sheet", hint="Save the table anew.")
            done = 0
            for m in _MERGED.finditer(block):
                found.append((int(m[1]), int(m[2] or m[1])))
                done = m.end()
            tail = block[max(done, len(block) - 512) :]
    runs: list[tuple[int, int]] = []
    for first, last in sorted(found):
        if runs and first <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(last, runs[-1][1]))
        else:
            runs.append((first, last))
    return runs


def read_xlsx(path: Path, encoding: str | None) -> tuple[Iterator[RawRow], tuple[str, ...]]:
    """The rows of the first sheet with a recognisable header, and how it was read. `encoding` has no meaning here.

    Raises InputError and LimitError.
    """
    del encoding
    guard(path)
    try:
        with zipfile.ZipFile(path) as archive:
            parts = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
            merged = {name: merged_rows(archive, name) for name in parts}
        return _first_table(_open(path), path, merged)
    except InputError as error:
        error.file = error.file or path.name
        raise
    except _BROKEN as error:
        raise _broken(path, error) from error


def _broken(path: Path, error: BaseException) -> InputError:
    what = f"the workbook is broken: {type(error).__name__}: {str(error)[:80]}"
    return InputError(what, hint="Open and save it anew in a spreadsheet, or export it as CSV.", file=path.name)


def _open(path: Path) -> Workbook:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl speaks of parts it does not know; cells are not concerned
        return load_workbook(io.BytesIO(path.read_bytes()), read_only=True, data_only=False, keep_links=False)


def _first_table(
    book: Workbook, path: Path, merged: dict[str, list[tuple[int, int]]]
) -> tuple[Iterator[RawRow], tuple[str, ...]]:
    sheets: list[Any] = list(book.worksheets)
    for sheet in sheets:
        runs = merged.get(sheet._worksheet_path.lstrip("/"), [])
        sheet.reset_dimensions()
        if found := header(islice(_cells(sheet), SEARCHED)):
            others = [s.title for s in sheets if s is not sheet]
            note = f"{path.name}: sheet {sheet.title!r}, header in row {found[0]}"
            note += f"; not read: {', '.join(map(repr, others))}" if others else ""
            return _rows(book, sheet, found, runs, path), (note,)
    first = list(islice(_cells(sheets[0]), SEARCHED)) if sheets else []
    book.close()
    if not sheets:
        raise InputError("a workbook without a sheet", hint="Put the table on the first sheet.", file=path.name)
    raise no_header(first, path.name)


def _rows(book: Workbook, sheet: Any, found: tuple[int, list[str]], runs: list[tuple[int, int]], path: Path) -> Iterator[RawRow]:
    starts = [first for first, _ in runs]
    below = ((n, cells) for n, cells in _cells(sheet) if n > found[0])
    try:
        for row in records(below, found[1]):
            at = bisect_right(starts, row.number) - 1
            if at >= 0 and row.number <= runs[at][1]:
                error = RecordError(f"merged cells: rows {runs[at][0]} to {runs[at][1]}", hint="Unmerge them and fill every row.")
                row = RawRow(row.number, row.record, row.error or error)
            yield row
    except _BROKEN as error:
        raise _broken(path, error) from error
    finally:
        book.close()


def _cells(sheet: Any) -> Iterator[tuple[int, Cells]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        walked = 0
        for number, row in enumerate(sheet.iter_rows(), start=1):
            walked += len(row)
            if walked > MAX_CELLS:
                raise LimitError(f"more than {MAX_CELLS:,} cells", hint="Delete empty columns, or split it.", row=number)
            yield number, [None if cell.value is None else _value(cell) for cell in row]


def _value(cell: Any) -> object:
    if cell.data_type == "f":
        formula = cell.value if isinstance(cell.value, str) else "an array formula"
        return BadCell("formula: a computed cell is not an observation", "Paste it again as a value.", formula)
    if cell.data_type == "e":
        return BadCell(f"error value: the cell holds {cell.value}", "Type what was seen.", str(cell.value))
    return cell.value
