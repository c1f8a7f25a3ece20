"""One batch of names against an index, in as many threads as asked for."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from headstamp.reason.match.features import COUNT
from headstamp.reason.match.gather import BUDGET, BUDGET_SHARE, CLOSE, scratch
from headstamp.reason.match.index import Index
from headstamp.reason.match.lookup import look_up
from headstamp.reason.match.native import F32, I32, U8
from headstamp.reason.match.screen import Close, close, screen
from headstamp.reason.match.trees import Trees
from headstamp.reason.match.weights import Weights
from headstamp.reason.match.words import Lexicon, Read, Reader

NONE = np.zeros(0, np.int32)


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
    reader = Reader(lexicon)
    read = reader.read(names)
    words = reader.columns()
    weight, mass = weights.of(words)
    alike = look_up(words, index.words, index.columns)
    out = close(len(names))
    features = np.zeros((len(names) if measure else 0, CLOSE, COUNT), np.float32)
    kind = np.asarray(kinds, np.uint8)
    budget = BUDGET + weights.total * BUDGET_SHARE  # frozen with the release, so that a longer list changes no other answer

    def part(lo: int, hi: int) -> None:
        screen(
            lo, hi, read.first, read.words, kind, words, weight, mass, alike, index.words, index.columns, trees, budget,
            scratch(index.names), skip_name, skip_entity, out, features,
        )  # fmt: skip

    if threads <= 1 or len(names) < 64 * threads:
        part(0, len(names))
    else:
        edges = np.linspace(0, len(names), threads + 1).astype(int)
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(part, edges[:-1].tolist(), edges[1:].tolist()))
    return out, features, read
