"""`headstamp explain`: what a rule does, in its own words."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from difflib import get_close_matches
from typing import Any

import click

from headstamp.core.errors import UsageError


@click.command("explain")
@click.argument("rule", required=False)
def command(rule: str | None) -> None:
    """Print what a rule does and rests on; without RULE, list the rules. Findings name the rule beside each reason."""
    pages = {name: inspect.getdoc(function) or "" for name, function in every_rule().items()}
    if rule is None:
        for name, page in pages.items():
            first = " ".join(page.split()).split(". ")[0].rstrip(".")
            click.echo(click.wrap_text(f"{first}.", width=100, initial_indent=f"{name:<28}", subsequent_indent=" " * 28))
        return
    pages |= of_relations()
    if rule not in pages:
        near = get_close_matches(rule, pages, n=3)
        raise UsageError(
            f"there is no rule {rule!r}",
            hint=f"did you mean {' or '.join(near)}?" if near else "`headstamp explain` lists the rules",
        )
    click.echo(f"{rule}\n\n{pages[rule]}")


def of_relations() -> dict[str, str]:
    """What the kinds of relations between statements mean, and the features that a relation lists."""
    from headstamp.reason.corroborate.rules import OF_KIND, explain_feature
    from headstamp.reason.corroborate.weights import WEIGHTS

    kinds = {kind.value: inspect.getdoc(rule) or "" for kind, rule in OF_KIND.items()}
    return {**kinds, **{name: explain_feature(name) for name in WEIGHTS}}


def every_rule() -> dict[str, Callable[..., Any]]:
    """All rules by name: those of tracing, then those of linking, of matching, of the network and of a screen."""
    from headstamp.reason.link import LINK_RULES
    from headstamp.reason.match.decisions import decided_before
    from headstamp.reason.match.rules import MATCH_RULES
    from headstamp.reason.network.rules import NETWORK_RULES
    from headstamp.reason.rules import RULES
    from headstamp.reason.screen.rules import SCREEN_RULES

    more: tuple[Callable[..., Any], ...] = (*LINK_RULES, *MATCH_RULES, decided_before, *NETWORK_RULES)
    screen = {name: rule.expression for name, rule in SCREEN_RULES.items()}
    return {**RULES, **{rule.__name__: rule for rule in more}, **screen}
