"""Does a printed reason name a fact that the sources state? By the words of the fact, as whole words, in the sentence itself."""

from __future__ import annotations

import re
from collections.abc import Iterable

from headstamp.scale.planted.plant import Feature

_EMPTY = frozenset(
    (
        "other",
        "goods",
        "mixed",
        "items",
        "cargo",
        "products",
        "parts",
        "equipment",
        "ordinary",
        "commercial",
        "general",
        "materials",
    )
)


def names_any(sentences: Iterable[str], features: Iterable[Feature]) -> bool:
    """Whether one of the sentences has the words of one of the features.

    Codes of countries and ports count as written only; of goods, words that say nothing ("parts") do not count alone.
    """
    found = [_pattern(term) for feature in features for term in feature.terms if term.lower() not in _EMPTY]
    return any(pattern.search(sentence) for sentence in sentences for pattern in found)


def _pattern(term: str) -> re.Pattern[str]:
    exact = term.isupper() and len(term) in (2, 5)
    return re.compile(rf"(?<!\w){re.escape(term)}(?!\w)", 0 if exact else re.I)
