"""Figures of a matcher on labelled queries, for the tool and for every peer alike.

Standard library only and without imports of this package: the benchmark loads this one file in the environments of its peers, so
that there is one definition of each figure.

An answer is the ranked hits of one query, `(entity id, score)`, best first, and where the engine gives one, the probability that
the top hit is right. A query is positive where its gold is an entity and negative where it is empty.

* r1, r10: share of positives whose gold is the top hit, is among the first ten.
* f1: best over all thresholds. Found: a positive whose top hit is gold, at or above the threshold. A false alert: any other top
  hit at or above it, of a negative or of a positive. Precision is found / (found + false alerts), recall is found / positives.
* fa75, fa85, fa90: share of negatives with a top hit at or above the threshold at which recall (top hit right) reaches 75, 85,
  90 %; None where the engine's r1 does not reach it. Equal scores fall on the same side: a score that saturates pays for it here.
* curve: the same at every per cent of recall from 50.
* ece: over all queries, mean gap between stated probability and share right in ten bins of equal width, weighted by queries
  (Naeini, Cooper and Hauskrecht 2015); ece_mass in ten bins of equal size; ece_hits over queries with a hit only. No hit states a
  probability of 0.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, inf
from typing import TypedDict

RECALLS = (75, 85, 90)
CURVE = range(50, 100)
Figures = dict[str, float | int | None]


@dataclass(frozen=True)
class Query:
    """One labelled query; `gold` is an entity id or empty, `set` the name of its set."""

    text: str
    schema: str
    gold: str
    set: str


@dataclass(frozen=True)
class Answer:
    """Ranked hits of one query and the probability of the top one, where the engine states it."""

    hits: tuple[tuple[str, float], ...] = ()
    probability: float | None = None

    @property
    def top(self) -> str:
        """Entity id of the first hit, or an empty string."""
        return self.hits[0][0] if self.hits else ""


Labelled = Sequence[tuple[Query, Answer]]


class Measured(TypedDict):
    """Figures over all queries; share of false alerts by recall in per cent; figures of each set."""

    overall: Figures
    curve: dict[str, float | None]
    sets: dict[str, Figures]


def is_right(query: Query, answer: Answer) -> bool:
    """True where the top hit is the gold of a positive."""
    return bool(query.gold) and answer.top == query.gold


def _tops(pairs: Labelled) -> list[tuple[float, bool]]:
    """(score, right) of every top hit, best first."""
    return sorted(((a.hits[0][1], is_right(q, a)) for q, a in pairs if a.hits), key=lambda f: -f[0])


def _positives(pairs: Labelled) -> int:
    return sum(1 for q, _ in pairs if q.gold)


def best_f1(pairs: Labelled) -> tuple[float, float]:
    """(f1, threshold) at the best threshold; (0, inf) where nothing is found."""
    positives = _positives(pairs)
    best, right, wrong = (0.0, inf), 0, 0
    tops = _tops(pairs)
    for at, (score, good) in enumerate(tops):
        right, wrong = right + good, wrong + (not good)
        if positives and (at + 1 == len(tops) or tops[at + 1][0] < score):
            best = max(best, (2 * right / (positives + right + wrong), score))
    return best


def f1_at(pairs: Labelled, threshold: float) -> float | None:
    """F1 at a given threshold; None where there are no positives."""
    positives = _positives(pairs)
    above = [right for score, right in _tops(pairs) if score >= threshold]
    return 2 * sum(above) / (positives + len(above)) if positives else None


def thresholds_at(pairs: Labelled, recalls: Sequence[int]) -> dict[int, float | None]:
    """For each recall in per cent: the highest score at which this share of positives has its gold on top; None where never."""
    positives = _positives(pairs)
    right = [score for score, good in _tops(pairs) if good]
    need = {r: max(1, ceil(r * positives / 100)) for r in recalls}
    return {r: right[n - 1] if positives and n <= len(right) else None for r, n in need.items()}


class _Alerts:
    """Share of negatives that are alerts, at any threshold."""

    def __init__(self, pairs: Labelled) -> None:
        self.count = sum(1 for q, _ in pairs if not q.gold)
        self.scores = sorted(a.hits[0][1] for q, a in pairs if not q.gold and a.hits)

    def at(self, threshold: float | None) -> float | None:
        """None without threshold or negatives."""
        if threshold is None or not self.count:
            return None
        return (len(self.scores) - bisect_left(self.scores, threshold)) / self.count


def calibration(pairs: Labelled, *, bins: int = 10, mass: bool = False) -> float | None:
    """Expected calibration error of the top hit's probability; None where the engine states none."""
    stated = sorted((a.probability or 0.0, is_right(q, a)) for q, a in pairs)
    if not stated or all(a.probability is None for _, a in pairs):
        return None
    cells: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for rank, (p, right) in enumerate(stated):
        cells[rank * bins // len(stated) if mass else min(int(p * bins), bins - 1)].append((p, right))
    return sum(abs(sum(p for p, _ in c) - sum(r for _, r in c)) for c in cells.values()) / len(stated)


def _ranks(pairs: Labelled, depth: int) -> float | None:
    positives = _positives(pairs)
    found = sum(1 for q, a in pairs if q.gold and q.gold in [i for i, _ in a.hits[:depth]])
    return found / positives if positives else None


def measure(queries: Sequence[Query], answers: Sequence[Answer]) -> Measured:
    """All figures of one engine; an answer a query, in the same order. Raises ValueError where their numbers differ.

    In a set with positives, f1 is at the overall best threshold, on the set alone; fa* are at the set's own recall, against all
    negatives. In a set of negatives, fa* are its share of alerts at the overall thresholds.
    """
    pairs = list(zip(queries, answers, strict=True))
    f1, threshold = best_f1(pairs)
    alerts, limits = _Alerts(pairs), thresholds_at(pairs, [*CURVE, *RECALLS])
    overall: Figures = {"queries": len(pairs), "positives": _positives(pairs), "negatives": alerts.count}
    overall |= {"r1": _ranks(pairs, 1), "r10": _ranks(pairs, 10), "f1": f1, "threshold": threshold if f1 else None}
    overall |= {f"fa{r}": alerts.at(limits[r]) for r in RECALLS}
    overall |= {"ece": calibration(pairs), "ece_mass": calibration(pairs, mass=True)}
    overall |= {"ece_hits": calibration([p for p in pairs if p[1].hits])}
    groups: dict[str, list[tuple[Query, Answer]]] = defaultdict(list)
    for pair in pairs:
        groups[pair[0].set].append(pair)
    sets = {name: _of_set(groups[name], alerts, threshold, limits) for name in sorted(groups)}
    return {"overall": overall, "curve": {str(r): alerts.at(limits[r]) for r in CURVE}, "sets": sets}


def _of_set(pairs: Labelled, alerts: _Alerts, threshold: float, limits: Mapping[int, float | None]) -> Figures:
    positives = _positives(pairs)
    figures: Figures = {"queries": len(pairs), "positives": positives, "r1": _ranks(pairs, 1), "r10": _ranks(pairs, 10)}
    figures["f1"] = f1_at(pairs, threshold)
    if positives:
        own = thresholds_at(pairs, RECALLS)
        figures |= {f"fa{r}": alerts.at(own[r]) for r in RECALLS}
    else:
        against = _Alerts(pairs)
        figures |= {f"fa{r}": against.at(limits[r]) for r in RECALLS}
    return figures | {"ece": calibration(pairs)}


def shown(figure: float | int | None) -> str:
    """`.871`, a count, or `-` for what could not be measured."""
    if figure is None:
        return "-"
    return f"{figure:,}" if isinstance(figure, int) else f"{figure:.3f}"
