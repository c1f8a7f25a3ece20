"""Answers against truths: what the figures of an evaluation are and how they are counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log

from headstamp.core.case import Case
from headstamp.core.claim import Frozen
from headstamp.reason.evaluate.answer import Answer
from headstamp.reason.evaluate.calibration import Bin, RiskPoint, bins, calibration_error, chance_error, risk_coverage
from headstamp.reason.evaluate.compare import Likeness, same_model, same_producer, same_state
from headstamp.reference.shelf import Shelf

CONFIDENT = 0.80  # ICD 203 "very likely" begins here
FLOOR = 1e-4  # probabilities are stated to four places


class CaseRow(Frozen):
    """One case: what was answered and whether it was right. None = the truth does not say, or nothing was asked."""

    id: str
    truth: str
    answer: str  # country; empty = abstained
    probability: float  # of the leading answer, the open one included
    answerable: bool
    abstained: bool
    right: bool | None  # the leading answer, an abstention on an unanswerable case included
    successor: bool
    top3: bool | None
    producer: str
    producer_right: bool | None
    producer_top3: bool | None
    year_right: bool | None
    model_right: bool | None
    log_loss: float | None


class Scores(Frozen):
    """The figures of an evaluation; shares are 0..1, None where no case bears on them.

    `country_*`, `producer_*`, `year_accuracy`, `model_accuracy`: over answerable cases whose truth names one; an
    abstention is no answer. `log_loss`: mean -ln of the probability given to the truth; a state that is not listed has
    an even share of the open probability; where a case is unanswerable the open probability counts as well. `ece`: of
    the leading answer, "none of those known" included, bins of equal mass; an abstention that leaves known makers
    undecided claims nothing and is left out of it (`undecided` counts them); `ece_answers`: of leading countries alone;
    `ece_chance`: what perfect calibration would show on as few cases. `confident_wrong`: ids whose leading country is
    wrong at 80 % or more. `successor_matches`: right answers that rest on one state having followed the other.
    """

    n: int
    answerable: int
    set_aside: int
    country_top1: float | None
    country_top3: float | None
    producer_top1: float | None
    producer_top3: float | None
    year_accuracy: float | None
    model_accuracy: float | None
    log_loss: float | None
    ece: float | None
    ece_answers: float | None
    ece_chance: float | None
    confident_wrong: tuple[str, ...]
    wrong: int
    successor_matches: int
    abstained: int
    abstained_answerable: int
    undecided: int
    answered_unanswerable: int
    bins: tuple[Bin, ...]
    risk_coverage: tuple[RiskPoint, ...]
    cases: tuple[CaseRow, ...]


def score(cases: Sequence[Case], answers: Sequence[Answer], shelf: Shelf, *, set_aside: int = 0) -> Scores:
    """Score answers, one a case in the same order. Raises ValueError where their numbers differ."""
    rows = tuple(_row(case, answer, shelf) for case, answer in zip(cases, answers, strict=True))
    asked = [r for r in rows if r.answerable]
    named = [r for r in rows if not r.abstained and r.right is not None]
    stated = [(r.probability, r.right) for r in rows if r.right is not None]
    all_bins = bins(stated)
    answered = [(r.probability, bool(r.right)) for r in named]
    return Scores(
        n=len(rows), answerable=len(asked), set_aside=set_aside,
        country_top1=_share(bool(r.right) and not r.abstained if r.truth else None for r in asked),
        country_top3=_share(r.top3 for r in asked),
        producer_top1=_share(r.producer_right for r in asked),
        producer_top3=_share(r.producer_top3 for r in asked),
        year_accuracy=_share(r.year_right for r in asked),
        model_accuracy=_share(r.model_right for r in asked),
        log_loss=_mean([r.log_loss for r in rows if r.log_loss is not None]),
        ece=calibration_error(all_bins), ece_answers=calibration_error(bins(answered)),
        ece_chance=chance_error(all_bins),
        confident_wrong=tuple(r.id for r in named if not r.right and r.probability >= CONFIDENT),
        wrong=sum(not r.right for r in named), successor_matches=sum(r.successor for r in named),
        abstained=sum(r.abstained for r in rows), abstained_answerable=sum(r.abstained for r in asked),
        undecided=sum(r.abstained and r.right is None for r in rows),
        answered_unanswerable=sum(not r.abstained and not r.answerable for r in rows),
        bins=all_bins, risk_coverage=risk_coverage(answered, len(rows)), cases=rows,
    )  # fmt: skip


def _row(case: Case, answer: Answer, shelf: Shelf) -> CaseRow:
    truth = case.truth
    country, probability = answer.leading
    likeness = same_state(truth.country, country, shelf) if country else ""
    return CaseRow(
        id=case.item.id, truth=truth.country, answer=country, probability=probability, answerable=case.answerable,
        abstained=not country, right=_right(case, answer, likeness), successor=likeness == "successor",
        top3=any(same_state(truth.country, c, shelf) for c in answer.top3) if truth.country else None,
        producer=answer.producers[0][0] if answer.producers else "",
        producer_right=_producer(case, answer, shelf, 1), producer_top3=_producer(case, answer, shelf, 3),
        year_right=bool(answer.years and answer.years[0] <= truth.year <= answer.years[1]) if truth.year else None,
        model_right=same_model(truth.model, answer.model, shelf) if truth.model else None,
        log_loss=_log_loss(case, answer, shelf),
    )  # fmt: skip


def _right(case: Case, answer: Answer, likeness: Likeness) -> bool | None:
    """An abstention is right where no answer was possible; one that leaves known makers undecided claims nothing. A country
    is judged by the truth, where that is known."""
    if not answer.leading[0]:
        return None if answer.undecided else not case.answerable
    return bool(likeness) if case.truth.country else None


def _producer(case: Case, answer: Answer, shelf: Shelf, first: int) -> bool | None:
    """Whether one of the `first` producers is the right one; the leading one only where a country was answered."""
    if not case.truth.producer:
        return None
    if first == 1 and answer.abstains:
        return False
    return any(same_producer(case.truth.producer, key, shelf) for key, _ in answer.producers[:first])


def _log_loss(case: Case, answer: Answer, shelf: Shelf) -> float | None:
    truth = case.truth.country
    if not truth and case.answerable:
        return None
    listed = [p for c, p in answer.countries if same_state(truth, c, shelf)]
    p = sum(listed)
    if not case.answerable:
        p += answer.open
    elif not listed:
        p = answer.open / max(1, len(shelf.states) - len(answer.countries))
    return round(-log(min(1.0, max(FLOOR, p))), 4)


def _share(values: Iterable[bool | None]) -> float | None:
    kept = [v for v in values if v is not None]
    return round(sum(kept) / len(kept), 4) if kept else None


def _mean(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 4) if values else None
