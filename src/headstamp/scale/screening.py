"""Files of 1 to ten million parties against lists: batch by batch in bounded memory, each distinct name once, resumable."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import IO, Any, NamedTuple

import pyarrow as pa

from headstamp.core.errors import OutputError, UsageError
from headstamp.reason.match.decisions import Decisions
from headstamp.reason.match.finding import THRESHOLD_IN_BULK
from headstamp.reason.match.matcher import Matcher
from headstamp.reason.weigh import PRIOR_LISTED
from headstamp.scale import runs
from headstamp.scale.answers import Answer, Memo, Query, ask, key_of
from headstamp.scale.matchers import OpenMatcher
from headstamp.scale.sources import Piece, Reading, read
from headstamp.scale.table import HITS, Counts, Plan, Terms, plan, screen_table, told
from headstamp.scale.writing import ASKED, Parts, suffix_of, write_aside, write_result, write_tables

Progress = Callable[[int], object]
ASIDE = ("file", "row", "column", "reason", "text")
BATCH = 65_536


@dataclass(frozen=True, slots=True)
class Job:
    """One run: what is asked, of which lists, on which terms, into which folder."""

    source: Path
    matcher: Matcher
    terms: Terms
    out: Path
    made_of: Mapping[str, Any]
    canaries: tuple[runs.Canary, ...]
    threads: int
    started: datetime
    clock: float

    @property
    def folder(self) -> Path:
        """Where the record of the run lies, and its parts while it is under way."""
        return self.out.with_name(f"{self.out.name}.run")


def screen_file(
    source: str | Path,
    matcher: Matcher,
    out: str | Path,
    *,
    columns: Mapping[str, str] | None = None,
    threshold: float = THRESHOLD_IN_BULK,
    prior: float = PRIOR_LISTED,
    top: int = 5,
    threads: int = 2,
    batch: int = BATCH,
    progress: Progress | None = None,
    resume: bool = True,
    decisions: Decisions | None = None,
    every: bool = False,
    encoding: str = "",
) -> runs.RunReport:
    """Match every party of a file; hits go to `out` (.csv, .parquet, .jsonl), the record of the run into the folder `<out>.run`.

    `columns` names the columns of the file where its headings do not; `threshold` in log10 LR; `prior` = share of parties that is
    listed; `encoding` of text that is not Unicode; `progress` gets the rows done. A run that was stopped goes on from its last
    finished batch, where its inputs are the same. Raises InputError, UsageError, OutputError; HeadstampError where a canary is
    silent.
    """
    options = {
        "columns": dict(columns) if columns else None, "threshold": threshold, "prior": prior, "top": top, "batch": batch,
        "every": every, "encoding": encoding, "format": suffix_of(Path(out)),
    }  # fmt: skip
    job = job_of(Path(source), matcher, Path(out), options, decisions, threads)
    reading = read(job.source, columns=columns, batch=batch, encoding=encoding)
    parts = Parts(job.folder / "parts", runs.key_of(job.made_of), resume=resume)
    resumed = len(parts.done)
    try:
        tally = _screen(reading, job, parts, progress)
        notes = {"resumed_batches": resumed, "begun_anew": parts.dropped, "unused_columns": list(reading.headings.unused)}
        return finish(job, parts, tally, notes)
    finally:
        parts.close()


def job_of(
    source: Path, matcher: Matcher, out: Path, options: Mapping[str, Any], decisions: Decisions | None, threads: int
) -> Job:
    """A run made ready. Raises UsageError for options that cannot be, InputError for a source that cannot be read."""
    if not 1 <= options["batch"] <= 1_000_000 or threads < 1 or options["top"] < 1:
        raise UsageError("batch is 1 to 1,000,000 rows, threads and top at least 1", hint="leave them out for the usual ones")
    if not source.is_file():
        raise UsageError(f"no such file: {source}", hint="check the name; a pipe has to be saved first")
    if out.resolve() == source.resolve():
        raise UsageError("the result would be written over the parties", hint="choose another name for it")
    terms = Terms(options["threshold"], options["prior"], options["top"], decisions, options["every"])
    made_of = runs.inputs(source, matcher, decisions, options)
    return Job(source, matcher, terms, out, made_of, runs.canaries(matcher), threads, datetime.now(UTC), perf_counter())


class Tally(NamedTuple):
    """What the reading of the source counted."""

    aside: int
    recoded: int


class _Pending(NamedTuple):
    part: int
    made: Plan
    known: list[Answer | None]
    new: list[int]
    asked: Future[list[Answer]]


def _screen(reading: Reading, job: Job, parts: Parts, progress: Progress | None) -> Tally:
    memo = Memo()
    pending: deque[_Pending] = deque()
    rows = recoded = 0
    with aside_file(job) as stream, ThreadPoolExecutor(job.threads) as pool:
        aside = 0
        try:
            for part, piece in enumerate(reading.pieces):
                aside += write_aside(piece.aside, stream)
                recoded += piece.recoded
                rows += piece.batch.num_rows
                if part not in parts.done:
                    pending.append(_begin(part, piece, job, memo, pool))
                if len(pending) > job.threads:
                    _end(pending.popleft(), job, memo, parts)
                if progress is not None:
                    progress(rows)
            while pending:
                _end(pending.popleft(), job, memo, parts)
        except BaseException:  # finished batches are on the disk; what is under way is given up at once
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return Tally(aside, recoded)


def aside_file(job: Job) -> IO[bytes]:
    """The file of rows that were set aside, with its header. Raises OutputError."""
    try:
        stream = (job.folder / "set-aside.csv").open("wb")
    except OSError as error:
        hint = "choose another place with --output"
        raise OutputError(f"cannot write: {error.strerror}", hint=hint, file=job.folder) from error
    stream.write(",".join(ASIDE).encode() + b"\n")
    return stream


def _begin(part: int, piece: Piece, job: Job, memo: Memo, pool: ThreadPoolExecutor) -> _Pending:
    made = plan(piece.batch)
    known = [memo.get(query) for query in made.queries]
    new = [i for i, answer in enumerate(known) if answer is None]
    queries = runs.queries_of(job.canaries) + [made.queries[i] for i in new]
    asked = pool.submit(ask, queries, job.matcher, floor=job.terms.floor, top=2 * job.terms.top)
    return _Pending(part, made, known, new, asked)


def _end(batch: _Pending, job: Job, memo: Memo, parts: Parts) -> None:
    answers = batch.asked.result()
    first = len(job.canaries)
    runs.prove_alive(job.canaries, answers[:first], job.matcher)
    whole = list(batch.known)
    fresh: list[tuple[Query, Answer]] = []
    for i, answer in zip(batch.new, answers[first:], strict=True):
        whole[i] = answer
        memo.put(batch.made.queries[i], answer)
        fresh.append((batch.made.queries[i], answer))
    hits, counts = told(batch.made, [a for a in whole if a is not None], job.matcher, job.terms)
    parts.add(batch.part, hits, asked_table(fresh), counts)


def asked_table(asked: Sequence[tuple[Query, Answer]]) -> pa.Table:
    """What a later `delta` has to know of every name asked (`writing.ASKED`); the names themselves are not kept."""
    return pa.table(
        {
            "key": pa.array([key_of(query) for query, _ in asked], pa.uint64()),
            "cut": pa.array([answer.cut for _, answer in asked], pa.float32()),
            "words": pa.array([answer.words for _, answer in asked], pa.uint8()),
            "left_out": pa.array([answer.left_out > 0 for _, answer in asked], pa.bool_()),
            "near": pa.array([answer.near for _, answer in asked], pa.bool_()),
        }
    )


def finish(job: Job, parts: Parts, tally: Tally, notes: Mapping[str, Any]) -> runs.RunReport:
    """Put the parts together, write the record, clear the parts away."""
    counts = Counts()
    for _, line in sorted(parts.done.items()):
        counts.add(Counts(**line["counts"]))
    hits = job.folder / "hits.parquet"
    write_tables(parts.tables("hits"), HITS, hits)
    asked = job.folder / "asked.parquet"
    write_tables(parts.tables("asked"), ASKED, asked)
    sha256 = write_result(hits, job.out)
    limits = list(job.matcher.limits) if isinstance(job.matcher, OpenMatcher) else []
    record = {
        **job.made_of,
        "key": runs.key_of(job.made_of),
        "counts": asdict(counts),
        "aside": tally.aside,
        "recoded": tally.recoded,
        "limits": limits,
        "canaries": [{"name": c.name, "entry": c.entry, "log10_lr": c.log10_lr} for c in job.canaries],
        "result": {"path": str(job.out.resolve()), "sha256": sha256, "rows": counts.hits},
        "tables": {path.name: runs.file_sha256(path) for path in (hits, asked)},
        "threads": job.threads,
        "started": job.started.isoformat(timespec="seconds"),
        "ended": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": round(perf_counter() - job.clock, 3),
        **notes,
    }
    runs.write_record(record, job.folder)
    parts.clear()
    return runs.RunReport(record, job.folder)


__all__ = ["BATCH", "HITS", "Terms", "screen_file", "screen_table"]
