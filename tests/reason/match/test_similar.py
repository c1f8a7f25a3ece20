"""How two words are taken for each other, and that words that are not each other are kept apart."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headstamp.reason.match.similar import (
    CONCEPT,
    EDIT,
    KOREAN,
    LEAST,
    MEANING,
    PREFIX,
    READING,
    SAME,
    SHORT,
    SKELETON,
    allowed,
    similar,
)  # fmt: skip
from headstamp.reason.match.words import Reader

READ = {READING, CONCEPT, SKELETON, KOREAN}


def alike(reader: Reader, a: str, b: str) -> tuple[float, int]:
    read = reader.read([a, b])
    words = reader.columns()
    return similar(words.rows, words.forms, int(read.words[0]), words.rows, words.forms, int(read.words[read.first[1]]))


@pytest.mark.parametrize(
    ("a", "b", "ways"),
    [
        ("mining", "MINING", {SAME}),
        ("Мкртычев", "Mkrtychev", {READING}),
        ("Верус", "Verus", {READING}),
        ("defence", "defense", {MEANING, CONCEPT, EDIT, SKELETON}),
        ("Mkrtichev", "Mkrtychev", {SKELETON, EDIT, READING}),
        ("develop", "development", {PREFIX, MEANING}),
        ("trdg", "trading", {SHORT, MEANING, SKELETON}),
        ("invesment", "investment", {EDIT, SKELETON}),
        ("무역", "trading", {MEANING}),
        ("Rhee", "Ri", READ | {EDIT}),
    ],
)
def test_ways_in_which_words_are_alike(a: str, b: str, ways: set[int], reader: Reader) -> None:
    similarity, how = alike(reader, a, b)
    assert similarity >= LEAST
    assert how in ways


@pytest.mark.parametrize(
    ("a", "b"), [("versor", "vector"), ("kim", "kom"), ("tula", "lula"), ("iran", "iraq"), ("sun", "son"), ("12", "13")]
)
def test_short_words_that_differ_are_not_nearly_the_same(a: str, b: str, reader: Reader) -> None:
    similarity, how = alike(reader, a, b)
    assert similarity < 0.9
    assert how != SAME


def test_longer_words_bear_more_slips() -> None:
    most = [int(allowed(n)) for n in range(1, 20)]
    assert most == sorted(most)
    assert most[0] == most[1] == 0


@given(a=st.text("abcdefgikmnorstu", min_size=2, max_size=12), b=st.text("abcdefgikmnorstu", min_size=2, max_size=12))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_likeness_has_no_sides(a: str, b: str, reader: Reader) -> None:
    """An answer that depends on which of two names is on the list would change when the lists do."""
    there, back = alike(reader, a, b), alike(reader, b, a)
    assert there[0] == pytest.approx(back[0], abs=1e-6)
    assert 0 <= there[0] <= 1
