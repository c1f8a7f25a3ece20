"""Who may see what. Every output is made under a profile, says which, and generalises what it withholds."""

from __future__ import annotations

from enum import StrEnum

from headstamp.core.record import Frame, Item, Recovery, Sensitivity
from headstamp.core.when import When


class Profile(StrEnum):
    """The reader of an output: anybody; a partner under an agreement; the case team itself."""

    PUBLIC = "public"
    PARTNER = "partner"
    CONFIDENTIAL = "confidential"


DEFAULTS: dict[str, Sensitivity] = {
    "holder": Sensitivity.CONFIDENTIAL,
    "recorder": Sensitivity.CONFIDENTIAL,
    "coordinates": Sensitivity.CONFIDENTIAL,
    "place": Sensitivity.CONFIDENTIAL,
    "note": Sensitivity.CONFIDENTIAL,
    "photos": Sensitivity.RESTRICTED,
    "recovered": Sensitivity.RESTRICTED,
    "documented": Sensitivity.RESTRICTED,  # mostly the day after the recovery
}
"""Fields that are not public unless the record opens them. Every other field is public unless the record closes it."""

_RANK = {Sensitivity.PUBLIC: 0, Sensitivity.RESTRICTED: 1, Sensitivity.CONFIDENTIAL: 2}
_CLEARANCE = {Profile.PUBLIC: 0, Profile.PARTNER: 1, Profile.CONFIDENTIAL: 2}
WITHHELD = "[withheld]"


def may_show(item: Item, field: str, profile: Profile) -> bool:
    """True where `profile` may see `field` of `item`; the record's own word overrides the default."""
    level = DEFAULTS.get(field, Sensitivity.PUBLIC)
    if item.sensitivity:
        level = dict(item.sensitivity).get(field, level)
    return _RANK[level] <= _CLEARANCE[profile]


def redact(item: Item, profile: Profile) -> Item:
    """The item as `profile` may see it: places become countries, dates become years, names become `[withheld]`.

    A withheld mark keeps its id and loses its text, so that the reasons which rest on it still point somewhere.
    """

    def show(field: str) -> bool:
        return may_show(item, field, profile)

    old = item.recovery
    place = old.place if show("place") else old.place.generalised()
    if not show("country"):
        place = place.model_copy(update={"country": ""})
    if not show("coordinates"):
        place = place.model_copy(update={"lat": None, "lon": None, "precision_km": None})
    recovery = Recovery(
        how=old.how if show("how") else "",
        recovered=old.recovered if show("recovered") else _year_only(old.recovered),
        documented=old.documented if show("documented") else _year_only(old.documented),
        place=place,
        holder=old.holder if show("holder") else (WITHHELD if old.holder else ""),
        recorder=old.recorder if show("recorder") else (WITHHELD if old.recorder else ""),
        photos=old.photos if show("photos") else (),
    )
    update: dict[str, object] = {"recovery": recovery}
    update["note"] = item.note if show("note") else (WITHHELD if item.note else "")
    marks = []
    for mark in item.marks:
        if not show("marks") or not show(mark.role.value):
            mark = mark.model_copy(update={"text": WITHHELD if mark.text else "", "photo": "", "box": None})
        elif not show("photos"):
            mark = mark.model_copy(update={"photo": "", "box": None})
        marks.append(mark)
    update["marks"] = tuple(marks)
    empty = {
        "calibre": "",
        "model": "",
        "features": (),
        "colours": (),
        "quantity": None,
        "frame": Frame(),
        "within": "",
        "sealed": None,
    }
    update |= {field: nothing for field, nothing in empty.items() if not show(field)}
    return item.model_copy(update=update)


def _year_only(when: When) -> When:
    if when.first is None or when.last is None:
        return When()
    first, last = when.first.replace(month=1, day=1), when.last.replace(month=12, day=31)
    return When(text=str(first.year), first=first, last=last, approximate=when.approximate)
