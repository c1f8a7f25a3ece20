"""Addresses and phone numbers as keys under which two papers' writings of one place meet.

Words are read by rigour (MIT): `1st Floor Mitsi Building` and `1st floor, Mitsi Bldg.` are the same tokens, `Cyprus` and its code
too. Order and postcode are left out of the key; numbers are kept, since they tell houses and offices apart.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rigour.addresses import address_fingerprint


def _words(text: str) -> list[str]:
    return text.split()


_CARE_OF = re.compile(r"^\s*c/o\b[^,]*,?", re.I)
_POSTCODE = re.compile(r"\b(?:[A-Z]{2}[- ]?)?\d{4,6}(?=\s*(?:,|$))|\b\d{5,6}\b")
_WARD = re.compile(r"\b\d{1,2}[- ]?(?=dong\b)|(?<=-)\d{1,2}(?= dong\b)", re.I)
_STATE = re.compile(r"[a-z]{2}")
_NUMBER = re.compile(r"\d")
_STREET = frozenset(_words("st av rd ln ul blvd pl sq hwy str cad per pr prospekt pereulok avenue street road"))
_SMALL = frozenset(_words("no n the of d k b str bldg bld fl rm ap apt ste unit unt office floor room number house kv &"))
LEAST_DIGITS = 7


class AddressKey(NamedTuple):
    """`words` and `numbers` in order of the alphabet, and the state where the address ends with one. An address without a number
    is an `area`: a district or a town."""

    words: tuple[str, ...]
    numbers: tuple[str, ...]
    state: str

    @property
    def area(self) -> bool:
        """True where it names no house: many have it in common who have nothing to do with each other."""
        return not self.numbers or not self.words

    @property
    def text(self) -> str:
        """The key as one text, with the state last."""
        return " ".join((*self.words, *self.numbers, *filter(None, (self.state,))))


@lru_cache(maxsize=65_536)
def address_key(address: str) -> AddressKey:
    """Words and numbers of an address; `c/o` somebody, the postcode and the number of a Korean ward are left out.

    >>> address_key("Office 4, 1st Floor Mitsi Building, 1, Stasinou Avenue, Nicosia 1060, Cyprus").text
    'mitsi nicosia stasinou 1 1 4 cy'
    """
    parts = [part.strip() for part in _WARD.sub("", _CARE_OF.sub("", address)).split(",") if part.strip()]
    last = address_fingerprint(parts[-1]) or "" if len(parts) > 1 else ""
    state = last if _STATE.fullmatch(last) else ""
    parts = parts[:-1] if state else parts
    if parts:
        parts[-1] = _POSTCODE.sub("", parts[-1])
    tokens = (address_fingerprint(", ".join(parts)) or "").split()
    words = sorted(t for t in tokens if not _NUMBER.search(t) and t not in _SMALL and t not in _STREET)
    numbers = sorted(_plain(t) for t in tokens if _NUMBER.search(t))
    return AddressKey(tuple(words), tuple(numbers), state)


def _plain(token: str) -> str:
    """`01` is `1`, `1f` is `1`."""
    return token.lstrip("0").removesuffix("f") or "0"


def same_place(a: AddressKey, b: AddressKey) -> str:
    """`the same address`, `the same as far as both are given` where one leaves numbers out, or an empty text."""
    if a.area or b.area or a.words != b.words or (a.state and b.state and a.state != b.state):
        return ""
    if a.numbers == b.numbers:
        return "the same address"
    left, right = set(a.numbers), set(b.numbers)
    return "the same as far as both are given" if left <= right or right <= left else ""


def phone_key(number: str) -> str:
    """The digits of a phone number without the trunk prefix and extension, or an empty text where they are fewer than seven.

    >>> phone_key("00 850-2-18111 (ext. 8221)"), phone_key("+850 2 18111")
    ('850218111', '850218111')
    """
    digits = re.sub(r"\D", "", re.split(r"(?i)ext|\(\s*ext", number)[0]).lstrip("0")
    return digits if len(digits) >= LEAST_DIGITS else ""
