"""A record whose origin is known from better evidence than its marks: what an evaluation compares answers with."""

from __future__ import annotations

from pydantic import field_validator

from headstamp.core.claim import Frozen
from headstamp.core.record import Item


class Truth(Frozen):
    """What is known of a case. `country`: `SU/RU` accepts either; an empty field is not known and not scored."""

    country: str = ""
    producer: str = ""  # a key of the packs (`su-barnaul`), or a name, town or code
    year: int | None = None
    model: str = ""

    @field_validator("country", "producer", "model", mode="before")
    @classmethod
    def _null_is_empty(cls, value: object) -> object:
        return "" if value is None else value

    @field_validator("year", mode="before")
    @classmethod
    def _empty_is_null(cls, value: object) -> object:
        return None if value == "" else value


class Case(Frozen):
    """A record with its truth. `answerable` False: the record cannot show the origin, and to abstain is right."""

    item: Item
    truth: Truth = Truth()
    answerable: bool = True
