"""One party against the list, with reasons: the Finding of a match, and why a silence is silent."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from headstamp.core.party import Party
from headstamp.reason.match.compared import Compared, compare
from headstamp.reason.match.facts import Fact, facts
from headstamp.reason.match.matcher import FLOOR, KINDS, Matcher
from headstamp.reason.match.words import Reader


@dataclass(frozen=True, slots=True)
class Candidate:
    """A listed party as an answer: its index in the matcher, the row of its name, which name of the query met it, the words, facts
    and the log10 likelihood ratio of all of it."""

    party: int
    row: int
    asked: str
    compared: Compared
    facts: tuple[Fact, ...]
    log_lr: float


def candidates(party: Party, matcher: Matcher, *, top: int = 5, floor: float = FLOOR) -> tuple[Candidate, ...]:
    """Listed parties that any name of `party` is like, best first. The same name likelihoods as `Matcher.screen` gives."""
    texts = [name.text for name in party.names]
    kind = KINDS[party.kind]
    hits = matcher.screen(texts, [kind] * len(texts), floor=floor - 2.0, top=2 * top)
    best: dict[int, tuple[float, int, int]] = {}
    for query, listed, row, log_lr in zip(hits.query.tolist(), hits.party.tolist(), hits.row.tolist(), hits.log_lr.tolist(), strict=True):
        if listed not in best or log_lr > best[listed][0]:
            best[listed] = (log_lr, row, query)
    found = []
    for listed, (log_lr, row, query) in best.items():
        beside = facts(party, matcher.parties[listed])
        total = log_lr + sum(f.weight for f in beside)
        if total >= floor:
            found.append((total, listed, row, texts[query], beside))
    found.sort(key=lambda c: (-c[0], c[1]))
    return tuple(
        Candidate(listed, row, text, names_compared(text, kind, row, matcher), beside, round(total, 3))
        for total, listed, row, text, beside in found[:top]
    )


def names_compared(text: str, kind: int, row: int, matcher: Matcher) -> Compared:
    """One text against one name of the list, word by word."""
    reader = Reader(matcher.lexicon)
    read = reader.read([text])
    words = reader.columns()
    weight, _ = matcher.release.weights.of(words)
    return compare(read.words, words, reader.texts, weight, kind, row, matcher.index, matcher.release)


def nearest_name(party: Party, listed: int, matcher: Matcher) -> tuple[str, int, Compared]:
    """(name asked, row, comparison) of the name of a listed party that comes nearest, however far: why a silence is silent."""
    rows = np.nonzero(matcher.index.columns.entity == listed)[0].tolist()
    kind = KINDS[party.kind]
    tried = [(n.text, row, names_compared(n.text, kind, row, matcher)) for n in party.names for row in rows]
    return max(tried, key=lambda t: (t[2].log_lr, -t[1]))
