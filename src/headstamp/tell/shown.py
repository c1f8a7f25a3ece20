"""How values are put before a reader: percents, words, and recorded text made harmless to show.

Text of a record is untrusted. Signs that are not seen but act (bidirectional overrides, terminal escapes, zero-width
joiners outside the scripts that need them) are written as their code points; see Unicode Technical Report 36.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from headstamp.core.record import ItemKind

_ACTING = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINERS = frozenset("\u200c\u200d")  # Persian, Urdu and Indic writing needs them between letters

STRENGTHS: tuple[tuple[float, str], ...] = (
    (0.3, "little"),
    (1.0, "weak"),
    (2.0, "moderate"),
    (3.0, "moderately strong"),
    (4.0, "strong"),
)
"""Upper ends of log10 likelihood ratios and their words: the ENFSI Guideline for Evaluative Reporting (2015), table 1."""


@lru_cache(maxsize=65536)
def visible(text: str) -> str:
    """`text` on one line, with every sign that acts without being seen written out, such as ⟨U+202E⟩.

    >>> visible("539\\u202e 67")
    '539⟨U+202E⟩ 67'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(c, i, text) for i, c in enumerate(text))


def _shown(char: str, at: int, text: str) -> str:
    if char in "\n\t\r":
        return " "
    if unicodedata.category(char) not in _ACTING:
        return char
    if char in _JOINERS and 0 < at < len(text) - 1 and text[at - 1].isalpha() and text[at + 1].isalpha():
        return "" if text[at - 1].isascii() else char
    return f"⟨U+{ord(char):04X}⟩"


def percent(probability: float) -> str:
    """A whole percent, never 0 % and never 100 %: nothing a mark says is certain.

    >>> percent(0.964), percent(0.0004), percent(1.0)
    ('96 %', '<1 %', '>99 %')
    """
    return f"{_whole(probability)} %"


def percent_range(low: float, high: float) -> str:
    """`95–97 %`, `<1 to 4 %`, or one percent where both ends round to it."""
    a, b = _whole(low), _whole(high)
    return f"{a} %" if a == b else f"{a}–{b} %" if (a + b).isdigit() else f"{a} to {b} %"


def _whole(probability: float) -> str:
    if probability < 0.01:
        return "<1"
    return ">99" if probability > 0.99 else f"{probability * 100:.0f}"


def strength(weight: float) -> str:
    """The word for a weight (log10 likelihood ratio), whatever its sign."""
    return next((word for limit, word in STRENGTHS if abs(weight) < limit), "very strong")


def kind_name(kind: ItemKind) -> str:
    """`mortar_bomb` as people write it."""
    return kind.value.replace("_", " ")


def count(number: float | None) -> str:
    """A count with thousands apart, `1,200`; a dash for one that is not known."""
    return "–" if number is None else f"{number:,.0f}"


def cut(text: str, most: int) -> str:
    """`text`, or its first signs and an ellipsis where it is longer than `most`."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
