"""Marks as tokens: total on any text, linear, nothing corrected, nothing unread made up."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from headstamp.core.notation import ANY, GAP, Token, inverted, tokens, without_ornament

SIGNS = st.text(alphabet=st.one_of(st.sampled_from("?…[]()△↑◇*|-/.,:39бжЖ방호式٣۴፲፱ xX×х\t\n①²"), st.characters()), max_size=500)


@given(SIGNS)
@settings(max_examples=200, deadline=None)
def test_no_text_raises_and_no_token_is_empty(text: str) -> None:
    found = tokens(text)
    assert len(found) <= 3 * len(text)  # linear: a circled ⑳ becomes three tokens, nothing grows faster
    assert all(t.text and t.signs for t in found)
    for t in found:
        assert (t.key is None) == any(len(s) != 1 or s == GAP for s in t.signs)


@given(st.text(alphabet="0123456789", min_size=1, max_size=40))
def test_digits_come_back_as_they_went_in(text: str) -> None:
    (token,) = tokens(text)
    assert (token.kind, token.key) == ("digits", text)


@given(st.sampled_from(["abcdefgh", "бгдёжз", "방호비저류"]), st.data())
def test_letters_of_one_script_stay_one_token(alphabet: str, data: st.DataObject) -> None:
    text = data.draw(st.text(alphabet=alphabet, min_size=1, max_size=20))
    (token,) = tokens(text)
    assert (token.kind, token.key) == ("letters", text)


@given(st.text(alphabet="0123456789?", min_size=1, max_size=12), st.booleans())
def test_an_unread_sign_stays_unread_and_keeps_its_place(text: str, gap: bool) -> None:
    found = tokens(text + ("…" if gap else ""))
    signs = [s for t in found for s in t.signs]
    assert signs == [ANY if c == "?" else c for c in text] + ([GAP] if gap else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bxn 54", ["bxn", "54"]),
        ("LC-91B010-012", ["lc", "-", "91", "b", "010", "-", "012"]),
        ("UZZ18", ["uzz", "18"]),
        ("64년식", ["64", "년식"]),
        ("비저-7류", ["비저", "-", "7", "류"]),
        ("7,62х39", ["7,62х39"]),
        ("10 in a double circle", ["(", "(", "10", ")", ")"]),
        ("10 in a circle", ["(", "10", ")"]),
        ("⑩ 84", ["(", "10", ")", "84"]),
        ("arrow in a triangle", ["△", "↑", "△"]),
        ("D.P.R. of KOREA", ["dpr", "of", "korea"]),
        ("★ 21 ★", ["*", "21", "*"]),
    ],
)
def test_the_shapes_that_recorders_type(text: str, expected: list[str]) -> None:
    assert [t.text for t in tokens(text)] == expected


def test_scripts_are_not_mixed_and_digits_of_other_scripts_are_told_apart() -> None:
    assert [(t.script, t.key) for t in tokens("Сc")] == [("Cyrillic", "с"), ("Latin", "c")]
    assert [(t.script, t.key) for t in tokens("٦٧ ۶۷ 67")] == [("Arabic-Indic", "67"), ("Persian", "67"), ("", "67")]
    assert tokens("፲፱፻፶፪")[0].key == "1952"


def test_a_choice_keeps_its_options() -> None:
    (token,) = tokens("[38]39")
    assert token.signs == ("38", "3", "9")
    assert token.key is None


def test_an_unread_ethiopic_sign_leaves_the_number_open() -> None:
    """፲ is ten on its own and the end of many numbers: a sign before it that was not read is not nothing."""
    assert all(t.key is None for t in tokens("?፲"))


def test_many_open_brackets_are_signs_and_no_loop() -> None:
    assert len(tokens("[" * 500)) == 500
    assert len(tokens("…" * 500)) == 1
    assert [t.kind for t in tokens("?" * 500)] == ["any"]


TURNABLE = st.lists(st.text(alphabet="0168 9xonuszhidpbq?".replace(" ", ""), min_size=1, max_size=5), min_size=1, max_size=4)


@given(TURNABLE)
def test_upside_down_twice_is_upright(words: list[str]) -> None:
    found = tokens(" ".join(words))
    assume(all(token.kind != "calibre" for token in found))  # "1 x 00" is one, and nobody stamps it upside down
    turned = inverted(found)
    assert turned is not None
    again = inverted(turned)
    assert again is not None
    assert [t.signs for t in again] == [t.signs for t in found]


@pytest.mark.parametrize(("text", "turned"), [("66", "99"), ("61", "19"), ("bxn", "uxq"), ("188", "881"), ("٧٧", "88")])
def test_known_inversions(text: str, turned: str) -> None:
    found = inverted(tokens(text))
    assert found is not None
    assert found[0].key == turned


@pytest.mark.parametrize("text", ["539", "△6△", "٦٦", "бж", "7.62x39"])
def test_what_has_no_upside_down_form_is_not_read_so(text: str) -> None:
    """Arabic-Indic ٦ upside down is no ٩: reading 66 as 99 there would invent a year."""
    assert inverted(tokens(text)) is None


def test_ornament_goes_and_a_circled_number_stays() -> None:
    assert [t.text for t in without_ornament(tokens("* 21 | 54 * (+) (*)"))] == ["21", "54"]
    assert [t.text for t in without_ornament(tokens("(10) 84"))] == ["(", "10", ")", "84"]
    assert without_ornament(()) == ()


def test_a_token_without_unread_signs_has_a_key() -> None:
    assert Token("digits", ("5", ANY), "5?").key is None
    assert Token("digits", ("5", "3"), "53").key == "53"
