"""Nodes and edges of the network. An edge is a statement with its source and its dates, not a fact of ours."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Self

from pydantic import Field, model_validator

from headstamp.core.claim import Citation, Frozen, Grade, Standing
from headstamp.core.record import Sensitivity
from headstamp.core.when import When

FIRST_DAY, LAST_DAY = 1, date.max.toordinal()


class NodeKind(StrEnum):
    """What a node stands for."""

    PERSON = "person"
    COMPANY = "company"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"
    UNIT = "unit"
    ADDRESS = "address"
    PHONE = "phone"
    CONSIGNMENT = "consignment"
    RECOVERY = "recovery"
    LOT = "lot"
    LISTING = "listing"
    TYPE = "type"  # a model of weapon, or a technology
    STATE = "state"
    OTHER = "other"


class Node(Frozen):
    """One statement of a party or thing: twins on two lists are two nodes. `countries` of a listing: whose list it is.
    `aliases` are other names that its own source gives."""

    id: str = Field(min_length=1)
    kind: NodeKind = NodeKind.OTHER
    name: str = ""
    countries: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    sensitivity: Sensitivity = Sensitivity.PUBLIC

    @property
    def label(self) -> str:
        """The name, or the id where there is none."""
        return self.name or self.id


class Edge(Frozen):
    """`subject relation object`, as one source says it, between `since` and `until` (texts that `When.parse` reads).

    `low` and `high` are the share in percent that the relation is about; both None = no share stated. `certainty` in 0..1 orders
    edges (`of_grade` gives one for an Admiralty grade) and is no frequency. `denied`: the source says that it is not so; such an
    edge is never walked over. Raises ValueError for shares outside 0..100 and dates that end before they begin.
    """

    id: str = Field(min_length=1)
    subject: str
    relation: str
    object: str
    detail: str = ""
    low: float | None = Field(default=None, ge=0, le=100)
    high: float | None = Field(default=None, ge=0, le=100)
    since: str = ""
    until: str = ""
    certainty: float = Field(default=0.5, ge=0, le=1)
    standing: Standing = Standing.SOURCED
    citations: tuple[Citation, ...] = Field(min_length=1)
    grade: Grade | None = None
    denied: bool = False
    sensitivity: Sensitivity = Sensitivity.PUBLIC

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if (self.low is None) != (self.high is None):
            raise ValueError("a share has both bounds or none")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"the share runs from {self.low:g} down to {self.high:g}")
        first, last = self.days
        if first > last:
            raise ValueError(f"the tie ends ({self.until}) before it begins ({self.since})")
        return self

    @property
    def days(self) -> tuple[int, int]:
        """First and last possible day, as ordinals; the whole calendar where no date is given."""
        return _days(self.since, self.until)

    @property
    def dated(self) -> bool:
        """True where the source gives a beginning or an end."""
        return self.days != (FIRST_DAY, LAST_DAY)

    @property
    def dates(self) -> str:
        """`since 2014`, `2009-11 to 2009-12`, `until 2016-11` or `no date given`."""
        if self.since and self.until:
            return self.since if self.since == self.until else f"{self.since} to {self.until}"
        return f"since {self.since}" if self.since else f"until {self.until}" if self.until else "no date given"

    @property
    def share(self) -> str:
        """`50 %`, `25-40 %`, or an empty string."""
        if self.low is None or self.high is None:
            return ""
        return f"{self.low:g} %" if self.low == self.high else f"{self.low:g}-{self.high:g} %"


@lru_cache(maxsize=65_536)
def _days(since: str, until: str) -> tuple[int, int]:
    """Kept, since many ties begin on the same few days, and most are undated."""
    begin, end = When.parse(since).first, When.parse(until).last
    return (begin.toordinal() if begin else FIRST_DAY, end.toordinal() if end else LAST_DAY)


_RELIABILITY = {"A": 0.95, "B": 0.85, "C": 0.7, "D": 0.5, "E": 0.3, "F": 0.4}
_CREDIBILITY = {1: 0.95, 2: 0.85, 3: 0.7, 4: 0.4, 5: 0.15, 6: 0.5}


def of_grade(grade: Grade) -> float:
    """A certainty for an Admiralty grade: the smaller of what its letter and its figure allow. The figures are our own order; F
    and 6 mean that nothing can be judged, which is less than doubtful praise and more than a known bad source.

    >>> of_grade(Grade(reliability="A", credibility=3))
    0.7
    """
    return min(_RELIABILITY[grade.reliability], _CREDIBILITY[grade.credibility])


def ordinal(day: str) -> int:
    """The day of an ISO date as an ordinal; of a month or a year, its last day. Raises ValueError for what is no date."""
    last = When.parse(day).last
    if last is None:
        raise ValueError(f"not a date: {day!r}; write 2023-03-30, 2023-03 or 2023")
    return last.toordinal()
