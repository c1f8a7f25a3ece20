"""Parts of months and years in English dates: thirds, halves, quarters, weeks, seasons, decades, and stretches up to the day of
publication."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Protocol

MONTHS = (
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
)  # fmt: skip
_SHORT = {name[:3]: number for number, name in enumerate(MONTHS, start=1)} | {"sept": 9}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
_RANKS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "last": 4,
    "final": 4,
    "latter": 2,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}
_DECADES = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve"
_COUNTS = {word: number for number, word in enumerate(_NUMBERS.split(), start=1)}
_DAYS_OF = {"day": 1, "week": 7}
PUBLISHED = "by the day of publication"


class Around(Protocol):
    """What a date is reckoned from: the day of publication, and the last date told before."""

    @property
    def published(self) -> date | None:
        """The day of publication."""

    @property
    def last(self) -> date | None:
        """The last date told before."""

    @property
    def year(self) -> int | None:
        """The year that is spoken of."""


Reader = Callable[["re.Match[str]", Around], "tuple[date, date, str] | None"]


def month_of(word: str) -> int:
    """The number of a month by its name or abbreviation; 0 for none."""
    low = word.casefold().strip(". ")
    return _SHORT.get(low[:4] if low[:4] == "sept" else low[:3], 0)


def end_of(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def within(year: int, month: int, part: str = "") -> tuple[date, date]:
    """A month, or the third of it that `early`, `mid`, `late` name."""
    low = part.casefold().replace("the ", "")
    last = end_of(year, month)
    if low.startswith(("early", "begin", "start")):
        return date(year, month, 1), date(year, month, 10)
    if low.startswith("mid"):
        return date(year, month, 11), date(year, month, 20)
    if low.startswith(("late", "end")):
        return date(year, month, 21), last
    return date(year, month, 1), last


def in_year(year: int, part: str) -> tuple[date, date]:
    """A year, or the stretch of it that `early`, `mid`, `late`, `the end of` name."""
    low = part.casefold().replace("the ", "")
    if low.startswith(("early", "begin", "start")):
        return date(year, 1, 1), date(year, 3, 31)
    if low.startswith("mid"):
        return date(year, 5, 1), date(year, 8, 31)
    if low.startswith(("late", "end")):
        return date(year, 11 if low.startswith("end") else 10, 1), date(year, 12, 31)
    return date(year, 1, 1), date(year, 12, 31)


def _year(m: re.Match[str], around: Around) -> tuple[int, str] | None:
    """The year that a part belongs to: told, `that year`, `last year`, else the one that is spoken of."""
    told = (m["y"] or "").casefold()
    if told.isdigit():
        return int(told), ""
    if "last" in told or "this" in told:
        return (around.published.year - ("last" in told), PUBLISHED) if around.published else None
    return (around.year, "year of the date before") if around.year else None


def _read_quarter(m: re.Match[str], around: Around) -> tuple[date, date, str] | None:
    year, rank = _year(m, around), int(m["q"]) if m["q"].isdigit() else _RANKS[m["q"].casefold()]
    return (date(year[0], 3 * rank - 2, 1), end_of(year[0], 3 * rank), year[1]) if year else None


def _read_half(m: re.Match[str], around: Around) -> tuple[date, date, str] | None:
    year, second = _year(m, around), _RANKS[m["q"].casefold()] == 2
    if year is None:
        return None
    if m["m"]:
        month = month_of(m["m"])
        return date(year[0], month, 16 if second else 1), end_of(year[0], month) if second else date(year[0], month, 15), year[1]
    return date(year[0], 7 if second else 1, 1), date(year[0], 12, 31) if second else date(year[0], 6, 30), year[1]


def _read_week(m: re.Match[str], around: Around) -> tuple[date, date, str] | None:
    year, month = _year(m, around), month_of(m["m"])
    if year is None:
        return None
    last = end_of(year[0], month)
    if m["q"].casefold() in ("last", "final"):
        return last - timedelta(days=6), last, year[1]
    first = date(year[0], month, 7 * _RANKS[m["q"].casefold()] - 6)
    return first, first + timedelta(days=6), year[1]


def _read_season(m: re.Match[str], around: Around) -> tuple[date, date, str] | None:
    """`the spring of 2009`, `autumn 2019`; `last summer` is the latest that was over on the day of publication."""
    first, last = _SEASONS[m["s"].casefold()]
    year = _year(m, around)
    if m["last"]:
        if around.published is None:
            return None
        over = end_of(around.published.year, last) < around.published
        year = around.published.year - (not over) - (last < first), PUBLISHED
    if year is None:
        return None
    return date(year[0], first, 1), end_of(year[0] + (last < first), last), year[1]


def _read_decade(m: re.Match[str], _: Around) -> tuple[date, date, str]:
    """`the 1980s`, `the mid-'80s`, `the early nineties`."""
    year = int(m["y"]) if m["y"] else 1900 + (int(m["z"]) if m["z"] else _DECADES[m["w"].casefold()])
    part = (m["part"] or "").casefold()
    low, high = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(part, (0, 9))
    return date(year + low, 1, 1), date(year + high, 12, 31), ""


def _read_past(m: re.Match[str], around: Around) -> tuple[date, date, str] | None:
    """`over the past decade`, `in the last three months`: up to the day of publication."""
    if around.published is None:
        return None
    word, end = (m["n"] or "one").casefold(), around.published
    count, unit = int(word) if word.isdigit() else _COUNTS[word], m["u"].casefold().rstrip("s")
    if unit in _DAYS_OF:
        return end - timedelta(days=count * _DAYS_OF[unit]), end, PUBLISHED
    month = end.year * 12 + end.month - 1 - count * {"month": 1, "year": 12, "decade": 120}[unit]
    return date(month // 12, month % 12 + 1, 1), end, PUBLISHED


_OF_YEAR = r"(?P<y>{Y}|that year|last year|this year|the year)"
_RANK = "|".join(_RANKS)
PERIODS: tuple[tuple[str, Reader], ...] = (
    (rf"\b(?:the )?(?P<q>{_RANK})[ -]quarter of {_OF_YEAR}", _read_quarter),
    (r"\bQ(?P<q>[1-4])(?: of)? (?P<y>{Y})\b", _read_quarter),
    (r"\b(?:the )?(?P<q>first|second|latter) half of (?P<m>{M})(?:,? (?P<y>{Y}))?", _read_half),
    (rf"\b(?:the )?(?P<q>first|second|latter) half of {_OF_YEAR}(?P<m>(?!))?", _read_half),
    (rf"\b(?:the )?(?P<q>{_RANK}) week (?:of|in) (?P<m>{{M}})(?:,? (?P<y>{{Y}}))?", _read_week),
    (rf"\b(?P<s>(?i:{'|'.join(_SEASONS)})) (?:of )?{_OF_YEAR}(?P<last>(?!))?", _read_season),
    (rf"\b(?P<last>[Ll]ast) (?P<s>{'|'.join(_SEASONS)})\b(?! of)(?P<y>(?!))?", _read_season),
    (
        r"(?:\b(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[ -])?(?:\b(?P<y>(?:19|20)\d0)s|['’](?P<z>[2-9]0)s|(?P<w>"
        rf"{'|'.join(_DECADES)}))\b",
        _read_decade,
    ),
    (
        rf"\bthe (?:past|last) (?:(?P<n>\d{{1,2}}|{'|'.join(_COUNTS)}) )?(?P<u>days?|weeks?|months?|years?|decades?)\b(?! of)",
        _read_past,
    ),
)  # fmt: skip
"""Patterns with `{Y}` for a year and `{M}` for a month, and who reads them."""
