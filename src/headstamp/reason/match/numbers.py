"""Listed parties by the numbers that name one thing: a ship under a new name is found by its IMO number all the same."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Self

import numpy as np

from headstamp.core.party import Identifier, Party
from headstamp.reason.match.facts import NAMES_ONE, imo_valid, number_key
from headstamp.reason.match.native import I32

WORLDWIDE = frozenset({"imo", "lei"})  # one thing in the whole world, whoever writes it: shown however far the name is
SHORTEST = 8  # signs of another number that is looked up by itself: registers of many countries hold a company 1234567


class Numbers(NamedTuple):
    """`keys`: kind and number of each identifier that names one party, sorted; `party[i]`: the listed party with `keys[i]`."""

    keys: Sequence[str]
    party: I32

    @classmethod
    def of(cls, parties: Iterable[Party]) -> Self:
        """Of all parties, numbered as they come."""
        found = sorted({(key, at) for at, party in enumerate(parties) for each in party.identifiers if (key := looked_up(each))})
        return cls(tuple(key for key, _ in found), np.array([at for _, at in found], np.int32))

    def bearers(self, identifiers: Iterable[Identifier]) -> dict[int, bool]:
        """Listed parties that bear one of the numbers; True where it is one that names one thing worldwide."""
        found: dict[int, bool] = {}
        for each in identifiers:
            if not (key := looked_up(each)):
                continue
            at = bisect_left(self.keys, key)
            while at < len(self.keys) and self.keys[at] == key:
                party = int(self.party[at])
                found[party] = found.get(party, False) or each.kind.casefold() in WORLDWIDE
                at += 1
        return found


def looked_up(identifier: Identifier) -> str:
    """The key of a number that finds a party without its name; empty for one that many may bear, and for a wrong IMO number."""
    kind, number = identifier.kind.casefold(), number_key(identifier)
    if kind not in NAMES_ONE or not any(c.isdigit() for c in number):
        return ""
    sound = imo_valid(identifier.value) if kind == "imo" else kind in WORLDWIDE or len(number) >= SHORTEST
    return f"{kind} {number}" if sound else ""
