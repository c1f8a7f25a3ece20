"""Indicators of the case research that papers cannot answer, and why. Those that they can are named by the signals of the
pack."""

from __future__ import annotations

from collections.abc import Mapping

_POSITIONS = "needs ship positions (AIS)"
_IMAGES = "needs an inspection or images"
_FIRMS = "needs company registers"
_MONEY = "needs bank records"
UNANSWERED: Mapping[str, str] = {
    "AIS-GAP": _POSITIONS,
    "AIS-DUP-ID": _POSITIONS,
    "AIS-IMPOSSIBLE": _POSITIONS,
    "VES-STS": _POSITIONS,
    "VES-DPRK-180": f"{_POSITIONS} or port registers",
    "VES-PAINT": _IMAGES,
    "VES-NOFLAG": f"{_IMAGES}; an empty flag on a paper says nothing",
    "VES-UNSUITABLE": "needs the ship's type and size from a register",
    "OWN-COMPLEX": _FIRMS,
    "OWN-RENAMED": f"{_FIRMS}; former names on a list are matched by `party_like_listed`",
    "OWN-SAMEADDR": f"{_FIRMS}; papers give no addresses here",
    "DOC-EXCLUSIVE-INSTR": "is what somebody said, not a paper",
    "FIN-NOWEB": "needs a search of the web",
    "FIN-CASH-GOLD": _MONEY,
    "DEC-LIGHT-GOODS-COVER": f"{_IMAGES}: density from front to back",
    "UN-CATCHALL": "is a judgement by hand: any item that could help the forces of the DPRK",
}
"""Indicator -> why no rule answers it."""
