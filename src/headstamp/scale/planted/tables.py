"""The tables that the benign generator draws from, their hash and their version. Every number is general knowledge of the trade.

Nothing here is copied from trade statistics: shares, prices and distances are rough, and `docs/planted.md` says each assumption.
There is no option anywhere that changes them: a report states `VERSION` and `fingerprint()`, and so shows a change.
"""

from __future__ import annotations

import csv
import hashlib
from functools import cache
from importlib.resources import files

VERSION = 1
"""Goes up with every change of a table or of the order of draws: figures of two versions are not compared."""

NAMES = (
    "airports", "carriers", "constants", "countries", "currencies", "dangerous", "flags", "headings", "honest", "lanes", "names",
    "owners", "packages", "phrases", "ports", "sectors", "ships", "vague",
)  # fmt: skip


@cache
def read(name: str) -> tuple[dict[str, str], ...]:
    """Rows of one table of `data/`, as text; raises KeyError where there is no such table."""
    if name not in NAMES:
        raise KeyError(name)
    text = (files(__package__) / "data" / f"{name}.csv").read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def constants() -> dict[str, float]:
    """Every rate and spread of the generator by name; their units and meaning are columns of `data/constants.csv`."""
    return {row["name"]: float(row["value"]) for row in read("constants")}


def fingerprint() -> str:
    """SHA-256 over all tables, by name and content: 64 hexadecimal digits."""
    digest = hashlib.sha256()
    for name in NAMES:
        digest.update(name.encode() + b"\0" + (files(__package__) / "data" / f"{name}.csv").read_bytes() + b"\0")
    return digest.hexdigest()
