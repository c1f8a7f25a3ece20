"""Area under the ROC curve of scored pairs, and its interval by bootstrap over documents (Efron 1979)."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from headstamp.core.claim import Frozen

DRAWS = 1_000
SEED = 1
LEAST_TEXTS = 3


class Pair(NamedTuple):
    """One pair of statements: its score (0 = never compared), the texts of both, and whether it is annotated as a relation."""

    score: float
    a: str
    b: str
    linked: bool


class Area(Frozen):
    """`value` = the chance that a linked pair scores above another; `low`/`high` = its 95 % interval, None where there are fewer
    than three texts."""

    value: float | None
    low: float | None = None
    high: float | None = None


def area(pairs: Sequence[Pair], sizes: Mapping[str, int] | None = None) -> Area:
    """`sizes` = statements of every text; with it, all pairs that are not listed count as not linked and of score 0. Ties count
    half (Mann and Whitney 1947). A document drawn twice is two texts that are not paired with each other.

    >>> one = [Pair(.9, "a", "b", True), Pair(.4, "a", "b", True), Pair(.1, "a", "b", False), Pair(.4, "a", "b", False)]
    >>> area(one).value
    0.875
    >>> area(one, {"a": 2, "b": 3}).value  # six more pairs of 0
    0.96875
    """
    ordered = sorted(pairs)
    texts = sorted({text for pair in pairs for text in (pair.a, pair.b)} | set(sizes or ()))
    value = _area(ordered, Counter(texts), sizes)
    if value is None or len(texts) < LEAST_TEXTS:
        return Area(value=value)
    drawn = sorted(_draws(ordered, texts, sizes))
    if not drawn:
        return Area(value=value)
    return Area(value=value, low=drawn[int(0.025 * len(drawn))], high=drawn[min(int(0.975 * len(drawn)), len(drawn) - 1)])


def _draws(ordered: Sequence[Pair], texts: Sequence[str], sizes: Mapping[str, int] | None) -> Iterator[float]:
    rng = random.Random(SEED)  # noqa: S311 - a bootstrap, not a secret
    for _ in range(DRAWS):
        found = _area(ordered, Counter(rng.choices(texts, k=len(texts))), sizes)
        if found is not None:
            yield found


def _area(ordered: Sequence[Pair], times: Mapping[str, int], sizes: Mapping[str, int] | None) -> float | None:
    """Of pairs in order of their scores, every text as often as it was drawn."""
    zeros = max(0, _all(sizes, times) - sum(_times(p, times) for p in ordered)) if sizes else 0
    below, wins, positives = 0.0, 0.0, 0
    for score, tied in groupby(ordered, key=lambda pair: pair.score):
        linked, others = 0, 0
        for pair in tied:
            count = _times(pair, times)
            linked, others = (linked + count, others) if pair.linked else (linked, others + count)
        if score <= 0:
            others, zeros = others + zeros, 0
        elif zeros:
            below, zeros = below + zeros, 0
        wins += linked * (below + others / 2)
        below, positives = below + others, positives + linked
    total = positives * (below + zeros)
    return wins / total if total else None


def _times(pair: Pair, times: Mapping[str, int]) -> int:
    return times.get(pair.a, 0) * (times.get(pair.b, 0) if pair.a != pair.b else 1)


def _all(sizes: Mapping[str, int], times: Mapping[str, int]) -> int:
    drawn = [(sizes.get(text, 0), count) for text, count in times.items()]
    across = (sum(n * m for n, m in drawn) ** 2 - sum((n * m) ** 2 for n, m in drawn)) // 2
    return across + sum(m * n * (n - 1) // 2 for n, m in drawn)
