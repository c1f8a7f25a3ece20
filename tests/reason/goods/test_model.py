"""Descriptions against headings."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headstamp import load_shelf
from headstamp.reason.goods import Goods, kernel
from headstamp.reason.goods.grams import folded, texts
from headstamp.reason.match.native import STAMP

ROWS = [
    ("0306", ["frozen shrimp", "shrimp", "prawn", "live lobster", "crab meat frozen"]),
    ("1701", ["raw cane sugar", "white sugar", "brown sugar", "beet sugar"]),
    ("8429", ["bulldozer", "excavator", "wheel loader", "motor grader", "road roller"]),
    ("8431", ["part of bulldozer", "bucket of excavator", "track link of bulldozer", "part of crane"]),
    ("8517", ["mobile phone", "smartphone", "telephone set", "手机", "router"]),
]


@pytest.fixture(scope="module")
def small() -> Goods:
    return Goods.of(ROWS)


@pytest.fixture(scope="module")
def whole() -> Goods:
    return Goods.of((row.id, (row.title, *row.terms)) for row in load_shelf().tables.headings)


def look(model: Goods, text: str | None, heading: str = "8429") -> dict[str, object]:
    return model.look(pl.Series([text], dtype=pl.String), pl.Series([heading])).row(0, named=True)


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("FROZEN SHRIMPS 500g bag", "0306"),
        ("bulldozers", "8429"),
        ("parts of bulldozer", "8431"),
        ("手机", "8517"),
        ("Sugar, white", "1701"),
    ],
)
def test_a_text_finds_its_heading(small: Goods, text: str, heading: str) -> None:
    assert look(small, text)["goods_top"][0] == heading  # type: ignore[index]


def test_a_text_of_another_heading_speaks_against_the_declared_one(whole: Goods) -> None:
    wrong = look(whole, "raw cane sugar in bags", "8429")["goods_lr"]
    right = look(whole, "raw cane sugar in bags", "1701")["goods_lr"]
    assert isinstance(wrong, float)
    assert isinstance(right, float)
    assert wrong > 1 > 0 > right


@pytest.mark.parametrize("text", ["", None, "12 345", "500 kg", "---"])
def test_without_a_word_nothing_is_said(small: Goods, text: str | None) -> None:
    found = look(small, text)
    assert (found["goods_words"], found["goods_top"], found["goods_lr"], found["goods_generic"]) == (False, [], None, None)


@pytest.mark.parametrize("heading", ["", "9999", "84"])
def test_without_a_known_heading_no_misfit_is_said(small: Goods, heading: str) -> None:
    assert look(small, "bulldozer", heading)["goods_lr"] is None


def test_unknown_words_are_silence_not_misfit(small: Goods) -> None:
    assert look(small, "zzqx wvvk", "8429")["goods_lr"] is None


def test_vague_words_are_vaguer_than_exact_ones(whole: Goods) -> None:
    vague, exact = look(whole, "general merchandise")["goods_generic"], look(whole, "frozen vannamei shrimp")["goods_generic"]
    assert isinstance(vague, float)
    assert isinstance(exact, float)
    assert vague > exact + 0.2


def test_bytes_round_trip_and_are_the_same_for_the_same_terms(small: Goods) -> None:
    data = small.to_bytes()
    assert Goods.of(ROWS).to_bytes() == data
    again = Goods.from_bytes(data)
    assert again.look(pl.Series(["prawns"]), pl.Series(["1701"])).equals(small.look(pl.Series(["prawns"]), pl.Series(["1701"])))


def test_no_terms_no_answer() -> None:
    empty = Goods.of([])
    assert look(empty, "sugar")["goods_top"] == []


@given(st.lists(st.text(max_size=400), max_size=8))
def test_any_text_is_read_alone_as_in_company(small: Goods, lines: list[str]) -> None:
    together = small.look(pl.Series(lines, dtype=pl.String), pl.Series(["8429"] * len(lines), dtype=pl.String))
    for at, line in enumerate(lines):
        assert together.row(at, named=True) == look(small, line)
    generic = together["goods_generic"].drop_nulls().to_numpy()
    assert np.all((generic >= 0) & (generic <= 1))


@given(st.text())
def test_folding_is_stable(line: str) -> None:
    once = folded(line)
    assert once == "" or (once[0] == " " == once[-1])
    assert len(texts([line]).codes) == len(once)


def test_the_ratio_never_falls_with_distance(whole: Goods) -> None:
    assert np.all(np.diff(whole.log_lr, axis=1) >= -1e-6)
    assert np.all(np.abs(whole.log_lr) <= 3)


def test_a_full_memory_forgets_and_answers_as_before(small: Goods, monkeypatch: pytest.MonkeyPatch) -> None:
    said, declared = (
        pl.Series(["bulldozer", "prawn", "sugar", "prawn", "router"]),
        pl.Series(["8429", "0306", "8517", "1701", "8517"]),
    )
    before = Goods.of(ROWS).look(said, declared)
    monkeypatch.setattr("headstamp.reason.goods.model.KEPT", 2)
    forgetful = Goods.of(ROWS)
    forgetful.look(said[:2], declared[:2])
    assert forgetful.look(said, declared).equals(before)
    assert forgetful.look(said[::-1], declared[::-1]).equals(before[::-1])


def test_compiled_code_is_kept_under_the_hash_of_its_own_folder() -> None:
    """A changed constant here must not run the old code that another folder's hash vouches for."""
    stamp = kernel.near._cache._cache_file._source_stamp  # type: ignore[attr-defined]
    assert stamp.startswith(STAMP)
    assert stamp != STAMP
