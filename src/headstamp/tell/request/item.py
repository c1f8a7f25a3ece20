"""The item in a letter: its data, its marks exactly as seen, where it was found, its photographs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from headstamp.core.record import Item, Mark
from headstamp.core.redact import WITHHELD, Profile, may_show, redact
from headstamp.core.where import Place
from headstamp.reason.request.shots import lots_of
from headstamp.tell.record_view import BLANK, mark_line
from headstamp.tell.request.given import Blanks, Given, hidden, withhold, without_people
from headstamp.tell.request.letter import Table
from headstamp.tell.shown import count, kind_name, visible

_NOTHING = Place()


def in_letter(item: Item, profile: Profile, people: Sequence[str] = ()) -> Item:
    """`item` as a letter under `profile` shows it: redacted, and without holder, recorder, note and coordinates whatever the
    record opens; where they stand in another field they are withheld there too. Of a mark only holder and recorder are.
    `people` = words of names of the whole find."""
    seen, secrets = redact(item, profile), hidden(item, profile)
    names = tuple(t for t in (item.recovery.holder, item.recovery.recorder) if len(t.strip()) > 2)
    place = seen.recovery.place.model_copy(update={"lat": None, "lon": None, "precision_km": None})

    def closed(text: str) -> str:
        return without_people(withhold(text, secrets), people)

    recovery = seen.recovery.model_copy(update={"holder": "", "recorder": "", "place": place, "how": closed(seen.recovery.how)})
    texts = {name: closed(getattr(seen, name)) for name in ("id", "within", "model", "calibre")}
    lists = {
        "features": tuple(closed(t) for t in seen.features),
        "colours": tuple(c.model_copy(update={"position": closed(c.position)}) for c in seen.colours),
        "marks": tuple(
            m.model_copy(update={"text": withhold(m.text, names), "position": closed(m.position)}) for m in seen.marks
        ),
        "frame": seen.frame.model_copy(update={"method": closed(seen.frame.method)}),
    }
    return seen.model_copy(update={"recovery": recovery, "note": "", **texts, **lists})


def about_item(seen: Item, around: Sequence[Item], profile: Profile) -> tuple[tuple[str, str], ...]:
    """Kind, model, calibre, count and how counted, colours, features, and the lot with where it stands."""
    frame = seen.frame
    counted = (
        ""
        if frame.read is None
        else f"{count(frame.read)} of about {count(frame.seen)} were read" + (f"; {frame.method}" if frame.method else "")
    )
    lots = [
        f"{mark.text} ({_bearer(seen, bearer, mark)})"
        for bearer, mark in lots_of(seen, [in_letter(each, profile) for each in around])
        if mark.text != WITHHELD
    ]
    rows = (
        ("Our record", seen.id),
        ("Kind", kind_name(seen.kind)),
        ("Model, as somebody called it", seen.model),
        ("Calibre, as recorded", seen.calibre),
        ("Quantity", "" if seen.quantity is None else count(seen.quantity)),
        ("How counted", counted),
        ("Packed in", "" if not seen.within else f"our record {seen.within}" + _sealed(seen)),
        ("Lot", "; ".join(lots)),
        ("Colours", "; ".join(f"{c.position}: {c.colour}" if c.position else c.colour for c in seen.colours)),
        ("Features", "; ".join(seen.features)),
    )
    return tuple((name, visible(value)) for name, value in rows if value)


def _bearer(seen: Item, bearer: Item, mark: Mark) -> str:
    if bearer.id == seen.id:
        return mark.position or "on the item"
    return f"on the {kind_name(bearer.kind)} that it was in" + (f": {mark.position}" if mark.position else "")


def _sealed(seen: Item) -> str:
    return "" if seen.sealed is None else ", sealed" if seen.sealed else ", opened"


def marks_table(seen: Item) -> dict[str, Any]:
    """The fields of the section on marks; a sentence where none was recorded."""
    if not seen.marks:
        return {"paragraphs": ("No mark was recorded.",)}
    head = ("No.", "As seen", "Field", "Where on the item", "How made, script", "Remarks")
    rows = [_mark(number, mark) for number, mark in enumerate(seen.marks, start=1)]
    signs = any(sign in mark.text for mark in seen.marks for sign in "?…[")
    key = (
        ("In a mark, ? stands for one sign that could not be read, … for any number, [38] for either of the two.",)
        if signs
        else ()
    )
    return {"table": Table(head=head, rows=tuple(rows)), "after": key}


def _mark(number: int, mark: Mark) -> tuple[str, ...]:
    line = mark_line(mark)
    return (str(number), line.text or BLANK, line.role, line.position, line.how, line.doubt)


def circumstances(seen: Item, item: Item, given: Given, blanks: Blanks, profile: Profile) -> dict[str, Any]:
    """The fields of the section on the finding, and the asker's words on why the item is illicit and what the answer is for."""
    r = seen.recovery
    place = ", ".join(p for p in (r.place.name, r.place.country) if p) + (" (disputed)" if r.place.disputed else "")
    coarse = "to the country" if item.recovery.place != _NOTHING and not may_show(item, "place", profile) else ""
    rows = (
        ("Found on", str(r.recovered) if r.recovered.known else ""),
        ("Found in", place + (f" (given {coarse} only)" if place and coarse else "")),
        ("Came to hand", r.how),
        ("Documented on", str(r.documented) if r.documented.known else ""),
    )
    illicit = blanks.or_blank(given.illicit, "why the item is taken to be illicit, and under which law")
    use = blanks.or_blank(given.use, "what the information will be used for")
    after = (f"It is taken to be illicit because: {illicit}", f"The information is meant for: {use}")
    return {"fields": tuple((name, visible(value)) for name, value in rows if value), "after": after}


def photographs(item: Item, given: Given, profile: Profile, people: Sequence[str] = ()) -> dict[str, Any]:
    """The numbered list of photographs with the sha256 of each; under a profile that may not see them, their number."""
    names = list(dict.fromkeys([*item.recovery.photos, *(m.photo for m in item.marks if m.photo)]))
    if not names:
        return {"paragraphs": ("There is no photograph.",)}
    if not may_show(item, "photos", profile):
        return {"paragraphs": (f"{len(names)} exist; they are not listed under this profile.",)}
    shows: dict[str, list[str]] = {}
    for number, mark in enumerate(item.marks, start=1):
        shows.setdefault(mark.photo, []).append(str(number))
    secrets = [s.casefold() for s in hidden(item, profile)]
    rows = []
    for number, name in enumerate(names, start=1):
        told = any(s in name.casefold() for s in secrets) or without_people(name, people) != name
        shown = "name withheld" if told else visible(name)
        about = f"mark {', '.join(shows[name])}" if name in shows else "the item"
        rows.append((str(number), shown, about, given.photos.get(name, "file not at hand")))
    return {"table": Table(head=("No.", "File", "Shows", "sha256"), rows=tuple(rows))}
