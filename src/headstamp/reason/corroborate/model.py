"""What the comparison of statements gives: voices, relations between two statements, and grades that a person may overrule."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from headstamp.core.claim import Citation, Frozen, Grade
from headstamp.core.document import VoiceKind


class RelationKind(StrEnum):
    """How two statements stand to one another."""

    CORROBORATES = "corroborates"
    CONTRADICTS = "contradicts"
    UPDATE = "update"  # a later count of the same thing: not a conflict
    SAME_ORIGIN = "same-origin"  # one utterance, printed or retold: counts once
    SAME_EVENT = "same-event"  # two sides of one event in one text
    DENIED_EARLIER = "denied-earlier"  # the denial is older than the event: it cannot speak of it
    TENSION = "tension"  # both can be true, and yet they do not sit well together
    ALTERNATIVE = "alternative"  # another account of the same thing


class Voice(Frozen):
    """Who says it. `key` is one for all bodies of one state, and for all that was found to be one origin; `state` is ISO 3166-1
    alpha-2 or empty."""

    key: str
    label: str
    kind: VoiceKind = VoiceKind.UNKNOWN
    state: str = ""


class Why(Frozen):
    """One feature of a pair: its rule, its weight as log10 odds, and what was found, in words."""

    rule: str
    weight: float
    sentence: str


class Relation(Frozen):
    """Statement `a` to statement `b`. `score` in 0..1 is how sure the pair belongs together; `independent` says whether two
    voices stand behind it. An update reads: `b` is the later count."""

    a: str
    b: str
    kind: RelationKind
    score: float = Field(ge=0, le=1)
    independent: bool
    sentence: str
    reasons: tuple[Why, ...]
    citations: tuple[Citation, ...] = ()


class ListCheck(Frozen):
    """A statement about a listing against the entries of lists. `agrees` None: the lists are silent on it."""

    statement: str
    agrees: bool | None
    what: Literal["date", "place", "state of the list", "party"]
    sentence: str
    citations: tuple[Citation, ...]


class Overrule(Frozen):
    """A person's own grade of a statement, with the reason; the computed one is kept beside it."""

    statement: str
    grade: Grade
    who: str
    note: str = Field(min_length=1)

    def told(self, computed: Grade) -> str:
        """Why the person's grade stands, with the computed one."""
        return f"{self.grade} set by {self.who}: {self.note}. Computed: {computed} ({computed.why})"


class Graded(Frozen):
    """`computed` is what the rules give; `stands` is that, or what a person put in its place and why. `interest` tells that the
    voice speaks of its own doings; `side` that all who say so stand on one side (a table of alliances and camps names it): they
    count as the voices they are, and have one interest."""

    statement: str
    computed: Grade
    stands: Grade
    interest: bool
    voice: Voice
    voices: tuple[str, ...]  # labels of the independent voices that say the same, this one first
    against: tuple[str, ...]  # labels of the independent voices that say the contrary
    physical: tuple[str, ...]  # kinds of physical evidence behind it
    side: str = ""
    overruled_by: str = ""
    note: str = ""
