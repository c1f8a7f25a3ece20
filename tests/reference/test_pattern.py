"""The pattern language: only PatternError, never a hang, and no typing slip that is silently another pattern."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.core.errors import PatternError
from headstamp.reference.pattern import MAX_ELEMENTS, compile_pattern

CHARS = st.text(alphabet=st.one_of(st.sampled_from("{}?~:,-n1239LHyear |*()△방б "), st.characters()), max_size=120)


@given(CHARS)
@settings(max_examples=250, deadline=None)
def test_any_text_compiles_or_is_a_pattern_error(source: str) -> None:
    try:
        pattern = compile_pattern(source)
    except PatternError:
        return
    assert len(pattern.elements) <= MAX_ELEMENTS
    assert pattern.blank or not all(e.optional for e in pattern.elements)
    assert all(e.log_background <= 0 for e in pattern.elements)


@pytest.mark.parametrize(
    "source",
    [
        "~", "{n3-1}", "{n0}", "{Q3}", "{yyyyy}", "{bxn}", "{n2", "n2}", "{n2}-{yy}", "{a b,c}", "53?9", "[38]9", "…",
        "539?", "{year}?", " ".join(["a"] * (MAX_ELEMENTS + 1)),
    ],
)  # fmt: skip
def test_slips_are_errors_and_not_other_patterns(source: str) -> None:
    """`{n2` used to be read as three literal signs, `{yyyyy}` as the word yyyyy: the row then never matched anything."""
    with pytest.raises(PatternError):
        compile_pattern(source)


def test_the_rarest_literal_is_the_anchor() -> None:
    anchor = compile_pattern("{n1-2} 방 - 122").anchor
    assert anchor is not None
    assert anchor.literals[0].text == "방"
    assert compile_pattern("{n1-2} {yy}").anchor is None
    assert compile_pattern("").blank
    assert compile_pattern("~ D.P.R. of KOREA").contains


def test_roles_are_kept() -> None:
    assert [e.role for e in compile_pattern("{lot:n1-3} - {yy} - {plant:17,60}").elements] == ["lot", "", "yy", "", "plant"]
