"""After a list changed: screen again only what the change can touch; the answer is that of a full run.

Words weigh what the release says, whatever a list holds, so a name's answer can change only if a changed entry comes among the
names that are looked at closely. Every run keeps, for each name asked, the rough score (`cut`) from which that would happen. The
changed entries, in their old and their new form, are a small matcher of their own under the same release; a name that reaches its
cut there is asked again in full, all others keep their answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from headstamp.core.errors import InputError, UsageError
from headstamp.reason.match.decisions import Decisions
from headstamp.reason.match.matcher import Matcher
from headstamp.reason.match.native import F32, U8, U64
from headstamp.reference.watchlist import Store
from headstamp.scale import runs
from headstamp.scale.again import matcher_of
from headstamp.scale.answers import Query, ask, key_of, reach
from headstamp.scale.changed import Changed, changes, crowded
from headstamp.scale.screening import Job, Progress, Tally, aside_file, finish, job_of
from headstamp.scale.sources import read
from headstamp.scale.table import HITS, Counts, Plan, bearers_of, plan, told
from headstamp.scale.writing import ASKED, Parts, suffix_of, write_aside

_SHAPED_BY = ("release_sha256", "lexicon_sha256", "code_sha256")


@dataclass(frozen=True, slots=True)
class Past:
    """What a run kept of each name asked, by rising key."""

    key: U64
    cut: F32
    words: U8
    left_out: U8
    near: U8

    def places(self, queries: Sequence[Query]) -> Any:
        """The place of each query, -1 where it was never asked."""
        keys = np.fromiter((key_of(q) for q in queries), np.uint64, len(queries))
        at = np.searchsorted(self.key, keys)
        at[at == len(self.key)] = 0
        return np.where(self.key[at] == keys, at, -1) if len(self.key) else np.full(len(keys), -1)


def screen_delta(
    run: str | Path,
    matcher: Matcher,
    out: str | Path,
    *,
    before: Matcher | None = None,
    store: Store | Path | None = None,
    source: Path | None = None,
    decisions: Decisions | None = None,
    threads: int = 2,
    progress: Progress | None = None,
) -> runs.RunReport:
    """The result of `run` under the lists of `matcher`, equal to a full run on the same terms.

    `before`: the matcher of the run, else it is opened again from its record. A row whose party anybody decided about is asked
    again too. The record says under `delta` how much was. Raises UsageError where the release or the code is another, or the file
    of parties changed: then only a full run answers.
    """
    folder, record = runs.find_record(run)
    old = before or matcher_of(record, folder, store=store)
    options = {**record["options"], "format": suffix_of(Path(out))}
    job = job_of(source or Path(record["source"]["path"]), matcher, Path(out), options, decisions, threads)
    _refuse_other(record, job.made_of, old, decisions)
    changed = changes(old, matcher)
    past = _past(runs.checked_table(record, folder, "asked.parquet"))
    again = _Again(job, old, changed, past)
    parts = Parts(job.folder / "parts", runs.key_of(job.made_of), resume=False)
    reading = read(job.source, columns=options["columns"], batch=options["batch"], encoding=options.get("encoding", ""))
    kept = _HitsByRow(runs.checked_table(record, folder, "hits.parquet"))
    aside = recoded = rows = 0
    try:
        with aside_file(job) as stream:
            for part, piece in enumerate(reading.pieces):
                aside += write_aside(piece.aside, stream)
                recoded += piece.recoded
                rows += piece.batch.num_rows
                made = plan(piece.batch)
                last = made.rows["row"][-1] if made.rows["row"] else -1
                parts.add(part, *again.batch(made, kept.up_to(last)))
                if progress is not None:
                    progress(rows)
        runs.prove_alive(job.canaries, ask(runs.queries_of(job.canaries), matcher, floor=job.terms.floor, top=10), matcher)
        said = {"of": record["key"], "parties_changed": changed.parties, "names_again": again.names, "rows_again": again.rows}
        notes = {"resumed_batches": 0, "begun_anew": False, "unused_columns": list(reading.headings.unused), "delta": said}
        return finish(job, parts, Tally(aside, recoded), notes)
    finally:
        parts.close()


class _Again:
    """Decides batch by batch what is asked again, asks it, and counts."""

    def __init__(self, job: Job, old: Matcher, changed: Changed, past: Past) -> None:
        self._job, self._old, self._changed, self._past = job, old, changed, past
        self.names = self.rows = 0

    def batch(self, made: Plan, kept: pa.Table) -> tuple[pa.Table, pa.Table, Counts]:
        """(hits, names asked, counts) of one batch. `kept`: the hits that the earlier run had in it."""
        job, past = self._job, self._past
        at = past.places(made.queries)
        touched = (at < 0) | self._touched(made.queries, np.where(at < 0, 0.0, past.cut[at] if len(past.cut) else 0.0))
        decisions, small = job.terms.decisions, self._changed.small
        redo = [
            any(touched[q] for q in case)
            or (small is not None and bool(bearers_of(i, made, small)))
            or (decisions is not None and any(decisions.knows(made.queries[q][0]) for q in case))
            for i, case in enumerate(made.cases)
        ]
        wanted = sorted({q for case, yes in zip(made.cases, redo, strict=True) if yes for q in case})
        terms = job.terms
        answers = ask([made.queries[q] for q in wanted], job.matcher, floor=terms.floor, top=2 * terms.top, threads=job.threads)
        self.names += len(wanted)
        self.rows += sum(redo)
        place = {q: i for i, q in enumerate(wanted)}
        hits, counts = told(_part_of(made, redo, place), answers, job.matcher, job.terms)
        still = _rows_of(kept, made, redo)
        counts.add(self._kept_counts(made, redo, at, still))
        columns: dict[str, Any] = {"cut": past.cut, "words": past.words, "left_out": past.left_out, "near": past.near}
        new = {name: np.array([getattr(a, name) for a in answers]) for name in columns}
        asked: dict[str, list[Any]] = {"key": [key_of(q) for q in made.queries]}
        for name, values in columns.items():
            column = values[np.maximum(at, 0)].astype(np.float64) if len(values) else np.zeros(len(at))
            if wanted:
                column[wanted] = new[name]
            asked[name] = column.astype(ASKED.field(name).type.to_pandas_dtype()).tolist()
        return _merged(hits, still, made), pa.table(asked, schema=ASKED), counts

    def _touched(self, queries: Sequence[Query], cut: F32) -> Any:
        small = self._changed.small
        if small is None or not queries:
            return np.zeros(len(queries), bool)
        best = reach(queries, small, threads=self._job.threads)
        near = (best >= 0) & (best >= cut)
        return near | crowded([name for name, _ in queries], small, (self._old, self._job.matcher))

    def _kept_counts(self, made: Plan, redo: Sequence[bool], at: Any, still: pa.Table) -> Counts:
        met = set(zip(still.column("row").to_pylist(), still.column("column").to_pylist(), strict=True))
        counts = Counts(hits=still.num_rows)
        for i, case in enumerate(made.cases):
            if redo[i]:
                continue
            counts.rows += 1
            counts.names += len(case)
            counts.split += len(case) > 1
            places = [int(at[q]) for q in case]
            counts.left_out += i in made.split_off or any(self._past.left_out[p] for p in places)
            comparable = any(self._past.words[p] for p in places)
            hit = (made.rows["row"][i], made.rows["column"][i]) in met
            counts.hit += hit
            counts.empty += not case and not hit
            counts.not_comparable += bool(case) and not comparable and not hit
            counts.no_hit += comparable and not hit
            counts.near += comparable and not hit and any(self._past.near[p] for p in places)
        return counts


def _part_of(made: Plan, redo: Sequence[bool], place: Mapping[int, int]) -> Plan:
    rows = [i for i, yes in enumerate(redo) if yes]
    return Plan(
        {name: [cells[i] for i in rows] for name, cells in made.rows.items()},
        [tuple(place[q] for q in made.cases[i]) for i in rows],
        [made.queries[q] for q in place],
        frozenset(k for k, i in enumerate(rows) if i in made.split_off),
    )


def _rows_of(kept: pa.Table, made: Plan, redo: Sequence[bool]) -> pa.Table:
    gone = {(made.rows["row"][i], made.rows["column"][i]) for i, yes in enumerate(redo) if yes}
    entries = zip(kept.column("row").to_pylist(), kept.column("column").to_pylist(), strict=True)
    return kept.filter(pa.array([entry not in gone for entry in entries], pa.bool_()))


def _merged(fresh: pa.Table, still: pa.Table, made: Plan) -> pa.Table:
    """Hits of both, in the order of the batch; within a row as they come."""
    place = {entry: i for i, entry in enumerate(zip(made.rows["row"], made.rows["column"], strict=True))}
    both = pa.concat_tables([fresh, still])
    entries = zip(both.column("row").to_pylist(), both.column("column").to_pylist(), strict=True)
    order = np.argsort(np.fromiter((place[each] for each in entries), np.int64, both.num_rows), kind="stable")
    return both.take(pa.array(order))


def _past(path: Path) -> Past:
    """Raises InputError where the run did not keep it."""
    if not path.is_file():
        raise InputError("the run kept nothing of the names asked", hint="run it in full", file=path)
    table = pq.read_table(path, schema=ASKED)
    key, cut = table.column("key").to_numpy(), table.column("cut").to_numpy()
    order = np.lexsort((cut, key))  # of a name asked twice the stricter one comes first
    key = key[order]
    first = np.ones(len(key), bool)
    first[1:] = key[1:] != key[:-1]
    order = order[first]
    left_out, near = (table.column(name).to_numpy(zero_copy_only=False).astype(np.uint8) for name in ("left_out", "near"))
    return Past(key[first], cut[order], table.column("words").to_numpy()[order], left_out[order], near[order])


class _HitsByRow:
    """The hits of a run, handed out in the order of its rows, in bounded memory."""

    def __init__(self, path: Path) -> None:
        self._batches = pq.ParquetFile(path).iter_batches(8192)
        self._held = HITS.empty_table()

    def up_to(self, last: int) -> pa.Table:
        """Hits of rows not handed out before, up to row `last`."""
        while not self._held.num_rows or self._held.column("row")[-1].as_py() <= last:
            batch = next(self._batches, None)
            if batch is None:
                break
            self._held = pa.concat_tables([self._held, pa.Table.from_batches([batch])])
        many = int(np.searchsorted(self._held.column("row").to_numpy(), last, side="right"))
        found, self._held = self._held.slice(0, many), self._held.slice(many)
        return found


def _refuse_other(record: Mapping[str, Any], now: Mapping[str, Any], old: Matcher, decisions: Decisions | None) -> None:
    other = [name for name in _SHAPED_BY if record[name] != now[name]]
    if record["matcher_sha256"] != old.sha256:
        other.append("matcher_sha256")
    if record["source"]["sha256"] != now["source"]["sha256"]:
        other.append("source")
    then = record["decisions"]  # pairs that were quieted then have no hit to be taken over where their decisions are gone
    if runs.decisions_sha256(Decisions(decisions.all[: then["count"]] if decisions else ())) != then["sha256"]:
        other.append("decisions")
    if other:
        what = f"not the run's: {', '.join(name.removesuffix('_sha256') for name in other)}"
        raise UsageError(what, hint="only a full run answers after this change: `headstamp match FILE`")
