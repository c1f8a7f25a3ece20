"""What a person changes of a statement: fields by name, each checked, with the signs of the sentence behind it where they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Literal

from pydantic import ValidationError

from headstamp.core.document import Document, Span
from headstamp.core.errors import UsageError
from headstamp.core.statement import Amount, Dated, Realis, Slot, Statement, StatementKind
from headstamp.core.when import When

SLOTS = (
    "supplier", "recipient", "parties", "broker", "items", "calibre", "place", "vehicle", "vessel", "route", "mode",
    "declared_as", "payment", "persons", "actor", "target", "mark", "origin", "evidence", "reason",
)  # fmt: skip
PLAIN: dict[str, tuple[str, ...]] = {
    "kind": tuple(StatementKind), "realis": tuple(Realis), "polarity": ("affirmed", "denied", "negated", "unknown"),
    "interdicted": ("yes", "no"), "core": ("yes", "no"),
}  # fmt: skip
FIELDS = (*PLAIN, "hedge", "voice", "quantity", "value", "date", *SLOTS)
_MOST = 1e15
_LONGEST = 500  # signs of a value
_HINT = "--field supplier=Iran@IR, --field quantity=11..12, --field date=2023-03, --field broker= to empty it"


def edited(statement: Statement, fields: Sequence[tuple[str, str]], status: Literal["edited"] = "edited") -> Statement:
    """The statement with these fields, `(name, value)`; a name given twice has two values, an empty value clears it.

    A slot's value may end in `@KEY` (ISO 3166-1 alpha-2, or `table/id`). Raises UsageError for what is no field, or no value
    of it.
    """
    update: dict[str, Any] = {"status": status}
    slots = list(statement.slots)
    for name in dict.fromkeys(name for name, _ in fields):
        values = [value.strip() for key, value in fields if key == name and value.strip()]
        if any(len(value) > _LONGEST for value in values):
            raise UsageError(f"{name} is longer than {_LONGEST} signs", hint="give the words of the text that name it")
        if name in SLOTS:
            slots = [(key, slot) for key, slot in slots if key != name]
            slots += [(name, _slot(statement.span, value)) for value in values]
        else:
            update |= _plain(statement, name, values)
    try:
        held = {name: getattr(statement, name) for name in Statement.model_fields}
        return Statement.model_validate({**held, **update, "slots": tuple(slots)})
    except ValidationError as error:
        raise UsageError(f"no statement: {error.errors()[0]['msg']}", hint=_HINT) from error


def missed(document: Document, quote: str, kind: StatementKind, fields: Sequence[tuple[str, str]], place: int = 0) -> Statement:
    """A statement that a person reads in the words `quote` of a document, spaces and line ends as they come; `place` = which of
    several, from 1. Raises UsageError where the words do not stand there, or stand there more than once and no place is given."""
    words = [re.escape(word) for word in quote.split()]
    found = list(re.finditer(r"\s+".join(words), document.text)) if words else []
    if not found:
        raise UsageError(f"{document.id} does not say {quote!r}", hint="copy the words from the text, without cuts")
    if not 0 <= place <= len(found) or (place == 0 and len(found) > 1):
        raise UsageError(f"{document.id} says that {len(found)} times", hint=f"--place 1 .. {len(found)}, or more of the words")
    at = found[max(place, 1) - 1]
    span = document.span(at.start(), at.end())
    bare = Statement(id=f"{document.id}#{span.start}", document=document.id, kind=kind, span=span)
    return edited(bare, fields)


def _slot(span: Span, value: str) -> Slot:
    words, sign, key = value.rpartition("@")
    words, key = (words.strip(), key.strip()) if sign and words.strip() else (value, "")
    found = _found(span, words)
    return Slot(value=words, span=found, how="read" if found else "context", key=key)


def _found(span: Span, words: str) -> Span | None:
    at = span.text.find(words)
    return Span(start=span.start + at, end=span.start + at + len(words), text=words) if at >= 0 else None


def _plain(statement: Statement, name: str, values: Sequence[str]) -> dict[str, Any]:
    if name not in FIELDS:
        raise UsageError(f"a statement has no field {name!r}", hint=f"one of {', '.join(FIELDS)}")
    if len(values) > 1:
        raise UsageError(f"{name} has one value", hint=_HINT)
    value = values[0] if values else ""
    if name in PLAIN:
        if value not in PLAIN[name]:
            raise UsageError(f"{name} cannot be {value!r}", hint=f"one of {', '.join(PLAIN[name])}")
        return {name: value == "yes" if name in ("interdicted", "core") else value}
    if name == "hedge":
        return {"hedge": value, "hedge_span": None}
    if name == "voice":
        return {"voice": _slot(statement.span, value) if value else None}
    if name == "date":
        return {"dates": _dates(value)}
    unit = (getattr(statement, name) or Amount()).unit
    return {name: _amount(name, value, unit) if value else None}


def _dates(value: str) -> tuple[Dated, ...]:
    if not value:
        return ()
    try:
        return (Dated(when=When.parse(value)),)
    except ValueError as error:
        raise UsageError(f"date: {error}", hint=_HINT) from error


def _amount(name: str, value: str, unit: str) -> Amount:
    """`11`, `11..12`, `11..` (at least), `..12` (at most), each with a unit behind it: `11..12 containers`."""
    figures, _, words = value.partition(" ")
    low, sign, high = figures.replace(",", "").partition("..")
    try:
        least = float(low) if low else None
        most = (float(high) if high else None) if sign else least
    except ValueError as error:
        raise UsageError(f"{name} {value!r} is no number or interval", hint=_HINT) from error
    if any(bound is not None and not 0 <= bound < _MOST for bound in (least, most)):
        raise UsageError(f"{name} {value!r} is no count and no sum", hint=_HINT)
    if least is not None and most is not None and least > most:
        raise UsageError(f"{name} {value!r} ends before it begins", hint=_HINT)
    return Amount(low=least, high=most, unit=words.strip() or unit)
