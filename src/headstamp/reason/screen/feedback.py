"""What officers did about consignments: opened how far, what was found, dismissed by whom and why; pure, the clock is the
caller's.

"Nothing found" is not innocence: it takes no weight off a party or a route, it only counts in the measured hit rate of the
rules that spoke. A dismissal has a scope and an end, and is open again when the facts it rested on changed.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import Field, model_validator

from headstamp.core.claim import Frozen
from headstamp.core.finding import canonical_json

FACTS = ("origin", "dispatch", "destination", "hs", "shipper", "consignee", "vessel", "imo")
LONGEST = 366  # days that a dismissal may hold
Z = 1.959964  # two-sided 95 %


class Outcome(StrEnum):
    """What came of it."""

    FOUND = "found"  # goods other than declared, or listed goods or parties confirmed
    DISCREPANCY = "discrepancy"  # papers were wrong, nothing worse
    NOTHING = "nothing found"
    DISMISSED = "dismissed"  # not opened: explained otherwise


class Opened(StrEnum):
    """How far it was looked into."""

    NOT = "not opened"
    PAPERS = "papers"
    SCANNED = "scanned"
    PARTLY = "partly opened"
    FULLY = "fully opened"


class Scope(StrEnum):
    """What a dismissal covers: this consignment, or every one of the same shipper, consignee and headings for the same rules."""

    CONSIGNMENT = "consignment"
    PARTIES = "same parties and goods"


class Seen(Frozen):
    """One entry of the log of a site. `spoke` are the rules that had weight or a legal basis, `facts_sha256` what was known."""

    consignment: str
    outcome: Outcome
    opened: Opened = Opened.NOT
    by: str = Field(min_length=1)
    at: str  # ISO 8601
    why: str = Field(min_length=1)
    scope: Scope = Scope.CONSIGNMENT
    until: str = ""  # ISO day; only of a dismissal
    lane: str = ""
    spoke: tuple[str, ...] = ()
    facts_sha256: str = ""
    shipper: str = ""
    consignee: str = ""
    hs: str = ""

    @model_validator(mode="after")
    def _bounded(self) -> Seen:
        if self.outcome is Outcome.DISMISSED:
            start, end = date.fromisoformat(self.at[:10]), date.fromisoformat(self.until)
            if not 0 < (end - start).days <= LONGEST:
                raise ValueError(f"a dismissal ends after it begins, within {LONGEST} days")
        elif self.opened is Opened.NOT:
            raise ValueError(f"{self.outcome.value!r} was said of a consignment that was not opened")
        return self


def facts_digest(row: Mapping[str, Any]) -> str:
    """sha256 of the facts of a consignment (a row of SCORES) that a dismissal rests on, with the rules that spoke."""
    said = [str(row.get(name) or "").casefold().strip() for name in FACTS]
    return hashlib.sha256(canonical_json([said, sorted(spoke(row))]).encode("utf-8", "surrogatepass")).hexdigest()


def spoke(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Rules of a row of SCORES that had weight, and legal bases as they stand."""
    weighed = (name.removeprefix("w_") for name, value in row.items() if name.startswith("w_") and (value or 0) > 0)
    return (*weighed, *(row.get("legal") or ()))


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A dismissal that covers a consignment: the entry, and why it does not hold any more (empty = it holds)."""

    seen: Seen
    reopened: str

    @property
    def sentence(self) -> str:
        """For a person: who, when, why, until when, and what reopened it."""
        s = self.seen
        told = f"Dismissed by {s.by} on {s.at[:10]} until {s.until} ({s.scope.value}): {s.why}."
        return f"{told} {self.reopened}" if self.reopened else told


class Log:
    """All entries, looked up by consignment and by parties; the last one about a consignment holds."""

    def __init__(self, seen: Iterable[Seen] = ()) -> None:
        self.all = tuple(seen)
        self._by_consignment: dict[str, Seen] = {}
        self._by_parties: dict[tuple[str, str, str], Seen] = {}
        for each in self.all:
            self._by_consignment[each.consignment] = each
            if each.scope is Scope.PARTIES:
                self._by_parties[_parties(each.shipper, each.consignee, each.hs)] = each

    def on(self, row: Mapping[str, Any], today: str) -> Dismissal | None:
        """The dismissal that bears on a row of SCORES on `today` (ISO day), whether it still holds or was reopened."""
        own = self._by_consignment.get(str(row["consignment"]))
        if own is not None and own.outcome is Outcome.DISMISSED:
            changed = (
                "Open again: the facts or the rules that speak changed since." if own.facts_sha256 != facts_digest(row) else ""
            )
            return Dismissal(own, changed or _ended(own, today))
        other = self._by_parties.get(_parties(str(row["shipper"]), str(row["consignee"]), str(row["hs"])))
        if other is None or other.outcome is not Outcome.DISMISSED:
            return None
        new = sorted(set(spoke(row)) - set(other.spoke))
        return Dismissal(other, f"Open again: {', '.join(new)} did not speak then." if new else _ended(other, today))


def _parties(shipper: str, consignee: str, hs: str) -> tuple[str, str, str]:
    headings = " ".join(sorted({code[:4] for code in hs.replace(";", " ").split()}))
    return shipper.casefold().strip(), consignee.casefold().strip(), headings


def _ended(seen: Seen, today: str) -> str:
    return f"Open again: it ended on {seen.until}." if today > seen.until else ""


@dataclass(frozen=True, slots=True)
class Rate:
    """`hits` of `opened`, with a Wilson interval at 95 % (E. B. Wilson, JASA 22, 1927)."""

    name: str
    opened: int
    hits: int
    low: float
    high: float


def wilson(hits: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share; (0, 1) where nothing was seen."""
    if n == 0:
        return 0.0, 1.0
    share, z2 = hits / n, Z * Z
    middle, half = share + z2 / (2 * n), Z * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return max(0.0, (middle - half) / (1 + z2 / n)), min(1.0, (middle + half) / (1 + z2 / n))


def hit_rates(seen: Sequence[Seen]) -> tuple[Rate, ...]:
    """For each rule that spoke: of the consignments opened, on how many something was found or was wrong. By name."""
    opened: dict[str, int] = {}
    hits: dict[str, int] = {}
    for each in _last(seen):
        if each.outcome is Outcome.DISMISSED:
            continue
        for rule in {name.partition(":")[0] for name in each.spoke}:
            opened[rule] = opened.get(rule, 0) + 1
            hits[rule] = hits.get(rule, 0) + (each.outcome is not Outcome.NOTHING)
    return tuple(Rate(rule, n, hits[rule], *wilson(hits[rule], n)) for rule, n in sorted(opened.items()))


def random_rate(seen: Sequence[Seen]) -> Rate:
    """How often something is wrong in consignments drawn by lot: the only unbiased rate that a site has."""
    drawn = [each for each in _last(seen) if each.lane == "random" and each.outcome is not Outcome.DISMISSED]
    hits = sum(each.outcome is not Outcome.NOTHING for each in drawn)
    return Rate("drawn by lot", len(drawn), hits, *wilson(hits, len(drawn)))


def _last(seen: Sequence[Seen]) -> list[Seen]:
    return list({each.consignment: each for each in seen}.values())
