"""The shipped release of the matcher: trees, word counts and scale, made by benchmarks/match/train.py."""

from __future__ import annotations

import hashlib
from importlib.resources import files

from headstamp.core.errors import InputError

NAME = "match-2026.11.npz"


def released() -> bytes:
    """The bytes of the release that comes with this version; `reason.match.release.Release.from_bytes` reads them.

    Raises InputError where they are not those that were shipped: other trees would answer otherwise, and nobody would know.
    """
    return _as_shipped(NAME)


def _as_shipped(name: str) -> bytes:
    folder = files("headstamp") / "releases"
    data = (folder / name).read_bytes()
    if hashlib.sha256(data).hexdigest() != (folder / f"{name}.sha256").read_text(encoding="ascii").strip():
        hint = "install Headstamp again; one who retrains writes the new hash with benchmarks/match/train.py"
        raise InputError("the release of the matcher was altered or damaged", hint=hint, file=name)
    return data
