"""One party against the list, with reasons: the Finding of a match, and why a silence is silent."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from headstamp.core.party import Party
from headstamp.reason.match.batch import Asked, ask
from headstamp.reason.match.compared import Compared, compare
from headstamp.reason.match.facts import Fact, facts
from headstamp.reason.match.matcher import FLOOR, KINDS, Matcher

NOTHING_SAID = Compared(0.0, (), 0.0)  # of a name without a letter that can be compared


@dataclass(frozen=True, slots=True)
class Candidate:
    """A listed party as an answer: its index in the matcher, the row of its name, which name of the query met it, the words,
    facts and the log10 likelihood ratio of all of it."""

    party: int
    row: int
    asked: str
    compared: Compared
    facts: tuple[Fact, ...]
    log_lr: float


def candidates(
    party: Party, matcher: Matcher, *, top: int = 5, floor: float = FLOOR, asked: Asked | None = None
) -> tuple[Candidate, ...]:
    """Listed parties that any name of `party` is like, best first; `asked`: its names as words, where they were read already. The
    same name likelihoods as `Matcher.screen` gives. A party that bears a number of `party` is weighed however far its name is,
    and shown whatever `floor` where that number names one thing worldwide (`numbers.WORLDWIDE`)."""
    asked = asked or read_party(party, matcher)
    kind = KINDS[party.kind]
    hits = matcher.screen_asked(asked, [kind] * len(party.names), floor=floor - 2.0, top=2 * top)
    best: dict[int, tuple[float, int, int]] = {}
    columns = (hits.query.tolist(), hits.party.tolist(), hits.row.tolist(), hits.log_lr.tolist())
    for query, listed, row, log_lr in zip(*columns, strict=True):
        if listed not in best or log_lr > best[listed][0]:
            best[listed] = (log_lr, row, query)
    bearers = matcher.numbers.bearers(party.identifiers)
    for listed in bearers.keys() - best.keys():
        near, query, row = nearest_of(asked, kind, listed, matcher)
        best[listed] = (near.log_lr, row, query)
    found = []
    for listed, (log_lr, row, query) in best.items():
        beside = facts(party, matcher.parties[listed])
        total = log_lr + sum(f.weight for f in beside)
        if total >= floor or bearers.get(listed):
            found.append((total, listed, row, query, beside))
    found.sort(key=lambda c: (-c[0], c[1]))
    return tuple(
        Candidate(listed, row, party.names[query].text, compared(asked, query, kind, row, matcher), beside, round(total, 3))
        for total, listed, row, query, beside in found[:top]
    )


def read_party(party: Party, matcher: Matcher) -> Asked:
    """The names of a party as words."""
    return ask([name.text for name in party.names], matcher.release.weights, matcher.lexicon)


def compared(asked: Asked, query: int, kind: int, row: int, matcher: Matcher) -> Compared:
    """Name `query` of those asked against one name of the list, word by word."""
    words = asked.of(query)
    if not len(words):
        return NOTHING_SAID
    return compare(words, asked.words, asked.texts, asked.weight, kind, row, matcher.index, matcher.release)


def names_compared(text: str, kind: int, row: int, matcher: Matcher) -> Compared:
    """One text against one name of the list, word by word."""
    return compared(ask([text], matcher.release.weights, matcher.lexicon), 0, kind, row, matcher)


def nearest_name(party: Party, listed: int, matcher: Matcher) -> tuple[str, int, Compared]:
    """(name asked, row, comparison) of the name of a listed party that comes nearest, however far: why a silence is silent."""
    near, query, row = nearest_of(read_party(party, matcher), KINDS[party.kind], listed, matcher)
    return party.names[query].text, row, near


def nearest_of(asked: Asked, kind: int, listed: int, matcher: Matcher) -> tuple[Compared, int, int]:
    """(comparison, which name asked, row) where a name asked comes nearest to one of a listed party, however far. A name without
    a letter that can be compared speaks neither for nor against."""
    rows = np.nonzero(matcher.index.columns.entity == listed)[0].tolist()
    names = [i for i in range(len(asked.read.first) - 1) if len(asked.of(i))] or [0]
    tried = [(compared(asked, i, kind, row, matcher), i, row) for i in names for row in rows]
    return max(tried, key=lambda t: (t[0].log_lr, -t[2], -t[1]))
