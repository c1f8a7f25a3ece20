"""The lexicon: what a word of a name is, and how else it is written."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.core.errors import PackError
from headstamp.reference.lexicon import FORMS_MAX, ROLES, Lexicon, Part
from headstamp.reference.lexicon.legal import legal

LEXICON = Lexicon.default()
_FORM = re.compile(r"[a-z0-9]+")


def _one(token: str) -> Part:
    parts = LEXICON.read(token)
    assert len(parts) == 1, parts
    return parts[0]


@pytest.mark.parametrize(
    ("concept", "role", "words"),
    [
        ("trade", "noise", "trading trade trdg trd 무역 贸易 貿易 торговая التجارة ticaret maoyi torgovaya بازرگانی"),
        ("company-limited", "legal", "ltd llc ooo ооо gmbh sarl 유한회사 有限公司 المحدودة youxian"),
        ("joint-stock", "legal", "jsc ojsc pjsc ао пао oao plc 株式会社 ag spa"),
        ("mining", "", "mining minera 광업 矿业 горная التعدين madencilik"),
        ("bank", "", "bank banco banque 은행 银行 банк بنك بانک bankası"),
        ("communications", "", "comm comms communications telecom 통신 通信 связи الاتصالات"),
        ("group", "noise", "group grp groupe grupo 集团 группа مجموعة"),
        ("korea", "place", "korea korean dprk 조선 朝鲜 朝鮮 корейская choson"),
        ("number-2", "number", "two second 2nd ii второй 第二 제2 2 02"),
        ("name-mohammed", "", "mohammed muhammad mohamed محمد мухаммед"),
        ("sheikh", "title", "sheikh shaikh shaykh الشيخ"),
        ("ibn", "particle", "bin ibn ben بن"),
    ],
)
def test_translations_and_abbreviations_share_a_concept(concept: str, role: str, words: str) -> None:
    """The abbreviation on a customs form and the word on the list must meet without one letter in common."""
    for word in words.split():
        part = LEXICON.read(word)[-1]
        assert (part.concept, part.role) == (concept, role), word


def test_a_korean_company_is_read_word_by_word() -> None:
    parts = LEXICON.read("조선광업개발무역회사")
    assert [p.concept for p in parts] == ["korea", "mining", "development", "trade", "company"]
    assert [p.concept for p in LEXICON.read("총회사")] == ["general", "company"]
    assert [p.concept for p in LEXICON.read("39호실")] == ["number-39", "room"]


@pytest.mark.parametrize(
    ("token", "spelled"),
    [
        ("김정은", "kim jong un"),
        ("리병철", "ri pyong chol"),
        ("이병철", "lee byung chul"),
        ("강철수", "kang chol su"),  # steel is a given name here
        ("신문철", "sin mun chol"),  # and so is a newspaper
        ("金正恩", "kim jong un"),
        ("金正恩", "jin zheng en"),
        ("李炳哲", "ri pyong chol"),
        ("张国强", "zhang guo qiang"),
        ("陳大文", "chan tai man"),
        ("王建设", "wang jian she"),
    ],
)
def test_a_person_is_read_sign_by_sign(token: str, spelled: str) -> None:
    parts = LEXICON.read(token)
    assert len(parts) == len(spelled.split())
    for part, form in zip(parts, spelled.split(), strict=True):
        assert form in part.forms, (token, form, part)


def test_a_chinese_company_is_read_word_by_word() -> None:
    assert [p.concept for p in LEXICON.read("中国北方工业公司")] == ["china", "north", "industry", "company"]


def test_a_foreign_word_in_hangul_is_one_part_and_meets_the_name() -> None:
    """So a Korean paper on the designated broker is found."""
    assert _one("므크르티체프").concept == _one("mkrtychev").concept
    assert _one("아쇼트").concept == _one("ашот").concept
    assert "verus" in _one("베루스").forms
    assert len(LEXICON.read("김그린")) == 3


def test_article_and_servant_are_parts_of_their_own() -> None:
    """Abdul Rahman, Abdurrahman and عبدالرحمن are one name."""
    ways = ("abdulrahman", "abdurrahman", "abdelrahman", "عبدالرحمن")
    assert {tuple(p.concept for p in LEXICON.read(way)) for way in ways} == {("name-abd", "name-rahman")}
    assert [p.concept for p in LEXICON.read("abdallah")] == [p.concept for p in LEXICON.read("عبدالله")]
    article, name = LEXICON.read("التكريتي")
    assert (article.role, "al" in article.forms, "tikriti" in name.forms) == ("particle", True, True)


def test_a_plain_latin_word_is_itself() -> None:
    assert _one("versor") == Part("versor", ("versor",), "", "")
    assert _one("müller").forms == ("mueller", "muller")
    assert "komid" in _one("k0mid").forms
    assert _one("тор").forms[0] == "tor"


def test_syllables_of_names_are_no_legal_forms() -> None:
    """Kim Yu, Ong and Ku were taken for companies by their two letters."""
    for token in ("yu", "ong", "ku", "un", "min", "an", "xi", "kim", "su", "son", "gun", "lim", "chin", "im"):
        assert _one(token).role == "", token
    assert legal("bvba") == ("company-limited", "legal") or legal("bvba")[1] == "legal"


def test_every_row_of_the_pack_is_read_as_itself() -> None:
    """A row that another row hides, or that cannot be spelled, is dead weight that nobody would notice."""
    assert len(LEXICON._words.known) > 5000
    for word in LEXICON._words.known:
        parts = LEXICON.read(word)
        assert parts, word
        for part in parts:
            assert part.role in ROLES
            assert 1 <= len(part.forms) <= FORMS_MAX
            assert all(_FORM.fullmatch(form) for form in part.forms), (word, part)


@given(st.text(alphabet=st.characters(categories=("L", "N", "M")), min_size=1, max_size=20))
@settings(max_examples=200, deadline=None)
def test_any_token_is_read_without_a_crash(token: str) -> None:
    for part in LEXICON.read(token):
        assert 1 <= len(part.forms) <= FORMS_MAX
        assert all(_FORM.fullmatch(form) for form in part.forms)
    assert LEXICON.read(token) == LEXICON.read(token)


def test_long_and_empty_tokens() -> None:
    assert LEXICON.read("") == ()
    assert LEXICON.read("a" * 100_000)[0].forms == ("a" * 100_000,)
    assert len(LEXICON.read("김" * 1000)) == 1000


def test_the_hash_is_the_same_for_the_same_pack_and_changes_with_it(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text('id = "n"\ntitle = "N"\nversion = "1"\nlicence = "CC0-1.0"\nstanding = "unverified"\n')
    head = "concept,english,role,lang,words,romanised,standing,certainty,source_ids,note\n"
    (tmp_path / "words.csv").write_text(head + "trade,trading,noise,en,trading,,unverified,0.9,,\n")
    first = Lexicon.of(tmp_path)
    assert first.sha256 == Lexicon.of(tmp_path).sha256
    (tmp_path / "words.csv").write_text(head + "trade,trading,noise,en,trading;trdg,,unverified,0.9,,\n")
    assert first.sha256 != Lexicon.of(tmp_path).sha256


@pytest.mark.parametrize(
    ("row", "word"),
    [
        ("trade,trading,nonsense,en,trading,,unverified,0.9,,", "nonsense"),
        ("trade,trading,noise,en,총|회사,,unverified,0.9,,", "pieces"),
        ("trade,trading,noise,en,,,unverified,0.9,,", "at least one word"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, row: str, word: str) -> None:
    (tmp_path / "pack.toml").write_text('id = "n"\ntitle = "N"\nversion = "1"\nlicence = "CC0-1.0"\nstanding = "unverified"\n')
    head = "concept,english,role,lang,words,romanised,standing,certainty,source_ids,note\n"
    (tmp_path / "words.csv").write_text(head + row + "\n", "utf-8")
    with pytest.raises(PackError, match=word) as caught:
        Lexicon.of(tmp_path)
    assert caught.value.row == 2


def test_reading_is_fast() -> None:
    """A list of a million names must not wait for its words; the bound is ten times what is usual."""
    tokens = [f"versor{i}mining" for i in range(2000)] + ["trading", "korea", "mohammed"] * 500
    started = time.perf_counter()
    for token in tokens:
        LEXICON.read(token)
    assert (time.perf_counter() - started) / len(tokens) < 150e-6
