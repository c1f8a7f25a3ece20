"""How common a run of signs is on arms in general: the other side of every likelihood ratio.

A rough model of marks by makers that are not on the shelf: a run is of some class, of some length, its signs even.
The figures are rounded counts over the layouts of the shipped packs (docs/method-figures.md); results move little with them,
and the probability range of a Finding shows by how much.
"""

from __future__ import annotations

from functools import lru_cache
from math import log10

from headstamp.core.notation import ANY, GAP, Kind

_CLASS = {"digits": 0.60, "letters": 0.33, "symbol": 0.05, "calibre": 0.02}
_SCRIPT = {"Latin": 0.72, "Cyrillic": 0.14, "Arabic": 0.05, "Hangul": 0.02, "Han": 0.04, "Hebrew": 0.01, "": 1.0}
_DIGIT_SCRIPT = {"": 0.95, "Arabic-Indic": 0.03, "Persian": 0.01, "Ethiopic": 0.01}
_LENGTH = {
    "digits": (0.0, 0.06, 0.50, 0.30, 0.11, 0.02),
    "letters": (0.0, 0.14, 0.27, 0.36, 0.12, 0.05),
}
_SIGNS = {"Latin": 22, "Cyrillic": 25, "Arabic": 25, "Hangul": 300, "Han": 800, "Hebrew": 22}


def log_length(kind: Kind, length: int) -> float:
    """log10 probability that a run of `kind` has `length` signs."""
    table = _LENGTH.get(kind, (0.0, 1.0))
    return log10(table[length] if length < len(table) and table[length] else 0.01)


def log_class(kind: Kind, script: str) -> float:
    """log10 probability that a run is of this kind and script."""
    if kind in ("any", "gap"):
        return 0.0
    share = _DIGIT_SCRIPT if kind == "digits" else _SCRIPT if kind == "letters" else {}
    return log10(_CLASS[kind] * share.get(script, 0.01 if kind == "letters" else 1.0))


def log_sign(kind: Kind, script: str) -> float:
    """log10 probability of one given sign in a run of this kind and script."""
    if kind == "digits":
        return -1.0
    if kind == "letters":
        return -log10(_SIGNS.get(script, 30))
    return -log10(12)


@lru_cache(maxsize=65536)
def log_background(kind: Kind, script: str, signs: tuple[str, ...]) -> float:
    """log10 probability of a run as recorded, with unread signs summed over all that they may be.

    >>> round(log_background("digits", "", ("5", "3", "9")), 2)
    -3.77
    """
    if kind in ("any", "gap"):
        return 0.0
    if kind == "calibre":
        return log_class(kind, script) - 1.3  # about twenty calibres in use
    total = log_class(kind, script)
    if GAP not in signs:
        total += log_length(kind, len(signs))
    per_sign = log_sign(kind, script)
    for sign in signs:
        if sign not in (ANY, GAP):
            total += per_sign + log10(len(sign))
    return total
