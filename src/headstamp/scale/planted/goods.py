"""The heading that a declared text would most plausibly be filed under, drawn: the sources of no case state its code.

Texts are set against the phrases of honest cargo by shared words, rare words counting more (inverse document frequency, Sparck
Jones 1972); one of the best headings is drawn in proportion, then kept or miscoded as honest papers are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from math import log

import numpy as np

from headstamp.scale.planted.tables import read
from headstamp.scale.planted.wording import words_of
from headstamp.scale.planted.world import world

_BEST = 4


@cache
def _index() -> tuple[dict[str, set[int]], dict[str, float], list[int], list[float]]:
    rows = [row for row in read("phrases") if row["language"] == "en"]
    where: dict[str, set[int]] = defaultdict(set)
    seen: Counter[str] = Counter()
    for at, row in enumerate(rows):
        for word in words_of(row["phrase"]):
            where[word].add(at)
            seen[word] += 1
    rarity = {word: log(len(rows) / count) for word, count in seen.items()}
    heading = [world().heading[row["heading"]] for row in rows]
    length = [sum(rarity[word] for word in words_of(row["phrase"])) for row in rows]
    return dict(where), rarity, heading, length


def likely_headings(text: str, begins: tuple[str, ...] = ()) -> dict[int, float]:
    """Up to four headings by index with their likeness (above 0); `begins` limits them to codes with these beginnings."""
    where, rarity, heading, length = _index()
    words = words_of(text)
    whole = sum(rarity.get(word, 6.0) for word in words) or 1.0
    shared: dict[int, float] = defaultdict(float)
    for word in words:
        for at in where.get(word, ()):
            shared[at] += rarity[word]
    best: dict[int, float] = {}
    for at, weight in shared.items():
        code = heading[at]
        if _allowed(world().headings[code], begins):
            best[code] = best.get(code, 0.0) + weight * weight / (whole * (length[at] or 1.0))  # many phrases: its own word
    return dict(sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))[:_BEST])


def headings_for(text: str, begins: tuple[str, ...], rng: np.random.Generator) -> int:
    """One heading by index for a declared text; by share of trade where the text says nothing."""
    here = world()
    likely = likely_headings(text, begins) or likely_headings(text)
    if not likely:
        allowed = np.array([_allowed(code, begins) for code in here.headings])
        share = here.share * (allowed if allowed.any() else 1.0)
        return int(rng.choice(len(share), p=share / share.sum()))
    codes, weights = list(likely), np.array(list(likely.values())) ** 3
    return int(codes[rng.choice(len(codes), p=weights / weights.sum())])


def _allowed(code: str, begins: tuple[str, ...]) -> bool:
    return not begins or any(code.startswith(start[:4]) for start in begins)
