"""`headstamp decide`: keep what a person decided about a party and a listed party."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from headstamp.cli import asking, common
from headstamp.core.errors import UsageError

if TYPE_CHECKING:
    from headstamp.core.party import Decision


@click.command("decide")
@click.argument("name", required=False, default="")
@click.argument("entity", required=False, default="")
@click.option("--same", "decision", flag_value="same", help="They are the same party.")
@click.option("--not-same", "decision", flag_value="not the same", help="They are not: files of parties no longer alert to it.")
@click.option("--unsure", "decision", flag_value="unsure", help="It was looked at and cannot be told.")
@click.option("--by", default="", metavar="WHO", help="Who decides; else the name you are logged in with.")
@click.option("--why", default="", metavar="TEXT", help="What it rests on.")
@asking.party_options
@asking.list_options
def command(
    name: str,
    entity: str,
    decision: Decision | None,
    by: str,
    why: str,
    lists: tuple[str, ...],
    day: str,
    folder: Path | None,
    **known: Any,
) -> None:
    """Keep a decision about NAME and the listed ENTITY (list/entry or a listed name); without both, list the decisions.

    Give the same facts (--born, --country ...) as when the party was asked: a decision is about what was known, and opens again
    when that or the entry changes. A name that stands on several lists is decided for all of them.

    \b
    headstamp decide "Versor Trading" builtin/ofac-43973 --not-same --by "A. Kim" --why "a bakery in Nitra, seen its papers"
    """
    from headstamp.scale.decision_store import add_decisions, read_decisions

    if not name and not entity:
        _print(folder)
        return
    if not entity or decision is None or not why.strip():
        hint = 'headstamp decide "Versor Trading" builtin/ofac-43973 --not-same --why "a bakery, seen its papers"'
        raise UsageError("a decision needs NAME, ENTITY, one of --same, --not-same, --unsure, and --why", hint=hint)
    from headstamp.reason.match.decisions import decide

    party = asking.party_of([name], **known)
    read_decisions(folder)  # a damaged file is found before it is added to
    matcher = asking.open_matcher(lists, day, folder)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    who = by.strip() or getpass.getuser()
    decided = [
        decide(party, at, matcher, decision, by=who, when=now, why=why.strip()) for at in asking.same_listed(entity, matcher)
    ]
    path = add_decisions(decided, folder)
    for each in decided:
        click.echo(f"{each.names[0]} and {each.listed_name} ({each.listed}): {each.decision}, by {each.by}")
    common.note(f"kept in {path}")


def _print(folder: Path | None) -> None:
    from headstamp.scale.decision_store import read_decisions
    from headstamp.tell.shown import visible

    decisions = read_decisions(folder).all
    for each in decisions:
        pair = f"{each.names[0]} and {each.listed_name} ({each.listed})"
        click.echo(visible(f"{each.at[:10]}  {pair}: {each.decision}, by {each.by}: {each.why}"))
    if not decisions:
        click.echo("nothing was decided yet")
