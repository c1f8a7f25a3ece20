"""The trading world of the generator: who exports what to whom, by which way, at which price. Built once from the tables.

Exporters of a heading: export share x what the country is strong or weak in. Importers: import share x gravity, that is, distance
to a power (Tinbergen 1962), not the exporter itself. Honest awkward trade is mixed in by `data/honest.csv`.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from headstamp.scale.planted.draws import Chances, Floats, Ints
from headstamp.scale.planted.tables import constants, read

_STRONG, _WEAK = 4.0, 0.08
_RADIUS_KM = 6371.0
SECTORS = tuple(dict.fromkeys(row["sector"] for row in read("sectors")))
FORWARDING, CLEARING, TRADING = (SECTORS.index(code) for code in "XYZ")
MODES = ("sea", "bulk", "air", "road", "rail", "post")
SEA, BULK, AIR, ROAD, RAIL, POST = range(6)


class World:
    """Arrays over countries (C), headings (H), sectors (S) and ports (P); positions are indices into `countries` and so on."""

    def __init__(self) -> None:
        self._countries()
        self._headings()
        self._trade()
        self._ports()
        self._honest()

    def _countries(self) -> None:
        rows = read("countries")
        self.countries = [row["country"] for row in rows]
        self.country = {code: at for at, code in enumerate(self.countries)}
        self.regions = sorted({row["region"] for row in rows})
        self.region: Ints = np.array([self.regions.index(row["region"]) for row in rows])
        self.exports: Floats = np.array([float(row["export_share"]) for row in rows])
        self.imports: Floats = np.array([float(row["import_share"]) for row in rows])
        self.income: Floats = np.array([float(row["income"]) for row in rows])
        self.languages = [row["language"] for row in rows]
        self.styles = [row["names"] for row in rows]
        self.currencies = [row["currency"] for row in rows]
        self.place = np.radians([[float(row["latitude"]), float(row["longitude"])] for row in rows])
        self.distance = _distances(self.place, self.place)

    def _headings(self) -> None:
        rows = read("headings")
        bounds = [(SECTORS.index(r["sector"]), int(r["from"]), int(r["to"])) for r in read("sectors")]
        self.headings = [row["heading"] for row in rows]
        self.heading = {code: at for at, code in enumerate(self.headings)}
        chapter = np.array([int(code[:2]) for code in self.headings])
        self.chapter: Ints = chapter
        self.sector: Ints = np.array([next(s for s, low, high in bounds if low <= c <= high) for c in chapter])
        self.share: Floats = np.array([float(row["share"]) for row in rows])
        self.price: Floats = np.array([float(row["usd_per_kg"]) for row in rows])
        self.spread: Floats = np.array([float(row["spread"]) for row in rows])
        self.per_package: Floats = np.array([float(row["kg_per_package"]) for row in rows])
        self.packages = [row["packages"].split(",") for row in rows]
        self.by_air: Floats = np.array([float(row["by_air"]) for row in rows])
        self.in_bulk = np.array([bool({"BK", "TK"} & set(kinds)) for kinds in self.packages])
        self.only_bulk = np.array([{"BK", "TK"} >= set(kinds) for kinds in self.packages])
        self.subheadings = [row["subheadings"].split() for row in rows]
        self.heading_of_all = Chances(self.share)
        self.heading_of_sector = Chances(np.where(self.sector[None, :] == np.arange(len(SECTORS))[:, None], self.share, 1e-12))
        self.heading_of_chapter = Chances(np.where(self.chapter[None, :] == np.arange(98)[:, None], self.share, 1e-12))

    def _trade(self) -> None:
        rows = read("countries")
        skill = np.ones((len(rows), len(SECTORS)))
        for at, row in enumerate(rows):
            for codes, factor in ((row["strong"], _STRONG), (row["weak"], _WEAK)):
                skill[at, [SECTORS.index(code) for code in codes]] = factor
        self.exporter_of_sector = Chances((self.exports[:, None] * skill).T)
        gravity = np.maximum(self.distance, 400.0) ** -constants()["gravity"]
        np.fill_diagonal(gravity, 0.0)
        self.importer_of_exporter = Chances(gravity * self.imports[None, :])
        self.hubs_of_trade: Ints = np.array([self.country[code] for code in ("HK", "SG", "AE", "NL", "BE", "PA", "TR")])

    def _ports(self) -> None:
        rows = read("ports")
        self.ports = [row["locode"] for row in rows]
        self.port = {code: at for at, code in enumerate(self.ports)}
        self.port_names = [row["port"] for row in rows]
        self.port_country: Ints = np.array([self.country[row["country"]] for row in rows])
        share = np.array([float(row["share"]) for row in rows])
        where = np.radians([[float(row["latitude"]), float(row["longitude"])] for row in rows])
        own = self.port_country[None, :] == np.arange(len(self.countries))[:, None]
        near = np.maximum(_distances(self.place, where), 200.0) ** -3.0
        self.landlocked = ~own.any(axis=1)
        usable = np.array([row["country"] not in ("KP", "SY", "YE") for row in rows])  # nobody's transit port but their own
        self.port_of_country = Chances(np.where(self.landlocked[:, None], near * share * usable, own * share))
        airports = {row["country"]: row["airport"] for row in read("airports")}
        self.airports = [airports[code] for code in self.countries]
        lanes = np.zeros((len(self.regions) ** 2, len(rows)))
        hubs = np.array([float(row["hub"]) for row in rows])
        lanes += hubs * 1e-3
        for row in read("lanes"):
            pair = self.regions.index(row["from"]) * len(self.regions) + self.regions.index(row["to"])
            for code in row["hubs"].split():
                lanes[pair, self.port[code]] += hubs[self.port[code]]
        self.hub_of_lane = Chances(lanes)

    def _honest(self) -> None:
        rows = read("honest")
        self.honest_names = [row["about"] for row in rows]
        self.honest_share = sum(float(row["per_10000"]) for row in rows) / 10_000
        self.honest_flow = Chances([float(row["per_10000"]) for row in rows])
        shares = {"from": self.exports**0.5, "to": self.imports**0.5, "headings": self.share**0.5}
        keys = {"from": self.country, "to": self.country, "headings": self.heading}
        tables = {}
        for column, weight in shares.items():
            table = np.full((len(rows), len(weight)), 1e-15)
            for at, row in enumerate(rows):
                picked = [keys[column][code] for code in row[column].split(",")]
                table[at, picked] = weight[picked]
            tables[column] = Chances(table)
        self.honest_from, self.honest_to, self.honest_heading = tables["from"], tables["to"], tables["headings"]


@cache
def world() -> World:
    """The world, built once (about 0.1 s)."""
    return World()


def _distances(some: Floats, others: Floats) -> Floats:
    """Great-circle km between rows of (latitude, longitude) in radians: (n, m)."""
    lat, lon = some[:, :1], some[:, 1:]
    other_lat, other_lon = others[None, :, 0], others[None, :, 1]
    half = np.sin((other_lat - lat) / 2) ** 2 + np.cos(lat) * np.cos(other_lat) * np.sin((other_lon - lon) / 2) ** 2
    return np.asarray(2 * _RADIUS_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1))), dtype=np.float64)
