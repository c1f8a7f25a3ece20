"""`headstamp explain`: what a rule does, in its own words."""

from __future__ import annotations

import inspect
from difflib import get_close_matches

import click

from headstamp.core.errors import UsageError


@click.command("explain")
@click.argument("rule", required=False)
def command(rule: str | None) -> None:
    """Print what a rule does and rests on; without RULE, list the rules. Findings name the rule beside each reason."""
    from headstamp.reason.rules import RULES

    if rule is None:
        width = max(map(len, RULES))
        for name, function in RULES.items():
            click.echo(f"{name:{width}}  {(inspect.getdoc(function) or '').splitlines()[0]}")
        return
    if rule not in RULES:
        near = get_close_matches(rule, RULES, n=3)
        raise UsageError(
            f"there is no rule {rule!r}",
            hint=f"did you mean {' or '.join(near)}?" if near else "`headstamp explain` lists the rules",
        )
    click.echo(f"{rule}\n\n{inspect.getdoc(RULES[rule])}")
