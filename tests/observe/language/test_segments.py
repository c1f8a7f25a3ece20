from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from headstamp.observe.language.segments import segments

TEXT = """Rifles for the Front

ADEN, May 3 (Wire) - A dhow was stopped
by a patrol on Tuesday, with rifles below
deck.

MR. STONE: We saw it.
12. The group met twice:
(a) in Aden;
(b) in Muscat.
"""


def test_what_a_parser_should_not_see_is_cut_off() -> None:
    found = [(s.kind, s.shown.strip()) for s in segments(TEXT)]
    assert found == [
        ("heading", "Rifles for the Front"),
        ("dateline", "ADEN, May 3 (Wire) -"),
        ("text", "A dhow was stopped by a patrol on Tuesday, with rifles below deck."),
        ("speaker", "MR. STONE:"),
        ("text", "We saw it."),
        ("number", "12."),
        ("text", "The group met twice:"),
        ("number", "(a)"),
        ("text", "in Aden;"),
        ("number", "(b)"),
        ("text", "in Muscat."),
    ]


def test_names_in_capitals_are_calmed_and_keep_their_length() -> None:
    (segment,) = segments("VIKTOR DRANESCU of TESSALY SHIPPING LTD met the DPRK.")
    assert segment.shown == "Viktor Dranescu of Tessaly Shipping LTD met the DPRK."


@given(st.text(alphabet="aB .\n-:(1)“é한", max_size=200))
def test_every_sign_is_in_one_segment_and_keeps_its_place(text: str) -> None:
    found = list(segments(text))
    for one, other in pairwise(found):
        assert one.end <= other.start
    covered = {i for s in found for i in range(s.start, s.end)}
    assert all(i in covered for i, sign in enumerate(text) if not sign.isspace())
    assert all(len(s.shown) == s.end - s.start for s in found)


def test_a_text_without_paragraphs_is_cut_at_sentences() -> None:
    text = "A ship left. " * 5000
    found = list(segments(text))
    assert len(found) > 1
    assert max(s.end - s.start for s in found) <= 6_000


def test_no_sentence_goes_from_one_cell_or_column_into_the_next() -> None:
    text = "Officers in Mombasa\tUkraine delivered tanks\nseized rifles.\tto Uganda.\nThe ministry\ndenied it."
    assert [s.shown for s in segments(text)] == [
        "Officers in Mombasa", "Ukraine delivered tanks", "seized rifles.", "to Uganda.", "The ministry denied it.",
    ]  # fmt: skip
