"""Parties as papers and lists name them: persons, organisations, vessels, aircraft; and the listing of one on a list."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field, field_validator

from headstamp.core.claim import Citation, Frozen, Standing


class PartyKind(StrEnum):
    """What sort of party a name stands for."""

    PERSON = "person"
    ORGANISATION = "organisation"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"
    UNKNOWN = "unknown"


class NameKind(StrEnum):
    """How a list came to carry a name. A weak alias is one that its own authority calls broad or of low quality."""

    PRIMARY = "primary"
    ALIAS = "alias"
    WEAK = "weak alias"
    FORMER = "former name"
    NATIVE = "native script"
    SPELLING = "other spelling"  # found by us on a page, or built by a published romanisation; not on the list itself


class PartyName(Frozen):
    """One name as written. `citation` where it differs from that of the listing."""

    text: str
    kind: NameKind = NameKind.PRIMARY
    citation: Citation | None = None

    @field_validator("text")
    @classmethod
    def _not_empty(cls, text: str) -> str:
        if not text.strip():
            raise ValueError("a name has at least one sign")
        return text


class Identifier(Frozen):
    """A number that names one party: `imo`, `mmsi`, `registration`, `tax`, `passport`, `national id`, `tail number`, `serial`,
    `lei`, `duns`, `swift`, `call sign`, `phone`, `email`, `website`, `other`. Kept as written."""

    kind: str
    value: str
    country: str = ""


class Party(Frozen):
    """A party as one paper or list describes it. Countries are ISO 3166-1 alpha-2 where known, else as written; dates of
    birth are texts that `When.parse` reads, kept as written where it does not."""

    id: str
    kind: PartyKind = PartyKind.UNKNOWN
    names: tuple[PartyName, ...] = Field(min_length=1)
    countries: tuple[str, ...] = ()
    born: tuple[str, ...] = ()
    birth_places: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    addresses: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The first name, which lists give as the primary one."""
        return self.names[0].text


class Listing(Frozen):
    """One entry of one edition of one list: the party, since when, under which programmes, and what the listing means in law.

    `key` is `list_id/entry_id`; dates are ISO 8601 or empty where the list gives none. `edition` is the day of the edition
    in which it was read.
    """

    list_id: str
    entry_id: str
    party: Party
    citation: Citation
    edition: str = ""
    listed_on: str = ""
    delisted_on: str = ""
    programmes: tuple[str, ...] = ()
    legal_effect: str = ""
    jurisdiction: str = ""
    remarks: str = ""
    standing: Standing = Standing.SOURCED

    @property
    def key(self) -> str:
        """`list_id/entry_id`: names this entry across editions."""
        return f"{self.list_id}/{self.entry_id}"


Decision = Literal["same", "not the same", "unsure"]
