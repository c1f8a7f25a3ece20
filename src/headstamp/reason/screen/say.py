"""Quantities and names as the sentences of reasons write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

Line = Mapping[str, Any]


def mass(kg: float | None) -> str:
    """Tonnes from one tonne on, else kilograms; with two figures where it is light.

    >>> mass(64_200.0), mass(310.0), mass(0.324), mass(None)
    ('64.2 t', '310 kg', '0.32 kg', 'no mass')
    """
    if kg is None:
        return "no mass"
    if abs(kg) < 10:
        return f"{float(f'{kg:.2g}'):g} kg"
    return f"{kg / 1000:,.1f} t" if abs(kg) >= 1000 else f"{kg:,.0f} kg"


def amount(value: float | None) -> str:
    """A number with three significant figures.

    >>> amount(12345.6), amount(0.0123), amount(None)
    ('12,300', '0.0123', 'unknown')
    """
    if value is None:
        return "unknown"
    rounded = float(f"{value:.3g}")
    return f"{rounded:,.0f}" if abs(rounded) >= 100 else f"{rounded:g}"


def one_in(tail: float | None) -> str:
    """-log10 of a share as "1 in so many".

    >>> one_in(2.3), one_in(None)
    ('1 in 200', '1 in 1')
    """
    return f"1 in {float(f'{10 ** (tail or 0.0):.2g}'):,.0f}"


def quoted(text: str | None, most: int = 80) -> str:
    """A text between quotation marks, cut where it is long.

    >>> quoted("parts of bulldozer"), quoted("")
    ("'parts of bulldozer'", 'nothing')
    """
    if not text:
        return "nothing"
    return repr(text if len(text) <= most else text[: most - 1] + "…")


def day(value: dt.date | None) -> str:
    """A day in ISO 8601, or that there is none."""
    return value.isoformat() if value else "an unknown day"


def flow(line: Line) -> str:
    """Where the goods go, of what the papers say.

    >>> flow({"origin": "CN", "dispatch": "CN", "destination": "SD"})
    'CN to SD'
    """
    origin, dispatch = line.get("origin") or "", line.get("dispatch") or ""
    start = f"{origin} by way of {dispatch}" if origin and dispatch and origin != dispatch else origin or dispatch or "no origin"
    return f"{start} to {line.get('destination') or 'no destination'}"


def named(line: Line, what: str = "Goods") -> str:
    """The goods by heading and, where there is a text, as written.

    >>> named({"hs4": "2523", "goods": "CEMENT"}), named({"hs4": "2523", "goods": ""}, "goods")
    ("Goods of heading 2523, written as 'CEMENT',", 'goods of heading 2523')
    """
    told = f"{what} of heading {line['hs4']}"
    return f"{told}, written as {quoted(line['goods'])}," if line.get("goods") else told
