"""Names against lists as of the shipment's day, each distinct name once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl
import pytest

from headstamp.core.claim import Citation
from headstamp.core.party import Identifier, Listing, NameKind, Party, PartyKind, PartyName
from headstamp.reason.match.matcher import Hits
from headstamp.reason.screen.parties import Parties
from headstamp.reason.screen.scorer import Scorer

from .conftest import frame, line


def listing(
    entry: str, name: str, kind: PartyKind = PartyKind.ORGANISATION, since: str = "", until: str = "", imo: str = ""
) -> Listing:
    identifiers = (Identifier(kind="imo", value=imo),) if imo else ()
    party = Party(id=entry, kind=kind, names=(PartyName(text=name, kind=NameKind.PRIMARY),), identifiers=identifiers)
    return Listing(list_id="L", entry_id=entry, party=party, citation=Citation(source_id="s"), listed_on=since, delisted_on=until)


LISTED = (
    listing("1", "Azure Mining Trading Corporation", since="2016-03-02"),
    listing("2", "KIM Chol", PartyKind.PERSON),
    listing("3", "Blue Heron", PartyKind.VESSEL, "2014-07-30", imo="9074729"),
    listing("4", "Green Oak", since="2010", until="2015-01-01"),
    listing("5", "Bad Number", PartyKind.VESSEL, imo="9074728"),
)


@dataclass
class Toy:
    """A matcher that likes names which begin alike."""

    listings: tuple[Listing, ...] = LISTED
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.parties = tuple(each.party for each in self.listings)
        self.names = tuple(each.party.name for each in self.listings)
        self.listings_of = tuple((i,) for i in range(len(self.listings)))

    def screen(self, names: Sequence[str], _kinds: object, **_: object) -> Hits:
        self.asked += names
        hits = [(q, p) for q, n in enumerate(names) for p, own in enumerate(self.names) if n.casefold()[:5] == own.casefold()[:5]]
        query, party = (np.array([h[i] for h in hits], np.int32) for i in (0, 1))
        some = np.full(len(hits), 0.5, np.float32)
        none = np.zeros(len(names), np.int32)
        return Hits(query, party, party, some, some, none.astype(np.float32), none)


@pytest.fixture
def toy() -> Toy:
    return Toy()


def scored(toy: Toy, tables: dict[str, pl.DataFrame], **told: object) -> dict[str, object]:
    found = Scorer(tables, Parties(toy)).score_frame(frame([line(**told)]))  # type: ignore[arg-type]
    return found.row(0, named=True)


def test_the_same_words_are_the_listed_party(toy: Toy, tables: dict[str, pl.DataFrame]) -> None:
    row = scored(toy, tables, shipper="AZURE MINING TRADING CO. LTD")
    assert row["legal"] == ["listed_party:shipper 'AZURE MINING TRADING CO. LTD', L/1 since 2016-03-02"]
    assert row["w_party_like_listed"] == 0


def test_a_like_name_weighs_and_is_no_legal_signal(toy: Toy, tables: dict[str, pl.DataFrame]) -> None:
    row = scored(toy, tables, consignee="Azure Minerals")
    assert (row["legal"], row["w_party_like_listed"]) == ([], pytest.approx(2.0))


def test_a_person_of_the_same_name_is_not_the_person(toy: Toy, tables: dict[str, pl.DataFrame]) -> None:
    assert scored(toy, tables, notify="Kim Chol")["legal"] == []


def test_lists_are_read_as_of_the_day(toy: Toy, tables: dict[str, pl.DataFrame]) -> None:
    """A party that was listed because of a case must not give the case away."""
    before = scored(toy, tables, shipper="Azure Mining Trading Corporation", date=dt.date(2016, 3, 1))
    assert (before["legal"], before["w_party_like_listed"]) == ([], 0)
    assert scored(toy, tables, shipper="Azure Mining Trading Corporation", date=None)["legal"] != []
    assert scored(toy, tables, broker="Green Oak", date=dt.date(2012, 1, 1))["legal"] != []
    assert scored(toy, tables, broker="Green Oak", date=dt.date(2016, 1, 1))["legal"] == []


def test_a_listed_ship_is_known_by_its_number(toy: Toy, tables: dict[str, pl.DataFrame]) -> None:
    row = scored(toy, tables, vessel="Other Name", imo="9074729")
    assert row["legal"] == ["listed_vessel:L/3 since 2014-07-30"]
    assert scored(toy, tables, vessel="Blue Heron", imo="")["legal"] == [], "ships share names"
    assert scored(toy, tables, imo="9074728")["legal"] == [], "a number with a wrong check digit is nobody's"


def test_a_name_is_asked_once(toy: Toy) -> None:
    parties = Parties(toy, most=3)  # type: ignore[arg-type]
    names = pl.Series(["Azure", "Cobalt", "Azure Mining"])
    kinds = pl.Series([0, 0, 0])
    first = parties.look(names, kinds)
    assert parties.look(names, kinds).equals(first)
    assert toy.asked == names.to_list()
    parties.look(pl.Series(["Delta"]), pl.Series([0]))
    assert parties.look(names, kinds).equals(first), "what was forgotten is asked again"


def test_without_lists_nothing_is_said(tables: dict[str, pl.DataFrame]) -> None:
    row = Scorer(tables).score_frame(frame([line(shipper="Azure Mining", imo="9074729")])).row(0, named=True)
    assert (row["legal"], row["w_party_like_listed"]) == ([], None)
