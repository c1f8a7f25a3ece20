"""What the law says must be inspected or stopped. These rules weigh nothing: they send a consignment to the legal lane,
outside any budget, and name the legal basis. Each gives that basis as a text, empty where it does not apply."""

from __future__ import annotations

from functools import reduce
from typing import Any

import polars as pl

from headstamp.reason.screen.given import DPRK, FIRST, LAST, Given
from headstamp.reason.screen.rule import rule
from headstamp.reason.screen.say import Line, quoted

PLACES = {
    "origin": "country of origin",
    "dispatch": "country of dispatch",
    "destination": "country of destination",
    "shipper_country": "country of the consignor",
    "consignee_country": "country of the consignee",
    "notify_country": "country of the party to be notified",
    "broker_country": "country of the broker",
    "flag": "flag of the means of transport",
}
_BASIS = "legal_basis"
_day = pl.col("date").fill_null(LAST)


def dprk_where() -> pl.Expr:
    """Where the papers name the DPRK: a text, empty for nowhere, null where they name no place at all."""
    found = pl.when(pl.col("route_dprk").fill_null(False)).then(pl.lit("route")).otherwise(pl.lit(""))
    found = pl.when(pl.col("port_dprk").fill_null("") != "").then(pl.lit("a port on the way")).otherwise(found)
    named = pl.col("way") != ""
    for column, words in reversed(PLACES.items()):
        found = pl.when(pl.col(column) == DPRK).then(pl.lit(words)).otherwise(found)
        named |= pl.col(column) != ""
    return pl.when(named | pl.col("port_dprk").is_not_null()).then(found)


def _on_group(given: Given, all_cargo: bool) -> list[dict[str, Any]]:
    table = given.tables["product_groups"].filter((pl.col("hs").list.len() == 0) == all_cargo)
    return table.sort("since", "id", nulls_last=True).rows(named=True)


def _says_where(line: Line) -> str:
    return f"The papers name the DPRK ({line[_BASIS]})"


@rule(group="legal", kind="legal", says=_says_where)
def dprk_cargo(given: Given) -> pl.Expr:
    """Cargo from, to or by way of the DPRK, or in a ship of its flag, is to be inspected whatever it is said to be: UN Security
    Council resolution 2270 (2016), paragraph 18, and for personal baggage and rail 2321 (2016). A place of the papers names the
    DPRK: origin, dispatch, destination, route, a port, the country of a party, the flag; first filings that were replaced since
    count too. "Korea" without saying which is `korea_not_said`. Sources: nks, s4s-over."""
    found = pl.lit("")
    for row in _on_group(given, all_cargo=True):
        basis = pl.format("{}: {}", pl.lit(row["paragraph"]), dprk_where())
        found = pl.when(_day >= (row["since"] or FIRST)).then(basis).otherwise(found)
    where = dprk_where()
    return pl.when(where.is_not_null()).then(pl.when(where != "").then(found).otherwise(pl.lit("")))


def _says_group(line: Line) -> str:
    return f"Goods of heading {line['hs4'] or line['hs2']} and the DPRK: {line[_BASIS]}"


@rule(group="legal", kind="legal", says=_says_group)
def dprk_product_group(given: Given) -> pl.Expr:
    """Goods that UN Security Council resolutions ban from or to the DPRK: arms (1718, 1874, 2270), minerals and metals (2270,
    2321, 2371, 2397), textiles (2375), seafood (2371), statues (2321), food, machinery, wood and vessels (2397), and to the
    DPRK vessels, fuel, metals, machinery and vehicles. The pack gives each group's HS prefixes, day and paragraph; prefixes
    that no source states are marked unverified. Indicators UN-ARMS, UN-COAL-IRON, UN-TEXTILE, UN-MINERALS, UN-STATUES,
    UN-FOOD-MACH-EXPORT, UN-VESSEL-TO-DPRK, UN-METAL-MACH-VEH-TO-DPRK, UN-AVGAS, UN-OIL-CAP, UN-LUXURY. Sources: nks, cn-40-2017,
    cn-4-2018, s4s-over, uns-app."""
    comes = (pl.col("origin") == DPRK) | (pl.col("dispatch") == DPRK) | (pl.col("shipper_country") == DPRK)
    goes = (pl.col("destination") == DPRK) | (pl.col("consignee_country") == DPRK)
    found = pl.lit("")
    for row in _on_group(given, all_cargo=False):  # of several paragraphs the latest that was in force
        prefixes = list(row["hs"])
        way = {"from": comes, "to": goes}.get(str(row["direction"]), comes | goes)
        hit = way & _begins(prefixes) & (_day >= (row["since"] or FIRST))
        found = pl.when(hit).then(pl.lit(f"{row['paragraph']}: {row['what']}")).otherwise(found)
    asked = (pl.col("hs2") != "") & ((pl.col("origin") != "") | (pl.col("dispatch") != "") | (pl.col("destination") != ""))
    return pl.when(asked).then(pl.when(comes | goes).then(found).otherwise(pl.lit("")))


def _begins(prefixes: list[str]) -> pl.Expr:
    tests = []
    for signs in (2, 4, 6):
        some = sorted({p for p in prefixes if len(p) == signs})
        if some:
            tests.append(pl.col(f"hs{signs}").is_in(some))
    return reduce(lambda a, b: a | b, tests, pl.lit(False))


def _says_party(line: Line) -> str:
    return f"A party is very probably a listed one, by its name: {line[_BASIS]}"


@rule(group="legal", kind="legal", says=_says_party)
def listed_party(given: Given) -> pl.Expr:
    """A party of the papers is very probably a listed one, and the listing stood on the day of the shipment: an organisation
    of the very same words, or a name that is so many times likelier if it is the listed one than if it only looks like it (an
    option, by default ten times; measured, 2 of 7,818 strangers reach that, one of them rightly). What follows in law depends
    on the list and on who asks; the entry says it. A lower likelihood is `party_like_listed`. Indicators NET-ALIAS,
    DIP-AGENT, OWN-CLONE-NAME. Sources: UN-XML, EU-1509 and the entry's own; method: `headstamp explain name_as_a_whole`."""
    from headstamp.reason.screen.enrich import ASKED

    found = pl.lit("")
    for party in reversed(ASKED):
        if party == "vessel":
            continue  # ships share names; the number decides
        entry = pl.format("{} '{}', {} {}", pl.lit(party), party, pl.col(f"{party}_entry"), _since(f"{party}_since"))
        very = (pl.col(f"{party}_lr") >= given.options.legal_lr) | pl.col(f"{party}_same")
        found = pl.when(very).then(entry).otherwise(found)
    asked = pl.max_horizontal(pl.col(f"{p}_lr") for p in ASKED if p != "vessel").is_not_null()
    return pl.when(asked).then(found)


@rule(group="legal", kind="legal", says=lambda line: f"The ship's IMO number {line['imo']} is a listed one: {line[_BASIS]}")
def listed_vessel(_given: Given) -> pl.Expr:
    """The IMO number of the ship is that of a ship listed on the day of the shipment; the number stays with the hull when
    name and flag change. Indicator VES-LISTED. Sources: UN-XML, EU-0269, kbs-ibex and the entry's own."""
    entry = pl.format("{} {}", pl.col("imo_entry"), _since("imo_since"))
    return pl.when(pl.col("imo_entry").is_not_null()).then(pl.when(pl.col("imo_entry") != "").then(entry).otherwise(pl.lit("")))


def _since(column: str) -> pl.Expr:
    """Since when an entry stands on its list; many lists do not say, and then it counts on every day."""
    said = pl.format("since {}", column)
    return pl.when(pl.col(column).fill_null("") != "").then(said).otherwise(pl.lit("(the list does not say since when)"))


def _says_arms(line: Line) -> str:
    return f"Arms or ammunition as declared (HS {line['hs'] or line['hs2']}, {quoted(line['goods'])}) to {line[_BASIS]}"


@rule(group="legal", kind="legal", says=_says_arms)
def arms_to_embargoed(given: Given) -> pl.Expr:
    """Goods declared as arms or ammunition (HS chapter 93, or heading 8710) for a state under an arms embargo of the United
    Nations on that day; embargoes of some states only count in the ranking. A licence or an exemption of the sanctions committee
    may cover it: ask for it. Indicator UN-ARMS. Sources: those of the regime's row."""
    arms = (pl.col("hs2") == "93") | (pl.col("hs4") == "8710")
    embargoed = given.in_force("destination", "arms embargo")
    told = pl.col("destination") + ", under an arms embargo of the UN on that day"
    what = given.basis("destination", "arms embargo")
    basis = pl.when(what != "").then(pl.format("{} ({})", told, what)).otherwise(told)
    asked = (pl.col("hs2") != "") & (pl.col("destination") != "")
    return pl.when(asked).then(pl.when(arms & embargoed.fill_null(False)).then(basis).otherwise(pl.lit("")))
