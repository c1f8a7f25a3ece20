"""A case becomes consignments: what its sources state is kept, the rest is drawn as for honest cargo of the same goods and flow.

Variants: `stated`; `origin` (the State under embargo is replaced by a plausible transit State, as forwarders of such cargo do);
`transit` (one more honest port of transhipment). Each is drawn several times, because what is drawn decides much.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from headstamp.observe.declarations.schema import LINES
from headstamp.scale.planted.benign import HISTORY, drawn
from headstamp.scale.planted.casefile import Case
from headstamp.scale.planted.draws import generator
from headstamp.scale.planted.goods import headings_for
from headstamp.scale.planted.stated import Stated, is_open, read_stated
from headstamp.scale.planted.tables import VERSION
from headstamp.scale.planted.trade import Forced
from headstamp.scale.planted.world import AIR, BULK, RAIL, ROAD, SEA, world

DRAWS = 20
STATED, ORIGIN, TRANSIT = "stated", "origin", "transit"
VARIANTS = (STATED, ORIGIN, TRANSIT)
_TRANSIT_OF = {"KP": ("CN", "CN", "CN", "MY", "HK", "RU"), "IR": ("AE", "AE", "TR", "OM"), "SY": ("LB", "TR"), "CU": ("PA",)}
_MODES = {"sea": SEA, "air": AIR, "road": ROAD, "rail": RAIL}
_BULK_KG = 1_000_000.0


@dataclass(frozen=True)
class Feature:
    """A fact that the sources state and the papers carry: the column, and the words by which a printed reason would name it."""

    column: str
    terms: tuple[str, ...]


@dataclass(frozen=True)
class Planted:
    """One planted consignment: whose it is, what is stated on it, which columns were drawn; `legal` = a lawful one."""

    consignment: str
    case_id: str
    variant: str
    draw: int
    stated: tuple[Feature, ...]
    drawn: tuple[str, ...]
    legal: bool = False


def plantable(case: Case) -> str:
    """Why a case cannot be planted, or an empty string: it needs declared goods, not named as arms, and a border crossed."""
    if not case.lists["declared"]:
        return "no declared goods are known"
    if is_open(case) and not case.legal:
        return "the papers name arms themselves: nothing is disguised by the text"
    facts = read_stated(case)
    if not facts.origins and not facts.destinations:
        return "neither where from nor where to is known"
    if facts.origins[:1] == facts.destinations[:1]:
        return "no border is crossed"
    return ""


def variants(case: Case) -> dict[str, Stated]:
    """The facts of each variant that makes sense for the case."""
    facts = read_stated(case)
    out = {STATED: facts}
    if {"KP", "IR", "SY"} & {*facts.origins[:1], *facts.destinations[:1]}:
        out[ORIGIN] = facts
    if facts.mode in ("", "sea", "air"):
        out[TRANSIT] = facts
    return out


def plant(case: Case, variant: str, seed: int, draws: int = DRAWS) -> tuple[pa.Table, tuple[Planted, ...]]:
    """`draws` consignments of one variant: their lines (LINES, contiguous by consignment) and what is stated on each.

    The same case, variant, seed and draw give the same lines, whatever else is planted.
    """
    key = int(hashlib.sha256(f"{case.case_id}|{variant}".encode()).hexdigest()[:12], 16)
    rng = generator(VERSION, seed, HISTORY * 3, key)
    facts = [_varied(read_stated(case), variant, rng) for _ in range(draws)]
    forced = _forced(case, facts, rng)
    lines = drawn((VERSION, seed, HISTORY * 2, key), draws, (date(2000, 1, 1),), forced=forced, base=key % (1 << 39)).lines
    rows = lines.to_pylist()
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(row["consignment"], []).append(row)
    records = []
    told = {*read_stated(case).origins, *read_stated(case).destinations}
    for number, (name, group) in enumerate(groups.items()):
        fact = facts[number]
        features = _overlay(group, fact, rng, transit=variant == TRANSIT) + _papers(group, case)
        features = [
            f for f in features if f.column not in ("origin", "destination") or set(f.terms) <= told
        ]  # not a falsified one
        columns = {feature.column for feature in features}
        left = tuple(field.name for field in LINES if field.name not in columns and any(row[field.name] for row in group))
        records.append(Planted(name, case.case_id, variant, number, tuple(features), left, case.legal))
    return pa.Table.from_pylist(rows, schema=LINES), tuple(records)


def _varied(facts: Stated, variant: str, rng: np.random.Generator) -> Stated:
    """The facts with the embargoed State replaced where the variant asks for it. `transit` builds on the replaced one: it is the
    harder, and the other would go to the legal lane."""
    if variant == STATED:
        return facts
    cover = {code: _transit_state(code, facts, rng) for code in ("KP", "IR", "SY")}
    hidden = set(facts.origins[:1]) & set(cover) or {"KP"} & set(facts.destinations[:1])
    swap = {code: cover[code] for code in hidden}

    def kept(port: str) -> str:
        return "" if port[:2] in swap else port

    return replace(
        facts, origins=tuple(swap.get(code, code) for code in facts.origins[:1]),
        destinations=tuple(swap.get(code, code) if "KP" in hidden else code for code in facts.destinations[:1]),
        route=tuple(code for code in facts.route if code not in hidden and code not in swap.values()),
        load_port=kept(facts.load_port), discharge_port=kept(facts.discharge_port),
        tranship_ports=tuple(port for port in facts.tranship_ports if port[:2] not in {*hidden, *swap.values()}),
        flag="" if facts.flag in hidden else facts.flag,
    )  # fmt: skip


def _transit_state(code: str, facts: Stated, rng: np.random.Generator) -> str:
    """A State that the sources name on the way, else a plausible one; never an end of the trade."""
    ends = {*facts.destinations[:1], *facts.origins[:1]}
    likely = [other for other in _TRANSIT_OF[code] if other not in ends]
    passed = [other for other in facts.route if other in likely]
    options = passed or likely
    return options[int(rng.integers(0, len(options)))]


def _forced(case: Case, facts: Sequence[Stated], rng: np.random.Generator) -> Forced:
    told = " ".join(case.lists["documents_forged_or_false"]).lower()
    headings = [headings_for(item.goods, fact.headings, rng) for fact in facts for item in fact.items]
    heavy = [sum(item.kg or 0.0 for item in fact.items) >= _BULK_KG for fact in facts]
    modes = [
        BULK if big and fact.mode in ("", "sea") else _MODES.get(fact.mode, -1) for fact, big in zip(facts, heavy, strict=True)
    ]
    other = any(fact.other_destination for fact in facts)
    written = {paper["document"] for paper in case.papers}
    bill = "bill of lading" in told or "papers" in told or other or "bill" in written
    return Forced(
        np.array([_index(fact.origins) for fact in facts]), np.array([_index(fact.destinations) for fact in facts]),
        np.array(modes),
        np.array([len(fact.items) for fact in facts]), np.array(headings), np.full(len(facts), bill),
        np.full(len(facts), "manifest" in told or other or "manifest" in written),
    )  # fmt: skip


def _index(codes: tuple[str, ...]) -> int:
    return world().country[codes[0]] if codes else -1


def _overlay(rows: list[dict[str, Any]], fact: Stated, rng: np.random.Generator, *, transit: bool) -> list[Feature]:
    """Write what is stated over what was drawn, in place; returns the stated features."""
    here, out = world(), []
    fixed = {"vessel": fact.vessel, "shipper": fact.shipper, "consignee": fact.consignee}
    afloat = rows[0]["mode"] in ("sea", "air")
    fixed |= {"carrier": fact.carrier, "flag": fact.flag} if afloat else {}
    fixed |= {"load_port": fact.load_port, "discharge_port": fact.discharge_port} if rows[0]["mode"] == "sea" else {}
    day = _day(fact, rng)
    for row in rows:
        row["date"] = day
        row.update({column: value for column, value in fixed.items() if value})
        if fact.vessel:
            row["imo"] = fact.imo  # a drawn number would be another ship's
        if fact.origins:
            row["origin"] = fact.origins[0]
        if fact.destinations and row["superseded"] is False:
            row["destination"] = fact.destinations[0]
        if fact.consignee:
            row["consignee_country"] = row["consignee_country"] or row["destination"]
    out += [Feature(column, (value,)) for column, value in fixed.items() if value]
    out += [Feature("origin", fact.origins[:1])] if fact.origins else []
    out += [Feature("destination", fact.destinations[:1])] if fact.destinations else []
    out += _conflict(rows, fact) + _goods(rows, fact) + _route(rows, fact, rng, transit=transit)
    names = dict(zip(here.ports, here.port_names, strict=True))
    return [replace(f, terms=tuple(dict.fromkeys([*f.terms, *[names[t] for t in f.terms if t in names]]))) for f in out]


def _day(fact: Stated, rng: np.random.Generator) -> date:
    """The day before the case became known: lists are read as of that date."""
    first, last = fact.days or (date(2015, 1, 1), date(2015, 12, 31))
    return first + timedelta(days=int(rng.integers(0, (last - first).days + 1)) - 1)


def _conflict(rows: list[dict[str, Any]], fact: Stated) -> list[Feature]:
    if not fact.other_destination:
        return []
    for row in rows:
        if row["document"] == "manifest":
            row["destination"] = fact.other_destination
    return [Feature("documents", (fact.other_destination, *fact.destinations[:1]))]


def _goods(rows: list[dict[str, Any]], fact: Stated) -> list[Feature]:
    """Texts as stated; masses and packages scaled to the stated ones, with value and all else in proportion."""
    out = []
    for row in rows:
        item = fact.items[row["item"] - 1]
        if item.goods:
            row["goods"] = item.goods.upper()
        factor = 1.0
        if item.kg and row["gross_kg"]:
            factor = item.kg / row["gross_kg"]
        elif item.packages and row["packages"]:
            factor = item.packages / row["packages"]
        if factor != 1.0:
            for column in ("gross_kg", "net_kg", "value", "quantity"):
                row[column] = row[column] and max(round(row[column] * factor, 2), 0.01)
            row["packages"] = max(1.0, round(row["packages"] * factor)) if row["packages"] != 1 else 1.0
            row["vgm_kg"] = None  # of other containers than these
        if item.packages:
            row["packages"], row["package_kind"] = item.packages, item.kind
    for item in fact.items:
        words = [word for word in item.goods.replace(",", " ").split() if len(word) > 3]
        out += [Feature("goods", (item.goods, *words))] if item.goods else []
        out += [Feature("gross_kg", (f"{item.kg / 1000:,.1f} t", f"{item.kg:,.0f}"))] if item.kg else []
    return out


def _papers(rows: list[dict[str, Any]], case: Case) -> list[Feature]:
    """What a case says of one paper alone: {"document": "bill", "gross_kg": 900}; the paper is there, `_forced` saw to it."""
    out = []
    for paper in case.papers:
        for row in rows:
            if row["document"] == paper["document"]:
                row.update({column: value for column, value in paper.items() if column != "document"})
        out += [Feature(column, (str(value),)) for column, value in paper.items() if column != "document"]
    return out


def _route(rows: list[dict[str, Any]], fact: Stated, rng: np.random.Generator, *, transit: bool) -> list[Feature]:
    here = world()
    ports, stops = list(fact.tranship_ports), list(fact.route)
    if transit:
        hub = _hub(rows[0], rng)
        ports += [hub] if hub not in ports else []
        stops += [hub[:2]] if hub[:2] not in stops else []
    if not stops:
        return []
    for row in rows:
        row["tranship_ports"] = ports if row["mode"] == "sea" else []
        row["route"] = stops
    ways = [Feature("route", (code,)) for code in fact.route]
    return ways + [Feature("tranship_ports", (port, here.port_names[here.port[port]])) for port in fact.tranship_ports]


def _hub(row: dict[str, Any], rng: np.random.Generator) -> str:
    """An honest hub of the trade between these two ends, at neither of them."""
    here = world()
    ends = [here.country.get(row[column], 0) for column in ("dispatch", "destination")]
    pair = np.full(40, here.region[ends[0]] * len(here.regions) + here.region[ends[1]])
    hubs = [int(hub) for hub in here.hub_of_lane.draw(rng, pair) if here.port_country[hub] not in ends]
    return here.ports[hubs[0]]
