"""Names into words: signs that act unseen, scripts, dots, numbers, and limits."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headstamp.reason.match.signs import MAX_SIGNS, split
from headstamp.reason.match.words import MOST_WORDS, Reader, text_key


def words(name: str) -> list[str]:
    parts = split([name])
    return [parts.text[a:b].tobytes().decode("utf-32-le") for a, b in zip(parts.start, parts.end, strict=True)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Versor, s.r.o.", ["versor", "sro"]),
        ("L.L.C. Verus", ["llc", "verus"]),
        ("O'Brien", ["obrien"]),
        ("Mkrty\u200bchev", ["mkrtychev"]),
        ("\u202eMkrtychev\u202c", ["mkrtychev"]),
        ("ＶＥＲＳＯＲ", ["versor"]),
        ("Müller", ["müller"]),
        ("ООО\u00a0«Верус»", ["ооо", "верус"]),
        ("No. ٤٢", ["no", "42"]),
        ("", []),
        ("--- ()", []),
        ("\x1b[31mAshot\x1b[0m Mkrtychev", ["ashot", "mkrtychev"]),
        ("\x9b1mAshot\x1b]0;title\x07 Mkrtychev", ["ashot", "mkrtychev"]),
        ("A\x00shot\tM\x00krtychev", ["ashot", "mkrtychev"]),
        ("\u200b" * 700 + "Versor", ["versor"]),
        (" .-" * 500 + "Versor s.r.o.", ["versor", "sro"]),
    ],
)
def test_words_of_a_name(name: str, expected: list[str]) -> None:
    assert words(name) == expected


def test_words_of_other_scripts_part_from_latin_ones() -> None:
    """`KOMID조선` written without a space is two words; glued together it would match neither."""
    assert words("KOMID조선") == ["komid", "조선"]


def test_loose_accents_do_not_part_or_change_a_word() -> None:
    assert len(words("Mu\u0308ller")) == 1
    assert words("Е\u0301ва") == ["ева"]


def test_a_mixed_word_is_marked_and_read_in_one_alphabet(reader: Reader) -> None:
    """Cyrillic letters that look Latin hide a name from every list."""
    cyrillic_e = "V\u0435rsor"
    assert split([cyrillic_e]).mixed[0]
    read = reader.read([cyrillic_e, "Versor"])
    assert read.words[0] == read.words[1]


def test_long_names_are_cut_and_the_cut_is_counted(reader: Reader) -> None:
    assert split(["a" * (MAX_SIGNS + 5)]).cut[0] == 5
    read = reader.read([" ".join(f"word{n}" for n in range(MOST_WORDS + 7))])
    assert read.first[1] - read.first[0] == MOST_WORDS
    assert read.cut[0] == 7


def test_each_distinct_word_is_kept_once(reader: Reader) -> None:
    read = reader.read(["Alpha Beta", "beta ALPHA", "Gamma"])
    assert read.words[:2].tolist() == read.words[3:1:-1].tolist()
    assert len(reader) == len(set(reader.texts))


@given(name=st.text(max_size=80))
@settings(max_examples=80, deadline=None)
def test_words_hold_no_sign_that_parts_them(name: str) -> None:
    found = words(name)
    assert all(found)
    assert all(not any(c.isspace() for c in word) for word in found)


@given(names=st.lists(st.text(max_size=30), max_size=6))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_name_reads_alike_alone_and_in_a_batch(names: list[str], reader: Reader) -> None:
    """Bulk and single answers differ where a word leaks from one name into the next."""
    batch = reader.read(names)
    for i, name in enumerate(names):
        alone = reader.read([name])
        assert alone.words.tolist() == batch.words[batch.first[i] : batch.first[i + 1]].tolist()


@given(word=st.text(st.characters(categories=["Ll"], max_codepoint=0x24F), min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_the_key_of_a_word_is_the_key_of_its_text(word: str) -> None:
    parts = split([word])
    for a, b, key in zip(parts.start, parts.end, parts.key, strict=True):
        assert int(key) == text_key(parts.text[a:b].tobytes().decode("utf-32-le"))
