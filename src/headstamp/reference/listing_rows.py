"""Parties, their names, the entries of authorities' lists that a pack restates, and ties between parties, as typed rows.

Column meanings: docs/packs.md. `headstamp.reference.builtin` turns them into listings.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from headstamp.core.party import NameKind, PartyKind
from headstamp.reference.row import Raw, Row, base, split

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_THING = re.compile(r"(company|unit|aircraft|type|state|other):(\S.*)")


@dataclass(frozen=True, slots=True)
class AuthorityRow(Row):
    """An authority's list (the id) and what an entry on it means in law; `person_effect` is added for persons."""

    title: str
    jurisdiction: str
    effect: str
    person_effect: str


@dataclass(frozen=True, slots=True)
class PartyRow(Row):
    """One party (the id), whichever lists it stands on. `identifiers` are (kind, value, country)."""

    kind: PartyKind
    countries: tuple[str, ...]
    born: tuple[str, ...]
    birth_places: tuple[str, ...]
    identifiers: tuple[tuple[str, str, str], ...]
    addresses: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class NameRow(Row):
    """One spelling of the name of the party whose key is the id. `found` says where: a list's entry, or how it was built."""

    text: str
    kind: NameKind
    found: str


@dataclass(frozen=True, slots=True)
class ListingRow(Row):
    """One entry of one authority's list. Dates are ISO 8601, to the day, month or year, or empty where none was read."""

    party: str
    authority: str
    ref: str
    programmes: tuple[str, ...]
    listed_on: str
    delisted_on: str
    edition: str


@dataclass(frozen=True, slots=True)
class TieRow(Row):
    """Subject does something to object (`represents`, `owns`, `front_of`); both are party keys, or things that stand on no list
    (`thing`).

    `since` and `until` are ISO 8601, to the day, month or year, or empty; `share` is `50`, `25-40` (percent) or empty. Packs of
    older versions lack these three columns.
    """

    subject: str
    relation: str
    object: str
    detail: str
    since: str = ""
    until: str = ""
    share: tuple[float, float] | None = None


def thing(end: str) -> tuple[str, str] | None:
    """(kind, words) of an end that is no party of the pack: `unit:Wagner Group`, `type:122 mm rocket`, `state:UA`; else None.

    >>> thing("unit:Wagner Group"), thing("komid")
    (('unit', 'Wagner Group'), None)
    """
    found = _THING.fullmatch(end)
    return (found[1], found[2]) if found else None


def day(text: str) -> str:
    """An ISO 8601 day, month or year, or nothing; raises ValueError for anything else."""
    if text and not _DAY.fullmatch(text):
        raise ValueError(f"{text!r} is not a date such as 2023-03-30, 2023-03 or 2023")
    return text


def _identifier(text: str) -> tuple[str, str, str]:
    kind, colon, rest = text.partition(":")
    value, _, country = rest.partition("@")
    if not colon or not value:
        raise ValueError(f"{text!r} is not an identifier such as imo:7937317 or passport:472310168@KP")
    return kind, value, country


def _authority(raw: Raw, pack: str) -> AuthorityRow:
    r = raw
    return AuthorityRow(*base(r, pack, "authority"), r["title"], r["jurisdiction"], r["effect"], r["person_effect"])


def _party(raw: Raw, pack: str) -> PartyRow:
    return PartyRow(
        *base(raw, pack, "party"),
        PartyKind(raw["kind"]),
        split(raw["countries"]),
        split(raw["born"]),
        split(raw["birth_places"]),
        tuple(_identifier(text) for text in split(raw["identifiers"])),
        split(raw["addresses"], "||"),
        raw["why"],
    )


def _name(raw: Raw, pack: str) -> NameRow:
    if not raw["text"]:
        raise ValueError("a name has at least one sign")
    return NameRow(*base(raw, pack, "party"), raw["text"], NameKind(raw["kind"]), raw["found"])


def _listing(raw: Raw, pack: str) -> ListingRow:
    return ListingRow(
        *base(raw, pack, "id"),
        raw["party"],
        raw["authority"],
        raw["ref"],
        split(raw["programmes"]),
        day(raw["listed_on"]),
        day(raw["delisted_on"]),
        day(raw["edition"]),
    )


def _tie(raw: Raw, pack: str) -> TieRow:
    since, until, share = day(raw.get("since", "")), day(raw.get("until", "")), _share(raw.get("share", ""))
    return TieRow(*base(raw, pack, "id"), raw["subject"], raw["relation"], raw["object"], raw["detail"], since, until, share)


def _share(text: str) -> tuple[float, float] | None:
    """`50` or `25-40` as bounds in percent; None where nothing is stated. Raises ValueError for anything else."""
    if not text:
        return None
    low, _, high = text.partition("-")
    try:
        bounds = float(low), float(high or low)
    except ValueError:
        raise ValueError(f"{text!r} is not a share such as 50 or 25-40") from None
    if not 0 <= bounds[0] <= bounds[1] <= 100:
        raise ValueError(f"the share {text!r} is not in 0..100, or runs down")
    return bounds


PARTY_SCHEMA: dict[str, tuple[str, Callable[[Raw, str], Row]]] = {
    "authorities": ("authority title jurisdiction effect person_effect", _authority),
    "parties": ("party kind countries born birth_places identifiers addresses why", _party),
    "names": ("party text kind found", _name),
    "listings": ("id party authority ref programmes listed_on delisted_on edition", _listing),
    "ties": ("id subject relation object detail", _tie),
}
"""Part of `headstamp.reference.rows.SCHEMA`: table name -> (its own columns, the function that types a row)."""
