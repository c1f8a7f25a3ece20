"""The shape of an ammunition profile: tables of rows, each with counts, a share, and an estimate where a frame allows one."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class RowKind(StrEnum):
    """What sort of line a row is; the four stand apart in every table, in this order."""

    ANSWER = "answer"
    UNVERIFIED = "unverified"  # rests on general knowledge alone, no page was read
    LOOK_ALIKE = "look-alike"  # the evidence cannot tell the members apart
    UNKNOWN = "unknown"  # no basis, or not recorded


@dataclass(frozen=True, slots=True)
class Category:
    """The line of a table that one record falls under. Equal categories are one row."""

    kind: RowKind
    key: str  # country code(s), producer key, calibre, year; lasting, for sorting and joining
    label: str


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One line. `count_items` = records; `count_rounds` = rounds whose marks were read; `share` = part of all rounds read.

    `estimate`, `low`, `high` are rounds among those seen, over the records with a sampling frame only; None where no
    record behind the row has one. `low` and `high` bound a 95 % interval.
    """

    kind: RowKind
    key: str
    label: str
    count_items: int
    count_rounds: int
    share: float
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ProfileTable:
    """One table. Rows add up to `total_items` and `total_rounds`; estimates add up to `seen`, the rounds under frames."""

    name: str  # country, producer, calibre, year, decade
    title: str
    rows: tuple[ProfileRow, ...]
    total_items: int
    total_rounds: int
    read: int  # rounds read under a sampling frame
    seen: int  # rounds seen under those frames; 0 = nothing is extrapolated

    def of(self, kind: RowKind) -> tuple[ProfileRow, ...]:
        """The rows of one kind."""
        return tuple(r for r in self.rows if r.kind is kind)


@dataclass(frozen=True, slots=True)
class AmmunitionProfile:
    """Tables by country, producer, calibre, year and decade, with what they do not say."""

    tables: tuple[ProfileTable, ...]
    left_out: int  # records of weapons, packaging and parts, which are no rounds
    frames: int  # sampling frames used
    frames_not_random: int  # of these, those whose method does not say that the choice was random
    limits: tuple[str, ...]
    shelf_hash: str
    tool_version: str

    def table(self, name: str) -> ProfileTable:
        """The table of this name; raises KeyError where there is none."""
        found = next((t for t in self.tables if t.name == name), None)
        if found is None:
            raise KeyError(f"no table {name!r}; there are {', '.join(t.name for t in self.tables)}")
        return found

    def to_dict(self) -> dict[str, Any]:
        """Plain dicts, lists, numbers and strings, ready for JSON."""
        return asdict(self)
