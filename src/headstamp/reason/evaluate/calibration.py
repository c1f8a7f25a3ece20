"""Stated probabilities against observed shares, and what is gained by answering less.

Methods: expected calibration error with bins of equal mass (Naeini, Cooper and Hauskrecht 2015; Nixon et al.
2019 on equal mass); risk-coverage curve (El-Yaniv and Wiener 2010).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import pi, sqrt

from headstamp.core.claim import Frozen

BINS = 10
MIN_IN_BIN = 10  # fewer cases make fewer bins, so that a bin is more than chance
POINTS = 20  # of a risk-coverage curve

Stated = Sequence[tuple[float, bool]]
"""(stated probability, whether the answer was right), in any order."""


class Bin(Frozen):
    """Cases with alike probabilities: how many, what was stated on average, what share was right."""

    n: int
    stated: float
    right: float


class RiskPoint(Frozen):
    """Answering only at `threshold` or surer: the share of all cases answered, and the share of those that is wrong."""

    threshold: float
    coverage: float
    risk: float


def bins(stated: Stated) -> tuple[Bin, ...]:
    """At most ten bins of equal mass, each of ten cases or more where there are so many; equal values stay together."""
    ordered = sorted(stated)
    count = max(1, min(BINS, len(ordered) // MIN_IN_BIN))
    out: list[Bin] = []
    start = 0
    for i in range(1, count + 1):
        end = max(start, round(len(ordered) * i / count))
        while start < end < len(ordered) and ordered[end][0] == ordered[end - 1][0]:
            end += 1
        if part := ordered[start:end]:
            out.append(Bin(n=len(part), stated=round(sum(p for p, _ in part) / len(part), 4),
                           right=round(sum(right for _, right in part) / len(part), 4)))  # fmt: skip
        start = end
    return tuple(out)


def calibration_error(found: Sequence[Bin]) -> float | None:
    """Mean distance of stated from observed over the bins, weighted by their cases; None without a case."""
    total = sum(b.n for b in found)
    return round(sum(b.n * abs(b.stated - b.right) for b in found) / total, 4) if total else None


def chance_error(found: Sequence[Bin]) -> float | None:
    """The error that perfect calibration would show on as few cases: E|share - p| of a binomial, normal limit."""
    total = sum(b.n for b in found)
    noise = sum(b.n * sqrt(2 * b.stated * (1 - b.stated) / (pi * b.n)) for b in found)
    return round(noise / total, 4) if total else None


def risk_coverage(answered: Stated, n: int) -> tuple[RiskPoint, ...]:
    """The curve over `n` cases, some of them answered: surest answers first, about twenty points, ties together."""
    ordered = sorted(answered, key=lambda pair: -pair[0])
    out: list[RiskPoint] = []
    wrong = 0
    step = max(1, len(ordered) // POINTS)
    due = step
    for i, (p, right) in enumerate(ordered, start=1):
        wrong += not right
        last = i == len(ordered)
        if (i >= due or last) and (last or ordered[i][0] != p):
            out.append(RiskPoint(threshold=p, coverage=round(i / n, 4), risk=round(wrong / i, 4)))
            due = i + step
    return tuple(out)
