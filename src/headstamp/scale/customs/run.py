"""A screen from files to lanes: read, put together, learn or load what is usual, score, choose; with its record.

    OUT.run/  lines/       assembled lines                    reference/  tables and their hashes
              scores/      scores by file, with a manifest    record.json what the run was made of and what it counted
              set-aside.csv, doubts.csv, lanes.parquet
Every step is found again by a later run of the same inputs, so that an interrupted one goes on where it was.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from headstamp.core.errors import InputError, UsageError
from headstamp.core.finding import Finding, canonical_json
from headstamp.core.version import __version__
from headstamp.reason.screen.columns import SCORES
from headstamp.reason.screen.feedback import Log
from headstamp.reason.screen.given import Options
from headstamp.reason.screen.rules import SCREEN_RULES
from headstamp.reason.screen.scorer import Scorer
from headstamp.reason.screen.select import Budget
from headstamp.reference.shelf import Shelf
from headstamp.scale.alone import alone
from headstamp.scale.customs.assemble import Progress
from headstamp.scale.customs.engine import Work, score_files, scorer
from headstamp.scale.customs.intake import Intake, take_in, take_over
from headstamp.scale.customs.learned import learn_profile, with_profile
from headstamp.scale.customs.opened import FORM, LANES, Run, findings, open_run, row_of, run_folder, write_record
from headstamp.scale.customs.parts import Done, file_sha256
from headstamp.scale.customs.refer import Reference, load_reference
from headstamp.scale.customs.results import asked, laned, result, write_result
from headstamp.scale.matchers import OpenMatcher

ENGINES = ("local", "spark")


@dataclass(frozen=True, slots=True)
class Terms:
    """How to screen. `profile`: folder of `headstamp screen learn`, else the day itself is taken for usual, and that is said."""

    budget: Budget = field(default_factory=lambda: Budget(share=0.01))
    profile: Path | None = None
    mapping: Path | None = None
    options: Options = field(default_factory=Options)
    seed: str = ""  # of the lots; empty = the hash of the files, which nobody knows before the day is whole
    engine: str = "local"
    master: str = "local[2]"
    workers: int = 2
    resume: bool = True
    every: bool = False  # write the green lane too
    today: str = ""  # ISO day, for dismissals; the caller's clock


@dataclass(frozen=True, eq=False)
class Screened:
    """A finished screen: its record, its folder, and the result (`results.SHOWN` and weights), most pressing first."""

    record: Mapping[str, Any]
    folder: Path
    result: pl.DataFrame
    lines: tuple[Path, ...]
    work: Work
    timings: Mapping[str, float] = field(default_factory=dict)

    def finding(self, consignment: str) -> Finding:
        """Every reason of one consignment, with weights, papers and sources. Raises UsageError for one that is not there."""
        run = open_run(self.folder)
        row = row_of(run, consignment)
        return findings(scorer(self.work), self.lines, [row], shelf_hash=str(self.record["reference"].get("shelf", "")))[0]


def screen(
    sources: Sequence[Path], out: Path, shelf: Shelf, *, matcher: OpenMatcher | None = None, terms: Terms | None = None,
    log: Log | None = None, told: Progress | None = None,
) -> Screened:  # fmt: skip
    """Screen files of customs records; the result goes to `out`, everything else to the folder beside it.

    Raises InputError for files that cannot be read at all, UsageError, OutputError."""
    terms = terms or Terms()
    _check(terms, matcher)
    clock = _Clock()
    with alone(run_folder(out)):
        intake = take_in(sources, run_folder(out), terms.mapping, resume=terms.resume, told=told)
        clock("read")
        return _screened(intake, out, shelf, matcher, terms, log, told, clock)


def screen_again(
    run: Run, out: Path, shelf: Shelf, *, matcher: OpenMatcher | None = None, terms: Terms = Terms(), log: Log | None = None,
    told: Progress | None = None,
) -> Screened:  # fmt: skip
    """Screen the lines of an earlier run under the lists, packs and terms of now, into a run of its own beside `out`.

    Raises UsageError, InputError, OutputError."""
    _check(terms, matcher)
    clock = _Clock()
    with alone(run_folder(out)):
        intake = take_over(run, run_folder(out))
        clock("read")
        return _screened(intake, out, shelf, matcher, terms, log, told, clock)


def _check(terms: Terms, matcher: OpenMatcher | None) -> None:
    if terms.engine not in ENGINES:
        raise UsageError(f"no engine is called {terms.engine!r}", hint=f"engines are {', '.join(ENGINES)}")
    if matcher is not None and not matcher.folder:  # workers open the matcher from its file; without one they would be silent
        raise UsageError(
            "the lists could not be filed for the workers", hint="free some room, or give --store a folder to write to"
        )


def _screened(
    intake: Intake, out: Path, shelf: Shelf, matcher: OpenMatcher | None, terms: Terms, log: Log | None, told: Progress | None,
    clock: _Clock,
) -> Screened:  # fmt: skip
    folder = run_folder(out)
    if not intake.files:
        raise InputError("no line could be read", hint=_why_none(intake), file=intake.sources[0]["path"])
    reference = _reference(intake, folder, shelf, terms, told)
    clock("learn")
    own = bool(reference.about.get("own"))
    work = Work(str(reference.folder), matcher.folder if matcher else "", terms.options, own, reference.sha256)
    made_of = _made_of(intake, reference, matcher, terms)
    scores = _scored(work, intake, folder, _key(made_of, ("budget", "seed")), terms, told)
    clock("score")
    lanes = laned(scores, terms.budget, terms.seed or intake.key, log, terms.today)
    lanes.write_parquet(folder / LANES)
    frame = result(scores, lanes, every=terms.every)
    write_result(frame, out)
    clock("choose")
    counts = {str(lane): int(n) for lane, n in lanes.group_by("lane").len().sort("lane").iter_rows()}
    files = {"lines": [str(f.relative_to(folder)) for f in intake.files], "scores": [str(f.relative_to(folder)) for f in scores]}
    record = {"form": FORM, **made_of, "counts": {**intake.counts, "consignments": lanes.height}, "lanes": counts,
              "files": files, "asked": asked(scores), "off": _off(work),
              "seconds": clock.spent, "result_sha256": file_sha256(out), "limits": _limits(reference, matcher)}  # fmt: skip
    write_record(record, folder)
    return Screened(record, folder, frame, intake.files, work, clock.spent)


def _off(work: Work) -> list[str]:
    """Rules that the pack or an option switched off."""
    tables = {name: pl.read_parquet(Path(work.reference) / f"{name}.parquet") for name in ("rules", "cases")}
    told = Scorer(tables, options=work.options)  # the history of a large site is not opened for this
    return [name for name in SCREEN_RULES if not told.asked(name)]


def _why_none(intake: Intake) -> str:
    first = intake.rejects.read_text(encoding="utf-8").splitlines()[1:2] if intake.rejects.is_file() else []
    return f"the first that was set aside: {first[0][:200]}" if first else "the file holds no row below its headings"


class _Clock:
    """Seconds of each step."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._at = time.perf_counter()

    def __call__(self, step: str) -> None:
        now = time.perf_counter()
        self.spent[step], self._at = round(now - self._at, 3), now


def _reference(intake: Intake, folder: Path, shelf: Shelf, terms: Terms, told: Progress | None) -> Reference:
    place = folder / "reference"
    about = {"shelf": shelf.hash, "tool_version": __version__, "lines": intake.key}
    if terms.profile is not None:
        return with_profile(terms.profile, place, shelf, about)
    if terms.resume and (place / "reference.json").exists():
        try:
            old = load_reference(place)
            if {name: old.about.get(name) for name in about} == about and old.about.get("own"):
                return old
        except InputError:
            pass  # an older or a damaged one is made anew
    return learn_profile(intake.files, place, shelf, about, told=told)


def _made_of(intake: Intake, reference: Reference, matcher: OpenMatcher | None, terms: Terms) -> dict[str, Any]:
    """Everything that decides the bytes of the result."""
    return {
        "tool_version": __version__,
        "columns": hashlib.sha256(
            canonical_json(SCORES.names).encode()
        ).hexdigest(),  # scores of other rules are not gone on with
        "sources": intake.sources,
        "mappings": intake.mappings,
        "lines": intake.key,
        "reference_sha256": reference.sha256,
        "reference": dict(reference.about),
        "matcher_sha256": matcher.sha256 if matcher else "",
        "lists": [asdict(each) for each in matcher.lists] if matcher else [],
        "options": {
            name: sorted(value) if isinstance(value, frozenset) else value for name, value in asdict(terms.options).items()
        },
        "budget": asdict(terms.budget),
        "seed": terms.seed or intake.key,
        "profile": str(terms.profile or ""),
    }


def _key(made_of: Mapping[str, Any], without: Sequence[str]) -> str:
    told = {name: value for name, value in made_of.items() if name not in without}
    return hashlib.sha256(canonical_json(json.loads(json.dumps(told, default=str))).encode()).hexdigest()


def _scored(work: Work, intake: Intake, folder: Path, key: str, terms: Terms, told: Progress | None) -> list[Path]:
    done = Done(folder / "scores", key, resume=terms.resume)
    try:
        if terms.engine == "spark":
            from headstamp.scale.customs.spark import score_files_spark

            return score_files_spark(work, intake.files, folder / "scores" / "spark", terms.master)
        return score_files(work, intake.files, done, workers=terms.workers, told=told)
    finally:
        done.close()


def _limits(reference: Reference, matcher: OpenMatcher | None) -> list[str]:
    told = []
    if reference.about.get("own"):
        told.append(
            "what is usual was learned from this very day: a flow that fills the day looks usual; give a history with --profile"
        )
    if matcher is None:
        told.append("parties were not looked up in any list")
    else:
        told.extend(matcher.limits)
    return told
