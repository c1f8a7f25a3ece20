"""Figures of a matcher on labelled queries, for the tool and for every peer alike: those of `headstamp evaluate match`.

`headstamp.reason.evaluate.matching` says what each figure is. It needs nothing that is compiled, so a peer's environment may take
it from the source tree.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

SOURCES = str(Path(__file__).parents[2] / "src")
if SOURCES not in sys.path:
    sys.path.append(SOURCES)  # last: an installed headstamp comes first

from headstamp.reason.evaluate.matching import (  # noqa: E402 - after the path above
    RECALLS,
    Answer,
    Figures,
    Query,
    best_f1,
    calibration,
    f1_at,
    measure,
)

__all__ = [
    "RECALLS",
    "Answer",
    "Figures",
    "Query",
    "best_f1",
    "calibration",
    "f1_at",
    "measure",
    "read_list",
    "read_queries",
    "shown",
    "table",
]


def read_queries(path: Path) -> list[Query]:
    """Queries of a CSV file with columns query, schema, gold, set."""
    with path.open(encoding="utf-8", newline="") as text:
        return [Query(r["query"], r["schema"], r["gold"], r["set"]) for r in csv.DictReader(text)]


def read_list(path: Path) -> list[tuple[str, str, str]]:
    """(id, name, schema) of a CSV file with these columns; several names an id."""
    with path.open(encoding="utf-8", newline="") as text:
        return [(r["id"], r["name"], r["schema"]) for r in csv.DictReader(text)]


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
