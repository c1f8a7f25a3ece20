"""Which sign was altered: one byte is found again by trying every other one until the hash of the ledger comes out.

Only for one changed byte of a short text, which is what a flipped bit or a quick edit of one figure leaves. Nothing is repaired.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from headstamp.case.ledger import Entry, digest

LONGEST = 4096  # bytes of a text that is tried: about a second


class Altered(NamedTuple):
    """One altered sign. `at` = its place in the text, from 0; `field` = the path of the field it stands in, where known."""

    at: int
    was: str
    now: str
    field: str = ""


def altered_byte(text: str, sha256: str) -> Altered | None:
    """The sign of `text` that differs from the text of this hash by one byte, or None."""
    data = text.encode("utf-8", "surrogateescape")
    if len(data) > LONGEST:
        return None
    before = hashlib.sha256()
    for at, byte in enumerate(data):
        rest = data[at + 1 :]
        for other in range(256):
            if other == byte:
                continue
            total = before.copy()
            total.update(bytes((other,)) + rest)
            if total.hexdigest() == sha256:
                return _told(text, data[:at] + bytes((other,)) + rest)
        before.update(data[at : at + 1])
    return None


def _told(text: str, right: bytes) -> Altered:
    was = right.decode("utf-8", "replace")
    at = next((i for i, (a, b) in enumerate(zip(text, was, strict=False)) if a != b), 0)
    return Altered(at, was[at : at + 1], text[at : at + 1], _field(text, was))


def _field(text: str, was: str) -> str:
    """The path at which two JSON texts differ; empty where one is no JSON any more."""
    try:
        return next(differences(json.loads(was), json.loads(text)), "")
    except ValueError:
        return ""


def differences(a: Any, b: Any, path: str = "") -> Iterator[str]:
    """The paths at which two JSON values differ, as `recovery.place.name` or `marks[2].text`."""
    if isinstance(a, dict) and isinstance(b, dict):
        for key in sorted({*a, *b}):
            inner = f"{path}.{key}" if path else str(key)
            if key not in a or key not in b:
                yield inner
            else:
                yield from differences(a[key], b[key], inner)
    elif isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        for i, (x, y) in enumerate(zip(a, b, strict=True)):
            yield from differences(x, y, f"{path}[{i}]")
    elif type(a) is not type(b) or a != b:
        yield path


class AlteredField(NamedTuple):
    """One altered field of an entry, with what it was."""

    field: str
    was: str
    now: str


def altered_field(entry: Entry) -> AlteredField | None:
    """The field of an entry in which one byte differs from what its hash is of, or its own hash, or None."""
    for name in ("at", "who", "verb", "kind", "id", "content", "note", "prev"):
        value = str(getattr(entry, name))
        if (right := _tried(value, lambda text, name=name: digest(entry._replace(**{name: text})) == entry.sha256)) is not None:  # type: ignore[misc]
            return AlteredField(name, right, value)
    version_now = entry.version if isinstance(entry.version, int) else 0
    for version in range(max(0, version_now - 300), version_now + 300):
        if digest(entry._replace(version=version)) == entry.sha256:
            return AlteredField("version", str(version), str(entry.version))
    computed = digest(entry)
    if sum(a != b for a, b in zip(computed, entry.sha256, strict=False)) == 1:
        return AlteredField("sha256", computed, entry.sha256)
    return None


def _tried(value: str, fits: Callable[[str], bool]) -> str | None:
    data = value.encode("utf-8", "surrogateescape")
    for at in range(len(data)):
        for other in range(32, 256):
            try:
                text = (data[:at] + bytes((other,)) + data[at + 1 :]).decode()
            except UnicodeDecodeError:
                continue
            if fits(text):
                return text
    return None
