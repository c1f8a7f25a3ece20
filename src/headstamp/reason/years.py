"""Years on marks: which calendar, which century, and whether it is a year at all. Every reading that fits is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass

from headstamp.core.calendars import LETTER_YEARS, Calendar, to_gregorian, two_digit_years
from headstamp.core.notation import GAP, Token

EARLIEST, LATEST = 1890, 2035
JUCHE_IN_USE = 86  # 1997: official from 9 September of that year; older items carry Western years (dplot004, eud_juche)
_LATIN_LETTER_YEARS = {"e": 1954, "k": 1956}


@dataclass(frozen=True, slots=True)
class YearReading:
    """One Gregorian span a number may stand for, and why."""

    first: int
    last: int
    calendar: Calendar
    why: str


def gregorian_years(token: Token, first: int | None, last: int | None) -> tuple[int, ...]:
    """Full years that a year token may mean between `first` and `last` (None = open), unread signs expanded.

    Two digits give every century that fits; letters are the Soviet letter years; nothing fitting gives an empty tuple.
    """
    low, high = first or EARLIEST, last or LATEST
    if token.kind == "letters":
        key = (token.key or "").upper()
        year = LETTER_YEARS.get(key) or _LATIN_LETTER_YEARS.get(key.casefold())
        return (year,) if year and low <= year <= high else ()
    if token.kind != "digits" or GAP in token.signs or len(token.signs) not in (2, 4):
        return ()
    numbers = _expand(token)
    if len(token.signs) == 4:
        return tuple(n for n in numbers if low <= n <= high)
    return tuple(sorted(y for n in numbers for y in two_digit_years(n, first=low, last=high)))


def _expand(token: Token) -> list[int]:
    out = [""]
    for sign in token.signs:
        out = [stem + digit for stem in out for digit in (sign or "0123456789") if digit.isdigit()]
    return [int(text) for text in out[:1000]]


_BORE = re.compile(
    r"(?<![\d.,])\d+(?:[.,]\d+)?\s*-?(?:mm|мм|毫米|粍|公厘|미리|밀리|ملم|مم)(?![^\W\d_])"
    r"|(?<![^\W_])[A-Z]{1,3}-?\d{1,3}(?!\d)",
    re.I,
)
_NAMES = (
    (Calendar.JUCHE, re.compile(r"주체|\bjuche\b", re.I)),
    (Calendar.MINGUO, re.compile(r"民國|民国|\bminguo\b", re.I)),
)


def without_bores(text: str) -> str:
    """`text` without bores and type numbers: the 81 of `81 mm` and the 61 of `M61` are no years."""
    return _BORE.sub(" ", text)


def named_calendar(text: str) -> Calendar | None:
    """The calendar that a mark names by its own word beside the number: `주체 112`, `Juche 89`, `民國112年`."""
    return next((calendar for calendar, word in _NAMES if word.search(text)), None)


def year_readings(
    token: Token, *, hangul: bool = False, last: int = LATEST, named: Calendar | None = None
) -> tuple[YearReading, ...]:
    """Every way a bare number may be a year, for the question when an item was made.

    A number of three digits near 90-115 may be a Juche or a Minguo year: the arithmetic is the same, so only a
    DPRK-specific mark beside it (`hangul`), or the calendar's own name (`named`), decides.
    """
    key = token.key
    if key is None or token.kind != "digits":
        return ()
    n, out = int(key), []
    if token.script in ("Persian", "Arabic-Indic", "Ethiopic"):
        return _scripted(n, token.script)
    if named and 1 <= n <= 130 and n + 1911 <= last:
        return (YearReading(n + 1911, n + 1911, named, f"the word for {named.value} years stands beside it"),)
    if len(key) == 4 and EARLIEST <= n <= last:
        out.append(YearReading(n, n, Calendar.GREGORIAN, "four digits"))
    elif len(key) == 4 and 1300 <= n <= 1460:
        out += [YearReading(*to_gregorian(n, c), c, "13xx or 14xx") for c in (Calendar.SOLAR_HIJRI, Calendar.HIJRI)]
    elif len(key) == 2:
        out += [YearReading(y, y, Calendar.GREGORIAN, "two digits") for y in two_digit_years(n, first=1930, last=last)]
    if (len(key) == 3 or (len(key) == 2 and hangul)) and JUCHE_IN_USE <= n <= 130 and n + 1911 <= last:
        why = "Hangul beside it" if hangul else "no script beside it that decides between Juche and Minguo"
        out.append(YearReading(n + 1911, n + 1911, Calendar.JUCHE, why))
        if not hangul:
            out.append(YearReading(n + 1911, n + 1911, Calendar.MINGUO, why))
    return tuple(out)


def _scripted(n: int, script: str) -> tuple[YearReading, ...]:
    if script == "Ethiopic":
        return (YearReading(*to_gregorian(n, Calendar.ETHIOPIAN), Calendar.ETHIOPIAN, "Ethiopic numerals"),)
    if 1900 <= n <= LATEST:
        return (YearReading(n, n, Calendar.GREGORIAN, f"{script} digits, 19xx or 20xx"),)
    if 1300 <= n <= 1460:
        order = (Calendar.SOLAR_HIJRI,) if script == "Persian" else (Calendar.HIJRI, Calendar.SOLAR_HIJRI)
        return tuple(YearReading(*to_gregorian(n, c), c, f"{script} digits") for c in order)
    if 10 <= n <= 99:
        return tuple(YearReading(y, y, Calendar.GREGORIAN, f"{script} digits, two") for y in two_digit_years(n, first=1930))
    return ()
