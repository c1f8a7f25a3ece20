"""Parquet: columns keep their types, only the columns that are used are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from headstamp.core.errors import InputError, LimitError
from headstamp.observe.declarations.files import MOST_RATIO, RATIO_FROM
from headstamp.observe.declarations.guess import SAMPLE
from headstamp.observe.declarations.lines import DOUBT, ROW
from headstamp.observe.declarations.mapping import Mapping
from headstamp.observe.declarations.splitting import LONGEST
from headstamp.observe.declarations.tables import Part, Table, understood, unique
from headstamp.observe.declarations.typed import shown

_MOST_ROWS = 32_768
_BROKEN = (OSError, ValueError, LookupError, TypeError, ArithmeticError, MemoryError, pa.ArrowException)
"""What the library raises on damaged files, also of names that are no text and of sizes that nobody has."""


def parquet(path: Path, given: Mapping | None, batch_bytes: int) -> Table:
    """A Parquet file. Raises InputError for one that is cut off or has no column that is understood, LimitError for a bomb."""
    try:
        file = pq.ParquetFile(path)
        _guard(file, path.name)
        names = file.schema_arrow.names
        first = next(file.iter_batches(SAMPLE), None)
        rows = [] if first is None else list(zip(*(map(shown, column.to_pylist()) for column in first.columns), strict=True))
    except _BROKEN as error:
        hint = "it is cut off or damaged: fetch it again"
        raise InputError(f"not a whole Parquet file: {str(error)[:120]}", hint=hint, file=path.name) from error
    headings = unique(names)
    found = understood(path.name, "parquet", 0, headings, rows, given)
    places = {name: headings.index(heading) for name, heading in found.mapping.columns.items()}
    wide = sum(file.metadata.row_group(i).total_byte_size for i in range(file.metadata.num_row_groups)) / max(
        file.metadata.num_rows, 1
    )
    wanted = int(min(max(batch_bytes / max(wide, 64), 1024), _MOST_ROWS))
    return Table(found, _parts(file, path.name, names, headings, places, wanted))


def _guard(file: pq.ParquetFile, name: str) -> None:
    for at in range(file.metadata.num_row_groups):
        group = file.metadata.row_group(at)
        packed = sum(group.column(i).total_compressed_size for i in range(group.num_columns))
        if group.total_byte_size > max(RATIO_FROM, MOST_RATIO * packed):
            what = f"a part unpacks to more than {MOST_RATIO} times its size"
            raise LimitError(what, hint="write it anew if you trust it", file=name)


def _parts(
    file: pq.ParquetFile, name: str, names: Sequence[str], headings: Sequence[str], places: dict[str, int], wanted: int
) -> Iterator[Part]:
    number = 1
    columns = [names[at] for at in dict.fromkeys(places.values())]
    try:
        for batch in file.iter_batches(wanted, columns=columns, use_threads=False):
            doubts: dict[int, str] = {}
            made = {field: _column(batch.column(columns.index(names[at])), headings[at], doubts) for field, at in places.items()}
            odd = pl.Series([doubts.get(at) for at in range(len(batch))], dtype=pl.String) if doubts else pl.lit(None, pl.String)
            frame = pl.DataFrame(made).with_columns(
                pl.int_range(number, number + len(batch), dtype=pl.Int64).alias(ROW), odd.alias(DOUBT)
            )
            number += len(batch)
            yield Part(frame, [])
    except _BROKEN as error:
        what = f"cannot be read on: {str(error)[:120]}"
        raise InputError(what, hint="it is damaged: fetch it again", file=name, row=number) from error


def _column(array: pa.Array, heading: str, doubts: dict[int, str]) -> pl.Series:
    """A column as polars has it; lists are joined, cells beyond a million characters cut."""
    kind = array.type
    if pa.types.is_dictionary(kind):
        array = array.dictionary_decode()
        kind = array.type
    if pa.types.is_decimal(kind):
        array = array.cast(pa.float64())
    elif pa.types.is_nested(kind) or pa.types.is_time(kind) or pa.types.is_null(kind):
        array = pa.array([shown(value) for value in array.to_pylist()], pa.string())
    elif pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        array = pa.array([None if v is None else v.decode("utf-8", "replace") for v in array.to_pylist()], pa.string())
    if pa.types.is_string(array.type) or pa.types.is_large_string(array.type):
        lengths = pc.binary_length(array)
        if (pc.max(lengths).as_py() or 0) > LONGEST:
            long = {at: n for at, n in enumerate(lengths.to_pylist()) if n and n > LONGEST}
            doubts |= {at: f"{heading!r} had {n:,} bytes and was cut after {LONGEST:,}" for at, n in long.items()}
            array = pc.utf8_slice_codeunits(array, 0, LONGEST)
    found = pl.from_arrow(array)
    assert isinstance(found, pl.Series)  # noqa: S101 - an array gives a series
    return found
