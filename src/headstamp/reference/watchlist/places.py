"""Country names as lists write them, brought to ISO 3166-1 alpha-2 where a name has one reading."""

from __future__ import annotations

import re
from functools import lru_cache

_HISTORIC = {"suhh": "SU", "yucs": "YU", "cshh": "CS", "csxx": "CS", "dd": "DD"}
_TWO_READINGS = frozenset({"korea", "congo"})  # a guess between two states would be a wrong answer half of the time
_NOTHING = frozenset({"", "unknown", "undetermined", "none identified", "00", "-0-"})


@lru_cache(maxsize=16384)
def country(text: str) -> str:
    """`Korea, North` -> `KP`; a name that is not known, or has two readings (`Korea`), stays as written.

    A part of a state gives the code of the state. The territories are rigour's; its table loads at the first name that is
    not a two-letter code (about 2.5 s, once a process).

    >>> country("IR"), country("Korea"), country("unknown")
    ('IR', 'Korea', '')
    """
    raw = " ".join(text.split()).strip(" .;")
    plain = raw.casefold()
    if plain in _NOTHING:
        return ""
    if re.fullmatch(r"[A-Za-z]{2}", raw):
        return raw.upper()
    if plain in _TWO_READINGS or len(raw) > 100:
        return raw
    from rigour.territories import lookup_territory

    found = lookup_territory(raw)
    if found is None:
        return raw
    return _HISTORIC.get(found.code) or found.code.split("-")[0].upper()
