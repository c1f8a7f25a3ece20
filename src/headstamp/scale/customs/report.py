"""Selection rates of a run by origin and by rule: a site can show that it does not discriminate, and which rules tire it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from headstamp.core.declaration import Lane
from headstamp.reason.screen.columns import RANKED
from headstamp.reason.screen.feedback import Log, Rate, hit_rates, random_rate, wilson

SELECTED = (Lane.LEGAL.value, Lane.RED.value, Lane.RANDOM.value)
FEW = 30  # consignments under which a rate is not compared


@dataclass(frozen=True, slots=True)
class OriginRate:
    """How many consignments of one origin came into each lane; `low`, `high`: Wilson interval of the share in the red lane.

    `ratio` is that share over the share of all; None under `FEW` consignments. `rules`: what spoke most for opening those."""

    origin: str
    consignments: int
    legal: int
    red: int
    random: int
    low: float
    high: float
    ratio: float | None
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleRate:
    """How often one rule could be asked, spoke, and spoke in the red lane; `budget` is the share that the pack tolerates."""

    rule: str
    asked: int
    spoke: int
    selected: int
    share: float
    budget: float | None
    tires: bool
    measured: Rate | None  # of what was opened: how often something was found or was wrong


@dataclass(frozen=True, slots=True)
class Report:
    """Rates of one run, most selected first."""

    consignments: int
    lanes: dict[str, int]
    origins: tuple[OriginRate, ...]
    rules: tuple[RuleRate, ...]
    drawn: Rate


def report(scores: Sequence[Path], lanes: Path, rules: pl.DataFrame, log: Log) -> Report:
    """The report of a run: its files of scores, its lanes, the pack's table of rules (`rule`, `budget`), the log of the site."""
    weights = [f"w_{rule}" for rule in RANKED]
    chosen = pl.scan_parquet(lanes).select("consignment", "lane")
    frame = pl.scan_parquet(list(scores)).select("consignment", "origin", *weights).join(chosen, on="consignment", how="inner")
    red = pl.col("lane") == Lane.RED.value
    counted = frame.select(
        *(pl.col(w).is_not_null().sum().alias(f"asked {w}") for w in weights),
        *((pl.col(w) > 0).sum().alias(f"spoke {w}") for w in weights),
        *(((pl.col(w) > 0) & red).sum().alias(f"red {w}") for w in weights),
        pl.len().alias("all"),
    ).collect(engine="streaming")
    row = counted.row(0, named=True)
    by_lane = dict(frame.group_by("lane").len().sort("lane").collect(engine="streaming").iter_rows())
    budgets = dict(rules.select("rule", "budget").iter_rows())
    hits = {each.name: each for each in hit_rates(log.all)}
    told = [_rule(rule, row, budgets.get(rule), hits.get(rule)) for rule in RANKED]
    told.sort(key=lambda each: (-each.selected, -each.share, each.rule))
    return Report(
        row["all"], {k: int(v) for k, v in by_lane.items()}, _origins(frame, weights), tuple(told), random_rate(log.all)
    )


def _rule(rule: str, row: dict[str, int], budget: float | None, measured: Rate | None) -> RuleRate:
    asked, spoke = row[f"asked w_{rule}"], row[f"spoke w_{rule}"]
    share = spoke / asked if asked else 0.0
    tires = budget is not None and share > budget
    return RuleRate(rule, asked, spoke, row[f"red w_{rule}"], share, budget, tires, measured)


def _origins(frame: pl.LazyFrame, weights: Sequence[str]) -> tuple[OriginRate, ...]:
    lane = pl.col("lane")
    sums = [pl.col(w).filter(lane == Lane.RED.value).fill_null(0).sum().alias(w) for w in weights]
    counts = [(lane == each).sum().alias(each) for each in SELECTED]
    found = frame.group_by("origin").agg(pl.len().alias("n"), *counts, *sums).sort("origin").collect(engine="streaming")
    everyone = int(found["red"].sum()) / max(1, int(found["n"].sum()))
    told = []
    for row in found.iter_rows(named=True):
        low, high = wilson(row["red"], row["n"])
        ratio = row["red"] / row["n"] / everyone if row["n"] >= FEW and everyone else None
        top = sorted((w for w in weights if row[w] > 0), key=lambda w: -row[w])[:3]
        names = tuple(w.removeprefix("w_") for w in top)
        told.append(OriginRate(row["origin"], row["n"], row["legal"], row["red"], row["random"], low, high, ratio, names))
    return tuple(sorted(told, key=lambda each: (-each.red, -each.legal, each.origin)))
