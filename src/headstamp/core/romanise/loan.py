"""Foreign words in Hangul: what the Latin word may have been. Korean papers write Verus as beruseu and Ashot as asyoteu.

The mute vowel eu stands where the foreign word has none, b may be v, p may be f, and l and r are one letter.
"""

from __future__ import annotations

from functools import lru_cache

from headstamp.core.romanise.hangul import decompose, is_hangul

_INITIALS = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
_VOWELS = ("a", "e", "ya", "ye", "o", "e", "yo", "ye", "o", "wa", "we", "oe", "yo", "u", "wo", "we", "wi", "yu", "", "ui", "i")
_FINALS = {0: "", 1: "k", 4: "n", 8: "l", 16: "m", 17: "p", 19: "t", 21: "ng", 7: "d", 20: "t"}
_MUTE = 18  # the vowel eu
_SIBILANTS = {"sya": "sha", "syo": "sho", "syu": "shu", "sye": "she", "swi": "shi", "jya": "ja", "jyo": "jo"}


def is_loan(word: str) -> bool:
    """True for a run of at least two Hangul syllables with an open eu (seu, teu, keu), which native names hardly have."""
    return len(word) > 1 and all(map(is_hangul, word)) and any(decompose(s)[1:] == (_MUTE, 0) for s in word)


@lru_cache(maxsize=16384)
def loan_forms(word: str) -> tuple[str, ...]:
    """What the foreign word may look like in Latin letters, best first, at most eight.

    >>> loan_forms("베루스")
    ('berus', 'verus', 'belus', 'velus')
    """
    base = "".join(map(_syllable, word)).replace("lr", "l")
    for heard, written in _SIBILANTS.items():
        base = base.replace(heard, written)
    forms = [base, base.replace("b", "v"), base.replace("p", "f"), base.replace("b", "v").replace("p", "f")]
    if base.endswith("p"):
        forms += [base[:-1] + "v", base[:-1] + "f"]
    forms += [form.replace("r", "l") for form in forms[:2]]
    if "k" in base:
        forms.append(base.replace("k", "c"))
    return tuple(dict.fromkeys(form for form in forms if form))[:8]


def _syllable(sign: str) -> str:
    initial, vowel, final = decompose(sign)
    return _INITIALS[initial] + _VOWELS[vowel] + _FINALS.get(final, "")
