"""`headstamp match FILE` and `--replay`: the bulk side of matching, over `scale`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from headstamp.cli import asking, common
from headstamp.core.errors import InputError, UsageError

if TYPE_CHECKING:
    from headstamp.cli.match import Request

WRITES = (".csv", ".parquet", ".jsonl")


def screen(files: Sequence[Path], request: Request) -> None:
    """Screen one file of parties and say what was met. Raises UsageError for several files."""
    if len(files) > 1:
        raise UsageError("one file at a time", hint="each run has its own result and its own record")
    source = files[0]
    if not source.is_file():
        raise InputError("not a file: a folder, a pipe or a device", file=source, hint="give a .csv, .parquet or .jsonl file")
    out = request.output or source.with_name(f"{source.stem}-matches.csv")
    common.suffix_of(out, WRITES)
    common.guard_outputs((out,), files)
    from headstamp.reason.match.finding import THRESHOLD_IN_BULK
    from headstamp.scale.decision_store import read_decisions
    from headstamp.scale.screening import screen_file

    decisions = read_decisions(request.folder)
    threshold = THRESHOLD_IN_BULK if request.threshold is None else request.threshold
    with asking.prepared():
        matcher = asking.open_matcher(request.lists, request.day, request.folder)
        with common.progress(f"matching {source.name}") as step:
            report = screen_file(
                source, matcher, out, columns=_columns(request.columns), threshold=threshold, prior=request.prior,
                threads=request.threads, progress=step,
                top=request.top, resume=not request.fresh, decisions=decisions, every=request.every, encoding=request.encoding,
            )  # fmt: skip
    click.echo(common.harmless(report.summary()))
    common.note(f"written: {out}")


def again(request: Request) -> None:
    """The result of an earlier run under the lists of today, where only what changed is asked again."""
    from headstamp.scale.decision_store import read_decisions
    from headstamp.scale.delta import screen_delta

    if request.output is None:
        raise UsageError("--after needs --output", hint="headstamp match --after old.csv.run --output new.csv")
    common.suffix_of(request.output, WRITES)
    common.guard_outputs((request.output,), ())
    with asking.prepared():
        matcher = asking.open_matcher(request.lists, request.day, request.folder)
        with common.progress("matching what changed") as step:
            report = screen_delta(
                request.after, matcher, request.output, store=request.folder, decisions=read_decisions(request.folder),
                threads=request.threads, progress=step,
            )  # fmt: skip
    click.echo(common.harmless(report.summary()))
    common.note(f"written: {request.output}")


def _columns(given: Sequence[str]) -> dict[str, str] | None:
    pairs = [each.partition("=") for each in given]
    if wrong := [each for each, pair in zip(given, pairs, strict=True) if not all(part.strip() for part in pair)]:
        raise UsageError(
            f"--column {wrong[0]!r} is not FIELD=HEADING", hint="such as --column name=Shipper --column country=Ctry"
        )
    return {field.strip(): heading.strip() for field, _, heading in pairs} or None


def replay(run: str, folder: Path | None) -> None:
    """Repeat a run from its record and say whether the result is the same, and if not, what changed."""
    from headstamp.scale.runs import replay as again

    with asking.prepared():
        report = again(run, store=folder)
    click.echo(common.harmless(report.summary()))
    if not report.equal:
        raise InputError("the run could not be reproduced", hint="what changed is named above")
