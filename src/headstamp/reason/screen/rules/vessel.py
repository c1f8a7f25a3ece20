"""The ship: its number, flag and name as papers give them."""

from __future__ import annotations

import polars as pl

from headstamp.reason.screen.given import Given
from headstamp.reason.screen.rule import rule
from headstamp.reason.screen.rules.regime import embargoed
from headstamp.reason.screen.say import Line, flow, quoted


@rule(group="vessel", says=lambda line: f"The IMO number {line['imo']} of {quoted(line['vessel'])} has a wrong check digit")
def imo_wrong(_given: Given) -> pl.Expr:
    """The ship's IMO number fails its check digit: no ship has it. Mostly a slip of the pen. Indicator AIS-SPOOF-ID, as far
    as papers can answer it. Sources: adv-eports, adv-mrw."""
    return pl.col("imo_wrong")


@rule(
    group="vessel",
    level="consignment",
    says=lambda c: f"Papers of one consignment give the ship of IMO {c['ship_imo']} other flags: {c['ship_flags']}",
)
def flag_changed(_given: Given) -> pl.Expr:
    """Papers, or versions of a paper, of one consignment give one ship (one IMO number) different flags. Indicator
    VES-FLAGHOP, as far as papers can answer it. Sources: adv-cw, adv-mond, sp-sosan."""
    return pl.col("ship_flag_differs")


@rule(
    group="vessel",
    level="consignment",
    says=lambda c: f"Papers of one consignment give the ship of IMO {c['ship_imo']} other names: {c['ship_names']}",
)
def vessel_named_differently(_given: Given) -> pl.Expr:
    """Papers, or versions of a paper, of one consignment give one ship (one IMO number) different names. Indicator
    VES-FLAGHOP, as far as papers can answer it. Sources: sp-sosan, guard-karine."""
    return pl.col("ship_name_differs")


def _says_flag(line: Line) -> str:
    flag = f"the flag of {line['flag']}, open to foreign owners"
    return f"A ship under {flag}, from {flow(line)}, one of which is under an arms regime"


@rule(group="vessel", says=_says_flag)
def flag_of_convenience_risk(given: Given) -> pl.Expr:
    """A ship under a flag of convenience while origin, dispatch or destination is under an arms embargo or export ban on that
    day. Much of the world's tonnage sails so; alone it says nothing. Indicator VES-FOC-DPRKCREW, as far as papers can answer
    it. Sources: wapo-jieshun, adv-cw."""
    flag = given.in_force("flag", "convenience flag")
    to = embargoed(given).fill_null(False)
    from_ = given.in_force("origin", "arms export ban").fill_null(False)
    out = given.in_force("dispatch", "arms export ban").fill_null(False)
    return pl.when(pl.col("flag") != "").then(flag.fill_null(False) & (to | from_ | out))


def _says_known(line: Line) -> str:
    return f"The ship {quoted(line['vessel'])}, IMO {line['imo']}, stood in a published case ({line['cases']})"


@rule(group="vessel", says=_says_known)
def vessel_of_known_case(given: Given) -> pl.Expr:
    """The ship's IMO number stood in a published case of an earlier day. Ships are sold; most of what it carries since is honest.
    Counts only for shipments after the case. Indicator VES-REPEAT. Sources: mex-light, wapo-jieshun."""
    known = given.known("imo")
    if known.is_empty():
        return pl.when(pl.col("imo") != "").then(pl.lit(False))
    first = known.unique("value", keep="first", maintain_order=True)
    since = pl.col("imo").replace_strict(first["value"], first["since"], default=None, return_dtype=pl.Date)
    later = pl.col("date").is_null() | (since < pl.col("date"))
    return pl.when(pl.col("imo") != "").then(since.is_not_null() & later)
