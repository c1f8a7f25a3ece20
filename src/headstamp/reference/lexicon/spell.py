"""ASCII spellings of one word of any script, by the tables of `core.romanise`; scripts that have none go through anyascii."""

from __future__ import annotations

import re
import unicodedata

from headstamp.core.romanise import (
    arabic_forms,
    cyrillic_forms,
    greek_forms,
    is_hangul,
    lookalike,
    plain_arabic,
    unleet,
    word_forms,
)
from headstamp.reference.lexicon.model import FORMS_MAX

_NOT_ASCII = re.compile(r"[^a-z0-9]+")
_UMLAUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae", "œ": "oe"})
_SOUND = str.maketrans(
    {"đ": "dj", "ş": "sh", "š": "sh", "ç": "ch", "č": "ch", "ž": "zh", "ñ": "ny", "ğ": "gh", "ț": "ts", "ţ": "ts"}
)
_SHORT = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ł": "l", "ı": "i", "ð": "d", "þ": "th", "ħ": "h",
    "ə": "a", "ŧ": "t",
                        "ŋ": "ng", "ĸ": "k", "ƒ": "f", "ʻ": "", "ʼ": ""})  # fmt: skip


def script(char: str) -> str:
    """The script of one letter as far as spelling needs it: latin, cyrillic, greek, arabic, hangul, han or other."""
    code = ord(char)
    if code < 0x250 or 0x1E00 <= code < 0x1F00 or 0x250 <= code < 0x300:
        return "latin"
    if 0x370 <= code < 0x400 or 0x1F00 <= code < 0x2000:
        return "greek"
    if 0x400 <= code < 0x530:
        return "cyrillic"
    if 0x600 <= code < 0x780 or 0x8A0 <= code < 0x900:
        return "arabic"
    if is_hangul(char):
        return "hangul"
    if 0x3400 <= code < 0xA000 or 0xF900 <= code < 0xFB00 or 0x20000 <= code < 0x32000 or char in "々〇":
        return "han"
    return "other"


def latin(word: str) -> tuple[str, ...]:
    """ASCII spellings of a Latin word: as it is, without accents, with ae for a-umlaut, and what digits in it may stand for.

    >>> latin("müller"), latin("k0mid")
    (('mueller', 'muller'), ('k0mid', 'komid'))
    """
    if word.isascii():
        return (word,) if word.isalpha() else (_ascii(word), *unleet(word))
    umlaut = _ascii(_strip(word.translate(_UMLAUT).translate(_SHORT)))
    plain = _ascii(_strip(word.translate(_SHORT)))
    sounded = _ascii(_strip(word.translate(_SOUND).translate(_UMLAUT).translate(_SHORT)))
    return tuple(dict.fromkeys(form for form in (umlaut, plain, sounded) if form))


def spell(word: str) -> tuple[str, ...]:
    """1 to 8 ASCII spellings of a word of one script, best first; an empty tuple where nothing in it can be spelled."""
    kind = script(word[0]) if word else "other"
    if kind == "latin":
        forms = latin(word)
    elif kind == "cyrillic":
        forms = (*cyrillic_forms(word)[: FORMS_MAX - 1], lookalike(word))
    elif kind == "greek":
        forms = (*greek_forms(word)[: FORMS_MAX - 1], lookalike(word))
    elif kind == "arabic":
        forms = arabic_forms(plain_arabic(word))
    elif kind == "hangul" and all(map(is_hangul, word)):
        forms = word_forms(word)
    else:
        forms = (_anyascii(word),)
    return tuple(dict.fromkeys(form for form in map(_ascii, forms) if form))[:FORMS_MAX]


def _ascii(text: str) -> str:
    return text if text.isalnum() and text.isascii() else _NOT_ASCII.sub("", _digits(text))


def _digits(text: str) -> str:
    return "".join(str(unicodedata.digit(c)) if not c.isascii() and c.isdigit() else c for c in text)


def _strip(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _anyascii(word: str) -> str:
    from anyascii import anyascii  # tables of 300 kB: only names in a rarer script pay for them

    return anyascii(word).casefold()
