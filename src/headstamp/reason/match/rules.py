"""Rules of a match. A rule's docstring is its public description."""

from __future__ import annotations

from headstamp.core.claim import Citation
from headstamp.core.finding import Reason
from headstamp.core.party import Listing
from headstamp.reason.match.compared import WordPair
from headstamp.reason.match.facts import Fact


def listed_as(listing: Listing, key: str) -> Reason:
    """What the list says of the party: which list and entry, since when, under which programme, and what that means in law. It
    weighs nothing: it is what the name leads to, not evidence that the name is the same."""
    since = f" since {listing.listed_on}" if listing.listed_on else ", the list gives no date"
    programmes = ", ".join(listing.programmes) or "no programme named"
    effect = f" {listing.legal_effect}" if listing.legal_effect else ""
    sentence = f"On list {listing.list_id}, entry {listing.entry_id},{since.removeprefix(',')}: {programmes}.{effect}"
    return Reason(
        rule="listed_as", sentence=sentence, hypothesis=key, weight=0.0, group="list", citations=(listing.citation,),
        standing=listing.standing, note=listing.remarks,
    )  # fmt: skip


def word_against_word(pair: WordPair, asked: str, name: str, key: str, citations: tuple[Citation, ...]) -> Reason:
    """Two words that stand for each other, or a word that stands alone. The weight is the change of the log10 likelihood ratio
    when the pair is taken out of both names: rare words are worth much, words that half of all firms carry little. Taken out one
    by one, words do not add up to the whole, since they confirm each other; `name_as_a_whole` carries the rest."""
    left, right = " ".join(pair.query), " ".join(pair.name)
    if pair.query and pair.name:
        sentence = f"{left!r} stands for {right!r}: {pair.how}"
        if pair.how not in ("the same word",):
            sentence += f" ({pair.similarity:.0%} alike)"
    elif pair.query:
        sentence = f"{left!r} has no counterpart in {name!r}"
    else:
        sentence = f"{right!r} of the listed name has no counterpart in {asked!r}"
    return Reason(
        rule="word_against_word", sentence=sentence, hypothesis=key, weight=pair.worth, group="name", marks=(left, right),
        citations=citations,
    )  # fmt: skip


def name_as_a_whole(rest: float, asked: str, name: str, key: str, citations: tuple[Citation, ...]) -> Reason:
    """What no single word carries: how much of both names is explained, the order of words, numbers, legal forms, the kind of
    party, and that words confirm each other. The trees of the release say how often such a pair of names is one party
    (METHOD.md)."""
    return Reason(
        rule="name_as_a_whole", sentence=f"{asked!r} and {name!r} taken together", hypothesis=key, weight=rest, group="name",
        citations=citations,
    )  # fmt: skip


def fact_beside_name(fact: Fact, key: str, citations: tuple[Citation, ...]) -> Reason:
    """A number, date of birth, country or address that both sides give, for or against. Numbers that name one party (IMO,
    passport, tax number) weigh most; an IMO number is read only with a right check digit; a fact that one side lacks weighs
    nothing."""
    return Reason(
        rule="fact_beside_name", sentence=fact.sentence[:1].upper() + fact.sentence[1:], hypothesis=key, weight=fact.weight,
        group=fact.what, citations=citations,
    )  # fmt: skip


MATCH_RULES = (word_against_word, name_as_a_whole, fact_beside_name, listed_as)
