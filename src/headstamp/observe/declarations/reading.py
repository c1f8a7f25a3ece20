"""Files of customs records, of any kind and number, to batches of LINES, and a reject with its reason for every row that is
none.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from headstamp.core.errors import HeadstampError, InputError
from headstamp.observe.declarations.delimited import delimited
from headstamp.observe.declarations.files import expand, form
from headstamp.observe.declarations.lines import lines
from headstamp.observe.declarations.mapping import Mapping, Understood
from headstamp.observe.declarations.objects import objects
from headstamp.observe.declarations.parquet import parquet
from headstamp.observe.declarations.rejects import Reject, rejects_batch
from headstamp.observe.declarations.schema import LINES
from headstamp.observe.declarations.tables import Table
from headstamp.observe.declarations.workbook import workbook

BATCH_BYTES = 16 << 20


class Counts(NamedTuple):
    """`rows` = `read` + `rejected`, always; `blank` lines are none; `doubted` rows were read, with something said about them."""

    rows: int = 0
    read: int = 0
    rejected: int = 0
    blank: int = 0
    doubted: int = 0

    def plus(self, other: Counts) -> Counts:
        """Both together."""
        return Counts(*(a + b for a, b in zip(self, other, strict=True)))


class Piece(NamedTuple):
    """One batch of LINES, the rows of the same file that were set aside on the way to it (`rejects.REJECTS`), and their
    counts.

    `broken` is true of the last piece of a file that could not be read to its end; its reject has the row where it broke off,
    or 0.
    """

    file: str
    batch: pa.RecordBatch
    rejects: pa.RecordBatch
    counts: Counts
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """Files that are open: how each was understood, those that could not be opened (`unread`: name and error), and their
    pieces, which are read as they are taken. Pieces begin with those of `unread`, so that nothing is lost from the counts.
    """

    mappings: tuple[Understood, ...]
    unread: tuple[tuple[str, HeadstampError], ...]
    pieces: Iterator[Piece]


def read(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    mapping: Mapping | None = None,
    batch_bytes: int = BATCH_BYTES,
) -> Reading:
    """Read customs records from CSV (also TSV, semicolons, bars), Parquet, XLSX and JSON lines, plain or in gzip or zstd.

    `paths` are names, folders or patterns. Without a `mapping` each file's is guessed. Batches come of about `batch_bytes` of
    the file, in the order of the files and of their rows. A file that cannot be opened, or not to its end, is told as a reject
    and the others are read; where none can be opened its error is raised: UsageError (no such file, a mapping that does not
    fit), InputError, LimitError.
    """
    files = expand(paths)
    names = _names(files)
    opened: list[tuple[str, Table]] = []
    unread: list[tuple[str, HeadstampError]] = []
    for path in files:
        try:
            opened.append((names[path], _open(path, mapping, batch_bytes)))
        except OSError as error:
            unread.append((names[path], InputError(f"cannot be read: {error}", hint="check its permissions", file=path.name)))
        except HeadstampError as error:
            unread.append((names[path], error))
    if not opened:
        raise unread[0][1]
    understood = tuple(replace(table.understood, file=name) for name, table in opened)
    return Reading(understood, tuple(unread), _pieces(opened, unread))


def _names(files: list[Path]) -> dict[Path, str]:
    """File names without folders, where no two are alike."""
    seen = Counter(path.name for path in files)
    return {path: path.name if seen[path.name] == 1 else path.as_posix() for path in files}


def _open(path: Path, mapping: Mapping | None, batch_bytes: int) -> Table:
    kind = form(path)
    if kind == "parquet":
        return parquet(path, mapping, batch_bytes)
    if kind == "xlsx":
        return workbook(path, mapping)
    if kind == "jsonl":
        return objects(path, mapping)
    return delimited(path, mapping, batch_bytes)


def _pieces(opened: list[tuple[str, Table]], unread: list[tuple[str, HeadstampError]]) -> Iterator[Piece]:
    for name, error in unread:
        yield _broken(name, error, 0)
    for name, table in opened:
        row = 0
        try:
            for part in table.parts:
                batch = lines(part.frame, table.understood.mapping, name)
                doubted = len(batch) - int((batch.column("doubts").value_lengths().to_numpy(zero_copy_only=False) == 0).sum())
                counts = Counts(len(batch) + len(part.rejects), len(batch), len(part.rejects), part.blank, doubted)
                row = max(row, batch.column("row")[-1].as_py() if len(batch) else 0, *(one.row for one in part.rejects))
                yield Piece(name, batch, rejects_batch(name, part.rejects), counts)
        except HeadstampError as error:
            yield _broken(name, error, error.row or row + 1)


def _broken(name: str, error: HeadstampError, row: int) -> Piece:
    """A file, or the rest of one, as one reject; how many rows it would have had is not known, so that it counts as one."""
    reject = Reject(row, "", f"{error.what} ({error.hint})", "")
    return Piece(name, _no_lines(), rejects_batch(name, [reject]), Counts(1, 0, 1), True)


def _no_lines() -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist([], schema=LINES)
