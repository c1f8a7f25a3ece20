"""A screen as one call from Python, with plain arguments; `run.screen` is the same with its terms in one object."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from headstamp.reason.screen.given import Options
from headstamp.reason.screen.select import Budget
from headstamp.reference.shelf import Shelf
from headstamp.scale.customs.notes import read_notes
from headstamp.scale.customs.run import Screened, Terms
from headstamp.scale.customs.run import screen as run_screen
from headstamp.scale.matchers import OpenMatcher


def screen(
    files: Iterable[str | Path], output: str | Path, shelf: Shelf, *, matcher: OpenMatcher | None = None,
    budget: float | None = None, top: int | None = None, random: float = 0.1, profile: str | Path | None = None,
    mapping: str | Path | None = None, off: Iterable[str] = (), seed: str = "", notes: str | Path | None = None,
    today: str = "", every: bool = False, workers: int = 1,
) -> Screened:  # fmt: skip
    """Screen a day's declarations, bills and manifests; the same result and the same bytes as the command `headstamp screen`.

    `output` (.csv, .parquet or .jsonl) is written, and a folder `<output>.run` beside it. `matcher`: of `open_matcher`; without
    one no party is looked up. `budget`: share of consignments that can be opened (0..1), by default 0.01, or `top` so many;
    `random` of them (0..1) are drawn by lot, keyed with `seed`, else with the content of the files. `profile`: what is usual,
    of `headstamp screen learn`; else the day itself. `off`: rules or groups to leave out. `notes`: folder of what officers
    noted, whose dismissals hold on `today` (ISO 8601, else the day of the clock, UTC); without it none is read. `every`: the
    green lane too. `workers`: processes.

    `record` of what comes back has counts, lanes and limits; `result` is a polars frame, the most pressing consignment first;
    `finding(consignment)` gives every reason with its weight and sources. Raises InputError for files that cannot be read,
    UsageError for arguments that contradict each other, OutputError."""
    share = budget if budget is not None or top is not None else 0.01
    terms = Terms(
        budget=Budget(share, top, random), profile=Path(profile) if profile else None, mapping=Path(mapping) if mapping else None,
        options=Options(off=frozenset(off)), seed=seed, workers=workers, every=every,
        today=today or datetime.now(UTC).date().isoformat(),
    )  # fmt: skip
    log = read_notes(Path(notes)) if notes else None
    return run_screen([Path(file) for file in files], Path(output), shelf, matcher=matcher, terms=terms, log=log)
