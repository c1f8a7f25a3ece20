"""`headstamp request list`: the register of a case, what is overdue, and who was not offered to reply."""

from __future__ import annotations

from pathlib import Path

import click

from headstamp.cli import common, requesting
from headstamp.cli.casework import case_argument, open_case
from headstamp.cli.options import FILE, profile_option


@click.command("list")
@case_argument
@click.option("--on", default="", metavar="DATE", help="Say what is overdue as of this day; else today.")
@click.option("--overdue", "only", is_flag=True, help="Only what is overdue.")
@profile_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@click.option("--output", type=FILE, metavar="PATH", help="Write the register: .csv .json")
def command(path: Path, on: str, only: bool, profile: str, as_json: bool, output: Path | None) -> None:
    """List the requests of CASE with their states, and the parties that it names and that were not offered to reply.

    A request is overdue where a reply is awaited and its day has passed; silence is declared by a person (request note).
    """
    from headstamp.case.parties import named_parties
    from headstamp.case.redacted import shown_text
    from headstamp.case.requests import requests
    from headstamp.core.finding import canonical_json
    from headstamp.core.redact import Profile
    from headstamp.tell.request.register import line_of, parties_of, print_register, register_csv, register_data

    common.guard_outputs((output,), (path,))
    suffix = common.suffix_of(output, (".csv", ".json")) if output else ""
    reader, day = Profile(profile), requesting.today(on)
    with open_case(path, readonly=True) as case:
        kept, named = [r for r in requests(case) if r.overdue(day) or not only], named_parties(case)
        lines = [
            line_of(requesting.as_seen(case, r.model_dump(mode="json"), reader), overdue=r.overdue(day), profile=reader)
            for r in kept
        ]
        told = [(shown_text(case, n.label, reader), n.where, n.offer, n.offered, n.sensitivity) for n in named]
    parties = parties_of(told, reader)
    data = register_data(lines, parties, on=day, profile=reader)
    if output:
        common.write_whole(output, register_csv(lines, reader) if suffix == ".csv" else canonical_json(data) + "\n")
    elif as_json:
        click.echo(canonical_json(data))
    else:
        print_register(common.console(), lines, parties, on=day, profile=reader)
