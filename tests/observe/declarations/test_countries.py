"""Countries of a cell. A spelling of one Korea that is read as the other is the one mistake this module must never make."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.observe.declarations.countries import country

CODES = Path(__file__).resolve().parents[4] / "shared" / "data" / "customs" / "country-codes.csv"

_NORTH = (
    "KP;PRK;408;0408;North Korea;Korea, North;KOREA NORTH;N. Korea;Korea (N);NKorea;Korea, D.P.R. of;Korea, DPR;D.P.R. "
    "Korea;DPRK;"
    "D.P.R.K.;D P R Korea;Korea, Dem. People's Rep.;Korea, Dem. People’s Rep. of;Democratic People's Republic of Korea;"
    "Korea Dem Rep;"
    "Korea, Democratic People's Republic of;the Democratic People's Republic of Korea (the);Corea del Norte;Corea, R.P.D. "
    "de;RPDC;"
    "República Popular Democrática de Corea;Corea (República Popular Democrática de);Corée du Nord;Corée (Nord);"
    "République populaire démocratique de Corée;R.P.D. de Corée;Coreia do Norte;Corea del Nord;Nordkorea;Korea Utara;Kuzey Kore;"
    "Северная Корея;КНДР;К.Н.Д.Р.;Корейская Народно-Демократическая Республика;Корея, Северная;Корея (КНДР);조선;북한;북조선;"
    "조선민주주의인민공화국;조선 민주주의 인민 공화국;朝鲜;朝鮮;北朝鮮;北韓;北韩;朝鲜民主主义人民共和国;كوريا الشمالية;"
    "جمهورية كوريا الشعبية الديمقراطية;KP - North Korea;408 Korea DPR;PRK / KOREA D.P.R.;Pyongyang, Korea;PYONGYANG;"
    "Bắc Triều Tiên"
)
_SOUTH = (
    "KR;KOR;410;South Korea;Korea, South;KOREA SOUTH;S. Korea;Korea (S);SKorea;Korea, Republic of;Korea, Rep.;Korea Rep. of;"
    "Korea (Republic of);Republic of Korea;the Republic of Korea;Rep. of Korea;ROK;R.O.K.;Corea del Sur;Corea, República de;"
    "República de Corea;Corée du Sud;République de Corée;Corée, Rép. de;Coreia do Sul;Corea del Sud;Südkorea;Zuid-Korea;"
    "Güney Kore;"
    "Южная Корея;Республика Корея;Корея, Республика;Корея (Республика);한국;대한민국;남한;남조선;韩国;韓國;韓国;大韩民国;南朝鲜;"
    "كوريا الجنوبية;جمهورية كوريا;KR - Korea, Republic of;KR-KOREA;410 Korea;Busan, Korea;Hàn Quốc"
)
_NEITHER = (
    "Korea;KOREA;Corea;Corée;Корея;Coreia;كوريا;Korean Peninsula;North and South Korea;KR - North Korea;KP - Korea, Republic of;"
    "Korea (North/South);한반도;Corea, República;Corea (Rep.);Corée, République"
)
NORTH, SOUTH, NEITHER = _NORTH.split(";"), _SOUTH.split(";"), _NEITHER.split(";")


@pytest.mark.parametrize("text", NORTH)
def test_the_north(text: str) -> None:
    assert country(text).code == "KP"


@pytest.mark.parametrize("text", SOUTH)
def test_the_south(text: str) -> None:
    assert country(text).code == "KR"


@pytest.mark.parametrize("text", NEITHER)
def test_neither_is_no_answer(text: str) -> None:
    found = country(text)
    assert found.code == ""
    assert found.doubt


def mangled(names: list[str]) -> st.SearchStrategy[str]:
    """A name as a clerk may type it: other case, blanks, points, brackets, an article, its two halves turned."""

    def turn(text: str, how: int) -> str:
        halves = [half.strip() for half in text.replace("(", ",").replace(")", "").split(",")]
        return ", ".join(reversed(halves)) if how and len(halves) == 2 else text

    def case(text: str, how: int) -> str:
        return (text, text.upper(), text.lower(), text.title())[how]

    def space(text: str, how: int) -> str:
        return (text, f"  {text} ", text.replace(" ", "  "), f"{text}.", f"({text})", text.replace(" ", "_"), f"{text} *")[how]

    return st.builds(
        lambda name, a, b, c: space(case(turn(name, a), b), c),
        st.sampled_from(names),
        st.integers(0, 1),
        st.integers(0, 3),
        st.integers(0, 6),
    )


@settings(deadline=None)
@given(mangled(NORTH), mangled(SOUTH))
def test_no_spelling_of_one_korea_is_read_as_the_other(north: str, south: str) -> None:
    assert country(north).code in ("KP", "")
    assert country(south).code in ("KR", "")


WORDS = st.lists(
    st.sampled_from(
        [
            "Korea",
            "Corea",
            "KOREA",
            "Rep.",
            "Republic",
            "of",
            "Dem.",
            "Democratic",
            "People's",
            "Peoples",
            "DPR",
            "the",
            "North",
            "-",
            ",",
        ]
    ),
    min_size=1,
    max_size=7,
)


@settings(deadline=None)
@given(WORDS)
def test_a_word_of_the_north_alone_never_gives_the_south(words: list[str]) -> None:
    """Caught: `Korea, Rep., Dem. People's` read as the Republic of Korea because it stands in another order."""
    if {"Dem.", "Democratic", "People's", "Peoples", "DPR", "North"} & set(words):
        assert country(" ".join(words)).code != "KR"


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_a_code_of_two_letters_or_nothing(text: str) -> None:
    code = country(text).code
    assert code == "" or (len(code) == 2 and code.isascii() and code.isupper())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Congo", ""), ("Congo, Dem. Rep.", "CD"), ("DR Congo", "CD"), ("R.D. Congo", "CD"), ("Congo (Kinshasa)", "CD"),
        ("Zaire", "CD"),
        ("Congo, Republic of", "CG"), ("Congo-Brazzaville", "CG"), ("Конго", ""), ("Демократическая Республика Конго", "CD"),
        ("刚果（金）", "CD"),
        ("Guinea", "GN"), ("Guinea-Bissau", "GW"), ("Equatorial Guinea", "GQ"), ("Guinea, Equatorial", "GQ"),
        ("Guinea Ecuatorial", "GQ"),
        ("Papua New Guinea", "PG"), ("Papua N. Guinea", "PG"), ("Guinée équatoriale", "GQ"), ("Guinée", "GN"),
        ("Niger", "NE"), ("Nigeria", "NG"), ("Níger", "NE"), ("Нигер", "NE"), ("Нигерия", "NG"), ("尼日尔", "NE"), ("尼日利亚",
        "NG"),
        ("Sudan", "SD"), ("South Sudan", "SS"), ("Sudan, South", "SS"), ("Sudán del Sur", "SS"), ("Soudan du Sud", "SS"),
        ("苏丹", "SD"),
        ("阿曼苏丹国", ""), ("Republic of China", "TW"), ("China, People's Republic of", "CN"), ("P.R. China", "CN"),
        ("China (Taiwan)", "TW"),
        ("Hong Kong, China", "HK"), ("Dominica", "DM"), ("Dominican Rep.", "DO"), ("American Samoa", "AS"), ("Virgin Islands",
        ""),
        ("Кoнго", ""), ("Germany, Dem. Rep.", "DD"), ("Iran, Islamic Rep. of", "IR"), ("842", "US"), ("U.S.A.", "US"), ("XX", ""),
        ("EU", ""), ("SU", "SU"), ("Congo, República", ""), ("Tanzania, U. Rep.", "TZ"), ("S. Africa", "ZA"),
        ("China / South Korea", ""), ("Norway, Korea", ""), ("독일", "DE"), ("Allemagne", "DE"),
        ("Estados Unidos", "US"),
    ],
)  # fmt: skip
def test_states_with_names_alike(text: str, code: str) -> None:
    assert country(text).code == code


def test_what_is_not_said_is_no_doubt_and_what_is_not_known_is() -> None:
    assert country("unknown").doubt == country("").doubt == country("ZZ").doubt == ""
    assert country("asdf").doubt
    assert country("999999").doubt
    assert country("SU").doubt


@pytest.mark.skipif(not CODES.is_file(), reason="the shared country tables are not beside this repository")
def test_no_official_name_or_code_is_read_as_another_state() -> None:
    """Caught: one of 4,800 names in six languages, or of the ISO codes, that gives another state than its own."""
    columns = ["ISO3166-1-Alpha-2", "ISO3166-1-Alpha-3", "ISO3166-1-numeric", "CLDR display name"]
    names = [f"official_name_{language}" for language in ("en", "fr", "es", "ru", "cn", "ar")]
    formal = [f"UNTERM {language} Formal" for language in ("English", "French", "Spanish", "Russian", "Chinese", "Arabic")]
    wrong, missed = [], 0
    with CODES.open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            for column in (*columns, *names, *formal):
                text, code = row[column].strip(), country(row[column]).code
                if text and code not in ("", row["ISO3166-1-Alpha-2"]):
                    wrong.append((text, code))
                missed += bool(text) and not code and column not in formal and "ongo" not in row["CLDR display name"]
    assert wrong == []
    assert missed == 0


@settings(deadline=None)
@given(st.sampled_from([name for name in NORTH if len(name) > 6]), st.integers(4, 40))
def test_a_name_of_the_north_that_a_form_cut_off_is_not_the_south(name: str, length: int) -> None:
    """Caught: `Corea, República` of `Corea, República Popular Democrática de`, in a field of sixteen letters."""
    cut = name[:length]
    if cut.strip() not in SOUTH:  # the Arabic name of the South is the beginning of that of the North
        assert country(cut).code != "KR"
