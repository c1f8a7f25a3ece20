"""Korean morphemes by kiwipiepy (LGPL-3.0; its model too). An optional extra that is called and not changed or copied.

Korean has no tree here: particles mark the parts of a sentence, so that every token hangs on itself.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from headstamp.core.errors import UsageError
from headstamp.core.parsed import Parsed, Sentence, Token

if TYPE_CHECKING:
    from kiwipiepy import Kiwi

_HINT = "Install the extra: pip install 'headstamp[read-more]'."
_PARTICLES = ("으로부터", "로부터", "에게서", "에서", "에게", "으로", "에")
_SHORTEST_WITH_PARTICLE, _SHORTEST_NAME = 4, 3
_LONGEST = 20_000  # signs that are analysed at once


def parse_korean(text: str) -> Parsed:
    """The sentences of a Korean text as morphemes: `lemma` is the form of the morpheme, `tag` its Sejong tag.

    Raises UsageError where the extra `read-more` is not installed.
    """
    kiwi = _kiwi()
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for number, (start, end) in enumerate(pieces(text)):
        for sent in kiwi.split_into_sents(text[start:end], return_tokens=True):
            first = len(tokens)
            for token in sent.tokens or ():
                at, stop = start + token.start, start + token.start + token.len
                tag = token.tag.partition("-")[0]
                for a, b, form, kind in _with_particle(text, at, stop, token.form, tag):
                    tokens.append(Token(a, b, text[a:b], form, kind[:1], kind, "", len(tokens)))
            sentences.append(Sentence(first, len(tokens), start + sent.start, start + sent.end, "text", number))
    return Parsed("ko", tuple(tokens), tuple(sentences), parser=_name())


def _with_particle(text: str, start: int, stop: int, form: str, tag: str) -> list[tuple[int, int, str, str]]:
    """A foreign name that the analyser took together with its particle (`에리트레아에`), as two; anything else as it is."""
    alone = not text[stop : stop + 1].strip()
    if tag in ("NNG", "NNP") and alone and stop - start >= _SHORTEST_WITH_PARTICLE and text[start:stop] == form:
        for particle in _PARTICLES:
            if form.endswith(particle) and len(form) - len(particle) >= _SHORTEST_NAME:
                cut = stop - len(particle)
                return [(start, cut, form[: -len(particle)], "NNP"), (cut, stop, particle, "JKB")]
    return [(start, stop, form, tag)]


def pieces(text: str) -> list[tuple[int, int]]:
    """The paragraphs of a text as offsets; one that is too long for an analyser is cut after a full stop or a blank."""
    found, start = [], 0
    for block in text.split("\n\n"):
        at, stop = start, start + len(block)
        while stop - at > _LONGEST:
            cut = max(text.rfind(sign, at, at + _LONGEST) for sign in ".。\n ") + 1
            cut = cut if cut > at else at + _LONGEST
            found.append((at, cut))
            at = cut
        if text[at:stop].strip():
            found.append((at, stop))
        start = stop + 2
    return found


@lru_cache(maxsize=1)
def _kiwi() -> Kiwi:
    try:
        module = import_module("kiwipiepy")
    except ImportError as error:
        raise UsageError("Korean texts need kiwipiepy, which is not installed", hint=_HINT) from error
    kiwi: Kiwi = module.Kiwi(num_workers=1)
    return kiwi


def _name() -> str:
    from importlib.metadata import version

    return f"kiwipiepy {version('kiwipiepy')}"
