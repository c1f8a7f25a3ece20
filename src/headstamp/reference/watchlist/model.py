"""What reading a list gives: its listings, what was set aside and why, and how the file was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from headstamp.core.party import Listing


@dataclass(frozen=True, slots=True)
class Reject:
    """One row, name or element that could not be read. `row` counts from 1, as an editor shows it; 0 = not known."""

    file: str
    row: int
    reason: str
    text: str = ""  # the beginning of what stood there

    def __str__(self) -> str:
        return f"{self.file}, row {self.row}: {self.reason}" + (f": {self.text!r}" if self.text else "")


@dataclass(frozen=True, slots=True)
class ListBatch:
    """One edition of one list as read from one file or one set of files.

    `edition` = the day the file itself states, ISO 8601, empty where it states none; `sha256` = of the content, unpacked;
    of several files over their hashes; `rows` = rows or elements looked at; `notes` = what a reader should know, such as a
    missing alias file; `files` = the files read, the main one first.
    """

    list_id: str
    edition: str
    listings: tuple[Listing, ...]
    rejects: tuple[Reject, ...]
    sha256: str
    format: str
    rows: int
    notes: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()

    @property
    def names(self) -> int:
        """How many names the listings carry together."""
        return sum(len(listing.party.names) for listing in self.listings)

    @property
    def programmes(self) -> Mapping[str, int]:
        """How many listings stand under each programme; a listing under two counts for both."""
        return dict(sorted(Counter(p for listing in self.listings for p in listing.programmes).items()))

    def summary(self) -> str:
        """`un: 1,003 listings with 4,390 names of 1,003 rows; 0 set aside`."""
        shown = f"{self.list_id}: {len(self.listings):,} listings with {self.names:,} names of {self.rows:,} rows"
        return f"{shown}; {len(self.rejects):,} set aside"
