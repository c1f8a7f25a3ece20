"""Which language a text is in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from headstamp.core.language import NAMES, by_language, in_latin, language_of, languages


@given(st.text(max_size=200))
def test_shares_of_languages_add_up(text: str) -> None:
    shares = languages(text)
    assert not shares or abs(sum(shares.values()) - 1) < 1e-9
    assert set(shares) <= set(NAMES)


def test_languages() -> None:
    for text, language in {
        "Зброю було відправлено до порту": "uk",
        "Оружие было отправлено в порт": "ru",
        "Les armes ont été livrées au port": "fr",
        "Las armas fueron enviadas al puerto": "es",
        "وصلت السفينة إلى الميناء": "ar",
        "Die Waffen wurden nach dem Hafen geliefert": "de",
        "DPRK-made 무기": "ko",
        "12, 14; Kim Ri Pak": "",
        "": "",
    }.items():
        assert language_of(text) == language


def test_a_heading_of_another_language_does_not_count_beside_paragraphs() -> None:
    text = "La nota\n\n" + "The rifles were seen in the port by the clerk, who was not asked about them again. " * 3
    assert set(languages(text)) == {"en"}
    both = text + "\n\n" + "그들은 라진항에서 무기를 실은 컨테이너를 보냈다고 밝혔다. " * 5
    assert set(languages(both)) == {"en", "ko"}


SAID = (
    "The ship was seen at the port on the day that it left for the sea.",
    "무기를 러시아에 보냈다.",
    "Корабль был в порту, и его видели.",
    "",
)


@given(st.lists(st.sampled_from(SAID), max_size=6))
def test_every_sign_is_left_to_one_reader(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    parts = by_language(text, "en", ("en", "ko", "ru"))
    assert all(len(part) == len(text) for part in parts.values())
    for at, sign in enumerate(text):
        if not sign.isspace():
            assert [part[at] for part in parts.values()].count(sign) == 1


def test_a_short_note_has_a_language_and_a_list_of_names_has_none() -> None:
    assert language_of("In May 2015 Belarus shipped anti-tank missiles to Sudan through Djibouti.") == "en"
    assert language_of("Kim Chol Su, Ri Yong Ho, Pak Han Se, Jang Chang Ha, Jon Il Ho, Kim Jong Sik, Hong Sung Mu") == ""
    assert in_latin("Kim Ri Pak")
    assert not in_latin("무기를 보냈다.")
