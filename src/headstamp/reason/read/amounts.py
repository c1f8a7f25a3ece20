"""Numbers, quantities and sums in English sentences, as intervals: `at least 11` has no upper bound, `dozens` begins at 24."""

from __future__ import annotations

import re
from typing import NamedTuple

_ONE_TO_NINETEEN = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TEN_TO_NINETY = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES = {word: value for value, word in enumerate(_ONE_TO_NINETEEN.split(), start=1)}
_TENS = {word: 10 * value for value, word in enumerate(_TEN_TO_NINETY.split(), start=2)}
_SCALES = {
    "hundred": 100.0,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "dozen": 12.0,
    "score": 20.0,
    "trillion": 1e12,
    "m": 1e6,
    "mn": 1e6,
    "bn": 1e9,
    "k": 1e3,
}
_LOOSE = {
    "tens of thousands": 2e4, "hundreds of thousands": 2e5, "tens of millions": 2e7, "hundreds of millions": 2e8,
    "several dozen": 36.0, "several hundred": 300.0, "several thousand": 3e3, "several million": 3e6, "a few dozen": 24.0,
    "a few hundred": 200.0, "a few thousand": 2e3, "dozens": 24.0, "scores": 40.0, "hundreds": 200.0, "thousands": 2e3,
    "millions": 2e6, "billions": 2e9,
}  # fmt: skip
_WORD = "|".join((*_ONES, *_TENS))
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"(?:hundred|thousand|million|billion|trillion|dozen|score)"
_SCALED = rf"(?:(?:an?|half a|{_WORD})[ -])?(?:(?:{_WORD})[ -])?{_SCALE}(?: and (?:{_WORD})(?:-(?:{_WORD}))?)?"
_NUM = rf"(?:(?:{_DIGITS})(?:[ -]{_SCALE}|(?:m|k| ?mn| ?bn)\b)?|{_SCALED}|(?:{_WORD})(?:[ -](?:{_WORD}))?)"
_LOW = (
    r"at least|no fewer than|not less than|more than|over|upwards? of|in excess of|a little over|well over|exceeding|above|"
    r"no less than|not fewer than|a minimum of"
)
_HIGH = r"at most|up to|fewer than|less than|no more than|under|below|as many as|as much as|a maximum of|not more than"
_NEAR = (
    r"about|around|roughly|approximately|some|nearly|almost|close to|circa|an estimated|an average of|on average|just under|"
    r"just over|virtually|more or less"
)
_CURRENCY = {
    "$": "USD", "US$": "USD", "USD": "USD", "€": "EUR", "EUR": "EUR", "£": "GBP", "dollar": "USD", "euro": "EUR", "pound": "GBP",
    "rouble": "RUB", "ruble": "RUB", "yuan": "CNY", "won": "KRW", "renminbi": "CNY", "yen": "JPY", "¥": "JPY", "rand": "ZAR",
    "dirham": "AED", "riyal": "SAR", "rial": "IRR", "naira": "NGN", "shekel": "ILS", "cfa franc": "XOF", "swiss franc": "CHF",
    "hryvnia": "UAH", "kyat": "MMK", "birr": "ETB", "lira": "TRY", "deutschmark": "DEM", "deutsche mark": "DEM",
}  # fmt: skip
_MOST = 1e15  # no count of arms and no sum; past it figures of a float are made up
_SIGN = r"(?:US ?\$|\$(?:US)?|€ ?|£|¥|USD ?|EUR ?|GBP ?)"
_MONEY = "|".join(sorted((word for word in _CURRENCY if word.islower()), key=len, reverse=True))
_CARDINAL = re.compile(
    rf"(?<![\w.,/-])(?<!\bminus )(?!(?<=\bin )(?:19|20)\d\d\b)(?:(?P<q>{_LOW}|{_HIGH}|{_NEAR})\s+)?"
    rf"(?:(?P<between>between|from)\s+)?(?:(?P<cur>{_SIGN}) ?)?"
    rf"(?:(?P<loose>{'|'.join(_LOOSE)})\b(?! of (?:m|b|tr)illions)|(?P<a>{_NUM})(?!\w|,\d)"
    rf"(?:\s*(?:and|to|[-–])\s*(?P<cur2>{_SIGN})?(?P<b>{_NUM})(?!\w|,\d))?)"
    rf"(?P<pct>\s?%| per ?cent)?(?:\s+(?P<unit>(?:US |U\.S\. |United States |American )?(?:{_MONEY})s?(?! of)|USD|EUR)\b)?",
    re.I,
)


class Figure(NamedTuple):
    """A number at signs `start` to `end`: bounds (None = open), currency or `%` or empty, whether it is approximate."""

    start: int
    end: int
    low: float | None
    high: float | None
    unit: str
    approximate: bool


def number(words: str) -> float | None:
    """The value of one number in digits or words; None for what is none, or is beyond counting.

    >>> number("2,116"), number("two dozen"), number("1.7 million"), number("two hundred and six")
    (2116.0, 24.0, 1700000.0, 206.0)
    """
    total, current, seen = 0.0, 0.0, False
    for part in re.findall(r"[A-Za-z]+|\d[\d,]*(?:\.\d+)?", words.casefold()):
        if part[0].isdigit():
            current, seen = current + float(part.replace(",", "")), True
        elif part in _ONES or part in _TENS:
            current, seen = current + (_ONES.get(part) or _TENS[part]), True
        elif part == "half":
            current = 0.5
        elif part in ("a", "an"):
            current = current or 1.0
        elif part in _SCALES:
            seen, scale = True, _SCALES[part]
            if scale >= 1e3:
                total, current = total + (current or 1.0) * scale, 0.0
            else:
                current = (current or 1.0) * scale
        elif part != "and":
            return None
    return total + current if seen and total + current < _MOST else None


def find_figures(text: str, start: int, end: int) -> list[Figure]:
    """The numbers of a sentence with their bounds. Years, calibres and numbers of models are the caller's to leave out."""
    return [read for m in _CARDINAL.finditer(text, start, end) if (read := _figure(m)) is not None]


def _figure(m: re.Match[str]) -> Figure | None:
    unit = (
        _CURRENCY.get(re.sub(r"\s|US(?=\$)|(?<=\$)US", "", (m["cur"] or "").upper()))
        or _unit(m["unit"])
        or ("%" if m["pct"] else "")
    )
    how = (m["q"] or "").casefold()
    near = bool(how) and re.fullmatch(_NEAR, how) is not None
    stop = m.end()
    if m["loose"]:
        return Figure(m.start(), stop, _LOOSE[m["loose"].casefold()], None, unit, True)
    low = number(m["a"])
    if low is None:
        return None
    high: float | None = low
    if m["b"] and (m["between"] or not re.search(r"\band\b", m[0])):
        upper = number(m["b"])
        scale = next((s for word, s in _SCALES.items() if re.search(rf"\b{word}\b", m["b"], re.I)), 1.0)
        if upper is not None and low < upper / scale * 1.0001 and scale > 1:
            low = low * scale  # `between 8 and 12 million`
        high = upper if upper is not None and upper >= low else low
    elif m["b"]:
        stop = m.end("a")
    if how and re.fullmatch(_LOW, how):
        high = None
    elif how and re.fullmatch(_HIGH, how):
        return Figure(m.start(), stop, None, low, unit, False)
    return Figure(m.start(), stop, low, high, unit, near)


def _unit(word: str | None) -> str:
    low = re.sub(r"^(?:us|u\.s\.|united states|american) ", "", (word or "").casefold())
    return _CURRENCY.get(low.upper()) or _CURRENCY.get(low) or _CURRENCY.get(low.rstrip("s"), "")
