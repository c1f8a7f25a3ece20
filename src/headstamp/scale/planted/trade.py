"""What is traded: goods, where from, where to and by which way of every consignment; mass, packages, value of every item."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from headstamp.scale.planted.draws import Chances, Flags, Floats, Ints, level, mixed, zipf
from headstamp.scale.planted.firms import EXPORTING, IMPORTING, number, population, sizes
from headstamp.scale.planted.tables import constants
from headstamp.scale.planted.world import AIR, BULK, POST, RAIL, ROAD, SEA, SECTORS, TRADING, world

_ITEMS = Chances([[0.60, 0.18, 0.08, 0.05, 0.03, 0.02, 0.012, 0.008, 0.006, 0.005, 0.005, 0.004]])
_MEDIAN_KG = np.array([9_000.0, 4_000_000.0, 260.0, 7_500.0, 45_000.0, 4.0])
_SPREAD_KG = np.array([1.1, 0.9, 1.3, 1.0, 0.9, 0.9])
_MOST_KG = np.array([800_000.0, 90_000_000.0, 60_000.0, 26_000.0, 3_000_000.0, 30.0])


@dataclass(frozen=True)
class Forced:
    """What a planted consignment fixes; -1 leaves it to the draw. (n,) each, `items` and their headings in one flat array."""

    exporter: Ints
    importer: Ints
    mode: Ints
    items: Ints
    heading: Ints
    billed: Flags  # a bill is known to have existed
    listed: Flags  # a manifest, likewise


@dataclass(frozen=True)
class Trade:
    """Consignments (n,) and their items (m,), all by index into the world; `first` is the first item of each consignment."""

    exporter: Ints
    dispatch: Ints
    importer: Ints
    mode: Ints
    sector: Ints
    honest: Ints  # number of the awkward honest flow, -1 where none
    shipper: Ints
    shipper_new: Flags
    consignee: Ints
    consignee_new: Flags
    consignee_sector: Ints
    first: Ints
    count: Ints
    of: Ints  # consignment of each item
    heading: Ints
    declared: Ints  # heading that the papers state
    vague: Flags
    net: Floats
    packages: Floats
    kind: Ints  # which of the heading's kinds of package
    usd: Floats


def draw_trade(rng: np.random.Generator, count: int, forced: Forced | None = None) -> Trade:
    """Draw `count` consignments with their items; what `forced` fixes is kept and the rest drawn in the same way."""
    here, rates = world(), constants()
    heading = here.heading_of_all.draw_many(rng, count)
    flow = here.honest_flow.draw_many(rng, count)
    honest = np.where(rng.random(count) < here.honest_share, flow, -1)
    heading = np.where(honest >= 0, here.honest_heading.draw(rng, flow), heading)
    drawn_items = 1 + _ITEMS.draw_many(rng, count)
    if forced is not None:
        first = np.cumsum(forced.items) - forced.items
        honest, heading, drawn_items = np.full(count, -1), forced.heading[first], forced.items
    sector = here.sector[heading]
    exporter = np.where(honest >= 0, here.honest_from.draw(rng, flow), here.exporter_of_sector.draw(rng, sector))
    exporter = _kept(exporter, forced.exporter if forced else None)
    importer = np.where(honest >= 0, here.honest_to.draw(rng, flow), here.importer_of_exporter.draw(rng, exporter))
    importer = _kept(importer, forced.importer if forced else None)
    mode = _kept(_mode(rng, heading, exporter, importer), forced.mode if forced else None)
    again = (rng.random(count) < rates["re_export"]) & (forced is None)
    dispatch = np.where(again, here.hubs_of_trade[rng.integers(0, len(here.hubs_of_trade), count)], exporter)
    dispatch = np.where(dispatch == importer, exporter, dispatch)
    shipper, shipper_new = _firms(rng, EXPORTING, dispatch, sector, heading, rates["new_shipper"])
    other = rng.random(count) < rates["other_trade_consignee"]
    bought = np.where(other, rng.integers(0, TRADING - 2, count), np.where(rng.random(count) < 0.15, TRADING, sector))
    consignee, consignee_new = _firms(rng, IMPORTING, importer, bought, heading, rates["new_consignee"])
    of = np.repeat(np.arange(count), drawn_items)
    items = _items(rng, heading, drawn_items, of, mode, dispatch, shipper, forced)
    return Trade(exporter, dispatch, importer, mode, sector, honest, shipper, shipper_new, consignee, consignee_new, bought,
                 np.cumsum(drawn_items) - drawn_items, drawn_items, of, *items)  # fmt: skip


def _kept(drawn: Ints, fixed: Ints | None) -> Ints:
    return drawn if fixed is None else np.where(fixed >= 0, fixed, drawn)


def _mode(rng: np.random.Generator, heading: Ints, exporter: Ints, importer: Ints) -> Ints:
    here, rates, count = world(), constants(), len(heading)
    km = here.distance[exporter, importer]
    by_land = (km < rates["land_neighbour_km"]) & (here.regions.index("OCE") != here.region[exporter])
    island = np.isin(
        np.arange(len(here.countries)), [here.country[c] for c in ("JP", "TW", "PH", "LK", "CU", "MG", "MT", "CY", "KR")]
    )
    by_land &= ~island[exporter] & ~island[importer]
    luck = rng.random((3, count))
    land = by_land & (luck[0] < rates["land_share"])
    bulk = here.in_bulk[heading] & (here.only_bulk[heading] | (luck[1] < 0.25))
    mode = np.where(land, np.where(bulk | (luck[1] < 0.12), RAIL, ROAD), np.where(bulk, BULK, SEA))
    air = luck[2] < here.by_air[heading]
    return np.asarray(np.where(air, np.where(luck[2] < 0.03 * here.by_air[heading], POST, AIR), mode))


def _firms(
    rng: np.random.Generator, side: int, country: Ints, sector: Ints, heading: Ints, new_share: float
) -> tuple[Ints, Flags]:
    """Firm numbers by rank and size inside country and sector; the large ones of one heading are not those of another."""
    count = len(country)
    size = sizes()[population(side, country, sector)]
    rank = (zipf(rng, size, constants()["firm_zipf"]) + mixed(heading, country) % size) % size
    new = rng.random(count) < new_share
    rank = np.where(new, rng.integers(1 << 20, 1 << 44, count), rank)
    return number(side, country, sector, rank), new


def _items(
    rng: np.random.Generator, lead: Ints, counts: Ints, of: Ints, mode: Ints, dispatch: Ints, shipper: Ints, forced: Forced | None
) -> tuple[Ints, Ints, Flags, Floats, Floats, Ints, Floats]:
    here, rates, many = world(), constants(), len(of)
    first = np.zeros(many, dtype=bool)
    first[np.cumsum(counts) - counts] = True
    same = rng.random(many) < 0.35  # a second item is often the same goods again, in another size
    heading = np.where(first | same, lead[of], here.heading_of_sector.draw(rng, here.sector[lead[of]]))
    if forced is not None:
        heading = forced.heading
    luck = rng.random(many)
    near = here.heading_of_chapter.draw(rng, here.chapter[heading])
    far = here.heading_of_all.draw_many(rng, many)
    wrong = np.where(luck < rates["miscoded"] * 2 / 3, near, np.where(luck < rates["miscoded"], far, heading))
    vague = rng.random(many) < rates["vague"]
    way = mode[of]
    price = here.price[heading]
    median = np.minimum(_MEDIAN_KG[way], 250_000.0 / price)  # nobody sends nine tonnes of diamonds
    size = median[first] * np.exp(_SPREAD_KG[mode] * rng.standard_normal(len(lead)))
    part = rng.exponential(1.0, many) + 0.05
    part /= np.bincount(of, weights=part)[of]
    net = np.clip(np.clip(size, 0.2, _MOST_KG[mode])[of] * part, 0.05, None)
    net = np.where(net > 300, np.round(net), np.round(net, 2))
    each = here.per_package[heading] * np.exp(rates["package_spread"] * rng.standard_normal(many))
    kind = rng.integers(0, 64, many)
    packages = np.where((way == BULK), 1.0, np.maximum(1.0, np.round(net / each)))
    firm_price = rates["firm_price"] * level(mixed(shipper[of], heading))
    spread = here.spread[heading] * 0.8 * rng.standard_normal(many)
    usd = np.maximum(net * price * np.exp(spread + firm_price + 0.12 * (here.income[dispatch[of]] - 1.5)), 1.0)
    return heading, wrong, vague, net, packages, kind, np.round(usd, 2)


assert len(SECTORS) > TRADING  # noqa: S101 - the table of sectors ends with the trades that serve the others
