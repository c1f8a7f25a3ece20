"""One batch of names against an index, in as many threads as asked for."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from headstamp.reason.match.features import COUNT
from headstamp.reason.match.gather import BUDGET, BUDGET_SHARE, CLOSE, scratch
from headstamp.reason.match.index import Index
from headstamp.reason.match.lookup import look_up
from headstamp.reason.match.native import F32, I32, U8
from headstamp.reason.match.screen import Close, close, screen
from headstamp.reason.match.trees import Trees
from headstamp.reason.match.weights import Weights
from headstamp.reason.match.words import Lexicon, Read, Reader, Words

NONE = np.zeros(0, np.int32)


@dataclass(frozen=True, eq=False, slots=True)
class Asked:
    """Names as words, with what each word is worth and how many names it leads to. `texts[w]` is word w as read."""

    read: Read
    words: Words
    weight: F32
    mass: F32
    texts: list[str]

    def of(self, i: int) -> I32:
        """The words of name i."""
        return self.read.words[self.read.first[i] : self.read.first[i + 1]]


def ask(names: Sequence[str], weights: Weights, lexicon: Lexicon) -> Asked:
    """Read names into words."""
    reader = Reader(lexicon)
    read = reader.read(names)
    words = reader.columns()
    return Asked(read, words, *weights.of(words), reader.texts)


def screen_batch(
    names: Sequence[str],
    kinds: Sequence[int] | U8,
    index: Index,
    weights: Weights,
    trees: Trees,
    lexicon: Lexicon,
    *,
    threads: int = 1,
    skip_name: I32 = NONE,
    skip_entity: I32 = NONE,
    measure: bool = False,
) -> tuple[Close, F32, Read]:
    """(close look, features where `measure`, the names as words). `skip_*`: per query a name or entity left out, -1 = none."""
    asked = ask(names, weights, lexicon)
    out, features = screen_asked(
        asked, kinds, index, weights, trees, threads=threads, skip_name=skip_name, skip_entity=skip_entity, measure=measure
    )
    return out, features, asked.read


def screen_asked(
    asked: Asked,
    kinds: Sequence[int] | U8,
    index: Index,
    weights: Weights,
    trees: Trees,
    *,
    threads: int = 1,
    skip_name: I32 = NONE,
    skip_entity: I32 = NONE,
    measure: bool = False,
) -> tuple[Close, F32]:
    """The same for names that were read."""
    queries = len(asked.read.first) - 1
    alike = look_up(asked.words, index.words, index.columns)
    out = close(queries)
    features = np.zeros((queries if measure else 0, CLOSE, COUNT), np.float32)
    kind = np.asarray(kinds, np.uint8)
    budget = BUDGET + weights.total * BUDGET_SHARE  # frozen with the release, so that a longer list changes no other answer

    def part(lo: int, hi: int) -> None:
        room = index.pool.pop() if index.pool else scratch(index.names)
        screen(
            lo, hi, asked.read.first, asked.read.words, kind, asked.words, asked.weight, asked.mass, alike, index.words,
            index.columns, trees, budget, room, skip_name, skip_entity, out, features,
        )  # fmt: skip
        index.pool.append(room)

    if threads <= 1 or queries < 64 * threads:
        part(0, queries)
    else:
        edges = np.linspace(0, queries, threads + 1).astype(int)
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(part, edges[:-1].tolist(), edges[1:].tolist()))
    return out, features
