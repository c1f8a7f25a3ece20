"""Files of parties as batches: CSV, TSV, plain lines, JSON lines and Parquet, also in gzip; in bounded memory."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

import pyarrow as pa
import pyarrow.parquet as pq

from headstamp.core.errors import InputError, UsageError
from headstamp.scale.headings import Asked, Headings, find
from headstamp.scale.rows import Aside, Row, csv_rows, width_checked
from headstamp.scale.table import ASKED, INPUT

SUFFIXES = (".csv", ".tsv", ".txt", ".jsonl", ".ndjson", ".parquet")
BYTES = 64 << 20  # of names in one batch at most: long cells make it shorter


class Piece(NamedTuple):
    """One batch of parties (`table.INPUT`), the rows set aside on the way to it, and how many cells were not UTF-8."""

    batch: pa.RecordBatch
    aside: tuple[Aside, ...]
    recoded: int


class Reading(NamedTuple):
    """A file that is open for reading: how its columns were understood, and its pieces."""

    headings: Headings
    pieces: Iterator[Piece]


def read(path: Path, *, columns: Mapping[str, str] | None = None, batch: int = 65_536) -> Reading:
    """The parties of a file in batches of at most `batch`. The suffix tells the format.

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
        header, rows = _jsonl(path, columns)
    elif suffix == ".txt":
        header, rows = ["name"], _lines(path)
    else:
        header, rows = csv_rows(path, _text(path))
    if suffix in (".csv", ".tsv") and len(header) == 1 and not columns:
        headings, rows = _one_column(header, rows, path)
    else:
        headings = find(header, columns, path.name)
    checked = width_checked(rows, header, path.name)
    return Reading(headings, _pieces(checked, headings, batch))


def _one_column(header: Sequence[str], rows: Iterator[Row | Aside], path: Path) -> tuple[Headings, Iterator[Row | Aside]]:
    """A single column needs no heading: where its first cell is none, it is a name like the others."""
    try:
        return find(header, None, path.name), rows
    except InputError:
        return Headings((Asked("name", 0, {}),)), _with_first(Row(1, list(header)), rows)


def _with_first(first: Row, rows: Iterator[Row | Aside]) -> Iterator[Row | Aside]:
    yield first
    yield from rows


def _pieces(rows: Iterator[Row | Aside], headings: Headings, batch: int) -> Iterator[Piece]:
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
            size += _entry(row, asked, made)
        if len(made["row"]) >= batch or size > BYTES:
            yield _piece(made, aside, recoded)
            made, aside, recoded, size = {name: [] for name in INPUT.names}, [], 0, 0
    if made["row"] or aside:
        yield _piece(made, aside, recoded)


def _entry(row: Row, asked: Asked, made: dict[str, list[Any]]) -> int:
    cells = row.cells
    name = cells[asked.at]
    more = [cells[i] for i in asked.aliases if cells[i].strip()]
    made["row"].append(row.number)
    made["column"].append(asked.heading)
    made["name"].append("; ".join([name, *more]) if more else name)
    for field in ASKED:
        if field != "name":
            other = "vessel" if field == "kind" and asked.vessel else ""
            made[field].append(cells[asked.beside[field]] if field in asked.beside else other)
    return len(name)


def _piece(made: dict[str, list[Any]], aside: list[Aside], recoded: int) -> Piece:
    return Piece(pa.RecordBatch.from_pydict(made, schema=INPUT), tuple(aside), recoded)


def _opened(path: Path) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path, "rb")) if path.name.casefold().endswith(".gz") else path.open("rb")


def _text(path: Path) -> Callable[[], io.TextIOWrapper]:
    """Opens the file as text: UTF-8, or UTF-16 by its mark; bytes that are neither are kept apart for `rows.recode`."""
    try:
        with _opened(path) as stream:
            head = stream.read(4)
    except (OSError, EOFError) as error:
        raise InputError(f"cannot be read: {error}", hint="fetch or save the file again", file=path) from error
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    if head[:4] == b"PK\x03\x04" or head[:4] in (b"%PDF", b"PAR1"):
        raise InputError("not a text file, whatever its ending says", hint="save it as CSV", file=path)
    errors = "replace" if encoding == "utf-16" else "surrogateescape"
    return lambda: io.TextIOWrapper(_opened(path), encoding, errors=errors, newline="")


def _lines(path: Path) -> Iterator[Row | Aside]:
    with _text(path)() as stream:
        for number, line in enumerate(stream, start=1):
            yield Row.of(number, [line.rstrip("\r\n")])


def _jsonl(path: Path, columns: Mapping[str, str] | None) -> tuple[list[str], Iterator[Row | Aside]]:
    """Fields become columns: those of the first 1,000 lines that are objects, and the ones chosen."""
    header: dict[str, None] = dict.fromkeys((columns or {}).values())
    with _text(path)() as stream:
        for line, _ in zip(stream, range(1000), strict=False):
            found = _object(line)
            header.update(dict.fromkeys(map(str, found or ())))
    if not header:
        raise InputError("no line is a JSON object", hint='write one object a line: {"name": "..."}', file=path, row=1)
    names = list(header)

    def rows() -> Iterator[Row | Aside]:
        with _text(path)() as stream:
            for number, line in enumerate(stream, start=1):
                if not line.strip():
                    continue
                found = _object(line)
                if found is None:
                    yield Aside(path.name, number, "", "not a JSON object", line[:80])
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
    return "" if value is None else str(value)


def _parquet(path: Path, batch: int) -> tuple[list[str], Iterator[Row | Aside]]:
    try:
        file = pq.ParquetFile(path)
    except (OSError, pa.ArrowException) as error:
        raise InputError(f"not a Parquet file: {error}"[:200], hint="is it cut off? fetch it again", file=path) from error
    names = list(file.schema_arrow.names)

    def rows() -> Iterator[Row | Aside]:
        number = 0
        for part in file.iter_batches(min(batch, 65_536)):
            for values in zip(*(column.to_pylist() for column in part.columns), strict=True):
                number += 1
                yield Row.of(number, [_cell(value) for value in values])

    return names, rows()
