"""Chinese sentences by their full stops. No library: words are found by the tables alone, so there is no parse to speak of."""

from __future__ import annotations

import re

from headstamp.core.parsed import Parsed, Sentence, Token
from headstamp.observe.language.korean import pieces

_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]?[”』」’\"]*")
_WORD = re.compile(r"[A-Za-z0-9]+|\S")


def parse_chinese(text: str) -> Parsed:
    """The sentences of a Chinese text; tokens are single signs and runs of Latin letters or digits."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for number, (start, end) in enumerate(pieces(text)):
        for found in _SENTENCE.finditer(text, start, end):
            if not found[0].strip():
                continue
            first = len(tokens)
            for word in _WORD.finditer(text, found.start(), found.end()):
                tokens.append(Token(word.start(), word.end(), word[0], word[0], "X", "", "", len(tokens)))
            sentences.append(Sentence(first, len(tokens), found.start(), found.end(), "text", number))
    return Parsed("zh", tuple(tokens), tuple(sentences), parser="signs")
