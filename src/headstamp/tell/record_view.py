"""A record as shown: its fields in the order of the form, its marks, and in words what is not as it should be."""

from __future__ import annotations

from headstamp.core.record import Item, Mark, MarkRole, MarkState
from headstamp.core.redact import Profile, may_show, redact
from headstamp.core.where import Place
from headstamp.tell.model import ItemView, MarkLine
from headstamp.tell.shown import count, cut, kind_name, visible

BLANK = "no mark (blank surface)"
WORN = 0.995  # legibility below this is said


def item_view(item: Item, profile: Profile = Profile.PUBLIC) -> ItemView:
    """`item` as `profile` may see it; fields without a value are left out."""
    seen = redact(item, profile)
    rows = [(name, visible(value)) for name, value in _rows(seen) if value]
    if seen.recovery.photos:
        rows.append(("Photos", ", ".join(visible(p) for p in seen.recovery.photos)))
    elif item.recovery.photos and not may_show(item, "photos", profile):
        rows.append(("Photos", f"{len(item.recovery.photos)}, not named in this profile"))
    return ItemView(
        id=visible(seen.id),
        kind=kind_name(seen.kind),
        calibre=visible(seen.calibre),
        title=title_of(seen),
        rows=tuple(rows),
        marks=tuple(mark_line(m) for m in seen.marks),
        profile=profile,
    )


def title_of(item: Item) -> str:
    """The thing in a few words, such as `cartridge 7.62x39, “539 67”`; from an item redacted before."""
    what = " ".join(p for p in (kind_name(item.kind), visible(cut(item.calibre, 30))) if p)
    called = visible(cut(item.model, 40))
    said = marks_text(item) or (f"called “{called}”" if called else "")
    return f"{what}, {said}" if said else what


def marks_text(item: Item, most: int = 60) -> str:
    """All marks in quotation marks; a blank head in words."""
    texts = [f"“{visible(m.text)}”" if m.text else BLANK for m in item.marks]
    return cut(" ".join(dict.fromkeys(texts)), most)


def mark_line(mark: Mark) -> MarkLine:
    """One mark of a redacted item."""
    doubts = [] if mark.state is MarkState.AS_MADE else [mark.state.value]
    if mark.legibility < WORN:
        doubts.append("beyond reading" if mark.legibility == 0 else f"legible to {mark.legibility:.0%}".replace("%", " %"))
    how = ", ".join(visible(t) for t in (mark.technique, mark.script) if t)
    position = visible(mark.position)
    if mark.role is MarkRole.HEADSTAMP and mark.position[:1].isdigit() and "clock" not in mark.position:
        position += " o'clock"
    return MarkLine(visible(mark.id), mark.role.value, visible(mark.text), position, how, ", ".join(doubts), visible(mark.photo))


def _rows(item: Item) -> list[tuple[str, str]]:
    r = item.recovery
    return [
        ("Kind", kind_name(item.kind)),
        ("Calibre as recorded", item.calibre),
        ("Model as recorded", item.model),
        ("Quantity", "" if item.quantity is None else count(item.quantity)),
        ("Heads read", _frame(item)),
        ("Within", item.within + ("" if item.sealed is None else ", sealed" if item.sealed else ", opened") if item.within
         else "" if item.sealed is None else "sealed" if item.sealed else "opened"),
        ("Colours", "; ".join(f"{c.position}: {c.colour}" if c.position else c.colour for c in item.colours)),
        ("Features", "; ".join(item.features)),
        ("Came to hand", r.how),
        ("Recovered", str(r.recovered) if r.recovered.known else ""),
        ("Documented", str(r.documented) if r.documented.known else ""),
        ("Place", _place(r.place)),
        ("Holder", r.holder),
        ("Recorder", r.recorder),
        ("Note", item.note),
    ]  # fmt: skip


def _frame(item: Item) -> str:
    frame = item.frame
    if frame.read is None and frame.seen is None:
        return ""
    read = "not stated" if frame.read is None else count(frame.read)
    seen = "" if frame.seen is None else f" of about {count(frame.seen)} seen"
    return read + seen + (f" ({frame.method})" if frame.method else "")


def _place(place: Place) -> str:
    if not place.known:
        return ""
    parts = [", ".join(p for p in (place.name, place.country) if p)]
    if place.lat is not None and place.lon is not None:
        good = "" if place.precision_km is None else f", good to {place.precision_km:g} km"
        parts.append(f"({place.lat:g}, {place.lon:g}{good})")
    if place.disputed:
        parts.append("(disputed)")
    return " ".join(p for p in parts if p)
