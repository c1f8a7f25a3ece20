"""Places that are written as figures, whoever they belong to."""

from __future__ import annotations

import re

# Places written as figures: 12.345, 98.77; 12°20'44"N; a grid reference (MGRS). Lots and prices do not look like these.
_DEGREES = (
    r"""\d{1,3}(?:[.,]\d+)?\s*(?:°|º|deg\b|degrees\b)"""
    r"""(?:\s*\d{1,2}(?:[.,]\d+)?\s*['′’])?(?:\s*\d{1,2}(?:[.,]\d+)?\s*(?:"|″|”|\'\'))?"""
)
_MINUTES = r"\d{1,2}(?:[\s-]\d{1,2}(?:[.,]\d+)?|[.,]\d+)"  # minutes and seconds, or minutes with a fraction
_PLUS = "[23456789CFGHJMPQRVWX]"  # the signs of an Open Location Code
COORDINATES = re.compile(
    rf"{_DEGREES}\s*[NSEW]?\b(?:[\s,;/]*[NSEW]?\s*{_DEGREES}\s*(?:[NSEW]\b)?)?"
    r"|[-+]?\b\d{1,2}[.,]\d{2,}\s*[NS]?\s*[,;/ ]\s*[-+]?\d{1,3}[.,]\d{2,}(?:\s*[EW]\b)?"
    r"|[-+]?\b\d{1,2}[.,]\d+\s*[NS]\s*[,;/ ]?\s*[-+]?\d{1,3}[.,]\d+\s*[EW]\b"
    r"|\b[NS]\s?\d{1,2}[.,]\d+\W{1,3}[EW]\s?\d{1,3}[.,]\d+"
    r"|\b\d{1,2}[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?(?:\d{2}\s?\d{2}|\d{3}\s?\d{3}|\d{4}\s?\d{4}|\d{5}\s?\d{5})\b"
    rf"|\b\d{{1,2}}[\s-]{_MINUTES}\s?[NS]\b[\s,;/]*\d{{1,3}}[\s-]{_MINUTES}\s?[EW]\b"
    rf"|\b[NS]\s?\d{{1,2}}[\s-]{_MINUTES}\W{{1,3}}[EW]\s?\d{{1,3}}[\s-]{_MINUTES}\b"
    r"|\b\d{1,2}\s?[C-HJ-NP-X]\s?\d{6}(?:[.,]\d+)?\s?m?E?[\s,;/]+\d{6,7}(?:[.,]\d+)?(?:\s?m)?\s?N?\b"  # UTM
    r"|[-+]\d{2}\.\d{2,}[-+]\d{3}\.\d{2,}"  # ISO 6709
    rf"|\b{_PLUS}{{8}}\+{_PLUS}{{2,3}}\b"
)
"""Finds degrees with minutes and seconds, pairs of decimals and grid references in a text."""
