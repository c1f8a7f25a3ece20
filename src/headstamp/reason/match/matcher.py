"""The matcher: a set of listings under one release, asked in bulk or about one party, with the same numbers."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from headstamp.core.party import Listing, NameKind, Party, PartyKind
from headstamp.reason.match.batch import Asked, ask, screen_asked
from headstamp.reason.match.index import Index, build
from headstamp.reason.match.native import F32, I32, U8
from headstamp.reason.match.numbers import Numbers
from headstamp.reason.match.release import Release
from headstamp.reason.match.words import Lexicon

KINDS = {PartyKind.UNKNOWN: 0, PartyKind.PERSON: 1, PartyKind.ORGANISATION: 2, PartyKind.VESSEL: 3, PartyKind.AIRCRAFT: 4}
FLOOR = 1.0  # log10 LR below which a name is not even a hit to be thrown away


class Hits(NamedTuple):
    """Hits of a batch, a row each, by query and falling likelihood; `cut` and `reached` are per query.

    `cut` is the rough score below which names were not looked at closely, 0 where all were; a name that is added to the list
    changes a query's answer only if its rough score reaches `cut`."""

    query: I32
    party: I32
    row: I32
    log_lr: F32
    rough: F32
    cut: F32
    reached: I32


@dataclass(frozen=True, eq=False)
class Matcher:
    """`parties[i]` has the listings `listings_of[i]`; row r of the index is name `names[r]` of party
    `index.columns.entity[r]`."""

    listings: tuple[Listing, ...]
    parties: tuple[Party, ...]
    listings_of: tuple[tuple[int, ...], ...]
    names: tuple[str, ...]
    index: Index
    numbers: Numbers
    release: Release
    lexicon: Lexicon
    sha256: str

    @classmethod
    def of(cls, listings: Sequence[Listing], release: Release, lexicon: Lexicon) -> Matcher:
        """File every name of the listings. One `Party` id of one list is one party, however many listings it has."""
        place: dict[tuple[str, str], int] = {}
        parties: list[Party] = []
        held: list[list[int]] = []
        digest = hashlib.sha256(release.sha256.encode())
        for i, listing in enumerate(listings):
            at = place.setdefault((listing.list_id, listing.party.id), len(parties))
            if at == len(parties):
                parties.append(listing.party)
                held.append([])
            held[at].append(i)
            digest.update(f"{listing.key} {listing.edition}\n".encode())
        names = [(at, name) for at, party in enumerate(parties) for name in party.names]
        for at, name in names:
            digest.update(f"{at} {name.kind} {name.text}\n".encode())
        index, _ = build(
            [name.text for _, name in names],
            [at for at, _ in names],
            [KINDS[p.kind] for p in parties],
            lexicon,
            release.weights,
            [int(name.kind is NameKind.WEAK) for _, name in names],
        )
        texts = tuple(names[i][1].text for i in index.source.tolist())
        numbers = Numbers.of(parties)
        listed = tuple(listings), tuple(parties), tuple(map(tuple, held)), texts
        return cls(*listed, index, numbers, release, lexicon, digest.hexdigest())

    @cached_property
    def editions(self) -> tuple[str, ...]:
        """The lists and editions that are asked."""
        return tuple(dict.fromkeys(f"{i.list_id} {i.edition}".strip() for i in self.listings))

    def screen(
        self,
        names: Sequence[str],
        kinds: Sequence[int] | U8 | None = None,
        *,
        threads: int = 1,
        floor: float = FLOOR,
        top: int = 10,
    ) -> Hits:
        """Parties whose names are at least `floor` (log10 LR) like each name, at most `top` a name, one row a party.

        `kinds`: numbers of `KINDS`; None = unknown."""
        return self.screen_asked(ask(names, self.release.weights, self.lexicon), kinds, threads=threads, floor=floor, top=top)

    def screen_asked(
        self, asked: Asked, kinds: Sequence[int] | U8 | None = None, *, threads: int = 1, floor: float = FLOOR, top: int = 10
    ) -> Hits:
        """The same for names that were read with `batch.ask` under this release and lexicon."""
        kind = np.zeros(len(asked.read.first) - 1, np.uint8) if kinds is None else np.asarray(kinds, np.uint8)
        out, _ = screen_asked(asked, kind, self.index, self.release.weights, self.release.trees, threads=threads)
        log_lr = self.release.log_lr(out.logit)
        taken = (np.arange(out.logit.shape[1])[None, :] < out.count[:, None]) & (log_lr >= floor)
        query, rank = np.nonzero(taken)
        row = out.name[query, rank]
        party = self.index.columns.entity[row]
        keep = _first_of_each(query.astype(np.int32), party, top)
        query, rank, row, party = query[keep].astype(np.int32), rank[keep], row[keep], party[keep]
        return Hits(
            np.asarray(query, np.int32),
            np.asarray(party, np.int32),
            np.asarray(row, np.int32),
            log_lr[query, rank],
            out.rough[query, rank],
            out.cut,
            out.count,
        )


def _first_of_each(query: I32, party: I32, top: int) -> I32:
    """Rows that are the first of their party within their query, at most `top` a query; rows come by query and rank."""
    if not len(query):
        return np.zeros(0, np.int32)
    key = query.astype(np.int64) << 32 | party
    _, first = np.unique(key, return_index=True)
    first = np.sort(first)
    q = query[first]
    begins = np.concatenate([[0], np.nonzero(q[1:] != q[:-1])[0] + 1])
    place = np.arange(len(q)) - np.repeat(begins, np.diff(np.append(begins, len(q))))
    return np.asarray(first[place < top], np.int32)
