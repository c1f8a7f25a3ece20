"""What was put before us: an item, its marks, and how it came to hand.

Fields follow published practice: International Tracing Instrument, ISACS 05.30, the Ammunition Tracing Kit of the Small
Arms Survey, and Conflict Armament Research's field method (see METHOD.md). Marks are kept exactly as seen.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from headstamp.core.claim import Frozen
from headstamp.core.when import When
from headstamp.core.where import Place

MAX_MARK = 500  # signs; a longer text is a document, not a mark


class ItemKind(StrEnum):
    """What the thing is, as the recorder named it."""

    WEAPON = "weapon"
    CARTRIDGE = "cartridge"
    CASE = "case"
    ROCKET = "rocket"
    MORTAR_BOMB = "mortar_bomb"
    SHELL = "shell"
    GRENADE = "grenade"
    FUZE = "fuze"
    MISSILE_PART = "missile_part"
    MINE = "mine"
    SUBMUNITION = "submunition"
    PACKAGING = "packaging"
    OTHER = "other"


class MarkRole(StrEnum):
    """Which field of the form a mark came from."""

    HEADSTAMP = "headstamp"
    MARK = "mark"
    SERIAL = "serial"
    LOT = "lot"
    SELECTOR = "selector"
    PACKAGING = "packaging"
    DATE = "date"
    IMPORT = "import"


class MarkState(StrEnum):
    """Whether a mark is as the maker left it."""

    AS_MADE = "as made"
    REMOVED = "removed"
    OVERSTAMPED = "overstamped"
    REPAINTED = "repainted"
    IMPORT = "import mark"
    SUSPECTED_FALSE = "suspected false"


class Sensitivity(StrEnum):
    """Who may see a field; every output honours it through a redaction profile."""

    PUBLIC = "public"
    RESTRICTED = "restricted"
    CONFIDENTIAL = "confidential"


class Mark(Frozen):
    """One mark: the text as seen (never corrected), where, how made, how legible. Readings are kept apart."""

    id: str
    text: str = Field(max_length=MAX_MARK)  # `?` one sign, `…` any number, `[38]` either; empty = surface is blank
    role: MarkRole = MarkRole.MARK
    position: str = ""  # a clock hour for a head ("12; 6"), else a place on the item ("left of receiver")
    technique: str = ""  # stamped, stencilled, painted, engraved, handwritten, cast, label
    script: str = ""  # as the recorder named it; empty = not stated
    legibility: float = Field(default=1.0, ge=0, le=1)  # 1 clear, 0 beyond reading
    state: MarkState = MarkState.AS_MADE
    photo: str = ""
    box: tuple[float, float, float, float] | None = None  # x, y, width, height in 0..1 of the photo


class Colour(Frozen):
    """A colour and where it sits: tip, band, overall, annulus, crate, or the recorder's own word."""

    colour: str
    position: str = ""


class Frame(Frozen):
    """What a count stands for: `read` heads of about `seen`, and how the ones read were chosen."""

    read: int | None = Field(default=None, ge=0)
    seen: int | None = Field(default=None, ge=0)
    method: str = ""

    @model_validator(mode="after")
    def _part_of_whole(self) -> Self:
        if self.read is not None and self.seen is not None and self.read > self.seen:
            raise ValueError(f"{self.read} heads read of {self.seen} seen")
        return self


class Recovery(Frozen):
    """How an item came to hand. Holder, recorder, place name and coordinates are confidential unless opened."""

    how: str = ""  # seized, found, surrendered, photographed by others, or the recorder's words
    recovered: When = When()
    documented: When = When()
    place: Place = Place()
    holder: str = ""
    recorder: str = ""
    photos: tuple[str, ...] = ()


class Item(Frozen):
    """One item, or one batch of alike items, as recorded."""

    id: str
    kind: ItemKind = ItemKind.OTHER
    quantity: int | None = Field(default=None, ge=0)
    frame: Frame = Frame()
    within: str = ""  # id of the crate, tin or packet this was in
    sealed: bool | None = None
    calibre: str = ""  # as recorded
    model: str = ""  # as recorded; evidence of what somebody called it, not of what it is
    marks: tuple[Mark, ...] = ()
    colours: tuple[Colour, ...] = ()
    features: tuple[str, ...] = ()
    recovery: Recovery = Recovery()
    note: str = ""
    sensitivity: tuple[tuple[str, Sensitivity], ...] = ()  # overrides of the defaults, by field name
