"""From the words of a query to the few names of the list that are worth a close look.

Words are followed rarest first, by the frozen counts of the release, until a budget of postings is spent; so which names are
reached does not depend on what else the list holds.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from headstamp.reason.match.index import ACRONYM_SALT, acronym_key
from headstamp.reason.match.keys import pair_keys, salted, skeleton_key, whole_key
from headstamp.reason.match.native import F32, I32, I64, U8, U16, U64, Num, native
from headstamp.reason.match.spelling import MOST, ZERO, distance, letter, pack, size
from headstamp.reason.match.words import forms_of

BUDGET = 2500.0  # postings followed for one query, and
BUDGET_SHARE = 1.0 / 40.0  # this share of the names more
CLOSE = 24  # names that are compared word by word
HEAP = 64
PER_ENTITY = 3  # of them of one party
OF_QUERY = 0.55  # how much unmatched words of the query count against a name, beside
OF_NAME = 0.45  # unmatched words of the name
MOST_QUERIES = 30_000_000  # that one scratch serves: turns are 32-bit


class Scratch(NamedTuple):
    """Room that one thread works in; sized by the list."""

    score: F32  # per name
    best: F32  # per name: credit of the query word in hand
    turn: I32  # per name: last query x 64 + word that touched it
    touched: I32
    heap: I32
    heap_score: F32
    used: I64  # one number: queries served


def scratch(names: int) -> Scratch:
    """Fresh room for a list of `names` names."""
    return Scratch(
        np.zeros(names, np.float32),
        np.zeros(names, np.float32),
        np.full(names, -1, np.int32),
        np.zeros(names + 1, np.int32),
        np.zeros(HEAP, np.int32),
        np.zeros(HEAP, np.float32),
        np.zeros(1, np.int64),
    )


@native
def _credit(names: I32, lo: Num, hi: Num, turn: Num, value: float, score: F32, best: F32, last: I32, touched: I32, n: Num) -> Num:
    """Give each name the better of what this word is worth and what it got for it already; how many names are touched."""
    query = turn >> 6
    for p in range(lo, hi):
        name = names[p]
        before = last[name]
        if before >> 6 != query:
            last[name] = turn
            score[name] = value
            best[name] = value
            touched[n] = name
            n += 1
        elif before != turn:
            last[name] = turn
            best[name] = value
            score[name] += value
        elif value > best[name]:
            score[name] += value - best[name]
            best[name] = value
    return n


@native
def gather(
    query: Num, words: I32, q: U64, qf: U64, weight: F32, mass: F32, alike_first: I32, alike_word: I32, alike_sim: F32,
    w: U64, wf: U64, w_weight: F32, post_first: I32, post: I32, key_first: I32, key_tag: U16, key_word: I32,
    join_first: I32, join_tag: U16, join_name: I32, entity: I32, name_total: F32,
    score: F32, best: F32, last: I32, touched: I32, heap: I32, heap_score: F32, budget: float, skip_name: Num, skip_entity: Num,
    letters: U8, joined: U64, pairs: U64, out: I32, out_score: F32,
) -> Num:  # fmt: skip
    """Fill `out` with up to `CLOSE` names, best first, and their rough scores; how many. `skip_*`: left out (evaluation), or
    -1."""
    n = len(words)
    order = np.empty(n, np.int32)
    total = 0.0
    for k in range(n):
        total += weight[words[k]]
        at = k
        while at > 0 and mass[words[order[at - 1]]] > mass[words[k]]:
            order[at] = order[at - 1]
            at -= 1
        order[at] = k
    t = ZERO
    spent = 0.0
    followed = 0
    for o in range(n):
        k = order[o]
        a = np.int64(words[k])
        if followed and (spent + mass[a] > budget or weight[a] < 1.0):
            continue
        spent += mass[a]
        followed += 1
        turn = np.int64(query * 64 + k)
        for e in range(alike_first[a], alike_first[a + 1]):
            x = alike_word[e]
            value = np.float64(alike_sim[e] * min(weight[a], w_weight[x]))
            t = _credit(post, np.int64(post_first[x]), np.int64(post_first[x + 1]), turn, value, score, best, last, touched, t)
        i, end = forms_of(q, a)
        if i < end:
            for way in range(2):
                if way == 0:
                    key, value = whole_key(qf, i), np.float64(0.85 * weight[a])
                elif 3 <= size(qf, i) <= 9:
                    key, value = _letters_key(qf, i), np.float64(0.8 * weight[a])
                else:
                    break
                t = _from_join(key, turn, value, join_first, join_tag, join_name, score, best, last, touched, t)
    for k in range(pair_keys(q, qf, words, pairs)):
        for way in range(2):
            if pairs[way, k] == 0:
                continue
            a, b = np.int64(words[(k + way) % n]), np.int64(words[(k + 1 - way) % n])
            _write_as_one(q, qf, a, b, letters, joined)
            turn = query * 64 + 32 + (k & 15)
            value = np.float64(weight[a] + weight[b])
            key = skeleton_key(joined, ZERO)
            bucket = np.int64(key & np.uint64(len(key_first) - 2))
            tag = np.uint16(key >> np.uint64(48))
            for e in range(key_first[bucket], key_first[bucket + 1]):
                if key_tag[e] == tag:
                    x = key_word[e]
                    near = _nearness(joined, w, wf, x)
                    if near > 0.0:
                        t = _credit(
                            post,
                            np.int64(post_first[x]),
                            np.int64(post_first[x + 1]),
                            turn,
                            value * near,
                            score,
                            best,
                            last,
                            touched,
                            t,
                        )
    if n >= 3:
        key = acronym_key(q, qf, words, ZERO, np.int64(n))
        t = _from_join(key, query * 64 + 63, 0.8 * total, join_first, join_tag, join_name, score, best, last, touched, t)
    return _best(t, total, entity, name_total, score, touched, heap, heap_score, skip_name, skip_entity, out, out_score)


@native
def _from_join(
    key: Num, turn: Num, value: float, join_first: I32, join_tag: U16, join_name: I32, score: F32, best: F32, last: I32,
    touched: I32, t: Num,
) -> Num:  # fmt: skip
    if key == 0:
        return t
    bucket = np.int64(np.uint64(key) & np.uint64(len(join_first) - 2))
    tag = np.uint16(np.uint64(key) >> np.uint64(48))
    for e in range(join_first[bucket], join_first[bucket + 1]):
        if join_tag[e] == tag:
            t = _credit(join_name, np.int64(e), np.int64(e + 1), turn, value, score, best, last, touched, t)
    return t


@native
def _letters_key(forms: U64, i: Num) -> Num:
    """The key that a name with these initials was filed under."""
    h = np.uint64(14695981039346656037)
    for k in range(size(forms, i)):
        h = (h ^ np.uint64(letter(forms, i, k))) * np.uint64(1099511628211)
    return salted(h, ACRONYM_SALT)


@native
def _write_as_one(q: U64, qf: U64, a: Num, b: Num, letters: U8, joined: U64) -> None:
    """The first spellings of two words as one spelling, into row 0 of `joined`."""
    n = ZERO
    for word in (a, b):
        i, _end = forms_of(q, word)
        for k in range(size(qf, i)):
            if n < MOST:
                letters[n] = letter(qf, i, k)
                n += 1
    pack(letters, n, joined, ZERO)


@native
def _nearness(joined: U64, w: U64, wf: U64, x: Num) -> float:
    """1 where word `x` is spelled like the joined word, less by the share of letters that differ, 0 beyond a quarter."""
    lo, hi = forms_of(w, x)
    n = size(joined, ZERO)
    best = 0.0
    for i in range(lo, hi):
        d = distance(joined, ZERO, wf, i)
        if d <= max(1, n // 4):
            best = max(best, 1.0 - d / n)
    return best


@native
def _best(
    t: Num, total: float, entity: I32, name_total: F32, score: F32, touched: I32, heap: I32, heap_score: F32, skip_name: Num,
    skip_entity: Num, out: I32, out_score: F32,
) -> Num:  # fmt: skip
    """The best names by share of matched weight, at most `PER_ENTITY` of one party; ties by row."""
    n = 0
    least = -1.0
    for k in range(t):
        name = touched[k]
        value = score[name] / (OF_QUERY * total + OF_NAME * name_total[name] + 1.0)
        if value < least or name == skip_name or entity[name] == skip_entity:
            continue
        if n == HEAP and not (value > heap_score[n - 1] or name < heap[n - 1]):
            continue
        at = n if n < HEAP else n - 1
        n = min(n + 1, HEAP)
        while at > 0 and (heap_score[at - 1] < value or (heap_score[at - 1] == value and heap[at - 1] > name)):
            heap[at], heap_score[at] = heap[at - 1], heap_score[at - 1]
            at -= 1
        heap[at], heap_score[at] = name, value
        if n == HEAP:
            least = heap_score[n - 1]
    kept = 0
    for k in range(n):
        same = 0
        for j in range(kept):
            if entity[out[j]] == entity[heap[k]]:
                same += 1
        if same < PER_ENTITY:
            out[kept], out_score[kept] = heap[k], heap_score[k]
            kept += 1
            if kept == len(out):
                break
    return kept
