"""Two names word by word: which word of one stands for which of the other, and how.

Pairs are taken greedily by what they are worth; then words written as one or apart, and initials that stand for a whole name,
are tried where they explain more.
"""

from __future__ import annotations

import numpy as np

from headstamp.reason.match.keys import pair_keys, whole_key
from headstamp.reason.match.native import F32, I32, U8, U64, Num, native
from headstamp.reason.match.similar import ACRONYM, JOINED, LEAST, NONE, similar
from headstamp.reason.match.spelling import MOST, ONE, ZERO, distance, letter, pack, size
from headstamp.reason.match.words import LEGAL, MOST_WORDS, NUMBER, PARTICLE, TITLE, forms_of, role_of

QUERY, NAME = 0, 1  # rows of `with_`, `sim` and `how`


def room() -> tuple[I32, F32, U8, F32, U8, U8, U64, U64]:
    """(with_, sim, how, grid, ways, letters, joined, pairs): partner (-1 = none), similarity and how, for the words of the query
    (row 0) and of the name (row 1); then room to work in. `pairs` holds the keys of the query's neighbours (see
    `keys.pair_keys`)."""
    n = MOST_WORDS
    return (
        np.full((2, n), -1, np.int32),
        np.zeros((2, n), np.float32),
        np.zeros((2, n), np.uint8),
        np.zeros((n, n), np.float32),
        np.zeros((n, n), np.uint8),
        np.zeros(MOST, np.uint8),
        np.zeros((1, 8), np.uint64),
        np.zeros((4, n), np.uint64),
    )


@native
def align(
    qw: I32, q: U64, qf: U64, q_weight: F32, lw: I32, w: U64, wf: U64, l_weight: F32, with_: I32, sim: F32, how: U8, grid: F32,
    ways: U8, letters: U8, joined: U64, pairs: U64,
) -> None:  # fmt: skip
    """Pair the words `qw` (rows `q`, spellings `qf`) with the words `lw` (rows `w`, spellings `wf`). `pairs[:2]`: see `room`."""
    n, m = len(qw), len(lw)
    for k in range(max(n, m)):
        with_[0, k] = with_[1, k] = -1
        sim[0, k] = sim[1, k] = 0.0
        how[0, k] = how[1, k] = NONE
    any_pair = _compare(qw, q, qf, lw, w, wf, grid, ways)
    for _ in range(min(n, m)):
        if not any_pair:
            break
        best = 0.0
        bi = bj = -1
        for i in range(n):
            if with_[0, i] >= 0:
                continue
            for j in range(m):
                g = grid[i, j]
                if g > 0.0 and with_[1, j] < 0:
                    far = abs(i - j) * 0.001  # of equal pairs, those in equal places
                    value = g * g * (0.1 + min(q_weight[qw[i]], l_weight[lw[j]])) - far
                    if value > best:
                        best, bi, bj = value, i, j
        if bi < 0:
            break
        with_[0, bi], sim[0, bi], how[0, bi] = bj, grid[bi, bj], ways[bi, bj]
        with_[1, bj], sim[1, bj], how[1, bj] = bi, grid[bi, bj], ways[bi, bj]
    loose_q = _loose(n, sim, ZERO)
    loose_l = _loose(m, sim, ONE)
    if n > 1:
        _one_for_two(qw, q, qf, q_weight, lw, w, wf, l_weight, pairs, ZERO, with_, sim, how, letters, joined, ZERO)
    if loose_q and m > 1:
        pair_keys(w, wf, lw, pairs[2:])
        _one_for_two(lw, w, wf, l_weight, qw, q, qf, q_weight, pairs, ONE + ONE, with_, sim, how, letters, joined, ONE)
    if loose_q and loose_l:
        _initials(qw, q, qf, lw, w, wf, with_, sim, how, ZERO)
        _initials(lw, w, wf, qw, q, qf, with_, sim, how, ONE)


@native
def _compare(qw: I32, q: U64, qf: U64, lw: I32, w: U64, wf: U64, grid: F32, ways: U8) -> Num:
    found = False
    for i in range(len(qw)):
        for j in range(len(lw)):
            s, h = similar(q, qf, np.int64(qw[i]), w, wf, np.int64(lw[j]))
            if s >= LEAST:
                grid[i, j] = s
                ways[i, j] = h
                found = True
            else:
                grid[i, j] = 0.0
    return found


@native
def _loose(n: Num, sim: F32, side: Num) -> Num:
    """True where a word has no partner, or a doubtful one."""
    loose = False
    for k in range(n):
        loose = loose or sim[side, k] < 0.8
    return loose


@native
def _one_for_two(
    mw: I32, many: U64, mf: U64, m_weight: F32, ow: I32, one: U64, of: U64, o_weight: F32, pairs: U64, row: Num, with_: I32,
    sim: F32, how: U8, letters: U8, joined: U64, side: Num,
) -> None:  # fmt: skip
    """Two neighbouring words of one name against one word of the other; `side`: whose words are two, with their keys in
    `pairs`."""
    for j in range(len(ow)):
        i, end = forms_of(one, np.int64(ow[j]))
        old = sim[1 - side, j]
        if i == end or size(of, i) < 4 or old > 0.96:
            continue
        for f in range(i, end):
            key = whole_key(of, f)
            for k in range(len(mw) if len(mw) > 2 else len(mw) - 1):
                for way in range(2):
                    if pairs[row + way, k] != key or key == 0:
                        continue
                    x = (k + 1) % len(mw)
                    a, b = (k, x) if way == 0 else (x, k)
                    have = sim[side, k] * sim[side, k] * m_weight[mw[k]] + sim[side, x] * sim[side, x] * m_weight[mw[x]]
                    total = m_weight[mw[k]] + m_weight[mw[x]]
                    if have > 0.8 * total or not _write(mw, many, mf, a, b, letters, joined):
                        continue
                    near = _near(joined, of, f)
                    gain = near * near * min(total, o_weight[ow[j]] * 1.3)
                    if gain > have + 0.01 and gain > old * old * o_weight[ow[j]] * 0.9:
                        _join(k, x, j, near, with_, sim, how, side)
                        old = near


@native
def _write(mw: I32, many: U64, mf: U64, a: Num, b: Num, letters: U8, joined: U64) -> Num:
    """Two words as one spelling; False where that is too long."""
    end = ZERO
    for k in (a, b):
        i, _ = forms_of(many, np.int64(mw[k]))
        if end + size(mf, i) > MOST:
            return False
        for x in range(size(mf, i)):
            letters[end] = letter(mf, i, x)
            end += 1
    pack(letters, end, joined, ZERO)
    return True


@native
def _near(joined: U64, of: U64, f: Num) -> Num:
    """How like the joined word is to spelling `f`, of one skeleton with it; 0 where it is another word."""
    d = distance(joined, ZERO, of, f)
    if d > max(2, size(of, f) // 3):
        return 0.0
    return max(0.6, 0.96 - 0.6 * d / (size(of, f) + 1.0))


@native
def _join(k: Num, x: Num, j: Num, near: float, with_: I32, sim: F32, how: U8, side: Num) -> None:
    """Free the old partners, then pair words `k` and `x` with word `j` of the other side."""
    _free(k, with_, sim, side)
    _free(x, with_, sim, side)
    _free(j, with_, sim, 1 - side)
    with_[side, k], sim[side, k], how[side, k] = j, near, JOINED
    with_[side, x], sim[side, x], how[side, x] = j, near, JOINED
    with_[1 - side, j], sim[1 - side, j], how[1 - side, j] = k, near, JOINED


@native
def _free(i: Num, with_: I32, sim: F32, side: Num) -> None:
    """Undo every pair that word `i` of `side` is in."""
    for j in range(MOST_WORDS):
        if sim[1 - side, j] > 0.0 and with_[1 - side, j] == i:
            with_[1 - side, j], sim[1 - side, j] = -1, 0.0
    with_[side, i], sim[side, i] = -1, 0.0


@native
def content(rows: U64, a: Num) -> Num:
    """True for a word that initials are taken from."""
    role = role_of(rows, a)
    lo, hi = forms_of(rows, a)
    return role != LEGAL and role != TITLE and role != PARTICLE and role != NUMBER and lo < hi


@native
def _initials(sw: I32, short: U64, sf: U64, fw: I32, full: U64, ff: U64, with_: I32, sim: F32, how: U8, side: Num) -> None:
    """A word of three letters or more of `side` that is made of the initials of the other name."""
    for k in range(len(sw)):
        i, end = forms_of(short, np.int64(sw[k]))
        if sim[side, k] > 0.7 or i == end or size(sf, i) < 3:
            continue
        at = 0
        good = True
        for j in range(len(fw)):
            if not content(full, np.int64(fw[j])):
                continue
            f, _ = forms_of(full, np.int64(fw[j]))
            if at >= size(sf, i) or letter(ff, f, ZERO) != letter(sf, i, at) or sim[1 - side, j] > 0.8:
                good = False
                break
            at += 1
        if not good or at != size(sf, i):
            continue
        for j in range(len(fw)):
            if content(full, np.int64(fw[j])):
                with_[1 - side, j], sim[1 - side, j], how[1 - side, j] = k, 0.78, ACRONYM
                with_[side, k] = j
        sim[side, k], how[side, k] = 0.78, ACRONYM
