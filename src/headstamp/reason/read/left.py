"""Sentences that speak of arms and gave no statement: what the rules did not understand is told, and a person looks at it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from headstamp.core.document import Document, Span
from headstamp.core.parsed import Parsed, Sentence
from headstamp.core.statement import Statement
from headstamp.reason.read.lexicon import WORD, Lexicon
from headstamp.reason.read.phrases import Phrases
from headstamp.reason.read.tree import ARMS, named

_CARRIED = frozenset(("vessel", "vehicle", "force", "mark", "cargo", "trade"))
_PARTIES = frozenset(("state", "capital", "people", "body", "group", "firm", "person", "voice"))
Classes = Callable[[Sentence], set[str]]


def left_over(document: Document, parsed: Parsed, lexicon: Lexicon, statements: Sequence[Statement]) -> tuple[Span, ...]:
    """The sentences that name arms, or a ship, a cargo, troops or a mark beside a party, and of which nothing was read.

    `statements` are those of this document. A heading is left out: its text says the same."""
    classes = _classes(document, parsed, lexicon)
    read = sorted((s.span.start, s.span.end) for s in statements)
    kept = (s for s in parsed.sentences if s.kind == "text" and not _touched(read, s) and _speaks_of_arms(classes(s)))
    return tuple(_span(document, sentence) for sentence in kept)


def _speaks_of_arms(classes: set[str]) -> bool:
    return bool(classes & ARMS) or bool(classes & _CARRIED and classes & _PARTIES)


def _touched(read: Iterable[tuple[int, int]], sentence: Sentence) -> bool:
    return any(start < sentence.end and end > sentence.start for start, end in read)


def _span(document: Document, sentence: Sentence) -> Span:
    words = document.text[sentence.start : sentence.end]
    start = sentence.start + len(words) - len(words.lstrip())
    return document.span(start, start + len(words.strip()))


def _classes(document: Document, parsed: Parsed, lexicon: Lexicon) -> Classes:
    """What a sentence names, by the tables of its language."""
    if parsed.language == "en":
        entries = named(document, parsed, lexicon)
        return lambda s: {entry.cls for entry in entries[s.first : s.last] if entry is not None}
    text = document.text
    if parsed.language == "ru":
        stems = Phrases(lexicon, stems=True)

        def by_words(s: Sentence) -> set[str]:
            words = [(m.start(), m.end(), m[0]) for m in WORD.finditer(text, s.start, s.end)]
            return {phrase.cls for phrase in stems.by_words(words)}

        return by_words
    phrases = Phrases(lexicon)
    return lambda s: {phrase.cls for phrase in phrases.by_signs(text, s.start, s.end)}
