"""Sampling frames: what a count of rounds read stands for."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from headstamp.core.record import Item

_RANDOM = re.compile(r"\b(?:random(?:ly)?|systematic(?:ally)?|by lot|every (?:other|second|third|\w+th|\d+\w*))\b", re.I)
_NOT = re.compile(r"\b(?:not?|non|never|without)\b", re.I)


@dataclass(frozen=True, slots=True)
class Stratum:
    """One frame: `read` of `seen` rounds, with the records that describe the rounds read (indices) and their rounds."""

    read: int
    seen: int
    random: bool
    members: tuple[tuple[int, int], ...]  # (record, rounds)


def rounds_read(item: Item) -> int:
    """Rounds whose marks one record stands for: the heads read, or the quantity where every one was read, else 1.

    >>> from headstamp.core.record import Frame
    >>> rounds_read(Item(id="a", quantity=400, frame=Frame(read=17, seen=400))), rounds_read(Item(id="b"))
    (17, 1)
    """
    known = [n for n in (item.quantity, item.frame.read) if n is not None]
    return min(known, default=1)


def is_random(method: str) -> bool:
    """True where the words of a frame's method say that the sample was drawn at random or by a fixed interval.

    >>> is_random("random draw"), is_random("every fourth"), is_random("handful from the top"), is_random("not random")
    (True, True, False, False)
    """
    return bool(_RANDOM.search(method)) and not _NOT.search(method)


def frame_key(item: Item) -> Hashable | None:
    """Records with this key may share one frame; None where the record has none."""
    frame, found = item.frame, item.recovery
    if not frame.read or frame.seen is None:
        return None
    return (item.within, frame.read, frame.seen, frame.method, found.how, found.recovered, found.place, found.documented)


def strata(frame: tuple[int, int, str], members: Sequence[tuple[int, int]]) -> tuple[Stratum, ...]:
    """The frames behind records with one `frame_key`; `frame` = read, seen, method.

    What fits into one frame (17 read = 10 + 7) is one; else each record has its own.
    """
    read, seen, method = frame
    random = is_random(method) or read == seen  # where all were read, nothing is drawn
    if sum(rounds for _, rounds in members) <= read:
        return (Stratum(read, seen, random, tuple(members)),)
    return tuple(Stratum(read, seen, random, (m,)) for m in members)
