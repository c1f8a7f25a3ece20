"""Dates in English sentences, as intervals. A grammar of our own over the signs of a sentence; a day is never invented.

Parts of a month are its thirds; early, mid and late in a year are January to March, May to August and October to December;
seasons are those of the north. What is added from outside the sentence (the year, the day of publication) is named in
`inferred`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from headstamp.core.when import When
from headstamp.reason.read.periods import PERIODS, PUBLISHED, end_of, in_year, month_of, within
from headstamp.reason.read.words import words

_M = (
    r"(?:(?i:january|february|march|april|june|july|august|september|october|november|december)|May|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_Y = r"(?:1[6-9]|20)\d{2}"
_D = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_PART = r"(?:[Ee]arly|[Mm]id(?:dle of)?|[Ll]ate|(?:the )?(?:end|beginning|start|middle) of)"
_N = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|a few)"
_COUNTED = r"(?:rifles|rockets|rounds|pieces|tons|tonnes|containers|men|troops)"  # 2000 rifles are no year
_TO = r"(?: and | to | until | till | through |[-–/])"
_NUMBERS = dict(
    zip(
        ["a", "an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        (1, 1, *range(1, 13)),
        strict=True,
    )
)
_WEEKDAY = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class Found(NamedTuple):
    """A date at signs `start` to `end` of the text."""

    start: int
    end: int
    when: When
    inferred: str = ""


class _Context(NamedTuple):
    published: date | None
    future: bool  # the sentence speaks of what is to come
    historic: bool  # the text's own years lie before its publication
    last: date | None  # the last date told before, for `that year`, `the following month`, `a day later`

    @property
    def year(self) -> int | None:
        here = self.last or self.published
        return here.year if here else None


_Reader = Callable[["re.Match[str]", _Context], "tuple[date, date, str] | None"]


_SINCE = re.compile(r"\b[Ss]ince (?:the |about |around |at least )*$")
_NUMBERED = re.compile(r"(?:\b[Rr]esolutions?|\bUNSCRs?|\bS/RES/|\bNo\.?|\b[Aa]rticles?|\b[Oo]rder) ?(?:\d{4}(?:,? and |, ))*$")
_COMING = re.compile(r"\b(?:will|would|shall|is to|are to|plans? to|next)\b")
_YEARS = re.compile(rf"(?<![\w.,-]){_Y}(?![\w,])")


def is_historic(text: str, published: When) -> bool:
    """Whether a text tells of years well before its publication: then a month without a year belongs to the year told last."""
    if published.first is None:
        return True
    years = [int(m[0]) for m in _YEARS.finditer(text)]
    return len(years) >= 2 and not any(year >= published.first.year - 1 for year in years)


def find_dates(
    text: str, start: int, end: int, published: When, before: date | None = None, historic: bool = True
) -> list[Found]:
    """The dates of a sentence, left to right, none inside another. `before` = the last date of the sentences before it."""
    body = text[start:end]
    future = _COMING.search(body) is not None
    found: list[Found] = []
    for match, reader in _matches(body):
        if (found and start + match.start() < found[-1].end) or _NUMBERED.search(body, 0, match.start()):
            continue
        context = _Context(published.first, future, historic, found[-1].when.first if found else before)
        try:
            read = reader(match, context)
        except (ValueError, OverflowError):  # 31 February, year 0
            continue
        if read is None or read[0] > read[1]:
            continue
        first, last, inferred = read
        if _SINCE.search(body, 0, match.start()) and published.first is not None and last < published.first:
            last, inferred = published.first, inferred or "until the day of publication"
        words = match[0].strip()
        at = start + match.start() + (len(match[0]) - len(match[0].lstrip()))
        approximate = words[:5].casefold() in ("early", "late ", "mid-1") or words.casefold().startswith(
            ("mid", "about", "around")
        )
        found.append(Found(at, at + len(words), When(text=words, first=first, last=last, approximate=approximate), inferred))
    return found


def _matches(body: str) -> Iterator[tuple[re.Match[str], _Reader]]:
    """Matches of all patterns by place; at one place the longest first."""
    if not _ANY.search(body):
        return iter(())
    every = [(m, reader) for pattern, reader in _GRAMMAR for m in pattern.finditer(body)]
    return iter(sorted(every, key=lambda pair: (pair[0].start(), -pair[0].end())))


def _day(word: str) -> int:
    return int(re.sub(r"\D", "", word))


def _year_for(month: int, day: int, context: _Context) -> tuple[int, str] | None:
    """The year of a month named alone: the latest that does not lie after the day of publication, else that of the last date."""
    if context.published is not None:
        year = context.published.year
        if date(year, month, min(day, 28)) > context.published + timedelta(days=3) and not context.future:
            year -= 1
        if context.historic and context.last is not None and context.last.year < year - 1:
            return context.last.year, "year of the date before"
        return year, "year by the day of publication"
    return (context.year, "year of the date before") if context.year else None


def _read_full(m: re.Match[str], _: _Context) -> tuple[date, date, str]:
    day = date(int(m["y"]), month_of(m["m"]), _day(m["d"]))
    return day, day, ""


def _read_iso(m: re.Match[str], _: _Context) -> tuple[date, date, str]:
    day = date(int(m["y"]), int(m["n"]), int(m["d"]))
    return day, day, ""


def _read_days(m: re.Match[str], context: _Context) -> tuple[date, date, str] | None:
    """`between 19 and 21 March 2011`, `3 and 5 August`."""
    month = month_of(m["m"])
    year = (int(m["y"]), "") if m["y"] else _year_for(month, _day(m["e"]), context)
    if year is None:
        return None
    return date(year[0], month, _day(m["d"])), date(year[0], month, _day(m["e"])), year[1]


def _read_span(m: re.Match[str], context: _Context) -> tuple[date, date, str] | None:
    """`from 3 August to 9 September 2003`, `March 30, 2009 through May 2, 2010`."""
    month = month_of(m["k"])
    year = (int(m["y"]), "") if m["y"] else _year_for(month, _day(m["e"]), context)
    if year is None:
        return None
    first = int(m["x"]) if m["x"] else year[0] - (month_of(m["m"]) > month)
    return date(first, month_of(m["m"]), _day(m["d"])), date(year[0], month, _day(m["e"])), year[1]


def _read_day(m: re.Match[str], context: _Context) -> tuple[date, date, str] | None:
    month = month_of(m["m"])
    year = _year_for(month, _day(m["d"]), context)
    if year is None:
        return None
    day = date(year[0], month, _day(m["d"]))
    return day, day, year[1]


def _read_month(m: re.Match[str], context: _Context) -> tuple[date, date, str] | None:
    month = month_of(m["m"])
    groups = m.groupdict()
    if groups.get("y"):
        return (*within(int(m["y"]), month, m["part"] or ""), "")
    if groups.get("that") and context.last:
        return (*within(context.last.year, month, m["part"] or ""), "year of the date before")
    year = _year_for(month, 1, context)
    return (*within(year[0], month, m["part"] or ""), year[1]) if year else None


def _read_months(m: re.Match[str], context: _Context) -> tuple[date, date, str] | None:
    """`March and June 2005`, `between January and April 2010`."""
    first, last = month_of(m["m"]), month_of(m["k"])
    year = (int(m["y"]), "") if m["y"] else _year_for(last, 1, context)
    if year is None:
        return None
    return date(int(m["x"] or year[0]), first, 1), end_of(year[0], last), year[1]


def _read_year(m: re.Match[str], _: _Context) -> tuple[date, date, str]:
    return (*in_year(int(m["y"]), m["part"] or ""), "")


def _read_years(m: re.Match[str], context: _Context) -> tuple[date, date, str] | None:
    first = in_year(int(m["y"]), m["part"] or "")[0]
    if m["z"] is not None and len(m["z"]) == 2:
        return (first, date(int(m["y"][:2] + m["z"]), 12, 31), "") if 0 < int(m["z"]) - int(m["y"][2:]) < 20 else None
    if m["z"] is None:
        return (first, context.published, "until the day of publication") if context.published else None
    return first, in_year(int(m["z"]), m["part2"] or "")[1], ""


def _read_near(m: re.Match[str], context: _Context) -> tuple[date, date, str] | None:
    if context.published is None:
        return None
    day = context.published - timedelta(days=1 if m[0].casefold().startswith("yester") else 0)
    return day, day, PUBLISHED


def _read_weekday(m: re.Match[str], context: _Context) -> tuple[date, date, str] | None:
    """The last such day up to the day of publication."""
    if context.published is None:
        return None
    back = (context.published.weekday() - _DAYS.index(m["w"].casefold())) % 7
    day = context.published - timedelta(days=back)
    return day, day, PUBLISHED


def _read_relative(m: re.Match[str], context: _Context) -> tuple[date, date, str] | None:
    """`last month`, `this year`, `late last year`, `the end of the month`."""
    if context.published is None or (m["how"].casefold() == "the" and not m["part"]):
        return None
    here, unit = context.published, m["u"].casefold()
    if m["how"].casefold() == "the previous" and context.last is not None:
        return None  # reckoned from the date before
    back = {"last": 1, "the previous": 1, "next": -1}.get(m["how"].casefold(), 0)
    if unit == "year":
        return (*in_year(here.year - back, m["part"] or ""), PUBLISHED)
    if unit == "month":
        month = here.year * 12 + here.month - 1 - back
        if (m["part"] or "").casefold().endswith("end of"):
            return end_of(month // 12, month % 12 + 1), end_of(month // 12, month % 12 + 1), PUBLISHED
        return (*within(month // 12, month % 12 + 1, m["part"] or ""), PUBLISHED)
    monday = here - timedelta(days=here.weekday() + 7 * back)
    return monday, monday + timedelta(days=6), PUBLISHED


def _read_ago(m: re.Match[str], context: _Context) -> tuple[date, date, str] | None:
    count = int(m["n"]) if m["n"].isdigit() else _NUMBERS.get(m["n"].casefold(), 0)
    later = m["dir"].casefold() == "later"
    base = context.published if m["dir"].casefold() == "ago" else context.last
    if base is None or not count:
        return None
    unit, sign = m["u"].casefold().rstrip("s"), 1 if later else -1
    told = PUBLISHED if m["dir"].casefold() == "ago" else "by the date before"
    if unit in ("day", "week"):
        day = base + timedelta(days=sign * count * (7 if unit == "week" else 1))
        return day, day, told
    month = base.year * 12 + base.month - 1 + sign * count * (12 if unit == "year" else 1)
    if unit == "year":
        return date(month // 12, 1, 1), date(month // 12, 12, 31), told
    return (*within(month // 12, month % 12 + 1), told)


def _read_following(m: re.Match[str], context: _Context) -> tuple[date, date, str] | None:
    """`the following month`, `the same year`, `the previous month`, reckoned from the date before."""
    if context.last is None or (m[0].casefold().split()[0] in ("following", "next", "previous", "preceding", "same")):
        return None
    step = {"following": 1, "next": 1, "previous": -1, "preceding": -1, "same": 0, "that": 0}[m["how"].casefold()]
    if m["u"].casefold() == "year":
        year = context.last.year + step
        return date(year, 1, 1), date(year, 12, 31), "by the date before"
    if m["u"].casefold() == "month":
        month = context.last.year * 12 + context.last.month - 1 + step
        return (*within(month // 12, month % 12 + 1), "by the date before")
    if m["u"].casefold() == "week":
        monday = context.last + timedelta(days=7 * step - context.last.weekday())
        return monday, monday + timedelta(days=6), "by the date before"
    day = context.last + timedelta(days=step)
    return day, day, "by the date before"


_BEFORE_A_MONTH = "|".join(
    rf"(?<=\b[{word[0].upper()}{word[0]}]{word[1:]} )"
    for word in words("in last since by until during from before after throughout this next around")
)


def _p(pattern: str, flags: int = 0) -> re.Pattern[str]:
    names = {"{M}": _M, "{Y}": _Y, "{D}": _D, "{P}": _PART, "{N}": _N, "{C}": _COUNTED, "{T}": _TO, "{W}": _WEEKDAY}
    for sign, meant in names.items():
        pattern = pattern.replace(sign, meant)
    return re.compile(pattern, flags)


_GRAMMAR: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (_p(r"\b(?P<d>{D}) (?:of )?(?P<m>{M}),? (?P<y>{Y})\b"), _read_full),
    (_p(r"\b(?P<m>{M}) (?P<d>{D}),? (?P<y>{Y})\b"), _read_full),
    (_p(r"\b(?P<y>{Y})-(?P<n>\d{2})-(?P<d>\d{2})\b"), _read_iso),
    (_p(r"\b(?P<d>{D})(?: and | to | until |[-–])(?P<e>{D}) (?:of )?(?P<m>{M})(?:,? (?P<y>{Y}))?\b"), _read_days),
    (_p(r"\b(?P<m>{M}) (?P<d>{D})(?: and | to | until |[-–])(?P<e>{D})\b(?:,? (?P<y>{Y})\b)?"), _read_days),
    (_p(r"\b(?P<d>{D}) (?P<m>{M})(?:,? (?P<x>{Y}))?{T}(?P<e>{D}) (?P<k>{M})(?:,? (?P<y>{Y}))?\b"), _read_span),
    (_p(r"\b(?P<m>{M}) (?P<d>{D})(?:,? (?P<x>{Y}),?)?{T}(?P<k>{M}) (?P<e>{D})(?:,? (?P<y>{Y}))?\b"), _read_span),
    (_p(r"\b(?P<d>{D}) (?:of )?(?P<m>{M})(?! ?\d)"), _read_day),
    (_p(r"\b(?P<m>{M}) (?P<d>{D})\b(?![,.]?\d)(?! ?mm)"), _read_day),
    (_p(r"\b(?:[Bb]etween )?(?P<m>{M})(?: (?P<x>{Y}))?{T}(?P<k>{M})(?: (?P<y>{Y}))?\b"), _read_months),
    (_p(r"(?:\b(?P<part>{P})[ -](?:in )?)?(?<!\d )\b(?P<m>{M})(?:,? (?:of )?(?P<y>{Y})\b| of (?P<that>that) year)"), _read_month),
    (_p(r"\b(?P<part>{P})[ -](?P<m>{M})(?! ?\d)"), _read_month),
    (_p(rf"(?:{_BEFORE_A_MONTH})(?P<m>{{M}})(?! ?\d| [A-Z])"), lambda m, c: _alone(m, c)),
    (_p(r"(?<=\ba )(?P<m>{M})(?= [a-z])"), lambda m, c: _alone(m, c)),
    (_p(r"(?:\b(?P<part>{P})[ -](?:in )?)?\b(?P<y>{Y})\b(?![-–/]\d|,\d|\.\d| ?mm| {C})"), _read_year),
    (_p(r"(?:\b(?:[Bb]etween|[Ff]rom) )?(?:(?P<part>{P}) )?\b(?P<y>{Y}){T}(?:(?P<part2>{P}) )?(?P<z>{Y})\b"), _read_years),
    (_p(r"\b(?P<y>{Y})[-–/](?P<z>\d{2})\b(?![-–/]\d)(?P<part>(?!))?(?P<part2>(?!))?"), _read_years),
    (_p(r"\b[Ss]ince (?:(?P<part>{P}) )?(?P<y>{Y})\b(?P<z>(?!))?(?P<part2>(?!))?"), _read_years),
    *((_p(pattern), reader) for pattern, reader in PERIODS),
    (_p(r"\b(?:today|yesterday)\b", re.I), _read_near),
    (_p(r"\b(?:[Oo]n |[Ll]ast )?(?<!Good )(?<!Black )(?P<w>{W})\b(?!,? {D}\b|,? {M}|[’'])"), _read_weekday),
    (_p(r"\b(?:(?P<part>{P}) )?(?P<how>last|this|next|the previous|the) (?P<u>week|month|year)\b", re.I), _read_relative),
    (_p(r"\b(?P<n>{N}) (?P<u>days?|weeks?|months?|years?) (?P<dir>ago|later|earlier)\b", re.I), _read_ago),
    (
        _p(r"\b(?:(?:the|that) )?(?P<how>following|next|previous|preceding|same|that) (?P<u>day|week|month|year)\b", re.I),
        _read_following,
    ),
)  # fmt: skip
_ANY = re.compile(
    rf"{_M}|\b{_Y}|\b\d{{4}}s|today|yesterday|day\b|\b(?:week|month|year|days|weeks|months|years)\b|spring|summer|autumn|fall|winter|quarter|Q[1-4]|half|decade|ties\b|0s\b",
    re.I,
)


def _alone(m: re.Match[str], context: _Context) -> tuple[date, date, str] | None:
    """A month without a year: `in January`, `last July`, `a July visit`."""
    month = month_of(m["m"])
    year = _year_for(month, 1, context)
    return (*within(year[0], month), year[1]) if year else None
