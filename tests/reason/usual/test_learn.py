"""A history is the same counts however it comes: in any batches, any order, any parts."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headstamp.reason.usual import Usual, learn
from headstamp.reason.usual import consignments as consignments_module

KINDS = ("flows", "sketch", "seen", "days")
QUIET = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
LINE = st.fixed_dictionaries(
    {
        "hs": st.sampled_from(["080300", "930690", "8429", "", "84", "abcd12"]),
        "origin": st.sampled_from(["EC", "KP", "", "CN"]),
        "dispatch": st.sampled_from(["EC", "SG", ""]),
        "destination": st.sampled_from(["DE", "SY", ""]),
        "route": st.lists(st.sampled_from(["SG", "AE", "EG", "DE"]), max_size=3),
        "tranship_ports": st.lists(st.sampled_from(["SGSIN", "Dubai", "AEJEA"]), max_size=2),
        "document": st.sampled_from(["declaration", "bill", "manifest"]),
        "superseded": st.booleans(),
        "gross_kg": st.sampled_from([None, 100.1, 2500.7, -4.0]),
        "vgm_kg": st.sampled_from([None, 24_000.0]),
        "containers": st.lists(st.sampled_from(["ABCU1234560", "XYZU7654321"]), max_size=2),
        "shipper": st.sampled_from(["A & B", "", "Chae Trading"]),
    }
)
SHIPMENTS = st.lists(st.lists(LINE, min_size=1, max_size=4), min_size=1, max_size=12)


def named(shipments: list[list[dict[str, Any]]], first: int = 0) -> list[dict[str, Any]]:
    return [line | {"consignment": f"s{first + i}"} for i, shipment in enumerate(shipments) for line in shipment]


def same(a: Usual, b: Usual) -> None:
    for kind in KINDS:
        assert getattr(a, kind).equals(getattr(b, kind)), kind


def stored(usual: Usual) -> dict[str, bytes]:
    out = {}
    for name, table in usual.tables().items():
        sink = io.BytesIO()
        table.write_parquet(sink)
        out[name] = sink.getvalue()
    return out


@QUIET
@given(shipments=SHIPMENTS, size=st.integers(1, 9))
def test_batches_do_not_matter(shipments: Any, size: int, lines: Any, batches: Any) -> None:
    """A consignment cut by a batch would count its bill beside its declaration."""
    frame = lines(named(shipments))
    whole, cut = learn(batches(frame)), learn(batches(frame, size))
    same(whole, cut)
    same(whole, learn(frame.lazy()))
    assert stored(whole) == stored(cut)


@QUIET
@given(shipments=SHIPMENTS, at=st.integers(0, 12))
def test_parts_add_up(shipments: Any, at: int, lines: Any, batches: Any) -> None:
    parts = [learn(batches(lines(named(some, first)))) for some, first in ((shipments[:at], 0), (shipments[at:], at))]
    whole = learn(batches(lines(named(shipments))))
    same(whole, parts[0].merge(parts[1]))
    same(whole, parts[1].merge(parts[0]))


@QUIET
@given(shipments=SHIPMENTS, seed=st.randoms(use_true_random=False))
def test_order_does_not_matter(shipments: Any, seed: Any, lines: Any, batches: Any) -> None:
    """Neither of consignments nor of the lines of one: sums of masses are whole grams."""
    mixed = [seed.sample(shipment, len(shipment)) for shipment in seed.sample(shipments, len(shipments))]
    same(learn(batches(lines(named(shipments)))), learn(batches(lines(named(mixed)))))


@QUIET
@given(shipments=SHIPMENTS)
def test_tables_come_back(shipments: Any, lines: Any, batches: Any) -> None:
    usual = learn(batches(lines(named(shipments))))
    tables = usual.tables()
    same(usual, Usual.from_tables(tables))
    assert stored(usual) == stored(Usual.from_tables(tables))


def test_nothing_is_a_history_too(batches: Any, lines: Any) -> None:
    empty = learn(batches(lines([])))
    same(empty, Usual())
    same(empty, Usual.from_tables(empty.tables()))


def test_one_document_counts_and_no_superseded_line(lines: Any, batches: Any) -> None:
    """The same goods filed twice are not two shipments."""
    rows = [
        {"consignment": "a", "document": "manifest"},
        {"consignment": "a", "document": "declaration"},
        {"consignment": "a", "document": "declaration", "superseded": True},
        {"consignment": "b", "document": "manifest"},
        {"consignment": "b", "document": "bill"},
        {"consignment": "c", "document": "declaration", "superseded": True},
        {"consignment": "c", "document": "manifest"},
    ]
    assert learn(batches(lines(rows))).flows["lines"].sum() == 3


def test_lines_without_a_consignment_stand_alone(lines: Any, batches: Any) -> None:
    rows = [{"consignment": "", "document": document} for document in ("declaration", "bill", "bill")]
    assert learn(batches(lines(rows))).flows["lines"].sum() == 3


def test_one_number_in_a_whole_file_is_bounded(lines: Any, batches: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mapping that takes the voyage for the consignment would otherwise hold all lines in memory."""
    monkeypatch.setattr(consignments_module, "LONGEST", 4)
    frame = lines([{"consignment": "same"}] * 11)
    assert consignments_module.starts(frame["consignment"]).tolist() == [0, 4, 8]
    same(learn(batches(frame)), learn(batches(frame, 3)))


@pytest.mark.parametrize(
    ("rows", "kg", "basis"),
    [
        ([{"gross_kg": 9000.0}], 9000, "declared"),
        ([{"gross_kg": 9000.0, "containers": ["A", "B", "A"]}], 4500, "declared"),
        ([{"gross_kg": 9000.0}, {"gross_kg": 1000.0}], 10_000, "declared"),
        ([{"gross_kg": 9000.0}, {"gross_kg": None}], None, ""),  # a part is not the whole
        ([{"gross_kg": 9000.0, "containers": []}, {"document": "bill", "containers": ["A"]}], 9000, "declared"),
        ([{"vgm_kg": 20_000.0}, {"vgm_kg": 20_000.0}], 20_000, "verified"),  # one container, named on two lines
        ([{"vgm_kg": 20_000.0}, {"vgm_kg": 10_000.0, "containers": ["B"]}], 15_000, "verified"),
        ([{"vgm_kg": 20_000.0, "gross_kg": 6000.0}, {"containers": ["B"], "gross_kg": 4000.0}], 5000, "declared"),
        ([{"vgm_kg": 20_000.0, "containers": []}], None, ""),
    ],
)
def test_kg_per_container(rows: list[dict[str, Any]], kg: float | None, basis: str, lines: Any, batches: Any) -> None:
    """One observation a consignment and heading, from the mass that is known of all of it."""
    frame = lines([row | {"consignment": "one"} for row in rows])
    found = learn(batches(frame)).tables()["values"].filter(pl.col("measure") == "kgcont")
    assert found["lines"].to_list() == ([1] if kg else [])
    if kg:
        assert found["unit"].to_list() == [basis]
        assert 10 ** found["median"][0] == pytest.approx(kg, rel=0.04)


def test_readable_tables(lines: Any, batches: Any) -> None:
    usual = learn(batches(lines([{"route": ["SG", "DE"], "tranship_ports": ["AEJEA"], "origin": "x1", "mode": "donkey"}])))
    tables = usual.tables()
    assert tables["flows"].row(0) == ("??", "EC", "DE", "?", "0803", "AE SG", 1)
    assert set(tables["values"].select("measure", "unit").iter_rows()) == {
        ("value", "USD"), ("kgpkg", "box"), ("kgcont", "declared"),
    }  # fmt: skip
    assert tables["seen"]["first"].to_list() == [date(2024, 3, 1)] * 2
    assert np.isclose(tables["values"]["median"].to_numpy(), np.log10([1500 / 1800, 19, 1900]), atol=0.02).all()
