"""What one record can share with another: lots, serials, heads, codes, texts, a model's name, looks, and the bore.

A key is (kind, scope, text): equal keys are a shared mark. Texts are tokens without hyphens and slashes, so that
`LC-91B010-012` and `lc 91 B 010 012` meet. Marks that were removed, or are suspected false, give no key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from itertools import chain

from headstamp.core.notation import Token, tokens
from headstamp.core.record import Item, ItemKind, Mark, MarkRole, MarkState
from headstamp.core.text import fold
from headstamp.reason.evidence import ABSENT, SMALL_ARMS
from headstamp.reason.trace.readings import readings
from headstamp.reason.years import gregorian_years
from headstamp.reference.rows import ModelRow
from headstamp.reference.shelf import Shelf


class Share(StrEnum):
    """What is shared; the value names the rule that says what it shows."""

    LOT = "shared_lot"
    SERIAL = "shared_serial"
    HEAD = "shared_head"
    CODE = "shared_code"
    TEXT = "shared_text"
    MODEL = "shared_model"
    FEATURE = "shared_feature"
    BORE = "shared_bore"


Key = tuple[Share, str, str]

_UNUSED = frozenset({MarkState.REMOVED, MarkState.SUSPECTED_FALSE, MarkState.IMPORT})
_SOFT = frozenset("-/|()*+.")
_LOT_WORDS = frozenset({
    "lot", "lots", "no", "nr", "number", "batch", "партия", "партии", "п", "partia", "partie", "kafile", "lote", "lotto", "los",
    "批", "批号", "로트",
})  # fmt: skip
_LOT_IN_TEXT = re.compile(
    r"(?:\b(?:lot|batch|lote|kafile)\b|парти[яи])[\s.:#№]*(?:(?:no|nr|number)\b[\s.:#№]*)?([^\s,;]*\d[^\s,;]*)", re.I
)
_SEGMENT = re.compile(r"[/;,|\n·]+|\s{2,}")
_SIMPLE = re.compile(r"[0-9A-WYZa-wyz /-]+")  # no x (7x57), no stop
_WORD = re.compile(r"[A-Za-z]{4}")  # words such as star and circle stand for signs
_RUN = re.compile(r"[0-9]+|[a-z]+")
_UNITS = frozenset(["mm", "kg", "g", "cm", "pcs", "rds", "cal", "x", "шт", "мм", "кг", "кал"])
_FAMILIES = frozenset({ItemKind.ROCKET, ItemKind.MORTAR_BOMB, ItemKind.SHELL, ItemKind.SUBMUNITION, ItemKind.MINE})
MIN_SERIAL = 4  # signs; shorter numbers repeat everywhere
MAX_TOKENS = 24
WILD = frozenset("?…[")


def usable(mark: Mark) -> bool:
    """True where a mark may link: something was read, and it is as the maker left it, overstamped or repainted."""
    return bool(mark.text) and mark.state not in _UNUSED


def text_of(found: tuple[Token, ...]) -> str:
    """The text of a key: token texts between spaces, calibres in their normal form."""
    return " ".join((t.key or t.text) if t.kind == "calibre" else t.text for t in found)


def partial(key: Key) -> bool:
    """True where some sign of the key could not be read."""
    return not WILD.isdisjoint(key[2])


def mark_keys(mark: Mark, kind: ItemKind) -> tuple[Key, ...]:
    """Keys of one mark on an item of `kind`; the model that a text names is found by `item_keys`."""
    if not usable(mark):
        return ()
    match mark.role:
        case MarkRole.HEADSTAMP:
            return tuple(_head(mark))
        case MarkRole.LOT:
            return _lot(mark.text)
        case MarkRole.SERIAL:
            runs, signs = _runs(mark.text)
            return ((Share.SERIAL, kind.value, " ".join(runs)),) if signs >= MIN_SERIAL else ()
        case MarkRole.MARK | MarkRole.PACKAGING | MarkRole.SELECTOR:
            lots = chain.from_iterable(_lot(m[1]) for m in _LOT_IN_TEXT.finditer(mark.text))
            return tuple(dict.fromkeys((*lots, *_texts(mark.text))))
    return ()


def item_keys(item: Item, shelf: Shelf, names: Mapping[str, tuple[ModelRow, ...]]) -> tuple[Key, ...]:
    """Keys of an item apart from its marks: the model it is called or marked as, its features, and kind with bore.

    `names`: the shelf's models by folded name and alias.
    """
    rows = [r for name in _names(item) for r in names.get(fold(name), ())]
    models = dict.fromkeys(fold(r.model) for r in rows)
    if item.model and not models and any(c.isdigit() for c in item.model):
        models[fold(item.model)] = None  # a name without a number, such as "rifle", is no model
    out: list[Key] = [(Share.MODEL, item.kind.value, name) for name in models]
    for feature in item.features:
        words = sorted(set(re.findall(r"\w+", feature.casefold())))
        if len(words) > 1 and not feature.startswith(ABSENT):
            out.append((Share.FEATURE, item.kind.value, " ".join(words)))
    if item.kind in _FAMILIES:
        named = shelf.calibre(item.model)
        calibres = (item.calibre, named.calibre if named else "", *(r.calibre for r in rows if r.kind == item.kind.value))
        bore = next((m[0] for c in calibres if (m := re.match(r"\d+(?:\.\d+)?", shelf.canonical_calibre(c)))), "")
        if bore:
            out.append((Share.BORE, item.kind.value, bore))
    return tuple(out)


def recorded(mark: Mark, key: Key) -> str:
    """The part of a mark, as recorded, that the key stands for: a text's segment or word, else the whole mark."""
    if key[0] is Share.TEXT:
        parts = [p.strip() for s in _SEGMENT.split(mark.text) for p in (s, *s.split())]
        return next((p for p in parts if key in _texts(p)), mark.text)
    return key[2] if key[0] is Share.CODE else mark.text


def code_of(mark: Mark) -> str:
    """The maker's code of a head: its tokens without the year; empty where no code was read in full."""
    return next((text for kind, _, text in mark_keys(mark, ItemKind.CARTRIDGE) if kind is Share.CODE), "")


def is_year(token: Token) -> bool:
    """True for a run that recorders would take for a year: 36-99, 00-35, 19xx, 20xx, a Soviet letter year, all unread."""
    if token.kind == "any":
        return len(token.signs) in (2, 4)
    years = gregorian_years(token, 1936, 2035)
    return bool(years) and (token.kind == "letters" or len(token.signs) in (2, 4))


def split_head(found: tuple[Token, ...]) -> tuple[tuple[Token, ...], Token | None]:
    """The code and the year of a head as recorded; a single run, and the first of two that may be years, is the code."""
    dated = [i for i, t in enumerate(found) if is_year(t)]
    if not dated or (dated == [0] and len(found) == 1 and found[0].kind == "letters"):
        return found, None
    at = dated[-1]
    return found[:at] + found[at + 1 :], found[at]


def _head(mark: Mark) -> Iterator[Key]:
    """A head has no fixed up: of its rotations the first in the alphabet stands for all."""
    turned = [r.tokens for r in readings(mark) if r.how == "as recorded" or r.how.startswith("read from position")]
    plain = turned[0]
    if not _read(plain) or len(plain) > MAX_TOKENS:
        return
    code, _ = split_head(plain)
    if any(t.kind in ("digits", "letters") and t.key for t in code):
        yield Share.HEAD, "", min(text_of(t) for t in turned)
        if all(t.key for t in code):
            yield Share.CODE, "", text_of(code)
    elif len(plain) > 1:
        yield Share.HEAD, "", min(text_of(t) for t in turned)


def _lot(text: str) -> tuple[Key, ...]:
    runs, signs = _runs(text)
    while runs and runs[0] in _LOT_WORDS:
        runs = runs[1:]
    return ((Share.LOT, "", " ".join(runs)),) if runs and signs else ()


def _texts(text: str) -> Iterator[Key]:
    """Each part of a text between slashes, commas and the like, and each word that holds letters and digits (방-122)."""
    segments = _SEGMENT.split(text)
    words = (w for s in segments for w in s.split() if any(c.isdigit() for c in w) and any(c.isalpha() for c in w))
    for part in chain(segments, words):
        found = tuple(t for t in _plain(part) if t.kind != "calibre" and t.text not in _UNITS)
        letters = sum(len(t.signs) for t in found if t.kind == "letters" and t.key)
        signs = sum(len(t.signs) for t in found)
        foreign = any(t.kind == "letters" and t.script != "Latin" for t in found)
        if letters and len(found) <= MAX_TOKENS and (signs > 2 or (foreign and signs > 1)):
            yield Share.TEXT, "", text_of(found)


def _names(item: Item) -> Iterator[str]:
    """Names under which the shelf may know the model: what it was called, and parts of its texts."""
    if item.model:
        yield item.model
    if item.kind not in SMALL_ARMS:
        for mark in item.marks:
            if mark.role is MarkRole.MARK and usable(mark):
                for part in _SEGMENT.split(mark.text):
                    yield part
                    yield from (w for w in part.split() if any(c.isdigit() for c in w))


def _runs(text: str) -> tuple[list[str], int]:
    """The runs of a lot or serial without soft signs, and how many of its signs were read. Numbers with short groups of
    Latin letters, the common case, are cut without the tokeniser, to the same runs (a test holds both equal)."""
    if _SIMPLE.fullmatch(text) and not _WORD.search(text):
        runs = _RUN.findall(text.lower())
        return (runs, sum(map(len, runs))) if len(runs) <= MAX_TOKENS else ([], 0)
    found = _plain(text)
    signs = sum(len(s) == 1 and s != "…" for t in found for s in t.signs)
    return [text_of((t,)) for t in found], signs if _read(found) else 0


def _plain(text: str) -> tuple[Token, ...]:
    found = tuple(t for t in tokens(text) if t.text not in _SOFT)
    return found if len(found) <= MAX_TOKENS else ()


def _read(found: tuple[Token, ...]) -> bool:
    """True where at least two signs, or one run, were read."""
    return (
        any(t.key and t.kind in ("digits", "letters") for t in found)
        or sum(len(s) == 1 and s != "…" for t in found for s in t.signs) > 1
    )
