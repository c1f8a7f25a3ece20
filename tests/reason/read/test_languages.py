"""Korean, Russian and Chinese: who gives what to whom, denials, movements, presence; sentences of our own writing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.core.document import Document, VoiceKind
from headstamp.core.statement import Statement, StatementKind
from headstamp.core.when import When
from headstamp.observe.language import parse
from headstamp.observe.language.chinese import parse_chinese
from headstamp.reason.read import Lexicon, read
from headstamp.reason.read.by_sound import folded
from headstamp.reason.read.counts import amounts, number
from headstamp.reason.read.days import days
from headstamp.reason.read.phrases import stem
from headstamp.reference.shelf import load_shelf

REPORTS = Path(__file__).resolve().parents[4] / "shared" / "reports"
NEEDS = {"ko": "kiwipiepy", "ru": "natasha", "zh": "re"}
Read = Callable[..., tuple[Statement, ...]]


@pytest.fixture(scope="module")
def reader() -> Read:
    """A function of a language and a text."""
    lexicons: dict[str, Lexicon] = {}

    def read_one(language: str, text: str, published: str = "2024-06-15") -> tuple[Statement, ...]:
        pytest.importorskip(NEEDS[language], reason="the extra `read-more` is not installed")
        lexicon = lexicons.setdefault(language, Lexicon.of(load_shelf().tables, language))
        document = Document(id="d", text=text, published=When.parse(published), voice=VoiceKind.MEDIA, language=language)
        found = read(document, parse(text, language), lexicon)
        for statement in found:
            spans = [statement.span, *(slot.span for _, slot in statement.slots if slot.span)]
            assert all(text[span.start : span.end] == span.text for span in spans)
        return found

    return read_one


PAIRS = [
    ("ko", "북한은 지난해 12월 이란에 탄도미사일 부품을 수출했다.", "KP", "IR", "affirmed"),
    ("ko", "우크라이나 국방부는 러시아가 북한으로부터 포탄 100만 발 이상을 받았다고 밝혔다.", "KP", "RU", "affirmed"),
    ("ko", "북한 외무성은 러시아에 무기를 제공한 적이 없다고 밝혔다.", "KP", "RU", "denied"),
    ("ko", "이란은 후티 반군에 미사일을 제공하고 있다는 의혹을 받고 있다.", "IR", "YE", "affirmed"),
    ("ru", "В 2003 году КНДР поставила Ливии ракеты и запчасти к ним.", "KP", "LY", "affirmed"),
    ("ru", "МИД КНДР заявил, что КНДР никогда не поставляла оружие России.", "KP", "RU", "denied"),
    ("ru", "Россия купила у КНДР снаряды.", "KP", "RU", "affirmed"),
    ("ru", "По данным Минобороны, Иран передал хуситам десятки беспилотников.", "IR", "YE", "affirmed"),
    ("ru", "Асмара утверждает, что никогда не получала оружия из КНДР.", "KP", "ER", "denied"),
    ("zh", "朝鲜去年向伊朗出口了弹道导弹零件。", "KP", "IR", "affirmed"),
    ("zh", "俄罗斯外交部否认从朝鲜购买炮弹。", "KP", "RU", "denied"),
    ("zh", "朝鲜外务省发言人说，朝鲜从未向俄罗斯提供武器。", "KP", "RU", "denied"),
    ("zh", "没有证据显示中国向俄罗斯提供武器。", "CN", "RU", "negated"),
    ("ko", "러시아로부터 전차를 받은 북한은 침묵했다.", "RU", "KP", "affirmed"),
    ("ko", "미국은 북한의 시리아에 대한 무기 판매를 비난했다.", "KP", "SY", "affirmed"),
    ("ru", "Переданные Анголой Чаду гранатомёты оказались старыми.", "AO", "TD", "affirmed"),
    ("ru", "Вьетнам возобновил поставки миномётов в Лаос.", "VN", "LA", "affirmed"),
    ("zh", "莫桑比克向朝鲜购买了迫击炮。", "KP", "MZ", "affirmed"),
]


@pytest.mark.parametrize(("language", "text", "supplier", "recipient", "polarity"), PAIRS)
def test_who_gives_to_whom(reader: Read, language: str, text: str, supplier: str, recipient: str, polarity: str) -> None:
    (found,) = reader(language, text)
    assert found.kind is StatementKind.TRANSFER
    assert (found.keys("supplier"), found.keys("recipient")) == ((supplier,), (recipient,))
    assert found.polarity == polarity


NOT_AFFIRMED = [
    ("ko", "북한은 우리가 러시아에 무기를 팔았다는 주장은 날조라고 밝혔다.", "denied"),
    ("ko", "앙골라는 북한에서 초계정을 사들인 사실을 인정하지 않았다.", "unknown"),
    ("ko", "러시아 정부는 북한이 무기를 공급했다는 보도를 부인했다.", "denied"),
    ("ru", "Представитель КНДР назвал обвинения в поставках оружия ложью.", "denied"),
    ("ru", "Минобороны опровергло сообщения о передаче ракет повстанцам.", "denied"),
    ("ru", "Посол отверг утверждения, будто КНДР продала России снаряды.", "denied"),
    ("ru", "Нет доказательств, что Китай передал оружие России.", "negated"),
    ("ru", "Китай отказался продавать оружие Сирии.", "negated"),
    ("zh", "俄罗斯外交部发言人驳斥了有关从朝鲜进口武器的说法。", "denied"),
    ("zh", "中国拒绝向叙利亚出售武器。", "negated"),
    ("ko", "북한이 말리에 무기를 넘겼다는 증거는 발견되지 않았다.", "negated"),
    ("ru", "Сообщения о том, что Минск продал Чаду танки, не соответствуют действительности.", "denied"),
    ("ru", "Минобороны не подтвердило факт поставки ракет в Чад.", "unknown"),
    ("zh", "有关马里向乍得转让坦克的报道不实。", "denied"),
    ("zh", "所谓马里向乍得出售火箭炮纯属捏造。", "denied"),
    ("zh", "马里不曾把坦克移交给乍得。", "negated"),
    ("zh", "有人诬称马里向乍得走私步枪。", "denied"),
    ("zh", "马里并未否认向乍得出售过坦克。", "unknown"),
    ("zh", "马里是否向乍得出售过坦克，目前没有定论。", "unknown"),
]


@pytest.mark.parametrize(("language", "text", "polarity"), NOT_AFFIRMED)
def test_what_is_denied_is_no_transfer(reader: Read, language: str, text: str, polarity: str) -> None:
    (found,) = reader(language, text)
    assert (found.kind, found.polarity) == (StatementKind.TRANSFER, polarity)


@pytest.mark.parametrize(
    ("language", "text", "voice"),
    [("ru", "США обвинили Иран в поставках ракет хуситам.", "США"), ("zh", "美国指责伊朗向胡塞武装提供导弹。", "美国")],
)
def test_who_accuses_is_the_voice(reader: Read, language: str, text: str, voice: str) -> None:
    (found,) = reader(language, text)
    assert (found.keys("supplier"), found.keys("recipient"), found.hedge) == (("IR",), ("YE",), "alleged")
    assert found.voice is not None
    assert found.voice.words == voice


OTHERS = [
    ("ko", "시리아에 북한 군사고문단이 주둔하고 있는 것으로 알려졌다.", "presence", "reported"),
    ("ko", "세관은 선박에서 소총 200정을 압수했다.", "interdiction", ""),
    ("ko", "화물선 청운호는 3월 4일 남포항을 떠나 포트사이드항에 입항했다.", "transport", ""),
    ("ko", "북한은 거래를 부인하고 있다.", "denial", ""),
    ("ru", "В Сирии находятся около 30 северокорейских советников.", "presence", "approximate"),
    ("ru", "Таможня изъяла 200 автоматов на борту судна.", "interdiction", ""),
    ("ru", "Судно «Чхонунхо» вышло из порта Нампхо 4 марта и прибыло в Тартус.", "transport", ""),
    ("ru", "Пхеньян назвал сообщения выдумкой.", "denial", ""),
    ("zh", "据报道，约30名朝鲜军事顾问驻扎在叙利亚。", "presence", "reported"),
    ("zh", "海关从船上查获200支步枪。", "interdiction", ""),
    ("zh", "货轮3月4日离开南浦港，驶往塔尔图斯港。", "transport", ""),
]


@pytest.mark.parametrize(("language", "text", "kind", "hedge"), OTHERS)
def test_other_kinds(reader: Read, language: str, text: str, kind: str, hedge: str) -> None:
    (found,) = reader(language, text)
    assert (found.kind.value, found.hedge) == (kind, hedge)


@pytest.mark.parametrize(
    ("language", "text"),
    [("ko", "북한은 미얀마에 쌀을 보냈다."), ("ru", "Россия отправила в КНДР зерно."), ("zh", "中国向朝鲜提供粮食。")],
)
def test_food_is_no_transfer(reader: Read, language: str, text: str) -> None:
    assert reader(language, text) == ()


@pytest.mark.parametrize("text", ["严禁向乍得出售武器。", "如果马里向乍得出售坦克，后果严重。", "难道马里会向乍得出售坦克吗？"])
def test_a_rule_a_condition_or_a_question_is_no_deed(reader: Read, text: str) -> None:
    assert reader("zh", text) == ()


def test_what_a_stopped_ship_carried_is_not_from_its_captor(reader: Read) -> None:
    found = reader("zh", "希腊海军拦截了一艘向利比亚走私武器的货船。")
    assert all(not s.of("supplier") for s in found if s.kind is StatementKind.TRANSFER)


def test_not_denying_is_no_denial(reader: Read) -> None:
    assert all(s.polarity != "denied" for s in reader("ru", "Капитан не отрицает, что передал груз оружия повстанцам."))
    assert all(s.polarity != "denied" for s in reader("ko", "러시아 정부는 북한이 무기를 공급했다는 보도를 부인하지 않았다."))


def test_chinese_says_that_it_was_read_by_words_alone(reader: Read) -> None:
    assert all(s.rules == ("lexicon_only",) for s in reader("zh", "伊朗向胡塞武装提供导弹。据称部分货款以黄金支付。"))


def test_the_development_report_in_korean(reader: Read) -> None:
    path = REPORTS / "ko_2023-11-02_mnd.txt"
    if not path.is_file():
        pytest.skip("the development reports are not beside this checkout")
    gold = [json.loads(line) for line in path.with_suffix(".gold.jsonl").read_text("utf-8").splitlines()]
    found = reader("ko", path.read_text("utf-8"), "2023-11-02")
    assert [s.kind.value for s in found] == [g["kind"] for g in gold]
    assert found[0].voice is not None
    assert found[0].voice.words == "군 당국"
    assert found[1].of("supplier")[0].how == "carried"


@pytest.mark.parametrize(
    ("language", "words", "value"),
    [("ko", "2천", 2000), ("ko", "1만2천", 12000), ("zh", "二百", 200), ("zh", "三万五千", 35000), ("ru", "двести", 200),
     ("ru", "двадцать пять", 25), ("ru", "50 000", 50000)],
)  # fmt: skip
def test_numbers(language: str, words: str, value: float) -> None:
    assert number(words, language) == value


@pytest.mark.parametrize(
    ("language", "text", "low", "high"),
    [("ko", "100만 발 이상", 1e6, None), ("ko", "약 30명", 30, 30), ("ru", "десятки тысяч снарядов", 2e4, None),
     ("ru", "от 8 до 12 млн долларов", 8e6, 12e6),
     ("zh", "至少十一个", 11, None), ("zh", "二百余枚", 200, 200)],
)  # fmt: skip
def test_amounts(language: str, text: str, low: float, high: float | None) -> None:
    (found,) = amounts(Document(id="d", text=text), 0, len(text), language)
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    ("language", "text", "when"),
    [("ko", "주체 98년", "2009"), ("ko", "지난달 23일", "2003-11-23"), ("ko", "2008년부터 2011년까지", "2008/2011"),
     ("ko", "1980년대", "1980/1989"),
     ("ru", "4 марта", "2003-03-04"), ("ru", "в середине 1997 года", "1997-05-01/1997-08-31"), ("ru", "во вторник", "2003-12-09"),
     ("zh", "4月2日", "2003-04-02"), ("zh", "去年", "2002"), ("zh", "主体98年", "2009")],
)  # fmt: skip
def test_dates(language: str, text: str, when: str) -> None:
    (found,) = days(Document(id="d", text=text, published=When.parse("2003-12-15")), 0, len(text), language)
    assert str(found.when) == when


def test_no_day_is_invented() -> None:
    assert days(Document(id="d", text="4 марта"), 0, 7, "ru") == []


def test_stems_and_sounds() -> None:
    assert len({stem(word) for word in ("Эритрея", "Эритрее", "Эритреи", "Эритрею")}) == 1
    assert "ipyongcol" in folded("리병철")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="朝鲜向伊朗提供导弹否认从购买炮弹，。3月4日的被货轮约三百枚 A-", max_size=60))
def test_any_text_is_read_or_left(text: str) -> None:
    lexicon = _chinese()
    document = Document(id="d", text=text, published=When.parse("2024-06-15"))
    for statement in read(document, parse_chinese(text), lexicon):
        assert text[statement.span.start : statement.span.end] == statement.span.text


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="0123456789년월일 약이상발개만年月日号余枚двсти ч.,-", max_size=40), st.sampled_from(["ko", "ru", "zh"]))
def test_any_number_or_date(text: str, language: str) -> None:
    document = Document(id="d", text=text, published=When.parse("2024-02-29"))
    told = [a.span for a in amounts(document, 0, len(text), language)] + [d.span for d in days(document, 0, len(text), language)]
    assert all(span is not None and text[span.start : span.end] == span.text for span in told)


_KEPT: list[Lexicon] = []


def _chinese() -> Lexicon:
    if not _KEPT:
        _KEPT.append(Lexicon.of(load_shelf().tables, "zh"))
    return _KEPT[0]
