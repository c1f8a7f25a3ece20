"""Invented firms: a population a country and sector, each with a name in the manner of its country. No real firm is meant.

Words are common ones of trade names on purpose (Golden Star, Pars Sanat, Al Noor): honest firms do resemble listed ones, and a
matcher has to live with that. Names are drawn by the firm's number alone, so that a firm is always called the same.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from headstamp.scale.planted.draws import Ints, mixed
from headstamp.scale.planted.tables import constants, read
from headstamp.scale.planted.world import SECTORS, world

_NATIVE = {"zh": "zhn", "ru": "run", "ar": "arn"}
EXPORTING, IMPORTING, SERVING = 0, 1, 2
"""Sides of trade: populations of firms that do not overlap."""


class _Words:
    """The name parts of every manner, flat, with an offset and a count a manner."""

    def __init__(self) -> None:
        rows = read("names")
        self.style = {row["names"]: at for at, row in enumerate(rows)}
        self.place = _flat([_spaced(row["place"].split(","), after=True) for row in rows])
        self.first = _flat([row["first"].split(",") for row in rows])
        self.second = _flat([row["second"].split(",") for row in rows])
        self.form = _flat([_spaced([f for f in row["form"].split(";") if f] or [""], after=False) for row in rows])
        native = [row["names"] in _NATIVE.values() for row in rows]
        words: list[list[str]] = [[] for _ in SECTORS]
        for row in read("sectors"):
            words[SECTORS.index(row["sector"])] += [f" {word}" for word in row["words"].split(";")]
        # half of the firms do not say their trade; names in another script never say it in English
        self.trade = _flat([[""] if bare else [*group, *[""] * len(group)] for bare in native for group in words])


_Flat = tuple[pa.Array, Ints, Ints]


def _flat(groups: list[list[str]]) -> _Flat:
    counts = np.array([len(group) for group in groups])
    return pa.array([text for group in groups for text in group]), np.cumsum(counts) - counts, counts


def _spaced(words: list[str], *, after: bool) -> list[str]:
    return [word and (f"{word} " if after else f" {word}") for word in words]


@cache
def _words() -> _Words:
    return _Words()


@cache
def _styles() -> tuple[Ints, Ints]:
    """Manner of names of every country: the usual one and the one in its own script (the usual one where there is none)."""
    style, styles = _words().style, world().styles
    return np.array([style[s] for s in styles]), np.array([style[_NATIVE.get(s, s)] for s in styles])


@cache
def sizes() -> Ints:
    """Firms in each population: (2 sides x C x S), flat; a few in a small trade, some thousands in a large one."""
    here = world()
    by_sector = np.bincount(here.sector, weights=here.share, minlength=len(SECTORS)).astype(np.float64)
    by_sector = by_sector / by_sector.sum()
    shares = np.stack([here.exports, here.imports])[:, :, None] * by_sector[None, None, :]
    out: Ints = np.clip(shares * 260, 6, 4000).astype(np.int64).ravel()
    return out


def population(side: int, country: Ints, sector: Ints) -> Ints:
    """Index into `sizes()`."""
    return np.asarray((side * len(world().countries) + country) * len(SECTORS) + sector)


def number(side: int, country: Ints, sector: Ints, rank: Ints) -> Ints:
    """The number of a firm, by which its name and price level are drawn."""
    return mixed(np.full(len(rank), side + 1), country, sector, rank)


def names(firm: Ints, country: Ints, sector: Ints, *, short: Ints | None = None) -> pa.Array:
    """Names of firms: (n,) strings. Where `short` is not 0 the legal form is left off, as clerks do."""
    words, (usual, native) = _words(), _styles()
    own_script = (mixed(firm, 7) % 10_000) < constants()["script_native"] * 10_000
    style = np.where(own_script, native[country], usual[country])
    place = _part(words.place, style, mixed(firm, 11))
    first, second = _part(words.first, style, mixed(firm, 12)), _part(words.second, style, mixed(firm, 13))
    trade = _part(words.trade, style * len(SECTORS) + sector, mixed(firm, 14))
    form = _part(words.form, style, mixed(firm, 15))
    if short is not None:
        form = pc.if_else(pa.array(short != 0), "", form)
    name = pc.binary_join_element_wise(place, first, second, trade, form, "")
    capitals = pa.array((mixed(firm, 16) % 100 < 55) | own_script)
    return pc.if_else(capitals, pc.utf8_upper(name), name)


def _part(flat: _Flat, group: Ints, key: Ints) -> pa.Array:
    pool, start, count = flat
    return pool.take(pa.array(start[group] + key % count[group]))
