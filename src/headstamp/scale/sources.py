"""Files of parties as batches: CSV, TSV, plain lines, JSON lines and Parquet, also in gzip; in bounded memory."""

from __future__ import annotations

import gzip
import io
import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

import pyarrow as pa
import pyarrow.parquet as pq

from headstamp.core.decoded import REASON, codec, recode, unmarked_utf16
from headstamp.core.errors import InputError, UsageError
from headstamp.scale.headings import Asked, Headings, find, is_name
from headstamp.scale.parts import MOST, names_in
from headstamp.scale.rows import Aside, Row, csv_rows, read_line, width_checked
from headstamp.scale.table import ASKED, INPUT

SUFFIXES = (".csv", ".tsv", ".txt", ".jsonl", ".ndjson", ".parquet")
_MARKS = ((b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_WEB_PAGE = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body)\b", re.I)
MOST_IN_CELL = 1_000_000  # signs of the names of one party
BYTES = 16 << 20  # signs of all cells used of one batch at most: long cells make it shorter


class Piece(NamedTuple):
    """One batch of parties (`table.INPUT`), the rows set aside on the way to it, and how many cells were not UTF-8."""

    batch: pa.RecordBatch
    aside: tuple[Aside, ...]
    recoded: int


class Reading(NamedTuple):
    """A file that is open for reading: how its columns were understood, and its pieces."""

    headings: Headings
    pieces: Iterator[Piece]


def read(path: Path, *, columns: Mapping[str, str] | None = None, batch: int = 65_536, encoding: str = "") -> Reading:
    """The parties of a file in batches of at most `batch`. The suffix tells the format. `encoding` of text that is not Unicode.

    A row that cannot be read is set aside with its place. Raises InputError for a file that cannot be read, or has no column of
    names; UsageError for a format nobody reads.
    """
    name = path.name.casefold().removesuffix(".gz")
    suffix = Path(name).suffix
    if suffix not in SUFFIXES:
        raise UsageError(f"cannot read {path.name!r}: unknown ending", hint=f"give one of {', '.join(SUFFIXES)}, also with .gz")
    if not path.is_file():
        raise InputError("no such file", hint="check the name", file=path)
    if suffix == ".parquet":
        header, rows = _parquet(path, batch)
    elif suffix in (".jsonl", ".ndjson"):
        header, rows = _jsonl(path, columns, encoding)
    elif suffix == ".txt":
        header, rows = ["name"], _lines(path, encoding)
    else:
        header, rows = csv_rows(path, _text(path, encoding))
    if suffix in (".csv", ".tsv") and len(header) == 1 and not columns:
        headings, rows = _one_column(header, rows, path)
    else:
        headings = find(header, columns, path.name)
    checked = width_checked(rows, header, path.name, min(asked.at for asked in headings.asked))
    return Reading(headings, _pieces(checked, headings, batch, path.name))


def _one_column(header: Sequence[str], rows: Iterator[Row | Aside], path: Path) -> tuple[Headings, Iterator[Row | Aside]]:
    """A single column needs no heading: where its first cell is none, it is a name like the others."""
    try:
        return find(header, None, path.name), rows
    except InputError:
        return Headings((Asked("name", 0, {}),)), _with_first(Row(1, list(header)), rows)


def _with_first(first: Row, rows: Iterator[Row | Aside]) -> Iterator[Row | Aside]:
    yield first
    yield from rows


def _pieces(rows: Iterator[Row | Aside], headings: Headings, batch: int, file: str) -> Iterator[Piece]:
    made: dict[str, list[Any]] = {name: [] for name in INPUT.names}
    aside: list[Aside] = []
    recoded = size = 0
    for row in rows:
        if isinstance(row, Aside):
            aside.append(row)
            if len(aside) >= batch:
                yield _piece(made, aside, recoded)
                made, aside, recoded, size = {name: [] for name in INPUT.names}, [], 0, 0
            continue
        recoded += row.recoded
        for asked in headings.asked:
            if row.unread and (bad := row.unread.intersection((asked.at, *asked.aliases))):
                aside.append(Aside(file, row.number, asked.heading, REASON, row.cells[min(bad)][:80]))
            else:
                size += _entry(row, asked, made, aside, file)
        if len(made["row"]) >= batch or size > BYTES:
            yield _piece(made, aside, recoded)
            made, aside, recoded, size = {name: [] for name in INPUT.names}, [], 0, 0
    if made["row"] or aside:
        yield _piece(made, aside, recoded)


def _entry(row: Row, asked: Asked, made: dict[str, list[Any]], aside: list[Aside], file: str) -> int:
    """Add one party; one of more names than are asked at once is added several times, with some of them each."""
    cells = row.cells
    name = cells[asked.at]
    if more := [cells[i] for i in asked.aliases if cells[i].strip()]:
        name = "; ".join([name, *more])
    if len(name) > MOST_IN_CELL:
        what = f"a cell of {len(name):,} signs; {MOST_IN_CELL:,} is the most"
        aside.append(Aside(file, row.number, asked.heading, what, name[:80]))
        return 0
    texts = [name]
    if len(name) > MOST and len(names := names_in(name)) > MOST:
        texts = ["; ".join(names[at : at + MOST // 4]) for at in range(0, len(names), MOST // 4)]
    for text in texts:
        made["row"].append(row.number)
        made["column"].append(asked.heading)
        made["name"].append(text)
        for field in ASKED:
            if field != "name":
                other = "vessel" if field == "kind" and asked.vessel else ""
                made[field].append(cells[asked.beside[field]] if field in asked.beside else other)
    beside = sum(len(cells[at]) for at in asked.beside.values())
    return len(name) + beside * len(texts)


def _piece(made: dict[str, list[Any]], aside: list[Aside], recoded: int) -> Piece:
    return Piece(pa.RecordBatch.from_pydict(made, schema=INPUT), tuple(aside), recoded)


def _opened(path: Path) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path, "rb")) if path.name.casefold().endswith(".gz") else path.open("rb")


def _text(path: Path, encoding: str) -> Callable[[], io.TextIOWrapper]:
    """Opens the file as text: in the encoding that was given, else UTF-8, or UTF-16 and UTF-32 by their mark or their zeros;
    bytes that are none of it are kept apart for `Row.of`."""
    try:
        with _opened(path) as stream:
            head = stream.read(1024)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"cannot be read: {error}", hint="fetch or save the file again", file=path) from error
    if head[:4] == b"PK\x03\x04" or head[:4] in (b"%PDF", b"PAR1", b"\xd0\xcf\x11\xe0"):
        raise InputError("not a text file, whatever its ending says", hint="save it as CSV", file=path)
    if _WEB_PAGE.match(head):
        raise InputError("a web page, not a table", hint="save the table itself as CSV", file=path, row=1)
    found = codec(encoding) if encoding else next((name for mark, name in _MARKS if head.startswith(mark)), unmarked_utf16(head))
    wide = found.startswith(("utf-16", "utf-32"))  # a damaged unit has no byte that could be kept apart
    return lambda: io.TextIOWrapper(
        _opened(path), found or "utf-8-sig", errors="replace" if wide else "surrogateescape", newline=""
    )


def _lines(path: Path, encoding: str) -> Iterator[Row | Aside]:
    with _text(path, encoding)() as stream:
        number = 0
        while (line := _line(stream, path, number)) is not None:
            number += 1
            yield Row.of(number, [line.rstrip("\r\n")])


def _line(stream: IO[str], path: Path, number: int) -> str | None:
    """The next line; raises InputError where a packed file is cut off or damaged behind line `number`."""
    try:
        return read_line(stream, path, number + 1) or None
    except (OSError, EOFError, UnicodeError, zlib.error) as error:
        what, hint = f"cannot be read on: {error}", "the file is cut off or damaged: fetch it again"
        raise InputError(what, hint=hint, file=path, row=number + 1) from error


def _jsonl(path: Path, columns: Mapping[str, str] | None, encoding: str) -> tuple[list[str], Iterator[Row | Aside]]:
    """Fields become columns: those of the first 1,000 lines that are objects, and the ones chosen."""
    header: dict[str, None] = dict.fromkeys((columns or {}).values())
    with _text(path, encoding)() as stream:
        for number in range(1000):
            if (line := _line(stream, path, number)) is None:
                break
            header.update(dict.fromkeys(map(str, _object(line) or ())))
    if not header:
        raise InputError("no line is a JSON object", hint='write one object a line: {"name": "..."}', file=path, row=1)
    names = list(header)

    def rows() -> Iterator[Row | Aside]:
        with _text(path, encoding)() as stream:
            number = 0
            while (line := _line(stream, path, number)) is not None:
                number += 1
                if not line.strip():
                    continue
                found = _object(line)
                if found is None:
                    yield Aside(path.name, number, "", "not a JSON object", recode(line[:80]))
                elif late := next((key for key in found if key not in header and is_name(key)), ""):
                    what = "a field of names that the first 1,000 lines do not have"
                    yield Aside(path.name, number, recode(late), what, recode(line[:80]))
                else:
                    yield Row.of(number, [_cell(found.get(name)) for name in names])

    return names, rows()


def _object(line: str) -> dict[str, Any] | None:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _cell(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(filter(None, map(_cell, value)))
    if isinstance(value, dict):
        return _cell(value.get("name") or value.get("value") or list(value.values()))
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogateescape")
    return "" if value is None or value != value else str(value)  # NaN stands for an empty cell


def _parquet(path: Path, batch: int) -> tuple[list[str], Iterator[Row | Aside]]:
    try:
        file = pq.ParquetFile(path)
    except (OSError, pa.ArrowException) as error:
        raise InputError(f"not a Parquet file: {error}"[:200], hint="is it cut off? fetch it again", file=path) from error
    names = list(file.schema_arrow.names)

    def rows() -> Iterator[Row | Aside]:
        number = 0
        parts = file.iter_batches(min(batch, 65_536))
        while True:
            try:
                part = next(parts, None)
                values = [_listed(column) for column in part.columns] if part is not None else []
            except (OSError, ValueError, pa.ArrowException) as error:
                what, hint = f"cannot be read on: {error}"[:200], "the file is damaged: fetch it again"
                raise InputError(what, hint=hint, file=path, row=number + 1) from error
            if part is None:
                return
            for cells in zip(*values, strict=True):
                number += 1
                yield Row.of(number, [_cell(cell) for cell in cells])

    return names, rows()


def _listed(column: pa.Array) -> list[Any]:
    """The values of a column; where texts are not the UTF-8 that they claim to be, their bytes."""
    try:
        return cast("list[Any]", column.to_pylist())
    except UnicodeDecodeError:
        return cast("list[Any]", column.cast(pa.large_binary()).to_pylist())
