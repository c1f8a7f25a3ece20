"""These goods, from there, by this route: how often that is seen."""

from __future__ import annotations

import polars as pl

from headstamp.reason.screen.given import Given
from headstamp.reason.screen.rule import rule
from headstamp.reason.screen.say import Line, flow, named, one_in


def _says(line: Line) -> str:
    seldom = f"so unusual are {one_in(line['flow_tail'])} lines of the history"
    return f"{named(line)} from {flow(line)} are seldom seen: {seldom}"


@rule(group="flow", kind="tail", says=_says)
def flow_surprise(_given: Given) -> pl.Expr:
    """How seldom goods of this heading come from there to there, by the user's history or a history pack, with back-off where
    a flow is thin; given as the share of the history that is at least so seldom. Indicators DEC-OIL-COVER,
    DEC-ORIGIN-IMPLAUSIBLE. Sources: rferl-anl, iw-il76, adv-eports."""
    return pl.col("flow_tail")
