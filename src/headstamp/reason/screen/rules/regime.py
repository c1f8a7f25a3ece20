"""The route and its places: embargoes, hubs, ports beside the DPRK, goods of high priority."""

from __future__ import annotations

import polars as pl

from headstamp.reason.screen.facts import state_of_port
from headstamp.reason.screen.given import DPRK, EMBARGOES, FIRST, LAST, Given
from headstamp.reason.screen.rule import rule
from headstamp.reason.screen.rules.legal import dprk_where
from headstamp.reason.screen.say import Line, flow, quoted


@rule(group="route", says=lambda line: f"The papers name the DPRK (from {flow(line)}, ports {quoted(line['ports'])})")
def dprk_before_the_law(given: Given) -> pl.Expr:
    """The papers name the DPRK on a day before all such cargo had to be inspected (2 March 2016); from then on it is
    `dprk_cargo`. For histories and earlier cases. Sources: nks, sp-sosan, lp-anl."""
    since = given.tables["product_groups"].filter(pl.col("hs").list.len() == 0)["since"].fill_null(FIRST).min()
    where = dprk_where()
    before = pl.col("date").fill_null(LAST) < pl.lit(since or LAST)
    return pl.when(where.is_not_null()).then((where != "") & before)


@rule(group="route", says=lambda line: f"The papers say Korea without saying which ({'; '.join(line['doubts'] or [])})")
def korea_not_said(_given: Given) -> pl.Expr:
    """A country was written as "Korea" without saying which. Not a legal signal: most such papers mean the South. Source:
    none; our own reading of how papers are written."""
    doubts = pl.col("doubts").list.join(";", ignore_nulls=True).fill_null("")
    return doubts.str.contains("Korea, not said which", literal=True)


def embargoed(given: Given) -> pl.Expr:
    """The destination is under an arms embargo on that day, of the UN or of some states; null where none is named."""
    by_all, by_some = (given.in_force("destination", kind) for kind in EMBARGOES)
    return by_all | by_some


def _says_embargo(line: Line) -> str:
    found = line.get("embargoes") or [("arms embargo", "")]
    of_some = "" if any(kind == EMBARGOES[0] for kind, _ in found) else " of some states"
    basis = "; ".join(what for _, what in found if what)
    return f"{line['destination']} is under an arms embargo{of_some} on that day{f' ({basis})' if basis else ''}"


@rule(group="route", says=_says_embargo)
def embargoed_destination(given: Given) -> pl.Expr:
    """The state of destination, whatever the goods, is under an arms embargo on that day (UN, or EU where the pack says so). Most
    trade with it is lawful. Sources: those of the regime's row; cases TUR-2015-HADDAD1, CHN-2025-ADEN-MULTICOMMODITY."""
    return embargoed(given)


def _says_exporter(line: Line) -> str:
    return f"{line['origin'] or line['dispatch']} may not export arms on that day; goods go from {flow(line)}"


@rule(group="route", says=_says_exporter)
def arms_exporter_banned(given: Given) -> pl.Expr:
    """The state of origin or dispatch is forbidden to export arms on that day by a UN resolution. Most trade with it is lawful.
    Sources: those of the regime's row; cases DPRK-2009-ANLAUSTRALIA, IRN-2011-VICTORIA."""
    origin, dispatch = given.in_force("origin", "arms export ban"), given.in_force("dispatch", "arms export ban")
    asked = (pl.col("origin") != "") | (pl.col("dispatch") != "")
    return pl.when(asked).then(origin.fill_null(False) | dispatch.fill_null(False))


def _hub() -> pl.Expr:
    """A hub between origin and destination, by country or by port; "" for none, null where no way is told."""
    by_port = pl.when(pl.col("port_hub") != "").then(pl.col("port_hub"))
    by_country = pl.when(pl.col("route_hub") != "").then(pl.col("route_hub"))
    told = (pl.col("way") != "") | pl.col("port_hub").is_not_null()
    return pl.when(told).then(pl.coalesce(by_port, by_country, pl.lit("")))


def _says_hub(line: Line) -> str:
    hub = line["port_hub"] or line["route_hub"]
    return f"By way of {hub}, a hub of transhipment, from {flow(line)}, one of which is under an arms regime"


@rule(group="route", says=_says_hub)
def route_through_hub(given: Given) -> pl.Expr:
    """By way of a hub of transhipment, while origin or destination is under an arms embargo or export ban on that day. Weak
    alone. Indicator NET-TRANSSHIP-CN. Sources: rferl-anl, jwire."""
    to, from_ = embargoed(given), given.in_force("origin", "arms export ban")
    regime = to.fill_null(False) | from_.fill_null(False)
    hub = _hub()
    return pl.when(hub.is_not_null()).then((hub != "") & regime)


@rule(
    group="route",
    says=lambda line: f"The way {line['way'].replace(' ', ' > ')} has {line['route_stops']} countries between {flow(line)}",
)
def route_detour(given: Given) -> pl.Expr:
    """At least as many countries on the way as the threshold, or one that is left and come back to. Papers name only part of a
    voyage; positions would say more. Indicator VES-DETOUR. Sources: adv-cw, bg-klos, ann-klos."""
    many = pl.col("route_stops") >= given.threshold("route_detour", 3)
    return pl.when(pl.col("way") != "").then(many | pl.col("route_twice").fill_null(False))


def _says_border(line: Line) -> str:
    return f"By way of {line['port_border']}, a port beside the DPRK or one where its cargo changed ships in published cases"


@rule(group="route", says=_says_border)
def dprk_border_port(_given: Given) -> pl.Expr:
    """Loaded, discharged or transhipped at a port beside the DPRK, or one where its cargo changed ships in published cases
    (Dalian, Dandong, Hunchun, Rajin's neighbours, Vostochny, Dunai). They are large ports of honest trade. Indicators
    AIS-GAP-PORTZONE and VES-DORMANT-PORT, as far as papers can answer them. Sources: rferl-anl, lp-anl, ws-rusi, gaze-wh."""
    return pl.col("port_border") != ""


def _says_transhipment(line: Line) -> str:
    return f"Loaded at {line['load_port']} though dispatched from {line['dispatch']}, which is not on the way that is told"


@rule(group="route", says=_says_transhipment)
def transhipment_conflict(_given: Given) -> pl.Expr:
    """The port of loading (by its UN/LOCODE) lies in another state than that of dispatch and of origin, and not on the route
    that the papers tell. Landlocked states and neighbours make it common. Indicators VES-DETOUR, VES-UNLOGGED-CALL, as far as
    papers can answer them. Sources: adv-cw, mh-ccg, rp-ccg."""
    state = state_of_port("load_port")
    elsewhere = (state != pl.col("dispatch")) & (state != pl.col("origin")) & ~pl.col("way").str.contains(state, literal=True)
    return pl.when(state.is_not_null() & (pl.col("dispatch") != "")).then(elsewhere)


def _says_priority(line: Line) -> str:
    return f"HS {line['hs6']} is on the Common High Priority List; it goes to {line['destination']}"


@rule(group="route", says=_says_priority)
def high_priority_item(given: Given) -> pl.Expr:
    """Goods of the Common High Priority List (50 subheadings found in Russian weapons) for Russia or for a state through
    which they were diverted. A legal signal where export control applies; elsewhere a reason to ask for the end user.
    Indicators CHPL, CHPL-TRANSHIP. Source: chpl."""
    listed = pl.col("hs6").is_in(given.priority)
    goes = given.in_force("destination", "diversion").fill_null(False)
    asked = (pl.col("hs6") != "") & (pl.col("destination") != "")
    return pl.when(asked).then(listed & goes & (pl.col("destination") != DPRK))
