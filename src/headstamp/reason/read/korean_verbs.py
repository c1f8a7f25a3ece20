"""Korean predicates: where a verb begins, how far its endings go, and how it hangs on what follows."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import NamedTuple

from headstamp.core.parsed import Token
from headstamp.reason.read.words import words

_LIGHT = words(
    "훈련 교육 공급 제공 지원 수출 판매 수입 구매 인도 전달 밀수 이전 압수 나포 운송 수송 파견 파병 중개 알선 지급 송금 지도 원조"
)
_JOINS = words("고 며 으며 지만 는데 ᆫ데 은데 으나 면서 으면서")


class Verb(NamedTuple):
    """A predicate: tokens `first` to `last` (exclusive) with its endings; how it ends: `adnominal`, `quoted`, `joined`,
    `chained`, `supposed`, `final`, or `nominal` for a noun of deed with goods before it (`무기 판매를`)."""

    lemma: str
    first: int
    last: int
    ends: str


def verbs(tokens: Sequence[Token], deeds: Container[str] = ()) -> list[Verb]:
    """The predicates of a sentence in order: verbs, `noun + 하다`, `noun 중`, `noun 을 받다`, and nouns that are `deeds`."""
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
        elif token.tag == "NNG" and after is not None and (light := _light(tokens, at)):
            lemma, last = token.lemma + light, at + 3
        elif token.tag == "NNG" and token.lemma in deeds and after is not None and _is_deed(tokens, at):
            found.append(Verb(token.lemma, at, at + 1, "nominal"))
            at += 1
            continue
        if not lemma:
            at += 1
            continue
        while last < len(tokens) and tokens[last].tag in ("EP", "EC", "VX", "EF", "ETM", "VCP"):
            if tokens[last - 1].tag in ("ETM", "EF") or (tokens[last - 1].lemma in _JOINS and tokens[last].tag != "VX"):
                break
            last += 1
        if any(t.tag == "VX" and t.lemma == "지" for t in tokens[at:last]):
            lemma += "어지"  # `옮겨지다`: a passive
        found.append(Verb(lemma, at, last, _ending(tokens, last)))
        at = last
    return found


def _light(tokens: Sequence[Token], at: int) -> str:
    """`훈련을 받다`, `공급을 하다`: the verb that a noun with the particle of an object makes one with; else empty."""
    if at + 2 < len(tokens) and tokens[at + 1].tag == "JKO" and tokens[at + 2].tag in ("VV", "VX"):
        return tokens[at + 2].lemma if tokens[at + 2].lemma in ("받", "하", "시키") and tokens[at].lemma in _LIGHT else ""
    return ""


def _is_deed(tokens: Sequence[Token], at: int) -> bool:
    """A noun of deed behind another noun and before a particle."""
    return (
        at > 0 and tokens[at - 1].tag in ("NNG", "NNP", "W_SERIAL") and tokens[at + 1].tag in ("JKO", "JKS", "JX", "JKB", "JKG")
    )


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
