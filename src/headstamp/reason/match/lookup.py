"""From a word of a query to the words of the list that it may stand for."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from headstamp.reason.match.index import Columns
from headstamp.reason.match.keys import MOST_KEYS, word_keys
from headstamp.reason.match.native import F32, I32, U8, U16, U64, Num, native
from headstamp.reason.match.similar import LEAST, similar
from headstamp.reason.match.words import Words

MOST_ALIKE = 96  # words of the list that one word may stand for
MOST_TRIED = 1200  # entries looked at for one word


class Alike(NamedTuple):
    """Words of the list that word i of the query may stand for, best first: `first[i]:first[i + 1]`."""

    first: I32
    word: I32
    sim: F32
    how: U8


def look_up(q: Words, w: Words, c: Columns) -> Alike:
    """Every word of `q` against the filed words `w`."""
    return Alike(*_look_up(q.rows, q.forms, w.rows, w.forms, c.key_first, c.key_tag, c.key_word))


@native
def _look_up(q: U64, qf: U64, w: U64, wf: U64, key_first: I32, key_tag: U16, key_word: I32) -> tuple[I32, I32, F32, U8]:
    n = len(q)
    first = np.zeros(n + 1, np.int32)
    room = n * MOST_ALIKE  # reserved, not filled: the system gives memory where it is written
    word = np.empty(room, np.int32)
    sim = np.empty(room, np.float32)
    how = np.empty(room, np.uint8)
    keys = np.empty(MOST_KEYS, np.uint64)
    seen = np.full(len(w), -1, np.int32) if n > 64 else np.empty(0, np.int32)
    mine = np.empty(MOST_ALIKE, np.int32)
    mine_sim = np.empty(MOST_ALIKE, np.float32)
    mine_how = np.empty(MOST_ALIKE, np.uint8)
    tried = np.empty(MOST_TRIED, np.int32)
    mask = np.uint64(len(key_first) - 2)
    at = np.int64(0)
    for a in range(n):
        count = word_keys(q, qf, a, keys)
        found = np.int64(0)
        looked = 0
        for k in range(count):
            b = np.int64(keys[k] & mask)
            tag = np.uint16(keys[k] >> np.uint64(48))
            for e in range(key_first[b], key_first[b + 1]):
                if key_tag[e] != tag:
                    continue
                x = np.int64(key_word[e])
                if len(seen):
                    if seen[x] == a:
                        continue
                    seen[x] = a
                else:
                    again = False
                    for t in range(looked):
                        if tried[t] == x:
                            again = True
                            break
                    if again:
                        continue
                if looked == MOST_TRIED:
                    break
                tried[looked] = x
                looked += 1
                s, h = similar(q, qf, a, w, wf, x)
                if s < LEAST:
                    continue
                found = _keep(mine, mine_sim, mine_how, found, x, s, h)
        for k in range(found):
            word[at], sim[at], how[at] = mine[k], mine_sim[k], mine_how[k]
            at += 1
        first[a + 1] = at
    return first, word[:at].copy(), sim[:at].copy(), how[:at].copy()


@native
def _keep(mine: I32, sims: F32, hows: U8, found: Num, x: Num, s: float, h: Num) -> Num:
    """Insert by falling similarity, then by word; the worst falls out when full."""
    at = found
    if found == MOST_ALIKE:
        if s < sims[found - 1] or (s == sims[found - 1] and x > mine[found - 1]):
            return found
        at = found - 1
    else:
        found += 1
    while at > 0 and (sims[at - 1] < s or (sims[at - 1] == s and mine[at - 1] > x)):
        mine[at], sims[at], hows[at] = mine[at - 1], sims[at - 1], hows[at - 1]
        at -= 1
    mine[at], sims[at], hows[at] = x, s, h
    return found
