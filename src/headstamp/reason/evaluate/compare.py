"""When is an answer right? States across time, producers by any of their names, models by their aliases."""

from __future__ import annotations

from typing import Literal

from headstamp.core.text import fold
from headstamp.reference.shelf import Shelf

Likeness = Literal["same", "successor", ""]
MIN_NAME = 4  # signs of a name or town that may be a part of a longer one


def same_state(truth: str, answer: str, shelf: Shelf) -> Likeness:
    """`same` where both fields share a state (`SU/RU` and `RU`), `successor` where the shelf names a state of one
    field a successor of a state of the other (`SU` and `RU`), else empty. An empty field is like nothing."""
    asked, given = set(truth.upper().split("/")) - {""}, set(answer.split("/")) - {""}
    if asked & given:
        return "same"
    heirs = _successors(asked, shelf) & given or _successors(given, shelf) & asked
    return "successor" if heirs else ""


def _successors(states: set[str], shelf: Shelf) -> set[str]:
    return {s for state in states if state in shelf.states for s in shelf.states[state].successors}


def same_producer(truth: str, key: str, shelf: Shelf) -> bool:
    """True where `truth` is the key itself; or, folded, a code, name or town of that producer; or, from four signs on,
    a part of such a name (`Tula` meets `Tula cartridge plant`). Towns with two plants are met by either."""
    if truth == key:
        return True
    if truth in shelf.producers:  # a key of its own: another plant, whatever the names share
        return False
    asked = fold(truth)
    names = {fold(text) for row in shelf.producers.get(key, ()) for text in (row.name, row.city)} - {""}
    if asked in names | _codes(key, shelf):
        return True
    return len(asked) >= MIN_NAME and any(asked in name for name in names)


def _codes(key: str, shelf: Shelf) -> set[str]:
    """The codes by which a producer is marked, as literals of its patterns, and the number in its key."""
    rows = (row for row in shelf.tables.marks if row.producer == key and row.pattern.anchor)
    literals = {fold(t.key or t.text) for row in rows if row.pattern.anchor for t in row.pattern.anchor.literals}
    return literals | {part for part in key.split("-")[1:] if part.isdigit()}


def same_model(truth: str, answer: str, shelf: Shelf) -> bool:
    """True where both name one model of the shelf, by its name or an alias, or fold to the same key."""
    if not truth or not answer:
        return False
    if fold(truth) == fold(answer):
        return True
    named = {row.model for row in shelf.models_by_name.get(truth.casefold(), ())}
    return bool(named & {row.model for row in shelf.models_by_name.get(answer.casefold(), ())})
