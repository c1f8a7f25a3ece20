"""Properties of the scorer: parts add up, order and batches change nothing, and nothing that can stand in a line stops it."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import polars as pl
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headstamp.observe.declarations.schema import LINES
from headstamp.reason.screen.columns import GROUPS, RANKED, SCORES
from headstamp.reason.screen.finding import finding
from headstamp.reason.screen.fuse import fused
from headstamp.reason.screen.scorer import Scorer

from .conftest import batch, frame, line

PLACES = st.sampled_from(["", "KP", "KR", "LY", "IR", "CN", "RU", "zz", "??"])
NAMES = st.sampled_from(["", "To order", "Glocom", "Azul Bakery SL", "Army Depot", "银行", "\x00", "a" * 300])
NUMBERS = st.sampled_from([None, 0.0, -5.0, 20.0, 21000.0, 64200.0, float("inf"), float("nan")])
TEXTS = st.sampled_from(["", "parts", "parts of bulldozer", "frozen shrimp", "iron ore", "steel bars", "TNT", "\u202e", "ß İ"])
CODES = st.sampled_from(["", "1", "84", "8431", "84314100", "93", "2601", "854231", "99999999"])
DAYS = st.sampled_from([None, dt.date(2009, 1, 1), dt.date(2024, 1, 1), dt.date(1, 1, 1), dt.date(9999, 12, 31)])
BOXES = st.lists(st.sampled_from(["CSQU3054383", "CSQU3054384", "x", ""]), max_size=3)
LINE = st.fixed_dictionaries(
    {
        "document": st.sampled_from(["declaration", "bill", "manifest", ""]), "goods": TEXTS, "hs": CODES, "origin": PLACES,
        "dispatch": PLACES, "destination": PLACES, "flag": PLACES, "shipper": NAMES, "consignee": NAMES, "notify": NAMES,
        "gross_kg": NUMBERS, "vgm_kg": NUMBERS, "value": NUMBERS, "date": DAYS, "containers": BOXES,
        "imo": st.sampled_from(["", "9074729", "9161003", "12", "abcdefg"]), "vessel": NAMES, "superseded": st.booleans(),
        "version": st.sampled_from([None, 0, 1]), "route": st.lists(PLACES, max_size=3),
        "dg_class": st.sampled_from(["", "1.1", "3"]),
        "load_port": st.sampled_from(["", "CNDLC", "Dalian", "KPNAM", "| |"]), "doubts": st.lists(TEXTS, max_size=1),
    }
)  # fmt: skip
DAY = st.lists(st.lists(LINE, min_size=1, max_size=4), min_size=1, max_size=5)
FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
Told = list[list[dict[str, Any]]]


def laid(consignments: Told) -> list[dict[str, Any]]:
    rows = [{**told, "consignment": f"C{i}"} for i, lines in enumerate(consignments) for told in lines]
    return [line(**{**told, "row": at}) for at, told in enumerate(rows)]


def scored(scorer: Scorer, rows: list[dict[str, Any]], cuts: list[int]) -> pl.DataFrame:
    edges = [0, *sorted(cuts), len(rows)]
    batches = (batch(rows[a:b]) for a, b in pairwise(edges))
    table = pa.Table.from_batches(list(scorer.score(batches)), schema=SCORES)
    found = pl.from_arrow(table)
    assert isinstance(found, pl.DataFrame)
    return found


@FEW
@given(told=DAY)
def test_parts_add_up_to_the_total(told: Told, scorer: Scorer) -> None:
    found = scored(scorer, laid(told), [])
    assert found.schema.names() == SCORES.names
    assert found.height == len(told)
    for row in found.iter_rows(named=True):
        assert row["total"] == pytest.approx(sum(row[f"g_{g}"] for g in GROUPS), abs=1e-9)
        groups, total = fused({name: row[f"w_{name}"] for name in RANKED})
        assert total == row["total"]
        assert groups == {g: row[f"g_{g}"] for g in GROUPS}


@FEW
@given(told=DAY, data=st.data())
def test_where_batches_are_cut_changes_nothing(told: Told, data: st.DataObject, scorer: Scorer) -> None:
    rows = laid(told)
    cuts = data.draw(st.lists(st.integers(0, len(rows)), max_size=4))
    assert scored(scorer, rows, cuts).equals(scored(scorer, rows, []))


@FEW
@given(told=DAY, data=st.data())
def test_the_order_of_lines_within_a_consignment_changes_nothing(told: Told, data: st.DataObject, scorer: Scorer) -> None:
    rows = laid(told)
    mixed = [r for i in range(len(told)) for r in data.draw(st.permutations([x for x in rows if x["consignment"] == f"C{i}"]))]
    assert scored(scorer, mixed, []).equals(scored(scorer, rows, []))


@FEW
@given(told=st.lists(LINE, min_size=1, max_size=4))
def test_a_finding_is_made_of_the_numbers_that_ranked_it(told: list[dict[str, Any]], scorer: Scorer) -> None:
    rows = laid([[{}], told, [{}]])
    score = scored(scorer, rows, [])[1].row(0, named=True)
    found = finding(scorer, frame([r for r in rows if r["consignment"] == "C1"]))
    weights = {r.rule: r.weight for r in found.reasons if r.group != "legal"}
    assert weights == {n: round(score[f"w_{n}"], 4) for n in RANKED if (score[f"w_{n}"] or 0) > 0}
    assert [r.rule for r in found.reasons if r.group == "legal"] == [each.partition(":")[0] for each in score["legal"]]
    silent = {n for n in RANKED if score[f"w_{n}"] is None}
    assert all(name.replace("_", " ") in " ".join(found.limits) for name in silent)
    assert finding(scorer, frame([r for r in rows if r["consignment"] == "C1"])).digest == found.digest


def test_nulls_where_texts_should_be_are_read_as_empty(scorer: Scorer) -> None:
    empty = pa.RecordBatch.from_pylist([dict.fromkeys(LINES.names)] * 3, schema=LINES)
    found = scored(scorer, [], [])
    assert found.is_empty()
    table = pa.Table.from_batches(list(scorer.score(iter([empty, empty]))))
    assert table.num_rows == 6, "lines without a consignment are one each"
    assert table.schema == SCORES


def test_a_consignment_over_many_batches_is_one(scorer: Scorer) -> None:
    rows = [line(row=i, gross_kg=1.0) for i in range(50)]
    found = scored(scorer, rows, list(range(50)))
    assert found.select("consignment", "lines", "gross_kg").rows() == [("C1", 50, 50.0)]


def test_what_a_reader_sees_of_a_consignment(scorer: Scorer) -> None:
    rows = [
        line(
            row=2, document="bill", number="B7", goods="Drilling rig", gross_kg=900.0, containers=["CSQU3054383"], vgm_kg=3000.0
        ),
        line(row=1, number="D1", hs="843049", goods="", gross_kg=1000.0, value=5.0, containers=["CSQU3054383"]),
        line(row=3, number="D1", hs="843143", goods="Spare parts", gross_kg=500.0, value=7.0, containers=["APZU4812090"]),
    ]
    row = scored(scorer, rows, []).row(0, named=True)
    assert (row["lines"], row["documents"], row["number"], row["row"]) == (3, "declaration bill", "D1", 1)
    assert (row["hs"], row["goods"]) == ("843049 843143", "Spare parts")
    assert (row["gross_kg"], row["value"], row["containers"]) == (1500.0, 12.0, "APZU4812090 CSQU3054383")


def test_the_hash_tells_tables_and_options_apart(tables: dict[str, pl.DataFrame]) -> None:
    from headstamp.reason.screen.given import Options

    same = Scorer(tables).sha256
    assert same == Scorer(dict(tables)).sha256
    assert same != Scorer(tables, options=Options(prior=0.01)).sha256
    assert same != Scorer({**tables, "chpl": tables["chpl"][1:]}).sha256
