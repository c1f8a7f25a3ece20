"""Names of a batch against a matcher, each distinct name once: hits as plain values, the same as one party alone would get."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from headstamp.reason.match.batch import Asked, screen_asked
from headstamp.reason.match.batch import ask as as_words
from headstamp.reason.match.finding import THRESHOLD
from headstamp.reason.match.matcher import Matcher
from headstamp.reason.match.native import F32
from headstamp.reason.match.screen import Close

Query = tuple[str, int]  # a name and the number of its kind (matcher.KINDS)
Hit = tuple[int, int, float]  # party, row of its name, log10 likelihood ratio of the names


class Answer(NamedTuple):
    """What one name met. `words`: how many could be compared, 0 = not comparable; `left_out`: words or signs beyond the most that
    are compared; `cut`: rough score from which another listed name would change this answer, 0 = any contact would."""

    hits: tuple[Hit, ...]
    words: int
    left_out: int
    cut: float

    @property
    def near(self) -> bool:
        """True where the name by itself comes as near to a listed one as is shown when it is typed alone."""
        return any(value >= THRESHOLD for _, _, value in self.hits)


def ask(queries: Sequence[Query], matcher: Matcher, *, floor: float, top: int, threads: int = 1) -> list[Answer]:
    """An answer a query, with hits of at least `floor` (log10 LR), at most `top`, best first; the numbers of `Matcher.screen`."""
    if not queries:
        return []
    out, asked = _screened(queries, matcher, threads)
    hits = _hits(out, matcher, floor, top)
    words = np.diff(asked.read.first).tolist()
    cut = _cut(out).tolist()
    return [Answer(*each) for each in zip(hits, words, asked.read.cut.tolist(), cut, strict=True)]


def _screened(queries: Sequence[Query], matcher: Matcher, threads: int) -> tuple[Close, Asked]:
    release = matcher.release
    asked = as_words([name for name, _ in queries], release.weights, matcher.lexicon)
    kinds = np.fromiter((kind for _, kind in queries), np.uint8, len(queries))
    return screen_asked(asked, kinds, matcher.index, release.weights, release.trees, threads=threads)[0], asked


def _hits(out: Close, matcher: Matcher, floor: float, top: int) -> list[tuple[Hit, ...]]:
    log_lr = matcher.release.log_lr(out.logit)
    looked = np.arange(out.logit.shape[1])[None, :] < out.count[:, None]
    query, rank = np.nonzero(looked & (log_lr >= floor))
    row = out.name[query, rank]
    party = matcher.index.columns.entity[row]
    found: list[list[Hit]] = [[] for _ in range(len(out.count))]
    met: list[set[int]] = [set() for _ in range(len(out.count))] if len(query) else []
    for q, p, r, value in zip(query.tolist(), party.tolist(), row.tolist(), log_lr[query, rank].tolist(), strict=True):
        if p not in met[q] and len(met[q]) < top:
            met[q].add(p)
            found[q].append((p, r, value))
    return [tuple(each) for each in found]


def _cut(out: Close) -> F32:
    """No greater than the least rough score that was looked at: the few best are looked at however far they are behind."""
    looked = np.arange(out.rough.shape[1])[None, :] < out.count[:, None]
    least = np.where(looked, out.rough, np.inf).min(axis=1)
    return np.asarray(np.where(out.cut > 0, np.minimum(out.cut, least), 0.0), np.float32)


def reach(queries: Sequence[Query], matcher: Matcher, *, threads: int = 1) -> F32:
    """The best rough score of any name of the matcher for each query; -1 where there is no contact at all."""
    out, _ = _screened(queries, matcher, threads)
    looked = np.arange(out.rough.shape[1])[None, :] < out.count[:, None]
    return np.asarray(np.where(looked, out.rough, -1.0).max(axis=1), np.float32)


def key_of(query: Query) -> int:
    """64 bits that stand for a name and its kind in the file of names asked."""
    text = f"{query[1]} {query[0]}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big")


class Memo:
    """Answers to names asked before in the same run, so that a name that comes back is not screened again. Bounded by names and
    by their signs: when it is full, the older half goes."""

    def __init__(self, most: int = 400_000, signs: int = 32 << 20) -> None:
        self._most, self._signs = max(1, most // 2), max(1, signs // 2)
        self._size = 0  # signs of the names in the newer half
        self._new: dict[Query, Answer] = {}
        self._old: dict[Query, Answer] = {}

    def get(self, query: Query) -> Answer | None:
        """The answer, where it is still known."""
        found = self._new.get(query)
        return found if found is not None else self._old.get(query)

    def put(self, query: Query, answer: Answer) -> None:
        """Keep an answer; very long names are not kept."""
        if len(query[0]) > 400:
            return
        if len(self._new) >= self._most or self._size >= self._signs:
            self._old, self._new, self._size = self._new, {}, 0
        self._size += len(query[0])
        self._new[query] = answer
