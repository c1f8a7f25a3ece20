"""A matcher over the built-in list, the kept lists and lists given as files; filed once, then loaded from a cache."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from headstamp.core.errors import UsageError
from headstamp.core.party import Listing
from headstamp.core.version import __version__
from headstamp.reason.match.matcher import Matcher
from headstamp.reason.match.release import Release
from headstamp.reference.builtin import LIST_ID, builtin_listings
from headstamp.reference.lexicon import Lexicon
from headstamp.reference.pack import shipped
from headstamp.reference.released import released
from headstamp.reference.watchlist import Edition, Store, read_list
from headstamp.reference.watchlist.moment import snapshot, whole_day
from headstamp.scale import kept

_CODE = ("core/romanise", "reference/lexicon", "reason/match")  # what a name is read and compared by


@dataclass(frozen=True, slots=True)
class ListUsed:
    """One list of a matcher: its id, the edition, the sha256 of its content, and where it lies (`built in`, `kept`, or a path).

    `folder` names the kept edition; `as_of` the day that was asked for, empty = the whole edition."""

    list_id: str
    edition: str
    sha256: str
    origin: str
    folder: str = ""
    as_of: str = ""


@dataclass(frozen=True, eq=False)
class OpenMatcher(Matcher):
    """A matcher that knows which lists it was opened from, what cannot be said of them, and whether it came from the cache."""

    lists: tuple[ListUsed, ...] = ()
    limits: tuple[str, ...] = ()
    cached: bool = False
    folder: str = ""  # of the cache entry; empty = none could be written


Read = tuple[tuple[Listing, ...], tuple[str, ...]]
Reads = Callable[[], Read]


@dataclass(frozen=True, slots=True)
class _Part:
    used: ListUsed
    read: Reads


def open_matcher(
    lists: Sequence[str | Path] | None = None,
    *,
    store: Store | Path | None = None,
    as_of: str | None = None,
    release: Release | None = None,
    builtin: bool = True,
    cache: Path | None = None,
) -> OpenMatcher:
    """The matcher over `lists`: ids of kept lists, `builtin`, or paths of list files; None = all kept lists.

    `builtin`: the built-in list too. `store`: a Store or its folder; `as_of`: what stood on the lists on that day (ISO 8601);
    `cache`: folder of filed matchers, by default beside the kept lists. Entries are taken in the order of their keys, so that the
    order of a list's file decides nothing. Raises UsageError for a list nobody knows, InputError for one that cannot be read.
    """
    home = store if isinstance(store, Store) else Store(store)
    day = whole_day(as_of) if as_of else ""
    named = list(lists) if lists is not None else list(home.list_ids())
    parts = [_builtin(day)] if builtin or LIST_ID in named else []
    ids = [each for each in named if isinstance(each, str) and each != LIST_ID and not Path(each).is_file()]
    parts += _kept(home, ids, day, named=lists is not None)
    parts += [_file(Path(each), day) for each in named if isinstance(each, Path) or (each not in ids and each != LIST_ID)]
    return _opened(parts, release, cache or home.folder.parent / "matchers")


def reopen(
    lists: Sequence[ListUsed], *, store: Store | Path | None = None, release: Release | None = None, cache: Path | None = None
) -> OpenMatcher:
    """The matcher over the very editions that a record names. Raises UsageError or InputError where one is gone."""
    home = store if isinstance(store, Store) else Store(store)
    parts = []
    for used in lists:
        if used.origin == "built in":
            parts.append(_builtin(used.as_of))
        elif used.origin == "kept":
            parts.append(_edition(home, home.find(used.list_id, used.folder), used.as_of))
        else:
            parts.append(_file(Path(used.origin), used.as_of))
    return _opened(parts, release, cache or home.folder.parent / "matchers")


@lru_cache(maxsize=1)
def code_sha256() -> str:
    """sha256 of the code that reads and compares names: with the same lists and release, other code may answer otherwise."""
    digest = hashlib.sha256()
    for folder in _CODE:
        for path in sorted((p for p in (files("headstamp") / folder).iterdir() if p.name.endswith(".py")), key=lambda p: p.name):
            digest.update(f"{folder}/{path.name}".encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _opened(parts: Sequence[_Part], release: Release | None, cache: Path) -> OpenMatcher:
    release = release or Release.from_bytes(released())
    lexicon = Lexicon.default()
    used = tuple(part.used for part in parts)
    if not used:
        raise UsageError("no list to match against", hint="keep one with `headstamp lists add`, or ask the built-in list")
    content = [(u.list_id, u.edition, u.sha256, u.as_of) for u in used]
    made_of = [kept.FORM, __version__, code_sha256(), release.sha256, lexicon.sha256, content]
    folder = cache / hashlib.sha256(json.dumps(made_of).encode()).hexdigest()[:24]
    found = kept.load(folder)
    if found is not None:
        about, fields = found
        return OpenMatcher(
            **fields, release=release, lexicon=lexicon, sha256=about["sha256"], lists=used, limits=tuple(about["limits"]),
            cached=True, folder=str(folder),
        )  # fmt: skip
    listings, limits = _listings(parts)
    if not listings:  # a search of nothing would be silent about everybody
        hint = "; ".join(limits) or "look at them with `headstamp lists show`"
        raise UsageError("nothing stands on the lists that were asked", hint=hint)
    matcher = Matcher.of(listings, release, lexicon)
    place = str(folder)
    try:
        kept.save(
            folder, matcher.index, matcher.listings, matcher.listings_of, matcher.names, matcher.numbers,
            {"sha256": matcher.sha256, "limits": limits, "lists": [asdict(each) for each in used]},
        )  # fmt: skip
    except OSError:
        place = ""  # no room or no right to write there: the next run files the list again, and answers the same
    return OpenMatcher(**_as_is(matcher), lists=used, limits=tuple(limits), folder=place)


def _as_is(matcher: Matcher) -> dict[str, Any]:
    return {name: getattr(matcher, name) for name in Matcher.__dataclass_fields__}


def _listings(parts: Sequence[_Part]) -> tuple[list[Listing], list[str]]:
    """Every listing once, by list, party and entry: two lists of one id and entry must say the same."""
    found: dict[str, Listing] = {}
    limits: list[str] = []
    for part in parts:
        listings, said = part.read()
        limits += said
        for listing in listings:
            held = found.setdefault(listing.key, listing)
            if held is not listing and held.party != listing.party:
                what = f"two lists that were given both have the entry {listing.key!r}, and say different things"
                raise UsageError(what, hint="give them apart, or rename one file: its name is the id of the list")
    return sorted(found.values(), key=lambda each: (each.list_id, each.party.id, each.entry_id)), limits


def _builtin(day: str) -> _Part:
    digest = hashlib.sha256()
    for pack in shipped():
        if (pack / "listings.csv").is_file():
            for path in sorted((*pack.glob("*.csv"), pack / "pack.toml")):
                digest.update(path.name.encode() + b"\0" + path.read_bytes())
    used = ListUsed(LIST_ID, __version__, digest.hexdigest(), "built in", as_of=day)
    return _Part(used, lambda: _on(day, used, builtin_listings(), max((e.edition for e in builtin_listings()), default="")))


def _kept(home: Store, ids: Sequence[str], day: str, *, named: bool) -> Iterator[_Part]:
    for each in ids:
        if not day:
            yield _edition(home, home.find(each), "")
            continue
        home.find(each)
        editions = home.editions(each)
        before = [e for e in editions if e.edition <= day]
        yield _edition(home, before[-1] if before else editions[0], day, named=named)


def _edition(home: Store, edition: Edition, day: str, *, named: bool = False) -> _Part:
    used = ListUsed(edition.list_id, edition.edition, edition.sha256, "kept", edition.folder, day)
    return _Part(used, lambda: _on(day, used, home.load(edition), edition.edition, named=named))


def _file(path: Path, day: str) -> _Part:
    if not path.exists():
        raise UsageError(f"no kept list and no file is called {str(path)!r}", hint="`headstamp lists show` names the kept lists")
    batch: list[Any] = []

    def read() -> Read:
        batch[:] = batch or [read_list(path)]
        listings, limits = _on(day, used, batch[0].listings, batch[0].edition or day)
        return listings, (*limits, *([_undated(path, day)] if day and not batch[0].edition else []))

    used = ListUsed(path.name, "", _files_sha256(path), str(path), as_of=day)
    return _Part(used, read)


def _undated(path: Path, day: str) -> str:
    return f"{path.name}: the file states no day; it is taken for what stood on {day}, less what it says was listed later"


def _files_sha256(path: Path) -> str:
    """Of a file and, where it is one of OFAC's set of files, of the files beside it; of all files of a folder."""
    name = path.name.casefold()
    whole = path.is_dir() or "sdn" in name or "cons_prim" in name
    beside = sorted(p for p in (path if path.is_dir() else path.parent).glob("*.csv*") if p.is_file()) if whole else []
    digest = hashlib.sha256()
    for each in dict.fromkeys(([] if path.is_dir() else [path]) + beside):
        with each.open("rb") as stream:
            digest.update(each.name.encode() + b"\0" + hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()


def _on(day: str, used: ListUsed, listings: tuple[Listing, ...], edition: str, *, named: bool = False) -> Read:
    """The listings that stood on `day`, and what cannot be said of it. Raises UsageError where nothing can be said of a list
    that was asked for by name."""
    if not day:
        return listings, ()
    dated = ListUsed(used.list_id, edition, used.sha256, used.origin)
    found = snapshot(day, {used.list_id: (dated,)}, lambda _: listings, named=named)
    return found.listings, found.limits
