"""Figures of a matcher on labelled queries. Pure Python; used for the tool and for every peer alike.

An answer is the ranked hits of one query, `(entity id, score)`, best first, and where the engine gives one, the probability that
the top hit is right. A query is positive where its gold is an entity and negative where it is empty.

* r1, r10: share of positives whose gold is the top hit, is among the first ten.
* f1: best over all thresholds. Found: a positive whose top hit is gold, at or above the threshold. A false alert: any other top
  hit at or above it, of a negative or of a positive. Precision is found / (found + false alerts), recall is found / positives.
* fa75, fa85, fa90: share of negatives with a top hit at or above the threshold at which recall (top hit right) reaches 75, 85,
  90 %; None where the engine's r1 does not reach it. Equal scores fall on the same side: a score that saturates pays for it here.
* curve: the same at every per cent of recall from 50.
* ece: over all queries, mean gap between stated probability and share right in ten bins of equal width, weighted by queries;
  ece_mass in ten bins of equal size; ece_hits over queries with a hit only. No hit states a probability of 0.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

RECALLS = (75, 85, 90)
Hits = Sequence[tuple[str, float]]
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


def read_queries(path: Path) -> list[Query]:
    """Queries of a CSV file with columns query, schema, gold, set."""
    with path.open(encoding="utf-8", newline="") as text:
        return [Query(r["query"], r["schema"], r["gold"], r["set"]) for r in csv.DictReader(text)]


def read_list(path: Path) -> list[tuple[str, str, str]]:
    """(id, name, schema) of a CSV file with these columns; several names an id."""
    with path.open(encoding="utf-8", newline="") as text:
        return [(r["id"], r["name"], r["schema"]) for r in csv.DictReader(text)]


Labelled = Sequence[tuple[Query, Answer]]


def _tops(pairs: Labelled) -> list[tuple[float, bool]]:
    """(score, right) of every top hit, best first."""
    found = [(a.hits[0][1], bool(q.gold) and a.top == q.gold) for q, a in pairs if a.hits]
    return sorted(found, key=lambda f: -f[0])


def best_f1(pairs: Labelled) -> tuple[float, float]:
    """(f1, threshold) at the best threshold; (0, inf) where nothing is found."""
    positives = sum(1 for q, _ in pairs if q.gold)
    best, right, wrong = (0.0, float("inf")), 0, 0
    tops = _tops(pairs)
    for at, (score, is_right) in enumerate(tops):
        right, wrong = right + is_right, wrong + (not is_right)
        if at + 1 == len(tops) or tops[at + 1][0] < score:
            f1 = 2 * right / (positives + right + wrong) if positives else 0.0
            best = max(best, (f1, score))
    return best


def f1_at(pairs: Labelled, threshold: float) -> float | None:
    """F1 at a given threshold; None where there are no positives."""
    positives = sum(1 for q, _ in pairs if q.gold)
    above = [right for score, right in _tops(pairs) if score >= threshold]
    return 2 * sum(above) / (positives + len(above)) if positives else None


def threshold_at(pairs: Labelled, recall: float) -> float | None:
    """The highest score at which this share of positives has its gold on top; None where it is never reached."""
    positives = sum(1 for q, _ in pairs if q.gold)
    right = [score for score, is_right in _tops(pairs) if is_right]
    need = max(1, -int(-recall * positives // 1))
    return right[need - 1] if positives and len(right) >= need else None


def false_alerts(negatives: Labelled, threshold: float | None) -> float | None:
    """Share of negatives with a top hit at or above the threshold; None without threshold or negatives."""
    if threshold is None or not negatives:
        return None
    return sum(1 for _, a in negatives if a.hits and a.hits[0][1] >= threshold) / len(negatives)


def calibration(pairs: Labelled, *, bins: int = 10, mass: bool = False) -> float | None:
    """Expected calibration error of the top hit's probability; None where the engine states none."""
    stated = [(a.probability or 0.0, bool(q.gold) and a.top == q.gold) for q, a in pairs]
    if not stated or all(a.probability is None for _, a in pairs):
        return None
    cells: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for rank, (p, right) in enumerate(sorted(stated)):
        cells[rank * bins // len(stated) if mass else min(int(p * bins), bins - 1)].append((p, right))
    return sum(abs(sum(p for p, _ in c) - sum(r for _, r in c)) for c in cells.values()) / len(stated)


def _ranks(positives: Labelled, depth: int) -> float | None:
    if not positives:
        return None
    return sum(1 for q, a in positives if q.gold in [i for i, _ in a.hits[:depth]]) / len(positives)


def measure(queries: Sequence[Query], answers: Sequence[Answer]) -> dict[str, object]:
    """`overall` figures, `curve` ({recall per cent: share of false alerts}) and `sets` ({set: figures}).

    In a set of positives, f1 is at the overall best threshold, on its positives alone; fa* are at the set's own recall, against
    all negatives. In a set of negatives, fa* are its share of alerts at the overall thresholds.
    """
    pairs = list(zip(queries, answers, strict=True))
    positives, negatives = [p for p in pairs if p[0].gold], [p for p in pairs if not p[0].gold]
    f1, threshold = best_f1(pairs)
    limits = {r: threshold_at(positives, r / 100) for r in RECALLS}
    overall: Figures = {"positives": len(positives), "negatives": len(negatives)}
    overall |= {"r1": _ranks(positives, 1), "r10": _ranks(positives, 10), "f1": f1, "threshold": threshold}
    overall |= {f"fa{r}": false_alerts(negatives, limits[r]) for r in RECALLS}
    hits = [p for p in pairs if p[1].hits]
    overall |= {"ece": calibration(pairs), "ece_mass": calibration(pairs, mass=True), "ece_hits": calibration(hits)}
    curve = {str(r): false_alerts(negatives, threshold_at(positives, r / 100)) for r in range(50, 100)}
    groups: dict[str, list[tuple[Query, Answer]]] = defaultdict(list)
    for pair in pairs:
        groups[pair[0].set].append(pair)
    sets = {s: _of_set(groups[s], negatives, threshold, limits) for s in sorted(groups)}
    return {"overall": overall, "curve": curve, "sets": sets}


def _of_set(pairs: Labelled, negatives: Labelled, threshold: float, limits: Mapping[int, float | None]) -> Figures:
    own = [p for p in pairs if p[0].gold]
    figures: Figures = {"queries": len(pairs), "r1": _ranks(own, 1), "r10": _ranks(own, 10), "f1": f1_at(pairs, threshold)}
    if own:
        figures |= {f"fa{r}": false_alerts(negatives, threshold_at(own, r / 100)) for r in RECALLS}
    else:
        figures |= {f"fa{r}": false_alerts(pairs, limits[r]) for r in RECALLS}
    return figures | {"ece": calibration(pairs)}


def shown(figure: float | int | None) -> str:
    """`.871`, a count, or `-` for what could not be measured."""
    if figure is None:
        return "-"
    return str(figure) if isinstance(figure, int) else f"{figure:.3f}"


def table(results: Mapping[str, Figures], keys: Sequence[str] = ("r1", "r10", "f1", "fa75", "fa85", "fa90", "ece")) -> str:
    """A Markdown table: one engine a row, its overall figures."""
    lines = ["| engine | " + " | ".join(keys) + " |", "|---" * (len(keys) + 1) + "|"]
    for engine, overall in results.items():
        lines.append(f"| {engine} | " + " | ".join(shown(overall.get(k)) for k in keys) + " |")
    return "\n".join(lines)
