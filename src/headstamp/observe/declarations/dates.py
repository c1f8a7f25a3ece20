"""Days as people write them. Day or month first is decided for a column by its own evidence; what nothing tells stays empty."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

EARLIEST, LATEST = 1980, 2100
"""Years of customs records that are kept by machine; a day outside them is doubted and left empty."""
_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "jan january janvier janv enero ene янв января january", "feb february fevrier fevr febrero фев февраля",
            "mar march mars marzo мар марта", "apr april avril avr abril abr апр апреля", "may mai mayo май мая",
            "jun june juin junio июн июня", "jul july juillet juil julio июл июля", "aug august aout agosto ago авг августа",
            "sep sept september septembre septiembre set сен сент сентября", "oct october octobre octubre окт октября",
            "nov november novembre noviembre ноя нояб ноября", "dec december decembre diciembre dic дек декабря",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
_ACCENTS = str.maketrans("éèûúóíá", "eeuuoia")
_YEAR_FIRST = re.compile(r"^((?:19|20|25)\d\d)\s*[-/.年년 ]\s*(\d{1,2})\s*[-/.月월 ]\s*(\d{1,2})\s*[日일.]?$")
_YEAR_LAST = re.compile(r"^(\d{1,2})\s*([-/. ])\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})\.?(?:\s*г\.?)?$")
_NAMED = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?[-/., ]*(?:de )?([^\W\d_]{3,10})\.?[-/., ]*(?:de )?(\d{4}|\d{2})(?:\s*г\.?)?$")
_NAMED_FIRST = re.compile(r"^([^\W\d_]{3,10})\.?[- ]*(\d{1,2})(?:st|nd|rd|th)?,?[- ]+(\d{4})$")
_CLOCK = re.compile(
    r"[T\s]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?$|T\d{6}Z?$"
)


class Day(NamedTuple):
    """`day` or None, and the reason where a filled cell gives none, or none that is sure."""

    day: date | None
    doubt: str = ""


def order(cells: Iterable[str]) -> str:
    """`dmy` or `mdy` where the cells of a column tell, `?` where they contradict each other, empty where none tells."""
    found = set()
    for cell in cells:
        if match := _YEAR_LAST.match(_bare(cell)):
            first, second = int(match[1]), int(match[3])
            if 12 < first <= 31 and second <= 12:
                found.add("dmy")
            elif 12 < second <= 31 and first <= 12:
                found.add("mdy")
    return found.pop() if len(found) == 1 else "?" if found else ""


def is_day(cell: str) -> bool:
    """True for a cell that is written as a day: not for a bare number, which may be anything."""
    bare = _bare(cell)
    return bool(_YEAR_FIRST.match(bare) or _YEAR_LAST.match(bare) or _NAMED.match(bare.casefold()))


def _bare(cell: str) -> str:
    return _CLOCK.sub("", cell.strip())


@lru_cache(maxsize=65_536)
def day(cell: str, asked: str = "") -> Day:
    """The day of one cell, in a column whose order is `asked`: `dmy`, `mdy`, `?` contradictory, or empty.

    ISO days, eight digits, month names in English, French, Spanish and Russian, Chinese and Korean days, years of the Buddhist
    calendar, and serial numbers of spreadsheets (days since 1899-12-30) are read. Points between the parts put the day first.

    >>> day("2026-11-03T10:00").day, day("03.11.2026").day, day("45000").day
    (datetime.date(2026, 11, 3), datetime.date(2026, 11, 3), datetime.date(2023, 3, 15))
    >>> day("03/11/2026").doubt
    '03/11/2026: day or month first is not said'
    """
    bare = _bare(cell)
    if not bare or bare.casefold() in (
        "-",
        "--",
        "n/a",
        "na",
        "null",
        "none",
        "nan",
        "nat",
        "0",
        "00000000",
        "0000-00-00",
        "unknown",
    ):
        return Day(None)
    if bare.isdecimal() or re.fullmatch(r"\d{5}\.\d*", bare):
        return _digits(bare)
    if match := _YEAR_FIRST.match(bare):
        return _made(cell, int(match[1]), int(match[2]), int(match[3]))
    plain = bare.casefold().translate(_ACCENTS)
    if (match := _NAMED.match(plain)) and match[2] in _MONTHS:
        return _made(cell, _year(match[3]), _MONTHS[match[2]], int(match[1]))
    if (match := _NAMED_FIRST.match(plain)) and match[1] in _MONTHS:
        return _made(cell, int(match[3]), _MONTHS[match[1]], int(match[2]))
    if match := _YEAR_LAST.match(bare):
        return _ordered(cell, int(match[1]), int(match[3]), _year(match[4]), "dmy" if match[2] == "." else asked)
    return Day(None, f"no day: {cell.strip()[:40]}")


def _ordered(cell: str, first: int, second: int, year: int, asked: str) -> Day:
    if first > 12 or (second <= 12 and first == second):
        found = _made(cell, year, second, first)
        told = "dmy"
    elif second > 12:
        found = _made(cell, year, first, second)
        told = "mdy"
    elif asked in ("dmy", "mdy"):
        return _made(cell, year, *((second, first) if asked == "dmy" else (first, second)))
    else:
        return Day(None, f"{cell.strip()[:40]}: day or month first is not said")
    if first != second and asked in ("dmy", "mdy") and told != asked and not found.doubt:
        return found._replace(
            doubt=f"{cell.strip()[:40]} puts the {'day' if told == 'dmy' else 'month'} first, its column does not"
        )
    return found


def _digits(bare: str) -> Day:
    if len(bare) in (8, 12, 14) and bare[:2] in ("19", "20"):
        return _made(bare, int(bare[:4]), int(bare[4:6]), int(bare[6:8]))
    if len(bare) in (10, 13) and bare[0] == "1":  # seconds or milliseconds since 1970
        return Day(date(1970, 1, 1) + timedelta(seconds=int(bare[:10])), f"{bare} read as seconds since 1970")
    serial = int(bare.split(".")[0]) if len(bare.split(".")[0]) <= 6 else 0
    if 29_221 <= serial <= 73_415:  # 1980 to 2100
        return Day(date(1899, 12, 30) + timedelta(days=serial))
    return Day(None, f"no day: {bare[:40]}")


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text) if int(text) < 70 else 1900 + int(text)


def _made(cell: str, year: int, month: int, number: int) -> Day:
    doubt = ""
    if 2523 <= year <= 2643:
        year, doubt = year - 543, f"{cell.strip()[:40]} read as a year of the Buddhist calendar"
    try:
        found = date(year, month, number)
    except ValueError:
        return Day(None, f"no day of any calendar: {cell.strip()[:40]}")
    if not EARLIEST <= year <= LATEST:
        return Day(None, f"{cell.strip()[:40]} is before {EARLIEST} or after {LATEST}")
    return Day(found, doubt)
