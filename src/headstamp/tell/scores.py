"""The figures of an evaluation, for people and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from headstamp.core.finding import canonical_json

if TYPE_CHECKING:
    from headstamp.reason.evaluate import Scores

FIGURES: tuple[tuple[str, str], ...] = (
    ("n", "cases"),
    ("answerable", "of those, an answer was possible"),
    ("set_aside", "lines that could not be read"),
    ("country_top1", "country is the first answer"),
    ("country_top3", "country is among the first three"),
    ("producer_top1", "producer is the first answer"),
    ("producer_top3", "producer is among the first three"),
    ("year_accuracy", "year lies in the stated period"),
    ("model_accuracy", "model is the first answer"),
    ("log_loss", "mean -ln of the probability of the truth"),
    ("ece", "calibration error, the open answer included"),
    ("ece_answers", "calibration error of the countries answered"),
    ("ece_chance", "what perfect calibration would show on as few cases"),
    ("confident_wrong", "wrong country at 80 % or more"),
    ("wrong", "wrong country at any probability"),
    ("abstained", "abstained"),
    ("abstained_answerable", "abstained where an answer was possible"),
    ("answered_unanswerable", "answered where none was possible"),
    ("successor_matches", "right by one state having followed the other"),
)
"""Each figure with its meaning, in the order in which it is printed."""


def figures(scores: Scores) -> dict[str, float | int | None]:
    """The figures as numbers; `confident_wrong` is how many. None where no case bears on a figure."""
    raw = {name: getattr(scores, name) for name, _ in FIGURES}
    return {name: len(value) if isinstance(value, tuple) else value for name, value in raw.items()}


def scores_text(scores: Scores) -> str:
    """One line a figure, then the cases that were answered wrongly with confidence."""
    lines = []
    for (name, meaning), value in zip(FIGURES, figures(scores).values(), strict=True):
        shown = "-" if value is None else f"{value:.3f}" if isinstance(value, float) else f"{value:,}"
        lines.append(f"{name:<22}{shown:>9}  {meaning}")
    lines += [
        f"  {row.id}: {row.truth} was answered as {row.answer} at {row.probability:.0%}"
        for row in scores.cases
        if row.id in scores.confident_wrong
    ]
    return "\n".join(lines)


def scores_json(scores: Scores) -> str:
    """All of `Scores` as canonical JSON, with `confident_wrong` as a number and its ids beside it."""
    full = scores.model_dump(mode="json")
    return canonical_json({**full, **figures(scores), "confident_wrong_ids": full["confident_wrong"]})
