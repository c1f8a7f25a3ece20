"""`headstamp request note`: what happened to a request, as a step of the register."""

from __future__ import annotations

from pathlib import Path

import click

from headstamp.cli import common, requesting
from headstamp.cli.asking import clean
from headstamp.cli.casework import case_argument, open_case, who_option, worker
from headstamp.cli.options import FILE

STATES = (
    "sent", "acknowledged", "reminded", "partly answered", "answered", "refused", "silent", "contradicted", "closed", "withdrawn",
)  # fmt: skip
"""Those of case.requests without `drafted`, spelled out so that `--help` need not load the case; a test holds them equal."""


@click.command("note")
@case_argument
@click.argument("request_id", metavar="REQUEST")
@click.argument("state", metavar="STATE", type=click.Choice(STATES))
@click.option("--day", default="", metavar="DATE", help="The day of the letter or step; else today.")
@click.option("--channel", default="", metavar="TEXT", help="How: by letter, mail, through a mission, by telephone.")
@click.option("--note", "text", default="", metavar="TEXT", help="A remark; shown under the confidential profile only.")
@click.option("--due", default="", metavar="DATE", help="The day by which a reply is asked for.")
@click.option("--claims", multiple=True, metavar="ID", help="Of a contradiction: the two claims; give it twice.")
@click.option("--file", "paper", type=FILE, metavar="FILE", help="The letter as it went out or came; kept in the vault.")
@who_option
def command(
    path: Path,
    request_id: str,
    state: str,
    day: str,
    channel: str,
    text: str,
    due: str,
    claims: tuple[str, ...],
    paper: Path | None,
    who: str,
) -> None:
    """Enter that REQUEST was sent, acknowledged, reminded of, answered, refused ...; docs/requests.md has the table of steps.

    A silence is declared after the due day and a reminder. A contradiction names the two claims that contradict each other.

    \b
    headstamp request note crate.headstamp TR-1 sent --day 2026-12-01 --channel "diplomatic note"
    headstamp request note crate.headstamp TR-1 contradicted --claims TR-1/a1/c1 --claims c-17
    """
    from headstamp.case.requests import Step, advance
    from headstamp.tell.shown import visible

    step = Step(
        state=state,
        day=requesting.today(day),
        by=worker(who),
        channel=clean(channel).strip(),
        note=clean(text).strip(),
        claims=claims,
    )
    with open_case(path, who) as case:
        step = step.model_copy(update={"file": requesting.keep_paper(case, request_id, step, paper)})
        after = advance(case, request_id, step, due=requesting.today(due) if due else "")
    waits = f"; a reply is due by {after.due}" if after.due and state in ("sent", "acknowledged", "reminded") else ""
    click.echo(visible(f"{after.id}: {after.state} on {step.day}{waits}"))
    if state == "sent" and not after.due:
        common.note("no day is set by which a reply is asked for, so it can never be overdue: --due DATE sets one")
