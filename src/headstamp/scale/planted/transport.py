"""How the goods travel: ports, transhipment, containers with check digits, ships with numbers and flags, verified masses."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from headstamp.scale.planted.draws import Chances, Flags, Floats, Ints, zipf
from headstamp.scale.planted.tables import constants, read
from headstamp.scale.planted.trade import Trade
from headstamp.scale.planted.world import BULK, SEA, world

_LETTERS = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", [n for n in range(10, 39) if n % 11], strict=False))
_OWNERS = [row["owner"] for row in read("owners")]
_TARE = np.array([2_250.0, 3_850.0])
_PAYLOAD = np.array([21_000.0, 25_000.0])
_SHIPS = 6_000


@dataclass(frozen=True)
class Transport:
    """For every consignment: ports by index (-1 none), ports of transhipment, containers, ship."""

    load: Ints
    discharge: Ints
    tranship: tuple[Ints, Ints]  # -1 where there is none
    containers: Ints  # how many
    numbers: pa.Array  # all container numbers, flat, in order of consignments
    tare: Floats  # of all its containers, kg
    shared: Flags  # less than a container: others' goods are in it
    others: Floats  # kg of others' goods in it
    ship: Ints
    voyage: Ints


def draw_transport(rng: np.random.Generator, trade: Trade) -> Transport:
    """Draw the transport of consignments that are already drawn."""
    here, rates, count = world(), constants(), len(trade.mode)
    afloat = (trade.mode == SEA) | (trade.mode == BULK)
    load = np.where(afloat, here.port_of_country.draw(rng, trade.dispatch), -1)
    discharge = np.where(afloat, here.port_of_country.draw(rng, trade.importer), -1)
    pair = here.region[trade.dispatch] * len(here.regions) + here.region[trade.importer]
    luck = rng.random((2, count))
    far = here.distance[trade.dispatch, trade.importer] > 1_200
    hubs = [here.hub_of_lane.draw(rng, pair), here.hub_of_lane.draw(rng, pair)]
    at_home = (trade.dispatch, trade.importer)
    hubs = [np.where((here.port_country[hub] == at_home[0]) | (here.port_country[hub] == at_home[1]), -1, hub) for hub in hubs]
    one = (trade.mode == SEA) & far & (luck[0] < rates["tranship_share"] / 0.8)  # a fifth of hubs drawn lie at home and fall away
    two = one & (luck[1] < rates["second_tranship_share"] / rates["tranship_share"])
    first = np.where(one, hubs[0], -1)
    second = np.where(two & (hubs[1] != first), hubs[1], -1)
    gross: Floats = np.bincount(trade.of, weights=trade.net).astype(np.float64) * (1 + rates["gross_over_net"])
    boxes, numbers, tare = _containers(rng, trade, gross)
    shared = (boxes == 1) & (gross < 3_000) & (rng.random(count) < rates["less_than_container"] / 0.6)
    others = np.where(shared, rng.uniform(2_000, 16_000, count), 0.0)
    ship = zipf(rng, np.full(count, _SHIPS), 0.7)
    ship = (ship + (pair * 131) % _SHIPS) % _SHIPS  # each trade has its own regular ships
    return Transport(load, discharge, (first, second), boxes, numbers, tare, shared, others, ship, rng.integers(1, 999, count))


def _containers(rng: np.random.Generator, trade: Trade, gross: Floats) -> tuple[Ints, pa.Array, Floats]:
    count = len(gross)
    long = (rng.random(count) < 0.62).astype(np.int64)
    fill = rng.uniform(0.45, 1.0, count)
    boxes = np.where(trade.mode == SEA, np.clip(np.ceil(gross / (_PAYLOAD[long] * fill)), 1, 60), 0).astype(np.int64)
    total = int(boxes.sum())
    numbers = container_numbers(rng.integers(0, len(_OWNERS), total), rng.integers(0, 1_000_000, total))
    wrong = rng.random(total) < constants()["bad_container"]
    slipped = pc.binary_replace_slice(numbers, 10, 11, "0")
    slipped = pc.if_else(pc.equal(slipped, numbers), pc.binary_replace_slice(numbers, 10, 11, "1"), slipped)
    return boxes, pc.if_else(pa.array(wrong), slipped, numbers), _TARE[long] * boxes


def container_numbers(owner: Ints, serial: Ints) -> pa.Array:
    """ISO 6346 numbers with their check digit from owner codes by index and serials below 1,000,000: (n,) strings."""
    prefix = np.array([sum(_LETTERS[sign] << at for at, sign in enumerate(code)) for code in _OWNERS])
    digits = (serial[:, None] // 10 ** np.arange(5, -1, -1)) % 10
    check = (prefix[owner] + (digits << np.arange(4, 10)).sum(axis=1)) % 11 % 10
    serials = pc.utf8_slice_codeunits(pc.cast(pa.array(serial * 10 + check + 10_000_000), pa.string()), 1)
    return pc.binary_join_element_wise(pa.array(_OWNERS).take(pa.array(owner)), serials, "")


@dataclass(frozen=True)
class Fleet:
    """Ships by number: names, IMO numbers (with check digit), flags."""

    names: pa.Array
    numbers: pa.Array
    wrong: pa.Array
    flags: pa.Array


@cache
def fleet() -> Fleet:
    """The invented fleet, built once; flags at their rough shares of merchant ships, flags of convenience among them."""
    rng = random.Random(20_261_129)  # noqa: S311 - a benchmark draws by seed, it keeps no secret
    rows = read("flags")
    first, second = ([row["word"] for row in read("ships") if row["place"] == at] for at in ("first", "second"))
    flags = rng.choices([row["flag"] for row in rows], [float(row["share"]) for row in rows], k=_SHIPS)
    stems = rng.sample(range(900_000, 998_000), _SHIPS)
    numbers = [imo(stem) for stem in stems]
    wrong = [number[:6] + str((int(number[6]) + 3) % 10) for number in numbers]
    named = [f"{rng.choice(first)} {rng.choice(second)}{rng.choice(('', '', '', ' ' + str(n % 30 + 1)))}" for n in stems]
    return Fleet(pa.array(named), pa.array(numbers), pa.array(wrong), pa.array(flags))


def imo(stem: int) -> str:
    """A ship number of seven digits from its first six: the last is the sum of digits times 7 to 2, modulo 10."""
    return f"{stem}{sum(int(digit) * (7 - at) for at, digit in enumerate(str(stem))) % 10}"


@cache
def carriers() -> tuple[pa.Array, Chances]:
    """Names of carriers and, for every pair (country of dispatch, of destination) by index, the chance of each."""
    rows, here = read("carriers"), world()
    size = len(here.countries)
    share = np.array([float(row["share"]) for row in rows])
    table = np.zeros((size, size, len(rows)))
    for at, row in enumerate(rows):
        mine = np.isin(here.countries, row["countries"].split()) if row["countries"] else np.ones(size, dtype=bool)
        at_home = 12.0 if row["countries"] else 1.0
        table[:, :, at] = share[at] * at_home * (mine[:, None] & mine[None, :])
    return pa.array([row["carrier"] for row in rows]), Chances(table.reshape(size * size, -1))


MODE_WORDS = pa.array(["sea", "sea", "air", "road", "rail", "post"])
