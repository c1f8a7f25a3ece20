"""Statements beside each other: double readings, dates and seizures that one takes from the other."""

from __future__ import annotations

from headstamp.core.document import Document, VoiceKind
from headstamp.core.statement import Realis, Statement, StatementKind
from headstamp.reason.read.tree import Tree

K = StatementKind
_DOUBLES = frozenset((K.TRANSFER, K.PROCUREMENT_ATTEMPT, K.BROKERING, K.PAYMENT, K.ASSISTANCE, K.TECHNOLOGY))


def headline_repeats(statement: Statement) -> Statement:
    """A headline says again what its text says: kept apart, so that one text is not two voices."""
    return statement.model_copy(update={"core": False, "rules": (*statement.rules, "headline_repeats")})


def notice_speaks(document: Document, found: list[Statement]) -> list[Statement]:
    """The notice of a body that lists parties: what follows is its own word too, where nobody else is named. A state that lists
    is no such voice: others tell of it as well."""
    if document.voice is not VoiceKind.OFFICIAL:
        return found
    first = next((s for s in found if s.kind is K.DESIGNATION and s.voice is not None and s.voice.how == "read"), None)
    if first is None or first.voice is None or len(first.voice.value) == len("US"):
        return found
    voice = first.voice.model_copy(update={"how": "carried"})
    after = first.span.start
    return [
        s.model_copy(update={"voice": voice, "voice_kind": VoiceKind.OFFICIAL, "rules": (*s.rules, "notice_speaks")})
        if s.voice is None and s.span.start >= after
        else s
        for s in found
    ]


def once(here: list[Statement]) -> list[Statement]:
    """Two readings of one kind that share a thing and do not contradict are one: the fuller one stays."""
    kept: list[Statement] = []
    for statement in sorted(here, key=lambda s: -len(s.slots)):
        things = {slot.span for name, slot in statement.slots if slot.span and name in ("items", "payment")}
        double = any(
            other.kind is statement.kind
            and statement.kind in _DOUBLES
            and other.polarity == statement.polarity
            and things & {slot.span for name, slot in other.slots if slot.span and name in ("items", "payment")}
            and all(_told_there(statement, other, name) for name in ("supplier", "recipient"))
            for other in kept
        ) or (statement.kind is K.DENIAL and any(o.kind is K.DENIAL and o.keys("actor") == statement.keys("actor") for o in kept))
        if not double or statement.kind is K.PRESENCE:
            kept.append(statement)
    return sorted(kept, key=lambda s: here.index(s))


def _told_there(statement: Statement, other: Statement, name: str) -> bool:
    """Whether an end of one reading stands in the other too: the same state, or the same words where no table has them."""
    ours, theirs = statement.of(name), other.of(name)
    words = {slot.span for slot in theirs}
    return not ours or all(s.key in other.keys(name) if s.key else s.span in words or not s.words[:1].isupper() for s in ours)


def dated_before(here: list[Statement], found: list[Statement], tree: Tree, number: int) -> list[Statement]:
    """A statement without a date whose ship or subject is carried from the sentence before takes that sentence's date,
    marked so."""
    if not found or number == 0:
        return here
    before = tree.parsed.sentences[number - 1]
    if before.paragraph != tree.parsed.sentences[number].paragraph:
        return here
    dates = next((s.dates for s in reversed(found) if s.dates and s.span.start >= before.start and s.core), ())
    dates = tuple(d for d in dates if d.role == "event")
    if not dates:
        return here
    told = tuple(d.model_copy(update={"inferred": "date of the sentence before", "span": None}) for d in dates)
    return [
        s.model_copy(update={"dates": told})
        if not s.dates and any(slot.how == "carried" for n, slot in s.slots if n != "mode")
        else s
        for s in here
    ]


def stopped_on_the_way(here: list[Statement], before: list[Statement], tree: Tree, number: int) -> list[Statement]:
    """A transfer told beside a seizure in the same paragraph was stopped; what was intended then was not carried out."""
    paragraph = tree.parsed.sentences[number].paragraph
    first = next((s.start for s in tree.parsed.sentences if s.paragraph == paragraph), 0)
    seized = [s for s in (*before[-6:], *here) if s.kind is K.INTERDICTION and s.span.start >= first and s.polarity == "affirmed"]
    if not seized:
        return here
    out = []
    for statement in here:
        goods = statement.kind in (K.TRANSFER, K.PROCUREMENT_ATTEMPT) and statement.realis in (
            Realis.ATTEMPTED,
            Realis.INTENDED,
            Realis.ACTUAL,
        )
        same = any(_shares(statement, other) for other in seized)
        out.append(_stopped(statement) if goods and same else statement)
    return out


def supply_beside(seizure: Statement) -> tuple[Statement, ...]:
    """A seizure that tells whose goods they were or who was to get them tells of a supply, too, which was stopped: one statement
    a pair, attempted, with the mark that it was stopped."""
    if seizure.kind is not K.INTERDICTION or seizure.polarity != "affirmed" or not seizure.interdicted:
        return ()
    suppliers, recipients = seizure.of("supplier"), seizure.of("recipient")
    if not (recipients or suppliers) or not seizure.of("items"):
        return ()
    kept = [(name, slot) for name, slot in seizure.slots if name in _OF_THE_GOODS]
    return tuple(
        seizure.model_copy(
            update={
                "kind": K.TRANSFER,
                "realis": Realis.ATTEMPTED,
                "slots": (*((name, slot) for name, slot in (("supplier", s), ("recipient", r)) if slot is not None), *kept),
                "rules": (*seizure.rules, "supply_beside"),
            }
        )
        for s in (suppliers or (None,))
        for r in (recipients or (None,))
    )


_OF_THE_GOODS = ("items", "vessel", "vehicle", "calibre", "origin", "evidence", "mode")


def _stopped(statement: Statement) -> Statement:
    """`were being sent` and were stopped: attempted."""
    under_way = statement.realis is Realis.ACTUAL and " being " in statement.span.text
    realis = Realis.ATTEMPTED if under_way else statement.realis
    rules = (*statement.rules, "stopped_on_the_way")
    return statement.model_copy(update={"interdicted": True, "realis": realis, "rules": rules})


def _shares(one: Statement, other: Statement) -> bool:
    vessels = {slot.value.casefold().split()[-1] for slot in one.of("vessel")} & {
        slot.value.casefold().split()[-1] for slot in other.of("vessel")
    }
    if vessels:
        return True
    if one.of("vessel") and other.of("vessel"):
        return bool({s.how for s in one.of("vessel")} & {"carried"})
    return not one.dates and one.polarity == "affirmed" and abs(one.span.start - other.span.start) < 400
