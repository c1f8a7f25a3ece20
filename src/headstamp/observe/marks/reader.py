"""Files to batches: the format by its name, one record a row, what cannot stand set aside with its reason."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from headstamp.core.errors import InputError, LimitError
from headstamp.core.record import Item
from headstamp.observe.marks.batch import Batch, Reject
from headstamp.observe.marks.check import containers_in_circles
from headstamp.observe.marks.record import read_fields
from headstamp.observe.marks.rows import RawRow

MAX_ROWS = 5_000_000
FORMATS = {
    ".csv": "csv", ".tsv": "csv", ".txt": "csv", ".xlsx": "xlsx", ".xlsm": "xlsx", ".json": "json", ".jsonl": "json",
    ".ndjson": "json", ".yaml": "yaml", ".yml": "yaml",
}  # fmt: skip
_TICK = 1_000  # rows between two calls of `progress`


def read_items(
    path: str | Path | Sequence[str | Path],
    *,
    encoding: str | None = None,
    limit: int | None = None,
    today: date | None = None,
    progress: Callable[[int], None] | None = None,
) -> Batch:
    """Read CSV, XLSX, JSON, JSON Lines or YAML, by the ending of the name; one file or several as one batch.

    `limit` stops after so many rows; `today` (the present day by default) bounds the dates; `progress` is told the
    number of rows read. Rows that cannot stand become rejects. Raises InputError or LimitError where a file cannot be
    read at all, UsageError for an unknown encoding.
    """
    paths = [Path(path)] if isinstance(path, (str, Path)) else [Path(p) for p in path]
    batch = _Collector(today or date.today(), several=len(paths) > 1)
    with _no_collection():
        for one in paths:
            rows, notes = _open(one, encoding)
            batch.notes += notes
            for row in rows:
                if limit is not None and batch.rows >= limit:
                    batch.notes.append(f"{one.name}: stopped after {limit} rows, as asked")
                    break
                if batch.rows >= MAX_ROWS:
                    raise LimitError(f"more than {MAX_ROWS} rows", hint="Split the table.", file=one.name)
                batch.take(row, one.name)
                if progress and batch.rows % _TICK == 0:
                    progress(batch.rows)
    if progress:
        progress(batch.rows)
    return batch.finish(tuple(p.name for p in paths))


@contextmanager
def _no_collection() -> Iterator[None]:
    """Records hold no cycles, and the cycle collector would walk all of them again and again: a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _open(path: Path, encoding: str | None) -> tuple[Iterator[RawRow], tuple[str, ...]]:
    kind = FORMATS.get(path.suffix.casefold())
    if kind is None:
        hint = "CSV, XLSX, JSON, JSON Lines (.jsonl) and YAML are read; unpack archives first."
        raise InputError(f"files ending in {path.suffix or 'nothing'!r} are not read", hint=hint, file=path.name)
    if path.exists() and not path.is_file():
        raise InputError("not a file: a folder, a pipe or a device", hint="Name a file that holds a table.", file=path)
    try:
        if kind == "csv":
            from headstamp.observe.marks.table_csv import read_csv as read
        elif kind == "xlsx":
            from headstamp.observe.marks.table_xlsx import read_xlsx as read
        elif kind == "json":
            from headstamp.observe.marks.tree import read_json as read
        else:
            from headstamp.observe.marks.tree import read_yaml as read
        return read(path, encoding)
    except OSError as error:
        hint = "Check the name, and that the file may be read."
        raise InputError(f"cannot be opened: {error.strerror or error}", hint=hint, file=path) from error


class _Collector:
    """Items and rejects as they come; ids stay unique over all files of the batch."""

    def __init__(self, today: date, *, several: bool) -> None:
        self.today, self.several, self.rows = today, several, 0
        self.items: list[Item] = []
        self.rejects: list[Reject] = []
        self.notes: list[str] = []
        self.unknown: Counter[str] = Counter()
        self.seen: dict[str, tuple[str, int]] = {}
        self.contained: dict[str, RawRow] = {}  # rows that name a container, kept until circles were looked for

    def take(self, row: RawRow, file: str) -> None:
        """Read one row into an item or a reject."""
        self.rows += 1
        try:
            if row.error is not None:
                raise row.error
            item, unknown = read_fields(row.record, file=file, row=row.number, today=self.today)
            if self.several and item.id == f"row-{row.number}":
                item = item.model_copy(update={"id": f"{file}:{item.id}"})
            if first := self.seen.get(item.id):
                what = f"duplicate id: {item.id[:60]!r} stands in {first[0]}, row {first[1]}, already"
                raise InputError(what, hint="Give every row an id of its own, or leave it empty.", column="id")
        except InputError as error:
            self._set_aside(error, row, file)
            return
        self.seen[item.id] = (file, row.number)
        if item.within:
            self.contained[item.id] = row
        self.items.append(item)
        self.unknown.update(unknown)

    def _set_aside(self, error: InputError, row: RawRow, file: str) -> None:
        raw = {str(k): v for k, v in row.record.items()} if hasattr(row.record, "items") else str(row.record)
        self.rejects.append(Reject(file, row.number, error.column or "", error.what, error.hint, raw))

    def finish(self, files: tuple[str, ...]) -> Batch:
        """The batch, after the containers were followed through all files."""
        circles = containers_in_circles({item.id: item.within for item in self.items if item.within})
        for item in self.items if circles else ():
            if item.id in circles:
                what = f"contradiction: {item.id[:60]!r} lies, through its containers, within itself"
                self._set_aside(
                    InputError(what, hint="Correct the containers.", column="within"),
                    self.contained[item.id],
                    self.seen[item.id][0],
                )
        items = tuple(item for item in self.items if item.id not in circles)
        known = {item.id for item in items}
        if absent := sum(bool(item.within) and item.within not in known for item in items):
            self.notes.append(f"{absent} rows name a container that is not among the records")
        rejects = sorted(self.rejects, key=lambda r: (files.index(r.file), r.row or 0))
        return Batch(items, tuple(rejects), self.rows, files, tuple(self.unknown.most_common()), tuple(self.notes))
