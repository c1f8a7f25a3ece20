"""What happens to a name between a register and a customs form: the slips that training asks about. Seeded, no clock."""

from __future__ import annotations

import random
from collections.abc import Callable

_SHORT = {
    "trading": "trdg", "company": "co", "corporation": "corp", "limited": "ltd", "international": "intl", "group": "grp",
    "industrial": "ind", "industries": "inds", "technology": "tech", "technologies": "tech", "engineering": "engg",
    "development": "dev", "general": "gen", "communications": "comm", "construction": "const", "services": "svcs",
    "shipping": "shpg", "electronics": "elec", "machinery": "mach", "equipment": "equip", "manufacturing": "mfg",
    "enterprise": "ent", "enterprises": "ent", "investment": "inv", "national": "natl", "university": "univ",
    "institute": "inst", "brothers": "bros", "and": "&", "import": "imp", "export": "exp", "management": "mgmt",
}  # fmt: skip
_EXTRA_FIRM = (
    "telecom",
    "group",
    "holding",
    "trading",
    "international",
    "logistics",
    "branch",
    "general",
    "co",
    "dubai",
    "moscow",
    "hk",
)
_EXTRA_PERSON = (
    "mr",
    "dr",
    "haji",
    "al",
    "bin ali",
    "jr",
    "captain",
    "ivanovich",
    "mohammed",
    "ahmad",
    "maria",
    "joseph",
    "khan",
)
_FORMS = ("ltd", "llc", "ooo", "co ltd", "limited", "gmbh", "sa", "jsc", "pte ltd", "fze", "inc", "")
_SOUND = (
    ("ph", "f"),
    ("ck", "k"),
    ("c", "k"),
    ("s", "z"),
    ("y", "i"),
    ("kh", "h"),
    ("gh", "g"),
    ("ou", "u"),
    ("ee", "i"),
    ("q", "k"),
    ("v", "w"),
    ("j", "dj"),
    ("sh", "ch"),
    ("ts", "c"),
)
_SEEN = (("rn", "m"), ("m", "rn"), ("cl", "d"), ("l", "1"), ("o", "0"), ("s", "5"), ("b", "8"), ("i", "l"))
_CYRILLIC = (
    ("shch", "щ"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"), ("yu", "ю"), ("ya", "я"), ("yo", "ё"),
    ("ye", "е"), ("x", "кс"), ("qu", "кв"), ("q", "к"), ("ph", "ф"), ("th", "т"), ("ck", "к"), ("w", "в"), ("j", "дж"),
    *zip("abvgdezijklmnoprstufhcy", "абвгдезийклмнопрстуфхкы", strict=True),
)  # fmt: skip


def _edit(word: str, r: random.Random) -> str:
    if len(word) < 3:
        return word
    k = r.randrange(len(word))
    how = r.randrange(4)
    letter = r.choice("abcdefghijklmnoprstuvyz")
    if how == 0:
        return word[:k] + word[k + 1 :]
    if how == 1:
        return word[:k] + letter + word[k:]
    if how == 2:
        return word[:k] + letter + word[k + 1 :]
    k = min(k, len(word) - 2)
    return word[:k] + word[k + 1] + word[k] + word[k + 2 :]


def _typo(words: list[str], r: random.Random) -> list[str]:
    k = max(range(len(words)), key=lambda i: len(words[i]) * r.random())
    return [_edit(w, r) if i == k else w for i, w in enumerate(words)]


def _typos(words: list[str], r: random.Random) -> list[str]:
    return _typo(_typo(words, r), r)


def _drop(words: list[str], r: random.Random) -> list[str]:
    if len(words) < 3:
        return words
    k = r.randrange(len(words))
    return words[:k] + words[k + 1 :]


def _order(words: list[str], r: random.Random) -> list[str]:
    k = r.randrange(1, len(words)) if len(words) > 1 else 0
    return words[k:] + words[:k]


def _extra(words: list[str], r: random.Random, firm: bool) -> list[str]:
    k = r.choice((0, len(words), len(words)))
    return words[:k] + r.choice(_EXTRA_FIRM if firm else _EXTRA_PERSON).split() + words[k:]


def _initial(words: list[str], r: random.Random) -> list[str]:
    if len(words) < 2:
        return words
    k = r.randrange(len(words) - 1)
    return [w[:1] if i == k or (len(words) > 2 and r.random() < 0.3 and i < len(words) - 1) else w for i, w in enumerate(words)]


def _join(words: list[str], r: random.Random) -> list[str]:
    if len(words) < 2:
        return words
    k = r.randrange(len(words) - 1)
    return [*words[:k], words[k] + words[k + 1], *words[k + 2 :]]


def _split(words: list[str], r: random.Random) -> list[str]:
    k = max(range(len(words)), key=lambda i: len(words[i]) * r.random())
    at = r.randrange(2, max(3, len(words[k]) - 1))
    return [*words[:k], words[k][:at], words[k][at:], *words[k + 1 :]]


def _swap_signs(pairs: tuple[tuple[str, str], ...]) -> Callable[[list[str], random.Random], list[str]]:
    def change(words: list[str], r: random.Random) -> list[str]:
        text = " ".join(words)
        found = [p for p in pairs if p[0] in text]
        for a, b in r.sample(found, min(len(found), r.choice((1, 1, 2)))):
            text = text.replace(a, b, 1)
        return text.split()

    return change


def _shorten(words: list[str], r: random.Random) -> list[str]:  # noqa: ARG001  # one signature for all slips
    return [_SHORT.get(w, w) for w in words]


def _vowels(words: list[str], r: random.Random) -> list[str]:  # noqa: ARG001  # one signature for all slips
    return [w[0] + "".join(c for c in w[1:-1] if c not in "aeiou") + w[-1] if len(w) > 3 else w for w in words]


def _truncate(words: list[str], r: random.Random) -> list[str]:
    text = " ".join(words)
    return text[: max(8, min(r.randrange(12, 36), len(text) - 1))].split()


def _form(words: list[str], r: random.Random) -> list[str]:
    kept = [w for w in words if w not in ("ltd", "limited", "llc", "co", "inc", "sa", "gmbh", "ooo", "jsc", "company")]
    return [*(kept or words), *r.choice(_FORMS).split()]


def _cyrillic(words: list[str], r: random.Random) -> list[str]:  # noqa: ARG001  # one signature for all slips
    out = []
    for w in words:
        for a, b in _CYRILLIC:
            w = w.replace(a, b)
        out.append(w)
    return out


def _acronym(words: list[str], r: random.Random) -> list[str]:  # noqa: ARG001  # one signature for all slips
    plain = [w for w in words if w not in ("of", "the", "and", "for", "ltd", "co", "llc", "company", "limited")]
    return ["".join(w[0] for w in plain)] if len(plain) >= 4 else words


def noisy(text: str, firm: bool, r: random.Random) -> str:
    """One or two slips on a name; Latin names only, others come back as they are."""
    words = text.replace(",", " ").replace('"', " ").replace("'", "").replace("-", " ").replace(".", " ").lower().split()
    if not words or not text.isascii():
        return text
    slips: list[Callable[[list[str], random.Random], list[str]]] = [
        _typo, _typo, _typos, _drop, _order, _join, _split, _swap_signs(_SOUND), _swap_signs(_SOUND), _swap_signs(_SEEN), _vowels,
        _truncate, _cyrillic, lambda w, x: _extra(w, x, firm), lambda w, x: _extra(w, x, firm),
    ]  # fmt: skip
    slips += [_shorten, _shorten, _form, _form, _acronym] if firm else [_initial, _initial, _initial]
    words = r.choice(slips)(words, r) or words
    if r.random() < 0.25:
        words = r.choice(slips)(words, r) or words
    return " ".join(words)
