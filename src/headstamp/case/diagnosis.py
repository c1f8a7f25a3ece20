"""What is wrong with a case on which something unforeseen happened: the first object that was altered, or is of another shape."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from typing import Any

from headstamp.case import contents
from headstamp.case.engine import is_sqlite
from headstamp.case.store import UNFORESEEN, Case
from headstamp.core.errors import HeadstampError, InputError

_HINT = "run `headstamp case verify`: it was altered, or written by another program or another version"


def told_of(case: Case) -> InputError | None:
    """The error that names the first such object, or None where every object is whole and of a shape that we know."""
    try:
        return next(filter(None, (_rows(case), _altered(case), *(_shape(case, each) for each in _SHAPES), _file(case))), None)
    except HeadstampError as error:
        return error if isinstance(error, InputError) else None
    except Exception as error:
        return InputError("damaged: it cannot be read", hint=_HINT, file=case.path) if is_sqlite(error) else None


def _rows(case: Case) -> InputError | None:
    """Of the ledger and the keys: something in it, and text where text should stand."""
    entries = list(case.ledger())
    texts = [value for entry in entries for name, value in entry._asdict().items() if name not in ("seq", "version")]
    texts += [value for row in case.db.execute("SELECT id, secret FROM keys") for value in row]
    if not entries or not all(isinstance(value, str) for value in texts):
        return InputError("damaged: its ledger or its keys cannot be read", hint=_HINT, file=case.path)
    return None


def _altered(case: Case) -> InputError | None:
    for kind, name, version, body, sha256 in case.db.execute("SELECT kind, id, version, body, sha256 FROM objects ORDER BY n"):
        text = body if isinstance(body, bytes) else str(body).encode("utf-8", "surrogateescape")
        if hashlib.sha256(text).hexdigest() != sha256 or not (isinstance(name, str) and isinstance(version, int)):
            return InputError(f"damaged: {kind} {str(name)[:60]!r} is not as it was entered", hint=_HINT, file=case.path)
        try:
            whole = isinstance(json.loads(text), dict)
        except (ValueError, RecursionError):
            whole = False
        if not whole:
            return InputError(f"{kind} {str(name)[:60]!r} is no object of a case", hint=_HINT, file=case.path)
    return None


_SHAPES: tuple[Callable[[Case], Iterable[Any]], ...] = (
    contents.items, contents.consignments, contents.claims, contents.findings, contents.listings, contents.nodes,
    contents.edges, contents.decisions,
)  # fmt: skip


def _shape(case: Case, read: Callable[[Case], Iterable[Any]]) -> InputError | None:
    """InputError is raised by what is read; anything else means that a field above it is missing or of another kind."""
    try:
        for each in read(case):
            lines = each[1] if read is contents.consignments else ()
            if not all(isinstance(line, dict) for line in lines):
                raise TypeError
    except UNFORESEEN:
        return InputError(f"one of the {read.__name__} of this case has another shape", hint=_HINT, file=case.path)
    return None


def _file(case: Case) -> InputError | None:
    for stored in case.all("file"):
        body = case.body(stored)
        name, size = body.get("name", ""), body.get("bytes", 0)
        if not isinstance(name, str) or not isinstance(size, int) or not isinstance(body.get("sha256", ""), str):
            return InputError(f"file {stored.id[:12]!r} has another shape", hint=_HINT, file=case.path)
    return None
