"""Names of papers against a matcher of listed parties, each distinct name once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from headstamp.core.party import Listing, PartyKind
from headstamp.reason.match.facts import imo_valid
from headstamp.reason.match.matcher import Matcher

_COLUMNS = {
    "name": pl.String, "kind": pl.Int64, "lr": pl.Float64, "same": pl.Boolean, "entry": pl.String, "since": pl.String,
    "until": pl.String,
}  # fmt: skip
Hit = tuple[float, bool, str, str, str]
LEAST = 0.0  # log10 LR against names that look like listed ones; measured, 4 of 7,818 strangers reach it, three of them rightly
_WORD = re.compile(r"[^\W_]+")
_FORMS = frozenset(
    (
        "ltd", "limited", "co", "company", "corp", "corporation", "inc", "incorporated", "llc", "llp", "plc", "gmbh", "ag", "sa",
        "sarl", "spa", "srl", "bv", "nv", "pte", "pvt", "sdn", "bhd", "jsc", "ojsc", "pjsc", "ooo", "zao", "oao", "fze", "fzco",
        "est", "the",
    )
)  # fmt: skip


@dataclass(eq=False)
class Parties:
    """A `PartyLooker` over a matcher. Answers of up to `most` names are kept, so that a name that comes again costs nothing;
    at the bound the older half is forgotten, which changes no answer."""

    matcher: Matcher
    floor: float = LEAST
    top: int = 5
    threads: int = 1
    most: int = 2_000_000
    _kept: dict[tuple[int, str], tuple[Hit, ...]] = field(default_factory=dict, repr=False)

    @cached_property
    def vessels(self) -> pl.DataFrame:
        """Listed ships by IMO number; numbers with a wrong check digit are left out, and those of companies."""
        rows = [
            ("".join(c for c in number.value if c.isdecimal()), listing.key, listing.listed_on, listing.delisted_on)
            for listing in self.matcher.listings
            if listing.party.kind is PartyKind.VESSEL
            for number in listing.party.identifiers
            if number.kind == "imo" and imo_valid(number.value)
        ]
        return (
            pl.DataFrame(rows, schema=dict.fromkeys(("imo", "entry", "since", "until"), pl.String), orient="row")
            .unique()
            .sort("imo", "entry")
        )

    def look(self, names: pl.Series, kinds: pl.Series) -> pl.DataFrame:
        """As `PartyLooker.look`; names are read at most once for each kind."""
        asked = list(zip(kinds.to_list(), names.to_list(), strict=True))
        self._ask([each for each in asked if each not in self._kept])
        rows = [(name, kind, *hit) for kind, name in asked for hit in self._kept[kind, name]]
        if len(self._kept) > self.most:
            for old in list(self._kept)[: self.most // 2]:
                del self._kept[old]
        return pl.DataFrame(rows, schema=_COLUMNS, orient="row")

    def _ask(self, fresh: list[tuple[int, str]]) -> None:
        if not fresh:
            return
        hits = self.matcher.screen(
            [name for _, name in fresh], [kind for kind, _ in fresh], threads=self.threads, floor=self.floor, top=self.top
        )
        met: dict[int, list[Hit]] = {}
        columns = (hits.query.tolist(), hits.party.tolist(), hits.row.tolist(), hits.log_lr.tolist())
        for query, party, row, log_lr in zip(*columns, strict=True):
            firm = self.matcher.parties[party].kind is not PartyKind.PERSON  # persons share names
            same = firm and _same(fresh[query][1], self.matcher.names[row])
            met.setdefault(query, []).extend(self._hits(party, round(log_lr, 3), same))
        for at, key in enumerate(fresh):
            self._kept[key] = tuple(met.get(at, ()))

    def _hits(self, party: int, log_lr: float, same: bool) -> Iterator[Hit]:
        for at in self.matcher.listings_of[party]:
            listing: Listing = self.matcher.listings[at]
            yield log_lr, same, listing.key, listing.listed_on, listing.delisted_on


def _same(a: str, b: str) -> bool:
    """Whether two names are of the very same words, whatever their order and legal forms; a name of one word is too little for
    that, and must be the same with its legal form.

    >>> _same("Ocean Maritime Management Co., Ltd.", "OCEAN MARITIME MANAGEMENT COMPANY, LIMITED"), _same("Komid", "KOMID")
    (True, True)
    >>> _same("Kumkwang Corporation", "Kumkwang")
    False
    """
    mine, other = _bag(a), _bag(b)
    return mine == other and (len(mine) > 1 or _WORD.findall(a.casefold()) == _WORD.findall(b.casefold()))


def _bag(name: str) -> tuple[str, ...]:
    """The words of a name in order of the alphabet, without legal forms.

    >>> _bag("Ocean Maritime Management Co., Ltd.") == _bag("OCEAN MARITIME MANAGEMENT COMPANY, LIMITED")
    True
    """
    return tuple(sorted(word for word in _WORD.findall(name.casefold()) if word not in _FORMS))
