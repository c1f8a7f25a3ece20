"""What every output shows: plain values, redacted, made harmless and numbered. Nothing below here decides anything."""

from __future__ import annotations

from dataclasses import dataclass

from headstamp.core.redact import Profile


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One hypothesis. `depth` 1 = a producer below its country, whose percent is part of the country's."""

    label: str
    percent: str
    range: str
    word: str
    probability: float  # 0..1, for the length of a bar
    low: float
    high: float
    standing: str
    unverified: bool
    depth: int
    leads: bool
    named: bool  # False for "none of those known" and "marks removed or false"
    years: str


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """One reason. `weight` is a log10 likelihood ratio; below zero it speaks against `about`."""

    sentence: str
    about: str  # label of the hypothesis it speaks about
    against: bool
    weight: float
    strength: str
    rule: str
    marks: tuple[str, ...]
    rows: tuple[str, ...]  # rows of packs
    notes: tuple[int, ...]  # footnote numbers
    unverified: bool
    observed: bool
    note: str


@dataclass(frozen=True, slots=True)
class ReasonGroup:
    """The reasons that speak about one answer."""

    about: str
    pro: tuple[ReasonLine, ...]
    contra: tuple[ReasonLine, ...]


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """An observation that would change the answer. `cleared` = by cleared disposal personnel only."""

    observation: str
    why: str
    gain: str
    safety: str
    cleared: bool


@dataclass(frozen=True, slots=True)
class FindingView:
    """One Finding as shown. `unverified` = the leading answer rests on general knowledge alone."""

    question: str
    subject: str
    answer: str
    basis: str
    abstains: bool
    unverified: bool
    answers: tuple[AnswerLine, ...]
    leading: ReasonGroup
    others: tuple[ReasonGroup, ...]
    context: tuple[ReasonLine, ...]
    unexplained: tuple[str, ...]
    conflicts: tuple[str, ...]
    alike: tuple[str, ...]
    would_change: tuple[ProposalLine, ...]
    limits: tuple[str, ...]
    shelf_hash: str
    tool_version: str
    profile: Profile

    @property
    def any_unverified(self) -> bool:
        """True where any line of this view rests on general knowledge alone."""
        groups = (self.leading, *self.others)
        lines = [line for g in groups for line in (*g.pro, *g.contra)]
        return self.unverified or any(r.unverified for r in (*lines, *self.context)) or any(a.unverified for a in self.answers)


@dataclass(frozen=True, slots=True)
class MarkLine:
    """One mark as recorded. `text` is "" for a blank surface; `doubt` says in words what is not as it should be."""

    id: str
    role: str
    text: str
    position: str
    how: str  # technique and script
    doubt: str
    photo: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """One record as shown: `title` in a few words, `rows` of field name and value, marks in order."""

    id: str
    kind: str
    calibre: str
    title: str
    rows: tuple[tuple[str, str], ...]
    marks: tuple[MarkLine, ...]
    profile: Profile
