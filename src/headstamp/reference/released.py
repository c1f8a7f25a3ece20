"""The shipped release of the matcher: trees, word counts and scale, made by benchmarks/match/train.py."""

from __future__ import annotations

from importlib.resources import files

NAME = "match-2026.11.npz"


def released() -> bytes:
    """The bytes of the release that comes with this version; `reason.match.release.Release.from_bytes` reads them."""
    return (files("headstamp") / "releases" / NAME).read_bytes()
