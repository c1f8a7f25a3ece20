"""What the files of one call become: drafts of objects, each with the file that it comes from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from headstamp.core.errors import InputError

if TYPE_CHECKING:
    from headstamp.case import Draft
    from headstamp.observe.marks import Reject


@dataclass(frozen=True, slots=True)
class Request:
    """The options of one call, as given."""

    path: Path
    files: tuple[Path, ...]
    taken_as: str
    who: str
    note: str
    encoding: str | None
    rejects: Path | None
    columns: tuple[str, ...]
    listed: tuple[str, ...]
    consignments: tuple[str, ...]
    prefix: str
    revise: bool
    lists: tuple[str, ...]
    day: str
    folder: Path | None
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was when it was read: what of it is kept as an object of its own."""

    path: Path
    sha256: str
    size: int

    @property
    def origin(self) -> str:
        """How the ledger says that an object comes from this file."""
        return f"from file/{self.sha256}"


@dataclass(frozen=True, slots=True)
class Taken:
    """What one file gave. `summary` = counts in words, for the ledger too; `told` = lines for the person; `joined`: papers of one
    consignment that came before are kept beside the new ones."""

    source: Source
    what: str
    drafts: Sequence[Draft]
    summary: str
    told: tuple[str, ...] = ()
    rejects: Sequence[Reject] = field(default=())
    joined: bool = False


def source_of(path: Path) -> Source:
    """The file with its hash. Raises InputError where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return Source(path, hashlib.file_digest(stream, "sha256").hexdigest(), path.stat().st_size)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", hint="check who may read it", file=path) from error


def shown_rejects(rejects: Iterable[Reject], most: int = 3) -> tuple[str, ...]:
    """The first rows that were set aside, a line each."""
    found = list(rejects)
    rest = (f"  and {len(found) - most:,} more",) if len(found) > most else ()
    return (*(f"  {each}" for each in found[:most]), *rest)


def counted(number: int, noun: str) -> str:
    """`1 record`, `12,000 records`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
