"""What changed between two editions of one list, field by field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from headstamp.core.party import Listing


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one entry that differs: what went, what came."""

    key: str
    name: str
    field: str
    gone: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diff:
    """Entries that came, entries that went, and what changed in those that stayed; each in the order of its edition."""

    added: tuple[Listing, ...]
    removed: tuple[Listing, ...]
    changed: tuple[Change, ...]

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all entries that differ in any way: what must be screened again."""
        return frozenset(listing.key for listing in (*self.added, *self.removed)) | {change.key for change in self.changed}

    @property
    def same(self) -> bool:
        """True where nothing differs."""
        return not (self.added or self.removed or self.changed)


def diff(before: Iterable[Listing], after: Iterable[Listing]) -> Diff:
    """Compare two editions by entry id. The edition itself, and where in its file an entry stood, do not count.

    The order of names and of other values is not a change; the first name is a field of its own.
    """
    old = {listing.key: listing for listing in before}
    new = {listing.key: listing for listing in after}
    changed = [change for key, listing in new.items() if key in old for change in _changes(old[key], listing)]
    return Diff(
        tuple(listing for key, listing in new.items() if key not in old),
        tuple(listing for key, listing in old.items() if key not in new),
        tuple(changed),
    )


def _changes(old: Listing, new: Listing) -> Iterable[Change]:
    if old.party == new.party and old.model_copy(update={"edition": new.edition, "citation": new.citation}) == new:
        return
    was, now = _fields(old), _fields(new)
    for field, values in now.items():
        gone = tuple(value for value in was[field] if value not in values)
        came = tuple(value for value in values if value not in was[field])
        if gone or came:
            yield Change(new.key, new.party.name, field, gone, came)


def _fields(listing: Listing) -> dict[str, tuple[str, ...]]:
    party = listing.party
    one = {"kind": party.kind.value, "listed on": listing.listed_on, "delisted on": listing.delisted_on,
           "legal effect": listing.legal_effect, "jurisdiction": listing.jurisdiction, "remarks": listing.remarks}  # fmt: skip
    return {
        "first name": (party.name,),
        "names": tuple(f"{name.text} ({name.kind.value})" for name in party.names),
        "countries": party.countries,
        "born": party.born,
        "birth places": party.birth_places,
        "identifiers": tuple(f"{each.kind} {each.value} {each.country}".strip() for each in party.identifiers),
        "addresses": party.addresses,
        "programmes": listing.programmes,
        **{field: (value,) if value else () for field, value in one.items()},
    }
