"""Korean predicates: where a verb begins, how far its endings go, and how it hangs on what follows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from headstamp.core.parsed import Token
from headstamp.reason.read.words import words

_JOINS = words("고 며 으며 지만 는데 ᆫ데 은데 으나 면서 으면서")


class Verb(NamedTuple):
    """A predicate: tokens `first` to `last` (exclusive) with its endings; how it ends: `adnominal`, `quoted`, `joined`,
    `chained`, `supposed` or `final`."""

    lemma: str
    first: int
    last: int
    ends: str


def verbs(tokens: Sequence[Token]) -> list[Verb]:
    """The predicates of a sentence in order: verbs, `noun + 하다`, `noun 중`."""
    found, at = [], 0
    while at < len(tokens):
        token, after = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
        lemma, last = "", at + 1
        if token.tag in ("VV", "VA"):
            lemma = token.lemma
        elif token.tag == "NNG" and after is not None and after.tag in ("XSV", "XSA"):
            lemma, last = token.lemma + after.lemma, at + 2
        elif token.tag == "NNG" and after is not None and after.lemma == "받" and after.tag == "VV":
            lemma, last = token.lemma + "받", at + 2
        elif token.tag == "NNG" and after is not None and after.lemma == "중":
            lemma, last = token.lemma, at + 2
        if not lemma:
            at += 1
            continue
        while last < len(tokens) and tokens[last].tag in ("EP", "EC", "VX", "EF", "ETM", "VCP"):
            if tokens[last - 1].tag in ("ETM", "EF") or (tokens[last - 1].lemma in _JOINS and tokens[last].tag != "VX"):
                break
            last += 1
        found.append(Verb(lemma, at, last, _ending(tokens, last)))
        at = last
    return found


def _ending(tokens: Sequence[Token], last: int) -> str:
    end = tokens[last - 1]
    if end.tag == "ETM":
        return "adnominal"
    if end.tag == "EC" and end.lemma.endswith(("다고", "라고", "다는", "라는")):
        return "quoted"
    if end.tag == "EC" and end.lemma.endswith("다면"):
        return "supposed"
    if end.tag == "EC" and end.lemma in _JOINS:
        return "joined"
    return "chained" if end.tag == "EC" else "final"
