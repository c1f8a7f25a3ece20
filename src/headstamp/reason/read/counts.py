"""Quantities and sums in Korean, Russian and Chinese as intervals: `20만 발 이상`, `десятки тысяч`, `二百余枚`."""

from __future__ import annotations

import re

from headstamp.core.document import Document
from headstamp.core.statement import Amount

_KO_ONES = dict(
    zip(
        ["한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "스무", "석", "넉"],
        (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 3, 4),
        strict=True,
    )
)
_SINO = {"일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9}
_KO_SCALE = {"십": 10, "백": 100, "천": 1e3, "만": 1e4, "백만": 1e6, "십만": 1e5, "천만": 1e7, "억": 1e8}
_HAN = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_HAN_SCALE = {"十": 10, "百": 100, "千": 1e3, "万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8}
_RU_ONES = (
    "один:1 одн:1 два:2 две:2 двух:2 двум:2 три:3 трех:3 четыре:4 четырех:4 пят:5 шест:6 сем:7 восем:8 восьм:8 девят:9 десят:10 "
    "одиннадцат:11 двенадцат:12 тринадцат:13 четырнадцат:14 пятнадцат:15 шестнадцат:16 семнадцат:17 восемнадцат:18 "
    "девятнадцат:19 двадцат:20 тридцат:30 сорок:40 пятьдесят:50 пятидесят:50 шестьдесят:60 шестидесят:60 семьдесят:70 "
    "восемьдесят:80 девяносто:90 сто:100 ста:100 двести:200 двухсот:200 триста:300 трехсот:300 четыреста:400 пятьсот:500 "
    "шестьсот:600 семьсот:700 восемьсот:800 девятьсот:900 полтора:1.5 дюжин:12"
)
_RU = {word: float(value) for word, value in (pair.split(":") for pair in _RU_ONES.split())}
_RU_SCALE = {"тысяч": 1e3, "тыс": 1e3, "миллион": 1e6, "млн": 1e6, "миллиард": 1e9, "млрд": 1e9}
_RU_LOOSE = {"десятк": 20.0, "сотн": 200.0, "тысяч": 2e3}
_RU_WORD = "|".join(sorted(_RU, key=len, reverse=True))
_RU_DIGITS = rf"\d+(?:[  ]\d{{3}})*(?:,\d+)?|(?:{_RU_WORD})[а-я]{{0,3}}(?:\s(?:{_RU_WORD})[а-я]{{0,3}})*"
_RU_NUMBER = rf"(?:{_RU_DIGITS})(?:\s(?:тысяч\w*|тыс\.?|миллион\w*|млн|миллиард\w*|млрд))?"
_MONEY = {
    "달러": "USD", "유로": "EUR", "원": "KRW", "루블": "RUB", "위안": "CNY", "долл": "USD", "евро": "EUR", "рубл": "RUB",
    "юан": "CNY", "美元": "USD", "欧元": "EUR", "卢布": "RUB", "元": "CNY",
}  # fmt: skip
_PATTERNS = {
    "ko": re.compile(
        r"(?P<pre>약|최소|적어도|최대|대략)?\s?(?:(?P<loose>수십|수백|수천|수만|수십만|수백만)|"
        r"(?P<a>\d[\d,]*(?:\.\d+)?(?:\s?(?:백만|십만|천만|백|천|만|억))*(?:\s?\d[\d,]*(?:백|천|만))?|[일이삼사오육칠팔구]?[십백천만억]+|"
        rf"(?:{'|'.join(_KO_ONES)})(?=\s)))(?P<near>여)?\s?"
        r"(?P<unit>개|발|명|대|척|톤|정|문|기|량|차례|건|상자|킬로그램|㎏|kg|달러|유로|원|루블|위안|점|자루|인|대분|편)"
        r"(?P<post>\s?(?:이상|넘게|이하|미만|가량|정도|안팎))?"
    ),
    "zh": re.compile(
        r"(?P<pre>约|大约|近|至少|超过|多达|最多|逾)?(?:(?P<loose>数十|数百|数千|数万|几十|几百|几千|上百|上千)|"
        r"(?P<a>\d[\d,]*(?:\.\d+)?[万千百亿]*|[一二两三四五六七八九十百千万亿]+))(?P<near>余|多)?(?P<near2>万)?"
        r"(?P<unit>个|枚|发|支|门|辆|艘|名|人|吨|公斤|千克|美元|欧元|元|架|箱|次|节|列|挺|件|套|批|卢布)(?P<post>以上|左右|上下|以下)?"
    ),
    "ru": re.compile(
        r"(?:(?P<pre>как минимум(?: об?)?|не менее(?: чем)?|по меньшей мере|более(?: чем)?|свыше|больше|до|не более|около|"
        rf"примерно|порядка|почти|от)\s)?(?<![\w-])(?:(?P<loose>(?:десятк|сотн)\w{{1,3}}(?:\sтысяч)?|тысячи(?=\s[а-я]{{3}}))|"
        rf"(?P<a>{_RU_NUMBER})"
        rf"(?:\s?(?:до|[–—-])\s?(?P<b>{_RU_NUMBER}))?)(?![\w-])(?:\s(?:[а-яё]+(?:ых|их)\s){{0,2}}(?P<unit>[а-яё]+))?(?P<post>)",
        re.I,
    ),
}  # fmt: skip
_LOW = (
    "최소",
    "적어도",
    "이상",
    "넘게",
    "至少",
    "超过",
    "以上",
    "逾",
    "как минимум",
    "не менее",
    "по меньшей",
    "более",
    "свыше",
    "больше",
)
_HIGH = ("최대", "이하", "미만", "多达", "最多", "以下", "до", "не более")
_NEAR = (
    "약",
    "대략",
    "가량",
    "정도",
    "안팎",
    "여",
    "约",
    "大约",
    "近",
    "余",
    "多",
    "左右",
    "上下",
    "около",
    "примерно",
    "порядка",
    "почти",
)
_LOOSE = {"수": 2.0, "数": 2.0, "几": 2.0, "上": 1.0}
_RU_NO_UNIT = re.compile(
    r"(?:год|месяц|мм|миллиметр|январ|феврал|март|апрел|ма[яй]|июн|июл|август|сентябр|октябр|ноябр|декабр|ноч)\w*|и|а|от"
)


def amounts(document: Document, start: int, end: int, language: str) -> list[Amount]:
    """The quantities between two offsets, each with its unit or its currency and its span. Dates and calibres are none."""
    told = (_amount(m, document, language) for m in _PATTERNS[language].finditer(document.text, start, end))
    return [amount for amount in told if amount is not None]


def _amount(m: re.Match[str], document: Document, language: str) -> Amount | None:
    unit = m["unit"] or ""
    if language == "ru" and (not unit or _RU_NO_UNIT.fullmatch(unit.casefold())) and not _bare_russian(m):
        return None
    low = _loose(m["loose"], language) if m["loose"] else number(m["a"], language)
    if low is None:
        return None
    words = " ".join(filter(None, (m["pre"], m["post"], m.groupdict().get("near"), m.groupdict().get("near2")))).casefold()
    if m.groupdict().get("near2"):
        low *= 1e4
    near = bool(m["loose"]) or any(word in words for word in _NEAR)
    low_, high_ = _bounds(low, m, words, language)
    money = next((code for word, code in _MONEY.items() if unit.casefold().startswith(word)), "")
    stop = m.end() if m["post"] or language != "ru" else (m.end("unit") if m["unit"] else m.end())
    first = m.start() + len(m[0]) - len(m[0].lstrip())
    return Amount(low=low_, high=high_, unit=money or unit, approximate=near, span=document.span(first, stop))


def _bare_russian(m: re.Match[str]) -> bool:
    return bool(m["pre"]) and not m["unit"] and not (m["a"] or "").isdigit() and m["pre"].casefold() != "от"


def _bounds(low: float, m: re.Match[str], words: str, language: str) -> tuple[float | None, float | None]:
    upper = m.groupdict().get("b")
    if upper and (high := number(upper, language)) is not None:
        scale = next((s for word, s in _RU_SCALE.items() if word in upper), 1.0)
        return (low * scale if low * scale <= high else low), max(high, low)
    if m["loose"] or any(word in words for word in _LOW):
        return low, None
    return (None, low) if any(words.startswith(word) or words.endswith(word) for word in _HIGH) else (low, low)


def number(words: str, language: str) -> float | None:
    """The value of a number in digits or words of a language; None for what is none.

    >>> number("2천", "ko"), number("二百", "zh"), number("двести", "ru"), number("12 млн", "ru"), number("十一", "zh")
    (2000.0, 200.0, 200.0, 12000000.0, 11.0)
    """
    words = words.casefold().strip().replace("ё", "е")
    if language == "ru":
        return _russian(words)
    if language == "ko" and words in _KO_ONES:
        return float(_KO_ONES[words])
    if digits := re.match(r"\d[\d,]*(?:\.\d+)?", words):
        value = float(digits[0].replace(",", ""))
        scales = _KO_SCALE if language == "ko" else _HAN_SCALE
        rest = words[digits.end() :].strip()
        if rest in scales:
            return value * scales[rest]
        if (more := re.fullmatch(r"(\D+)\s?(\d[\d,]*\D?)", rest)) and more[1].strip() in scales:  # 1만2천
            return value * scales[more[1].strip()] + (number(more[2], language) or 0.0)
        for sign in rest:
            value *= scales.get(sign, 1)
        return value
    return _spelled(words, _SINO if language == "ko" else _HAN, _KO_SCALE if language == "ko" else _HAN_SCALE)


def _spelled(words: str, ones: dict[str, int], scales: dict[str, float]) -> float | None:
    total, section, current = 0.0, 0.0, 0.0
    for sign in words:
        if sign in ones:
            current = float(ones[sign])
        elif sign in scales and scales[sign] < 1e4:
            section, current = section + (current or 1.0) * scales[sign], 0.0
        elif sign in scales:
            total, section, current = total + (section + current or 1.0) * scales[sign], 0.0, 0.0
        else:
            return None
    return total + section + current or None


def _russian(words: str) -> float | None:
    scale = next((s for word, s in _RU_SCALE.items() if re.search(rf"\b{word}", words)), 1.0)
    if digits := re.match(r"\d+(?:[  ]\d{3})*(?:,\d+)?", words):
        return float(re.sub(r"[  ]", "", digits[0]).replace(",", ".")) * scale
    total = 0.0
    for word in words.split():
        best = max((known for known in _RU if word.startswith(known)), key=len, default="")
        total += _RU.get(best, 0.0)
    return total * scale or None


def _loose(words: str, language: str) -> float:
    if language == "ru":
        first = next((value for word, value in _RU_LOOSE.items() if words.casefold().startswith(word)), 1.0)
        return first * (1e3 if " " in words else 1.0)
    scales = _KO_SCALE if language == "ko" else _HAN_SCALE
    value = _LOOSE[words[0]]
    for sign in words[1:]:
        value *= scales.get(sign, 1)
    return value
