"""Sentences that are an author's own: a cause, a forecast, an assessment, another explanation. Kept apart and never an event."""

from __future__ import annotations

import re
from functools import lru_cache

from headstamp.core.statement import Realis, Statement, StatementKind
from headstamp.reason.read.lexicon import Lexicon
from headstamp.reason.read.tree import Tree


def cause_named(lexicon: Lexicon, text: str) -> bool:
    """A cause that the author gives: as a result, because of, led to. It is a judgement and no event."""
    return _has(lexicon, "cause", text)


def forecast_made(lexicon: Lexicon, text: str) -> bool:
    """A forecast: something could spread, spill over, endanger. It is a judgement and no event."""
    return _has(lexicon, "forecast", text, before=r"(?:could|may|might|will)\s+(?:\w+\s+){0,2}")


def assessment_given(lexicon: Lexicon, text: str) -> bool:
    """An assessment in the author's own name: we judge, in my view, it is likely that."""
    return _has(lexicon, "view", text)


def other_explanation(lexicon: Lexicon, text: str) -> bool:
    """Another explanation for the same facts: it stands beside the first and is no event."""
    return _has(lexicon, "other", text)


def motive_named(lexicon: Lexicon, text: str) -> bool:
    """A purpose, such as hard currency or influence: why, not what."""
    return _has(lexicon, "motive", text) and _has(lexicon, "motivegoal", text)


def method_told(lexicon: Lexicon, text: str) -> bool:
    """How weapons are traced: a method, not an event."""
    return _has(lexicon, "method", text)


def _has(lexicon: Lexicon, cue: str, text: str, before: str = "") -> bool:
    phrases = tuple(lexicon.cues.get(cue, ()))
    return bool(phrases) and _pattern(phrases, before).search(text) is not None


@lru_cache(maxsize=64)
def _pattern(phrases: tuple[str, ...], before: str) -> re.Pattern[str]:
    return re.compile(rf"\b{before}(?:{'|'.join(map(re.escape, phrases))})\b", re.I)


_KINDS = (
    (other_explanation, StatementKind.EXPLANATION, Realis.POSSIBLE),
    (forecast_made, StatementKind.JUDGEMENT, Realis.POSSIBLE),
    (cause_named, StatementKind.JUDGEMENT, Realis.ACTUAL),
    (assessment_given, StatementKind.JUDGEMENT, Realis.POSSIBLE),
    (motive_named, StatementKind.MOTIVE, Realis.GENERIC),
    (method_told, StatementKind.METHOD, Realis.ACTUAL),
)
AUTHOR_RULES = tuple(rule for rule, _, _ in _KINDS)


def author(tree: Tree, number: int, events: bool) -> Statement | None:
    """The author's own statement of a sentence, if it is one. A method or motive is looked for only where it holds no event."""
    sentence = tree.parsed.sentences[number]
    text = tree.document.text[sentence.start : sentence.end]
    for rule, kind, realis in _KINDS:
        if events and kind in (StatementKind.METHOD, StatementKind.MOTIVE):
            continue
        if rule(tree.lexicon, text):
            return Statement(
                id="?", document=tree.document.id, kind=kind, span=tree.document.span(sentence.start, sentence.end),
                realis=realis, core=False, rules=(rule.__name__,), voice_kind=tree.document.voice,
            )  # fmt: skip
    return None
