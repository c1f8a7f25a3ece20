"""What stood on the lists on a given day, and what can not be said about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from headstamp.core.errors import UsageError
from headstamp.core.party import Listing

STALE = 30  # days after which an edition is called old


class Dated(Protocol):
    """What a snapshot needs to know of an edition."""

    @property
    def list_id(self) -> str:
        """The list."""

    @property
    def edition(self) -> str:
        """Its day, ISO 8601."""


D = TypeVar("D", bound=Dated)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The entries of one day. `editions` = by list the edition they come from; `limits` = what this does not say."""

    day: str
    listings: tuple[Listing, ...]
    editions: Mapping[str, str]
    limits: tuple[str, ...] = ()


def whole_day(text: str) -> str:
    """`text` where it is a day in ISO 8601; else UsageError."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise UsageError(f"not a day: {text!r}", hint="write it as 2023-07-01") from error


def snapshot(day: str, kept: Mapping[str, Sequence[D]], load: Callable[[D], tuple[Listing, ...]], *, named: bool) -> Snapshot:
    """For each list the newest edition not later than `day`, less what was listed after or delisted by that day.

    Where every edition is later, the oldest one answers by its dates of listing, as far as it has any, and the limits say
    so; where it has none the list is left out, or, if it was asked for by name, refused with UsageError.
    """
    listings: list[Listing] = []
    used: dict[str, str] = {}
    limits: list[str] = []
    for list_id, editions in kept.items():
        before = [each for each in editions if each.edition <= day]
        chosen = before[-1] if before else editions[0]
        entries = load(chosen)
        standing = [each for each in entries if _stood(each, day, certain=not before)]
        if before:
            limits += _age(list_id, chosen.edition, day)
        elif standing:
            limits.append(_partial(list_id, chosen.edition, day, entries))
        else:
            what = f"{list_id}: the first edition kept is of {chosen.edition}, and by its dates of listing nothing stood on {day}"
            if named:
                raise UsageError(what, hint="add an older edition with --edition, or ask for a later day")
            limits.append(what)
            continue
        listings += standing
        used[list_id] = chosen.edition
    return Snapshot(day, tuple(listings), used, tuple(limits))


def _stood(listing: Listing, day: str, *, certain: bool) -> bool:
    """Dates that are no ISO dates, kept as the list writes them, decide nothing."""
    if listing.listed_on[:4].isdigit():
        if listing.listed_on > day:
            return False
    elif certain:
        return False
    return not listing.delisted_on[:4].isdigit() or listing.delisted_on > day


def _partial(list_id: str, edition: str, day: str, entries: Sequence[Listing]) -> str:
    undated = sum(1 for each in entries if not each.listed_on[:4].isdigit())
    more = f", and {undated:,} entries without a date of listing are left out" if undated else ""
    return (
        f"{list_id}: no edition of {day} or before is kept; the edition of {edition} was asked for what it lists since then or "
        f"before: names taken off the list between the two are missing{more}"
    )


def _age(list_id: str, edition: str, day: str) -> list[str]:
    old = (date.fromisoformat(day) - date.fromisoformat(edition)).days
    return [f"{list_id}: the newest edition not later than {day} is {old:,} days older, of {edition}"] if old > STALE else []
