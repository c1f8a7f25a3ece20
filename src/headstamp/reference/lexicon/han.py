"""Han signs: Mandarin, Korean and Cantonese readings of the pack, Wade-Giles by rule, anyascii for signs the pack lacks."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from headstamp.core.romanise import pinyin_forms
from headstamp.reference.lexicon.model import FORMS_MAX

Readings = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Kind of reading (mandarin, mandarin rare, korean, korean rare, cantonese) -> sign -> spellings."""

KINDS = ("mandarin", "mandarin rare", "korean", "korean rare", "cantonese")


def mandarin(sign: str, readings: Readings) -> tuple[str, ...]:
    """Toneless pinyin of one sign, the usual reading first (v for the letter u with dots); empty where it has none."""
    found = readings["mandarin"].get(sign, ()) + readings["mandarin rare"].get(sign, ())
    if found:
        return found
    from anyascii import anyascii  # only signs beyond the ten thousand of the pack pay for its tables

    other = anyascii(sign).casefold()
    return (other,) if other.isascii() and other.isalpha() else ()


def sign_forms(sign: str, readings: Readings) -> tuple[str, ...]:
    """Spellings of one sign of a name: pinyin, Korean, Wade-Giles, Cantonese, then rarer readings; at most eight."""
    read = mandarin(sign, readings)
    first = pinyin_forms(read[0]) if read else ()
    korean = readings["korean"].get(sign, ())
    rare = readings["korean rare"].get(sign, ())[:1]
    cantonese = readings["cantonese"].get(sign, ())
    ordered = (*first[:1], *korean[:2], *first[1:2], *cantonese[:2], *rare, *korean[2:4], *read[1:], *first[2:])
    return tuple(dict.fromkeys(ordered))[:FORMS_MAX]


def word_forms(word: str, readings: Readings) -> tuple[str, ...]:
    """Pinyin of a whole word in one piece, the usual readings first, at most three; empty where a sign has no reading."""
    pinyin = [mandarin(sign, readings)[:2] for sign in word]
    if not all(pinyin):
        return ()
    forms = ("".join(pick).replace("v", "u") for pick in product(*pinyin[:8]))
    return tuple(dict.fromkeys(forms))[:3]
