"""The item itself: kind, marks, calibre, model, colours, features."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from headstamp.core.record import Colour, ItemKind, Sensitivity
from headstamp.observe.marks.columns import plain
from headstamp.observe.marks.counts import read_quantity, two_items
from headstamp.observe.marks.fields import Fields, Group, Reader, at, gather
from headstamp.observe.marks.mark import build_marks
from headstamp.observe.marks.values import (
    as_list,
    as_sensitivity,
    as_text,
    given,
    kind_in,
    kinds_in,
    only_a_kind,
)  # fmt: skip

_CALIBRE = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?\s?[x×хX]\s?\d{2,3}(?:\s?mm)?R?\b|\b\d{2,3}(?:[.,]\d{1,2})?\s?-?mm\b", re.I)
_OPEN: tuple[tuple[str, Sensitivity], ...] = ()


@lru_cache(maxsize=16384)
def body_of(names: tuple[str, ...], cells: tuple[str, ...]) -> Group:
    """As `read_body`, for cells of a table by column name; equal cells are read once."""
    return read_body(gather(dict(zip(names, cells, strict=True))))


def read_body(fields: Fields) -> Group:
    """The fields of an Item that speak of the thing itself, and what none of them can hold.

    Raises RecordError (two items in one row, contradictions) and LimitError, with the column.
    """
    get = Reader(fields, left=[])
    kind, kind_words = _kind(get, fields)
    marks, left = build_marks(fields.marks, kind, read_quantity(get)[0] if "quantity" in fields.values else None)
    get.left.clear()  # words about the quantity are kept where it is read for good
    model = get.text("model")
    if kind_words and not model:
        model = kind_words
    elif kind_words and kind_words != model:
        get.left.append(("kind", kind_words))
    calibre = get.text("calibre")
    if not calibre and kind_words and (found := _CALIBRE.search(kind_words)):
        calibre = found[0]
    values: dict[str, Any] = {
        "kind": kind,
        "sealed": get.flag("sealed"),
        "calibre": calibre,
        "model": model,
        "marks": marks,
        "colours": tuple(c for n, v in get.values.get("colours", ()) for c in at(n, _colours, v)),
        "features": get.every("features"),
        "sensitivity": get.read("sensitivity", as_sensitivity, _OPEN),
    }
    return Group(values, (*get.left, *(("", words) for words in left)))


def _flat(value: object) -> object:
    if isinstance(value, (list, tuple)) and all(isinstance(v, str) for v in value):
        return "; ".join(value)
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, (Mapping, list, tuple)) else value


def _kind(get: Reader, fields: Fields) -> tuple[ItemKind, str]:
    """The kind, and the recorder's words where they say more than the kind. RecordError where a cell names two."""
    words: list[str] = []
    kind: ItemKind | None = None
    for name, value in get.values.get("kind", ()):
        text = at(name, as_text, _flat(value))
        kinds = kinds_in(text)
        if len(kinds) > 1:
            raise two_items(f"{kinds[0]} and {kinds[1]} ({text[:40]!r})", name)
        kind = kind or (kinds[0] if kinds else None)
        if given(text) and not only_a_kind(text):
            words.append(text)
    if kind is None and ("headstamp", 0) in fields.marks.texts:
        kind = ItemKind.CARTRIDGE
    if kind is None and (found := get.values.get("model")):
        kind = kind_in(at(found[0][0], as_text, _flat(found[0][1]))[:500])
    if kind is None and (described := get.every("features")):
        kinds = tuple({k for text in described for k in kinds_in(text)})
        kind = kinds[0] if len(kinds) == 1 else None
    return kind or ItemKind.OTHER, "; ".join(words)


def _colours(value: object) -> tuple[Colour, ...]:
    """`tip: green; band: red`, `green tip`, a mapping of position to colour, or a list of any of these."""
    if isinstance(value, Mapping):
        keys = {plain(str(k)): v for k, v in value.items()}
        named = next((keys[k] for k in ("colour", "color", "value") if k in keys), None)
        if named is not None:
            return _colour(as_text(keys.get("position", keys.get("location", keys.get("where", "")))), as_text(named))
        return tuple(c for k, v in value.items() for t in as_list(v) for c in _colour(as_text(k), t))
    if isinstance(value, (list, tuple)):
        return tuple(c for v in value for c in _colours(v))
    out: list[Colour] = []
    for part in as_list(re.sub(r",(?=[^:,;]+:)", ";", as_text(value))):
        position, _, colour = part.rpartition(":")
        out += _colour(position, colour)
    return tuple(out)


@lru_cache(maxsize=8192)
def _colour(position: str, colour: str) -> tuple[Colour, ...]:
    return (Colour(colour=colour.strip(), position=position.strip()),) if colour.strip() else ()
