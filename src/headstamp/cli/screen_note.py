"""`headstamp screen note`: keep what came of a consignment that was looked at, or why it was not."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from pathlib import Path

import click

from headstamp.cli import asking, common
from headstamp.cli.options import FILE
from headstamp.core.errors import UsageError

OUTCOMES = ("found", "discrepancy", "nothing found", "dismissed")
OPENED = ("not opened", "papers", "scanned", "partly opened", "fully opened")
SCOPES = ("consignment", "same parties and goods")
"""The values of reason.screen.feedback, spelled out so that `--help` need not load it; a test holds them equal."""


@click.command("note")
@click.argument("run", type=FILE, metavar="RUN")
@click.argument("consignment", metavar="CONSIGNMENT")
@click.option("--outcome", type=click.Choice(OUTCOMES), required=True, help="What came of it.")
@click.option("--opened", type=click.Choice(OPENED), default="not opened", show_default=True, help="How far it was looked into.")
@click.option("--by", default="", metavar="WHO", help="Who says so; else the name you are logged in with.")
@click.option("--why", required=True, metavar="TEXT", help="What was seen, or what a dismissal rests on.")
@click.option("--until", default="", metavar="DATE", help="Of a dismissal: the last day it holds, within a year.")
@click.option(
    "--scope", type=click.Choice(SCOPES), default="consignment", show_default=True, help="Of a dismissal: what it covers."
)
@click.option("--store", "folder", type=FILE, metavar="DIR", help="Folder of kept lists and notes; else $HEADSTAMP_HOME.")
def note(
    run: Path, consignment: str, outcome: str, opened: str, by: str, why: str, until: str, scope: str, folder: Path | None
) -> None:
    """Keep what came of a consignment. "nothing found" clears nobody; a dismissal ends, and opens again when facts change.

    \b
    headstamp screen note open.csv BILL123 --outcome discrepancy --opened scanned --why "40 cartons more than declared"
    headstamp screen note open.csv BILL9 --outcome dismissed --until 2026-12-31 --why "repair of a ship, yard confirmed it"
    """
    from pydantic import ValidationError

    from headstamp.reason.screen.feedback import Opened, Outcome, Scope, Seen, facts_digest, spoke
    from headstamp.scale.customs.notes import add_notes, read_notes
    from headstamp.scale.customs.opened import open_run, row_of
    from headstamp.tell.shown import visible

    opened_run = open_run(run)
    row = row_of(opened_run, consignment)
    read_notes(folder)  # a damaged file is found before it is added to
    if outcome == "dismissed" and not until:
        raise UsageError("a dismissal needs --until", hint="--until 2026-12-31: it ends, so that somebody looks again")
    if outcome != "dismissed" and (until or scope != SCOPES[0]):
        raise UsageError("--until and --scope go with --outcome dismissed", hint="leave them out")
    try:
        seen = Seen(
            consignment=row["consignment"], outcome=Outcome(outcome), opened=Opened(opened),
            by=asking.clean(by).strip() or getpass.getuser(), at=datetime.now(UTC).isoformat(timespec="seconds"),
            why=asking.clean(why).strip(), scope=Scope(scope), until=until, lane=row["lane"], spoke=spoke(row),
            facts_sha256=facts_digest(row), shipper=row["shipper"], consignee=row["consignee"], hs=row["hs"],
        )  # fmt: skip
    except ValidationError as error:
        what = error.errors()[0]["msg"].removeprefix("Value error, ")
        raise UsageError(f"this cannot be kept: {what}", hint="see headstamp screen note --help") from error
    path = add_notes([seen], folder)
    click.echo(visible(f"{seen.consignment}: {seen.outcome}, {seen.opened}, by {seen.by}: {seen.why}"))
    if outcome == "dismissed" and row["lane"] == "legal":
        common.note("it stays in the legal lane: what the law says is not dismissed here")
    common.note(f"kept in {path}")
