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

SHOWN = 120  # signs of a name on the terminal


@click.command("decide")
@click.argument("name", required=False, default="")
@click.argument("entity", required=False, default="")
@click.option("--same", is_flag=True, help="They are the same party.")
@click.option("--not-same", is_flag=True, help="They are not: files of parties no longer alert to it.")
@click.option("--unsure", is_flag=True, help="It was looked at and cannot be told.")
@click.option("--by", default="", metavar="WHO", help="Who decides; else the name you are logged in with.")
@click.option("--why", default="", metavar="TEXT", help="What it rests on.")
@asking.party_options
@asking.list_options
def command(
    name: str,
    entity: str,
    same: bool,
    not_same: bool,
    unsure: bool,
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
    chosen: dict[Decision, bool] = {"same": same, "not the same": not_same, "unsure": unsure}
    given = [decision for decision, flag in chosen.items() if flag]
    if len(given) > 1:
        raise UsageError(
            "--same, --not-same and --unsure exclude each other", hint="give one of them; the last decision of a pair holds"
        )
    if not entity or not given or not why.strip():
        hint = 'headstamp decide "Versor Trading" builtin/ofac-43973 --not-same --why "a bakery, seen its papers"'
        raise UsageError("a decision needs NAME, ENTITY, one of --same, --not-same, --unsure, and --why", hint=hint)
    (decision,) = given
    from headstamp.reason.match.decisions import decide
    from headstamp.tell.shown import cut, visible

    if not any(char.isalnum() for char in name):
        raise UsageError("a name without a letter or digit is never compared, and nothing can be decided of it", hint="check it")
    party = asking.party_of([name], **known)
    read_decisions(folder)  # a damaged file is found before it is added to
    matcher = asking.open_matcher(lists, day, folder)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    who = asking.clean(by).strip() or getpass.getuser()
    reason = asking.clean(why).strip()
    decided = [decide(party, at, matcher, decision, by=who, when=now, why=reason) for at in asking.same_listed(entity, matcher)]
    path = add_decisions(decided, folder)
    for each in decided:
        told = f"{cut(each.names[0], SHOWN)} and {each.listed_name} ({each.listed}): {each.decision}, by {cut(each.by, SHOWN)}"
        click.echo(visible(told))
    common.note(f"kept in {path}")


def _print(folder: Path | None) -> None:
    from headstamp.scale.decision_store import read_decisions
    from headstamp.tell.shown import cut, visible

    decisions = read_decisions(folder).all
    for each in decisions:
        pair = f"{cut(each.names[0], SHOWN)} and {each.listed_name} ({each.listed})"
        click.echo(visible(f"{each.at[:10]}  {pair}: {each.decision}, by {cut(each.by, SHOWN)}: {each.why}"))
    if not decisions:
        click.echo("nothing was decided yet")
