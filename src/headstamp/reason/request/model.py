"""The words of a request: who is asked, under which instrument the item falls, what should be photographed first."""

from __future__ import annotations

from enum import StrEnum

from headstamp.core.claim import Frozen
from headstamp.core.finding import Safety
from headstamp.core.record import Item, ItemKind


class To(StrEnum):
    """Who is asked. `party`: the named party whose right of reply a letter offers."""

    STATE = "state"
    MANUFACTURER = "manufacturer"
    PANEL = "panel"
    PARTY = "party"


class Family(StrEnum):
    """What a request about the item goes by."""

    WEAPON = "weapon"  # the International Tracing Instrument
    AMMUNITION = "ammunition"  # IATG 03.50, packaging of ammunition included
    OTHER = "other"  # no instrument that we know of


_OTHER = frozenset({ItemKind.MISSILE_PART, ItemKind.OTHER})


def family_of(item: Item) -> Family:
    """Which instrument a request about this item goes by. Packaging goes as what it most likely held: ammunition."""
    if item.kind is ItemKind.WEAPON:
        return Family.WEAPON
    return Family.OTHER if item.kind in _OTHER else Family.AMMUNITION


class Addressee(Frozen):
    """Somebody whom sourced evidence allows to ask. `state` = ISO code of a State that exists today; empty for a panel.

    `made_in` = the state as the Finding names it, which may have ended; `maker` = the maker's name; `established`: False where
    the evidence fits other origins too, which the letter then says.
    """

    kind: To
    state: str = ""
    label: str = ""
    made_in: str = ""
    maker: str = ""
    established: bool = False
    shared: bool = False  # two or more states share the evidence


class Offer(Frozen):
    """Everybody who may be asked, and in words why somebody may not be."""

    addressees: tuple[Addressee, ...]
    refused: tuple[str, ...] = ()

    def of(self, kind: To) -> tuple[Addressee, ...]:
        """Those of one kind."""
        return tuple(each for each in self.addressees if each.kind is kind)


class Shot(Frozen):
    """Something to photograph or to write down before a request is sent. `essential`: without it nobody can answer."""

    what: str
    why: str
    essential: bool = False
    safety: Safety = Safety.LOOK
