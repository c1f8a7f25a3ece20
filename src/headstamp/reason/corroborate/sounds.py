"""Names in Latin, Cyrillic and Hangul letters as one short key of their consonants, so that spellings of one name meet.

The classes are those of Soundex (Russell 1918) with sibilants and affricates drawn together with c and j, since romanisations
differ there most (Sanjin, Санчжин, 산진), and b, f, p, v as one. Keys propose; they never decide.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from headstamp.core.romanise import cyrillic_forms, is_hangul, word_forms
from headstamp.core.text import script_of

_CLASSES = (
    (re.compile(r"tsch|shch|tch|dzh|tzh|chzh|sch|zh|ch|sh|ts|tz|dz|c(?=[eiy])"), "s"), (re.compile(r"kh|gh"), "h"),
    (re.compile(r"ph|[bfvw]"), "p"), (re.compile(r"[jxz]"), "s"), (re.compile(r"ng"), "n"),
    (re.compile(r"ck|[cgq]"), "k"), (re.compile(r"d"), "t"), (re.compile(r"l"), "r"),
    (re.compile(r"[^a-z]|[aeiouy]|(?<!^)h"), ""), (re.compile(r"(.)\1+"), r"\1"),
)  # fmt: skip
_WORD = re.compile(r"\w+")
_ENDINGS = re.compile(r"(?:ского|ской|ому|ами|ях|ом|ой|ы|а|у|е|и|я|ю)$")
_JOSA = re.compile(r"(?:에서|에게|으로|항|호|시)$")
_EMPTY = frozenset(("the", "a", "an", "of", "and", "de", "la", "le", "al", "mv", "port", "near", "in", "from", "to", "named"))
SHORTEST = 3
MOST_WORDS = 12  # of a name


@lru_cache(maxsize=65536)
def sound_key(word: str) -> str:
    """The key of one word; empty where fewer than three consonant classes are left, or the script has no table.

    >>> sound_key("Sanjin"), sound_key("Санчжин"), sound_key("Kuçovë"), sound_key("Кучова")
    ('snsn', 'snsn', 'ksp', 'ksp')
    """
    plain = unicodedata.normalize("NFKC", word).casefold().replace("ç", "ch")
    plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c) or not c.isascii())
    plain = unicodedata.normalize("NFC", plain)
    key = _latin(plain)
    for pattern, put in _CLASSES:
        key = pattern.sub(put, key)
    return key if len(key) >= SHORTEST else ""


def _latin(word: str) -> str:
    if not word:
        return ""
    if is_hangul(word[0]):
        word = "".join(sign for sign in word if is_hangul(sign))
        spelled = next(iter(word_forms(_JOSA.sub("", word) if len(word) > 2 else word)), "")
        return re.sub(r"(?<=[kpt])h", "", spelled)
    if script_of(word[0]) == "Cyrillic":
        return next(iter(cyrillic_forms(_ENDINGS.sub("", word) if len(word) > 4 else word)), "")
    return "".join(c for c in unicodedata.normalize("NFKD", word) if c.isascii())


def sound_keys(text: str) -> frozenset[str]:
    """The keys of the words of a name that have one, and of the name written as one word; Han names give their own signs, which
    meet only among themselves."""
    words = [
        word
        for word in _WORD.findall(text)[:MOST_WORDS]
        if word.casefold() not in _EMPTY and (len(word) > 1 or not word.isascii())
    ]
    found = {key for word in (*words, "".join(words)) if (key := sound_key(word))}
    return frozenset(found or {word for word in _WORD.findall(text) if word and script_of(word[0]) == "Han"})
