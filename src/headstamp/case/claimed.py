"""A claim that a person enters: what it may say, where in a file it can be read, and its id.

Locators of a part of a file are written as `page 3; box x=0.1 y=0.2 w=0.3 h=0.4; the words of a person`: left edge, upper
edge, width and height of the box as shares of the picture as seen upright. `box_of` and `page_of` read them back, and
`box 0.1,0.2,0.3,0.4` too.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from math import isfinite
from typing import NamedTuple

from headstamp.case.store import MAX_NAME, Case
from headstamp.core.claim import Claim
from headstamp.core.errors import InputError, UsageError
from headstamp.core.where import Place

SPOKEN: dict[str, str] = {
    "shows": "what is to be seen in a picture: `a train of five wagons`",
    "taken_at": "when a picture was taken: a day, a month, a year, or a moment with its offset",
    "taken_near": "where it was taken: a place, or lat,lon, or lat,lon±km",
    "located_at": "where the thing in question was: a place, or lat,lon, or lat,lon±km",
    "bears_mark": "a mark that can be read on a thing",
    "bears_number": "a number of a container, seal, hull, lot or paper",
    "marked_with": "a lot or mark of an item, as an id or as read",
    "consignee_of": "the subject is the consignee of the value, a consignment",
    "shipper_of": "the subject is the shipper of the value, a consignment",
    "carried_by": "the vessel, aircraft or wagon that carried the subject",
    "supplied_to": "to whom the subject went",
    "owned_by": "who holds the subject",
    "director_of": "the subject directs the value, a company",
    "may_be": "the subject may be the value: the same party or thing",
    "same_street_address": "subject and value have one address",
    "holder": "who held a thing: kept sealed",
    "recorder": "who recorded it: kept sealed",
    "witness": "who saw it: kept sealed",
    "coordinates": "an exact place: kept sealed",
}
"""Predicates that other commands understand, in words. Any other is kept as it is."""
PLACES = frozenset({"taken_near", "located_at", "coordinates"})
TIMES = frozenset({"taken_at", "digitised_at", "modified_at"})
MOST = 2000  # signs of a value

_BOX = re.compile(r"(?:^|;)\s*box ([^;]*)")
_LABELS = re.compile(r"x=(\S+) y=(\S+) w=(\S+) h=(\S+)")
_PAGE = re.compile(r"(?:^|;)\s*page (\d{1,6})\s*(?:;|$)")
_PLACE = re.compile(r"([-+]?\d{1,3}(?:\.\d+)?)\s*,\s*([-+]?\d{1,3}(?:\.\d+)?)(?:\s*(?:±|\+/-)\s*(\d+(?:\.\d+)?)\s*(?:km)?)?")
_FIGURES = re.compile(r"\s*[-+\d.]+\s*,\s*[-+\d.]+\s*(?:(?:±|\+/-).*)?")
_ID = re.compile(r"(?:consignment|recovery|lot|paper|imo|vessel|address|phone|type|state|listing):\S|builtin/\S")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")


class Box(NamedTuple):
    """A part of a picture, in shares of its width and height."""

    x: float
    y: float
    width: float
    height: float

    def __str__(self) -> str:
        parts = (f"{part:.6f}".rstrip("0").rstrip(".") for part in self)
        return "box " + " ".join(f"{name}={part}" for name, part in zip("xywh", parts, strict=True))  # unlike a place in figures


def box_from(text: str, size: tuple[int, int] = (0, 0)) -> Box:
    """The box `x,y,w,h` as typed: shares of 0..1, or pixels where a figure is over 1; `size` = width and height of the picture.

    Raises UsageError for one that is no box, empty, or not within the picture.
    >>> str(box_from("120,0,240,300", (480, 600)))
    'box x=0.25 y=0 w=0.5 h=0.5'
    """
    hint = "x,y,width,height: shares such as 0.1,0.2,0.3,0.4, or pixels such as 120,80,400,260"
    try:
        parts = [float(part) for part in text.split(",")]
    except ValueError as error:
        raise UsageError(f"not a box: {text[:60]!r}", hint=hint) from error
    if len(parts) != 4 or not all(isfinite(part) and part >= 0 for part in parts):
        raise UsageError(f"not a box: {text[:60]!r}", hint=hint)
    if max(parts) > 1:
        if not all(size):
            raise UsageError("a box in pixels needs a picture whose size is known", hint="name it with --photo, or give shares")
        parts = [part / size[i % 2] for i, part in enumerate(parts)]
    box = Box(*(round(part, 6) for part in parts))
    if not (box.width > 0 and box.height > 0):
        raise UsageError("the box is empty", hint=hint)
    if box.x + box.width > 1 + 2e-6 or box.y + box.height > 1 + 2e-6:
        told = f"; it has {size[0]} x {size[1]} pixels, upright" if all(size) else ""
        raise UsageError(f"the box reaches beyond the picture{told}", hint=hint)
    return box


def box_of(locator: str) -> Box | None:
    """The box that a locator names, or None where it names none, or none that lies within a picture.

    >>> box_of("page 3; box x=0.1 y=0.2 w=0.3 h=0.4; the label")
    Box(x=0.1, y=0.2, width=0.3, height=0.4)
    """
    found = _BOX.search(locator)
    if not found:
        return None
    try:
        return box_from(_LABELS.sub(r"\1,\2,\3,\4", found[1].strip()))
    except UsageError:
        return None


def page_of(locator: str) -> int | None:
    """The page that a locator names, or None."""
    found = _PAGE.search(locator)
    return int(found[1]) if found else None


def locator(words: str = "", *, box: Box | None = None, page: int | None = None) -> str:
    """A locator of its parts, as `box_of` and `page_of` read it. Raises UsageError for words that would be read as one."""
    plain = " ".join(words.split())
    if (box and _BOX.search(f";{plain}")) or (page and _PAGE.search(f";{plain}")):
        raise UsageError(
            "the locator names a box or page of its own", hint="give it once: with --box and --page, or in --locator"
        )
    return "; ".join(filter(None, (f"page {page}" if page else "", str(box) if box else "", plain)))


def place_of(text: str) -> Place:
    """A place as typed: a name, `lat,lon`, or `lat,lon±km`. Raises UsageError for figures that are no place on the globe.

    >>> place_of("42.42,130.63±5km")
    Place(name='', country='', lat=42.42, lon=130.63, precision_km=5.0, disputed=False)
    """
    found = _PLACE.fullmatch(text.strip())
    if not found:
        if _FIGURES.fullmatch(text):
            raise UsageError(f"not a place: {text[:60]!r}", hint="a name, lat,lon such as 42.42,130.63, or lat,lon±km")
        return Place(name=text.strip())
    lat, lon, km = float(found[1]), float(found[2]), found[3]
    if abs(lat) > 90 or abs(lon) > 180:
        raise UsageError(f"{lat:g},{lon:g} is not on the globe", hint="latitude first, -90 to 90; then longitude, -180 to 180")
    return Place(lat=lat, lon=lon, precision_km=float(km) if km else None)


def predicate_from(text: str) -> str:
    """A predicate as it is kept: `Taken near` -> `taken_near`. Raises UsageError for one that is no word."""
    name = "_".join(text.casefold().split())
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"not a predicate: {text[:60]!r}", hint="small letters and _, such as taken_near; --predicates lists those in use"
        )
    return name


def id_of(claim: Claim) -> str:
    """The id that follows from what a claim says, of what, and where it was read: said again, it is the next version."""
    citation = claim.citation
    parts = (claim.subject, claim.predicate, claim.value, claim.polarity, citation.source_id, citation.locator, citation.sha256)
    return "c-" + hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]


def unknown(case: Case, names: Iterable[str]) -> list[str]:
    """Those of `names` (ids of claims) that the case does not hold."""
    return [name for name in names if case.find("claim", name) is None]


def named(case: Case, text: str) -> tuple[str, bool | None]:
    """A subject or value as it is kept, and whether the case holds it: True, False for an id of nothing there, None for words.

    `file:<start of a sha256>` becomes the whole name. Raises UsageError where that start is of no file, or of several."""
    from headstamp.case.alike import file_named
    from headstamp.case.schema import KINDS

    plain = text.strip()
    if not plain or len(plain) > MOST:
        raise UsageError(f"a subject or value has 1 to {MOST:,} signs", hint="put what is longer into a file, and cite it")
    kind, _, rest = plain.partition("/")
    if re.fullmatch(r"file[:/][0-9a-fA-F]{6,64}", plain):
        return f"file:{file_named(case, plain)}", True
    if kind in KINDS and rest:
        return plain, case.find(kind, rest) is not None
    if len(plain) <= MAX_NAME and any(case.find(each, plain) is not None for each in ("entity", "record", "relation", "claim")):
        return plain, True
    return plain, False if _ID.match(plain) else None


def size_of(case: Case, sha256: str) -> tuple[int, int, int]:
    """Width and height of a picture in pixels, and pages of a pdf; 0 where not known. Raises InputError for no file."""
    stored = case.find("file", sha256)
    if stored is None:
        raise InputError("no such file in this case", hint="`headstamp case add` keeps it", file=case.path)
    body = case.body(stored)
    return int(body.get("width") or 0), int(body.get("height") or 0), int(body.get("pages") or 0)
