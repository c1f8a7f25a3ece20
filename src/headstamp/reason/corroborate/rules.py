"""Rules of corroboration. A rule's docstring is its public description."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from headstamp.core.claim import Citation, Standing
from headstamp.core.finding import Reason
from headstamp.reason.corroborate.model import Graded, ListCheck, Relation, RelationKind

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
    RelationKind.DENIED_EARLIER: denied_before, RelationKind.UPDATE: counts_moved, RelationKind.CONTRADICTS: stands_against,
    RelationKind.TENSION: stands_against, RelationKind.ALTERNATIVE: another_account,
}  # fmt: skip

CORROBORATION_RULES: tuple[Callable[..., Reason], ...] = (
    voice_says, voice_denies, physical_sign, denied_before, counts_moved, stands_against, another_account, list_says,
)  # fmt: skip
