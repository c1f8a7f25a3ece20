"""A rule of the screen: an expression over columns whose docstring is its public description."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from inspect import getdoc
from typing import Any, Literal

import polars as pl

from headstamp.reason.screen.given import Given

Group = Literal["legal", "party", "documents", "goods", "wording", "measures", "flow", "route", "vessel"]
Kind = Literal["legal", "yes", "tail", "lr"]
Level = Literal["line", "consignment"]
Expression = Callable[[Given], pl.Expr]
Says = Callable[[Mapping[str, Any]], str]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by name. `says` makes the sentence of a reason out of the columns of the line (or consignment) that it spoke on.

    What `expression` gives, by `kind`: `legal` a text, the legal basis, empty where it does not apply; `yes` a Boolean; `tail`
    -log10 of the share of honest lines that are at least so unusual; `lr` a log10 likelihood ratio. Null = cannot be asked."""

    name: str
    group: Group
    kind: Kind
    level: Level
    expression: Expression
    says: Says

    @property
    def description(self) -> str:
        """The public description."""
        return getdoc(self.expression) or ""


SCREEN_RULES: dict[str, Rule] = {}
"""Every rule by name, in the order in which the modules of `rules` declare them."""


def rule(*, group: Group, kind: Kind = "yes", level: Level = "line", says: Says) -> Callable[[Expression], Expression]:
    """Register a rule under its function's name. Raises ValueError for a name that is taken or a function without description."""

    def register(expression: Expression) -> Expression:
        name = expression.__name__
        if name in SCREEN_RULES or not expression.__doc__:
            raise ValueError(f"rule {name!r} stands twice or has no description")
        SCREEN_RULES[name] = Rule(name, group, kind, level, expression, says)
        return expression

    return register
