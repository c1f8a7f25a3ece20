"""The history as tables that a person can read, and back to counts."""

from __future__ import annotations

import numpy as np
import polars as pl

from headstamp.reason.usual import codes
from headstamp.reason.usual.backoff import Flows
from headstamp.reason.usual.codes import F64, HS_BITS, I64, U64, part
from headstamp.reason.usual.facts import HS_SHIFT, MEASURE_SHIFT, MEASURES, PLACE_SHIFT, ROLES, group_key, wider
from headstamp.reason.usual.packing import FAMILIES
from headstamp.reason.usual.sketch import BIN_BITS, Spreads, groups, middle
from headstamp.reason.usual.tails import STEP, counted

BASES = ("", "verified", "declared")  # of kg per container
_SLICE = 1_000_000  # cells worked on at once


def flows_table(flows: pl.DataFrame) -> pl.DataFrame:
    """origin, dispatch, destination, mode, hs4, via (countries on the way, blanks between), lines."""
    key, via = flows["flow"].to_numpy(), flows["via"].to_numpy()
    return pl.DataFrame(
        {
            "origin": codes.country_texts(part(key, 38, 10)),
            "dispatch": codes.country_texts(part(key, 18, 10)),
            "destination": codes.country_texts(part(key, 28, 10)),
            "mode": codes.mode_texts(part(key, 14, 4)),
            "hs4": codes.heading_texts(part(key, 0, HS_BITS)),
            "via": codes.via_texts(via),
            "lines": flows["lines"],
        }
    )


def flows_read(table: pl.DataFrame) -> pl.DataFrame:
    """The counts of `flows_table`."""
    origin, destination, dispatch = (codes.countries(table[name]) for name in ("origin", "destination", "dispatch"))
    key = codes.flow_key(origin, destination, dispatch, codes.modes(table["mode"]), codes.headings(table["hs4"]))
    via = np.zeros(table.height, np.uint64)
    some = np.flatnonzero((table["via"].str.len_bytes() > 0).to_numpy())
    via[some] = codes.packed_texts(table["via"].gather(some))
    return pl.DataFrame({"flow": key, "via": via, "lines": table["lines"]})


def values_table(sketch: pl.DataFrame) -> pl.DataFrame:
    """measure, hs4, origin, unit, lines, median and spread (log10), bins and counts (the sketch); a row a group."""
    key = sketch["key"].to_numpy()
    group = key >> np.uint64(BIN_BITS)
    stats = groups(group, part(key, 0, BIN_BITS), sketch["lines"].to_numpy())
    lists = (
        pl.DataFrame({"group": group, "bins": part(key, 0, BIN_BITS).astype(np.int16), "counts": sketch["lines"]})
        .group_by("group", maintain_order=True)
        .agg("bins", "counts")
    )
    return pl.DataFrame(
        {
            "measure": pl.Series(MEASURES).gather(part(stats.key, MEASURE_SHIFT, 2).astype(np.int64)),
            "hs4": codes.heading_texts(part(stats.key, HS_SHIFT, HS_BITS)),
            "origin": codes.country_texts(part(stats.key, PLACE_SHIFT, 10)),
            "unit": _units(stats.key),
            "lines": stats.lines,
            "median": stats.median,
            "spread": stats.spread,
            "bins": lists["bins"],
            "counts": lists["counts"],
        },
        schema_overrides={"measure": pl.String, "unit": pl.String},
    )


def _units(group: U64) -> list[str]:
    """Currency, package family or basis of weight."""
    unit, measure = part(group, 0, codes.CURRENCY_BITS), part(group, MEASURE_SHIFT, 2).tolist()
    money = codes.currency_texts(unit)
    return [
        (money[i], FAMILIES[u] if m == 1 else "", BASES[u] if m == 2 else "")[m]
        for i, (m, u) in enumerate(zip(measure, unit.tolist(), strict=True))
    ]


def values_read(table: pl.DataFrame) -> pl.DataFrame:
    """The counts of `values_table`."""
    key = np.zeros(table.height, np.uint64)
    for number, measure in enumerate(MEASURES):
        rows = np.flatnonzero((table["measure"] == measure).to_numpy())
        some = table[rows]
        names = {1: FAMILIES, 2: BASES}.get(number)
        unit = np.array([names.index(u) for u in some["unit"].to_list()], np.uint64) if names else codes.currencies(some["unit"])
        key[rows] = group_key(number, codes.headings(some["hs4"]), codes.countries(some["origin"]), unit)
    each = pl.DataFrame({"key": key, "bins": table["bins"], "counts": table["counts"]}).explode("bins", "counts")
    full = (each["key"].to_numpy() << np.uint64(BIN_BITS)) | each["bins"].to_numpy().astype(np.uint64)
    return pl.DataFrame({"key": full, "lines": each["counts"].cast(pl.Int64)})


def spreads(sketch: pl.DataFrame) -> Spreads:
    """Medians and spreads of the groups and of the wider ones."""
    key, lines = sketch["key"].to_numpy(), sketch["lines"].to_numpy()
    group, number = key >> np.uint64(BIN_BITS), part(key, 0, BIN_BITS)
    return Spreads(groups(group, number, lines), groups(wider(group), number, lines))


def tails_table(flows: pl.DataFrame, sketch: pl.DataFrame, days: pl.DataFrame) -> pl.DataFrame:
    """measure (flow, value, kgpkg, kgcont: lower edge of a step of surprise or |z|; days: days since 1970), at, lines."""
    parts = [_steps("flow", _flow_steps(flows))]
    key, lines = sketch["key"].to_numpy(), sketch["lines"].to_numpy()
    group = key >> np.uint64(BIN_BITS)
    median, spread = spreads(sketch).of(group, wider(group), np.zeros(len(key), np.int64))
    z = (middle(part(key, 0, BIN_BITS)) - median) / spread
    for number, measure in enumerate(MEASURES):
        of = part(group, MEASURE_SHIFT, 2) == number
        parts.append(_steps(measure, counted(np.abs(z[of]), lines[of])))
    parts.append(days.select(measure=pl.lit("days"), at=pl.col("day").cast(pl.Float64), lines="lines"))
    return pl.concat(parts)


def _flow_steps(flows: pl.DataFrame) -> I64:
    """Lines a step of surprise; every line is asked as if it were not in the history."""
    key, via, lines = flows["flow"].to_numpy(), flows["via"].to_numpy(), flows["lines"].to_numpy()
    model = Flows.of(key, via, lines)
    total = counted(np.zeros(0), np.zeros(0, np.int64))
    for begin in range(0, len(key), _SLICE):
        cut = slice(begin, begin + _SLICE)
        goods, way, _ = model.surprise(key[cut], via[cut], np.ones(len(key[cut]), np.int64))
        total += counted(goods + way, lines[cut])
    return total


def _steps(measure: str, count: I64) -> pl.DataFrame:
    used = np.flatnonzero(count)
    at: F64 = np.round(used * STEP, 2)
    return pl.DataFrame(
        {"measure": pl.Series([measure], dtype=pl.String).new_from_index(0, len(used)), "at": at, "lines": count[used]}
    )


def steps_read(table: pl.DataFrame, measure: str) -> I64:
    """Lines a step of one measure of `tails_table`."""
    rows = table.filter(pl.col("measure") == measure)
    return counted(rows["at"].to_numpy() + STEP / 2, rows["lines"].to_numpy())


def days_read(table: pl.DataFrame) -> pl.DataFrame:
    """Lines a day of `tails_table`."""
    return table.filter(pl.col("measure") == "days").select(day=pl.col("at").cast(pl.Int32), lines="lines")


def seen_table(seen: pl.DataFrame) -> pl.DataFrame:
    """role, name_hash, first (day), lines; no name is kept."""
    return seen.select(
        role=pl.Series(ROLES).gather(seen["role"].to_numpy().astype(np.int64)),
        name_hash="party",
        first=pl.col("first").cast(pl.Date),
        lines="lines",
    )


def seen_read(table: pl.DataFrame) -> pl.DataFrame:
    """The counts of `seen_table`."""
    role = table["role"].replace_strict(ROLES, range(len(ROLES)), return_dtype=pl.UInt8)
    return table.select(role=role, party="name_hash", first=pl.col("first").cast(pl.Int32), lines="lines")
