"""Rules of corroboration. A rule's docstring is its public description."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from headstamp.core.claim import Citation, Standing
from headstamp.core.finding import Reason
from headstamp.reason.corroborate.model import Graded, ListCheck, Relation, RelationKind
from headstamp.reason.corroborate.weights import WEIGHTS

SUPPLIED, NOT_SHOWN = "supplied", "not-shown"


def voice_says(graded: Graded, weight: float, said: Sequence[str], cited: tuple[Citation, ...], open_ended: bool) -> Reason:
    """One independent voice says that the supply took place; it weighs once, however many texts print or retell it. The weight is
    that of its Admiralty letter as log10 likelihood ratio, less where it hedges or speaks of an intention or attempt."""
    more = "what was meant, not what arrived; " if open_ended else ""
    return Reason(
        rule="voice_says", sentence=f"{graded.voice.label}: {said[0]}", hypothesis=SUPPLIED, weight=weight,
        group=f"voice {graded.voice.key}", citations=cited, note=f"{more}grade {graded.stands}; {_places(len(cited))}",
    )  # fmt: skip


def _places(count: int) -> str:
    return f"one voice in {count} places" if count > 1 else "read in one place"


def voice_denies(graded: Graded, weight: float, said: Sequence[str], cited: tuple[Citation, ...]) -> Reason:
    """One independent voice says that it did not take place, or has no sign of it. A party that denies its own doings would deny
    in either case, so that weighs little; to have seen no sign is weaker than to deny."""
    whose = "speaks of its own doings; " if graded.interest else ""
    return Reason(
        rule="voice_denies", sentence=f"{graded.voice.label}: {said[0]}", hypothesis=SUPPLIED, weight=weight,
        group=f"voice {graded.voice.key}", citations=cited, note=f"{whose}grade {graded.stands}",
    )  # fmt: skip


def physical_sign(kinds: Sequence[str], who: str, weight: float, cited: tuple[Citation, ...]) -> Reason:
    """Imagery, photographs, marks that were compared, a seizure or an arrest stand behind a statement. It weighs once for each
    origin: the pictures of one government are one piece of evidence."""
    return Reason(
        rule="physical_sign", sentence=f"{', '.join(kinds)}, as shown or told by {who}", hypothesis=SUPPLIED, weight=weight,
        group=f"evidence {who}", citations=cited,
    )  # fmt: skip


def denied_before(relation: Relation) -> Reason:
    """A denial that is older than the event cannot speak of it: it is shown and weighs nothing."""
    return _of_relation("denied_before", relation)


def counts_moved(relation: Relation) -> Reason:
    """A later count of the same thing: an update and no conflict. The later number stands, the earlier one is kept."""
    return _of_relation("counts_moved", relation)


def stands_against(relation: Relation) -> Reason:
    """Two statements of one thing that cannot both be right, or that sit badly together, with both places to read. Which is
    right is not decided here."""
    return _of_relation("stands_against", relation)


def sits_badly(relation: Relation) -> Reason:
    """Both can be true and they do not sit well together: one says it and the other has no sign of it or leaves it open, or the
    days do not meet if it is one event. Weaker than a contradiction; it weighs nothing and says where to read."""
    return _of_relation("sits_badly", relation)


def says_the_same(relation: Relation) -> Reason:
    """Two statements say the same thing of one event. They are two voices only where that is shown: a paper or scholar without a
    witness or evidence of its own, and a voice without a name beside one of its kind, join the voice they stand by and make none
    of their own; the relation then says `counts once` and why."""
    return _of_relation("says_the_same", relation)


def one_utterance(relation: Relation) -> Reason:
    """Two statements that go back to one origin, and count once: one voice (all bodies of one state, an agency wherever it is
    quoted), half of the words shared, a text that names the other as its source, or the same particulars (day, number, sum, ship)
    in a text that shows no witness of its own."""
    return _of_relation("one_utterance", relation)


def sides_of_one_event(relation: Relation) -> Reason:
    """Two sides of one event in one text: the boarding and the cargo, what was meant and its failure, two legs of a journey. They
    are told together and do not confirm each other."""
    return _of_relation("sides_of_one_event", relation)


def another_account(relation: Relation) -> Reason:
    """Another explanation of the same thing, as somebody gives it. It is shown beside, with no weight: a person weighs it."""
    return _of_relation("another_account", relation)


def list_says(check: ListCheck) -> Reason:
    """What a text says of a listing, held against the entries of the lists: day, state, and whether there is an entry. Entries
    are the authority's own record, so where they differ from a text, the text is to be mended or explained."""
    return Reason(
        rule="list_says", sentence=check.sentence, hypothesis=SUPPLIED, weight=0.0, group="lists", citations=check.citations,
        standing=Standing.SOURCED,
    )  # fmt: skip


def _of_relation(rule: str, relation: Relation) -> Reason:
    return Reason(
        rule=rule, sentence=f"{relation.a} and {relation.b}: {relation.sentence}", hypothesis=SUPPLIED, weight=0.0,
        group=relation.kind.value, citations=relation.citations, note=f"score {relation.score:g}",
    )  # fmt: skip


OF_KIND: dict[RelationKind, Callable[[Relation], Reason]] = {
    RelationKind.CORROBORATES: says_the_same, RelationKind.CONTRADICTS: stands_against, RelationKind.UPDATE: counts_moved,
    RelationKind.SAME_ORIGIN: one_utterance, RelationKind.SAME_EVENT: sides_of_one_event,
    RelationKind.DENIED_EARLIER: denied_before, RelationKind.TENSION: sits_badly, RelationKind.ALTERNATIVE: another_account,
}  # fmt: skip
TOLD = frozenset((
    RelationKind.DENIED_EARLIER, RelationKind.UPDATE, RelationKind.CONTRADICTS, RelationKind.TENSION, RelationKind.ALTERNATIVE,
))  # fmt: skip
"""Kinds that a Finding tells as reasons of their own; who says the same stands with the voices already."""

CORROBORATION_RULES: tuple[Callable[..., Reason], ...] = (voice_says, voice_denies, physical_sign, *OF_KIND.values(), list_says)


def explain_feature(name: str) -> str:
    """What a feature of a pair of statements means and weighs; raises KeyError for a name that is none."""
    weight = WEIGHTS[name]
    return (
        f"A feature of two statements set side by side: {weight.why}. It weighs {weight.log_odds:+g} (log10 odds, a full share) "
        "on whether they speak of one thing; docs/corroborate.md tells what follows from that."
    )
