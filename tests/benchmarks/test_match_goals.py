"""A goal that is not met must not read as met."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks" / "match"))
goals = importlib.import_module("goals")


def engine(f1: float, fa75: float | None, r1: float) -> dict[str, object]:
    curve = {"75": fa75, "85": None, "90": None}
    return {
        "overall": {"f1": f1, "ece": 0.02},
        "curve": curve,
        "sets": {"typo": {"r1": r1, "queries": 9}, "neg": {"r1": None, "queries": 9}},
    }


def met(rows: list[object], begins: str) -> object:
    return next(row.met for row in rows if row.goal.startswith(begins))


def test_the_best_peer_of_each_goal_is_the_one_to_beat() -> None:
    results = {"headstamp": engine(0.87, 0.03, 0.9), "a": engine(0.80, 0.09, 0.8), "b": engine(0.70, 0.06, 0.95)}
    rows = goals.accuracy(results)
    assert met(rows, "F1") is True
    assert met(rows, "false alerts at 75") is False  # a third of b's .06, not of a's .09
    assert met(rows, "false alerts at 90") is False  # we do not reach it: no pass by the peers' not reaching it either
    assert met(rows, "R@1") is False
    assert "typo 0.900 against b 0.950" in next(row.beside for row in rows if row.goal.startswith("R@1"))


def test_a_ratio_below_the_goal_is_short() -> None:
    rows = goals.speed("75k", {"headstamp": 10_000.0, "tfidf": 4_000.0, "blocker_logic": 50.0})
    assert [row.met for row in rows] == [True, False]
    assert "SHORT" in goals.shown_rows(rows)
    assert "PASS" in goals.shown_rows(rows)
