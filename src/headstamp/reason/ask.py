"""A guided key: ask for the observation by look with the largest expected information, add the answer, trace again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from headstamp.core.finding import Safety
from headstamp.core.record import Item, Mark, MarkRole
from headstamp.reason.evidence import ABSENT
from headstamp.reason.propose import MIN_GAIN, Observation, ranked_observations
from headstamp.reason.trace.engine import engine_of
from headstamp.reference.rows import FeatureRow, MarkRow
from headstamp.reference.shelf import Shelf

Answer = Literal["yes", "no", "unknown"]


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to look for. `gain` in bits; `safety` is always by look: what needs handling is never asked."""

    text: str
    why: str
    gain: float
    observation: Observation


def next_question(item: Item, shelf: Shelf, asked: frozenset[str] = frozenset()) -> Question | None:
    """The best observation that was not asked yet (`asked` holds earlier question texts), or None when nothing would help."""
    engine = engine_of(shelf)
    evidence = engine.evidence(item)
    belief, _ = engine.belief(item, evidence, frozenset({"made"}))
    told = " ".join(item.features).casefold()
    for gain, o in ranked_observations(item, engine, belief, evidence):
        if gain < MIN_GAIN:
            return None
        if o.safety is Safety.LOOK and _askable(o) and o.text not in asked and _text(o).casefold() not in told:
            return Question(o.text, o.why, round(gain, 3), o)
    return None


def _askable(o: Observation) -> bool:
    """A yes must not invent signs: only features and marks without any open place are asked for."""
    return isinstance(o.row, FeatureRow) or all(e.literals for e in o.row.pattern.elements)


def answer(item: Item, question: Question, said: Answer) -> Item:
    """The item with the answer recorded: a seen feature or mark; a feature looked for and not seen; or nothing."""
    row = question.observation.row
    if said == "unknown":
        return item
    if said == "no":
        return item.model_copy(update={"features": (*item.features, ABSENT + _text(question.observation))})
    if isinstance(row, FeatureRow):
        return item.model_copy(update={"features": (*item.features, f"{row.value} [{' '.join(row.keywords[0])}]")})
    return item.model_copy(update={"marks": (*item.marks, _mark(item, row))})


def _mark(item: Item, row: MarkRow) -> Mark:
    role = MarkRole.SELECTOR if "selector" in row.surface else MarkRole.SERIAL if row.surface == {"serial"} else MarkRole.MARK
    place = ", ".join(sorted(row.surface - {"any", "selector", "serial"}))
    return Mark(
        id=f"asked-{len(item.marks) + 1}",
        text=row.example,
        role=role,
        position=place,
        technique="confirmed by look in the guided key",
    )


def _text(observation: Observation) -> str:
    row = observation.row
    return row.value if isinstance(row, FeatureRow) else row.example
