"""The honest stream: the same by seed, a prefix of itself, well formed, and as awkward as its tables say."""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.core.declaration import PARTIES
from headstamp.observe.declarations.schema import LINES
from headstamp.scale.planted.benign import awkward, benign, block, history
from headstamp.scale.planted.draws import Chances, generator, mixed
from headstamp.scale.planted.tables import NAMES, constants, fingerprint, read
from headstamp.scale.planted.transport import container_numbers, fleet, imo
from headstamp.scale.planted.world import world


@cache
def some(lines: int = 2_000, seed: int = 1) -> pl.DataFrame:
    frame = pl.from_arrow(pa.Table.from_batches(benign(lines, seed)))
    assert isinstance(frame, pl.DataFrame)
    return frame


def test_lines_have_the_schema_and_no_null_texts() -> None:
    frame = some()
    table = pa.Table.from_batches(benign(2_000, 1))
    assert table.schema == LINES
    assert 1_950 <= table.num_rows <= 2_000
    texts = [field.name for field in LINES if field.type == pa.string()]
    assert frame.select(pl.col(texts).null_count().sum()).sum_horizontal().item() == 0


def test_a_shorter_stream_begins_a_longer_one() -> None:
    short, long = some(1_000), some(2_000)
    assert short.equals(long.head(short.height))
    assert some(500, seed=2)["consignment"][0] != short["consignment"][0]


def test_consignments_are_never_cut_and_stand_together() -> None:
    frame = some(2_000)
    runs = frame["consignment"].rle_id().n_unique()
    assert runs == frame["consignment"].n_unique()
    whole = some(4_000).filter(pl.col("consignment") == frame["consignment"][-1])
    assert whole.height == frame.filter(pl.col("consignment") == frame["consignment"][-1]).height


def test_days_change_the_date_and_nothing_else() -> None:
    days = (date(2009, 8, 14), date(2016, 3, 1))
    dated = pl.from_arrow(pa.Table.from_batches(benign(1_000, 1, days)))
    assert isinstance(dated, pl.DataFrame)
    assert set(dated["date"].unique()) == set(days)
    assert dated.drop("date").equals(some(1_000).drop("date"))


def test_the_past_is_other_consignments_of_the_same_firms() -> None:
    past = pl.from_arrow(pa.Table.from_batches(history(60_000, 1)))
    assert isinstance(past, pl.DataFrame)
    day = some(2_000)
    assert not set(past["consignment"]) & set(day["consignment"])
    shared = day["shipper"].is_in(past["shipper"].unique().to_list()).mean()
    assert isinstance(shared, float)
    assert 0.1 < shared < 0.95


def test_rates_are_those_of_the_table() -> None:
    found, rates = awkward(block(3, 0)), constants()
    assert found["new shipper"] == pytest.approx(rates["new_shipper"], abs=0.006)
    assert found["amended"] == pytest.approx(rates["amended"], abs=0.005)
    assert found["items worded vaguely"] == pytest.approx(rates["vague"], abs=0.01)
    assert found["items under a wrong heading"] == pytest.approx(rates["miscoded"], rel=0.25)
    assert found["lines of second papers, weight slipped"] == pytest.approx(rates["weight_slip"], abs=0.008)
    assert 0.06 < sum(share for name, share in found.items() if name.startswith("honest")) < 0.10


def test_no_simple_sign_is_rare() -> None:
    """To order, forwarders, hubs and embargoed destinations are honest trade too."""
    frame = pl.from_arrow(block(1, 0).lines)
    assert isinstance(frame, pl.DataFrame)
    first = frame.unique("consignment", maintain_order=True)
    assert 0.05 < first["consignee"].str.contains("ORDER").mean() < 0.16  # type: ignore[operator]
    for country in ("SD", "YE", "LY", "SY", "IR", "KP"):
        assert (first["destination"] == country).any()
    assert first["tranship_ports"].list.contains("CNDLC").any()
    assert (frame["hs"].str.starts_with("93")).any()


def test_container_numbers_and_ship_numbers_have_their_check_digits() -> None:
    made = container_numbers(np.arange(3), np.array([305438, 0, 999_999])).to_pylist()
    assert all(len(number) == 11 and _checked(number) for number in made)
    assert imo(907472) == "9074729"
    numbers = fleet().numbers.to_pylist()
    assert all(imo(int(number[:6])) == number for number in numbers[:200])
    wrong = pl.from_arrow(block(1, 1).lines)["containers"].explode().drop_nulls().unique()  # type: ignore[call-overload]
    bad = 1 - sum(map(_checked, wrong.to_list())) / len(wrong)
    assert 0.004 < bad < 0.016


def test_tables_are_whole() -> None:
    headings = [row["heading"] for row in read("headings")]
    assert len(headings) == len(set(headings)) > 350
    spoken = {row["heading"] for row in read("phrases")}
    assert spoken == set(headings)
    assert len(fingerprint()) == 64
    for name in NAMES:
        assert read(name), name
    assert world().exports.sum() > 900
    with pytest.raises(KeyError):
        read("nothing")


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(0.01, 10), min_size=1, max_size=9), st.integers(0, 2**31))
def test_chances_stay_inside_the_row(weights: list[float], seed: int) -> None:
    drawn = Chances([weights]).draw_many(generator(seed), 100)
    assert ((drawn >= 0) & (drawn < len(weights))).all()


def test_mixed_depends_on_every_part() -> None:
    assert len({int(mixed(a, b)) for a in range(20) for b in range(20)}) == 400


def test_parties_are_named() -> None:
    frame = some()
    assert (frame["shipper"] != "").all()
    assert set(PARTIES) <= set(frame.columns)


def _checked(number: str) -> bool:
    values = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", [n for n in range(10, 39) if n % 11], strict=False))
    values |= {str(d): d for d in range(10)}
    return sum(values[c] << at for at, c in enumerate(number[:10])) % 11 % 10 == int(number[10])
