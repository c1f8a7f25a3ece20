"""How an item came to hand: dates, people, place, from cells or mappings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from headstamp.core.errors import RecordError
from headstamp.core.when import When
from headstamp.core.where import Place
from headstamp.observe.marks.assemble import assemble
from headstamp.observe.marks.fields import Fields, Group, Reader, at, gather
from headstamp.observe.marks.values import as_number, as_text, as_when, given

_UNKNOWN = When()
_NOWHERE = Group(Place(), ())


@lru_cache(maxsize=16384)
def hand_of(names: tuple[str, ...], cells: tuple[str, ...]) -> Group:
    """As `read_hand`, for cells of a table by column name; equal cells are read once."""
    return read_hand(gather(dict(zip(names, cells, strict=True))))


@lru_cache(maxsize=16384)
def place_of(names: tuple[str, ...], cells: tuple[str, ...]) -> Group:
    """As `read_place`, for cells of a table by column name; equal cells are read once."""
    return read_place(gather(dict(zip(names, cells, strict=True)))) if names else _NOWHERE


def read_hand(fields: Fields) -> Group:
    """The fields of a Recovery but place and photos. RecordError for dates with two readings."""
    get = Reader(fields, left=[])
    values = {
        "how": get.text("how") or get.text("recovery"),
        "recovered": _when(get, "recovered"),
        "documented": _when(get, "documented"),
        "holder": get.text("holder"),
        "recorder": get.text("recorder"),
    }
    return Group(values, tuple(get.left))


def read_place(fields: Fields) -> Group:
    """The Place. RecordError for coordinates out of range, or one without the other."""
    get = Reader(fields, left=[])
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
    place = assemble(
        Place, {"name": name, "country": country, "lat": lat, "lon": lon, "precision_km": precision, "disputed": disputed}
    )
    return Group(place, tuple(get.left))


def _when(get: Reader, name: str) -> When:
    found = get.one(name)
    if found is None:
        return _UNKNOWN
    if isinstance(found[1], Mapping):
        if not found[1].get("first"):
            return at(found[0], as_when, at(found[0], as_text, found[1].get("text", "")))
        return When.model_validate(dict(found[1]))
    return at(found[0], as_when, at(found[0], as_text, found[1], 200))


def _pair(value: object) -> tuple[float | None, float | None]:
    parts = value if isinstance(value, (list, tuple)) else re.split(r"[;\s]+|,\s*", as_text(value, 200))
    found = [p for p in parts if p != ""]
    if len(found) != 2:
        raise RecordError("not two coordinates", hint="Write latitude, longitude: 15.63, 32.53.")
    return as_number(found[0], "latitude", -90, 90), as_number(found[1], "longitude", -180, 180)
