"""What stands around a statement: its whole sentence, the names and states told there, and the names of its neighbours.

A reader finds some of the slots of a sentence and not others. Names with a capital and the setting of a statement are there
all the same, so that two texts about one ship still meet where the ship was read in one of them only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from headstamp.core.document import Document
from headstamp.core.statement import Statement
from headstamp.core.text import script_of
from headstamp.reason.corroborate.lexicon import Lexicon
from headstamp.reason.corroborate.sounds import sound_key
from headstamp.reason.corroborate.voice_words import CALENDAR, TOLD

REACH = 3  # statements before and after that make the setting
LONGEST = 300  # signs looked at on either side for the ends of the sentence
MOST = 40  # words of a sentence that are looked at
_ENDS = re.compile(r"[.!?。！？](?=[\s\"”»’]|$)|\n|(?<=[。！？])")
_WORD = re.compile(r"\w[\w'’-]*\w|\w")
_TOLD = re.compile("|".join(TOLD), re.I)


class Around(NamedTuple):
    """`words` = the sentence; `mentions` = sound keys of names in it; `states` = states and bodies named in it; `told` = whether
    it says that somebody said so."""

    words: str
    mentions: frozenset[str]
    states: frozenset[str]
    told: bool


def around(s: Statement, document: Document | None, lexicon: Lexicon) -> Around:
    """The sentence of a statement and what it names. Method: words with a capital that do not open the sentence, by sound."""
    words = sentence(s, document)
    mentions, states = set(), set(lexicon.bodies(words))
    for at, found in enumerate(_WORD.finditer(words)):
        word = found[0]
        if at >= MOST:
            break
        if not _proper(word) or word.casefold() in CALENDAR:
            continue
        if body := lexicon.body(word):
            states.add(body)
        elif at and (key := sound_key(word)):
            mentions.add(key)
    return Around(words, frozenset(mentions), frozenset(states), bool(_TOLD.search(words)))


def sentence(s: Statement, document: Document | None) -> str:
    """The statement with the rest of its sentence on either side; its own words where the text is not at hand."""
    text = document.text if document else ""
    start, end = s.span.start, s.span.end
    if text[start:end] != s.span.text:
        return s.span.text
    before, after = text[max(0, start - LONGEST) : start], text[end : end + LONGEST]
    cut = max((found.end() for found in _ENDS.finditer(before)), default=0)
    if _ENDS.search(s.span.text[-1:]):
        return (before[cut:] + s.span.text).strip()
    stop = _ENDS.search(after)
    return (before[cut:] + s.span.text + (after[: stop.start()] if stop else after)).strip()


def setting(names: Sequence[frozenset[str]], at: int) -> frozenset[str]:
    """The names of a statement's neighbours in its text, its own left out."""
    near: Iterable[frozenset[str]] = (*names[max(0, at - REACH) : at], *names[at + 1 : at + 1 + REACH])
    return frozenset().union(*near)


def _proper(word: str) -> bool:
    return word[0].isupper() and script_of(word[0]) not in ("Han", "Hangul")
