"""Editions of lists, kept for good: the file as it came, its entries as read, and what was known of it that day.

    lists/<list id>/<edition>-<first 12 of sha256>/original/<file>.gz    as handed in, packed
                                                   listings.jsonl.gz      one Listing a line
                                                   meta.json              an Edition
An edition appears whole or not at all, and is never changed afterwards.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path

from headstamp.core.errors import InputError, OutputError, UsageError
from headstamp.core.party import Listing
from headstamp.reference.watchlist.diff import Diff, diff
from headstamp.reference.watchlist.guard import losses, refuse_losses
from headstamp.reference.watchlist.model import ListBatch
from headstamp.reference.watchlist.moment import Snapshot, snapshot, whole_day
from headstamp.reference.watchlist.read import slug

BUILT_IN = "builtin"
_AGAIN = "move the folder away and add the file in `original` again"


@dataclass(frozen=True, slots=True)
class Edition:
    """What is known of one kept edition. `edition` = its day; `added_at` = when it was put here, ISO 8601 in UTC."""

    list_id: str
    edition: str
    sha256: str
    added_at: str
    format: str
    count: int
    names: int
    rejects: int
    programmes: dict[str, int] = field(default_factory=dict)
    source: str = ""  # the address it was fetched from, or the name of the file
    note: str = ""
    accepted_shrink: str = ""  # why a loss was accepted, and by these words

    @property
    def folder(self) -> str:
        """The name of its folder."""
        return f"{self.edition}-{self.sha256[:12]}"


def default_folder() -> Path:
    """$HEADSTAMP_HOME, else the place the system keeps user data in."""
    if home := os.environ.get("HEADSTAMP_HOME"):
        return Path(home)
    if local := os.environ.get("LOCALAPPDATA"):
        return Path(local) / "headstamp"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "headstamp"


class Store:
    """The kept editions below one folder. Reading an absent folder gives no lists; only `add` writes."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = (folder or default_folder()) / "lists"

    def list_ids(self) -> tuple[str, ...]:
        """Every list with at least one edition."""
        if not self.folder.is_dir():
            if self.folder.parent.exists() and not self.folder.parent.is_dir():
                raise InputError("not a folder, so that no kept list is in it", hint="check --store", file=self.folder.parent)
            return ()
        return tuple(sorted(each.name for each in self.folder.iterdir() if each.is_dir() and self.editions(each.name)))

    def editions(self, list_id: str) -> tuple[Edition, ...]:
        """The editions of a list, oldest first; of two of one day the one added later comes later."""
        home = self.folder / list_id
        paths = sorted(home.glob("*/meta.json")) if list_id and slug(list_id) == list_id and home.is_dir() else []
        found = [_edition(path) for path in paths if not path.parent.name.startswith(".")]
        return tuple(sorted(found, key=lambda each: (each.edition, each.added_at)))

    def find(self, list_id: str, day: str = "") -> Edition:
        """The edition of `day`, or the newest. Raises UsageError for one that is not kept."""
        kept = self.editions(list_id)
        chosen = [each for each in kept if not day or day in (each.edition, each.folder)]
        if chosen:
            return chosen[-1]
        if not kept:
            have = ", ".join(self.list_ids()) or "none yet"
            raise UsageError(f"no edition of {list_id!r} is kept", hint=f"`headstamp lists add FILE`; kept: {have}")
        hint = f"kept are {', '.join(each.edition for each in kept[-8:])}"
        raise UsageError(f"no edition of {list_id!r} of {day} is kept", hint=hint)

    def add(
        self,
        batch: ListBatch,
        *,
        added_at: str,
        edition: str = "",
        note: str = "",
        source: str = "",
        accept_shrink: str = "",
    ) -> tuple[Edition, bool]:
        """Keep an edition; returns it, and False where the same content is kept already (nothing is written then), unless it is
        said to be of an earlier day: a list that was first kept without its day has to answer for that day too.

        `edition` = its day, else the one the file states, else the day of `added_at`. Raises InputError where the list or a
        programme shrank by more than 5 % against the edition before, unless `accept_shrink` says why; OutputError.
        """
        if batch.list_id == BUILT_IN:
            hint = "give it another id with --as: one that is called like the built-in list would never be asked"
            raise UsageError(f"{BUILT_IN!r} is the list that comes with the tool", hint=hint)
        kept = self.editions(batch.list_id)
        day = whole_day(edition or batch.edition or added_at[:10])
        same = [each for each in kept if each.sha256 == batch.sha256]
        if same and not (edition and day < same[0].edition):
            return same[-1], False
        before = [each for each in kept if each.edition <= day]
        found = losses(before[-1].programmes, before[-1].count, batch.programmes, len(batch.listings)) if before else []
        if found and not accept_shrink.strip():
            refuse_losses(batch.list_id, found, before[-1].edition)
        meta = Edition(
            list_id=batch.list_id,
            edition=day,
            sha256=batch.sha256,
            added_at=added_at,
            format=batch.format,
            count=len(batch.listings),
            names=batch.names,
            rejects=len(batch.rejects),
            programmes=dict(batch.programmes),
            source=source or ", ".join(file.name for file in batch.files),
            note="; ".join(filter(None, (note, *batch.notes))),
            accepted_shrink=f"{accept_shrink} ({'; '.join(found)})" if found else "",
        )
        _write(self.folder / batch.list_id, meta, batch)
        return meta, True

    def load(self, edition: Edition) -> tuple[Listing, ...]:
        """The entries of a kept edition, with its day. Raises InputError where its file was damaged."""
        path = self.folder / edition.list_id / edition.folder / "listings.jsonl.gz"
        found = _load(path)
        if len(found) != edition.count or sum(len(each.party.names) for each in found) != edition.names:
            what = f"a kept edition is damaged: it holds {len(found):,} entries of {edition.count:,}"
            raise InputError(what, hint=_AGAIN, file=path)
        return found

    def current(self, list_ids: Sequence[str] = ()) -> Snapshot:
        """The newest edition of each list (or of those named), whole, as its authority published it; `day` is empty."""
        chosen = [self.find(each) for each in tuple(list_ids) or self.list_ids()]
        entries = tuple(entry for each in chosen for entry in self.load(each))
        return Snapshot("", entries, {each.list_id: each.edition for each in chosen})

    def as_of(self, day: str, list_ids: Sequence[str] = ()) -> Snapshot:
        """What stood on the lists on `day` (ISO 8601), by the newest edition not later than it; see `moment.snapshot`.

        Raises UsageError for half a date, a list that is not kept, and a day on which nothing can be said of a named list.
        """
        whole_day(day)
        for each in list_ids:
            self.find(each)
        wanted = tuple(list_ids) or self.list_ids()
        return snapshot(day, {each: self.editions(each) for each in wanted}, self.load, named=bool(list_ids))

    def diff(self, list_id: str, first: str = "", last: str = "") -> tuple[Edition, Edition, Diff]:
        """What changed from one edition to another: by default from the last but one to the newest."""
        newest = self.find(list_id, last)
        kept = self.editions(list_id)
        earlier = [
            each
            for each in kept
            if each.sha256 != newest.sha256 and (each.edition, each.added_at) < (newest.edition, newest.added_at)
        ]
        if not first and not earlier:
            raise UsageError(f"only one edition of {list_id!r} is kept", hint="add another; a change needs two")
        older = self.find(list_id, first) if first else earlier[-1]
        return older, newest, diff(self.load(older), self.load(newest))


def _edition(path: Path) -> Edition:
    try:
        found = Edition(**json.loads(path.read_text(encoding="utf-8")))
        numbers = (found.count, found.names, found.rejects, *found.programmes.values())
        own = (found.list_id, found.folder) == (path.parent.parent.name, path.parent.name)
        if not own or not all(type(n) is int for n in numbers):
            raise ValueError("it does not belong to its folder")
        return found
    except (ValueError, TypeError, AttributeError) as error:
        hint = "restore it from a copy, or move the folder away and add the file in `original` again"
        raise InputError(f"a kept edition is damaged: {error}", hint=hint, file=path) from error


@lru_cache(maxsize=8)
def _load(path: Path) -> tuple[Listing, ...]:
    """Kept, since an edition never changes."""
    try:
        with gzip.open(path, "rb") as stream:
            return tuple(Listing.model_validate_json(line) for line in stream)
    except (OSError, EOFError, ValueError) as error:
        raise InputError(f"a kept edition is damaged: {error}"[:200], hint=_AGAIN, file=path) from error


def _write(home: Path, meta: Edition, batch: ListBatch) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=".adding-", dir=home))
        try:
            for file in batch.files:
                _pack(file, made / "original")
            with gzip.open(made / "listings.jsonl.gz", "wb", compresslevel=6) as stream:
                stream.writelines(_lines(batch, meta.edition))
            (made / "meta.json").write_text(json.dumps(asdict(meta), ensure_ascii=False, indent=1), encoding="utf-8")
            made.chmod(0o755)
            os.rename(made, home / meta.folder)
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)
            raise
    except OSError as error:
        raise OutputError(
            f"cannot keep the edition: {error.strerror}", file=home, hint="free some room, or choose another --store"
        ) from error


def _lines(batch: ListBatch, day: str) -> Iterator[bytes]:
    for listing in batch.listings:
        dated = listing if listing.edition == day else listing.model_copy(update={"edition": day})
        yield dated.model_dump_json(exclude_defaults=True).encode() + b"\n"


def _pack(file: Path, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    if file.suffix.casefold() in (".gz", ".zip"):
        shutil.copyfile(file, folder / file.name)
        return
    with file.open("rb") as source, gzip.open(folder / f"{file.name}.gz", "wb", compresslevel=6) as target:
        shutil.copyfileobj(source, target, 1 << 20)


__all__ = ["Edition", "Store", "default_folder"]
