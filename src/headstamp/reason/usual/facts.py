"""What the history counts, and what a line is compared by: one reading for both, so that they cannot drift apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from headstamp.reason.usual.codes import (
    F64,
    I64,
    U64,
    Bools,
    countries,
    currencies,
    flow_key,
    headings,
    modes,
    packed,
    part,
)
from headstamp.reason.usual.consignments import Runs, kg_per_container, runs
from headstamp.reason.usual.names import hashes
from headstamp.reason.usual.packing import families

NEEDED = (
    "consignment", "document", "superseded", "date", "hs", "origin", "dispatch", "destination", "mode", "route", "tranship_ports",
    "containers", "packages", "package_kind", "gross_kg", "net_kg", "vgm_kg", "value", "currency", "shipper", "consignee",
)  # fmt: skip
"""Columns of a line that are read here."""
MEASURES = ("value", "kgpkg", "kgcont")
ROLES = ("shipper", "consignee")
HS_SHIFT, PLACE_SHIFT, MEASURE_SHIFT = 25, 15, 39
_LEAST, _MOST = -9.0, 12.0  # log10 of what is measured; anything beyond is a slip of the pen


@dataclass(frozen=True, slots=True)
class Facts:
    """Of each line. flow: key as in `codes`; via: packed countries on the way; x: log10 of each measure, NaN where silent; group:
    what the measure is compared within; party: name hash a role; day: days since 1970; dated: whether it has one."""

    run: Runs
    flow: U64
    via: U64
    x: tuple[F64, ...]
    group: tuple[U64, ...]
    party: tuple[U64, ...]
    day: I64
    dated: Bools


def facts(frame: pl.DataFrame) -> Facts:
    """Read lines (whole consignments, columns `NEEDED`, `hs4` in place of `hs` where it is there). Never raises on odd values."""
    run = runs(frame)
    heading = headings(frame["hs4"] if "hs4" in frame.columns else frame["hs"])
    dispatch = countries(frame["dispatch"])
    origin = countries(frame["origin"])
    # a bill of lading knows where goods were loaded, seldom where they were made
    origin = np.where(origin == 0, dispatch, origin)
    flow = flow_key(origin, countries(frame["destination"]), dispatch, modes(frame["mode"]), heading)
    x, group = _measures(frame, run, heading, origin)
    day = frame["date"].to_physical()
    return Facts(
        run=run,
        flow=flow,
        via=_via(frame, flow),
        x=x,
        group=group,
        party=tuple(hashes(frame[role]) for role in ROLES),
        day=day.fill_null(0).to_numpy().astype(np.int64),
        dated=day.is_not_null().to_numpy(),
    )


def _via(frame: pl.DataFrame, flow: U64) -> U64:
    """Countries of `route` and of the UN/LOCODEs of `tranship_ports` that are neither origin, dispatch nor destination."""
    lengths = frame["route"].list.len().fill_null(0) + frame["tranship_ports"].list.len().fill_null(0)
    some = np.flatnonzero(lengths.to_numpy() > 0)
    if not len(some):
        return np.zeros(frame.height, np.uint64)
    table = pl.DataFrame({"row": some, "route": frame["route"].gather(some), "ports": frame["tranship_ports"].gather(some)})
    land = table.select("row", "route").explode("route").drop_nulls()
    ports = (
        table.select("row", "ports").explode("ports").drop_nulls().filter(pl.col("ports").str.contains(r"^[A-Z]{2}[A-Z2-9]{3}$"))
    )
    rows = np.concatenate([land["row"].to_numpy(), ports["row"].to_numpy()]).astype(np.int64)
    codes = np.concatenate([countries(land["route"]), countries(ports["ports"].str.slice(0, 2))])
    new = codes > 0
    for shift in (38, 28, 18):
        new &= codes != part(flow[rows], shift, 10)
    return packed(rows[new], codes[new], frame.height)


def _measures(frame: pl.DataFrame, run: Runs, heading: U64, origin: U64) -> tuple[tuple[F64, ...], tuple[U64, ...]]:
    """Value per kg, kg per package and kg per container, with the group that each belongs to."""
    gross, net = (frame[name].fill_null(np.nan).to_numpy() for name in ("gross_kg", "net_kg"))
    value, packages = (frame[name].fill_null(np.nan).to_numpy() for name in ("value", "packages"))
    container_kg, basis = kg_per_container(frame, run)
    x = (
        _log_ratio(value, np.where(net > 0, net, gross)),
        _log_ratio(np.where(gross > 0, gross, net), packages),
        _log_ratio(container_kg, np.ones(len(container_kg))),
    )
    nowhere = np.uint64(0)
    group = (
        group_key(0, heading, origin, currencies(frame["currency"])),
        group_key(1, heading, nowhere, families(frame["package_kind"])),
        group_key(2, heading, nowhere, basis),
    )
    for values in x:
        values[heading == 0] = np.nan
    return x, group


def _log_ratio(above: F64, below: F64) -> F64:
    """log10(above / below); NaN where either is missing, not positive, not finite, or the ratio is absurd."""
    good = (above > 0) & (below > 0) & np.isfinite(above) & np.isfinite(below)
    out = np.full(len(above), np.nan)
    out[good] = np.log10(above[good]) - np.log10(below[good])
    out[~((out >= _LEAST) & (out < _MOST))] = np.nan
    return out


def group_key(measure: int, heading: U64, place: U64 | np.uint64, unit: U64) -> U64:
    """Measure (2 bits), heading (14), origin (10), and currency, package family or basis (15) as one number."""
    key = (heading << np.uint64(HS_SHIFT)) | (place << np.uint64(PLACE_SHIFT)) | unit
    return key | np.uint64(measure << MEASURE_SHIFT)


def wider(group: U64) -> U64:
    """What a group of under thirty is compared with instead: values with all origins of the heading, weights with the chapter."""
    measure = part(group, MEASURE_SHIFT, 2)
    all_origins = group & ~np.uint64(1023 << PLACE_SHIFT)
    heading = part(group, HS_SHIFT, 14)
    chapter = (all_origins & ~np.uint64(0x3FFF << HS_SHIFT)) | ((heading // np.uint64(100)) << np.uint64(HS_SHIFT))
    return np.where(measure == 0, all_origins, chapter)
