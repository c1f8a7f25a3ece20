"""Russian sentences by natasha (MIT): morphology and syntax by slovnet, lemmas by pymorphy2.

All its data comes with the wheels.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from headstamp.core.errors import UsageError
from headstamp.core.parsed import Parsed, Sentence, Token
from headstamp.observe.language.korean import pieces

if TYPE_CHECKING:
    from collections.abc import Callable

_NUMBER = re.compile(r"\s*\(?\d{1,3}[.)]\s+(?=[А-ЯЁ«])")
_HINT = "Install the extra: pip install 'headstamp[read-more]'."


class _Tools(NamedTuple):
    document: Callable[[str], Any]
    segmenter: Any
    tagger: Any
    parser: Any
    vocabulary: Any


def parse_russian(text: str) -> Parsed:
    """The sentences of a Russian text with lemma, part of speech, case (`tag`, e.g. `Dat|Act|Part`), relation and head.

    Raises UsageError where the extra `read-more` is not installed or cannot start.
    """
    tools = _tools()
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for number, (start, end) in enumerate(pieces(text)):
        if label := _NUMBER.match(text, start, end):  # a parser hangs the sentence on the number of its paragraph
            start = label.end()
        doc = tools.document(text[start:end])
        doc.segment(tools.segmenter)
        doc.tag_morph(tools.tagger)
        doc.parse_syntax(tools.parser)
        for sent in doc.sents:
            first = len(tokens)
            place = {token.id: first + n for n, token in enumerate(sent.tokens)}
            for n, token in enumerate(sent.tokens):
                token.lemmatize(tools.vocabulary)
                feats = token.feats or {}
                tag = "|".join(filter(None, (feats.get("Case"), feats.get("Voice"), feats.get("VerbForm"))))
                at, stop = start + token.start, start + token.stop
                head = place.get(token.head_id, first + n)
                tokens.append(
                    Token(at, stop, text[at:stop], token.lemma or token.text.casefold(), token.pos, tag, token.rel or "", head)
                )
            sentences.append(Sentence(first, len(tokens), start + sent.start, start + sent.stop, "text", number))
    return Parsed("ru", tuple(tokens), tuple(sentences), parser=_name())


@lru_cache(maxsize=1)
def _tools() -> _Tools:
    try:
        n = import_module("natasha")
        embedding = n.NewsEmbedding()
        return _Tools(n.Doc, n.Segmenter(), n.NewsMorphTagger(embedding), n.NewsSyntaxParser(embedding), n.MorphVocab())
    except ImportError as error:  # pkg_resources is one of the things that may be missing
        raise UsageError(f"Russian texts need natasha, which cannot be loaded: {error}", hint=_HINT) from error


def _name() -> str:
    from importlib.metadata import version

    return f"natasha {version('natasha')}, slovnet {version('slovnet')}"
