"""Cyrillic in Latin letters: BGN/PCGN, the passports of ICAO Doc 9303, scientific (ISO 9 without accents), and the press.

Letters of Russian, Ukrainian, Belarusian, Bulgarian, Serbian, Macedonian, Kazakh and Mongolian.
"""

from __future__ import annotations

import re
from functools import lru_cache

_BASE = dict(zip("абвгдезиклмнопрстуфы", "abvgdeziklmnoprstufy", strict=True)) | {
    "ж": "zh", "й": "y", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "э": "e", "ю": "yu",
    "я": "ya",
    "ё": "yo", "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ў": "w", "ђ": "dj", "ѓ": "gj", "ј": "j", "љ": "lj", "њ": "nj",
    "ћ": "c",
    "ќ": "kj", "џ": "dz", "ѕ": "dz", "ә": "a", "ғ": "gh", "қ": "q", "ң": "ng", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "ѐ": "e",
    "ѝ": "i", "ѣ": "e", "ѵ": "i", "ӣ": "i", "ӯ": "u", "ҷ": "j", "ҳ": "h", "ӊ": "n", "җ": "j", "ҡ": "q", "ҙ": "z", "ҫ": "s",
    "ӏ": "",
}  # fmt: skip
_BGN = _BASE
_PASSPORT = _BASE | {"й": "i", "ю": "iu", "я": "ia", "ё": "e", "ъ": "ie", "қ": "k", "ғ": "g", "ў": "u", "ї": "i", "є": "ie",
    "ң": "n"}  # fmt: skip
_SCIENCE = _BASE | {
    "ж": "z", "й": "j", "х": "h", "ц": "c", "ч": "c", "ш": "s", "щ": "sc", "ю": "ju", "я": "ja", "ё": "e", "ї": "i", "є": "je",
    "ў": "u", "қ": "k", "ғ": "g", "џ": "dz", "ђ": "d", "ң": "n",
}  # fmt: skip
_PRESS = _BASE | {"ы": "i", "ё": "e", "й": "i", "ж": "zh", "х": "h", "щ": "sch", "ъ": "a", "ю": "yu", "қ": "k", "ғ": "g",
    "ў": "u"}  # fmt: skip
_UKRAINIAN = {"и": "y", "г": "h"}
_BULGARIAN = {"щ": "sht", "ъ": "a", "х": "h", "й": "y"}
_STARTS_YE = re.compile(r"(?<![бвгджзйклмнпрстфхцчшщђѓјљњћќџѕғқңҳ])е")
_ADJECTIVE = re.compile(r"(?:ий|ый|ій)$")
_X = re.compile(r"кс")


@lru_cache(maxsize=65536)
def cyrillic_forms(word: str) -> tuple[str, ...]:
    """ASCII spellings of one casefolded Cyrillic word, best first, at most eight; signs of no table are dropped.

    >>> cyrillic_forms("мкртычев")
    ('mkrtychev', 'mkrtichev', 'mkrtycev')
    """
    ukrainian = bool(re.search("[іїєґ]", word))
    own = _UKRAINIAN if ukrainian else {}
    endless = _ADJECTIVE.sub("ы" if not ukrainian else "и", word)
    written = [
        _write(endless, _BGN | {"ы": "y"} | own) if endless != word else "",
        _write(word, _BGN | own),
        _write(word.replace("дж", "j"), _BGN | own | {"j": "j"}) if "дж" in word else "",
        _write(word, _PASSPORT | own),
        _write(_STARTS_YE.sub("є", word), _BGN | own),
        _write(endless, _PRESS | own),
        _write(_X.sub("x", word), _BGN | own | {"x": "x"}) if "кс" in word else "",
        _write(word, _SCIENCE | own),
    ]
    if ukrainian:
        written.append(_write(word, _BGN))
    elif "щ" in word or "ъ" in word:
        written.append(_write(word, _BGN | _BULGARIAN))
    return tuple(dict.fromkeys(form for form in written if form))[:8]


def _write(word: str, table: dict[str, str]) -> str:
    return "".join(table.get(char, char if char.isascii() and char.isalnum() else "") for char in word)
