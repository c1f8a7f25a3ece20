"""The tables of a screen: those of the packs, what is usual (of a history or of the day itself), and how often rules fire."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from headstamp.core.errors import InputError
from headstamp.reason.goods import Goods
from headstamp.reason.screen.fired import fired
from headstamp.reason.screen.tables import frames
from headstamp.reason.usual import learn
from headstamp.reason.usual.facts import NEEDED
from headstamp.reference.shelf import Shelf
from headstamp.scale.customs.assemble import Progress
from headstamp.scale.customs.engine import Work, batches, scorer
from headstamp.scale.customs.refer import Reference, load_reference, write_reference

USUAL = ("flows", "values", "tails", "seen", "fired")
_FIRED = pl.Schema({"rule": pl.String, "asked": pl.Int64, "fired": pl.Int64})
SAMPLE = 100_000  # lines on which it is counted how often each rule fires


def learn_profile(
    files: Sequence[Path], folder: Path, shelf: Shelf, about: dict[str, Any], *, told: Progress | None = None
) -> Reference:
    """What is usual in assembled `files` of lines, and how often each rule fires there, as a reference folder with the packs.

    Parties are not looked up for the counting: how often a listed name occurs is known from the matcher's own calibration."""
    tables = {**frames([shelf.tables], shelf.sources), **learn(_told(files, told)).tables()}  # the counts themselves are let go
    goods = goods_model(shelf)
    rough = write_reference(tables, goods, about, folder)
    work = Work(str(rough.folder), own=True, sha256=rough.sha256)
    tables["fired"] = fired(scorer(work).score(_sample(files)))
    return write_reference(tables, goods, {**about, "own": True}, folder)


def with_profile(profile: Path, folder: Path, shelf: Shelf, about: dict[str, Any]) -> Reference:
    """A reference folder with the packs of `shelf` as they are now and the history that `profile` holds.

    Raises InputError where a table of it is missing or of another kind: without it nothing would be unusual, and none would say
    so."""
    history = load_reference(profile)
    tables = {name: history.tables[name] for name in USUAL if name in history.tables}
    wanted = {name: table.schema for name, table in learn(iter(())).tables().items()} | {"fired": _FIRED}
    if bad := [name for name in USUAL if name not in tables or tables[name].schema != wanted[name]]:
        hint = "learn it again with `headstamp screen learn`"
        raise InputError(f"the history lacks its table {bad[0]!r}, or it is of another kind", hint=hint, file=profile)
    told = {**about, "own": False, "profile": history.sha256, "history": dict(history.about)}
    return write_reference({**frames([shelf.tables], shelf.sources), **tables}, goods_model(shelf), told, folder)


def goods_model(shelf: Shelf) -> bytes:
    """The terms of the shelf's headings, filed; empty where no pack has any."""
    rows = tuple((row.id, (row.title, *row.terms)) for row in shelf.tables.headings)
    return _filed(rows) if rows else b""


@lru_cache(maxsize=2)
def _filed(rows: tuple[tuple[str, tuple[str, ...]], ...]) -> bytes:
    """Learned once a process: it takes seconds."""
    return Goods.of(rows).to_bytes()


def _sample(files: Sequence[Path]) -> Iterator[pa.RecordBatch]:
    """Consignments from the start of files spread over all, about SAMPLE lines; a cut one at the end does not hurt."""
    step = max(1, len(files) // 8)
    chosen = files[::step]
    for file in chosen:
        left = SAMPLE // len(chosen)
        for batch in batches(file, 16_384):
            yield batch.slice(0, left)
            left -= batch.num_rows
            if left <= 0:
                break


def _told(files: Sequence[Path], told: Progress | None) -> Iterator[pa.RecordBatch]:
    lines = 0
    for file in files:
        for batch in pq.ParquetFile(file, pre_buffer=False).iter_batches(32_768, columns=list(NEEDED)):
            yield batch
            if told:
                told("learning what is usual", lines := lines + batch.num_rows)
