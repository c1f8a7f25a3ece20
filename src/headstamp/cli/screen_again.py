"""`headstamp screen again`: the lines of an earlier screen under the lists and packs of now; only what changed is told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from headstamp.cli import asking, common
from headstamp.cli.options import FILE, shelf_options
from headstamp.cli.screen_progress import steps

if TYPE_CHECKING:
    from headstamp.scale.customs.opened import Run
    from headstamp.scale.matchers import OpenMatcher


@click.command("again")
@click.argument("run", type=FILE, metavar="RUN")
@click.option("--output", type=FILE, required=True, metavar="PATH", help="Write the new result here (.csv .parquet .jsonl).")
@click.option("--profile", type=FILE, metavar="DIR", help="What is usual; else as in the earlier run.")
@click.option("--workers", type=click.IntRange(1, 256), default=2, show_default=True, help="Processes at work.")
@click.option("--no-parties", is_flag=True, help="Look no party up in any list.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@asking.list_options
@shelf_options
def again(
    run: Path, output: Path, profile: Path | None, workers: int, no_parties: bool, as_json: bool, lists: tuple[str, ...],
    day: str, folder: Path | None, packs: tuple[Path, ...], sourced_only: bool,
) -> None:  # fmt: skip
    """Screen the same lines again after lists, packs or notes changed, and tell only what is different.

    Budget, switched-off rules and lots are those of the earlier RUN, which is left as it is.
    """
    from headstamp.cli.screen_run import WRITES, today
    from headstamp.reason.screen.select import Budget
    from headstamp.scale.customs.again import changes
    from headstamp.scale.customs.notes import read_notes
    from headstamp.scale.customs.opened import open_run
    from headstamp.scale.customs.run import Terms, screen_again
    from headstamp.tell.screen_data import plain_json
    from headstamp.tell.screen_report import print_changes

    common.suffix_of(output, WRITES)
    common.guard_outputs((output,), (run,))
    before = open_run(run)
    told_before = before.record
    earlier = Path(told_before["profile"]) if told_before["profile"] else None
    terms = Terms(budget=Budget(**told_before["budget"]), profile=profile or earlier, options=before.options,
                  seed=told_before["seed"], workers=workers, today=today())  # fmt: skip
    shelf = common.open_shelf(packs, sourced_only)
    with asking.prepared():
        matcher = None if no_parties else _matcher(before, lists, day, folder)
        with steps() as told:
            done = screen_again(before, output, shelf, matcher=matcher, terms=terms, log=read_notes(folder), told=told)
    after = open_run(output)
    found = changes(before.scores, before.lanes, after.scores, after.lanes).to_dicts()
    if as_json:
        click.echo(plain_json(found))
    else:
        print_changes(common.console(), found, done.record)
    common.note(f"written: {output}")


def _matcher(run: Run, lists: tuple[str, ...], day: str, folder: Path | None) -> OpenMatcher | None:
    """The lists asked for, else the newest editions of those of the earlier run; None where it asked none."""
    used = run.record["lists"]
    if lists or day:
        return asking.open_matcher(lists, day, folder)
    names = tuple(u["origin"] if u["origin"] not in ("built in", "kept") else u["list_id"] for u in used)
    return asking.open_matcher(names, "", folder) if names else None
