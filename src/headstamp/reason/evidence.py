"""One piece of evidence: a row of the shelf that something on the item matches, and what it speaks for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from headstamp.core.claim import Citation, Standing
from headstamp.core.record import ItemKind
from headstamp.reference.rows import Row
from headstamp.reference.shelf import Shelf


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """What evidence speaks for: a country, within it a producer. `SU/RU` is one plant under two states."""

    country: str
    producer: str = ""

    @property
    def states(self) -> frozenset[str]:
        """The states that the country field names."""
        return frozenset(self.country.split("/"))

    def covers(self, other: Target) -> bool:
        """True where evidence for this target is evidence for `other`: the same plant, or a country without a plant."""
        if self.producer:
            return self.producer == other.producer
        return bool(self.states & other.states)

    @property
    def id(self) -> str:
        """A lasting id for Findings: the producer's key, else the country."""
        return self.producer or self.country


@dataclass(frozen=True, slots=True)
class Evidence:
    """`log_lr` is log10 P(seen | target) / P(seen | a maker not on the shelf), before certainty and grouping."""

    rule: str
    row: Row
    target: Target
    group: str
    log_lr: float
    sentence: str
    marks: tuple[str, ...]
    model: str = ""
    question: str = "made"
    years: tuple[int, ...] = ()
    note: str = ""
    conflict: str = ""
    unexplained: tuple[str, ...] = ()
    exact: bool = True  # every fixed sign was read as struck
    fixed: bool = True  # there is a fixed sign at all, and not a script or a form alone

    @property
    def standing(self) -> Standing:
        """Sourced or unverified, from the row."""
        return self.row.standing


def citations(row: Row) -> tuple[Citation, ...]:
    """The row itself as a place in its pack, then each page it was read from."""
    own = Citation(source_id=f"pack:{row.pack}", locator=row.id)
    return (own, *(Citation(source_id=s, locator=f"as {row.pack} row {row.id}") for s in row.source_ids))


def voices(row: Row, shelf: Shelf) -> frozenset[str]:
    """Publishers behind a row: five pages of one publisher, or one agency report relayed, are one voice."""
    if row.standing is Standing.UNVERIFIED:
        return frozenset({"unverified"})
    return frozenset(shelf.source(s).publisher or s for s in row.source_ids)


ABSENT = "looked for and not seen: "
"""How a feature that was looked for in vain is recorded; it speaks against the model, weakly: looks are easily missed."""

SMALL_ARMS = frozenset({ItemKind.CARTRIDGE, ItemKind.CASE})


def kind_fits(kinds: frozenset[str], kind: ItemKind, surface: str = "") -> bool:
    """True where a row of these item kinds may speak about an item of `kind`; an unstated kind excludes nothing."""
    if not kinds or kind is ItemKind.OTHER or kind.value in kinds:
        return True
    if kind in SMALL_ARMS and kinds & {"cartridge", "case"}:
        return True
    if kind is ItemKind.PACKAGING or surface in ("crate", "tin", "packet", "label"):
        return "packaging" in kinds
    if kind in SMALL_ARMS:
        return False  # a cartridge has no fuze and no parts of a missile
    if kind is ItemKind.FUZE or surface == "fuze":
        return "fuze" in kinds
    return surface == "part" and "missile_part" in kinds


def calibre_weight(listed: frozenset[str], calibre: str) -> float:
    """log10 weight of an item's calibre for a producer or row that lists calibres; lists are never complete."""
    if not calibre or not listed:
        return 0.0
    if calibre in listed or any(_same_bore(calibre, c) for c in listed):
        return 0.3
    return -0.8


_BORE = re.compile(r"\d+(?:[.,]\d+)?")


def calibre_excludes(listed: frozenset[str], calibre: str) -> bool:
    """True where an item's calibre cannot be one of those a row is about. Bores are compared: `152 mm` is `152 mm howitzer`.

    RPG-7 class rounds are named by tube (40 mm) or by warhead (85 mm and others), so that class excludes nothing.
    """
    if not listed or not calibre or calibre in listed or any("RPG" in c for c in listed):
        return False
    bore = _BORE.match(calibre)
    if bore is None or ("x" in calibre and all("x" in c for c in listed)):
        return not any(_same_bore(calibre, c) for c in listed)
    return not any((m := _BORE.match(c)) and m[0] == bore[0] for c in listed)


def _same_bore(a: str, b: str) -> bool:
    """`7.62 (unspecified)` fits every 7.62 calibre."""
    if "(unspecified)" in a or "(unspecified)" in b:
        return a.split("x")[0].split(" ")[0] == b.split("x")[0].split(" ")[0]
    return False
