"""Letters that look alike across scripts, and digits that stand for letters. Look-alikes: Unicode Technical Standard 39."""

from __future__ import annotations

import re

_CYRILLIC = dict(zip("авеёкмнорстухіјѕһԁԛԝьгп", "abeekmhopctyxijshdqwbrn", strict=True))
_GREEK = dict(zip("αβεηικμνορτυχγωϲϳ", "abenikmvoptuxywcj", strict=True))
_SAFE_CYRILLIC = {k: v for k, v in _CYRILLIC.items() if k in "аеёкморстухіјѕһԁԛԝвн"}
_SAFE_GREEK = {k: v for k, v in _GREEK.items() if k in "αβεικνορτυχμηϲϳ"}
_TO_CYRILLIC = {v: k for k, v in reversed(_SAFE_CYRILLIC.items())} | {"a": "а", "e": "е", "o": "о", "p": "р", "c": "с", "x": "х"}
_TO_GREEK = {v: k for k, v in reversed(_SAFE_GREEK.items())}
_LEET = {"0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g", "$": "s", "@": "a", "!": "i"}
_WORD = re.compile(r"(?=(?:.*[a-z]){3})[a-z0-9]+\Z")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)\Z")
_DIGITS_MAX = 2  # more of them are a serial number, not a disguise


def repair(token: str) -> str:
    """One casefolded token of mixed Latin with Cyrillic or Greek letters, written in the one script that can hold all of it;
    where both could, the script of more letters; anything else comes back as it is.

    >>> repair("kоmid"), repair("vеrsоr")  # Cyrillic o and e within Latin
    ('komid', 'versor')
    """
    if token.isascii():
        return token
    latin = sum("a" <= c <= "z" for c in token)
    for low, high, to_latin, from_latin in (
        ("\u0400", "\u052f", _SAFE_CYRILLIC, _TO_CYRILLIC),
        ("\u0370", "\u03ff", _SAFE_GREEK, _TO_GREEK),
    ):
        other = [c for c in token if low <= c <= high]
        if not latin or not other:
            continue
        into_latin = all(c in to_latin for c in other)
        into_other = all(c in from_latin for c in token if "a" <= c <= "z")
        if into_latin and (latin >= len(other) or not into_other):
            return "".join(to_latin.get(c, c) for c in token)
        if into_other:
            return "".join(from_latin.get(c, c) for c in token)
    return token


def lookalike(token: str) -> str:
    """The Latin word that a token of Cyrillic or Greek look-alikes shows, or an empty text where a letter has no twin.

    >>> lookalike("сор"), lookalike("жук")
    ('cop', '')
    """
    table = _SAFE_CYRILLIC | _SAFE_GREEK
    return "".join(table[c] for c in token) if token and all(c in table for c in token) else ""


def unleet(token: str) -> tuple[str, ...]:
    """Words behind digits within letters: `k0mid` gives `komid`. A 1 may be l or i; a number at an end is left alone.

    >>> unleet("k0mid"), unleet("sh1pping"), unleet("room39")
    (('komid',), ('shlpping', 'shipping'), ())
    """
    core = token.rstrip("0123456789")
    tail = token[len(core) :]
    digits = sum(char.isdigit() for char in core)
    if not 1 <= digits <= _DIGITS_MAX or not _WORD.match(core) or _ORDINAL.match(core) or core[:2].isdigit():
        return ()
    first = "".join(_LEET.get(c, c) for c in core) + tail
    if "1" not in core:
        return (first,) if first != token and not re.search(r"\d", first[: len(core)]) else ()
    second = "".join("i" if c == "1" else _LEET.get(c, c) for c in core) + tail
    return tuple(form for form in (first, second) if not re.search(r"\d", form[: len(core)]))
