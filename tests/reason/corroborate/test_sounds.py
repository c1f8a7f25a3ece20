"""Spellings of one name in three scripts meet under one key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headstamp.reason.corroborate.sounds import sound_key, sound_keys


@pytest.mark.parametrize(
    ("a", "b"),
    [("Sanjin", "Санчжин"), ("Sanjin", "산진항"), ("Halcyon Tern", "«Хальцион Терн»"), ("M/V HALCYON TERN", "the Halcyon Tern"),
     ("Pointe Verlaine", "푸앵트베를렌항"), ("Dranescu", "드라네스쿠"), ("Moroni", "Морони")],
)  # fmt: skip
def test_one_name_has_one_key(a: str, b: str) -> None:
    assert sound_keys(a) & sound_keys(b)


@pytest.mark.parametrize(("a", "b"), [("Rajin", "Moroni"), ("Halcyon", "Francop"), ("Damietta", "Lattakia"), ("of", "in")])
def test_other_names_stay_apart(a: str, b: str) -> None:
    assert not sound_keys(a) & sound_keys(b)


def test_short_words_have_no_key() -> None:
    assert sound_key("Ri") == sound_key("") == ""


@given(st.text(max_size=30))
def test_any_text_gives_keys_that_do_not_change(text: str) -> None:
    assert sound_keys(text) == sound_keys(text)
    assert all(sound_keys(text))
