"""The parts on their own: shares that add up to one, medians from bins, names, packages and codes."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.reason.usual import codes
from headstamp.reason.usual.backoff import HEADINGS, Backoff
from headstamp.reason.usual.names import hashes
from headstamp.reason.usual.packing import FAMILIES, families
from headstamp.reason.usual.sketch import LEAST_SPREAD, bins, groups
from headstamp.reason.usual.tails import Tail, counted

U8S = st.integers(0, 3)


@settings(max_examples=30, deadline=None)
@given(
    cells=st.lists(st.tuples(U8S, U8S, U8S, st.integers(0, 40), st.integers(1, 50)), min_size=1, max_size=30),
    at=st.integers(0, 29),
)
def test_shares_of_all_goods_on_a_flow_are_one(cells: list[tuple[int, ...]], at: int) -> None:
    """Smoothing that invents or loses probability would make one flow look stranger than another."""
    origin, destination, rest, outcome, lines = (np.array(column, np.uint64) for column in zip(*cells, strict=True))
    pair = (origin << np.uint64(10)) | destination
    model = Backoff.of((pair << np.uint64(4)) | rest, pair, outcome, lines.astype(np.int64), codes.HS_BITS, HEADINGS)
    every = np.arange(HEADINGS, dtype=np.uint64)
    for own_pair in (pair[at % len(pair)], np.uint64(0xFFFFF)):  # one of the history, and one that it never saw
        asked = np.full(HEADINGS, own_pair, np.uint64)
        surprise, _ = model.surprise((asked << np.uint64(4)) | rest[at % len(pair)], asked, every, np.zeros(HEADINGS, np.int64))
        assert (10.0**-surprise).sum() == pytest.approx(1)


@settings(max_examples=50, deadline=None)
@given(x=st.lists(st.floats(-8.9, 11.9), min_size=1, max_size=80))
def test_median_and_spread_from_bins(x: list[float]) -> None:
    """Within a bin of the exact ones (an even number of values may have its median anywhere between the middle two)."""
    values = np.array(x)
    found = groups(np.zeros(len(x), np.uint64), bins(values), np.ones(len(x), np.int64))
    ordered = np.sort(values)
    assert ordered[(len(x) - 1) // 2] - 1 / 32 <= found.median[0] <= ordered[len(x) // 2] + 1 / 32
    away = np.sort(np.abs(values - found.median[0]))
    low, high = away[(len(x) - 1) // 2] - 1 / 64, away[len(x) // 2] + 1 / 64
    assert max(1.4826 * low, LEAST_SPREAD) - 1e-9 <= found.spread[0] <= max(1.4826 * high, LEAST_SPREAD) + 1e-9


def test_tail_is_finite_at_the_top_and_one_line_never_speaks_for_itself() -> None:
    tail = Tail.of(counted(np.array([0.0, 1.0, 2.0, 1e9, np.nan]), np.array([5, 3, 1, 1, 7])))
    ask = tail.ask(np.array([0.0, 1.0, 50.0, 1e12, np.nan]), np.zeros(5, np.int64))
    assert ask[:4] == pytest.approx(-np.log10([1, 6 / 11, 2 / 11, 2 / 11]))
    assert np.isnan(ask[4])
    assert tail.ask(np.array([1e9]), np.ones(1, np.int64)) == pytest.approx(1)


def in_plain_python(folded: bytes) -> int:
    """FNV-1a and the finaliser of MurmurHash3, from their descriptions."""
    low, h = (1 << 64) - 1, 0xCBF29CE484222325
    for byte in folded:
        h = (h ^ byte) * 0x100000001B3 & low
    for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53, 1):
        h = (h ^ h >> 33) * factor & low
    return h


def test_spellings_of_one_name_meet_and_others_do_not() -> None:
    same = ["Société Générale S.A.", "SOCIETE GENERALE SA", "societe-generale s a", "Ｓｏｃｉｅｔｅ Generale SA"]
    other = ["Societe Generale SAS", "조선광업", "조선광업개발", "朝鲜", ""]
    found = hashes(pl.Series([*same, *other, None, " -- "])).tolist()
    assert len(set(found[:4])) == 1
    assert len(set(found[3:8])) == 5
    assert found[8:] == [0, 0, 0]
    assert found[0] == in_plain_python(b"societegeneralesa")  # kept tables must be readable by later releases


@given(st.lists(st.one_of(st.none(), st.text(max_size=12)), max_size=12))
@settings(max_examples=50, deadline=None)
def test_a_hash_does_not_depend_on_its_neighbours(names: list[str | None]) -> None:
    together = hashes(pl.Series(names, dtype=pl.String)).tolist()
    assert together == [int(hashes(pl.Series([name], dtype=pl.String))[0]) for name in names]
    cut = hashes(pl.Series(names, dtype=pl.String)[1:]).tolist()
    assert cut == together[1:]


def test_families_of_packages() -> None:
    kinds = ["CARTONS", "ctn", "20 Kisten", "BG", "мешки", "Big Bags", "wicker", "", None, "pallets of bags"]
    found = [FAMILIES[code] for code in families(pl.Series(kinds)).tolist()]
    assert found == ["box", "box", "case", "bag", "bag", "big bag", "other", "", "", "pallet"]
    assert families(pl.Series(["BX", "box"])).tolist() == [1, 1]


def test_codes_there_and_back() -> None:
    texts = pl.Series(["KP", "", "ZZ", "kp", "KOR", None, "1A", "\x00\x01"])
    assert codes.country_texts(codes.countries(texts)).to_list() == ["KP", "", "ZZ", "??", "??", "", "??", "??"]
    money = pl.Series(["USD", "", "AAA", "ZZZ", "usd", "EURO", None, "€"])
    assert codes.currency_texts(codes.currencies(money)) == ["USD", "", "AAA", "ZZZ", "???", "???", "", "???"]
    assert codes.headings(pl.Series(["930690", "0101", "101", "", "12a4", None, "-123"])).tolist()[:6] == [9306, 101, 0, 0, 0, 0]
    ways = codes.packed(np.array([0, 0, 2, 0]), codes.countries(pl.Series(["SG", "AE", "EG", "SG"])), 3)
    assert codes.via_texts(ways).to_list() == ["AE SG", "", "EG"]
    assert codes.packed_texts(codes.via_texts(ways)).tolist() == ways.tolist()
    many = codes.packed(np.zeros(26, np.int64), codes.countries(pl.Series([f"A{chr(65 + i)}" for i in range(26)])), 1)
    assert codes.via_texts(many).to_list() == ["AA AB AC AD AE AF"]
