"""What a format is: a module with a name, a look at the head of a file, and a reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from headstamp.reference.watchlist.draft import Draft
from headstamp.reference.watchlist.model import Reject
from headstamp.reference.watchlist.unpack import Doc, Survey

Read = Draft | Reject | str
"""What reading yields: entries (rows of one entry may come apart, `read_list` joins them), rejects, and notes as texts."""


class Format(Protocol):
    """One module of this folder each. `head` is the first 64 kB as text, `filename` the name without folder and `.gz`."""

    NAME: str

    def looks_like(self, head: str, filename: str, /) -> bool:
        """True where a file that begins so is of this format."""

    def list_id_of(self, head: str, filename: str, /) -> str:
        """The id of the list such a file holds, or an empty text: then the file's name is used."""

    def edition_of(self, head: str, /) -> str:
        """The day the file states it was made, ISO 8601; empty where it states none."""

    def read(self, doc: Doc, seen: Survey, /) -> Iterator[Read]:
        """Everything the file holds, in order. Raises InputError for a file that cannot be trusted as a whole."""
