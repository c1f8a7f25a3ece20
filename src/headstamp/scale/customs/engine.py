"""Scores of assembled lines, file by file, on processes of this machine; the same function runs under Spark (`spark.py`)."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from headstamp.core.errors import UsageError
from headstamp.observe.declarations.schema import LINES
from headstamp.reason.goods import Goods
from headstamp.reason.match.release import Release
from headstamp.reason.screen.columns import SCORES
from headstamp.reason.screen.given import Options
from headstamp.reason.screen.lookers import GOODS, USUAL
from headstamp.reason.screen.parties import Parties
from headstamp.reason.screen.scorer import Scorer
from headstamp.reason.usual import UsualLookup
from headstamp.reference.lexicon import Lexicon
from headstamp.reference.released import released
from headstamp.scale import kept
from headstamp.scale.customs.assemble import Progress, untold
from headstamp.scale.customs.parts import Done
from headstamp.scale.customs.refer import load_reference
from headstamp.scale.matchers import OpenMatcher

HISTORY = frozenset(("flows", "values", "tails", "seen"))  # tables that only `UsualLookup` reads
ROWS = 32_768  # lines of one batch


@dataclass(frozen=True, slots=True)
class Work:
    """What a worker needs to score: folders, and plain values that travel."""

    reference: str
    matcher: str = ""  # folder of the filed matcher; empty = parties are not looked up
    options: Options = field(default_factory=Options)
    own: bool = False  # the reference was learned from these very lines
    sha256: str = ""  # of the reference: a folder that was written anew is opened anew


@lru_cache(maxsize=2)
def scorer(work: Work) -> Scorer:
    """The scorer of a piece of work, opened once a process. Raises InputError for a folder that is not whole."""
    reference = load_reference(Path(work.reference))
    held = {name: reference.tables[name] for name in reference.tables if name not in HISTORY}
    bare = Scorer(held, options=work.options)
    goods = usual = None
    if reference.goods and bare.needs & GOODS.keys():
        goods = Goods.from_bytes(reference.goods)
    if bare.needs & USUAL.keys() and set(reference.tables) >= HISTORY:
        usual = UsualLookup({name: reference.tables[name] for name in sorted(HISTORY)}, own=work.own)
    parties = Parties(matcher(work.matcher)) if work.matcher else None
    return replace(bare, parties=parties, goods=goods, usual=usual)


def matcher(folder: str) -> OpenMatcher:
    """The filed matcher in `folder`. Raises UsageError where it is not whole."""
    found = kept.load(Path(folder))
    if found is None:
        raise UsageError("the filed matcher is not whole", hint="run the command again: it files the lists anew")
    about, fields = found
    release = Release.from_bytes(released())
    return OpenMatcher(**fields, release=release, lexicon=Lexicon.default(), sha256=about["sha256"], cached=True, folder=folder)


def batches(file: Path, rows: int = ROWS) -> Iterator[pa.RecordBatch]:
    """The lines of one assembled file."""
    for batch in pq.ParquetFile(file, pre_buffer=False).iter_batches(rows, columns=LINES.names):
        yield pa.RecordBatch.from_arrays(
            [column.cast(field.type) for column, field in zip(batch.columns, LINES, strict=True)], schema=LINES
        )


def score_file(work: Work, lines: Path, out: Path) -> int:
    """Score one file of lines into `out` (Parquet of SCORES); how many consignments. The file appears whole or not at all."""
    made = out.with_suffix(".new")
    count = 0
    with pq.ParquetWriter(made, SCORES, compression="zstd", compression_level=1) as writer:
        for batch in scorer(work).score(batches(lines)):
            count += batch.num_rows
            writer.write_batch(batch)
    os.replace(made, out)
    return count


def score_files(work: Work, files: Sequence[Path], done: Done, *, workers: int = 2, told: Progress | None = None) -> list[Path]:
    """Score every file that is not `done`; the files of scores in the order of `files`. Interrupted, it goes on where it was."""
    names = [f"{file.stem}.parquet" for file in files]
    open_ = [(file, name) for file, name in zip(files, names, strict=True) if name not in done.found]
    count = sum(each.get("consignments", 0) for name, each in done.found.items() if name in names)
    told = told or untold
    if workers < 2 or len(open_) < 2:
        for file, name in open_:
            made = score_file(work, file, done.folder / name)
            done.add(name, {"consignments": made})
            told("scoring", count := count + made)
        return [done.folder / name for name in names]
    with _one_thread(), ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin) as pool:
        waiting = {pool.submit(score_file, work, file, done.folder / name): name for file, name in open_}
        try:
            left = set(waiting)
            while left:  # a wait without an end is not broken off by a signal that another thread took
                ready, left = wait(left, timeout=0.5, return_when=FIRST_COMPLETED)
                for future in ready:
                    made = future.result()
                    done.add(waiting[future], {"consignments": made})
                    told("scoring", count := count + made)
        except BaseException:  # nobody waits for files that are under way: they are scored anew by the next run
            running = list((getattr(pool, "_processes", None) or {}).values())  # gone from the pool once it is shut
            pool.shutdown(wait=False, cancel_futures=True)
            for process in running:
                process.terminate()
            raise
    return [done.folder / name for name in names]


@contextmanager
def _one_thread() -> Iterator[None]:
    """Processes share the cores, so each computes on one thread; polars reads this when a process starts."""
    before = os.environ.get("POLARS_MAX_THREADS")
    os.environ["POLARS_MAX_THREADS"] = "1"
    try:
        yield
    finally:
        os.environ.pop("POLARS_MAX_THREADS")
        if before is not None:
            os.environ["POLARS_MAX_THREADS"] = before


def _begin() -> None:
    """A worker: an interruption is the parent's to handle, and Arrow gives memory back that it does not use."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pa.set_memory_pool(pa.system_memory_pool())
