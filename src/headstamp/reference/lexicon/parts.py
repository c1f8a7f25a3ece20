"""From an entry of the table to the parts of a name."""

from __future__ import annotations

from headstamp.core.romanise import without_article
from headstamp.reference.lexicon import han
from headstamp.reference.lexicon.model import Part
from headstamp.reference.lexicon.spell import script, spell
from headstamp.reference.lexicon.table import Entry, Words

_DIGITS_MAX = 32  # of a number as a concept; longer ones are cut and stay comparable


def parts(token: str, entry: Entry, words: Words) -> tuple[Part, ...]:
    """The parts of a word of the table; a word of several pieces has one part for each, by its own entry if it has one."""
    if len(entry.pieces) == 1:
        forms = entry.forms or spelled(token, words)
        return (Part(token, forms, entry.concepts[0], entry.role),) if forms else ()
    out: list[Part] = []
    for piece, concept in zip(entry.pieces, entry.concepts, strict=True):
        own = words.known.get(piece)
        if piece.isdecimal():
            out.append(number(piece))
        elif own is not None and len(own.pieces) == 1:
            out += parts(piece, own, words)
        else:
            forms = spelled(piece, words)
            out += [Part(piece, forms, concept, entry.role)] if forms else []
    return tuple(out)


def spelled(word: str, words: Words) -> tuple[str, ...]:
    """Spellings of a word by rule; an Arabic one without its article, a Han one in pinyin."""
    kind = script(word[0])
    if kind == "han":
        return han.word_forms(word, words.readings) or spell(word)
    return spell(without_article(word)[1] if kind == "arabic" else word)


def number(token: str) -> Part:
    """Digits of any script as the number they stand for; zeros before it do not count."""
    plain = "".join(str(int(char)) for char in token)
    return Part(token, (plain,), f"number-{plain.lstrip('0')[:_DIGITS_MAX] or '0'}", "number")
