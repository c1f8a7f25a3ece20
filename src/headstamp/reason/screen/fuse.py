"""Additive fusion: a weight a rule, a total a group, a total a consignment; every part is kept.

A rule's weight is a log10 likelihood ratio: sensitivity over rate for one that fires or not (Good 1950), the tail share times
the sensitivity for an unusual number, the model's own ratio for a text or name. Reasons of one group confirm each other, so
further ones count half (METHOD.md, as for marks). Groups are no more independent: the same far flows go by hubs, under flags of
convenience, to states under embargo. So the strongest group counts whole, the next by half, the third by a quarter: added as if
independent, several weak signs of one honest flow outrank one strong sign (docs/screen.md says what was measured). `g_<group>` is
what a group counts in the end; these add up to the total. A rule that does not fire weighs nothing: its silence says little
where sensitivities are low."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log10
from typing import Any

import polars as pl

from headstamp.reason.screen.columns import GROUPS, RANKED
from headstamp.reason.screen.given import Given
from headstamp.reason.screen.rule import SCREEN_RULES, Rule

GROUP_CAPS: dict[str, float] = {
    "party": 3.0, "documents": 2.5, "goods": 2.0, "wording": 1.0, "measures": 2.0, "flow": 3.0, "route": 2.5, "vessel": 2.0,
}  # fmt: skip
"""Largest weight of each group, log10: no one kind of evidence settles a case."""
FURTHER = 0.5  # what a further reason of a group counts, and what a further group counts of the one before
NEVER_ALONE = "wording"
BESIDE = 0.3  # other groups must weigh this much together before a cover wording counts
OF_TEXT = ("goods", "wording")  # groups whose sensitivities are counted on cases with known words
FEW = 1000  # consignments of history below which an observed rate is not believed


@dataclass(frozen=True, slots=True)
class Weighing:
    """The numbers that a rule's weight is made of: see `SignalRow`. `rate` is the larger of the pack's and the observed one."""

    sensitivity: float
    rate: float
    cap: float
    threshold: float
    on: bool

    @property
    def most(self) -> float:
        """The largest weight: log10(sensitivity / rate), between 0 and the cap. It falls when the rule fires more often.

        >>> Weighing(0.2, 0.02, 2.0, 0.0, True).most, Weighing(0.2, 0.5, 2.0, 0.0, True).most
        (1.0, 0.0)
        """
        return round(max(0.0, min(self.cap, log10(self.sensitivity / self.rate))), 4)


def weighings(given: Given) -> dict[str, Weighing]:
    """What every ranked rule weighs under these tables and options. A rule that no pack has a row for is off."""
    fired = _observed(given)
    return {name: _weighing(given, SCREEN_RULES[name], fired.get(name, 0.0)) for name in RANKED}


def _weighing(given: Given, rule: Rule, observed: float) -> Weighing:
    row = given.signals.get(rule.name)
    if row is None:
        return Weighing(0.5, 1.0, 0.0, 0.0, on=False)
    on = bool(row["on"]) and not {rule.name, rule.group} & given.options.off
    k, n = _counted(given, row)
    sensitivity = (k + 1) / (n + 2)  # Laplace: a few cases prove no zero and no one
    rate = min(1.0, max(row["rate"], observed, 1e-6))
    return Weighing(sensitivity, rate, row["cap"], row["threshold"] or 0.0, on)


def _counted(given: Given, row: Mapping[str, Any]) -> tuple[int, int]:
    """(k, n) of a signal without the cases that are left out, so that no case has a say in the weights that find it."""
    out = given.options.without_cases
    sets = ("text",) if row["group"] in OF_TEXT else ("text", "cargo")
    counted = set(given.tables["cases"].filter(pl.col("counted").is_in(sets))["id"])
    k = row["k"] - len(out & set(row["cases"]))
    return max(0, k), max(0, k, row["n"] - len(out & counted))


def _observed(given: Given) -> dict[str, float]:
    table: pl.DataFrame | None = given.tables.get("fired")
    if table is None:
        return {}
    rows = table.select("rule", "asked", "fired").iter_rows()
    return {rule: (fired + 0.5) / (asked + 1) for rule, asked, fired in rows if asked >= FEW}


def weight(rule: Rule, value: pl.Expr, by: Weighing) -> pl.Expr:
    """The weight of a rule from what its expression gives: Float32, null where it could not be asked."""
    if not by.on:
        return pl.lit(None, pl.Float32)
    if rule.kind == "yes":
        return value.cast(pl.Float32) * pl.lit(by.most, pl.Float32)
    value = value.cast(pl.Float64)
    found = (value + log10(by.sensitivity)).clip(0.0, by.cap) if rule.kind == "tail" else value.clip(0.0, by.most)
    speaks = pl.when(value.is_nan() | (value < by.threshold)).then(0.0).otherwise(found)
    return speaks.cast(pl.Float32)


def fuse(frame: pl.DataFrame) -> pl.DataFrame:
    """Add `g_<group>` and `total` to a frame with the columns `w_<rule>`."""
    groups = {g: [f"w_{name}" for name in RANKED if SCREEN_RULES[name].group == g] for g in GROUPS}
    found = frame.with_columns(_group(columns, GROUP_CAPS[g]).alias(f"g_{g}") for g, columns in groups.items())
    others = pl.sum_horizontal(pl.col(f"g_{g}").cast(pl.Float64) for g in GROUPS if g != NEVER_ALONE)
    alone = pl.col(f"g_{NEVER_ALONE}")
    found = found.with_columns(pl.when(others >= BESIDE).then(alone).otherwise(pl.lit(0.0, pl.Float32)).alias(f"g_{NEVER_ALONE}"))
    found = found.with_columns((pl.col(f"g_{g}") * _share(g)).cast(pl.Float32).alias(f"g_{g}") for g in GROUPS)
    return found.with_columns(total=pl.sum_horizontal(pl.col(f"g_{g}").cast(pl.Float64) for g in GROUPS))


def _share(group: str) -> pl.Expr:
    """1 for the strongest group of a consignment, then a half, a quarter; of equals the one named first in GROUPS is stronger."""
    mine, at = pl.col(f"g_{group}"), GROUPS.index(group)
    before = [pl.col(f"g_{g}") >= mine if i < at else pl.col(f"g_{g}") > mine for i, g in enumerate(GROUPS) if i != at]
    return pl.lit(FURTHER) ** pl.sum_horizontal(each.cast(pl.UInt8) for each in before)


def _group(columns: list[str], cap: float) -> pl.Expr:
    if len(columns) == 1:
        return pl.col(columns[0]).fill_null(0.0).clip(0.0, cap)
    largest = pl.max_horizontal(columns).fill_null(0.0)
    every = pl.sum_horizontal(columns, ignore_nulls=True)
    return (largest + FURTHER * (every - largest)).cast(pl.Float32).clip(0.0, cap)


def fused(weights: Mapping[str, float | None]) -> tuple[dict[str, float], float]:
    """(groups, total) of one consignment's weights by rule: what `fuse` gives for a column of them."""
    row = fuse(
        pl.DataFrame(
            {f"w_{name}": [weights.get(name)] for name in RANKED}, schema_overrides={f"w_{n}": pl.Float32 for n in RANKED}
        )
    )
    one = row.row(0, named=True)
    return {g: one[f"g_{g}"] for g in GROUPS}, one["total"]
