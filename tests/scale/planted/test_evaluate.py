"""The evaluation: a screen that knows finds all, one that knows nothing finds the budget, and the law stays outside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.core.errors import UsageError
from headstamp.reason.evaluate.planted import Report, above, chances, needed, over_cases, wilson
from headstamp.scale.planted.casefile import Case, read_cases
from headstamp.scale.planted.evaluate import RANDOM, Screen, evaluate
from headstamp.scale.planted.report import lines

LAWFUL = Path(__file__).resolve().parents[3] / "benchmarks" / "planted" / "lawful.jsonl"


class Toy:
    """Opens what comes from one country and goes to another; what names the DPRK is for the law."""

    def __init__(self, sure: bool) -> None:
        self.sure = sure

    def score(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            frame = pl.from_arrow(batch)
            assert isinstance(frame, pl.DataFrame)
            law = pl.when((pl.col("origin") == "KP").any()).then(pl.lit(["law"])).otherwise(pl.lit([], pl.List(pl.String)))
            named = pl.col("goods").str.to_lowercase().str.contains("quartz lanterns").any().cast(pl.Float64)
            found = frame.group_by("consignment", maintain_order=True).agg(
                total=named if self.sure else pl.lit(0.0), legal=law.first()
            )
            yield from found.to_arrow().combine_chunks().to_batches()

    def reasons(self, lines: pa.Table) -> Sequence[str]:
        return [f"{lines['goods'][0].as_py()} from {lines['origin'][0].as_py()}"]


def cases() -> tuple[Case, ...]:
    lists = {"route": (), "documents_forged_or_false": (), "concealment": ()}
    names = ("date", "place", "mode", "conveyance", "imo", "flag", "operator", "declared_to", "origin", "destination", "shipper",
             "consignee", "declared_hs", "country_found")  # fmt: skip
    empty = dict.fromkeys(names, "")
    made = [
        Case(
            name, {**empty, "date": "2015-06-01", "mode": "sea", "origin": who, "destination": to}, lists | {"declared": (goods,)}
        )
        for name, who, to, goods in (
            ("A", "KP", "SD", "quartz lanterns"), ("B", "TR", "LY", "quartz lanterns"), ("C", "CN", "YE", "toys"),
        )
    ]  # fmt: skip
    return (*made, replace(made[1], case_id="L", legal=True))


def made(sure: bool = True, **more: object) -> Report:
    def factory(setting: str, without: frozenset[str], days: Sequence[date]) -> Screen | None:
        assert {"A", "B", "C"} <= without
        assert days
        return Toy(sure) if setting == "with parties" else None

    return evaluate(cases(), 2_000, 1, factory, draws=4, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def report() -> Report:
    return made()


def test_found_and_missed(report: Report) -> None:
    assert [result.setting for result in report.results] == ["with parties", RANDOM]
    by = {(case.case_id, case.variant): case for case in report.results[0].cases}
    assert by["B", "stated"].recall["1%"].share == 1.0
    assert by["C", "stated"].recall["1%"].share == pytest.approx(0.01, abs=0.01)
    assert report.results[0].recall["1%"].n == 3


def test_the_legal_lane_is_outside_recall(report: Report) -> None:
    case = next(one for one in report.results[0].cases if (one.case_id, one.variant) == ("A", "stated"))
    assert case.legal_lane == case.draws == 4
    assert case.recall["1%"].n == 0
    assert case.recall["1%"].share is None


def test_lawful_cases_are_apart(report: Report) -> None:
    lawful = [case for case in report.results[0].cases if case.legal]
    assert {case.case_id for case in lawful} == {"L"}
    assert report.results[0].recall["1%"].n == 3


def test_the_lot_finds_its_budget(report: Report) -> None:
    lot = report.results[-1]
    assert lot.recall["1%"].share == pytest.approx(0.01, abs=0.005)
    assert lot.recall["2%"].share == pytest.approx(0.02, abs=0.005)


def test_reasons_are_read_for_the_selected_only(report: Report) -> None:
    result = report.results[0]
    assert result.reasons.share == 1.0
    assert result.reasons.n > 0
    assert all(case.reasons_asked == 0 for case in result.cases if case.case_id == "C")


def test_the_same_run_gives_the_same_report(report: Report) -> None:
    assert made() == report
    assert report.as_json()["tables_sha256"] == report.tables_sha256


def test_the_terminal_table_names_all(report: Report) -> None:
    text = "\n".join(lines(report))
    for word in ("with parties", RANDOM, "legal lane", "L (lawful)", "goal: recall at 1%", "false alarms per 1,000"):
        assert word in text
    assert max(map(len, lines(report))) <= 160


def test_a_consignment_that_the_screen_loses_is_missed() -> None:
    class Losing(Toy):
        def score(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            for batch in super().score(batches):
                yield batch.slice(0, batch.num_rows // 2)

    found = evaluate(cases(), 2_000, 1, lambda setting, *_: Losing(False) if setting == "with parties" else None, draws=4)
    lost = [case for case in found.results[0].cases if not case.legal_lane]
    assert all(case.recall["1%"].n == 4 for case in lost)
    assert any(case.recall["1%"].share == 0.0 for case in lost)


def test_nothing_to_plant() -> None:
    with pytest.raises(UsageError, match="planted"):
        evaluate([], 100, 1, lambda *_: None)
    with pytest.raises(UsageError, match="at least 1"):
        evaluate(cases(), 0, 1, lambda *_: None)


def test_our_lawful_cases_can_be_planted() -> None:
    found, refused = read_cases(LAWFUL)
    assert not refused
    assert len(found) == 3
    assert all(case.legal for case in found)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.integers(0, 5), min_size=1, max_size=50), st.integers(0, 6), st.floats(0.001, 0.5))
def test_chances_are_chances(honest: list[int], total: int, budget: float) -> None:
    ranked = np.sort(np.array(honest, dtype=np.float64))
    one = chances(np.array([float(total)]), ranked, budget)[0]
    better = chances(np.array([float(total + 1)]), ranked, budget)[0]
    assert 0 <= one <= better <= 1


def test_above_needed_and_intervals() -> None:
    honest = np.array([0.0, 1.0, 1.0, 2.0])
    higher, equal = above(np.array([1.0, 3.0]), honest)
    assert (higher.tolist(), equal.tolist()) == ([1, 0], [2, 0])
    assert needed(np.array([3.0, 0.5]), honest, 0.5) == 0.0
    assert needed(np.zeros(0), honest, 0.5) is None
    rate = wilson(5, 10)
    assert rate.share == 0.5
    assert rate.low == pytest.approx(0.2366, abs=1e-3)
    assert over_cases([]).share is None
    assert (over_cases([1.0]).low, over_cases([1.0]).high) == (0.0, 1.0)
