"""Dates in Korean, Russian and Chinese as intervals of days. The year that a text leaves out is the latest that fits before the
day of publication, and is told as inferred; nothing is made more exact than it was written."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from headstamp.core.calendars import Calendar, to_gregorian
from headstamp.core.document import Document
from headstamp.core.statement import Dated
from headstamp.core.when import When

_MONTHS = ["январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр"]
_RU_MONTH = (
    r"(?P<mname>январ[яеь]|феврал[яеь]|марта?е?|апрел[яеь]|ма[яей]|июн[яеь]|июл[яеь]|августа?е?|"
    r"сентябр[яеь]|октябр[яеь]|ноябр[яеь]|декабр[яеь])"
)
_WEEKDAYS = ["понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень"]
_PATTERNS = {
    "ko": re.compile(
        r"(?P<dec>[12]\d{2}0)년대|(?:(?:(?P<juche>주체\s?\d{2,3})|(?P<y>[12]\d{3}))년\s?|"
        r"(?P<rel>올해|작년|지난해|지난달|이달|이번 달|내년)\s?)?"
        r"(?:(?P<m>1[0-2]|0?[1-9])월(?:\s?(?P<part>초|중순|말))?(?:\s?(?P<d>3[01]|[12]\d|0?[1-9])일)?|(?P<d2>3[01]|[12]\d|0?[1-9])일)?"
        r"(?P<since>\s?부터)?"
    ),
    "zh": re.compile(
        r"(?P<dec>[12]\d{2}0)年代|(?:(?:(?P<juche>主体\s?\d{2,3})|(?P<y>[12]\d{3}))年|(?P<rel>今年|去年|上月|上个月|本月|明年))?"
        r"(?:(?P<m>1[0-2]|0?[1-9])月(?P<part>初|中旬|底|下旬|上旬)?(?:(?P<d>3[01]|[12]\d|0?[1-9])[日号])?|(?P<d2>3[01]|[12]\d|[1-9])日)?"
        r"(?P<since>以来|起)?"
    ),
    "ru": re.compile(
        rf"(?:(?P<part>начал[еаоу]|середин[еаыу]|конц[еау]|концом|первой половин\w+|второй половин\w+)\s)?"
        rf"(?:(?:(?P<d>3[01]|[12]\d|0?[1-9])(?:-?го)?(?:\s(?:и|–|-)\s(?P<d3>3[01]|[12]\d|[1-9]))?\s)?{_RU_MONTH}(?:\s(?P<y>[12]\d{{3}})(?:\sгод\w*|\sг\.)?)?"
        rf"|(?P<y2>[12]\d{{3}})(?:\s?[–-]\s?(?P<y3>[12]\d{{3}}))?\s?(?:год\w*|гг?\.)"
        rf"|(?P<rel>в прошлом году|в этом году|в прошлом месяце|в следующем месяце)"
        rf"|(?P<juche>(?:чучхе)\s\d{{2,3}})"
        rf"|(?P<wd>во? (?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье))"
        rf"|(?P<dec>[12]\d{{2}}0)-[ехм]+ год\w*)",
        re.I,
    ),
}  # fmt: skip
_FAR = {"내년", "明年"}
_LAST_YEAR = {"작년", "지난해", "去年", "в прошлом году"}
_LAST_MONTH = {"지난달", "上月", "上个月", "в прошлом месяце"}
_THIS_MONTH = {"이달", "이번 달", "本月"}


def days(document: Document, start: int, end: int, language: str, context: date | None = None) -> list[Dated]:
    """The dates between two offsets. `context` is the last date told before: it lends its year where the text has none."""
    found: list[Dated] = []
    published = document.published.last
    for m in _PATTERNS[language].finditer(document.text, start, end):
        if not m[0].strip():
            continue
        read = _dated(m, document, published, context)
        if read is not None:
            found.append(read)
            context = read.when.first or context
    return list(_ranges(found, document, language))


def _dated(m: re.Match[str], document: Document, published: date | None, context: date | None) -> Dated | None:
    g = m.groupdict()
    first = m.start() + len(m[0]) - len(m[0].lstrip())
    stop = m.start() + len(m[0].rstrip())
    span = document.span(first, stop)
    year, inferred = _year(g, published)
    interval: tuple[date, date] | None = None
    month = int(g["m"]) if g.get("m") else _month(g.get("mname"))
    day = g.get("d") or g.get("d2")
    try:
        if g.get("dec"):
            decade = int(g["dec"][:4])
            interval = date(decade, 1, 1), date(decade + 9, 12, 31)
        elif g.get("wd") and published:
            interval = _weekday(g["wd"], published)
            inferred = "week of the publication"
        elif month is not None or day:
            interval, inferred = _of_month(month, day, g, year, published, context, inferred)
        elif g.get("rel") in _LAST_MONTH | _THIS_MONTH and published:
            interval = _whole(*_shift(published, -1 if g["rel"] in _LAST_MONTH else 0))
        elif g.get("rel") == "в следующем месяце" and context:
            interval, inferred = _whole(*_shift(context, 1)), "month after the one told before"
        elif year is not None and (g.get("y") or g.get("y2") or g.get("juche") or g.get("rel")):
            interval = _of_year(year, g)
    except ValueError:
        return None
    if interval is None:
        return None
    if g.get("since") and published and interval[0] <= published and "이래" not in m[0]:
        interval = interval[0], max(published, interval[0])
    role = "statement" if g.get("wd") or (day and month is None and _is_now(interval[0], published)) else "event"
    when = When(text=span.text, first=interval[0], last=interval[1])
    return Dated(when=when, role=role, span=span, inferred=inferred)


def _year(g: dict[str, str | None], published: date | None) -> tuple[int | None, str]:
    if juche := g.get("juche"):
        return to_gregorian(int(re.sub(r"\D", "", juche)), Calendar.JUCHE)[0], ""
    if given := g.get("y") or g.get("y2"):
        return int(given), ""
    rel = g.get("rel")
    if rel and published:
        if rel in _LAST_YEAR:
            return published.year - 1, "year before the publication"
        if rel in _FAR:
            return published.year + 1, "year after the publication"
        return published.year, "year of the publication"
    return None, ""


def _of_month(
    month: int | None, day: str | None, g: dict[str, str | None], year: int | None, published: date | None,
    context: date | None, inferred: str,
) -> tuple[tuple[date, date] | None, str]:  # fmt: skip
    if month is None and published is not None:  # a bare day, or `the 23rd of last month`
        back = -1 if g.get("rel") in _LAST_MONTH or int(str(day)) > published.day else 0
        year, month = _shift(published, back)
        inferred = "month of the publication"
    if month is None:
        return None, ""
    if year is None:
        year, inferred = _fitting_year(month, published, context)
    if year is None:
        return None, ""
    if day:
        last = int(str(g.get("d3") or day))
        return (date(year, month, int(day)), date(year, month, last)), inferred
    first, last_day = _whole(year, month)
    match _part(g.get("part")):
        case "early":
            last_day = date(year, month, 10)
        case "mid":
            first, last_day = date(year, month, 11), date(year, month, 20)
        case "late":
            first = date(year, month, 21)
        case "first half":
            last_day = date(year, month, 15)
        case "second half":
            first = date(year, month, 16)
    return (first, last_day), inferred


def _of_year(year: int, g: dict[str, str | None]) -> tuple[date, date]:
    last = int(g["y3"]) if g.get("y3") else year  # type: ignore[arg-type]
    match _part(g.get("part")):
        case "early":
            return date(year, 1, 1), date(year, 3, 31)
        case "mid":
            return date(year, 5, 1), date(year, 8, 31)
        case "late":
            return date(year, 10, 1), date(year, 12, 31)
    return date(year, 1, 1), date(last, 12, 31)


def _part(words: str | None) -> str:
    low = (words or "").casefold()
    for name, starts in (
        ("early", ("초", "初", "上旬", "начал")), ("mid", ("중순", "中旬", "середин")), ("late", ("말", "底", "下旬", "конц")),
        ("first half", ("первой",)), ("second half", ("второй",)),
    ):  # fmt: skip
        if low.startswith(starts):
            return name
    return ""


def _fitting_year(month: int, published: date | None, context: date | None) -> tuple[int | None, str]:
    if context is not None and (published is None or context.year < published.year - 1):
        return context.year, "year told before"
    if published is None:
        return None, ""
    return published.year - (month > published.month), "latest year before the publication"


def _month(name: str | None) -> int | None:
    low = (name or "").casefold()
    if not low:
        return None
    if low in ("мая", "мае", "май"):
        return 5
    return next((n for n, begin in enumerate(_MONTHS, start=1) if n != 5 and low.startswith(begin)), None)


def _weekday(words: str, published: date) -> tuple[date, date]:
    number = next(n for n, begin in enumerate(_WEEKDAYS) if begin in words.casefold())
    day = published - timedelta(days=(published.weekday() - number) % 7)
    return day, day


def _shift(day: date, months: int) -> tuple[int, int]:
    number = day.year * 12 + day.month - 1 + months
    return number // 12, number % 12 + 1


def _whole(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _is_now(day: date, published: date | None) -> bool:
    return published is not None and timedelta(0) <= published - day <= timedelta(days=3)


_RANGE = {"ko": re.compile(r"\s*"), "zh": re.compile(r"[至到]"), "ru": re.compile(r"\s(?:по|до)\s|\s?[–—]\s?")}


def _ranges(found: list[Dated], document: Document, language: str) -> Iterator[Dated]:
    """`2008년부터 2011년까지` is one interval."""
    at = 0
    while at < len(found):
        here = found[at]
        after = found[at + 1] if at + 1 < len(found) else None
        if after is not None and here.span and after.span and here.when.first and after.when.last:
            between = document.text[here.span.end : after.span.start]
            opens = language != "ko" or here.span.text.endswith("부터")
            if opens and _RANGE[language].fullmatch(between) and here.when.first <= after.when.last:
                span = document.span(here.span.start, after.span.end)
                when = When(text=span.text, first=here.when.first, last=after.when.last)
                yield Dated(when=when, role="event", span=span, inferred=here.inferred)
                at += 2
                continue
        yield here
        at += 1
