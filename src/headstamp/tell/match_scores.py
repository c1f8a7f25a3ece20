"""The figures of an evaluation of the matcher, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

COLUMNS: tuple[tuple[str, str], ...] = (
    ("queries", "queries"),
    ("r1", "r1"),
    ("r10", "r10"),
    ("f1", "f1"),
    ("fa75", "fa75"),
    ("fa85", "fa85"),
    ("fa90", "fa90"),
    ("ece", "ece"),
    ("queries_per_cpu_second", "queries/CPU-s"),
)
"""Each figure of a row and its heading, in the order in which they are printed."""


def match_scores_json(scores: Mapping[str, Any]) -> str:
    """Everything that was measured, as JSON."""
    return json.dumps(scores, ensure_ascii=False, indent=1, allow_nan=False)


def match_scores_text(scores: Mapping[str, Any]) -> str:
    """The overall figures and a row a set, the curve of false alerts, what it cost, and what is odd in the files."""
    sets = scores["sets"]
    width = min(32, max(map(len, [*sets, "overall"])))
    lines = ["".join([" " * width, *(f"{heading:>{_room(key)}}" for key, heading in COLUMNS)])]
    lines += [_row(name, figures, width) for name, figures in {"overall": scores["overall"], **sets}.items()]
    overall, cost, asked = scores["overall"], scores["cost"], scores["list"]
    threshold = overall["threshold"]
    lines += [
        "",
        f"{overall['positives']:,} queries have a right answer, {overall['negatives']:,} have none; "
        f"the list has {asked['names']:,} names of {asked['entities']:,} entities",
        f"best threshold (log10 likelihood ratio): {'-' if threshold is None else f'{threshold:.2f}'}; "
        f"prior of the probabilities: {scores['prior']:.3f}, the share of queries that have a right answer",
        "",
        "recall of right first hits -> share of queries without a right answer that raise an alert",
        *_curve(scores["curve"]),
        "",
        f"read and screened in {cost['screen_cpu_seconds']:.2f} CPU-seconds; one thread; apart from that, in seconds: "
        f"reading the files {cost['read_seconds']:.1f}, preparing the matcher {cost['prepare_seconds']:.1f} "
        f"(compiling, on first use of a machine), building the index {cost['build_seconds']:.1f}",
        f"word weights: {scores['weights']}; release {scores['release'][:12]}",
        *(f"note: {count:,} {what}" for what, count in scores["notes"].items()),
    ]
    return "\n".join(lines)


def _room(key: str) -> int:
    return 15 if key == "queries_per_cpu_second" else 9 if key == "queries" else 7


def _row(name: str, figures: Mapping[str, Any], width: int) -> str:
    shown = name if len(name) <= width else name[: width - 1] + "…"
    return "".join([f"{shown:<{width}}", *(f"{_cell(figures.get(key)):>{_room(key)}}" for key, _ in COLUMNS)])


def _cell(figure: float | int | None) -> str:
    """`.871`, a count, or `-` for what cannot be measured."""
    if figure is None:
        return "-"
    if isinstance(figure, int) or figure > 1:
        return f"{figure:,.0f}"
    return f"{figure:.3f}".removeprefix("0")


def _curve(curve: Mapping[str, float | None]) -> list[str]:
    cells = [f"{recall}% {_cell(share):>5}" for recall, share in curve.items() if int(recall) % 5 == 0 or int(recall) > 90]
    return ["  ".join(cells[at : at + 9]) for at in range(0, len(cells), 9)]
