"""Spellings: each published system gives its own, and the spellings of one name meet."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.core.romanise import (
    arabic_forms,
    cyrillic_forms,
    greek_forms,
    is_loan,
    korean_key,
    loan_forms,
    lookalike,
    pinyin_forms,
    plain_arabic,
    repair,
    syllable_forms,
    unleet,
    wade_giles,
    without_article,
    word_forms,
)
from headstamp.core.romanise.hangul import decompose

HANGUL = st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)


@pytest.mark.parametrize(
    ("syllable", "spellings"),
    [
        ("리", "ri li lee yi"),
        ("이", "ri li lee yi rhee"),
        ("박", "pak park bak"),
        ("최", "choe choi"),
        ("정", "jong jung chong jeong"),
        ("김", "kim gim"),
        ("조", "jo cho"),
        ("류", "ryu yu yoo"),
        ("렴", "ryom yom"),
        ("태", "thae tae"),
        ("은", "un eun"),
        ("강", "kang gang"),
        ("로", "ro no roh"),
        ("녀", "nyo yo"),
        ("영", "yong young yeong"),
    ],
)
def test_a_syllable_has_the_spellings_of_north_and_south_and_all_meet_in_one_key(syllable: str, spellings: str) -> None:
    """A list in one system and a paper in another must meet; losing one system loses every name in it."""
    assert set(spellings.split()) <= set(syllable_forms(syllable))
    assert len({korean_key(form) for form in syllable_forms(syllable)[:4]}) == 1


@pytest.mark.parametrize(("one", "other"), [("kim", "pak"), ("kang", "kim"), ("pyong", "chol"), ("ri", "ro"), ("han", "hwang")])
def test_different_syllables_keep_different_keys(one: str, other: str) -> None:
    assert korean_key(one) != korean_key(other)


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("동강", {"tonggang", "donggang"}),
        ("조선", {"joson", "choson", "joseon"}),
        ("국력", {"kungnyok", "gungnyeok"}),
        ("압록강", {"amnokkang", "amnokgang"}),
        ("신라", {"silla"}),
        ("백두산", {"paektusan", "baekdusan"}),
        ("개발", {"kaebal", "gaebal"}),
    ],
)
def test_words_are_written_as_they_sound(word: str, forms: set[str]) -> None:
    """Letter by letter, Amnok-gang would be searched for as Aprokkang and not be found."""
    assert forms <= set(word_forms(word))


def test_only_a_hangul_syllable_comes_apart() -> None:
    with pytest.raises(ValueError, match="Hangul"):
        decompose("k")


@given(HANGUL)
@settings(max_examples=200)
def test_every_syllable_has_one_to_eight_ascii_spellings(syllable: str) -> None:
    forms = syllable_forms(syllable)
    assert 1 <= len(forms) <= 8
    assert all(form.isascii() and form.isalpha() and korean_key(form) for form in forms)
    assert decompose(syllable)[0] <= 18


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("мкртычев", {"mkrtychev", "mkrtichev", "mkrtycev"}),
        ("щербаков", {"shcherbakov", "scherbakov"}),
        ("евгений", {"yevgeniy", "evgeny", "evgenii"}),
        ("юрий", {"yuriy", "yury", "iurii", "yuri"}),
        ("сергій", {"serhiy", "serhii"}),
        ("александр", {"aleksandr", "alexandr"}),
        ("хрущёв", {"khrushchev"}),
        ("джихад", {"jikhad"}),
        ("милошевић", {"milosevic"}),
        ("қазақстан", {"qazaqstan", "kazakstan"}),
    ],
)
def test_cyrillic_has_the_spellings_of_maps_passports_and_press(word: str, forms: set[str]) -> None:
    assert forms <= set(cyrillic_forms(word))


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("παπαδόπουλος", {"papadopoulos", "papadopulos"}),
        ("μπουρνούς", {"bournous", "mpournous"}),
        ("αυτοκίνητο", {"aftokinito", "autokinito"}),
        ("χρήστος", {"christos", "hristos", "khristos"}),
        ("βασίλης", {"vasilis"}),
    ],
)
def test_greek_has_sounds_and_letters(word: str, forms: set[str]) -> None:
    assert forms <= set(greek_forms(word))


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("حسن", "hasan"), ("جمال", "jamal"), ("جمال", "gamal"), ("خالد", "khalid"), ("محمود", "mahmud"), ("محمود", "mahmoud"),
        ("شركة", "shirka"), ("زرقاوي", "zarqaoui"), ("جوهر", "jawhar"), ("محمد", "mhmd"), ("نورزی", "nurzi"), ("سرحان", "sirhan"),
    ],
)  # fmt: skip
def test_arabic_readings_put_the_usual_vowels(word: str, form: str) -> None:
    """Bare consonants alone (mhmwd) would meet no Latin name at all."""
    assert form in arabic_forms(word)


def test_the_article_goes_and_short_words_stay_whole() -> None:
    assert without_article("الشركة") == ("ال", "شركة")
    assert without_article("الله") == ("", "الله")
    assert plain_arabic("مُحَمَّـد") == "محمد"


@pytest.mark.parametrize(("pinyin", "old"), [("zhang", "chang"), ("xie", "hsieh"), ("deng", "teng"), ("jiang", "chiang")])
def test_wade_giles(pinyin: str, old: str) -> None:
    assert wade_giles(pinyin) == old
    assert pinyin_forms(pinyin)[0] == pinyin


@pytest.mark.parametrize(
    ("mixed", "right"),
    [
        ("kоmid", "komid"),  # Cyrillic o
        ("vеrsоr", "versor"),
        ("κomid", "komid"),  # Greek kappa
        ("мкртычeв", "мкртычев"),  # Latin e
        ("komid", "komid"),
        ("мкртычев", "мкртычев"),
    ],
)
def test_lookalikes_are_written_in_one_script(mixed: str, right: str) -> None:
    """One Cyrillic letter in a Latin name would otherwise hide it from every index."""
    assert repair(mixed) == right


def test_a_word_of_lookalikes_alone_keeps_its_script_and_shows_its_latin_twin() -> None:
    assert repair("сосо") == "сосо"
    assert lookalike("сосо") == "coco"
    assert lookalike("жук") == ""


def test_digits_within_words_are_read_as_letters_and_numbers_stay() -> None:
    assert unleet("k0mid") == ("komid",)
    assert "shipping" in unleet("sh1pping")
    assert unleet("room39") == unleet("2024") == unleet("versor") == unleet("5th") == ()


@given(st.text(max_size=30))
@settings(max_examples=150)
def test_no_text_breaks_a_reader(text: str) -> None:
    for read in (cyrillic_forms, greek_forms, arabic_forms, unleet):
        assert len(read(text)) <= 8
    assert isinstance(repair(text), str)
    assert isinstance(korean_key(text), str)


@pytest.mark.parametrize(
    ("hangul", "latin"), [("베루스", "verus"), ("아쇼트", "ashot"), ("므크르티체프", "mkrtichev"), ("디펜스", "difens")]
)
def test_foreign_words_in_korean_papers_show_the_latin_word(hangul: str, latin: str) -> None:
    """Syllable by syllable, Ashot would be searched for as a, syo and thu."""
    assert is_loan(hangul)
    assert latin in loan_forms(hangul)


def test_korean_names_are_no_foreign_words() -> None:
    assert not any(map(is_loan, ("김정은", "조선", "무역", "리", "kim", "")))
