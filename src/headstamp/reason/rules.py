"""Every rule by name. A rule's docstring is its public description, shown by `headstamp explain` and wherever a reason is."""

from __future__ import annotations

from collections.abc import Callable
from inspect import getdoc
from typing import Any

from headstamp.reason.corroborate.rules import CORROBORATION_RULES
from headstamp.reason.link import LINK_RULES
from headstamp.reason.match.rules import MATCH_RULES
from headstamp.reason.network.chain_rules import CHAIN_RULES
from headstamp.reason.network.rules import NETWORK_RULES
from headstamp.reason.read.rules import READ_RULES
from headstamp.reason.screen.rules import SCREEN_RULES
from headstamp.reason.trace.looks import colour_code, domestic_stock, named_model, script_of_marks, visible_feature
from headstamp.reason.trace.marks import blank_head, code_on_head, form_of_number, plant_in_lot, text_or_symbol
from headstamp.reason.trace.when import number_as_year, year_in_layout

_ALL: tuple[Callable[..., Any], ...] = (
    code_on_head,
    text_or_symbol,
    form_of_number,
    plant_in_lot,
    blank_head,
    script_of_marks,
    visible_feature,
    colour_code,
    named_model,
    domestic_stock,
    year_in_layout,
    number_as_year,
    *LINK_RULES,
    *MATCH_RULES,
    *NETWORK_RULES,
    *CHAIN_RULES,
    *CORROBORATION_RULES,
    *READ_RULES,
    *(rule.expression for rule in SCREEN_RULES.values()),
)
RULES: dict[str, Callable[..., Any]] = {rule.__name__: rule for rule in _ALL}


def explain(rule: str) -> str:
    """The public description of a rule; raises KeyError for a name that is none."""
    return getdoc(RULES[rule]) or ""
