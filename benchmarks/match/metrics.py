"""The figures of `headstamp evaluate match`, for peers too, and readers of the benchmark's own files.

The definitions are the package's (src/headstamp/reason/evaluate/matching.py). That one file is loaded as it stands, because the
environments of the peers do not hold the package.
"""

from __future__ import annotations

import csv
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "headstamp" / "reason" / "evaluate" / "matching.py"
_spec = spec_from_file_location("headstamp_matching_figures", SOURCE)
if _spec is None or _spec.loader is None:
    raise ImportError(f"{SOURCE.name} is not beside the benchmark: run it in a checkout")
matching = module_from_spec(_spec)
sys.modules[_spec.name] = matching  # dataclasses look their module up
_spec.loader.exec_module(matching)

Query, Answer, RECALLS = matching.Query, matching.Answer, matching.RECALLS
best_f1, f1_at, calibration, measure, shown = (
    matching.best_f1,
    matching.f1_at,
    matching.calibration,
    matching.measure,
    matching.shown,
)


def read_queries(path: Path) -> list:
    """Queries of a CSV file with columns query, schema, gold, set."""
    with path.open(encoding="utf-8", newline="") as text:
        return [Query(r["query"], r["schema"], r["gold"], r["set"]) for r in csv.DictReader(text)]


def read_list(path: Path) -> list[tuple[str, str, str]]:
    """(id, name, schema) of a CSV file with these columns; several names an id."""
    with path.open(encoding="utf-8", newline="") as text:
        return [(r["id"], r["name"], r["schema"]) for r in csv.DictReader(text)]
