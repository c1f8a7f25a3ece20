"""Mends a Russian parse by its commas: a parser hangs what stands in one clause on the verb of another more often than a writer
does. A noun whose comma clause holds one verb belongs to that verb."""

from __future__ import annotations

from collections.abc import Iterator

from headstamp.core.parsed import Parsed, Sentence, Token

_ARGUMENTS = ("obj", "obl", "iobj", "obl:agent", "nsubj", "nsubj:pass")
_CUTS = (",", ";", "—", "–", ":", "(", ")")

_MOST_HOPS = 8


def mended(parsed: Parsed) -> Parsed:
    """The same parse with such nouns on the verb of their clause."""
    tokens = list(parsed.tokens)
    for sentence in parsed.sentences:
        for first, last in _clauses(parsed.tokens, sentence):
            for i in range(first + 1, last):
                if (owned := _owned(parsed.tokens, i, first, last)) is not None:
                    tokens[i] = tokens[i]._replace(head=owned)
            verbs = [i for i in range(first, last) if tokens[i].pos == "VERB" and not _before_its_noun(tokens[i], i)]
            if len(verbs) != 1:
                continue
            for i in range(first, last):
                if _astray(parsed.tokens, i, verbs[0], first, last):
                    tokens[i] = tokens[i]._replace(head=verbs[0])
    return Parsed(parsed.language, tuple(tokens), parsed.sentences, parser=parsed.parser)


def _clauses(tokens: tuple[Token, ...], sentence: Sentence) -> Iterator[tuple[int, int]]:
    first = sentence.first
    for i in range(sentence.first, sentence.last):
        if tokens[i].text in _CUTS:
            yield first, i
            first = i + 1
    yield first, sentence.last


def _owned(tokens: tuple[Token, ...], i: int, first: int, last: int) -> int | None:
    """The noun before a genitive that hangs on a noun of another clause: `…, остановлено береговой охраной Джибути`."""
    token = tokens[i]
    if token.dep != "nmod" or not token.tag.startswith("Gen") or first <= token.head < last or token.pos == "VERB":
        return None
    before = i - 2 if tokens[i - 1].pos == "ADJ" and i - 2 >= first else i - 1
    return before if tokens[before].pos in ("NOUN", "PROPN") else None


def _astray(tokens: tuple[Token, ...], i: int, verb: int, first: int, last: int) -> bool:
    token = tokens[i]
    if token.pos not in ("NOUN", "PROPN") or token.dep not in _ARGUMENTS or first <= token.head < last:
        return False
    above = verb
    for _ in range(_MOST_HOPS):  # what the verb itself hangs on stays where it is
        if above == i:
            return False
        above = tokens[above].head
    return tokens[token.head].pos == "VERB" and not (token.dep.startswith("nsubj") and i < verb and tokens[i - 1].text == ",")


def _before_its_noun(token: Token, i: int) -> bool:
    """`обнаруженное оружие`: a participle that is an adjective here."""
    return token.dep in ("acl", "amod") and token.head > i
