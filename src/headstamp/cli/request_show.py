"""`headstamp request show`: one request with its steps, and its letter again."""

from __future__ import annotations

from pathlib import Path

import click

from headstamp.cli import common, requesting
from headstamp.cli.casework import case_argument, open_case
from headstamp.cli.options import profile_option
from headstamp.core.errors import UsageError


@click.command("show")
@case_argument
@click.argument("request_id", metavar="REQUEST")
@click.option("--on", default="", metavar="DATE", help="Say what is overdue as of this day; else today.")
@profile_option
@requesting.output_options
def command(path: Path, request_id: str, on: str, profile: str, as_json: bool, output: Path | None) -> None:
    """Show REQUEST: to whom, about what, each step, and the letter where the profile may see it."""
    from headstamp.case.redacted import own_id
    from headstamp.case.requests import request
    from headstamp.core.finding import canonical_json
    from headstamp.core.redact import Profile
    from headstamp.tell.request import Letter
    from headstamp.tell.request.register import line_of, print_request, sees
    from headstamp.tell.request.text import print_letter

    common.guard_outputs((output,), (path,))
    reader, day = Profile(profile), requesting.today(on)
    with open_case(path, readonly=True) as case:
        kept = request(case, own_id(case, request_id, reader))
        line = line_of(requesting.as_seen(case, kept.model_dump(mode="json"), reader), overdue=kept.overdue(day), profile=reader)
    letter = Letter.model_validate(kept.letter)
    open_ = sees(reader, letter.profile)
    if output:
        if not open_:
            raise UsageError(f"the letter was made for {letter.profile.value!r}", hint=f"--profile {letter.profile.value}")
        requesting.write_letter(letter, output)
        return
    if as_json:
        shown = {**line.data(), "profile": profile, "letter": letter.model_dump(mode="json") if open_ else None}
        click.echo(canonical_json(shown))
        return
    screen = common.console()
    print_request(screen, line, reader)
    screen.print()
    if open_:
        print_letter(screen, letter)
    else:
        common.note(f"the letter was made for the profile “{letter.profile.value}”; --profile {letter.profile.value} shows it")
