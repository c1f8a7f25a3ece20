"""From pinyin to the older and regional spellings of Chinese syllables: Wade-Giles without marks, and press habits."""

from __future__ import annotations

import re
from functools import lru_cache

_INITIALS = (
    ("zh", "ch"), ("ch", "ch"), ("sh", "sh"), ("b", "p"), ("d", "t"), ("g", "k"), ("j", "ch"), ("q", "ch"), ("x", "hs"),
    ("z", "ts"),
    ("c", "ts"), ("r", "j"),
)  # fmt: skip
_WHOLE = {
    "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tzu", "si": "szu", "er": "erh", "ge": "ko",
    "ke": "ko",
    "he": "ho", "e": "o", "yi": "i", "you": "yu", "yan": "yen", "ye": "yeh", "yong": "yung", "gui": "kuei", "kui": "kuei",
    "yue": "yueh",
}  # fmt: skip
_FINALS = (
    (r"ian$", "ien"), (r"ie$", "ieh"), (r"ong$", "ung"), (r"(?<=[dtnlzcsr])uo$", "o"), (r"(?<=zh)uo$|(?<=ch)uo$|(?<=sh)uo$",
    "o"),
    (r"ue$", "ueh"), (r"(?<=[jqx])iong$", "iung"),
)  # fmt: skip
_PINYIN = re.compile(r"(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?(?:[aeiouv]{1,3})(?:ng|n|r)?")


@lru_cache(maxsize=4096)
def wade_giles(pinyin: str) -> str:
    """One toneless pinyin syllable in Wade-Giles without apostrophes and accents.

    >>> wade_giles("zhang"), wade_giles("xie"), wade_giles("deng")
    ('chang', 'hsieh', 'teng')
    """
    if pinyin in _WHOLE:
        return _WHOLE[pinyin]
    out = pinyin
    for pattern, by in _FINALS:
        out = re.sub(pattern, by, out)
    for initial, by in _INITIALS:
        if out.startswith(initial):
            return by + out[len(initial) :]
    return out


def pinyin_forms(pinyin: str) -> tuple[str, ...]:
    """Pinyin, Wade-Giles, and `yu`/`nu` for the letter u with two dots. The syllable comes in ASCII, with v for that letter.

    >>> pinyin_forms("lv")
    ('lu', 'lyu', 'lv')
    """
    plain = pinyin.replace("v", "u") if "v" in pinyin else pinyin
    extra = (pinyin.replace("v", "yu"), pinyin) if "v" in pinyin else ()
    return tuple(dict.fromkeys((plain, *extra, wade_giles(plain))))
