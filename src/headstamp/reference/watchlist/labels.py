"""What the label of a number says it is: `Tax ID No.` names a tax number, `Cedula No.` a national id."""

from __future__ import annotations

import re
from functools import lru_cache

from headstamp.core.party import Identifier
from headstamp.reference.watchlist.places import country

_KINDS: tuple[tuple[str, str], ...] = (
    (r"mmsi", "mmsi"),
    (r"\bimo\b|vessel registration id", "imo"),
    (r"tail number|aircraft reg", "tail number"),
    (r"serial|\bmsn\b|hull id", "serial"),
    (r"call ?sign", "call sign"),
    (r"passport|pasaporte|passeport", "passport"),
    (r"\blei\b|legal entity (?:number|identifier)", "lei"),
    (r"d-?u-?n-?s", "duns"),
    (r"swift|\bbic\b", "swift"),
    (r"\btax|fiscal|v\.?a\.?t\b|\bnit\b|\br\.?f\.?c\b|\bruc\b|\brif\b|\binn\b|tin\b|taxpayer|steuer", "tax"),
    (r"national|cedula|d\.n\.i|c\.u\.r\.p|personal id|\bid card|identity card|ssn|social security|kimlik|electoral|"
     r"driver|birth cert|^id(?:entification)?(?: no| number)?\.?$|\bnic\b|residen", "national id"),
    (r"registr|company|business|trade lic|folio|matricula|c\.r\. no|gazette|ogrn|chamber|licen[cs]e|enterprise|credit code",
     "registration"),
    (r"phone|telefon|\bfax|mobile", "phone"),
    (r"e-?mail", "email"),
    (r"web ?site|url", "website"),
    (r"number|\bno\b|\bid\b|code", "other"),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern, re.I), kind) for pattern, kind in _KINDS)
_IMO = re.compile(r"\d{7}")


@lru_cache(maxsize=8192)
def kind_of(label: str) -> str:
    """The kind of identifier a label names, or an empty text for a label that names none (`Gender`).

    >>> kind_of("Tax ID No."), kind_of("Cedula No."), kind_of("Gender")
    ('tax', 'national id', '')
    """
    return next((kind for pattern, kind in _COMPILED if pattern.search(label)), "")


def identifier(label: str, value: str, of: str = "") -> Identifier | None:
    """The number as written, with its kind and country; None for an empty value or a label that names no number.

    Of an IMO ship number only the seven digits are kept, since lists write `IMO 9187629` and `9187629` alike. A company's
    IMO number (`Company Number IMO 5134375`) is a registration, never a ship.
    """
    text = " ".join(value.split()).strip(" .;,")
    kind = kind_of(label)
    if not text or not kind or text.casefold() in ("-0-", "none", "unknown", "n/a"):
        return None
    if kind in ("national id", "other") and text.startswith("IMO"):
        kind = "registration"
    if kind == "imo":
        found = _IMO.search(text)
        if found is None:
            return Identifier(kind="registration", value=text, country=country(of))
        text = found[0]
    return Identifier(kind=kind, value=text, country=country(of) if of else "")
