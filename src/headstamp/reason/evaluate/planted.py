"""Figures of a screen on planted cases: selected or not at a budget, per case, with intervals. Pure.

A planted consignment is judged as if it were the only one in the day: it is selected at a budget of k consignments if fewer
than k honest ones score higher. Among equals the lot decides, and the chance of the lot is what is counted. Consignments of the
legal lane are outside: neither found nor missed.

Intervals: of one case, Wilson's (1927) over its draws; over cases, the percentiles of a bootstrap that draws whole cases (Efron
1979), since the draws of one case are no independent witnesses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

BUDGETS = (0.001, 0.01, 0.02)
"""Shares of consignments that can be opened."""
_Z = 1.959964
_BOOTSTRAPS = 2_000


@dataclass(frozen=True)
class Rate:
    """A share of `n` with its interval of 95 %; `n` may be draws or cases. None where there is nothing to count."""

    share: float | None
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True)
class CaseResult:
    """One case in one variant: how it did at each budget, and why not all of its draws were ranked."""

    case_id: str
    family: str
    variant: str
    draws: int
    legal_lane: int
    recall: dict[str, Rate]  # by budget, of the draws outside the legal lane
    median_above: float | None  # honest consignments above the median draw, per 1,000
    reasons_asked: int = 0
    reasons_true: int = 0
    reasons_by_chance: int = 0  # of the same reasons set against another case
    legal: bool = False


@dataclass(frozen=True)
class Result:
    """One setting of the screen: every case, and the shares over all disguised cases and variants."""

    setting: str
    ranked: int  # honest consignments that were ranked
    honest_legal: int  # honest consignments in the legal lane
    cases: tuple[CaseResult, ...]
    recall: dict[str, Rate]
    by_variant: dict[str, dict[str, Rate]]
    false_alarms: dict[str, float]  # honest consignments opened per 1,000, by budget
    alarms_for: dict[str, float | None]  # the same, where half, .8 and .9 of all ranked draws are found
    reasons: Rate
    reasons_by_chance: Rate


@dataclass(frozen=True)
class Report:
    """What was run and what came out; the same cases, lines, seed and tables give the same report."""

    version: int
    tables_sha256: str
    seed: int
    declarations: int  # honest lines asked for
    lines: int  # honest lines screened
    consignments: int
    draws: int
    half: str
    planted: int  # consignments
    families: dict[str, tuple[str, ...]]
    not_planted: dict[str, str]
    refused: tuple[str, ...]
    results: tuple[Result, ...]
    goals: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The report as plain values for a JSON file."""
        return asdict(self)


def label(budget: float) -> str:
    """A budget as people write it: 0.01 is 1%."""
    return f"{budget * 100:g}%"


def above(totals: NDArray[np.float64], honest: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """How many honest totals are above each, and how many equal it; `honest` is sorted upwards."""
    first = np.searchsorted(honest, totals, side="left")
    after = np.searchsorted(honest, totals, side="right")
    return len(honest) - after, after - first


def chances(totals: NDArray[np.float64], honest: NDArray[np.float64], budget: float) -> NDArray[np.float64]:
    """The chance that each planted total is selected at a budget of honest consignments: 0, 1, or the lot among equals."""
    higher, equal = above(totals, honest)
    places = np.ceil(budget * len(honest) - 1e-9)
    return np.asarray(np.clip((places - higher) / (equal + 1), 0.0, 1.0), dtype=np.float64)


def wilson(found: float, n: int) -> Rate:
    """Wilson's interval; `found` may be a sum of chances."""
    if n == 0:
        return Rate(None, None, None, 0)
    share = found / n
    middle = (share + _Z * _Z / (2 * n)) / (1 + _Z * _Z / n)
    half = _Z * sqrt(share * (1 - share) / n + _Z * _Z / (4 * n * n)) / (1 + _Z * _Z / n)
    return Rate(round(share, 4), round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4), n)


def over_cases(shares: Sequence[float]) -> Rate:
    """Mean over cases, each counting once, with the bootstrap interval over cases; one case alone has the interval 0 to 1."""
    if not shares:
        return Rate(None, None, None, 0)
    values = np.asarray(shares)
    rng = np.random.default_rng(20_261_130)
    means = values[rng.integers(0, len(values), (_BOOTSTRAPS, len(values)))].mean(axis=1)
    low, high = (0.0, 1.0) if len(values) == 1 else np.percentile(means, [2.5, 97.5])
    return Rate(round(float(values.mean()), 4), round(float(low), 4), round(float(high), 4), len(values))


def needed(totals: NDArray[np.float64], honest: NDArray[np.float64], share: float) -> float | None:
    """Honest consignments to open per 1,000 until this share of the planted is found; None without planted or honest ones."""
    if not len(totals) or not len(honest):
        return None
    higher, equal = above(np.sort(totals)[::-1], honest)
    at = int(np.ceil(share * len(totals))) - 1
    return round(float(higher[at] + equal[at] / 2) / len(honest) * 1_000, 3)
