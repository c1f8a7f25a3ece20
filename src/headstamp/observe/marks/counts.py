"""How many, and what the count stands for: quantity and sampling frame."""

from __future__ import annotations

import re
from functools import lru_cache

from headstamp.core.errors import RecordError
from headstamp.core.record import Frame
from headstamp.observe.marks.fields import Fields, Group, Reader, at, gather
from headstamp.observe.marks.values import as_count, given, kinds_in

_OF = re.compile(r"^(\d[\d ,.]*)\s*(?:of|/|out of)\s*((?:about|approx\.?|approximately|circa|c\.|~)?\s*\d[\d ,]*)$", re.I)
"""`17 of about 400`: heads read of heads seen."""
_NO_FRAME = Frame()


@lru_cache(maxsize=16384)
def counts_of(names: tuple[str, ...], cells: tuple[str, ...]) -> Group:
    """As `read_counts`, for cells of a table by column name; equal cells are read once."""
    return read_counts(gather(dict(zip(names, cells, strict=True))))


def read_counts(fields: Fields) -> Group:
    """Quantity and Frame. RecordError for negative numbers, two kinds in one cell, more heads read than seen."""
    get = Reader(fields, left=[])
    quantity, of = read_quantity(get)
    return Group({"quantity": quantity, "frame": _frame(get, of)}, tuple(get.left))


def two_items(what: str, name: str) -> RecordError:
    """The error for a row that speaks of two items."""
    return RecordError(f"two items in one row: {what}", hint="Write one row per kind of item.", column=name)


def read_quantity(get: Reader) -> tuple[int | None, str]:
    """The count, and the words `17 of about 400` where the cell holds a sampling frame."""
    found = get.one("quantity")
    if found is None or not given(found[1]):
        return None, ""
    number, words = at(found[0], as_count, found[1], "quantity")
    if words and number is None:
        if len(kinds_in(words)) > 1:
            raise two_items(repr(words[:60]), found[0])
        if m := _OF.match(words):
            return at(found[0], as_count, m[2].strip(), "quantity")[0], words
        lead = re.match(r"^(\d{1,9})\s+[^\W\d]", words)
        number = int(lead[1]) if lead and len(re.findall(r"\d+", words)) == 1 else None
    if words:
        get.left.append((found[0], words))
    return number, ""


def _frame(get: Reader, of: str) -> Frame:
    """Heads read, heads seen and how they were chosen. RecordError where more were read than seen."""
    if not of and get.values.keys().isdisjoint(("heads_read", "heads_seen", "sampling", "frame")):
        return _NO_FRAME
    read, seen = get.count("heads_read", "heads read"), get.count("heads_seen", "heads seen")
    if words := of or get.text("frame"):
        if m := _OF.match(words):
            read = read if read is not None else as_count(m[1].strip(), "heads read")[0]
            seen = seen if seen is not None else as_count(m[2].strip(), "heads seen")[0]
        else:
            get.left.append(("frame", words))
    if read is not None and seen is not None and read > seen:
        name = (get.one("heads_read") or ("heads_read", None))[0]
        raise RecordError(f"contradiction: {read} heads read of {seen} seen", hint="Are the two exchanged?", column=name)
    return Frame(read=read, seen=seen, method=get.text("sampling"))
