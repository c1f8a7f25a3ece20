"""`headstamp screen FILE...`: screen, then tell what to open and why."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from headstamp.cli import asking, common
from headstamp.cli.screen import Request
from headstamp.cli.screen_progress import steps
from headstamp.core.errors import UsageError

if TYPE_CHECKING:
    from headstamp.core.claim import Source
    from headstamp.core.finding import Finding
    from headstamp.scale.customs.run import Screened, Terms

    Looked = tuple[Mapping[str, Any], Finding]

WRITES = (".csv", ".parquet", ".jsonl")
LOTS = 20  # consignments drawn by lot that a page names


def run(request: Request) -> None:
    """Screen the files of a request and print, write or both. Raises UsageError, InputError, OutputError."""
    _check(request)
    from headstamp.scale.customs.notes import read_notes
    from headstamp.scale.customs.run import screen

    log = read_notes(request.folder)
    shelf = common.open_shelf(request.packs, request.sourced_only)
    terms = terms_of(request)
    if request.save_mapping:
        _save_mapping(request)
    with nullcontext() if request.no_parties else asking.prepared(), _place(request) as out:
        matcher = None if request.no_parties else asking.open_matcher(request.lists, request.day, request.folder)
        with steps() as told:
            done = screen(request.files, out, shelf, matcher=matcher, terms=terms, log=log, told=told)
        _say_columns(done.record)
        tell(done, request.show, html=request.html, as_json=request.as_json)
    if request.output:
        common.note(f"written: {request.output}; the run is kept in {request.output}.run")


def terms_of(request: Request) -> Terms:
    """The terms of a screen. Raises UsageError for a rule that nobody knows, or a budget that contradicts itself."""
    from headstamp.reason.screen.scorer import Options
    from headstamp.reason.screen.select import Budget
    from headstamp.scale.customs.run import Terms

    if request.share is not None and request.top is not None:
        raise UsageError("--budget and --top exclude each other", hint="give a share, or a number of consignments")
    share = None if request.top is not None else 0.01 if request.share is None else request.share
    return Terms(
        budget=Budget(share, request.top, request.random), profile=request.profile, mapping=request.mapping,
        options=Options(off=rules_off(request.off)), seed=request.seed, engine=request.engine, master=request.master,
        workers=request.workers, resume=not request.no_resume, every=request.every, today=today(),
    )  # fmt: skip


def rules_off(names: Sequence[str]) -> frozenset[str]:
    """Names of rules and groups as given. Raises UsageError with near names for one that is neither."""
    from difflib import get_close_matches

    from headstamp.reason.screen.rules import SCREEN_RULES

    known = {*SCREEN_RULES, *(rule.group for rule in SCREEN_RULES.values())}
    given = [name.strip().replace(" ", "_").replace("-", "_") for name in names]
    for name in given:
        if name not in known:
            near = get_close_matches(name, known, n=3)
            hint = f"did you mean {' or '.join(near)}?" if near else "`headstamp explain` lists the rules"
            raise UsageError(f"no rule of a screen is called {name!r}", hint=hint)
    return frozenset(given)


def today() -> str:
    """The day of the clock, ISO 8601, UTC."""
    return datetime.now(UTC).date().isoformat()


def tell(done: Screened, show: int, *, html: Path | None, as_json: bool) -> None:
    """Print a screen and write its page: the first `show` of the legal lane and of the ranking, with their Findings."""
    import polars as pl

    from headstamp.scale.customs.engine import scorer
    from headstamp.scale.customs.opened import findings

    lane = {name: done.result.filter(pl.col("lane") == name) for name in ("legal", "red", "random")}
    rows = {name: frame.head(show).to_dicts() for name, frame in lane.items()}
    asked = [*rows["legal"], *rows["red"]]
    found = findings(scorer(done.work), done.lines, asked, shelf_hash=str(done.record["reference"].get("shelf", "")))
    looked: list[Looked] = list(zip(asked, found, strict=True))
    legal, first = looked[: len(rows["legal"])], looked[len(rows["legal"]) :]
    lot = lane["random"].head(LOTS).to_dicts()
    sources = sources_of(Path(done.work.reference), found)
    if html:
        from headstamp.tell.screen_html import screen_html

        common.write_whole(html, screen_html(done.record, legal, first, lot, sources))
    if as_json:
        from headstamp.tell.screen_data import screen_json

        click.echo(screen_json(done.record, legal, first, lot, sources))
    else:
        from headstamp.tell.screen_terminal import print_screen

        print_screen(common.console(), done.record, legal, first, lot, sources)


def sources_of(reference: Path, found: Sequence[Finding]) -> dict[str, Source]:
    """The pages that Findings cite, from the tables the scores were made of, else from the lists."""
    import polars as pl

    from headstamp.core.claim import Source

    table = pl.read_parquet(reference / "sources.parquet")
    known = {row["id"]: Source(**row) for row in table.iter_rows(named=True)}
    return {**asking.sources_of(found), **known}


def _check(request: Request) -> None:
    if request.output:
        common.suffix_of(request.output, WRITES)
    if request.html:
        common.suffix_of(request.html, (".html", ".htm"))
    if request.no_parties and (request.lists or request.day):
        raise UsageError("--no-parties goes with neither --list nor --as-of", hint="leave one of them out")
    inputs = [each for each in (*request.files, request.mapping) if each is not None]
    common.guard_outputs((request.output, request.html, request.save_mapping), inputs)


@contextmanager
def _place(request: Request) -> Iterator[Path]:
    """Where the result goes; without --output a place that is gone afterwards."""
    if request.output:
        yield request.output
        return
    with tempfile.TemporaryDirectory(prefix="headstamp-") as scratch:
        yield Path(scratch) / "open.parquet"


def _save_mapping(request: Request) -> None:
    from headstamp.observe.declarations import load_mapping, mapping_text, read

    given = load_mapping(request.mapping) if request.mapping else None
    first = read(request.files[:1], mapping=given).mappings[0]
    common.write_whole(request.save_mapping or Path(), mapping_text(first.mapping))


def _say_columns(record: Mapping[str, Any]) -> None:
    """How each file was understood, as far as somebody should look at it."""
    for each in record["mappings"]:
        unused = f"; not used: {', '.join(each['unused'][:8])}" if each["unused"] else ""
        common.note(f"{each['file']}: {len(each['mapping']['columns'])} of {len(each['headings'])} columns understood{unused}")
        for doubt in each["open"][:5]:
            common.note(f"  to decide: {doubt}")
    if record["counts"]["set_aside"]:
        common.note(
            f"{record['counts']['set_aside']:,} rows were set aside; with --output each stands in set-aside.csv of the run"
        )
