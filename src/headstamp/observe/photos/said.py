"""What a file says of itself."""

from __future__ import annotations

from typing import Any, NamedTuple

MOST = 1000  # signs of one value


class Said(NamedTuple):
    """One statement of a file: `locator` names the field it stands in, `note` what makes it weaker."""

    predicate: str
    value: str
    locator: str
    note: str = ""


def text_of(value: Any) -> str:
    """The text of a field: without zero bytes at its end and half signs, cut at MOST signs. Empty for what is no text."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace") if not value[:MOST].isascii() else value.decode("ascii", "replace")
    if isinstance(value, tuple | list) and value and isinstance(value[0], str | bytes):
        return text_of(value[0])
    if not isinstance(value, str):
        return ""
    whole = value.split("\0")[0] if value.strip("\0 ") else ""
    plain = whole.encode("utf-8", "replace").decode().strip()
    return plain if len(plain) <= MOST else plain[: MOST - 1] + "…"
