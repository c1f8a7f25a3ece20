"""A text as a parser saw it: words with their part of speech and the word they hang on. Values only; no parser is named here.

Offsets are code points into the text that was parsed, end exclusive, as in `core.document`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

SegmentKind = Literal["text", "heading", "dateline", "speaker", "number"]


class Token(NamedTuple):
    """A word or sign. `pos` and `dep` are Universal Dependencies parts of speech and the parser's own relations; `head` is the
    index of the word it hangs on (its own index at the root of a sentence)."""

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    ent: str = ""


class Sentence(NamedTuple):
    """A run of tokens, `first` to `last` (exclusive), that begins at sign `start` and ends before `end`."""

    first: int
    last: int
    start: int
    end: int
    kind: SegmentKind = "text"
    paragraph: int = 0


@dataclass(frozen=True)
class Parsed:
    """Every sentence of one text. `parser` names what made it, with its version, for the record."""

    language: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    parser: str = ""

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each token the indices of those that hang on it, in the order of the text."""
        found: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head != index:
                found[token.head].append(index)
        return tuple(map(tuple, found))

    @property
    def words(self) -> int:
        """How many tokens are words or numbers: the measure of speed."""
        return sum(token.pos not in ("PUNCT", "SPACE") for token in self.tokens)
