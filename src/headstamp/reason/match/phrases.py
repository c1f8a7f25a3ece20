"""Legal forms that are spelled out are one word: "limited liability company" is llc, "общество с ограниченной
ответственностью" ooo.

Facts of company law of the states named, in the spellings of registers and lists; the short form is what the lexicon knows.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import NamedTuple

import numpy as np

from headstamp.reason.match.native import I32, U8, U64, Num, native

LONGEST = 6
_PLAIN = {
    "limited liability company": "llc", "limited liability partnership": "llp", "limited liability co": "llc",
    "joint stock company": "jsc", "stock company": "jsc", "joint stock co": "jsc", "open joint stock company": "ojsc",
    "public joint stock company": "pjsc", "closed joint stock company": "cjsc", "private joint stock company": "cjsc",
    "public limited company": "plc", "company limited": "ltd", "limited company": "ltd", "co ltd": "ltd", "co limited": "ltd",
    "company ltd": "ltd", "co llc": "llc", "company llc": "llc", "l l c": "llc", "l t d": "ltd", "s r o": "sro", "spol s r o":
    "sro", "spol s ro": "sro", "s ro": "sro", "spol sro": "sro", "s a": "sa",
    "s a r l": "sarl", "sa de cv": "sa", "s a de c v": "sa", "sociedad anonima": "sa", "societe anonyme": "sa",
    "sociedad anonima de capital variable": "sa", "sociedad de responsabilidad limitada": "srl", "naamloze vennootschap": "nv",
    "gesellschaft mit beschrankter haftung": "gmbh", "anonim sirketi": "as", "limited sirketi": "ltd", "ltd sti": "ltd",
    "federal state unitary enterprise": "fgup", "federalnoe gosudarstvennoe unitarnoe predpriyatie": "fgup",
    "federalnoe gosudarstvennoe unitarnoe predpriiatie": "fgup",
    "федеральное государственное унитарное предприятие": "fgup", "общество с ограниченной ответственностью": "ooo",
    "товариство з обмеженою відповідальністю": "ooo", "акционерное общество": "ao", "открытое акционерное общество": "oao",
    "закрытое акционерное общество": "zao", "публичное акционерное общество": "pao", "акціонерне товариство": "ao",
}  # fmt: skip
_SOCIETY = ("obshchestvo", "obschestvo", "obshestvo")
_LIMITED = ("ogranichennoi", "ogranichennoy", "ogranichenoi")
_LIABLE = ("otvetstvennostyu", "otvetstvennostiu", "otvetstvennostju")
_STOCK = ("aktsionernoe", "aktsionernoye", "akcionernoe")
_KINDS = {
    "otkrytoe": "oao",
    "otkritoe": "oao",
    "zakrytoe": "zao",
    "publichnoe": "pao",
    "publichnoye": "pao",
    "nepublichnoe": "ao",
}


class Phrases(NamedTuple):
    """Phrases by length, longest first: keys of their words (0 = none), how many, and the key of the short form."""

    words: U64  # (phrases, LONGEST)
    size: I32
    short: U64


def spelled_out() -> dict[str, str]:
    """Every phrase with its short form."""
    found = dict(_PLAIN)
    for society, limited, liable in product(_SOCIETY, _LIMITED, _LIABLE):
        found[f"{society} s {limited} {liable}"] = "ooo"
    for stock, society in product(_STOCK, _SOCIETY):
        found[f"{stock} {society}"] = "ao"
        for kind, short in _KINDS.items():
            found[f"{kind} {stock} {society}"] = short
    return found


@lru_cache(maxsize=1)
def phrases() -> tuple[Phrases, dict[int, str]]:
    """(table, texts of the short forms by key)."""
    from headstamp.reason.match.words import text_key

    rows = sorted(spelled_out().items(), key=lambda row: (-len(row[0].split()), row[0]))
    words = np.zeros((len(rows), LONGEST), np.uint64)
    for i, (phrase, _) in enumerate(rows):
        for k, word in enumerate(phrase.split()):
            words[i, k] = text_key(word)
    size = np.array([len(phrase.split()) for phrase, _ in rows], np.int32)
    short = np.array([text_key(s) for _, s in rows], np.uint64)
    return Phrases(words, size, short), {text_key(s): s for _, s in rows}


@lru_cache(maxsize=1)
def _starts() -> re.Pattern[str]:
    """Two words that begin a phrase."""
    pairs = sorted({" ".join(phrase.split()[:2]) for phrase in spelled_out()})
    return re.compile(r"\b(?:" + "|".join(re.escape(pair).replace(r"\ ", r"[\W_]+") for pair in pairs) + r")\b", re.IGNORECASE)


def spells_out(name: str) -> bool:
    """True for a name that may hold a phrase of the table.

    >>> spells_out("LIMITED LIABILITY COMPANY VERUS"), spells_out("VERSOR LTD")
    (True, False)
    """
    return _starts().search(name) is not None


@native
def shorten(key: U64, owner: I32, mixed: U8, words: U64, size: I32, short: U64) -> Num:
    """Put the short form in place of each phrase, in place: `key` of its first word changes, `owner` of the others becomes -1;
    how many phrases were found. The words of one name follow each other."""
    found = 0
    n = len(key)
    begins = np.unique(words[:, 0])
    i = 0
    while i < n:
        at = np.searchsorted(begins, key[i])
        if at == len(begins) or begins[at] != key[i]:
            i += 1
            continue
        step = 1
        for p in range(len(size)):
            m = size[p]
            if words[p, 0] != key[i] or i + m > n or owner[i + m - 1] != owner[i]:
                continue
            same = True
            for k in range(1, m):
                if key[i + k] != words[p, k]:
                    same = False
                    break
            if same:
                key[i] = short[p]
                mixed[i] = 0
                for k in range(1, m):
                    owner[i + k] = -1
                step = m
                found += 1
                break
        i += step
    return found
