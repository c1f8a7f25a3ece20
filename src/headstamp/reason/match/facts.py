"""What else is known of two parties, for and against: numbers that name one party, dates of birth, countries, addresses.

Weights are log10 likelihood ratios from `weigh.FACTS`; a fact that one side lacks weighs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from headstamp.core.party import Identifier, Party
from headstamp.core.text import fold
from headstamp.core.when import When
from headstamp.reason.weigh import FACTS

NAMES_ONE = {"imo", "mmsi", "registration", "tax", "passport", "national id", "lei", "duns", "swift", "tail number", "serial"}
_WORD = re.compile(r"[^\W_]{4,}")


@dataclass(frozen=True, slots=True)
class Fact:
    """One agreement or disagreement: `what` names the field, `sentence` says it, `weight` is its log10 likelihood ratio."""

    what: str
    sentence: str
    weight: float


def facts(query: Party, listed: Party) -> tuple[Fact, ...]:
    """Everything beside the name that both parties state."""
    return (*_identifiers(query, listed), *_born(query, listed), *_countries(query, listed), *_addresses(query, listed))


def imo_valid(value: str) -> bool:
    """True for an IMO ship number with the right check digit (IMO Resolution A.1117(30)): the digits 1-6 times 7..2, summed,
    end in the seventh.

    >>> imo_valid("9074729"), imo_valid("IMO 9074729"), imo_valid("9074720")
    (True, True, False)
    """
    digits = [int(c) for c in value if c.isdecimal() and c.isascii()]
    return len(digits) == 7 and sum(d * k for d, k in zip(digits, range(7, 1, -1), strict=False)) % 10 == digits[6]


def _identifiers(query: Party, listed: Party) -> Iterator[Fact]:
    for mine in query.identifiers:
        kind, key = mine.kind.casefold(), number_key(mine)
        theirs = [i for i in listed.identifiers if i.kind.casefold() == kind]
        if kind == "imo" and not imo_valid(mine.value):
            yield Fact("identifier", f"the IMO number {mine.value} has a wrong check digit and tells nothing", 0.0)
        elif any(number_key(i) == key for i in theirs):
            weight = FACTS["identifier equal"] if kind in NAMES_ONE else FACTS["contact equal"]
            yield Fact("identifier", f"the same {mine.kind} {mine.value}", weight)
        elif theirs and kind in NAMES_ONE and not _may_have_many(kind, mine, theirs):
            yield Fact(
                "identifier", f"{mine.kind} {mine.value}, where the list has {theirs[0].value}", FACTS[f"{_hard(kind)} differs"]
            )


def _may_have_many(kind: str, mine: Identifier, theirs: list[Identifier]) -> bool:
    """Passports and registrations of another country say nothing about each other."""
    return kind not in ("imo", "lei") and bool(mine.country) and all(i.country and i.country != mine.country for i in theirs)


def _hard(kind: str) -> str:
    return "imo" if kind in ("imo", "lei") else "identifier"


def number_key(identifier: Identifier) -> str:
    """What two writings of one number share: `IMO 9074729` and `9074729`."""
    text = fold(identifier.value)
    return text.removeprefix("imo") if identifier.kind.casefold() == "imo" else text


def _born(query: Party, listed: Party) -> Iterator[Fact]:
    mine = [w for w in map(_when, query.born) if w is not None]
    theirs = [w for w in map(_when, listed.born) if w is not None]
    if not mine or not theirs:
        return
    best = min(((_years_apart(a, b), a, b) for a in mine for b in theirs), key=lambda t: t[0])
    gap, a, b = best
    if a.first == a.last == b.first == b.last:
        yield Fact("birth", f"born on the same day, {a}", FACTS["birth day equal"])
    elif gap == 0:
        yield Fact("birth", f"dates of birth agree as far as given ({a}; {b})", FACTS["birth year equal"])
    elif gap <= 1:
        yield Fact("birth", f"born within a year of each other ({a}; {b})", FACTS["birth year near"])
    else:
        yield Fact("birth", f"born {gap:.0f} years apart ({a}; {b})", FACTS["birth differs"] * min(1.0, gap / 4))


def _when(text: str) -> When | None:
    try:
        when = When.parse(text)
    except ValueError:
        return None
    return when if when.known else None


def _years_apart(a: When, b: When) -> float:
    """Years between two intervals; 0 where they overlap."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return 0.0
    days = max((a.first - b.last).days, (b.first - a.last).days, 0)
    return days / 365.25


def _countries(query: Party, listed: Party) -> Iterator[Fact]:
    mine, theirs = set(map(str.casefold, query.countries)), set(map(str.casefold, listed.countries))
    if not mine or not theirs:
        return
    if mine & theirs:
        yield Fact("country", f"the same country, {', '.join(sorted(mine & theirs)).upper()}", FACTS["country equal"])
    else:
        sentence = f"countries differ: {', '.join(query.countries)}; the list has {', '.join(listed.countries)}"
        yield Fact("country", sentence, FACTS["country differs"])


def _addresses(query: Party, listed: Party) -> Iterator[Fact]:
    best: tuple[float, str] = (0.0, "")
    for a in query.addresses:
        for b in listed.addresses:
            left, right = set(_WORD.findall(a.casefold())), set(_WORD.findall(b.casefold()))
            if left and right:
                best = max(best, (len(left & right) / min(len(left), len(right)), b))
    if best[0] >= 0.5:
        yield Fact("address", f"the address shares most of its words with {best[1]!r}", FACTS["address alike"] * best[0])
