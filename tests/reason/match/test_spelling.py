"""Spellings as numbers: the distance is the one of the textbook, and skeletons hold what romanisations share."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.reason.match.spelling import MOST, ROW, SKELETON, classes, distance, pack, skeleton

LETTERS = st.text("abcdehkmnorstuvyz0", min_size=1, max_size=14)


def packed(*words: str) -> np.ndarray:
    out = np.zeros((len(words), ROW), np.uint64)
    for i, word in enumerate(words):
        data = np.frombuffer(word.encode(), np.uint8)
        pack(data, len(data), out, i)
    return out


def textbook(a: str, b: str) -> int:
    """Optimal string alignment, by the table."""
    d = [[max(i, j) if 0 in (i, j) else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            d[i][j] = min(d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1]))
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                d[i][j] = min(d[i][j], d[i - 2][j - 2] + 1)
    return d[-1][-1]


@given(a=LETTERS, b=LETTERS)
@settings(max_examples=200, deadline=None)
def test_the_distance_is_that_of_the_table(a: str, b: str) -> None:
    rows = packed(a, b)
    assert distance(rows, 0, rows, 1) == textbook(a, b) == distance(rows, 1, rows, 0)


@given(word=LETTERS, at=st.integers(0, 12))
@settings(max_examples=60, deadline=None)
def test_a_swap_of_neighbours_is_one_slip(word: str, at: int) -> None:
    at %= max(1, len(word) - 1)
    swapped = word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]
    rows = packed(word, swapped)
    assert distance(rows, 0, rows, 1) <= 1


@pytest.mark.parametrize(
    ("a", "b"),
    [("muhammad", "mohamed"), ("mkrtychev", "mkrtichev"), ("yusuf", "yousef"), ("khalid", "kalid"), ("sergey", "sergei")],
)
def test_romanisations_of_one_word_share_a_skeleton(a: str, b: str) -> None:
    rows = packed(a, b)
    assert rows[0, SKELETON] == rows[1, SKELETON]


@pytest.mark.parametrize(("a", "b"), [("versor", "verus"), ("komid", "komar"), ("kim", "pak")])
def test_different_names_do_not(a: str, b: str) -> None:
    rows = packed(a, b)
    assert rows[0, SKELETON] != rows[1, SKELETON]


@given(word=st.text("abcdefghijklmnopqrstuvwxyz", max_size=60))
@settings(max_examples=60, deadline=None)
def test_skeletons_have_at_most_fifteen_classes(word: str) -> None:
    """A sixteenth would be lost silently, and two long words would meet by their ends."""
    data = np.frombuffer(word.encode(), np.uint8)
    assert classes(skeleton(data, len(data))) <= 15


def test_letters_beyond_the_room_do_not_spill() -> None:
    rows = packed("a" * MOST, "a" * (MOST + 9), "b")
    assert distance(rows, 0, rows, 1) == 0
    assert distance(rows, 1, rows, 2) == MOST
