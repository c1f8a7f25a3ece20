"""What `headstamp packs check` says of a row that does not hold."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a pack: table, row id, and what."""

    pack: str
    table: str
    row: str
    what: str

    def __str__(self) -> str:
        file = self.table if "." in self.table else f"{self.table}.csv"
        return f"{self.pack}/{file}, row {self.row[:60]}: {self.what[:500]}"
