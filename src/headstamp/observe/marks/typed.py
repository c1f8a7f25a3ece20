"""One item typed by hand: `headstamp trace "539 67" --calibre 7.62x39`."""

from __future__ import annotations

from headstamp.core.errors import InputError, UsageError
from headstamp.core.record import Item, ItemKind
from headstamp.observe.marks.record import read_record
from headstamp.observe.marks.values import kind_in

_FIELD = {ItemKind.CARTRIDGE: "headstamp", ItemKind.CASE: "headstamp", ItemKind.PACKAGING: "packaging_text"}


def typed_item(
    text: str,
    *,
    calibre: str = "",
    kind: str = "cartridge",
    position: str = "",
    legibility: float = 1.0,
    id: str = "typed",  # noqa: A002 - the field's name in the record
) -> Item:
    """An Item with one mark: on the head of a cartridge or case, as packaging text, else a mark on the body.

    `kind` is a word of the trade (`rocket`, `mortar bomb`, `crate`); `blank` stands for a head without marks.
    Raises UsageError for an unknown kind or no text, RecordError or LimitError for a text that cannot be a mark.
    """
    if not text.strip():
        raise UsageError("no text typed", hint="Type the mark as seen, such as '539 67', or blank for a bare head.")
    found = kind_in(kind)
    if found is None:
        raise UsageError(
            f"unknown kind of item: {kind[:40]!r}",
            hint=f"Kinds are {', '.join(k.value.replace('_', ' ') for k in ItemKind)}.",
        )
    mark = {"text": text, "position": position, "legibility": legibility, "role": _FIELD.get(found, "mark")}
    try:
        return read_record({"id": id, "kind": found.value, "calibre": calibre, "marks": [mark]})
    except InputError as error:
        error.column = "typed text" if error.column == "marks" else error.column
        raise
