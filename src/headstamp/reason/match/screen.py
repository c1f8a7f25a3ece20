"""Many names against a list, natively: the same steps for one query and for ten million."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from headstamp.reason.match.align import align
from headstamp.reason.match.align import room as align_room
from headstamp.reason.match.features import COUNT, LONG, graded, measure, prepare
from headstamp.reason.match.gather import CLOSE, MOST_QUERIES, Scratch, gather
from headstamp.reason.match.index import Columns
from headstamp.reason.match.keys import pair_keys
from headstamp.reason.match.lookup import Alike
from headstamp.reason.match.native import F32, I32, U8, U64, Num, native
from headstamp.reason.match.trees import Trees, walk
from headstamp.reason.match.words import Words

WORTH = 0.25  # rough score below which no close look was ever worth it (one right answer in 2,000 of the tune half)
SURE_LOOK = 10  # names that get a close look however far behind; others need
FAR_BEHIND = 0.5  # this share of the best rough score


class Close(NamedTuple):
    """The close look of a batch: query i has `count[i]` names `name[i, :]`, with rough scores, features and log-odds, best
    first."""

    count: I32  # type: ignore[assignment]  # a column, not the method of tuples
    name: I32
    rough: F32
    logit: F32
    cut: F32  # rough score below which names were left out; 0 = none were


def close(queries: int) -> Close:
    """Fresh room for a batch."""
    return Close(
        np.zeros(queries, np.int32),
        np.zeros((queries, CLOSE), np.int32),
        np.zeros((queries, CLOSE), np.float32),
        np.zeros((queries, CLOSE), np.float32),
        np.zeros(queries, np.float32),
    )


def screen(
    lo: int, hi: int, first: I32, word: I32, kind: U8, q: Words, weight: F32, mass: F32, alike: Alike, w: Words, c: Columns,
    trees: Trees, budget: float, s: Scratch, skip_name: I32, skip_entity: I32, out: Close, features: F32,
) -> None:  # fmt: skip
    """Queries `lo:hi` of a batch. `features` is (0, 0, 0), or (queries, CLOSE, COUNT) to keep what was measured, unsorted."""
    if s.used[0] + hi - lo > MOST_QUERIES:
        s.turn[:] = -1
        s.used[0] = 0
    _screen(
        int(s.used[0]), lo, hi, first, word, kind, q.rows, q.forms, weight, mass, alike.first, alike.word, alike.sim, w.rows,
        w.forms, c, trees,
        budget, s, align_room(), skip_name, skip_entity, out, features,
    )  # fmt: skip
    s.used[0] += hi - lo


@native
def _screen(
    base_query: Num, lo: Num, hi: Num, first: I32, word: I32, kind: U8, q: U64, qf: U64, weight: F32, mass: F32, alike_first: I32,
    alike_word: I32, alike_sim: F32, w: U64, wf: U64, c: Columns, trees: Trees, budget: float, s: Scratch, space: Any,
    skip_name: I32, skip_entity: I32, out: Close, features: F32,
) -> None:  # fmt: skip
    f = np.zeros(COUNT, np.float32)
    names = np.empty(CLOSE, np.int32)
    rough = np.empty(CLOSE, np.float32)
    masks = np.zeros(128, np.uint64)
    l_run = np.zeros(LONG, np.uint8)
    with_, sim, how, grid, ways, letters, joined, pairs = space
    score, best, last, touched, heap, heap_score = s.score, s.best, s.turn, s.touched, s.heap, s.heap_score
    l_first, l_word, entity, weak, l_kind = c.first, c.word, c.entity, c.weak, c.kind
    w_weight, total, post_first, post = c.weight, c.total, c.post_first, c.post
    key_first, key_tag, key_word, join_first, join_tag, join_name = (
        c.key_first, c.key_tag, c.key_word, c.join_first, c.join_tag, c.join_name,
    )  # fmt: skip
    limit, feature, leaf, base = trees.limit, trees.feature, trees.leaf, trees.base[0]
    count, name_out, rough_out, logit_out, cut = out.count, out.name, out.rough, out.logit, out.cut
    keep = len(features) > 0
    for i in range(lo, hi):
        words = word[first[i] : first[i + 1]]
        count[i] = 0
        if len(words) == 0:
            continue
        sn = skip_name[i] if len(skip_name) else -1
        se = skip_entity[i] if len(skip_entity) else -1
        n = gather(
            base_query + i - lo, words, q, qf, weight, mass, alike_first, alike_word, alike_sim, w, wf, w_weight, post_first,
            post, key_first,
            key_tag, key_word, join_first, join_tag, join_name, entity, total, score, best, last, touched, heap, heap_score,
            budget, sn, se, letters, joined, pairs, names, rough,
        )  # fmt: skip
        cut[i] = rough[n - 1] if n == CLOSE else 0.0
        if not keep:
            behind = FAR_BEHIND * rough[0] if n > SURE_LOOK else 0.0
            while n > 0 and (rough[n - 1] < WORTH or (n > SURE_LOOK and rough[n - 1] < behind)):
                n -= 1
                cut[i] = max(cut[i], rough[n])
            cut[i] = max(cut[i], WORTH)
        count[i] = n
        q_run = prepare(words, q, qf, l_run, masks)
        for k in range(n):
            name = names[k]
            lw = l_word[l_first[name] : l_first[name + 1]]
            align(words, q, qf, weight, lw, w, wf, w_weight, with_, sim, how, grid, ways, letters, joined, pairs)
            measure(
                words, q, qf, weight, lw, w, wf, w_weight, with_, sim, how, kind[i], l_kind[entity[name]], weak[name], q_run,
                masks, l_run, f,
            )  # fmt: skip
            logit = walk(limit, feature, leaf, base, f) + graded(f)
            at = k
            if keep:
                features[i, k] = f
            else:
                while at > 0 and logit_out[i, at - 1] < logit:
                    name_out[i, at], rough_out[i, at] = name_out[i, at - 1], rough_out[i, at - 1]
                    logit_out[i, at] = logit_out[i, at - 1]
                    at -= 1
            name_out[i, at], rough_out[i, at], logit_out[i, at] = name, rough[k], logit


@native
def judge(
    qw: I32, q: U64, qf: U64, weight: F32, q_kind: Num, lw: I32, w: U64, wf: U64, w_weight: F32, l_kind: Num, weak: Num,
    trees: Trees, space: Any,
) -> Num:  # fmt: skip
    """The log-odds of one query and one name, by the same steps as a batch. Pairs are left in `space` (see `align.room`)."""
    with_, sim, how, grid, ways, letters, joined, pairs = space
    f = np.zeros(COUNT, np.float32)
    masks = np.zeros(128, np.uint64)
    run = np.zeros(LONG, np.uint8)
    n = prepare(qw, q, qf, run, masks)
    pair_keys(q, qf, qw, pairs)
    align(qw, q, qf, weight, lw, w, wf, w_weight, with_, sim, how, grid, ways, letters, joined, pairs)
    measure(qw, q, qf, weight, lw, w, wf, w_weight, with_, sim, how, q_kind, l_kind, weak, n, masks, run, f)
    return walk(trees.limit, trees.feature, trees.leaf, trees.base[0], f) + graded(f)
