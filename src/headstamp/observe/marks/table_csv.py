"""CSV: encoding, delimiter, formulas. Encodings are never guessed; a wrong one would invent marks."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from headstamp.core.errors import InputError, LimitError, UsageError
from headstamp.observe.marks.rows import SEARCHED, BadCell, Cells, RawRow, header, no_header, records, score

MAX_BYTES = 512 * 1024 * 1024
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_GUESSES = ("cp1251", "cp949", "gb18030", "cp1256", "cp1252")
_MAGIC = {b"PK\x03\x04": "a zip or XLSX file", b"\xd0\xcf\x11\xe0": "an old or encrypted Excel file", b"%PDF": "a PDF",
          b"\x1f\x8b": "a gzip file"}  # fmt: skip
_FORMULA = BadCell("formula: a cell that begins with = is never computed", "Write the value; if = is seen, write '= instead.")
_ESCAPED = re.compile(r"^'(?=\s*[=+\-@\t\r＝＋－＠])")


def decode(data: bytes, encoding: str | None, file: str) -> tuple[str, str]:
    """Text and the encoding it was in: the one asked for, else by byte order mark, else UTF-8.

    Raises InputError with the row of the first byte that does not fit, and UsageError for an encoding nobody knows.
    """
    if magic := next((what for start, what in _MAGIC.items() if data.startswith(start)), None):
        raise InputError(f"this is {magic}, whatever its name says", hint="Export it as CSV or XLSX.", file=file)
    boms = [(b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")]
    tried = encoding or next((name for bom, name in boms if data.startswith(bom)), "utf-8")
    try:
        text = data.decode(tried)
    except LookupError as error:
        raise UsageError(
            f"unknown encoding {encoding!r}", hint="Try cp1251 (Cyrillic), cp949 (Korean), gb18030 (Chinese)."
        ) from error
    except UnicodeError as error:
        raise _undecodable(data, tried, error, file, encoding is not None) from error
    if text.count("\x00", 0, 4096) > len(text[:4096]) // 8:
        raise InputError(f"not text in {tried}", hint="Name the encoding, for example --encoding utf-16-le.", file=file, row=1)
    return text.removeprefix("\ufeff"), tried


def _undecodable(data: bytes, tried: str, error: UnicodeError, file: str, asked: bool) -> InputError:
    start = error.start if isinstance(error, UnicodeDecodeError) else 0
    fits = [name for name in _GUESSES if name != tried and _fits(data[:1_000_000], name)]
    names = tried if asked else f"{tried} (also utf-8-sig and utf-16, which need a byte order mark)"
    return InputError(
        f"cannot be decoded: tried {names}; byte {start + 1} does not fit",
        hint=f"Name the right one with --encoding; these would fit: {', '.join(fits) or 'none of the usual ones'}.",
        file=file,
        row=data.count(b"\n", 0, start) + 1,
    )


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def read_csv(path: Path, encoding: str | None) -> tuple[Iterator[RawRow], tuple[str, ...]]:
    """The rows of a CSV file, and how it was read. Raises InputError (no header, wrong encoding) and LimitError."""
    file = path.name
    if path.stat().st_size > MAX_BYTES:
        raise LimitError(f"larger than {MAX_BYTES >> 20} MB", hint="Split the table.", file=file)
    text, used = decode(path.read_bytes(), encoding, file)
    head = "".join(islice(_lines(text[:100_000]), SEARCHED))
    declared = re.match(r"^sep=([,;\t|])\r?\n", head)
    delimiter = declared[1] if declared else _delimiter(head)
    try:
        found = header(islice(_cells(head, delimiter), SEARCHED))
    except InputError as error:
        error.file = file
        raise
    if found is None:
        raise no_header(_cells(head, delimiter), file)
    rows = ((n, cells) for n, cells in _cells(text, delimiter) if n > found[0])
    return records(rows, found[1]), (f"{file}: {used}, {DELIMITERS[delimiter]}-separated, header in row {found[0]}",)


def _delimiter(head: str) -> str:
    return max(DELIMITERS, key=lambda d: max((score(cells) for _, cells in _cells(head, d)), default=0))


def _cells(text: str, delimiter: str) -> Iterator[tuple[int, Cells]]:
    reader = csv.reader(_lines(text), delimiter=delimiter)
    number = 0
    while True:
        number += 1
        try:
            cells: list[object] = list(next(reader))
        except StopIteration:
            return
        except csv.Error as error:
            cells = [BadCell(f"unreadable row: {error}", "Is an opening quotation mark never closed?")]
        for i, cell in enumerate(cells):
            if isinstance(cell, str) and cell[:1] in _STARTS:
                cells[i] = _start(cell)
        yield number, cells


def _lines(text: str) -> Iterator[str]:
    """The lines of `text` with their ends; a large text is cut in place, for a StringIO copies it at four bytes a sign."""
    return io.StringIO(text, newline="") if len(text) < _SMALL else (m[0] for m in _LINE.finditer(text))


_SMALL = 16 << 20  # signs
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+$")
_STARTS = frozenset("=' ")


def _start(cell: str) -> object:
    if cell.lstrip(" ")[:1] == "=" and cell.strip(" =") and not cell.startswith("'"):
        return BadCell(_FORMULA.what, _FORMULA.hint, cell)
    return _ESCAPED.sub("", cell)
