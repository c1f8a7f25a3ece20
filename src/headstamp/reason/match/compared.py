"""One name against one name, word by word, with what each word was worth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from headstamp.reason.match.align import room
from headstamp.reason.match.index import Index
from headstamp.reason.match.native import F32, I32
from headstamp.reason.match.release import Release
from headstamp.reason.match.screen import judge
from headstamp.reason.match.similar import (
    ACRONYM,
    CONCEPT,
    EDIT,
    INITIAL,
    JOINED,
    KOREAN,
    MEANING,
    PREFIX,
    READING,
    SAME,
    SHORT,
    SKELETON,
)  # fmt: skip
from headstamp.reason.match.words import Words

HOW = {
    SAME: "the same word",
    READING: "the same spelling, read from another script or form",
    CONCEPT: "the same personal name",
    MEANING: "the same meaning, translated or abbreviated",
    KOREAN: "one Korean syllable in two romanisations",
    SKELETON: "the same consonants",
    EDIT: "a slip of the pen apart",
    PREFIX: "cut short",
    SHORT: "letters left out",
    INITIAL: "an initial",
    JOINED: "written as one word on one side",
    ACRONYM: "initials of the whole name",
}


@dataclass(frozen=True, slots=True)
class WordPair:
    """Words that were taken for each other, how, how alike (0..1), and the change of the log10 LR if neither stood there.

    A word without a partner has the other side empty; its `worth` is what the answer loses (below zero) for it."""

    query: tuple[str, ...]
    name: tuple[str, ...]
    how: str
    similarity: float
    worth: float


@dataclass(frozen=True, slots=True)
class Compared:
    """`log_lr` of the two names as they are, the pairs, the lone words, and the rest that no single word carries."""

    log_lr: float
    pairs: tuple[WordPair, ...]
    rest: float


def compare(
    query: I32, words: Words, texts: list[str], weight: F32, kind: int, row: int, index: Index, release: Release
) -> Compared:
    """The query's words (ids into `words`) against name `row` of the index."""
    c = index.columns
    name = c.word[c.first[row] : c.first[row + 1]]
    l_kind, weak = int(c.kind[c.entity[row]]), int(c.weak[row])
    space = room()

    def scored(qw: I32, lw: I32) -> float:
        logit = judge(
            qw, words.rows, words.forms, weight, kind, lw, index.words.rows, index.words.forms, c.weight, l_kind, weak,
            release.trees, space,
        )  # fmt: skip
        return release.log_lr_of(float(np.float32(logit)))

    whole = scored(query, name)
    sim, how = space[1].copy(), space[2].copy()
    pairs = []
    for q_part, l_part in _groups(space[0].copy(), len(query), len(name)):
        without = scored(_without(query, q_part), _without(name, l_part)) if len(q_part) < len(query) else 0.0
        kind_of = int(how[0, q_part[0]]) if q_part and l_part else 0
        likeness = float(sim[0, q_part[0]]) if q_part and l_part else 0.0
        pairs.append(
            WordPair(
                tuple(texts[query[i]] for i in q_part),
                tuple(index.texts[name[j]] for j in l_part),
                HOW.get(kind_of, "no counterpart"),
                likeness,
                round(whole - without, 3),
            )
        )
    return Compared(whole, tuple(pairs), round(whole - sum(p.worth for p in pairs), 3))


def _without(words: I32, left_out: list[int]) -> I32:
    return np.array([w for i, w in enumerate(words.tolist()) if i not in left_out], np.int32)


def _groups(with_: I32, n: int, m: int) -> list[tuple[list[int], list[int]]]:
    """Sets of words that belong together, in the order of the query; then words of the name alone."""
    groups: list[tuple[list[int], list[int]]] = []
    used: set[int] = set()
    done: set[int] = set()
    for i in range(n):
        if i in done:
            continue
        if with_[0, i] < 0:
            groups.append(([i], []))
            continue
        left = [k for k in range(n) if with_[0, k] >= 0 and with_[0, k] == with_[0, i]]
        right = sorted({int(with_[0, i]), *(j for j in range(m) if with_[1, j] >= 0 and with_[1, j] in left)} - used)
        done.update(left)
        used.update(right)
        groups.append((left, right))
    return groups + [([], [j]) for j in range(m) if j not in used]
