"""Days as lists write them, brought to ISO 8601 where they have one reading; else kept as written."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Literal

Order = Literal["", "dmy", "mdy"]

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {m: i for i, m in enumerate(_NAMES, start=1)}
_ISO = re.compile(r"([12]\d{3})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?")
_WORDS = re.compile(r"(?:(\d{1,2})[ -])?([A-Za-z]{3,9})\.?[ -],?([12]\d{3})")
_AMERICAN = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}),? ([12]\d{3})")
_SLASHES = re.compile(r"(\d{1,2}|dd|mm)[/.](\d{1,2}|dd|mm)[/.]([12]\d{3})", re.I)


@lru_cache(maxsize=65536)
def iso(text: str, order: Order = "") -> str:
    """`25 Mar 1947` -> `1947-03-25`, `Mar 1947` -> `1947-03`, `00/00/1959` -> `1959`, `1947 to Mar 1948` -> `1947/1948-03`.

    `order` says how the list writes `07/02/2024`; without it only what has one reading is changed (`25/03/1947`).

    >>> iso("25 Mar 1947"), iso("07/02/2024"), iso("07/02/2024", "dmy"), iso("circa 1962")
    ('1947-03-25', '07/02/2024', '2024-02-07', 'circa 1962')
    """
    raw = " ".join(text.split())
    if " to " in raw:
        first, _, last = raw.partition(" to ")
        ends = iso(first, order), iso(last, order)
        return "/".join(ends) if all(_ISO.fullmatch(end) for end in ends) else raw
    if m := _ISO.fullmatch(raw):
        return _join(m[1], m[2], m[3]) or raw
    if m := _WORDS.fullmatch(raw):
        month = _MONTHS.get(m[2][:3].casefold())
        return (_join(m[3], month, m[1]) or raw) if month else raw
    if m := _AMERICAN.fullmatch(raw):
        month = _MONTHS.get(m[1][:3].casefold())
        return (_join(m[3], month, m[2]) or raw) if month else raw
    if m := _SLASHES.fullmatch(raw):
        return _slashed(_number(m[1]), _number(m[2]), m[3], order) or raw
    return raw


def day(text: str, order: Order = "") -> str:
    """The whole day of `text` as ISO 8601, or an empty text: for the edition of a list, where half a date is none."""
    found = iso(text, order)
    return found if re.fullmatch(r"\d{4}-\d\d-\d\d", found) else ""


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0


def _slashed(first: int, second: int, year: str, order: Order) -> str:
    if order == "mdy" or (not order and second > 12 >= first):
        first, second = second, first
    elif not order and not (first > 12 >= second or first == second):
        return ""
    return _join(year, second or None, first or None)


def _join(year: str, month: int | str | None, dom: int | str | None) -> str:
    if not month or not int(month):
        return year
    if not dom or not int(dom):
        return f"{year}-{int(month):02}" if 1 <= int(month) <= 12 else ""
    try:
        return date(int(year), int(month), int(dom)).isoformat()
    except ValueError:
        return ""
