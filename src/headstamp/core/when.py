"""Dates as people have them: an interval and the words it was given in, never a fake day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Self

from pydantic import model_validator

from headstamp.core.calendars import Calendar, to_gregorian
from headstamp.core.claim import Frozen

_SPAN = re.compile(r"^(?:from )?(.+?)\s*(?:/|–|—|\.\.| to | until |(?<=\d{4})-(?=\d{4}))\s*(.+)$")
_CIRCA = re.compile(r"^(?:c\.?|ca\.?|circa|about|approx\.?|~)\s*", re.I)
_ERA = re.compile(r"^(juche|주체|minguo|民國|民国|ah|hijri|sh|solar hijri|ec|be)\s*(\d{1,4})\s*년?$", re.I)
_ERAS = {
    "juche": Calendar.JUCHE, "주체": Calendar.JUCHE, "minguo": Calendar.MINGUO, "民國": Calendar.MINGUO,
    "民国": Calendar.MINGUO, "ah": Calendar.HIJRI, "hijri": Calendar.HIJRI, "sh": Calendar.SOLAR_HIJRI,
    "solar hijri": Calendar.SOLAR_HIJRI, "ec": Calendar.ETHIOPIAN, "be": Calendar.BUDDHIST,
}  # fmt: skip
_UNKNOWN = {"", "unknown", "n/a", "na", "none", "?", "-", "not known", "unk"}


class When(Frozen):
    """An interval of days, both ends included; both None = unknown. `text` keeps the words as given."""

    text: str = ""
    first: date | None = None
    last: date | None = None
    approximate: bool = False

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if (self.first is None) != (self.last is None):
            raise ValueError("an interval has both ends or none")
        if self.first and self.last and self.first > self.last:
            raise ValueError(f"{self.text!r} ends before it begins")
        return self

    @property
    def known(self) -> bool:
        """False for "unknown" and the empty field."""
        return self.first is not None

    def __str__(self) -> str:
        if self.first is None or self.last is None:
            return "unknown"
        c = "c. " if self.approximate else ""
        whole_years = (self.first.month, self.first.day, self.last.month, self.last.day) == (1, 1, 12, 31)
        if whole_years:
            return c + (f"{self.first.year}" if self.first.year == self.last.year else f"{self.first.year}/{self.last.year}")
        return c + (self.first.isoformat() if self.first == self.last else f"{self.first}/{self.last}")

    @classmethod
    def parse(cls, text: str) -> When:
        """Read `1988`, `c. 1988`, `1986/1988`, `2024-02`, `2024-02-07`, `Juche 112`, `unknown`.

        Raises ValueError for anything else: a date is never guessed (`07/02/2024` has two readings and is refused).
        """
        raw = text.strip()
        if raw.casefold() in _UNKNOWN:
            return cls(text=raw)
        approximate = bool(_CIRCA.match(raw))
        body = _CIRCA.sub("", raw)
        first, last = _interval(body)
        if approximate and (last - first) < timedelta(days=370):
            first, last = _shift(first, -1), _shift(last, +1)
        return cls(text=raw, first=first, last=last, approximate=approximate)


def _interval(body: str) -> tuple[date, date]:
    simple = _single(body)
    if simple:
        return simple
    if span := _SPAN.match(body):
        a, b = _single(span[1].strip()), _single(span[2].strip())
        if a and b:
            return a[0], b[1]
    raise ValueError(f"not a date: {body[:40]!r}; write 1988, c. 1988, 1986/1988, 2024-02-07, Juche 112 or unknown")


def _single(part: str) -> tuple[date, date] | None:
    if era := _ERA.match(part):
        first, last = to_gregorian(int(era[2]), _ERAS[era[1].casefold()])
        return (date(first, 1, 1), date(last, 12, 31)) if 1 <= first <= last <= 9999 else None
    if re.fullmatch(r"[12]\d{3}", part):
        return date(int(part), 1, 1), date(int(part), 12, 31)
    if m := re.fullmatch(r"([12]\d{3})-(\d{1,2})", part):
        year, month = int(m[1]), int(m[2])
        if 1 <= month <= 12:
            following = date(year + month // 12, month % 12 + 1, 1)
            return date(year, month, 1), following - timedelta(days=1)
    if m := re.fullmatch(r"([12]\d{3})-(\d{1,2})-(\d{1,2})(?:[T ].*)?", part):
        try:
            day = date(int(m[1]), int(m[2]), int(m[3]))
        except ValueError:
            return None
        return day, day
    return None


def _shift(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February, or beyond the calendar
        return day
