"""`headstamp profile`: an ammunition profile of a seizure."""

from __future__ import annotations

from pathlib import Path

import click

from headstamp.cli import common
from headstamp.cli.options import FILE, input_options, profile_option, shelf_options


@click.command("profile")
@click.argument("files", type=FILE, nargs=-1, required=True, metavar="FILE...")
@click.option("--no-context", is_flag=True, help="Leave the place of recovery and other circumstances out.")
@shelf_options
@input_options
@profile_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@click.option("--output", type=FILE, metavar="PATH", help="Write the tables: .json .csv .html")
@click.option("--html", "page", type=FILE, metavar="PATH.html", help="Write a page with a chart, beside --output.")
def command(
    files: tuple[Path, ...],
    no_context: bool,
    packs: tuple[Path, ...],
    sourced_only: bool,
    encoding: str | None,
    rejects: Path | None,
    profile: str,
    as_json: bool,
    output: Path | None,
    page: Path | None,
) -> None:
    """Count a seizure by country, producer, calibre and year, with unknowns and look-alikes apart.

    Counts are extrapolated only where a record has a sampling frame (heads read of heads seen), and then with an
    interval.

    \b
    headstamp profile seizure.csv --html profile.html
    """
    from headstamp.cli import show
    from headstamp.reason.profile import profile as count

    common.guard_outputs((output, page, rejects), files)
    items = common.read_files(files, encoding=encoding, rejects=rejects)
    shelf = common.open_shelf(packs, sourced_only)
    traced = common.trace_all(items, shelf, use_context=not no_context)
    table = count(show.countable(traced, profile), shelf)
    for path in filter(None, (output, page)):
        show.write_profile(path, table, profile)
    if as_json:
        click.echo(show.profile_json(table))
    else:
        show.print_counted(table)
