"""Runs of Hangul and Han signs: where they are cut into words and signs."""

from __future__ import annotations

from headstamp.core.romanise import syllable_forms
from headstamp.reference.lexicon import han
from headstamp.reference.lexicon.model import Part
from headstamp.reference.lexicon.spell import script, spell
from headstamp.reference.lexicon.table import SIGNS, Words

_PERSON_SIGNS = (2, 3)  # surname and a given name of one or two signs


def cut(token: str, words: Words) -> list[str]:
    """The pieces of a run: known words by the longest match from the left, every other sign alone, other letters together.

    A run of two or three signs that starts with a surname and is no word as a whole is taken for a person's name, whose signs
    stand alone: the given name Kang-chol is no steel.
    """
    if token in words.known:
        return [token]
    if len(token) in _PERSON_SIGNS and token[0] in words.surnames and not _organisation(token[1:], words):
        return list(token)
    out: list[str] = []
    at = 0
    while at < len(token):
        piece = _longest(token, at, words)
        out.append(piece)
        at += len(piece)
    return out


def has_words(token: str, words: Words) -> bool:
    """True where `token` is a word of the table, holds one, or is cut as a Korean person's name."""
    person = len(token) in _PERSON_SIGNS and token[0] in words.surnames
    return person or any(len(piece) > 1 for piece in cut(token, words))


def _organisation(rest: str, words: Words) -> bool:
    entry = words.known.get(rest)
    return entry is not None and entry.role in ("legal", "noise") and entry.concepts[0] in ("company", "bank", "group", "bureau")


def _longest(token: str, at: int, words: Words) -> str:
    if script(token[at]) not in SIGNS and not (token[at].isdecimal() and token[at : at + 2] in words.known):
        end = at + 1
        while end < len(token) and script(token[end]) not in SIGNS:
            end += 1
        return token[at:end]
    for length in range(min(words.longest, len(token) - at), 1, -1):
        if token[at : at + length] in words.known:
            return token[at : at + length]
    return token[at]


def sign(char: str, words: Words) -> tuple[Part, ...]:
    """One sign of a name with its spellings; an empty tuple where it has none. A number word stays one (three, third)."""
    entry = words.known.get(char)
    concept, role = (entry.concepts[0], entry.role) if entry is not None else ("", "")
    forms = syllable_forms(char) if script(char) == "hangul" else han.sign_forms(char, words.readings)
    forms = forms or spell(char)
    return (Part(char, forms, concept, role),) if forms else ()
