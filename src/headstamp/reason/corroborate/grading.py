"""The Admiralty grade of a statement (NATO AJP-2.1): the letter is the prior of its voice, the digit is computed.

The digit counts independent voices, contradiction and physical evidence. It speaks of what is stated, not of whether it was said:
a denial by the party itself is graded as a statement that the thing did not happen. Readings that no person accepted never
reach 1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from headstamp.core.claim import Grade
from headstamp.core.document import Document, VoiceKind
from headstamp.core.errors import UsageError
from headstamp.core.statement import Realis, Statement, StatementKind
from headstamp.reason.corroborate.facts import Facts, gather
from headstamp.reason.corroborate.lexicon import Lexicon
from headstamp.reason.corroborate.model import Graded, ListCheck, Overrule, Relation, RelationKind, Voice
from headstamp.reason.corroborate.origin import Ties, origins, ties_of
from headstamp.reason.corroborate.voices import voices
from headstamp.reason.corroborate.weights import COUNTED

K, R = StatementKind, RelationKind
Digit = Literal[1, 2, 3, 4, 5, 6]
OPINION = frozenset((K.JUDGEMENT, K.MOTIVE, K.EXPLANATION, K.METHOD))
DOUBTFUL = frozenset(("alleged", "possible", "expected", "conditional", "could", "suspected"))
_SAYS_SAME = frozenset((R.CORROBORATES, R.SAME_ORIGIN, R.UPDATE))


class Standing(NamedTuple):
    """What stands behind and against one statement, every origin once; members are ids of statements."""

    same: tuple[tuple[str, ...], ...]  # groups of one origin that say the same, that of the statement first
    against: tuple[tuple[str, ...], ...]
    beside: tuple[str, ...]  # two sides of the same event


def grade(
    statements: Sequence[Statement], relations: Iterable[Relation], documents: Iterable[Document], lexicon: Lexicon, *,
    checks: Iterable[ListCheck] = (), overrules: Iterable[Overrule] = (),
) -> dict[str, Grade]:  # fmt: skip
    """The grade that stands for every statement, by its id; `graded` tells the computed one and the reasons beside it."""
    found = graded(statements, relations, documents, lexicon, checks=checks, overrules=overrules)
    return {key: one.stands for key, one in found.items()}


def graded(
    statements: Sequence[Statement], relations: Iterable[Relation], documents: Iterable[Document], lexicon: Lexicon, *,
    checks: Iterable[ListCheck] = (), overrules: Iterable[Overrule] = (),
) -> dict[str, Graded]:  # fmt: skip
    """Grades with what they rest on, by the id of the statement. Raises UsageError for an overruling of an unknown statement."""
    shelf = {document.id: document for document in documents}
    facts = {fact.id: fact for fact in gather(statements, shelf, lexicon)}
    speakers = voices(statements, shelf, lexicon)
    ties = standings(facts, relations, speakers)
    listed: dict[str, list[ListCheck]] = defaultdict(list)
    for check in checks:
        listed[check.statement].append(check)
    found = {
        key: _graded(fact, ties[key], facts, speakers, lexicon, listed.get(key, ())) for key, fact in facts.items()
    }  # fmt: skip
    for overrule in overrules:
        if overrule.statement not in found:
            raise UsageError(f"no statement {overrule.statement!r}", hint="An overruled grade names the id of a statement.")
        found[overrule.statement] = _overruled(found[overrule.statement], overrule)
    return found


def standings(facts: Mapping[str, Facts], relations: Iterable[Relation], speakers: Mapping[str, Voice]) -> dict[str, Standing]:
    """Who says the same and who says the contrary, grouped by origin, for every statement."""
    relations = tuple(relations)
    ties: dict[str, list[tuple[str, Relation]]] = defaultdict(list)
    for relation in relations:
        if relation.a not in facts or relation.b not in facts or relation.score < COUNTED:
            continue
        if relation.kind in _SAYS_SAME and _open(facts[relation.a]) != _open(facts[relation.b]):
            continue  # what is meant or possible does not confirm what happened
        ties[relation.a].append((relation.b, relation))
        ties[relation.b].append((relation.a, relation))
    one = ties_of(facts, relations, speakers)
    return {key: _standing(key, ties.get(key, []), one) for key in facts}


def _open(fact: Facts) -> bool:
    return fact.statement.realis in (Realis.POSSIBLE, Realis.INTENDED)


def _standing(key: str, ties: Sequence[tuple[str, Relation]], one: Ties) -> Standing:
    same = [key, *sorted({other for other, r in ties if r.kind in _SAYS_SAME})]
    against = sorted({other for other, r in ties if r.kind is R.CONTRADICTS})
    beside = tuple(sorted({other for other, r in ties if r.kind is R.SAME_EVENT}))
    return Standing(origins(same, one), origins(against, one), beside)


def interested(fact: Facts, voice: Voice) -> bool:
    """Whether the voice speaks of its own doings: its state or body is a party of the statement, or it is the party."""
    own = voice.state or voice.key.partition(":")[2]
    if fact.group == "list":
        return False  # who lists a party does not speak of its own trade
    return voice.kind is VoiceKind.PARTY or own in fact.states or (fact.denial and own in fact.places)


def _graded(
    fact: Facts, ties: Standing, facts: Mapping[str, Facts], speakers: Mapping[str, Voice], lexicon: Lexicon,
    checks: Sequence[ListCheck],
) -> Graded:  # fmt: skip
    voice = speakers[fact.id]
    interest = interested(fact, voice)
    row = lexicon.letter(voice.kind, voice.label)
    letter = (row.interested if interest else row.letter) if row else "F"
    near = [key for group in ties.same for key in group] + list(ties.beside)
    physical = tuple(sorted({kind for key in near for kind in facts[key].physical}))
    heard = [
        group for at, group in enumerate(ties.same)
        if any(speakers[k].kind is not VoiceKind.UNKNOWN and not (at and interested(facts[k], speakers[k])) for k in group)
    ]  # fmt: skip
    contrary = [g for g in ties.against if not all(interested(facts[key], speakers[key]) for key in g)]
    digit, why = _digit(fact, len(heard), len(contrary), len(ties.against) - len(contrary), physical, checks)
    side = _side(heard, speakers, lexicon)
    if side:
        why = f"{why}; all speak for one side ({side}), so they have one interest"
    if digit == 1 and not _by_persons(ties, facts):
        digit, why = 2, f"{why}; read by machine and accepted by nobody, so not 1"
    told = f"{voice.label}: {row.why.rstrip('.') if row else 'no row of the table of voices'}"
    told += "; speaks of its own doings" if interest else ""
    computed = Grade(reliability=letter, credibility=digit, why=f"{letter}: {told}. {digit}: {why}.")
    return Graded(
        statement=fact.id, computed=computed, stands=computed, interest=interest, voice=voice,
        voices=_labels(ties.same, speakers), against=_labels(ties.against, speakers), physical=physical, side=side,
    )  # fmt: skip


def _side(heard: Sequence[Sequence[str]], speakers: Mapping[str, Voice], lexicon: Lexicon) -> str:
    """The side that two or more voices have in common; nothing where one of them stands on none."""
    if len(heard) < 2:
        return ""
    each = [frozenset().union(*(lexicon.sides(speakers[key].key.partition(":")[2]) for key in group)) for group in heard]
    return min(frozenset.intersection(*each), default="")


def _labels(groups: Iterable[Sequence[str]], speakers: Mapping[str, Voice]) -> tuple[str, ...]:
    return tuple(" = ".join(dict.fromkeys(speakers[key].label for key in group)) for group in groups)


def _by_persons(ties: Standing, facts: Mapping[str, Facts]) -> bool:
    """The statement itself, and one of another origin that says the same, were accepted or edited by a person."""
    groups = [any(facts[key].statement.status in ("accepted", "edited") for key in group) for group in ties.same]
    own = facts[ties.same[0][0]].statement.status in ("accepted", "edited")
    return own and sum(groups) > 1


def _digit(
    fact: Facts, heard: int, contrary: int, own_denials: int, physical: Sequence[str], checks: Sequence[ListCheck]
) -> tuple[Digit, str]:
    """Admiralty 1 to 6 and the reason in words. `heard`/`contrary` = independent voices for and against."""
    s = fact.statement
    if s.kind in OPINION:
        return 6, "an opinion or explanation is no event that could be confirmed"
    if any(check.agrees is False for check in checks):
        return 5, "the entries of the list itself say otherwise"
    if any(check.agrees for check in checks):
        return 2, "the entries of the list itself say the same"
    told = f"{heard} independent voice{'s' * (heard != 1)}"
    told += f", physical evidence ({', '.join(physical)})" if physical else ""
    told += f", {contrary} against" if contrary else ""
    told += ", denied by the party itself" if own_denials else ""
    if contrary:
        return _contested(heard, contrary, bool(physical)), told
    if heard == 0:
        return 6, "nobody can say who speaks, and nobody else says it"
    if s.polarity == "unknown" or s.realis is Realis.POSSIBLE:
        return (3 if heard > 1 else 6), f"left open by who says it; {told}"
    if heard >= 3 or (heard == 2 and physical):
        return 1, told
    if heard == 2 or physical:
        return 2, told
    return (4, f"{told}, and only as {s.hedge}") if s.hedge in DOUBTFUL else (3, told)


def _contested(heard: int, contrary: int, physical: bool) -> Digit:
    if physical and heard > contrary:
        return 2
    if heard > contrary or physical:
        return 3
    return 5 if contrary > max(1, heard) else 4


def _overruled(one: Graded, overrule: Overrule) -> Graded:
    """The person's grade stands, with the note; the computed one stays readable in both."""
    stands = overrule.grade.model_copy(update={"why": overrule.told(one.computed)})
    return one.model_copy(update={"stands": stands, "overruled_by": overrule.who, "note": overrule.note})
