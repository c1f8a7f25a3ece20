"""What a source says, and how far to trust it (Admiralty grading, NATO AJP-2.1)."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Frozen(BaseModel):
    """Base of every value in `core`: immutable, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Standing(StrEnum):
    """How a statement of the shelf came about. Unverified statements weigh less and are labelled everywhere."""

    SOURCED = "sourced"  # a published page was read
    UNVERIFIED = "unverified"  # general knowledge of the trade; no page was read
    OBSERVED = "observed"  # seen on the item itself and recorded in the input


class Source(Frozen):
    """A page, report or standard. `tier`: A = UN, NGO, standard; B = press, museum; C = collector; D = forum."""

    id: str
    title: str = ""
    publisher: str = ""
    year: str = ""
    url: str = ""
    tier: Literal["A", "B", "C", "D", ""] = ""
    seen_as: str = ""


class Citation(Frozen):
    """Where a statement can be read: source id, locator (page, row, span, photo box), sha256 of the copy read."""

    source_id: str
    locator: str = ""
    sha256: str = ""


class Grade(Frozen):
    """Admiralty grade. `reliability` A-F is the source's prior; `credibility` 1-6 is computed. A person may overrule both."""

    reliability: Literal["A", "B", "C", "D", "E", "F"] = "F"
    credibility: Literal[1, 2, 3, 4, 5, 6] = 6
    why: str = ""

    def __str__(self) -> str:
        return f"{self.reliability}{self.credibility}"


class Claim(Frozen):
    """One statement of one source: subject, predicate, value; who repeats whom is kept in `derived_from`."""

    id: str
    subject: str
    predicate: str
    value: str
    citation: Citation
    grade: Grade = Grade()
    polarity: Literal["affirmed", "denied", "unknown"] = "affirmed"
    hedge: str = ""
    derived_from: tuple[str, ...] = Field(default=())
