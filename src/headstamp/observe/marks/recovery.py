"""How an item came to hand: dates, place, people, sampling frame and colours, from cells or mappings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from headstamp.core.errors import RecordError
from headstamp.core.record import Colour, Frame, Recovery
from headstamp.core.when import When
from headstamp.core.where import Place
from headstamp.observe.marks.columns import plain
from headstamp.observe.marks.fields import Reader, at
from headstamp.observe.marks.values import as_count, as_list, as_number, as_text, as_when, given

OF = re.compile(
    r"^(\d[\d ,.]*)\s*(?:of|/|out of)\s*((?:about|approx\.?|approximately|circa|c\.|~)?\s*\d[\d ,.]*)$", re.I
)
"""`17 of about 400`: heads read of heads seen."""
_NO_FRAME, _UNKNOWN = Frame(), When()


def read_frame(get: Reader) -> Frame:
    """Heads read, heads seen and how they were chosen. RecordError where more were read than seen."""
    frame = get.values
    if not ("heads_read" in frame or "heads_seen" in frame or "sampling" in frame or "frame" in frame):
        return _NO_FRAME
    read, seen = get.count("heads_read", "heads read"), get.count("heads_seen", "heads seen")
    if words := get.text("frame"):
        if m := OF.match(words):
            read = read if read is not None else as_count(m[1].strip(), "heads read")[0]
            seen = seen if seen is not None else as_count(m[2].strip(), "heads seen")[0]
        else:
            get.unknown.append(("frame", words))
    if read is not None and seen is not None and read > seen:
        name = (get.one("heads_read") or ("heads_read", None))[0]
        raise RecordError(
            f"contradiction: {read} heads read of {seen} seen", hint="Are the two exchanged?", column=name
        )
    return Frame(read=read, seen=seen, method=get.text("sampling"))


def read_colours(value: object) -> tuple[Colour, ...]:
    """`tip: green; band: red`, `green tip`, a mapping of position to colour, or a list of any of these."""
    if isinstance(value, Mapping):
        keys = {plain(str(k)): v for k, v in value.items()}
        named = next((keys[k] for k in ("colour", "color", "value") if k in keys), None)
        if named is not None:
            return _colour(as_text(keys.get("position", keys.get("location", keys.get("where", "")))), as_text(named))
        return tuple(c for k, v in value.items() for t in as_list(v) for c in _colour(as_text(k), t))
    if isinstance(value, (list, tuple)):
        return tuple(c for v in value for c in read_colours(v))
    out: list[Colour] = []
    for part in as_list(re.sub(r",(?=[^:,;]+:)", ";", as_text(value))):
        position, _, colour = part.rpartition(":")
        out += _colour(position, colour)
    return tuple(out)


@lru_cache(maxsize=8192)
def _colour(position: str, colour: str) -> tuple[Colour, ...]:
    return (Colour(colour=colour.strip(), position=position.strip()),) if colour.strip() else ()


def read_recovery(get: Reader) -> Recovery:
    """How, when, where, by whom. RecordError for dates with two readings and coordinates out of range."""
    how = get.text("how") or get.text("recovery")
    photos = tuple(p for p in get.every("photos") if p)
    return _one_recovery(
        how,
        _when(get, "recovered"),
        _when(get, "documented"),
        _place(get),
        get.text("holder"),
        get.text("recorder"),
        photos,
    )


@lru_cache(maxsize=16384)
def _one_recovery(
    how: str, recovered: When, documented: When, place: Place, holder: str, recorder: str, photos: tuple[str, ...]
) -> Recovery:
    return Recovery(
        how=how,
        recovered=recovered,
        documented=documented,
        place=place,
        holder=holder,
        recorder=recorder,
        photos=photos,
    )


def _when(get: Reader, name: str) -> When:
    found = get.one(name)
    if found is None:
        return _UNKNOWN
    if isinstance(found[1], Mapping):
        if not found[1].get("first"):
            return at(found[0], as_when, at(found[0], as_text, found[1].get("text", "")))
        return When.model_validate(dict(found[1]))
    return at(found[0], as_when, at(found[0], as_text, found[1], 200))


def _place(get: Reader) -> Place:
    lat = get.read("lat", as_number, None, "latitude", -90, 90)
    lon = get.read("lon", as_number, None, "longitude", -180, 180)
    if lat is None and lon is None and (found := get.one("coordinates")) and given(found[1]):
        lat, lon = at(found[0], _pair, found[1])
    if (lat is None) != (lon is None):
        raise RecordError(
            "contradiction: one coordinate without the other", hint="Give lat and lon, or neither.",
            column="lon" if lon is None else "lat",
        )  # fmt: skip
    name, country = get.text("place"), get.text("country")
    if not country and re.fullmatch(r"[A-Z]{2}", name):
        name, country = "", name
    precision = get.read("precision_km", as_number, None, "precision in km", 0, 20_000)
    disputed = get.flag("disputed") or False
    return _one_place(name, country, lat, lon, precision, disputed)


@lru_cache(maxsize=16384)
def _one_place(
    name: str, country: str, lat: float | None, lon: float | None, precision: float | None, disputed: bool
) -> Place:
    return Place(name=name, country=country, lat=lat, lon=lon, precision_km=precision, disputed=disputed)


def _pair(value: object) -> tuple[float | None, float | None]:
    parts = value if isinstance(value, (list, tuple)) else re.split(r"[;\s]+|,\s*", as_text(value, 200))
    found = [p for p in parts if p != ""]
    if len(found) != 2:
        raise RecordError("not two coordinates", hint="Write latitude, longitude: 15.63, 32.53.")
    return as_number(found[0], "latitude", -90, 90), as_number(found[1], "longitude", -180, 180)
