"""`headstamp screen show` and `screen report`: one consignment of a finished screen, and the rates of the whole of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from headstamp.cli import asking, common
from headstamp.cli.options import FILE

if TYPE_CHECKING:
    from headstamp.scale.customs.engine import Work
    from headstamp.scale.customs.opened import Run

_STORE = "Folder of kept lists and notes; else $HEADSTAMP_HOME, else the user's data folder."


@click.command("show")
@click.argument("run", type=FILE, metavar="RUN")
@click.argument("consignment", metavar="CONSIGNMENT")
@click.option("--store", "folder", type=FILE, metavar="DIR", help=_STORE)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
def show(run: Path, consignment: str, folder: Path | None, as_json: bool) -> None:
    """One consignment of a screen: every reason with its weight, and its papers side by side.

    RUN is the result of --output, or the folder beside it; CONSIGNMENT as the result names it, or the number of a paper.
    """
    from headstamp.cli.screen_run import sources_of
    from headstamp.scale.customs.engine import scorer
    from headstamp.scale.customs.opened import findings, lines_of, open_run, row_of

    opened = open_run(run)
    row = row_of(opened, consignment)
    with asking.prepared():
        found = findings(
            scorer(work_of(opened, folder)), opened.lines, [row], shelf_hash=opened.record["reference"].get("shelf", "")
        )
    lines = lines_of(opened.lines, [row["consignment"]])[row["consignment"]].to_dicts()
    sources = sources_of(opened.reference, found)
    if as_json:
        from headstamp.tell.screen_data import consignment_json

        click.echo(consignment_json(row, found[0], lines, sources))
    else:
        from headstamp.tell.screen_terminal import print_consignment

        print_consignment(common.console(), row, found[0], lines, sources)


@click.command("report")
@click.argument("run", type=FILE, metavar="RUN")
@click.option("--store", "folder", type=FILE, metavar="DIR", help=_STORE)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
def report(run: Path, folder: Path | None, as_json: bool) -> None:
    """How often each origin and each rule was selected, which rules tire, and what was found of what was opened."""
    from dataclasses import asdict

    import polars as pl

    from headstamp.scale.customs.notes import read_notes
    from headstamp.scale.customs.opened import open_run
    from headstamp.scale.customs.report import report as rates
    from headstamp.tell.screen_report import print_report

    opened = open_run(run)
    rules = pl.read_parquet(opened.reference / "rules.parquet").select(rule="id", budget="budget")
    found = rates(opened.scores, opened.lanes, rules, read_notes(folder))
    if as_json:
        from headstamp.tell.screen_data import plain_json

        click.echo(plain_json(asdict(found)))
    else:
        print_report(common.console(), asdict(found))


def work_of(run: Run, folder: Path | None) -> Work:
    """What the scores of a run were made by, opened again. Raises UsageError or InputError where a list of it is gone."""
    from headstamp.scale.customs.engine import Work
    from headstamp.scale.matchers import ListUsed, reopen

    lists = [ListUsed(**each) for each in run.record["lists"]]
    matcher = reopen(lists, store=folder).folder if lists else ""
    own = bool(run.record["reference"].get("own"))
    return Work(str(run.reference), matcher, run.options, own, run.record["reference_sha256"])
