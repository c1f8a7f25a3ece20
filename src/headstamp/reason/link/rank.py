"""How rare a shared mark is, and in which order links are shown. Rarity orders; it is not belief (see `grade`).

Two measures, and the smaller one counts: how seldom the mark occurs in the input (inverse recovery frequency, Spärck
Jones 1972, with pseudo-recoveries so that a short list cannot show anything to be rare), and how improbable its signs
are on arms in general (`reference.background`).
"""

from __future__ import annotations

from functools import lru_cache
from math import log10

from headstamp.core.notation import ANY, GAP, tokens
from headstamp.reason.link.groups import Group, Index
from headstamp.reason.link.keys import Key, Share, is_year
from headstamp.reference.background import log_background

PSEUDO = 100  # recoveries that the input is taken to stand beside: 2 of 5 is no rarer than about one in fifty
YEAR = -1.5  # log10: one of about thirty years in use
ORDER = {Share.LOT: 2.0, Share.SERIAL: 2.0, Share.HEAD: 0.0, Share.CODE: -1.0, Share.TEXT: -0.5, Share.MODEL: -1.0,
         Share.FEATURE: -1.0, Share.BORE: -2.0}  # fmt: skip
DATED = frozenset({Share.HEAD, Share.LOT, Share.TEXT})  # keys that hold a year
NAMES = frozenset({Share.MODEL, Share.FEATURE, Share.BORE})  # recorder's words: their signs say nothing of rarity


@lru_cache(maxsize=65536)
def log_chance(key: Key) -> float:
    """log10 of the chance that an unrelated item bears these signs; a year is one of thirty, what was not read is anything.

    >>> round(log_chance((Share.HEAD, "", "71 89")), 1), round(log_chance((Share.HEAD, "", "71 ?9")), 1)
    (-4.0, -3.3)
    """
    if key[0] in NAMES:
        return 0.0
    total = 0.0
    dated = False
    for token in reversed(tokens(key[2])):
        chance = log_background(token.kind, token.script, token.signs)
        if key[0] in DATED and not dated and token.kind == "digits" and is_year(token):
            read = sum(s not in (ANY, GAP) for s in token.signs) / len(token.signs)
            chance, dated = max(chance, YEAR * read), True
        total += chance
    return total


def rarity(group: Group, total: int) -> float:
    """log10 of how rare the rarest shared key of a group is among `total` recoveries; lower for a partial mark."""
    frequency = log10((total + PSEUDO) / group.recoveries)
    best = max((min(frequency, -log_chance(k)) if k[0] not in NAMES else frequency) for k in group.keys)
    return best + log10(group.share)


def score(group: Group, index: Index) -> float:
    """Order of links: rarity, lots and serials before heads, heads before names and looks; partial marks one lower, and
    serials two where the records do not state one model."""
    best = max(ORDER[k[0]] for k in group.keys)
    lower = 1.0 if group.other else 0.0
    if any(k[0] is Share.SERIAL for k in group.keys) and not index.agreed(group):
        lower += 2.0
    return rarity(group, index.total) + best - lower
