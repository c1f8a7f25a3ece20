"""Who sends, receives, carries and arranges."""

from __future__ import annotations

import polars as pl

from headstamp.reason.screen.enrich import ASKED
from headstamp.reason.screen.given import Given
from headstamp.reason.screen.rule import rule
from headstamp.reason.screen.say import Line, day, quoted

LOOKS_LIKE = 1.5  # log10: how seldom a name comes near a listed one at all
NOBODY = ("unnamed", "to order", "bank", "forwarder")
_WORDS = {
    "unnamed": "nobody that is named", "to order": "the holder of the bill (to order)", "bank": "a bank",
    "forwarder": "a forwarder or consolidator",
}  # fmt: skip
_MILITARY_HS = ("88", "89", "90", "93", "36")


def _says_listed(line: Line) -> str:
    best = max((p for p in ASKED if line[f"{p}_lr"] is not None), key=lambda p: line[f"{p}_lr"])
    since = line[f"{best}_since"] or "a day that the list does not give"
    lr = line[f"{best}_lr"]
    entry, times = line[f"{best}_entry"], f"{10**lr:,.0f} times likelier if it is than if it only looks like it"
    return f"The {best} {quoted(line[best])} is like the listed party {entry}, listed since {since}: {times}"


@rule(group="party", kind="lr", says=_says_listed)
def party_like_listed(given: Given) -> pl.Expr:
    """The name of a party or of the ship is like that of a party listed on the day of the shipment, without being as like as
    `listed_party` asks for. The value is the log10 likelihood ratio of the names, the best of all parties, and 1.5 more: the
    matcher's ratio is against names that look like listed ones, and hardly one name in 2,000 does (measured on 7,818
    strangers). Indicators NET-ALIAS, OWN-CLONE-NAME. Sources: UN-XML, EU-1509, edge-glocom; method: `headstamp explain
    name_as_a_whole`."""
    names = [
        pl.when((pl.col(f"{p}_entry") != "") & ~_taken(p, given)).then(pl.col(f"{p}_lr") + LOOKS_LIKE).otherwise(_asked(p))
        for p in ASKED
    ]
    return pl.max_horizontal(names)


def _taken(party: str, given: Given) -> pl.Expr:
    """Boolean: `listed_party` speaks of it."""
    return pl.lit(False) if party == "vessel" else (pl.col(f"{party}_lr") >= given.options.legal_lr) | pl.col(f"{party}_same")


def _asked(party: str) -> pl.Expr:
    return pl.when(pl.col(f"{party}_lr").is_not_null()).then(0.0)


def _says_case(line: Line) -> str:
    who = line["known_party"]
    return f"The {who} {quoted(line[who])} is named in a case published by {day(line['known_since'])} ({line['cases']})"


@rule(group="party", says=_says_case)
def party_of_known_case(_given: Given) -> pl.Expr:
    """A party is named in a published case of an earlier day. It was named there, not found guilty there: forwarders and carriers
    handle what others declare. Counts only for shipments after the case. Indicators NET-FREIGHT-FORWARDER, VES-REPEAT. Sources:
    siasat-anl, chc-ccg, edge-glocom, fmt-igs."""
    later = pl.col("known_since").is_null() | pl.col("date").is_null() | (pl.col("known_since") < pl.col("date"))
    named = (pl.col("shipper") != "") | (pl.col("consignee") != "")
    return pl.when(named).then(pl.col("known_case").is_not_null() & later)


@rule(group="party", says=lambda line: f"The consignee {quoted(line['consignee'])} is {_WORDS[line['consignee_kind']]}")
def unnamed_consignee(_given: Given) -> pl.Expr:
    """The consignee is nobody in particular (to order, to be named), a bank or a forwarder, and the papers name no other
    party to be notified who is a firm. Common in honest trade too, so it weighs little. Indicators DOC-NO-ENDUSER,
    FIN-LC-BANKCONSIGNEE. Sources: fin-em, fin-ap."""
    nobody = pl.col("consignee_kind").is_in(NOBODY)
    return pl.when(pl.col("consignee_kind") != "").then(nobody & (pl.col("notify_kind") != "named"))


@rule(
    group="party",
    says=lambda line: f"The consignee {quoted(line['consignee'])} is of another trade than goods of chapter {line['hs2']}",
)
def consignee_other_trade(_given: Given) -> pl.Expr:
    """The name of the consignee tells a trade (food, textiles, metal, medicine ...) and firms of that trade do not buy goods
    of this chapter; general traders and names that tell no trade are left alone. The pack lists the words and chapters.
    Indicators DEC-AUTO-COVER, DEC-METAL-COVER. Sources: mex-carparts, af-carparts, adv-mond."""
    trades = pl.col("consignee_trades")
    return pl.when((trades > 0) & (pl.col("hs2") != "")).then((trades & pl.col("chapter_trades")) == 0)


def _says_military(line: Line) -> str:
    who = "consignee" if line["consignee_military"] and line["consignee"] else "shipper"
    civil = f"the goods are declared as civil (HS {line['hs4'] or line['hs2']})"
    return f"The {who} {quoted(line[who])} has the name of a military or arms body; {civil}"


@rule(group="party", says=_says_military)
def military_party_civil_goods(_given: Given) -> pl.Expr:
    """Consignee or shipper bears the name of a military body or of an arms maker, and the goods are declared as civil ones,
    outside the chapters and headings of arms, ships, aircraft, instruments and explosives. Indicators
    DEC-DESCRIPTION-MIL-UNIT, DEC-GRAIN-COVER. Sources: twn-glocom, fin-em, reut-ddx, rwr-ddx."""
    military = (pl.col("consignee_military") & (pl.col("consignee") != "")) | (
        pl.col("shipper_military") & (pl.col("shipper") != "")
    )
    civil = ~pl.col("hs2").is_in(_MILITARY_HS) & (pl.col("hs4") != "8710")
    asked = (pl.col("hs2") != "") & ((pl.col("consignee") != "") | (pl.col("shipper") != ""))
    return pl.when(asked).then(military & civil)


def _says_new(line: Line) -> str:
    who = [p for p in ("shipper", "consignee") if line[f"new_{p}"]]
    return " and ".join(f"the {p} {quoted(line[p])}" for p in who) + " stand in no earlier paper of the history"


@rule(group="party", says=_says_new)
def new_party(_given: Given) -> pl.Expr:
    """Shipper and consignee both stand in no earlier paper of the user's history: the first shipment between parties that
    nobody knows here. Every firm begins so, hence the small weight. Indicator DOC-FICT-CONSIGNEE, as far as papers can answer
    it. Source: fmt-klang."""
    return pl.col("new_shipper") & pl.col("new_consignee")
