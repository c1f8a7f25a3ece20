"""One record, flat or nested, ours or another agency's, to one Item. Nothing is lost: unknown fields go to the note."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError

from headstamp.core.errors import InputError, LimitError, RecordError
from headstamp.core.record import Item, Recovery
from headstamp.observe.marks.assemble import assemble
from headstamp.observe.marks.body import body_of, read_body
from headstamp.observe.marks.check import check_item
from headstamp.observe.marks.counts import counts_of, read_counts
from headstamp.observe.marks.fields import Reader, at, gather, in_groups
from headstamp.observe.marks.recovery import hand_of, place_of, read_hand, read_place
from headstamp.observe.marks.values import as_text


def read_record(record: Mapping[str, Any], *, file: str = "", row: int | None = None, today: date | None = None) -> Item:
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
        item, unknown = _item(record, row)
        check_item(item, today)
        return item, unknown
    except InputError as error:
        error.file, error.row = error.file or file or None, error.row if error.row is not None else row
        raise
    except ValidationError as error:
        first = error.errors()[0]
        raise RecordError(
            str(first["msg"]), hint="Correct this field.", file=file or None, row=row,
            column=".".join(map(str, first["loc"])),
        ) from error  # fmt: skip
    except RecursionError as error:
        raise LimitError("nested too deep", hint="Write the record flat.", file=file or None, row=row) from error


def _item(record: Mapping[str, Any], row: int | None) -> tuple[Item, tuple[str, ...]]:
    groups = in_groups(record)
    if groups is None:  # nested, or not all texts: everything is read from one sorting
        fields = gather(record)
        body, counts = read_body(fields), read_counts(fields)
        hand, place = read_hand(fields), read_place(fields)
    else:  # a row of a table: rows share heads, dates and places, so each group of cells is read once
        fields = gather(dict(zip(*groups[4], strict=True)))
        body, counts, hand, place = body_of(*groups[0]), counts_of(*groups[1]), hand_of(*groups[2]), place_of(*groups[3])
    get = Reader(fields)
    unknown = tuple(name for name, _ in fields.unknown)
    recovery = {**hand.value, "place": place.value, "photos": get.every("photos")}
    item_id = get.text("id") or (f"row-{row}" if row is not None else "item")
    within = get.text("within")
    left = (*body.left, *counts.left, *hand.left, *place.left, *fields.unknown)
    note = _note(get, left) if left or "note" in get.values else ""
    values = {
        "id": item_id,
        **body.value,
        **counts.value,
        "within": within,
        "recovery": assemble(Recovery, recovery),
        "note": note,
    }
    return assemble(Item, values), unknown


def _note(get: Reader, left: Iterable[tuple[str, object]]) -> str:
    notes = [at(n, as_text, _flat(v)) for n, v in get.values.get("note", ())]
    notes += [f"{name}: {at(name, as_text, _flat(value))}" if name else str(value) for name, value in left]
    return "; ".join(n for n in notes if n)


def _flat(value: object) -> object:
    if isinstance(value, (list, tuple)) and all(isinstance(v, str) for v in value):
        return "; ".join(value)
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, (Mapping, list, tuple)) else value
