"""The main job: the founding essay's broker, his companies and KOMID, under the spellings that people use; silence on namesakes.

Spellings and namesakes are of our own making. A miss is a fault of lists, lexicon or release, to be mended there and not here.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from headstamp.core.finding import Finding, HypothesisKind
from headstamp.core.party import Party, PartyName
from headstamp.reason.match.ask import ask
from headstamp.reason.match.matcher import Matcher
from headstamp.reason.match.release import Release
from headstamp.reference.builtin import builtin_listings
from headstamp.reference.lexicon import Lexicon
from headstamp.reference.released import released

SPELLINGS = {
    "ashot-mkrtychev": (
        "Ashot Mkrtychev",
        "MKRTYCHEV Ashot",
        "Mkrtychev, A.",
        "Ashot Mkrtichev",
        "Ashot Mkrtychyev",
        "Ashott Mkrtychev",
        "Mr. Ashot MKRTYCHEV",
        "Ашот Мкртычев",
        "Мкртычев Ашот",
        "МКРТЫЧЕВ А.",
        "Ашот Мкртичев",
        "아쇼트 므크르티체프",
        "아쇼트 므크르티초프",
        "Asot Mkrtycev",
        "Ashot Mkrtytchev",
        "Ashot Mkrtyhcev",
    ),
    "versor": ("Versor s.r.o.", "VERSOR SRO", "Versor, spol. s r.o.", "Версор с.р.о.", "Versor s. r. o., Bratislava", "베르소르"),
    "verus": (
        "LLC Verus",
        "Verus LLC",
        "OOO Verus",
        'ООО "Верус"',
        "ООО «ВЕРУС»",
        "Verus Limited Liability Company",
        "Общество с ограниченной ответственностью Верус",
        "Verus Consulting Group",
        "베루스 유한책임회사",
    ),
    "defense-engineering": (
        "Defense Engineering LLP",
        "Defence Engineering LLP",
        "ТОО Дефенс Инжиниринг",
        "Defens Inzhiniring TOO",
        "DEFENSE ENGINEERING",
        "디펜스 엔지니어링 유한책임조합",
        "TOO Defence Engineering",
    ),
    "komid": (
        "KOMID",
        "Korea Mining Development Trading Corp",
        "Korea Mining Development Trading Corporation",
        "KOREA MINING DEV. TRADING CORP.",
        "Korean Mining Development Trading Co",
        "Korea Mining & Development Trading Company Ltd",
        "Chosun Mining Development Trading Company",
        "조선광업개발무역회사",
        "조선 광업개발 무역회사",
        "조선광업개발무역",
        "朝鲜矿业开发贸易公司",
        "朝鮮礦業開發貿易公司",
        "КОМИД",
        "Korea Minning Development Tradng Corporation",
        "Changgwang Sinyong Corp",
        "Changkwang Shinyong Corporation",
    ),
}
NAMESAKES = (
    "General Trading Company",
    "Development Trading Corporation",
    "Korea Trading Corporation",
    "Mining Development Ltd",
    "Trading Corp",
    "Defense Systems Engineering Inc",
    "Civil Engineering LLP",
    "Engineering Limited Liability Partnership",
    "Defence Housing Authority",
    "Ashot Petrosyan",
    "Ашот Григорян",
    "Ashot",
    "Artur Mkrtchyan",
    "Мкртчян Арам",
    "Ashot Mkrtchyan",
    "Verus Technology Partners",
    "Veritas LLC",
    "OOO Venera",
    "Versum Materials",
    "Vector s.r.o.",
    "Versa Networks",
    "Viktor s.r.o.",
    "ООО Вектор",
    "한국무역협회",
    "한국광업공단",
    "대한무역투자진흥공사",
    "삼성물산 주식회사",
    "中国矿业开发公司",
    "贸易公司",
    "Торговая компания Развитие",
    "ООО Торговый дом",
    "Korea Electric Power Corporation",
    "Korea Development Bank",
    "South African Mining Development Association",
    "Mongolia Mining Corporation",
    "Company Limited",
    "Komida Foods",
    "Comid Logistics",
    "Consulting Group",
    "Kim Chol Su",
    "Engineering Services International",
)


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher.of(builtin_listings(), Release.from_bytes(released()), Lexicon.default())


NEAR = (
    "Корейская торговая компания по развитию горной промышленности",
    "Korea Mining Development Trading Bureau",
)


def asked(name: str, matcher: Matcher) -> Finding:
    return ask(Party(id=name, names=(PartyName(text=name),)), matcher)


def named(finding: Finding, matcher: Matcher) -> Iterator[str]:
    """Ids of the parties that are answers, best first."""
    keys = {listing.key: listing.party.id for listing in matcher.listings}
    return (keys[h.id] for h in finding.hypotheses if h.kind is HypothesisKind.PARTY)


@pytest.mark.parametrize(("wanted", "name"), [(party, name) for party, names in SPELLINGS.items() for name in names])
def test_the_essays_names_are_found(wanted: str, name: str, matcher: Matcher) -> None:
    finding = asked(name, matcher)
    assert next(named(finding, matcher), None) == wanted, finding.answer


@pytest.mark.parametrize("wanted", SPELLINGS)
def test_the_answer_says_on_which_list_since_when_and_why(wanted: str, matcher: Matcher) -> None:
    finding = asked(SPELLINGS[wanted][1], matcher)
    said = " ".join(r.sentence for r in finding.reasons if r.rule == "listed_as")
    assert "US Treasury, OFAC" in said
    assert "since 20" in said
    assert any(r.rule == "word_against_word" for r in finding.reasons)


@pytest.mark.parametrize("name", NAMESAKES)
def test_namesakes_that_share_common_words_are_silent(name: str, matcher: Matcher) -> None:
    """An alert on every `General Trading Company` is an alert that nobody reads."""
    finding = asked(name, matcher)
    assert list(named(finding, matcher)) == [], finding.answer
    assert "not a clearance" in finding.answer


@pytest.mark.parametrize("name", NEAR)
def test_what_is_not_found_is_named_as_the_nearest(name: str, matcher: Matcher) -> None:
    """Two of the spellings that were tried stay silent; the silence must lead the reader to the party all the same."""
    finding = asked(name, matcher)
    assert list(named(finding, matcher)) == []
    assert "The nearest is KOREA MINING DEVELOPMENT TRADING CORPORATION" in finding.answer
