"""`headstamp link`: recoveries that share marks, ranked by how rare those are."""

from __future__ import annotations

from pathlib import Path

import click

from headstamp.cli import common
from headstamp.cli.options import FILE, input_options, profile_option, shelf_options


@click.command("link")
@click.argument("files", type=FILE, nargs=-1, required=True, metavar="FILE...")
@click.option("--top", type=click.IntRange(min=1), default=100, show_default=True, help="How many links to show.")
@shelf_options
@input_options
@profile_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@click.option("--output", type=FILE, metavar="PATH", help="Write the links: .json or .csv")
def command(
    files: tuple[Path, ...],
    top: int,
    packs: tuple[Path, ...],
    sourced_only: bool,
    encoding: str | None,
    rejects: Path | None,
    profile: str,
    as_json: bool,
    output: Path | None,
) -> None:
    """Find recoveries that share lots, codes and marks, and say how much that shows.

    The honest grade is often the lowest one: same family, link not shown.

    \b
    headstamp link seizure-a.csv seizure-b.xlsx
    """
    from headstamp.cli import show
    from headstamp.reason.link import link

    common.guard_outputs((output, rejects), files)
    items = common.read_files(files, encoding=encoding, rejects=rejects)
    shelf = common.open_shelf(packs, sourced_only)
    links = link(items, shelf, top=top)
    if output:
        show.write_links(output, links, items, shelf, profile)
    if as_json:
        click.echo(show.linked_json(links, items, shelf, profile))
    else:
        show.print_linked(links, items, shelf, profile)
