"""Drawn consignments as lines of declarations: one Arrow batch in the schema that every reader of papers fills."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from headstamp.observe.declarations.schema import LINES
from headstamp.scale.planted import firms
from headstamp.scale.planted.draws import Flags, Ints, mixed
from headstamp.scale.planted.papers import BILLED, DECLARED, EARLIER, Papers
from headstamp.scale.planted.tables import constants, read
from headstamp.scale.planted.trade import Trade
from headstamp.scale.planted.transport import MODE_WORDS, Transport, carriers, fleet
from headstamp.scale.planted.wording import phrasebook
from headstamp.scale.planted.world import AIR, BULK, CLEARING, FORWARDING, SEA, TRADING, world

_RATES = {row["currency"]: float(row["per_usd"]) for row in read("currencies")}
_UNITS = pa.array(["KG", "PCS", "UNT", "SET", "MTR", ""])
_DOCUMENTS = pa.array(["declaration", "declaration", "bill", "manifest"])
_TO_ORDER = pa.array(["TO ORDER", "TO THE ORDER OF SHIPPER", "TO ORDER OF NATIONAL BANK", "TO THE ORDER OF ISLAMIC BANK LTD",
                      "TO ORDER OF COMMERCIAL BANK PLC", "ORDER"])  # fmt: skip
_NOTIFY_SAME = "SAME AS CONSIGNEE"


@cache
def _pools() -> dict[str, pa.Array]:
    here = world()
    codes, kinds = [], []
    for heading, subs in zip(here.headings, here.subheadings, strict=True):
        for sub in (subs * 24)[:24]:
            codes += [heading + sub] * 4 + [heading + sub + "00"] * 2 + [heading + sub + "9000", heading]
    words = {row["code"]: row["written"].split(";") for row in read("packages")}
    for heading_kinds in here.packages:
        boxed = [kind for kind in heading_kinds if kind not in ("BK", "TK")] or ["BG"]
        loose = [kind for kind in heading_kinds if kind in ("BK", "TK")] or ["BK"]
        for choice in (boxed, loose):
            kinds += [words[choice[at % len(choice)]][at // 16] for at in range(64)]
    danger = {row["heading"]: row["class"] for row in read("dangerous")}
    return {
        "country": pa.array([*here.countries, ""]), "currency": pa.array(here.currencies),
        "port": pa.array([*here.ports, *[name.upper() for name in here.port_names], *here.airports, ""]),
        "code": pa.array(codes), "kind": pa.array(kinds), "danger": pa.array([danger.get(code, "") for code in here.headings]),
    }  # fmt: skip


def _take(pool: str, index: Ints) -> pa.Array:
    return _pools()[pool].take(pa.array(index))


def _text(number: Ints) -> pa.Array:
    return pc.cast(pa.array(number), pa.string())


def _joined(*parts: pa.Array | str) -> pa.Array:
    return pc.binary_join_element_wise(*parts, "")


def _where(flags: Flags, some: pa.Array | str, others: pa.Array | str) -> pa.Array:
    return pc.if_else(pa.array(flags), some, others)


def as_lines(  # the columns follow the order of the schema, so the function is long but flat
    rng: np.random.Generator, key: Ints, days: Sequence[date], trade: Trade, way: Transport, papers: Papers, file: str, row: int
) -> pa.RecordBatch:
    """Lines of the drawn consignments, contiguous by consignment; `key` (n,) makes their numbers unlike any other block's."""
    cons = papers.cons[papers.doc]
    columns = {"file": pa.array([file] * len(cons)), "row": pa.array(np.arange(row, row + len(cons)))}
    columns |= _numbers(rng, key, trade, papers, cons)
    columns |= _containers(rng, way, cons)
    columns |= _when_and_how(rng, days, trade, cons)
    columns |= _goods(rng, trade, papers, cons)
    columns |= _places(rng, trade, way, papers, cons)
    columns |= _amounts(rng, trade, way, papers, cons)
    columns |= _parties(rng, trade, papers)
    columns |= _ship(rng, trade, way, cons)
    empty = pa.array([""] * len(cons))
    none = pa.ListArray.from_arrays(pa.array(np.zeros(len(cons) + 1, dtype=np.int32)), pa.array([], pa.string()))
    columns["doubts"] = none
    return pa.record_batch([columns.get(field.name, empty).cast(field.type) for field in LINES], schema=LINES)


def _numbers(rng: np.random.Generator, key: Ints, trade: Trade, papers: Papers, cons: Ints) -> dict[str, pa.Array]:
    kind = papers.kind[papers.doc]
    tail = _text(key)
    owner = pa.array(["MEDU", "MAEU", "COSU", "HLCU", "ONEY", "CMDU", "EGLV", "ZIMU"])
    house = _joined(owner.take(pa.array(mixed(key, 3) % 8)), tail)
    master = _joined(owner.take(pa.array(mixed(key, 4) % 8)), _text(mixed(key, 5) % 1_000_000_000))
    number = [_joined("D", tail), _joined("D", tail), house, _joined("M", _text(mixed(key, 6) % 10_000_000))]
    afloat = (trade.mode == SEA) | (trade.mode == BULK)
    choice = pc.choose(pa.array(kind), *[column.take(pa.array(cons)) for column in number])
    seen = ((rng.random(len(key)) < 0.75) & afloat)[cons]
    at = pa.array(cons)
    return {
        "document": _DOCUMENTS.take(pa.array(kind)), "number": choice,
        "version": pa.array(((kind == DECLARED) & papers.amended[cons]).astype(np.int64)),
        "superseded": pa.array(kind == EARLIER), "consignment": house.take(at), "house_bill": house.take(at),
        "master_bill": _where(seen, master.take(at), ""),
        "item": pa.array(papers.number),
    }  # fmt: skip


def _containers(rng: np.random.Generator, way: Transport, cons: Ints) -> dict[str, pa.Array]:
    ends = np.concatenate([[0], np.cumsum(way.containers)]).astype(np.int32)
    boxes = pa.ListArray.from_arrays(pa.array(ends), way.numbers)
    sealed = rng.random(len(way.containers)) < 0.5
    many = np.where(sealed, np.minimum(way.containers, 4), 0)
    seals = _joined("SL", _text(rng.integers(100_000, 9_999_999, int(many.sum()))))
    seal_ends = np.concatenate([[0], np.cumsum(many)]).astype(np.int32)
    at = pa.array(cons)
    return {"containers": boxes.take(at), "seals": pa.ListArray.from_arrays(pa.array(seal_ends), seals).take(at)}


def _when_and_how(rng: np.random.Generator, days: Sequence[date], trade: Trade, cons: Ints) -> dict[str, pa.Array]:
    day = np.array([np.datetime64(one, "D") for one in days]).astype("datetime64[D]").astype(np.int32)
    chosen = day[(rng.random(len(trade.mode)) * len(day)).astype(np.int64)]  # integers() would draw more or less by their number
    edition = pa.array(["", "2022", "2017"]).take(pa.array(rng.integers(0, 3, len(trade.mode))))
    return {
        "date": pa.array(chosen[cons], pa.int32()).cast(pa.date32()), "mode": MODE_WORDS.take(pa.array(trade.mode[cons])),
        "hs_edition": edition.take(pa.array(cons)),
    }  # fmt: skip


def _goods(rng: np.random.Generator, trade: Trade, papers: Papers, cons: Ints) -> dict[str, pa.Array]:
    kind, rates = papers.kind[papers.doc], constants()
    code = trade.declared * 192 + rng.integers(0, 192, len(trade.declared))
    stated = (kind < BILLED) | (rng.random(len(kind)) < rates["hs_on_bill"])
    risky = (rng.random(len(trade.mode)) < rates["dangerous_said"])[cons]
    return {
        "hs": _where(stated, _take("code", code[papers.item]), ""),
        "goods": phrasebook().written(papers.text, papers.suffix),
        "dg_class": _where(risky & (trade.mode[cons] != 3), _take("danger", trade.heading[papers.item]), ""),
    }  # fmt: skip


def _places(rng: np.random.Generator, trade: Trade, way: Transport, papers: Papers, cons: Ints) -> dict[str, pa.Array]:
    here, nowhere = world(), len(world().countries)
    ports, doc = len(here.ports), papers.doc
    by_name = np.where(papers.anew_places, 1, 0) ^ (rng.random(len(trade.mode)) < 0.15)[papers.cons]
    last = 2 * ports + nowhere  # position of the empty port in the pool: codes, names, airports, nothing
    air = (trade.mode == AIR)[papers.cons]

    def port(at: Ints, country: Ints) -> pa.Array:
        sea = np.where(at >= 0, at + ports * by_name, last)
        return _take("port", np.where(air, 2 * ports + country, sea)[doc])

    origin = np.where(rng.random(len(trade.of)) < constants()["miss_origin"], nowhere, trade.exporter[trade.of])
    destination = np.where(papers.new_destination >= 0, papers.new_destination, trade.importer[papers.cons])
    first, second = (hub[papers.cons] for hub in way.tranship)
    told = rng.random(len(papers.cons)) < np.where(papers.kind == DECLARED, 0.75, 0.95)
    hubs = np.stack([np.where(told, first, -1), np.where(told, second, -1)], axis=1)
    gate = np.where(way.discharge >= 0, here.port_country[np.maximum(way.discharge, 0)], -1)[papers.cons]
    gate = np.where((gate == destination) | (gate == trade.importer[papers.cons]), -1, gate)
    stops = np.concatenate([np.where(hubs >= 0, here.port_country[np.maximum(hubs, 0)], -1), gate[:, None]], axis=1)
    return {
        "origin": _take("country", origin[papers.item]), "dispatch": _take("country", trade.dispatch[cons]),
        "destination": _take("country", destination[doc]),
        "load_port": port(way.load[papers.cons], trade.dispatch[papers.cons]),
        "discharge_port": port(way.discharge[papers.cons], trade.importer[papers.cons]),
        "tranship_ports": _lists(hubs, _pools()["port"]).take(pa.array(doc)),
        "route": _lists(stops, _pools()["country"]).take(pa.array(doc)),
    }  # fmt: skip


def _lists(table: Ints, pool: pa.Array) -> pa.ListArray:
    """Rows of indices, -1 for nothing, as lists of strings."""
    kept = table >= 0
    ends = np.concatenate([[0], np.cumsum(kept.sum(axis=1))]).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(ends), pool.take(pa.array(table[kept])))


def _amounts(rng: np.random.Generator, trade: Trade, way: Transport, papers: Papers, cons: Ints) -> dict[str, pa.Array]:
    rates, kind, item = constants(), papers.kind[papers.doc], papers.item
    own = rng.random(len(trade.mode)) < 0.4
    money = np.array([_RATES[code] for code in world().currencies])
    usd_country = world().country["US"]
    payer = np.where(own, trade.dispatch, usd_country)
    value = np.round(trade.usd * money[payer][trade.of], 2)
    valued = (kind < BILLED) | (rng.random(len(papers.cons)) < rates["bill_value"])[papers.doc]
    unit = rng.integers(0, 6, len(trade.net))
    quantity = np.where(unit == 0, trade.net, np.maximum(1, np.round(trade.packages * rng.integers(1, 25, len(trade.net)))))
    box = np.bincount(trade.of, weights=trade.net) * (1 + rates["gross_over_net"]) + way.others
    scatter = np.exp(rates["vgm_scatter"] * rng.standard_normal(len(box)))
    no_tare = rng.random(len(box)) < rates["vgm_without_tare"]
    vgm = np.round((box + np.where(no_tare, 0, way.tare)) * scatter)
    weighed = (way.containers > 0) & (rng.random(len(box)) < rates["vgm_given"])
    loose = (trade.mode == BULK)[cons].astype(np.int64)
    written = (trade.heading[item] * 2 + loose) * 64 + (trade.kind[item] % 16) + 16 * ((trade.kind[item] // 16 + papers.doc) % 4)
    netted = rng.random(len(kind)) < np.where(kind < BILLED, 0.9, 0.25)
    return {
        "packages": pa.array(papers.packages), "package_kind": _take("kind", written), "gross_kg": pa.array(papers.gross),
        "net_kg": pa.array(papers.net, mask=~netted), "vgm_kg": pa.array(vgm[cons], mask=~(weighed[cons] & (kind >= DECLARED))),
        "value": pa.array(value[item], mask=~valued), "currency": _where(valued, _take("currency", payer[cons]), ""),
        "quantity": pa.array(quantity[item], mask=(unit == 5)[item]), "unit": _UNITS.take(pa.array(unit[item])),
    }  # fmt: skip


def _parties(rng: np.random.Generator, trade: Trade, papers: Papers) -> dict[str, pa.Array]:
    rates, cons, nowhere = constants(), papers.cons, len(world().countries)
    count = len(trade.mode)
    luck = rng.random((6, count))
    ordered = (luck[0] < rates["to_order"] / 0.75) & ((trade.mode == SEA) | (trade.mode == BULK))
    agent = ~ordered & (luck[0] > 1 - rates["forwarder_consignee"] * 1.05)
    short = papers.short_names.astype(np.int64)
    shipper = firms.names(trade.shipper[cons], trade.dispatch[cons], trade.sector[cons], short=short)
    buyer = firms.names(trade.consignee[cons], trade.importer[cons], trade.consignee_sector[cons], short=short)
    agents = _service(rng, trade.importer, FORWARDING)[1].take(pa.array(cons))
    consignee = _where(agent[cons] | papers.other_consignee, agents, buyer)
    orders = _TO_ORDER.take(pa.array(rng.integers(0, 6, count))).take(pa.array(cons))
    consignee = _where(ordered[cons], orders, consignee)
    told = (luck[1] < rates["notify_given"])[cons]
    same = ((luck[2] < 0.45) & ~ordered & ~agent)[cons]
    notify = _where(told & same, _NOTIFY_SAME, _where(told | ordered[cons] | agent[cons], buyer, ""))
    declarant = _where(
        (papers.kind < BILLED) & (luck[3] < 0.7)[cons], _service(rng, trade.importer, CLEARING)[1].take(pa.array(cons)), ""
    )
    forwarder = _where((luck[4] < 0.3)[cons], _service(rng, trade.dispatch, FORWARDING)[1].take(pa.array(cons)), "")
    middle = world().hubs_of_trade[rng.integers(0, 3, count)]
    broker = _where((luck[5] < rates["broker_named"])[cons], _service(rng, middle, TRADING)[1].take(pa.array(cons)), "")
    names, chances = carriers()
    carrier = names.take(pa.array(chances.draw(rng, trade.dispatch * nowhere + trade.importer)))
    afloat = ((trade.mode == SEA) & (luck[1] < 0.85))[cons]
    told_to = np.where(told & same, nowhere, trade.importer[cons])
    noted = told | ordered[cons] | agent[cons]
    by_document = {
        "shipper": shipper, "shipper_country": _take("country", trade.dispatch[cons]), "consignee": consignee,
        "consignee_country": _take("country", np.where(ordered[cons], nowhere, trade.importer[cons])), "notify": notify,
        "notify_country": _take("country", np.where(noted, told_to, nowhere)), "declarant": declarant, "forwarder": forwarder,
        "broker": broker, "carrier": _where(afloat, carrier.take(pa.array(cons)), ""),
    }  # fmt: skip
    doc = pa.array(papers.doc)
    return {name: column.take(doc) for name, column in by_document.items()}


def _service(rng: np.random.Generator, country: Ints, sector: int) -> tuple[Ints, pa.Array]:
    """Firms that serve the trade: forwarders, clearing agents, traders; a few hundred a country, the first ones large."""
    rank = (rng.random(len(country)) ** 3 * 300).astype(np.int64)
    trade = np.full(len(country), sector)
    firm = firms.number(firms.SERVING, country, trade, rank)
    return firm, firms.names(firm, country, trade)


def _ship(rng: np.random.Generator, trade: Trade, way: Transport, cons: Ints) -> dict[str, pa.Array]:
    rates, ships, count = constants(), fleet(), len(trade.mode)
    afloat = (trade.mode == SEA) | (trade.mode == BULK)
    named = (afloat & (rng.random(count) < 0.9))[cons]
    numbered = named & (rng.random(count) > rates["no_imo"])[cons]
    slip = rng.random(count) < rates["bad_imo"]
    at = pa.array(way.ship[cons])
    number = _where(slip[cons], ships.wrong.take(at), ships.numbers.take(at))
    flagged = named & (rng.random(count) < 0.7)[cons]
    flight = (trade.mode == AIR)[cons]
    letter = pa.array(["E", "W", "N", "S"]).take(pa.array(way.voyage % 4))
    voyage = _joined(_text(way.voyage), letter).take(pa.array(cons))
    return {
        "vessel": _where(named, ships.names.take(at), ""), "imo": _where(numbered, number, ""),
        "flag": _where(flagged, ships.flags.take(at), ""), "voyage": _where(named | flight, voyage, ""),
    }  # fmt: skip
