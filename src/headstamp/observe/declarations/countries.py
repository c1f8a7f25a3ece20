"""Countries of a cell: names in seven languages, ISO letters and numbers, and the abbreviations of customs, as alpha-2.

Names are rigour's (MIT), codes those of ISO 3166-1, UN M49 and UN Comtrade. States that share a name are told apart by
`namesakes` before any table is asked; a name is never guessed by likeness, since Niger is one letter from Nigeria.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from headstamp.observe.declarations.country_codes import ALPHA2, NOT_SAID, OF_NUMBER, OTHER_LETTERS, STATISTICS, WITHDRAWN
from headstamp.observe.declarations.country_names import LONGER, NAMES, NEUTRAL, NOT_ONE
from headstamp.observe.declarations.country_spellings import SPELLINGS
from headstamp.observe.declarations.namesakes import decide

_LONGEST = 120
_NAMESAKES = frozenset({"kp", "kr", "cd", "cg", "zr", "sd", "ss", "gn", "gq", "gw", "pg"})


class Country(NamedTuple):
    """`code` is ISO 3166-1 alpha-2, empty where the cell does not say one country; `doubt` says what was not sure."""

    code: str
    doubt: str = ""


@lru_cache(maxsize=65_536)
def country(text: str) -> Country:
    """The country that a cell says, by code or by name.

    >>> country("408").code, country("Korea, D.P.R. of").code, country("Corea del Sur").code
    ('KP', 'KP', 'KR')
    >>> country("Korea")
    Country(code='', doubt='Korea, not said which')
    """
    raw = unicodedata.normalize("NFKC", text).strip().strip(" .;,*'\"")
    if not raw or raw.casefold() in NOT_SAID:
        return Country("")
    if len(raw) > _LONGEST:
        return Country("", f"no country: {raw[:40]!r}…")
    return _code(raw) or _several(raw) or _both(raw) or _name(raw) or Country("", f"no country known as {raw[:60]!r}")


def _several(raw: str) -> Country | None:
    """`China / South Korea`: more than one country is no answer."""
    parts = [part for part in re.split(r"[/;+&]", raw) if len(part.strip()) > 1]
    found = {code for part in parts if (code := country(part).code)} if len(parts) > 1 else set()
    return Country("", f"more than one country: {raw[:60]!r}") if len(found) > 1 else None


def _code(raw: str) -> Country | None:
    upper = raw.upper()
    if raw.isascii() and raw.isdecimal():
        number = f"{int(raw):03d}" if len(raw) <= 4 else raw
        found = OF_NUMBER.get(number) or STATISTICS.get(number)
        if found is None and number in WITHDRAWN:
            return _withdrawn(number)
        return Country(found) if found else Country("", f"no country has the number {raw[:20]}")
    if not re.fullmatch(r"[A-Z]{2,3}", upper) or not raw.isascii():
        return None
    if upper in ALPHA2:
        return Country(upper)
    if upper in OTHER_LETTERS:
        return Country(OTHER_LETTERS[upper])
    if upper in WITHDRAWN:
        return _withdrawn(upper)
    if upper in ("PRK", "KOR"):  # so that the two that matter most need no table
        return Country("KP" if upper == "PRK" else "KR")
    if len(upper) == 2:
        return None
    from rigour.territories import get_territory

    territory = get_territory(upper.casefold())
    code = territory.code.upper() if territory is not None else ""
    return Country(code) if code in ALPHA2 else None


def _withdrawn(code: str) -> Country:
    now = WITHDRAWN[code]
    return Country(now) if now in ALPHA2 else Country(now, f"{code} is a code of a state that is no more")


_PAIR = re.compile(
    r"^([A-Za-z]{2,3}(?=\s*[-–—:/(|,])|\d{3})[-–—:/(|,\s]+(.{3,}?)\)?$|^(.{3,}?)\s*[-–—:/(|,]+\s*([A-Z]{2,3}|\d{3})\)?$", re.S
)


def _both(raw: str) -> Country | None:
    """`KR - Korea, Republic of`: a code beside a name. They have to agree."""
    if (pair := _PAIR.match(raw)) is None:
        return None
    letters, name = (pair[1], pair[2]) if pair[1] else (pair[4], pair[3])
    by_code, by_name = _code(letters), _name(name)
    if by_code is None or not by_code.code or by_name is None:
        return None
    if by_name.code and by_name.code != by_code.code:
        return Country("", f"{letters} and {name[:40]!r} are two countries")
    known = by_name.doubt.endswith("not said which") or by_name.code == by_code.code
    return by_code if known else None


def folded(text: str) -> str:
    """A name in lower case without accents and points, words parted by one space, single letters drawn together: `d p r` is
    `dpr`.
    """
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ё", "е").replace("й", "\0"))
    plain = "".join(char for char in plain if not unicodedata.combining(char)).replace("\0", "й")
    plain = unicodedata.normalize(
        "NFC", plain.replace("’", "'").replace("'s", "s").replace("'", " ")
    )  # Hangul comes together again
    words = re.sub(r"[\W_]+", " ", plain).split()
    return re.sub(r"(?<!\w)(?:[^\W\d_] ){2,}[^\W\d_](?!\w)", lambda m: m[0].replace(" ", ""), " ".join(words))


def _name(raw: str) -> Country | None:
    plain = folded(raw)
    if (found := decide(plain)) is not None:
        return Country(*found)
    if plain in NOT_ONE:
        return Country("", f"not one country: {raw[:60]!r}")
    ways = _ways(raw)
    own = (NAMES.get(key) or SPELLINGS.get(key, "") for key in map(folded, ways))
    code = next(filter(None, own), "") or next(filter(None, map(_looked_up, ways)), "")
    if code in ALPHA2:
        return Country(code)
    return _withdrawn(code) if code in WITHDRAWN else None


def _ways(raw: str) -> list[str]:
    """The name as written, without articles and notes, in natural order (`Iran, Islamic Rep. of`), and its first word if the
    others only say what form of state it is.
    """
    bare = re.sub(r"^(?:the|la|le|les|el|los|las|l['’])\s*(?<=[\s'’])|\s*\*+$", "", raw.strip(), flags=re.I)
    bare = re.sub(r"\s*\((?:the|l['’]|la|le|les|el|los|las)\)\s*$", "", bare, flags=re.I)
    ways = [raw, bare, _longer(bare)]
    turned = re.fullmatch(r"([^,(]+?)\s*[,(]\s*([^()]+?)\)?", bare)
    if turned:
        ways += [f"{_longer(turned[2])} {turned[1]}", _longer(f"{turned[2]} of {turned[1]}")]
        if set(folded(_longer(turned[2])).split()) <= NEUTRAL:
            ways.append(turned[1])
    words = _longer(bare).split()
    rest = [word for word in words if folded(word) not in NEUTRAL]
    if 0 < len(rest) < len(words):
        ways.append(" ".join(rest))
    return list(dict.fromkeys(ways))


def _longer(name: str) -> str:
    return " ".join(LONGER.get(word.casefold().strip("."), word) for word in name.split())


def _looked_up(name: str) -> str:
    """The code by rigour's table, which loads at the first name (about 2 s, once a process)."""
    from rigour.territories import lookup_territory

    if len(name) < (3 if name.isascii() else 2) or (found := lookup_territory(name)) is None:
        return ""
    if found.code.split("-")[0] in _NAMESAKES:  # they were told apart before; what comes here is a mixture of scripts
        return ""
    historic = {"suhh": "SU", "yucs": "YU", "cshh": "CS", "csxx": "CS"}
    return historic.get(found.code) or found.code.split("-")[0].upper()
