"""How the tool does on finds whose origin is known: answers against truth, stated against observed probability."""

from __future__ import annotations

from collections.abc import Iterable

from headstamp.core.case import Case, Truth
from headstamp.reason.evaluate.answer import Answer, answer_of
from headstamp.reason.evaluate.calibration import Bin, RiskPoint
from headstamp.reason.evaluate.score import CaseRow, Scores, score
from headstamp.reason.trace import trace
from headstamp.reference.shelf import Shelf


def evaluate(cases: Iterable[Case], shelf: Shelf, *, use_context: bool = True, set_aside: int = 0) -> Scores:
    """Trace every case and score the answers against the truth; `set_aside` = lines of the file that could not be read.

    Pure: the same cases and shelf give the same Scores. Shapes and methods: `Scores`.
    """
    kept = tuple(cases)
    answers = [answer_of(trace(case.item, shelf, use_context=use_context)) for case in kept]
    return score(kept, answers, shelf, set_aside=set_aside)


__all__ = ["Answer", "Bin", "Case", "CaseRow", "RiskPoint", "Scores", "Truth", "answer_of", "evaluate", "score"]
