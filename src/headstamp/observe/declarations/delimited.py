"""CSV and its kin: encoding, delimiter and header are found from the beginning of the file, then blocks are read one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from headstamp.core.errors import InputError
from headstamp.observe.declarations.blocks import Blocks
from headstamp.observe.declarations.encodings import NAMES, Recoder, detect
from headstamp.observe.declarations.files import Bytes
from headstamp.observe.declarations.guess import SAMPLE, score
from headstamp.observe.declarations.mapping import Mapping
from headstamp.observe.declarations.rejects import Reject
from headstamp.observe.declarations.splitting import DELIMITERS, Row, Splitter
from headstamp.observe.declarations.tables import SEARCHED, Part, Table, header, understood, unique

_HEAD = 1 << 20
_LONGEST_ROW = 128 << 20
"""Bytes of a line that is held; what is longer is set aside to its end."""


class _Head(NamedTuple):
    """The beginning of a file as numbered rows."""

    delimiter: str
    rows: list[list[str]]
    ends: list[int]  # the line behind each row, from 1


def delimited(path: Path, given: Mapping | None, batch_bytes: int) -> Table:
    """A file of delimited text, of any encoding that is seen. Raises InputError for one without a header."""
    source = Bytes(path)
    sample = source.read(_HEAD)
    source.close()
    encoding, mark = detect(sample)
    text = Recoder(encoding).recode(sample[mark:], False)
    whole = len(sample) < _HEAD
    if not whole:
        text = text[: text.rfind(b"\n") + 1] or text
    if b"\n" not in text and b"\r" in text:
        text = text.replace(b"\r", b"\n")
    head = _head(text, path.name)
    at = header(head.rows, given, path.name)
    headings = unique(head.rows[at])
    padded, short = _padded(head.rows[at + 1 :], len(headings))
    splitter = Splitter(head.delimiter, headings, padded)
    rows = _rows(splitter, text, head.ends[at])
    found = understood(path.name, "text", at + 1, headings, rows, given, semicolons=head.delimiter == ";")
    found = found.noting(f"{NAMES.get(encoding, 'UTF-8')}, parted by {DELIMITERS[head.delimiter]}, header in row {head.ends[at]}")
    if padded:
        found = found.noting(f"rows leave out empty cells at their end: {short} of the first {len(rows)}")
    places = {name: headings.index(heading) for name, heading in found.mapping.columns.items()}
    return Table(found, _parts(path, encoding, mark, head.ends[at], Blocks(splitter, places), batch_bytes))


def _head(text: bytes, file: str) -> _Head:
    """The rows of the beginning, by the delimiter whose rows have most headings, or else are most even."""
    skipped = re.match(rb"sep=([,;\t|])\r?\n", text)
    if not text.strip(b"\x00\r\n\t "):
        raise InputError("an empty file", hint="give a file with a row of column names and rows below it", file=file)
    marks = [skipped[1].decode()] if skipped else list(DELIMITERS)
    heads = [_split(text, mark) for mark in marks]
    return max(
        heads, key=lambda one: (max(map(score, one.rows[:SEARCHED]), default=0), max(map(len, one.rows[:SEARCHED]), default=0))
    )


def _split(text: bytes, delimiter: str) -> _Head:
    """The first rows by one delimiter, however wide they are."""
    lines = text[: 256 << 10].splitlines(keepends=True)[: SEARCHED * 4]
    rows: list[list[str]] = []
    ends: list[int] = []
    at = 0
    while at < len(lines) and len(rows) < SEARCHED:
        taken = 1
        part = lines[at]
        while part.count(b'"') % 2 and at + taken < len(lines):
            part += lines[at + taken]
            taken += 1
        if part.count(b'"') % 2:
            part, taken = lines[at].replace(b'"', b""), 1
        row = Splitter(delimiter, [], False)
        cells = row.loose(part.decode("utf-8", "replace"))
        at += taken
        rows.append(cells)
        ends.append(at)
    return _Head(delimiter, rows, ends)


def _padded(rows: list[list[str]], width: int) -> tuple[bool, int]:
    """Whether rows of the file leave out empty cells at their end: one in five is short, and none has fewer than half of them."""
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    short = [row for row in filled if len(row) < width]
    return bool(short) and len(short) * 5 > len(filled) and all(len(row) * 2 > width for row in short), len(short)


def _rows(splitter: Splitter, text: bytes, skip: int) -> list[list[str]]:
    """The first rows below the header, for the guess."""
    lines = text.split(b"\n", skip + SAMPLE + 1)[skip : skip + SAMPLE]
    rows: list[list[str]] = []
    at = 0
    while at < len(lines):
        made, taken = splitter.rows([line + b"\n" for line in lines[at : at + 128]], at, True)
        rows += [one.cells for one in made if isinstance(one, Row)]
        at += max(taken, 1)
    return rows


def _parts(path: Path, encoding: str, mark: int, skip: int, blocks: Blocks, batch_bytes: int) -> Iterator[Part]:
    source, recoder = Bytes(path), Recoder(encoding)
    source.read(mark)
    chunk = max(min(batch_bytes, 256 << 20), 1 << 12)
    left, number = b"", 1
    old_mac: bool | None = None
    try:
        while True:
            raw = source.read(chunk)
            final = len(raw) < chunk
            text = recoder.recode(raw, final)
            if old_mac is None:
                old_mac = b"\n" not in text and b"\r" in text
            text = left + (text.replace(b"\r", b"\n") if old_mac else text)
            cut = len(text) if final else text.rfind(b"\n") + 1
            whole, left = text[:cut], text[cut:]
            while number <= skip and whole:
                whole, number = whole[whole.find(b"\n") + 1 or len(whole) :], number + 1
            if whole:
                block, again, number = blocks.read(whole, number, final)
                left = again + left
                yield Part(block.frame, block.rejects, block.blank)
            if final:
                return
            if len(left) > _LONGEST_ROW:
                what = f"a row of more than {_LONGEST_ROW >> 20} MB"
                yield Part(blocks.frame([]), [Reject(number, "", what, left[:500].decode("utf-8", "replace"))])
                left, number = _to_line_end(source, recoder, chunk), number + 1
    except InputError as error:
        error.row = error.row or number
        raise
    finally:
        source.close()


def _to_line_end(source: Bytes, recoder: Recoder, chunk: int) -> bytes:
    """What stands behind the next line break; nothing of the line itself is kept."""
    while raw := source.read(chunk):
        text = recoder.recode(raw, False)
        if (at := text.find(b"\n")) >= 0:
            return text[at + 1 :]
    return b""
