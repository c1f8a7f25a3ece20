"""Who may see which field of a case, in one place: docs/redaction.md is this module as a table.

Items keep the rules of `core.redact`. The others follow three thoughts: a person who helped, held or recorded is the case team's
business alone; a place or a day says who was there; what a state or a company published is published.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from headstamp.case.personal import PERSONAL, PREDICATES
from headstamp.case.redacted.scrub import Closed
from headstamp.core.record import Sensitivity
from headstamp.core.redact import WITHHELD, Profile
from headstamp.core.when import When

_RANK = {Sensitivity.PUBLIC: 0, Sensitivity.RESTRICTED: 1, Sensitivity.CONFIDENTIAL: 2}
_MAY = {Profile.PUBLIC: 0, Profile.PARTNER: 1, Profile.CONFIDENTIAL: 2}

PEOPLE = frozenset({
    "holder", "recorder", "witness", "witnesses", "owner", "artist", "author", "photographer", "signatory", "contact",
    "by", "who", "from_person", "to_person", "drafted_by", "asked_by", "informant", "source_person",
})  # fmt: skip
"""Fields and predicates that name a person on our side of the case, whatever object they stand in."""
ROLES = {
    "by": "worker", "who": "worker", "drafted_by": "worker", "asked_by": "worker", "witnesses": "witness",
    "from_person": "person", "to_person": "person", "source_person": "person",
}  # fmt: skip
"""What a person is called whose field is not itself the name of a role."""
HIDDEN = frozenset(
    {
        "serial_number",
        "text_states",  # a sentence of a file of the case
        "camera_serial",
        "described_as",
        "rights",
        "image_id",
        "lens_serial",
        "device_serial",
        "email",
        "phone",
        "note",
        "photo",
        "photos",
    }
)
"""Fields and predicates that are withheld where they are not to be seen: nothing general can be said of them."""
POINTS = frozenset({"lat", "lon", "coordinates"})
PLACES = frozenset({"taken_near", "located_at", "found_at", "seen_at", "place", "position", "recovered_at"})
"""Predicates whose value is a place, by name or in figures."""
DAYS = frozenset({"taken_at", "created_at", "modified_at", "digitised_at", "changed_at", "recovered", "documented"})
"""Predicates whose value is a day: of a file's own statement, or of a recovery."""
DEVICES = frozenset({"device", "software", "lens", "host", "producer", "creator_tool", "title", "camera_pointed"})
"""Predicates of a file about itself that lead to its maker."""
PEOPLE_OF_TRADE = frozenset({"declarant"})  # mostly a clerk or an agent by name; the firms on a paper are what it is about
_OUR_FILES = frozenset({"file", "row"})
WHOLE_TO_PARTNERS = frozenset({"request", "answer"})
"""Kinds that the public does not see at all: letters between authorities."""


def clears(level: str | Sensitivity, profile: Profile) -> bool:
    """True where a reader of `profile` may see what has this sensitivity; a word that is none is taken for confidential."""
    known = {each.value: each for each in Sensitivity}
    return _RANK[known.get(str(level), Sensitivity.CONFIDENTIAL)] <= _MAY[profile]


def closed_columns(profile: Profile) -> frozenset[str]:
    """Columns of a consignment that `profile` may not see."""
    return frozenset() if profile is Profile.CONFIDENTIAL else _OUR_FILES | PEOPLE_OF_TRADE


def of_predicate(predicate: str, claim: Mapping[str, Any], profile: Profile) -> str | None:
    """How the value of a claim is closed: `place`, `day`, `hidden` or the role of a person; None where it is open."""
    if profile is Profile.CONFIDENTIAL:
        return None
    if predicate in POINTS or coordinates_in(str(claim.get("value") or "")):
        return "place"
    if predicate in PLACES:
        # a place that a page names is published; where our own file or record was is not
        cited, about = str((claim.get("citation") or {}).get("source_id", "")), str(claim.get("subject", ""))
        own = cited.startswith(("file:", "file/")) or about.startswith("record/")
        return "place" if own else None
    if predicate in PEOPLE:
        return ROLES.get(predicate, predicate)
    if predicate in HIDDEN | PREDICATES:
        return "hidden"
    if profile is Profile.PUBLIC:
        return "day" if predicate in DAYS else "hidden" if predicate in DEVICES else None
    return None


def of_field(name: str, parent: Mapping[str, Any], profile: Profile) -> str | None:
    """The same for a field of an object whose shape is not known here."""
    if profile is Profile.CONFIDENTIAL:
        return None
    if name == "note" and {"rule", "sentence"} <= set(parent):
        return None  # what a pack or list says beside a reason of a Finding, and nobody's remark
    if name in POINTS:
        return "place"
    if name in PEOPLE | PERSONAL:
        return ROLES.get(name, name)
    if name == "name" and {"country", "lat", "lon"} & set(parent):
        return "place"
    return "hidden" if name in HIDDEN and (profile is Profile.PUBLIC or name not in ("photo", "photos")) else None


def closed_node(node: Mapping[str, Any], profile: Profile) -> str:
    """`whole`: not seen at all; `name`: seen as a person with a number; `open`."""
    if not clears(node.get("sensitivity") or Sensitivity.PUBLIC, profile):
        return "whole"
    return "name" if profile is Profile.PUBLIC and node.get("kind") == "person" else "open"


def published(kind: str, body: Mapping[str, Any]) -> Iterator[str]:
    """Names that a list of a state carries: naming them is the state's act, not ours."""
    if kind == "entity" and body.get("type") == "listed":
        for listing in body.get("listings", ()):
            for name in (listing.get("party") or {}).get("names", ()):
                yield str(name.get("text", ""))


def of_trade(kind: str, body: Mapping[str, Any]) -> Iterator[str]:
    """Countries of items, and firms and countries of consignments: a single word of theirs is not taken for a person's name."""
    if kind != "record":
        return
    country = (((body.get("item") or {}).get("recovery") or {}).get("place") or {}).get("country")
    yield from (str(country),) if country else ()
    for line in body.get("lines") or ():
        for column in ("shipper", "consignee", "notify", "carrier", "forwarder", "broker", "origin", "dispatch", "destination"):
            yield from (str(line[column]),) if line.get(column) else ()


def of_place(name: str, country: str) -> Iterator[Closed]:
    """The name of a place and its parts (`North gate, Lamu`); the country where it is open stands for it."""
    shown = f"[place in {country}]" if country else WITHHELD
    skip = {country.casefold(), ""}
    for part in (name, *re.split(r"[,;/()]|\s[-–—]\s", name)):
        if part.strip().casefold() not in skip and len(part.strip()) > 1:
            yield Closed(part.strip(), shown)


def general_when(when: When, profile: Profile) -> When:
    """The year for the public, the month for a partner."""
    if when.first is None or when.last is None:
        return When()
    a, b = when.first, when.last
    if profile is Profile.PUBLIC or a.year != b.year:
        text = f"{a.year}" if a.year == b.year else f"{a.year}/{b.year}"
        return When(text=text, first=date(a.year, 1, 1), last=date(b.year, 12, 31), approximate=when.approximate)
    first, last = a.replace(day=1), b.replace(day=monthrange(b.year, b.month)[1])
    text = f"{a:%Y-%m}" if a.month == b.month else f"{a:%Y-%m}/{b:%Y-%m}"
    return When(text=text, first=first, last=last, approximate=when.approximate)


def when_of(text: str) -> When:
    """The days of a claim's value; a time of day behind it is left out. Unknown where it is no date."""
    try:
        return When.parse(re.sub(r"^(\d{4}):(\d\d):(\d\d)", r"\1-\2-\3", text.strip()))
    except ValueError:
        return When(text=text)


def coordinates_in(text: str) -> list[float]:
    """Latitude and longitude of `12.345, 98.77` or `12.345,98.77±2`; empty where it is no such pair."""
    found = re.match(r"\s*([-+]?\d{1,2}(?:\.\d+)?)\s*[,; ]\s*([-+]?\d{1,3}(?:\.\d+)?)\s*(?:±.*|\(.*)?$", text)
    return [float(found[1]), float(found[2])] if found else []


def file_name(body: Mapping[str, Any]) -> str:
    """What a file is called where its name is closed: the first signs of its sha256."""
    return f"file {str(body.get('sha256') or '')[:12]}".strip()


def texts(value: Any) -> Iterator[str]:
    """Every text in a value."""
    if isinstance(value, str):
        yield from (value,) if value else ()
    elif isinstance(value, Mapping | list | tuple):
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from texts(each)


def same(name: str) -> str:
    """A name as it is compared."""
    return " ".join(name.casefold().split())
