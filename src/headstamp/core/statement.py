"""What a text states, with every slot tied to the signs that say it: the claim before it is a claim of the case.

The fields are those of the report gold format (see docs/read.md). A slot without a span was not read off this sentence: it is
carried from another one or set by its context, and says which.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from headstamp.core.claim import Frozen
from headstamp.core.document import Span, VoiceKind
from headstamp.core.when import When


class StatementKind(StrEnum):
    """What sort of thing is stated."""

    TRANSFER = "transfer"
    BROKERING = "brokering"
    PROCUREMENT_ATTEMPT = "procurement_attempt"
    DESIGNATION = "designation"
    INTERDICTION = "interdiction"
    TRANSPORT = "transport"
    CONCEALMENT = "concealment"
    PRESENCE = "presence"
    DEPLOYMENT = "deployment"
    ASSISTANCE = "assistance"  # training, advisers, maintenance, construction
    PAYMENT = "payment"
    OWNERSHIP = "ownership"
    USE = "use"
    ORIGIN = "origin"
    MARK_MATCH = "mark_match"
    DOCUMENTATION = "documentation"
    STATISTIC = "statistic"
    ESTIMATE = "estimate"
    VALUE = "value"
    DENIAL = "denial"
    ALLEGATION = "allegation"
    ATTRIBUTION = "attribution"
    INVOLVEMENT = "involvement"
    TECHNOLOGY = "technology"
    MARK = "mark"  # a mark as read, without a comparison
    CLIENT_STATEMENT = "client_statement"  # a client's own words: raises a question, proves no transfer
    METHOD = "method"
    MOTIVE = "motive"
    JUDGEMENT = "judgement"  # the author's own cause, forecast or assessment; never an event
    EXPLANATION = "explanation"


class Realis(StrEnum):
    """Whether it is said to have happened."""

    ACTUAL = "actual"
    ATTEMPTED = "attempted"
    INTENDED = "intended"
    POSSIBLE = "possible"
    ONGOING = "ongoing"
    GENERIC = "generic"


class Slot(Frozen):
    """One value of a field. `value` is normalised where it can be (an ISO country, a pack's id), else the words of the text."""

    value: str
    span: Span | None = None  # None: carried or set by context
    how: Literal["read", "carried", "context"] = "read"
    key: str = ""  # ISO 3166-1 alpha-2, or `table/id` of a pack; empty = not resolved

    @property
    def words(self) -> str:
        """As the text says it; the value where no signs of the text stand behind it."""
        return self.span.text if self.span else self.value


class Amount(Frozen):
    """A quantity or sum as an interval: `at least 11` has no upper bound. `unit` = what is counted, or an ISO 4217 currency."""

    low: float | None = None
    high: float | None = None
    unit: str = ""
    approximate: bool = False
    span: Span | None = None


class Dated(Frozen):
    """A date with the part it plays. `inferred` tells what was added from outside the sentence, such as the year."""

    when: When
    role: Literal["event", "published", "imagery", "statement"] = "event"
    span: Span | None = None
    inferred: str = ""


class Statement(Frozen):
    """One statement of one voice in one text. `slots`: supplier, recipient, parties, broker, items, calibre, place, vehicle,
    vessel, route, mode, declared_as, payment, persons, actor, target, mark, origin, evidence, reason."""

    id: str
    document: str
    kind: StatementKind
    span: Span
    slots: tuple[tuple[str, Slot], ...] = ()
    quantity: Amount | None = None
    value: Amount | None = None
    dates: tuple[Dated, ...] = ()
    voice: Slot | None = None  # who says so; None = the author
    voice_kind: VoiceKind = VoiceKind.UNKNOWN
    polarity: Literal["affirmed", "denied", "negated", "unknown"] = "affirmed"
    hedge: str = ""  # reported, alleged, estimated, possible, expected, intended, approximate, assessed
    hedge_span: Span | None = None
    realis: Realis = Realis.ACTUAL
    interdicted: bool = False
    core: bool = True
    status: Literal["machine", "accepted", "edited", "rejected"] = "machine"
    rules: tuple[str, ...] = Field(default=())  # functions whose docstrings say why it was read so

    def of(self, name: str) -> tuple[Slot, ...]:
        """The values of a field, in the order of the text."""
        return tuple(slot for field, slot in self.slots if field == name)

    def keys(self, name: str) -> tuple[str, ...]:
        """The resolved keys of a field, each once."""
        return tuple(dict.fromkeys(slot.key for slot in self.of(name) if slot.key))
