"""What follows: the one shape in which every part of Headstamp answers."""

from __future__ import annotations

import hashlib
import json
from enum import StrEnum
from typing import Any, Self

from pydantic import Field, model_validator

from headstamp.core.claim import Citation, Frozen, Standing

WORDS: tuple[tuple[float, str], ...] = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (1.01, "almost certain"),
)


def likelihood_word(probability: float) -> str:
    """The ICD 203 term for a probability in 0..1 (ODNI, Intelligence Community Directive 203, 2015, D.6.e.2.a)."""
    if not 0.0 <= probability <= 1.0:
        raise ValueError(f"a probability lies in 0..1, not {probability}")
    return next(word for limit, word in WORDS if probability < limit)


class Basis(StrEnum):
    """What the evidence amounts to, apart from any number."""

    STRONG = "strong"  # a mark that no other known producer uses
    CONSISTENT = "consistent"  # fits this origin, and others too
    CANNOT_DISTINGUISH = "cannot distinguish"  # two or more origins share the evidence
    NO_BASIS = "no basis"  # nothing in the record bears on the question


class HypothesisKind(StrEnum):
    """What sort of answer a hypothesis is."""

    PRODUCER = "producer"
    COUNTRY = "country"
    MODEL = "model"
    PERIOD = "period"
    LINK = "link"
    PARTY = "party"
    WORTH_OPENING = "worth opening"
    ORDINARY = "ordinary"
    NONE_KNOWN = "none of those known"
    UNDECIDED = "known, not told apart"
    NOT_AS_MADE = "marks removed or false"


class Safety(StrEnum):
    """Who may make an observation. Nobody is ever asked to touch, move, clean or open an item."""

    LOOK = "look and photograph from where you stand"
    CLEARED = "cleared disposal personnel only"


class Reason(Frozen):
    """One step of the argument. `weight` is a log10 likelihood ratio; below zero it speaks against `hypothesis`.

    A reason rests on marks of the record or on citations; one that rests on nothing cannot be built.
    `rule` names the function whose docstring explains it; `group` names the surface, within which weights do not add.
    """

    rule: str
    sentence: str
    hypothesis: str  # id of a Hypothesis of the same Finding, or a country code it rolls up to
    weight: float
    group: str = ""
    marks: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    standing: Standing = Standing.SOURCED
    context: bool = False  # circumstances such as the place of recovery; shown apart and switchable
    note: str = ""

    @model_validator(mode="after")
    def _rests_on_something(self) -> Self:
        if not self.marks and not self.citations:
            raise ValueError(f"a reason must rest on a mark or a citation: {self.sentence!r}")
        return self


class Hypothesis(Frozen):
    """One possible answer with its probability, the range it keeps under other assumptions, and its ICD 203 word."""

    id: str
    kind: HypothesisKind
    label: str
    probability: float = Field(ge=0, le=1)
    low: float = Field(ge=0, le=1)
    high: float = Field(ge=0, le=1)
    word: str
    country: str = ""  # ISO 3166-1 alpha-2 or historic SU, DD, YU, CS, "/" between states of one plant; empty = none
    producer: str = ""
    model: str = ""
    years: tuple[int, int] | None = None
    standing: Standing = Standing.SOURCED  # the best standing among what supports it


class Proposal(Frozen):
    """An observation that would change the answer. `gain` = expected information in bits."""

    observation: str
    why: str
    gain: float
    safety: Safety = Safety.LOOK


class Finding(Frozen):
    """A question, its possible answers, the reasons, and what stays open. Same inputs, same bytes."""

    question: str
    subject: str  # the id of the item, pair or batch that the question is about
    answer: str  # one sentence
    basis: Basis
    hypotheses: tuple[Hypothesis, ...]
    reasons: tuple[Reason, ...] = ()
    unexplained: tuple[str, ...] = ()
    would_change: tuple[Proposal, ...] = ()
    conflicts: tuple[str, ...] = ()  # where sources disagree, both sides named
    limits: tuple[str, ...] = ()  # what this Finding does not say
    shelf_hash: str = ""
    tool_version: str = ""

    @property
    def top(self) -> Hypothesis:
        """The most probable hypothesis."""
        return self.hypotheses[0]

    @property
    def abstains(self) -> bool:
        """True where the shelf is silent or the evidence does not bear on the question."""
        return self.basis is Basis.NO_BASIS

    def about(self, subject: str) -> Finding:
        """The same Finding on another subject; a plain copy of the fields, since they were validated already."""
        copy = object.__new__(Finding)
        for slot, value in (
            ("__dict__", {**self.__dict__, "subject": subject}),
            ("__pydantic_fields_set__", self.__pydantic_fields_set__),
            ("__pydantic_extra__", None),
            ("__pydantic_private__", None),
        ):
            object.__setattr__(copy, slot, value)
        return copy

    def to_json(self) -> str:
        """Canonical JSON: sorted keys, UTF-8, no spaces; equal Findings give equal bytes."""
        return canonical_json(self.model_dump(mode="json"))

    @property
    def digest(self) -> str:
        """sha256 of the canonical JSON."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()


def canonical_json(value: Any) -> str:
    """One byte sequence for one value: sorted keys, compact, non-ASCII kept."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
