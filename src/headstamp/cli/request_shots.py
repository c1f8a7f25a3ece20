"""`headstamp request shots`: what to photograph and to write down before anybody is asked."""

from __future__ import annotations

from pathlib import Path

import click

from headstamp.cli import common, requesting
from headstamp.cli.options import input_options, profile_option, shelf_options

MOST = 40  # records told on a terminal


@click.command("shots")
@requesting.item_options
@shelf_options
@input_options
@profile_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
def command(
    target: str, item_id: str, case_path: Path | None, packs: tuple[Path, ...], sourced_only: bool, encoding: str | None,
    rejects: Path | None, profile: str, as_json: bool,
) -> None:  # fmt: skip
    """Say what a good request about TARGET needs and the record lacks, essentials first.

    Only what is seen from where one stands is asked for; what is not is for cleared disposal personnel.

    \b
    headstamp request shots recovery.yaml --item gun-1
    headstamp request shots record/gun-1 --case crate.headstamp
    """
    from headstamp.core.redact import Profile
    from headstamp.reason.request import origin_of, shots
    from headstamp.reason.trace import trace
    from headstamp.tell.request.shots import print_shots, shots_data

    shelf = common.open_shelf(packs, sourced_only)
    reader = Profile(profile)
    with requesting.found(target, item_id, case_path, encoding=encoding, rejects=rejects) as given:
        lists = [
            requesting.shots_seen(given.case, item, shots(item, origin_of(trace(item, shelf)), given.around), reader)
            for item in given.items
        ]
    if not lists:
        common.note("there is no record of an item in this case; `headstamp case add` takes a file of them")
    if as_json:
        from headstamp.core.finding import canonical_json

        click.echo(canonical_json([shots_data(item, found, reader) for item, found in lists]))
        return
    screen = common.console()
    for number, (item, found) in enumerate(lists[:MOST]):
        if number:
            screen.print()
        print_shots(screen, item, found, shelf.tables.letters if number == len(lists[:MOST]) - 1 else (), reader)
    if len(lists) > MOST:
        common.note(f"{len(lists) - MOST} more records; --item ID, or --json for all")
