"""A probability as a bar of signs: dense up to the low end of its range, lighter up to itself, a line to the high end."""

from __future__ import annotations

BLOCKS = ("█", "▓", "─", " ")
ASCII = ("#", "=", "-", " ")


def text_bar(probability: float, low: float, high: float, width: int, *, ascii_only: bool = False) -> str:
    """`width` signs for 0..1. A probability above zero always shows at least one sign.

    >>> text_bar(0.5, 0.3, 0.8, 10)
    '███▓▓───  '
    """
    dense, light, line, free = ASCII if ascii_only else BLOCKS
    filled = max(1, round(probability * width)) if probability > 0 else 0
    sure = min(filled, round(low * width))
    reach = max(filled, round(high * width))
    return dense * sure + light * (filled - sure) + line * (reach - filled) + free * (width - reach)
