"""Lines beside a history: what surprises, what is silent, and that nothing odd in a file breaks it."""

from __future__ import annotations

import pickle
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from headstamp.core.declaration import COLUMNS
from headstamp.reason.usual import ADDED, Usual, UsualLookup, add, learn

KCS = Path(__file__).resolve().parents[4] / "shared" / "data" / "customs"
QUIET = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
BANANAS = [{"date": date(2024, 1, 1) + timedelta(days=i % 60), "value": 1500.0 + i} for i in range(200)]
OTHERS = [{"hs": "930690", "origin": "US"}, {"hs": "842911", "origin": "JP", "destination": "SY"}] * 20


@pytest.fixture(scope="module")
def tables(lines: Any, batches: Any) -> dict[str, pl.DataFrame]:
    return learn(batches(lines(BANANAS + OTHERS))).tables()


def test_unusual_goods_on_a_flow_surprise_more(tables: dict[str, pl.DataFrame], lines: Any) -> None:
    asked = lines([{}, {"hs": "842911"}, {"hs": "930690"}, {"hs": "260111"}, {"hs": "930690", "origin": "US"}])
    found = add(asked, tables)
    ordinary, *strange = found["flow_surprise"].to_list()
    assert ordinary < 0.3 < min(strange[:3])
    assert strange[2] > max(strange[:2])  # goods that the history never had, from anywhere
    assert strange[3] < strange[1]  # the same goods from where they do come
    assert found["flow_tail"][0] < 0.3 < 1.5 < found["flow_tail"][3] <= np.log10(241)
    assert found["flow_level"].to_list()[:2] == ["origin, dispatch, destination and mode"] * 2


def test_a_way_that_others_do_not_take(tables: dict[str, pl.DataFrame], lines: Any) -> None:
    rows = [{}, {"route": ["AE"]}, {"dispatch": "AE"}, {"tranship_ports": ["AEJEA", "Jebel Ali"]}, {"route": ["EC", "DE"]}]
    direct, over_land, dispatched, port, ends = add(lines(rows), tables)["flow_way"].to_list()
    assert direct == ends == 0
    assert over_land == dispatched == port > 2


@pytest.mark.parametrize("row", [{"hs": ""}, {"hs": "93"}, {"hs": "ab12"}, {"origin": "", "dispatch": ""}])
def test_silent_without_goods_or_origin(row: dict[str, Any], tables: dict[str, pl.DataFrame], lines: Any) -> None:
    found = add(lines([row]), tables)
    assert found.select("flow_surprise", "flow_tail", "flow_goods", "flow_level").row(0) == (None,) * 4


def test_no_history_says_nothing(lines: Any) -> None:
    found = add(lines([{}]), Usual().tables())
    told = [name for name in ADDED if not name.endswith("_own")]  # the line's own figures need no history
    assert found.select(told).row(0) == (None,) * len(told)
    assert {name: found.schema[name] for name in ADDED} == ADDED


@pytest.mark.parametrize(("known", "own", "speaks"), [(29, False, False), (30, False, True), (30, True, False), (31, True, True)])
def test_silent_under_thirty(known: int, own: bool, speaks: bool, lines: Any, batches: Any) -> None:
    frame = lines([{}] * known)
    found = add(frame, learn(batches(frame)).tables(), own=own)
    for measure in ("value", "kgpkg", "kgcont"):
        assert (found[f"{measure}_z"][0] is not None) == (found[f"{measure}_tail"][0] is not None) == speaks


def test_value_falls_back_to_every_origin_but_not_to_another_currency(tables: dict[str, pl.DataFrame], lines: Any) -> None:
    found = add(lines([{"origin": "CR"}, {"currency": "VND"}, {"hs": "080390"}, {"hs": "081000"}]), tables)
    assert [z is not None for z in found["value_z"]] == [True, False, True, False]
    assert [z is not None for z in found["kgpkg_z"]] == [True, True, True, True]  # the chapter answers for the last one


def test_both_directions_count(tables: dict[str, pl.DataFrame], lines: Any) -> None:
    found = add(lines([{}, {"value": 15.0}, {"value": 150_000.0}, {"gross_kg": 64_000.0}, {"gross_kg": 19.0}]), tables)
    assert abs(found["value_z"][0]) < 2
    assert found["value_z"][1] < -20 < 20 < found["value_z"][2]
    assert min(found["value_tail"][1], found["value_tail"][2]) > 1.5 > found["value_tail"][0]
    assert found["kgpkg_z"][3] > 20
    assert found["kgpkg_z"][4] < -20
    assert found["kgcont_z"][3] > 20
    assert found["value_usual"][0] == pytest.approx(0.889, rel=0.04)  # dollars a kg
    assert found["kgpkg_usual"][0] == pytest.approx(19, rel=0.04)
    assert found["kgpkg_own"][3] / found["kgpkg_own"][4] == pytest.approx(64_000 / 19)


def test_new_parties(tables: dict[str, pl.DataFrame], lines: Any) -> None:
    rows = [
        {"shipper": "FRUTAS SA"},  # the same name
        {"shipper": "Nunca Vista"},
        {"shipper": "Frutas S.A.", "date": date(2024, 1, 20)},  # the history had no thirty days then
        {"shipper": ""},
        {"date": None},
    ]
    found = add(lines(rows), tables)
    assert found["new_shipper"].to_list() == [False, True, None, None, None]
    assert found["new_consignee"].to_list() == [False, False, None, False, None]


def test_a_party_of_the_day_itself_is_new(lines: Any, batches: Any) -> None:
    """Asked of a history that holds the day, a first shipment must not vouch for itself."""
    frame = lines([*BANANAS, {"shipper": "Nunca Vista", "date": date(2024, 2, 29)}])
    assert add(frame, learn(batches(frame)).tables(), own=True)["new_shipper"][-1] is True


def test_one_slip_of_a_date_makes_no_long_history(lines: Any, batches: Any) -> None:
    short = [{"date": date(2024, 3, 1 + i % 9)} for i in range(400)]
    found = add(lines([{"shipper": "Nunca Vista"}]), learn(batches(lines([*short, {"date": date(1970, 1, 1)}]))).tables())
    assert found["new_shipper"][0] is None


FLOW = st.fixed_dictionaries(
    {
        "hs": st.sampled_from(["080300", "930690", "842911"]),
        "origin": st.sampled_from(["EC", "KP", "CN"]),
        "dispatch": st.sampled_from(["SG", ""]),
        "destination": st.sampled_from(["DE", "SY"]),
        "mode": st.sampled_from(["sea", "air"]),
        "superseded": st.booleans(),
    }
)


@QUIET
@given(rows=st.lists(FLOW, min_size=2, max_size=25), at=st.integers(0, 24))
def test_own_is_as_if_the_line_were_not_in_the_history(rows: Any, at: int, lines: Any, batches: Any) -> None:
    """The exact leave-one-out: a day that is its own history must not make each of its lines ordinary."""
    at %= len(rows)
    assume(any(not row["superseded"] for place, row in enumerate(rows) if place != at))  # some history stays
    frame = lines(rows)
    inside = add(frame, learn(batches(frame)).tables(), own=True).row(at, named=True)
    without = learn(batches(frame.filter(pl.int_range(pl.len()) != at))).tables()
    outside = add(frame[at : at + 1], without).row(0, named=True)
    for name in ("flow_goods", "flow_way", "flow_level"):
        assert inside[name] == (pytest.approx(outside[name]) if isinstance(outside[name], float) else outside[name]), name


TEXT = st.one_of(st.none(), st.text(max_size=6), st.sampled_from(["KP", "930690", "SGSIN", "USD", "조선", "÷", "\x00", "é́"]))
NUMBER = st.one_of(st.none(), st.floats(), st.sampled_from([0.0, -1.0, 1e308, 5e-324, float("inf"), float("nan")]))
TEXTS = st.one_of(st.none(), st.lists(TEXT, max_size=3))
DAY = st.one_of(st.none(), st.dates())
ANY = {"text": TEXT, "texts": TEXTS, "country": TEXT, "countries": TEXTS, "number": NUMBER, "day": DAY}
ODD = st.fixed_dictionaries({c.name: ANY[c.kind] for c in COLUMNS if c.kind in ANY and c.name not in ("file", "doubts")})
BOOLS = st.sampled_from([None, True, False])


@QUIET
@given(rows=st.lists(st.tuples(ODD, BOOLS), max_size=8), own=st.booleans())
def test_odd_values_break_nothing(rows: Any, own: bool, tables: dict[str, pl.DataFrame], lines: Any, batches: Any) -> None:
    frame = lines([row | {"superseded": flag} for row, flag in rows])
    usual = learn(batches(frame))
    assert usual.merge(Usual.from_tables(usual.tables())).flows["lines"].sum() == 2 * usual.flows["lines"].sum()
    for history in (tables, usual.tables()):
        found = add(frame, history, own=own)
        assert found.select(frame.columns).equals(frame)
        for name, kind in ADDED.items():
            if kind == pl.Float64:
                assert found[name].drop_nulls().is_finite().all(), name
                assert name.endswith(("_z", "_usual")) or (found[name].drop_nulls() >= 0).all(), name


@QUIET
@given(rows=st.lists(FLOW, min_size=1, max_size=20), at=st.integers(0, 19))
def test_frames_may_be_cut_between_consignments(rows: Any, at: int, tables: dict[str, pl.DataFrame], lines: Any) -> None:
    frame, look = lines(rows), UsualLookup(tables)
    assert look.add(frame).equals(pl.concat([look.add(frame[:at]), look.add(frame[at:])]))


def test_goes_to_another_process(tables: dict[str, pl.DataFrame], lines: Any) -> None:
    look, frame = UsualLookup(tables), lines([{}, {"hs": "930690"}])
    assert pickle.loads(pickle.dumps(look)).add(frame).equals(look.add(frame))  # noqa: S301 -- our own bytes


def declarations(name: str, lines: Any) -> pl.DataFrame:
    table = pl.read_csv(KCS / name, infer_schema_length=0)
    plain = lines([{}])[:0]
    columns = {
        "consignment": table["Declaration ID"], "date": table["Date"].str.to_date(), "mode": table["Mode of Transport"],
        "hs": table["HS6 Code"].str.zfill(6), "origin": table["Country of Origin"], "dispatch": table["Country of Departure"],
        "net_kg": table["Net Mass"].cast(pl.Float64), "value": table["Item Price"].cast(pl.Float64),
        "shipper": table["Seller ID"], "consignee": table["Importer ID"],
    }  # fmt: skip
    return pl.concat([plain, pl.DataFrame(columns)], how="diagonal").with_columns(
        superseded=False, document=pl.lit("declaration")
    )


@pytest.mark.skipif(not KCS.is_dir(), reason="the shared customs tables are not beside this repository")
def test_tails_hold_on_the_next_quarter(lines: Any, batches: Any) -> None:
    """One in a hundred lines must have a tail of 2: it is what a budget is planned on. No evidence about arms."""
    look = UsualLookup(learn(batches(declarations("kcs_synthetic_train_2020.csv", lines))).tables())
    found = look.add(declarations("kcs_synthetic_valid_2021q1.csv", lines))
    for name in ("flow_tail", "value_tail"):
        assert 0.005 < (found[name].drop_nulls() >= 2).mean() < 0.02
        assert 0.07 < (found[name].drop_nulls() >= 1).mean() < 0.13
    assert found["value_z"].null_count() / found.height < 0.25
