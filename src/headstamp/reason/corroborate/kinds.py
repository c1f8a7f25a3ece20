"""Of what kind a relation is, once a pair is taken to belong together. A person reads both sentences; this only sorts them."""

from __future__ import annotations

from collections.abc import Mapping

from headstamp.core.statement import Realis
from headstamp.reason.corroborate.compare import meet
from headstamp.reason.corroborate.facts import NEAR, Facts
from headstamp.reason.corroborate.model import RelationKind, Voice
from headstamp.reason.corroborate.weights import MONTH

R = RelationKind
Sorted = tuple[RelationKind, str]
_OPEN = frozenset((Realis.INTENDED, Realis.ATTEMPTED, Realis.POSSIBLE))
LEG = 3  # days between two legs of one journey


def sort_pair(a: Facts, b: Facts, voices: Mapping[str, Voice], found: Mapping[str, float], origin: str) -> Sorted | None:
    """The kind of the relation and one sentence; None where two true statements merely resemble each other."""
    if a.account or b.account:
        return _account(a, b)
    if a.stance < 0 and b.stance < 0:
        return _two_denials(a, b, voices, origin)
    if a.stance < 0 or b.stance < 0:
        one_speaker = a.statement.document == b.statement.document and voices[a.id].key == voices[b.id].key
        return _denied(a, b, one_speaker) if a.stance < 0 else _denied(b, a, one_speaker)
    if a.stance != b.stance and not origin:
        return R.TENSION, "one says it, the other leaves it open"
    if "another_count" in found and (counted := _counts(a, b)):
        return counted
    if (a.group, b.group) in (("list", "own"), ("own", "list"), ("list", "list")) and (placed := _places(a, b)):
        return placed
    if "dates_near" in found or "dates_apart" in found:
        return _dates(a, b, found, voices)
    return _agree(a, b, found, origin)


def _account(a: Facts, b: Facts) -> Sorted | None:
    apart = a.statement.document != b.statement.document
    if (a.account and b.account) or (apart and not (a.names & b.names or a.states & b.states)):
        return None
    return R.ALTERNATIVE, "another account of the same thing"


def _two_denials(a: Facts, b: Facts, voices: Mapping[str, Voice], origin: str) -> Sorted:
    """Two utterances of one state are two denials; one utterance in two papers is one."""
    at_once = a.said and b.said and abs((a.said - b.said).days) <= LEG
    if origin and voices[a.id].key == voices[b.id].key and not at_once and a.denial:
        return R.CORROBORATES, "the denial is repeated by the same voice"
    return (R.SAME_ORIGIN, f"one denial: {origin}") if origin else (R.CORROBORATES, "both say that it is not so")


def _denied(no: Facts, yes: Facts, one_speaker: bool) -> Sorted | None:
    """`no` says that it is not so; `yes` says that it is, or leaves it open."""
    if no.unit and no.unit == yes.unit and no.amount and yes.amount and not no.denial:
        return R.UPDATE, "the number is taken back and another is given"
    alike = no.group == yes.group or "denial" in (no.group, yes.group) or frozenset((no.group, yes.group)) in NEAR
    if not alike:
        return (R.TENSION, "a denial, and a sign that points the other way") if no.denial else None
    if not no.denial:
        if no.statement.document == yes.statement.document and (yes.statement.realis in _OPEN or yes.statement.interdicted):
            return R.SAME_EVENT, "what was meant, and that it did not come about"
        if one_speaker:
            return None
        return R.TENSION, "one says it, the other has no sign of it: weaker than a denial"
    begins = yes.first or (yes.said if yes.statement.realis is Realis.POSSIBLE else None)
    if no.said and begins and no.first is None and no.said < begins:
        return R.DENIED_EARLIER, f"denied by {no.said}, before the event of {begins}: the denial does not speak of it"
    return R.CONTRADICTS, "one says it, the other denies it"


def _counts(a: Facts, b: Facts) -> Sorted | None:
    """Another number of the same unit: later counts are updates, two numbers for one dated event contradict each other."""
    if a.amount is None or b.amount is None or meet(a.amount, b.amount):
        return None
    if a.first and b.first and a.last and b.last and (a.first > b.last or b.first > a.last):
        if a.things & b.things and max(a.days, b.days) <= MONTH and a.group == b.group:
            return R.CONTRADICTS, "two numbers and two dates for one thing"
        return None
    same_text = a.statement.document == b.statement.document
    if same_text or (a.said and b.said and a.said != b.said):
        return R.UPDATE, "another count of the same thing at another time"
    return (R.CONTRADICTS, "two numbers for one thing") if a.group == b.group else None


def _places(a: Facts, b: Facts) -> Sorted | None:
    """Where one target is said to sit in other states than the other says."""
    here, there = a.places - a.states, b.places - b.states
    if a.names & b.names and here and there and here != there:
        odd = ", ".join(sorted(here ^ there))
        return R.CONTRADICTS, f"the states given for the listed do not agree: {odd} is named on one side only"
    return None


def _dates(a: Facts, b: Facts, found: Mapping[str, float], voices: Mapping[str, Voice]) -> Sorted | None:
    """Dates that do not meet: a contradiction only where it is one thing, since two deliveries have two dates, a journey has
    legs, and each authority lists on its own day."""
    told = f"{a.first}/{a.last} against {b.first}/{b.last}"
    if a.group == b.group == "list":
        one_entry = ("shared_name" in found or "same_goods" in found) and (a.states & b.states or not (a.states or b.states))
        return (R.CONTRADICTS, f"the day of a listing: {told}") if one_entry else None
    one_text, one_voice = a.statement.document == b.statement.document, voices[a.id].key == voices[b.id].key
    if one_text and one_voice:
        gap = max((b.first - a.last).days, (a.first - b.last).days) if a.first and a.last and b.first and b.last else 0
        return (R.SAME_EVENT, "one after the other") if gap <= LEG or a.group != b.group else None
    if a.group != b.group:
        return None
    places = (a.names - a.things) & (b.names - b.things)
    if a.group == "move" and a.things & b.things and not places:
        return R.SAME_EVENT, f"two legs of one journey: {told}"
    precise = max(a.days, b.days) <= MONTH
    if precise and (a.things & b.things or (one_text and "same_carrier" in found)):
        return R.CONTRADICTS, f"the dates do not meet: {told}"
    one_thing = places or a.things & b.things or "same_cover" in found
    return (R.TENSION, f"the dates do not meet, if it is one event: {told}") if one_thing else None


def _agree(a: Facts, b: Facts, found: Mapping[str, float], origin: str) -> Sorted | None:
    if a.statement.document == b.statement.document:
        if "one_list" in found:
            return None
        if origin or a.group != b.group:
            return R.SAME_EVENT, "two sides of one event in one text"
        return R.CORROBORATES, "two voices in one text say it"
    if origin:
        return R.SAME_ORIGIN, f"counts once: {origin}"
    return R.CORROBORATES, "two voices say it"
