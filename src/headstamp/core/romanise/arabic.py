"""Arabic letters in Latin ones: the consonants as they stand, and readings with the vowels that usually stand between them.

Short vowels are not written, so a reading is a guess along the common shapes of words (hasan, jamal, khalid, mahmud); the
bare consonants are always one of the spellings. Persian, Urdu and Pashto letters are read; the article is cut off by
`without_article`.
"""

from __future__ import annotations

from functools import lru_cache

_CONSONANTS = {
    "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh",
    "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ک": "k", "ل": "l", "م": "m", "ن": "n",
    "ه": "h",
    "پ": "p", "چ": "ch", "ژ": "zh", "گ": "g", "ڤ": "v", "ٹ": "t", "ڈ": "d", "ڑ": "r", "ړ": "r", "ډ": "d", "ټ": "t", "ځ": "dz",
    "څ": "ts", "ښ": "sh", "ږ": "g", "ڼ": "n", "ں": "n", "ھ": "h", "ہ": "h", "ە": "h", "ګ": "g", "ڕ": "r", "ڵ": "l", "ۀ": "h",
    "ع": "'", "ء": "", "ئ": "'", "ۃ": "h",
}  # fmt: skip
_VOWELS = {"ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ى": "a", "ة": "a", "و": "u", "ؤ": "u", "ي": "i", "ی": "i",
    "ې": "e", "ے": "e",
           "ێ": "e", "ۆ": "o", "ۍ": "i"}  # fmt: skip
_GLIDES = {"u": "w", "i": "y", "e": "y", "o": "w"}
_EGYPT = {"j": "g", "q": "k", "dh": "d", "th": "t"}
_PERSIA = {"w": "v", "dh": "z", "th": "s", "q": "gh", "d": "d"}
_MARKS = {chr(code) for code in (*range(0x64B, 0x660), 0x670, 0x640, 0x200C, 0x200D)}
_ARTICLES = ("وال", "بال", "ال", "لل")  # and the, with the, the, for the


def plain_arabic(word: str) -> str:
    """The word without vowel marks, lengthening strokes and joiners."""
    return "".join(char for char in word if char not in _MARKS)


def without_article(word: str) -> tuple[str, str]:
    """(article as written or an empty text, the rest). The rest keeps at least three letters.

    >>> without_article("الشركة")
    ('ال', 'شركة')
    """
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= 3:
            return article, word[len(article) :]
    return "", word


@lru_cache(maxsize=65536)
def arabic_forms(word: str) -> tuple[str, ...]:
    """ASCII spellings of one word of Arabic letters without its article, best first, at most eight.

    >>> arabic_forms("جمال")[0], arabic_forms("خالد")[0]
    ('jamal', 'khalid')
    """
    sounds = _sounds(plain_arabic(word))
    if not sounds:
        return ()
    persian = any(char in "پچژگکی" for char in word)
    read = _read(sounds)
    written = [read]
    if word.endswith("ة") or (persian and word.endswith("ه")):
        written.append(read + "h" if word.endswith("ة") else read[:-2] + "eh")
    written.append(_read(_swap(sounds, _PERSIA if persian else _EGYPT)))
    written += [_read(sounds, "u"), _read(sounds, "i"), _read(_diphthongs(sounds)), _french(read), "".join(sounds)]
    clean = (form.replace("'", "") for form in written)
    return tuple(dict.fromkeys(form for form in clean if form))[:8]


def _french(read: str) -> str:
    """As the papers of the Maghreb have it: ou for u and w, dj for j, ch for sh."""
    return read.replace("sh", "ch").replace("j", "dj").replace("w", "ou").replace("u", "ou").replace("oou", "ou")


def _diphthongs(sounds: list[str]) -> list[str]:
    """A long u or i after the first consonant as aw or ay: jawhar, khayr."""
    if len(sounds) > 2 and sounds[1] in ("u", "i") and _consonant(sounds[0]) and _consonant(sounds[2]):
        return [sounds[0], "a" + _GLIDES[sounds[1]], *sounds[2:]]
    return sounds


def _swap(sounds: list[str], table: dict[str, str]) -> list[str]:
    return [table.get(sound, sound) for sound in sounds]


def _sounds(word: str) -> list[str]:
    """One Latin text a letter; و and ي are consonants at the start and beside a written vowel."""
    out: list[str] = []
    for i, char in enumerate(word):
        if char in _CONSONANTS:
            out.append(_CONSONANTS[char])
        elif char in _VOWELS:
            vowel = _VOWELS[char]
            beside = i + 1 < len(word) and word[i + 1] in _VOWELS
            if vowel in _GLIDES and (i == 0 or beside or (out and out[-1] == "a")):
                out.append(_GLIDES[vowel])
            else:
                out.append(vowel)
        elif char.isdecimal():
            out.append(str(int(char)))
    return [sound for sound in out if sound]


def _read(sounds: list[str], first: str = "") -> str:
    """Short vowels put where a cluster could not be spoken: after a first consonant, within a last pair, in long runs.
    `first` is the vowel after the first consonant, else a (u after m in a word of four consonants)."""
    out: list[str] = []
    n = len(sounds)
    for i, sound in enumerate(sounds):
        out.append(sound)
        if i + 1 == n or not _consonant(sound) or not _consonant(sounds[i + 1]):
            continue
        starts = i == 0 or (out[-2:-1] and _consonant(out[-2]))
        if starts:
            usual = "u" if sound == "m" and n == 4 and all(map(_consonant, sounds)) else "a"
            out.append((first or usual) if i == 0 else "a")
        elif i + 2 == n:
            out.append("i" if out[-2] == "a" and sounds[i - 1] == "a" else "a")
    return "".join(out)


def _consonant(sound: str) -> bool:
    return sound not in ("a", "i", "u", "e", "o", "aw", "ay")
