"""Year arithmetic of the calendars met on arms. A year of one calendar covers two Gregorian years: intervals, never a day.

Sources: Reingold and Dershowitz, Calendrical Calculations (4th ed., 2018) for Hijri, Solar Hijri, Ethiopian and Buddhist;
pack source `eud_juche` for Juche (DPRK decree of 8 July 1997); the Minguo epoch has the same arithmetic.
"""

from __future__ import annotations

from enum import StrEnum

LETTER_YEARS = {"Г": 1952, "Д": 1953, "Е": 1954, "И": 1955, "К": 1956}
"""Soviet letters in place of the year, 1952-1956 (pack row ums002)."""


class Calendar(StrEnum):
    """A way of counting years that occurs on arms and their packaging."""

    GREGORIAN = "Gregorian"
    JUCHE = "Juche"
    MINGUO = "Minguo"
    HIJRI = "Hijri"
    SOLAR_HIJRI = "Solar Hijri"
    ETHIOPIAN = "Ethiopian"
    BUDDHIST = "Buddhist"


def to_gregorian(year: int, calendar: Calendar) -> tuple[int, int]:
    """First and last Gregorian year that `year` of `calendar` touches.

    >>> to_gregorian(112, Calendar.JUCHE)
    (2023, 2023)
    >>> to_gregorian(1385, Calendar.SOLAR_HIJRI)
    (2006, 2007)
    """
    match calendar:
        case Calendar.JUCHE | Calendar.MINGUO:
            return year + 1911, year + 1911
        case Calendar.HIJRI:  # 354.367 days a year from 19 July 622
            start = 622.54 + (year - 1) * 0.970224
            return int(start), int(start + 0.970224)
        case Calendar.SOLAR_HIJRI:
            return year + 621, year + 622
        case Calendar.ETHIOPIAN:
            return year + 7, year + 8
        case Calendar.BUDDHIST:
            return year - 543, year - 543
        case _:
            return year, year


def two_digit_years(yy: int, *, first: int = 1890, last: int = 2035) -> tuple[int, ...]:
    """Every full year between `first` and `last` that ends in `yy`: the century is not read off two digits."""
    return tuple(century + yy for century in (1800, 1900, 2000) if first <= century + yy <= last)
