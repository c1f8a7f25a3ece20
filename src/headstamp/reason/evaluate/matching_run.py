"""Labelled queries put to the matcher itself: a plain list is filed, every query is asked, every close look is ranked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from headstamp.reason.evaluate.matching import Answer
from headstamp.reason.match.batch import ask, screen_asked
from headstamp.reason.match.index import Index, build
from headstamp.reason.match.native import F32, I32
from headstamp.reason.match.release import Release
from headstamp.reason.match.words import Lexicon
from headstamp.reason.weigh import listed_probability

# By schema of FollowTheMoney; the numbers of matcher.KINDS. A LegalEntity may be a person or a firm: nothing is known.
KIND_OF = {
    "person": 1, "organization": 2, "organisation": 2, "company": 2, "publicbody": 2, "vessel": 3, "airplane": 4, "aircraft": 4,
}  # fmt: skip
DEPTH = 10  # hits kept a query, as many as r10 looks at


@dataclass(frozen=True, eq=False)
class Filed:
    """A plain list ready to be asked; the release is the shipped one, or one with word weights that know this list too."""

    index: Index
    release: Release
    lexicon: Lexicon
    weighed: str  # where the word weights come from, in words


@dataclass(frozen=True, eq=False)
class Ranked:
    """The hits of a batch: query i has `count[i]` entities `entity[i, :]` with log10 likelihood ratios, best first."""

    count: I32
    entity: I32
    log_lr: F32


def kinds_of(schemas: Sequence[str]) -> list[int]:
    """Numbers of `matcher.KINDS`; 0 (unknown) for any other schema and for none."""
    return [KIND_OF.get(schema.strip().casefold(), 0) for schema in schemas]


def file_list(names: Sequence[str], entity: Sequence[int], schemas: Sequence[str], release: Release, lexicon: Lexicon) -> Filed:
    """File name i of entity `entity[i]`, whose schema is `schemas[entity[i]]`."""
    index, _ = build(names, entity, kinds_of(schemas), lexicon, release.weights)
    return Filed(index, release, lexicon, "of the release")


def rank(texts: Sequence[str], schemas: Sequence[str], filed: Filed) -> Ranked:
    """The entities nearest each text, one thread, however unlikely; at most `DEPTH` a text."""
    asked = ask(texts, filed.release.weights, filed.lexicon)
    out, _ = screen_asked(asked, kinds_of(schemas), filed.index, filed.release.weights, filed.release.trees)
    looked = np.arange(out.name.shape[1])[None, :] < out.count[:, None]
    query, place = np.nonzero(looked)
    entity = filed.index.columns.entity[out.name[query, place]]
    _, first = np.unique(query.astype(np.int64) << 32 | entity, return_index=True)  # the best name of each entity
    first.sort()
    query, place, entity = query[first], place[first], entity[first]
    begins = np.searchsorted(query, np.arange(len(texts) + 1))
    nth = np.arange(len(query)) - begins[query]
    keep = nth < DEPTH
    shape = (len(texts), DEPTH)
    ranked = Ranked(np.minimum(np.diff(begins), DEPTH).astype(np.int32), np.zeros(shape, np.int32), np.zeros(shape, np.float32))
    ranked.entity[query[keep], nth[keep]] = entity[keep]
    ranked.log_lr[query[keep], nth[keep]] = filed.release.log_lr(out.logit[query[keep], place[keep]])
    return ranked


def answers(ranked: Ranked, ids: Sequence[str], prior: float) -> list[Answer]:
    """Hits by entity id, with the probability of the top one where `prior` is the share of queries that have a right answer."""
    prior = min(max(prior, 1e-6), 1 - 1e-6)
    out = []
    for count, entity, log_lr in zip(ranked.count.tolist(), ranked.entity.tolist(), ranked.log_lr.tolist(), strict=True):
        hits = tuple((ids[e], score) for e, score in zip(entity[:count], log_lr[:count], strict=True))
        out.append(Answer(hits, listed_probability(log_lr[0], prior) if count else 0.0))
    return out
