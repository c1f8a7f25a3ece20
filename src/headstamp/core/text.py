"""Scripts, match keys and cells that are safe to open in a spreadsheet. Standard library only.

Scripts come from the character names of the Unicode Character Database (Unicode Annex 24 has the full property, which
the standard library does not carry); cell safety follows OWASP, "CSV Injection".
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SCRIPTS = {
    "LATIN": "Latin", "CYRILLIC": "Cyrillic", "HANGUL": "Hangul", "CJK": "Han", "ARABIC": "Arabic", "ETHIOPIC":
    "Ethiopic", "HEBREW": "Hebrew", "GREEK": "Greek", "ARMENIAN": "Armenian", "GEORGIAN": "Georgian", "HIRAGANA":
    "Kana", "KATAKANA": "Kana", "THAI": "Thai", "DEVANAGARI": "Devanagari", "MYANMAR": "Myanmar", "KHMER": "Khmer",
    "LAO": "Lao", "BENGALI": "Bengali", "TAMIL": "Tamil", "ARABIC-INDIC": "Arabic", "EXTENDED": "Arabic",
}  # fmt: skip
_WIDTHS = {"FULLWIDTH", "HALFWIDTH", "MODIFIER", "CIRCLED", "PARENTHESIZED", "SUPERSCRIPT", "SUBSCRIPT"}
_ACTIVE = "=+-@\t\r\n＝＋－＠"


def safe_cell(value: object) -> str:
    """The text of one CSV or XLSX cell, with a leading apostrophe where a spreadsheet would take it for a formula.

    Numbers are written as they are (`-5` is a number); None becomes an empty cell.
    """
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        return str(value)
    return _safe_text(str(value))


@lru_cache(maxsize=16384)
def _safe_text(text: str) -> str:
    """Kept, since bulk output repeats its long cells."""
    return f"'{text}" if text.lstrip(" ")[:1] in _ACTIVE and text.strip(" ") else text


@lru_cache(maxsize=8192)
def script_of(char: str) -> str:
    """The script of one sign: `Latin`, `Cyrillic`, `Hangul`, `Han` ...; `Digit` for decimal digits of every script,
    `Space`, `Combining` for accents, `Symbol` for everything else.

    Ethiopic numerals are not decimal digits and count as `Ethiopic`.
    """
    category = unicodedata.category(char)
    if category == "Nd":
        return "Digit"
    if category[0] == "Z" or char in "\t\n\r":
        return "Space"
    if category in ("Mn", "Me"):
        return "Combining"
    if category[0] == "L" or category == "No" or category == "Nl":
        return _named(char) or "Symbol"
    return "Symbol"


def _named(char: str) -> str:
    words = unicodedata.name(char, "").split()
    if unicodedata.category(char)[0] == "N" and words[:1] not in (["ETHIOPIC"], ["HANGZHOU"]):
        return ""
    while words and words[0] in _WIDTHS:
        words = words[1:]
    return _SCRIPTS.get(words[0], words[0].title()) if words else ""


def scripts(text: str) -> tuple[str, ...]:
    """The scripts a text is written in, in order of appearance, without digits, symbols, spaces and accents.

    Digits that belong to one script (Arabic-Indic, Devanagari ...) count for that script: they are evidence of it.

    >>> scripts("방-122 №5")
    ('Hangul',)
    >>> scripts("٦٧")
    ('Arabic',)
    """
    found: dict[str, None] = {}
    for char in text:
        script = script_of(char)
        if script == "Digit" and not char.isascii():
            script = _SCRIPTS.get(unicodedata.name(char, "").split()[0], "Digit")
        if script not in ("Digit", "Symbol", "Space", "Combining"):
            found[script] = None
    return tuple(found)


_DECIMAL = re.compile(r"(?<=\d)[.,](?=\d)")
_DROPPED = re.compile(r"[^\w.]|_|(?<!\d)\.|\.(?!\d)")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """A key under which spellings of one name meet: case, width, Latin accents, spaces and punctuation are gone.

    Decimal points between digits stay (7.62 is not 762), `×` is x, digits of every script become 0-9.
    Never shown to anybody: marks are kept as seen.

    >>> fold("Type 68"), fold("TYPE-68"), fold("7,62×39")
    ('type68', 'type68', '7.62x39')
    """
    wide = unicodedata.normalize("NFKC", text).replace("×", "x").casefold()
    plain = "".join(_plain(char) for char in wide)
    return _DROPPED.sub("", _DECIMAL.sub(".", plain))


@lru_cache(maxsize=8192)
def _plain(char: str) -> str:
    if char.isascii():
        return char
    if unicodedata.category(char) == "Nd":
        return str(unicodedata.digit(char))
    if script_of(char) == "Latin":
        return "".join(c for c in unicodedata.normalize("NFD", char) if not unicodedata.combining(c))
    return char
