"""The list that is there on the first run, offline: parties tied to DPRK arms, restated from authorities' lists with sources.

One party that stands on several lists is one `Party` with several `Listing`s, each with its own authority, date and sources.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeVar

from headstamp.core.claim import Citation, Source, Standing
from headstamp.core.errors import PackError
from headstamp.core.party import Identifier, Listing, NameKind, Party, PartyKind, PartyName
from headstamp.reference.listing_rows import AuthorityRow, ListingRow, NameRow, PartyRow, TieRow, thing
from headstamp.reference.pack import Pack, load_pack, shipped
from headstamp.reference.row import Row
from headstamp.reference.rows import Tables

LIST_ID = "builtin"
_R = TypeVar("_R", bound=Row)
_ORDER = {NameKind.PRIMARY: 0, NameKind.ALIAS: 1, NameKind.FORMER: 2, NameKind.NATIVE: 3, NameKind.WEAK: 4, NameKind.SPELLING: 5}


@lru_cache(maxsize=2)
def builtin_listings(*, unverified: bool = True) -> tuple[Listing, ...]:
    """Every listing of the shipped packs, in the order of the packs; read once per process.

    `unverified=False` leaves out names and parties for which no page was read. Raises PackError where a pack is broken.
    """
    return tuple(listing for pack in _packs() for listing in listings_of(pack.tables, unverified=unverified))


def builtin_sources() -> dict[str, Source]:
    """The sources that citations of `builtin_listings` name, by id."""
    return {key: source for pack in _packs() for key, source in pack.sources.items()}


def ties_of(tables: Tables) -> dict[str, tuple[TieRow, ...]]:
    """Ties by the key of either party, in the order of the table."""
    found: dict[str, list[TieRow]] = defaultdict(list)
    for tie in tables.ties:
        found[tie.subject].append(tie)
        found[tie.object].append(tie)
    return {key: tuple(rows) for key, rows in found.items()}


def listings_of(tables: Tables, *, unverified: bool = True) -> tuple[Listing, ...]:
    """The listings of one pack's tables. `entry_id` is the row's id, which is lasting; `key` is `builtin/<id>`.

    Raises PackError where a row names a party or an authority that the pack does not describe, or a party has no primary name.
    """
    names: dict[str, list[NameRow]] = defaultdict(list)
    for name in _kept(tables.names, unverified):
        names[name.id].append(name)
    authorities = {row.id: row for row in tables.authorities}
    parties = {row.id: _party(row, names[row.id]) for row in _kept(tables.parties, unverified)}
    rows = {row.id: row for row in tables.parties}
    told = _told(tables)
    out = []
    for row in _kept(tables.listings, unverified):
        if row.party not in rows or row.authority not in authorities:
            raise PackError(
                f"listing {row.id!r} names a party or an authority that the pack lacks: {row.party!r}, {row.authority!r}",
                hint="Add the row to parties.csv or authorities.csv.",
            )
        if row.party in parties:
            remarks = "; ".join(text for text in (rows[row.party].why, *told.get(row.party, ()), row.note) if text)
            out.append(_listing(row, parties[row.party], authorities[row.authority], remarks))
    return tuple(out)


@lru_cache(maxsize=1)
def _packs() -> tuple[Pack, ...]:
    """The shipped packs that hold listings; the others are not read, so that a look-up starts fast."""
    return tuple(load_pack(path) for path in shipped() if (path / "listings.csv").is_file())


def _kept(rows: Iterable[_R], unverified: bool) -> Iterable[_R]:
    return (row for row in rows if unverified or row.standing is not Standing.UNVERIFIED)


def _party(row: PartyRow, names: list[NameRow]) -> Party:
    ordered = sorted(names, key=lambda name: _ORDER[name.kind])  # stable: the table's order within a kind
    if not ordered or ordered[0].kind is not NameKind.PRIMARY:
        raise PackError(f"party {row.id!r} has no primary name", hint="Add it to names.csv with kind primary.")
    return Party(
        id=row.id,
        kind=row.kind,
        names=tuple(PartyName(text=name.text, kind=name.kind, citation=_citation(name, name.found)) for name in ordered),
        countries=row.countries,
        born=row.born,
        birth_places=row.birth_places,
        identifiers=tuple(Identifier(kind=kind, value=value, country=country) for kind, value, country in row.identifiers),
        addresses=row.addresses,
    )


def _citation(row: Row, locator: str) -> Citation:
    """The first page that the row rests on; the pack itself where no page was read, and then it says so."""
    if row.standing is Standing.UNVERIFIED or not row.source_ids:
        return Citation(source_id=f"pack:{row.pack}", locator=f"{locator or row.id} (unverified: no page was read)")
    return Citation(source_id=row.source_ids[0], locator=locator)


def _told(tables: Tables) -> dict[str, tuple[str, ...]]:
    """What each party does to others, in words: `represents KOREA MINING DEVELOPMENT TRADING CORPORATION (in Iran)`."""
    called = {name.id: name.text for name in tables.names if name.kind is NameKind.PRIMARY}
    found: dict[str, list[str]] = defaultdict(list)
    for tie in tables.ties:
        detail = f" ({tie.detail})" if tie.detail else ""
        found[tie.subject].append(f"{tie.relation.replace('_', ' ')} {called.get(tie.object) or _plain(tie.object)}{detail}")
    return {party: tuple(texts) for party, texts in found.items()}


def _plain(end: str) -> str:
    found = thing(end)
    return found[1] if found else end


def _listing(row: ListingRow, party: Party, authority: AuthorityRow, remarks: str) -> Listing:
    person = party.kind is PartyKind.PERSON and authority.person_effect
    others = [f"also read in: {', '.join(row.source_ids[1:])}"] if len(row.source_ids) > 1 else []
    return Listing(
        list_id=LIST_ID,
        entry_id=row.id,
        party=party,
        citation=_citation(row, f"{authority.id} {row.ref}".strip()),
        edition=row.edition,
        listed_on=row.listed_on,
        delisted_on=row.delisted_on,
        programmes=(authority.title, *row.programmes),
        legal_effect=f"{authority.effect} {authority.person_effect}" if person else authority.effect,
        jurisdiction=authority.jurisdiction,
        remarks="; ".join(text for text in (remarks, *others) if text),
        standing=row.standing,
    )
