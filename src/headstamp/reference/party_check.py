"""The part of `headstamp packs check` that looks at parties: every reference between their tables leads somewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from headstamp.core.party import NameKind
from headstamp.reference.listing_rows import thing
from headstamp.reference.pack import Pack
from headstamp.reference.problem import Problem


def check_parties(pack: Pack) -> Iterator[Problem]:
    """References to parties and authorities that the pack itself lacks (listings are made pack by pack, so another pack's rows do
    not help), parties without exactly one primary name or without an entry, authorities that no entry uses, names that stand
    twice, entries that ended before they began."""
    tables = pack.tables
    parties = {row.id for row in tables.parties}
    authorities = {row.id for row in tables.authorities}
    references = (
        *(("names", row.id, "party", row.id, parties) for row in tables.names),
        *(("listings", row.id, "party", row.party, parties) for row in tables.listings),
        *(("listings", row.id, "authority", row.authority, authorities) for row in tables.listings),
        *(("ties", row.id, "subject", row.subject, parties) for row in tables.ties if not thing(row.subject)),
        *(("ties", row.id, "object", row.object, parties) for row in tables.ties if not thing(row.object)),
    )
    for table, row_id, column, wanted, known in references:
        if wanted not in known:
            file = "authorities.csv" if column == "authority" else "parties.csv"
            yield Problem(pack.id, table, row_id, f"{column} {wanted!r} is no row of {file}")
    primary = Counter(row.id for row in tables.names if row.kind is NameKind.PRIMARY)
    for row in tables.parties:
        if primary[row.id] != 1:
            yield Problem(pack.id, "parties", row.id, f"has {primary[row.id]} primary names in names.csv; it needs one")
    entries = {row.party for row in tables.listings}
    for key in sorted(parties - entries):
        yield Problem(pack.id, "parties", key, "stands on no list in listings.csv, so that no name of it is ever asked")
    for key in sorted(authorities - {row.authority for row in tables.listings}):
        yield Problem(pack.id, "authorities", key, "no entry of listings.csv is of this authority")
    for (key, text), times in Counter((row.id, row.text) for row in tables.names).items():
        if times > 1:
            yield Problem(pack.id, "names", key, f"the name {text!r} stands {times} times")
    for listing in tables.listings:
        if listing.delisted_on and listing.listed_on > listing.delisted_on:
            yield Problem(pack.id, "listings", listing.id, f"delisted on {listing.delisted_on}, before {listing.listed_on}")
