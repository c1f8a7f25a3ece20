"""One record, flat or nested, ours or another agency's, to one Item. Nothing is lost: unknown fields go to the note."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError

from headstamp.core.errors import InputError, LimitError, RecordError
from headstamp.core.record import Item, ItemKind, Sensitivity
from headstamp.observe.marks.check import check_item
from headstamp.observe.marks.fields import Fields, Reader, at, gather
from headstamp.observe.marks.mark import build_marks
from headstamp.observe.marks.recovery import OF, read_colours, read_frame, read_recovery
from headstamp.observe.marks.values import as_count, as_sensitivity, as_text, given, kind_in, kinds_in, only_a_kind

_CALIBRE = re.compile(
    r"\d{1,3}(?:[.,]\d{1,2})?\s?[x×хX]\s?\d{2,3}(?:\s?mm)?R?\b|\b\d{2,3}(?:[.,]\d{1,2})?\s?-?mm\b", re.I
)

_OPEN: tuple[tuple[str, Sensitivity], ...] = ()


def read_record(
    record: Mapping[str, Any], *, file: str = "", row: int | None = None, today: date | None = None
) -> Item:
    """One Item from a mapping of fields. Raises RecordError or LimitError with file, row and column, and nothing else.

    `today` bounds the dates: without it a date in the future is not noticed.
    """
    return read_fields(record, file=file, row=row, today=today)[0]


def read_fields(
    record: Mapping[str, Any], *, file: str = "", row: int | None = None, today: date | None = None
) -> tuple[Item, tuple[str, ...]]:
    """As `read_record`, with the names of fields that were not known and went to the note."""
    try:
        if not isinstance(record, Mapping):
            raise RecordError("not a record", hint="A record is a row of a table, or a mapping of names to values.")
        fields = Fields()
        gather(record, fields)
        item = _item(fields, row)
        check_item(item, today)
        return item, tuple(name for name, _ in fields.unknown)
    except InputError as error:
        error.file, error.row = error.file or file or None, error.row if error.row is not None else row
        raise
    except ValidationError as error:
        first = error.errors()[0]
        raise RecordError(
            str(first["msg"]),
            hint="Correct this field.",
            file=file or None,
            row=row,
            column=".".join(map(str, first["loc"])),
        ) from error
    except RecursionError as error:
        raise LimitError("nested too deep", hint="Write the record flat.", file=file or None, row=row) from error


def _item(fields: Fields, row: int | None) -> Item:
    get = Reader(fields)
    kind, kind_words = _kind(get, fields)
    quantity = _quantity(get)
    marks, left = build_marks(fields.marks, kind, quantity)
    model = get.text("model")
    if kind_words and not model:
        model = kind_words
    elif kind_words and kind_words != model:
        fields.unknown.append(("kind", kind_words))
    calibre = get.text("calibre")
    if not calibre and kind_words and (found := _CALIBRE.search(kind_words)):
        calibre = found[0]
    values: dict[str, Any] = {
        "id": get.text("id") or (f"row-{row}" if row is not None else "item"),
        "kind": kind,
        "quantity": quantity,
        "frame": read_frame(get),
        "within": get.text("within"),
        "sealed": get.flag("sealed"),
        "calibre": calibre,
        "model": model,
        "marks": marks,
        "colours": tuple(c for n, v in get.values.get("colours", ()) for c in at(n, read_colours, v)),
        "features": get.every("features"),
        "recovery": read_recovery(get),
        "sensitivity": get.read("sensitivity", as_sensitivity, _OPEN),
    }
    notes = [at(n, as_text, _flat(v)) for n, v in get.values.get("note", ())]
    notes += [f"{name}: {at(name, as_text, _flat(value))}" for name, value in fields.unknown] + left
    return Item(note="; ".join(n for n in notes if n), **values)


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
            raise _two_items(f"{kinds[0]} and {kinds[1]} ({text[:40]!r})", name)
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


def _two_items(what: str, name: str) -> RecordError:
    return RecordError(f"two items in one row: {what}", hint="Write one row per kind of item.", column=name)


def _quantity(get: Reader) -> int | None:
    found = get.one("quantity")
    if found is None or not given(found[1]):
        return None
    number, words = at(found[0], as_count, found[1], "quantity")
    if words and number is None:
        if len(kinds_in(words)) > 1:
            raise _two_items(repr(words[:60]), found[0])
        if m := OF.match(words):
            get.values.setdefault("frame", []).append((found[0], words))
            return at(found[0], as_count, m[2].strip(), "quantity")[0]
        lead = re.match(r"^(\d{1,9})\s+[^\W\d]", words)
        number = int(lead[1]) if lead and len(re.findall(r"\d+", words)) == 1 else None
    if words:
        get.unknown.append((found[0], words))
    return number
