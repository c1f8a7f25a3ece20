"""The ways in which one closed value is written: a day, a coordinate, a name and its single words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from headstamp.case.redacted.scrub import Closed
from headstamp.core.redact import WITHHELD
from headstamp.core.romanise import cyrillic_forms, is_hangul, syllable_forms
from headstamp.core.text import scripts
from headstamp.core.when import When

_MONTHS = (
    "January February March April May June July August September October November December",
    "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
)
_TITLES = frozenset({
    "mr", "mrs", "ms", "miss", "dr", "prof", "sir", "general", "colonel", "major", "captain", "lieutenant", "sergeant",
    "commander", "officer", "inspector", "chief", "the", "and", "unknown", "police", "army", "unit", "team", "office",
    "mission", "local",
})  # fmt: skip
"""Words in fields of names that are nobody's name."""
UNNAMED = frozenset({"", "unknown", "n/a", "na", "none", "?", "-", "not known", "unk", "anonymous", "[withheld]", "[erased]"})
_YEAR = re.compile(r"(?:c\. ?|ca\.? ?|about )?\d{4}(?:\s*[/–-]\s*\d{4})?")
_year = _YEAR.fullmatch
_SHORT_DAY = re.compile(r"\d{1,2}\D\d{1,2}\D\d{2}").fullmatch
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def same_name(name: str) -> str:
    """The name as it is compared: two statements of one person are one voice."""
    return " ".join(name.casefold().split())


def of_person(name: str, shown: str) -> Iterator[Closed]:
    """A name whole, its single words as names are written, and both in Latin letters where Cyrillic or Hangul is recorded."""
    if name.casefold().strip() in UNNAMED:
        return
    yield Closed(name, shown)
    for word in _NAME_WORD.findall(name):
        if len(word) >= 3 and word.casefold() not in _TITLES and not word.islower():
            yield Closed(word, shown, "name")
    for spelling in _in_latin(name):
        yield Closed(spelling, shown)
        for word in spelling.split():
            if len(word) >= 4:
                yield Closed(word, shown, "name")


def _in_latin(name: str) -> Iterator[str]:
    """Some spellings, not all that a newspaper may choose."""
    found = scripts(name)
    words = name.casefold().split()
    if found == ("Cyrillic",):
        yield from _aligned([cyrillic_forms(word)[:4] for word in words], " ")
    elif found == ("Hangul",):
        signs = "".join(words)
        if all(is_hangul(sign) for sign in signs) and 2 <= len(signs) <= 5:
            forms = [syllable_forms(sign)[:3] for sign in signs]
            yield from _aligned(forms, " ")
            yield from (
                f"{family} {given}" for family, given in zip(_aligned(forms[:1], ""), _aligned(forms[1:], ""), strict=False)
            )


def _aligned(forms: list[tuple[str, ...]], between: str) -> Iterator[str]:
    for i in range(max(map(len, forms), default=0)):
        yield between.join(each[min(i, len(each) - 1)] for each in forms if each)


def of_coordinate(number: float) -> Iterator[Closed]:
    """A latitude or a longitude in degrees, found with 2 and more figures behind the point, rounded or cut, with a point or a
    comma."""
    yield Closed(repr(abs(float(number))), WITHHELD, "number")


@lru_cache(maxsize=16384)
def of_when(when: When, shown: str) -> tuple[Closed, ...]:
    """A day or a span of days, as written and as people write it in eight languages; a whole year is closed to nobody.

    Kept, since many items of a case come from the same few days."""
    if when.first is None or when.last is None:
        return ()
    texts = {when.text, str(when), *_spans(when.first, when.last)}
    return tuple(Closed(text, shown, _form(text)) for text in sorted(texts) if text and not _year(text))


def _form(text: str) -> str:
    """A day of six figures may be a lot: to the letter; any other by its words, whatever stands between them."""
    return "letter" if _SHORT_DAY(text) else "row"


def _spans(first: date, last: date) -> tuple[str, ...]:
    if first.year == last.year and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return ()
    if first == last:
        return _day(first)
    if (first.year, first.month, first.day) == (last.year, last.month, 1):
        names = (each.split()[first.month - 1] for each in _MONTHS)
        return (*(f"{name} {first.year}" for name in names), f"{first:%Y-%m}", f"{first:%m/%Y}")
    return (*_day(first), *_day(last))


@lru_cache(maxsize=4096)
def _day(day: date) -> tuple[str, ...]:
    d, m, y = day.day, day.month, day.year
    found = [day.isoformat(), f"{day:%Y%m%d}", f"{y}年{m}月{d}日", f"{y}년 {m}월 {d}일", f"{y}년{m}월{d}일"]
    found += [f"{y}-{m}-{d}"]
    for a, b in ((d, m), (m, d), (f"{d:02}", f"{m:02}"), (f"{m:02}", f"{d:02}")):
        found += [f"{a}/{b}/{y}", *(f"{a}{sign}{b}{sign}{y % 100:02}" for sign in "/.-")]
    for names in _MONTHS:
        name = names.split()[m - 1]
        for number in {f"{d}", f"{d:02}"}:
            found += [
                f"{number} {name} {y}",
                f"{number} {name}",
                f"{name} {number} {y}",
                f"{name} {number}",
                f"{number} de {name}",
            ]
    found += [f"{name} {d}{_th(d)}" for names in _MONTHS[:2] for name in (names.split()[m - 1],)]
    found += [f"{d}{_th(d)} of {name}" for name in (_MONTHS[0].split()[m - 1],)]
    return tuple(dict.fromkeys(found))


def _th(day: int) -> str:
    return "th" if 10 < day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
