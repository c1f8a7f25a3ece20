"""A small list of our own under the shipped release, and the built-in list: what a match is asked of in these tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from headstamp.core.claim import Citation
from headstamp.core.party import Identifier, Listing, NameKind, Party, PartyKind, PartyName
from headstamp.reason.match.matcher import Matcher
from headstamp.reason.match.release import Release
from headstamp.reason.match.words import Reader
from headstamp.reference.lexicon import Lexicon
from headstamp.reference.released import released

Asked = Callable[..., Party]


def party(*names: str, kind: PartyKind = PartyKind.UNKNOWN, **known: object) -> Party:
    """A party as asked."""
    return Party(id=names[0], kind=kind, names=tuple(PartyName(text=n) for n in names), **known)


def listed(
    key: str, *names: str, list_id: str = "ours", party_id: str = "", since: str = "2020-01-02", **known: object
) -> Listing:
    """An entry of a made-up list; a name that begins with ~ is a weak alias."""
    texts = [PartyName(text=n.lstrip("~"), kind=NameKind.WEAK if n.startswith("~") else NameKind.ALIAS) for n in names]
    return Listing(
        list_id=list_id,
        entry_id=key,
        party=Party(id=party_id or key, names=tuple(texts), **known),
        citation=Citation(source_id=list_id, locator=f"entry {key}"),
        listed_on=since,
        programmes=("TEST",),
        legal_effect="Assets are frozen.",
    )


PEOPLE = PartyKind.PERSON
FIRMS = PartyKind.ORGANISATION
LISTINGS = (
    listed("1", "Zubov Trading Resources Limited", "ZTRL", kind=FIRMS, countries=("CY",)),
    listed("2", "Mirembek Tashkulov", kind=PEOPLE, born=("1966-12-25",), countries=("KZ",),
           identifiers=(Identifier(kind="passport", value="N1234567", country="KZ"),)),
    listed("3", "Ryongbong Machinery Export Corporation", "~Export Corporation", kind=FIRMS, countries=("KP",)),
    listed("4", "Sea Heron", kind=PartyKind.VESSEL, identifiers=(Identifier(kind="imo", value="9074729"),)),
    listed("9", "Ryongbong Machinery Export Corporation", list_id="theirs", kind=FIRMS, countries=("KP",), since=""),
)  # fmt: skip


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return Lexicon.default()


@pytest.fixture(scope="session")
def release() -> Release:
    return Release.from_bytes(released())


@pytest.fixture(scope="session")
def matcher(release: Release, lexicon: Lexicon) -> Matcher:
    return Matcher.of(LISTINGS, release, lexicon)


@pytest.fixture
def asked() -> Asked:
    return party


@pytest.fixture
def reader(lexicon: Lexicon) -> Reader:
    return Reader(lexicon)
