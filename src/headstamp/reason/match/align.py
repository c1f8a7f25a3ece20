"""Two names word by word: which word of one stands for which of the other, and how.

Pairs are taken greedily by what they are worth; then words written as one or apart, and initials that stand for a whole name,
are tried where they explain more.
"""

from __future__ import annotations

import numpy as np

from headstamp.reason.match.native import F32, I32, U8, U64, native
from headstamp.reason.match.similar import ACRONYM, JOINED, LEAST, NONE, allowed, similar
from headstamp.reason.match.spelling import MOST, bits, classes_of, distance, letter, pack, size
from headstamp.reason.match.words import LEGAL, MOST_WORDS, NUMBER, PARTICLE, TITLE, forms_of, role_of

QUERY, NAME = 0, 1  # rows of `with_`, `sim` and `how`


def room() -> tuple[I32, F32, U8, F32, U8, U8, U64]:
    """(with_, sim, how, grid, ways, letters, joined): partner (-1 = none), similarity and how, for the words of the query (row 0)
    and of the name (row 1); and room to work in."""
    n = MOST_WORDS
    return (
        np.full((2, n), -1, np.int32),
        np.zeros((2, n), np.float32),
        np.zeros((2, n), np.uint8),
        np.zeros((n, n), np.float32),
        np.zeros((n, n), np.uint8),
        np.zeros(MOST, np.uint8),
        np.zeros((1, 8), np.uint64),
    )


@native
def align(
    qw: I32, q: U64, qf: U64, q_weight: F32, lw: I32, w: U64, wf: U64, l_weight: F32, with_: I32, sim: F32, how: U8, grid: F32,
    ways: U8, letters: U8, joined: U64,
) -> None:  # fmt: skip
    """Pair the words `qw` (rows `q`, spellings `qf`) with the words `lw` (rows `w`, spellings `wf`)."""
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
    loose_q = _loose(n, sim, 0)
    loose_l = _loose(m, sim, 1)
    if loose_q and n > 1:
        _one_for_many(qw, q, qf, q_weight, lw, w, wf, l_weight, with_, sim, how, letters, joined, 0)
    if loose_l and m > 1:
        _one_for_many(lw, w, wf, l_weight, qw, q, qf, q_weight, with_, sim, how, letters, joined, 1)
    if loose_q and loose_l:
        _initials(qw, q, qf, lw, w, wf, with_, sim, how, 0)
        _initials(lw, w, wf, qw, q, qf, with_, sim, how, 1)


@native
def _compare(qw: I32, q: U64, qf: U64, lw: I32, w: U64, wf: U64, grid: F32, ways: U8) -> bool:
    found = False
    for i in range(len(qw)):
        for j in range(len(lw)):
            s, h = similar(q, qf, qw[i], w, wf, lw[j])
            if s >= LEAST:
                grid[i, j] = s
                ways[i, j] = h
                found = True
            else:
                grid[i, j] = 0.0
    return found


@native
def _loose(n: int, sim: F32, side: int) -> bool:
    """True where a word has no partner, or a doubtful one."""
    for k in range(n):
        if sim[side, k] < 0.8:
            return True
    return False


@native
def _one_for_many(
    mw: I32, many: U64, mf: U64, m_weight: F32, ow: I32, one: U64, of: U64, o_weight: F32, with_: I32, sim: F32, how: U8,
    letters: U8, joined: U64, side: int,
) -> None:  # fmt: skip
    """Two or three neighbouring words of one name against one word of the other; `side`: whose words are many."""
    for run in (2, 3):
        for k in range(len(mw) - run + 1):
            have = 0.0
            total = 0.0
            for t in range(run):
                have += sim[side, k + t] * sim[side, k + t] * m_weight[mw[k + t]]
                total += m_weight[mw[k + t]]
            if have > 0.8 * total or not _possible(mw, many, mf, k, run, ow, one, of, sim, side):
                continue
            if not _write(mw, many, mf, k, run, letters, joined):
                continue
            for j in range(len(ow)):
                b = ow[j]
                old = sim[1 - side, j]
                if old > 0.96:
                    continue
                near = _near(joined, one, of, b)
                if near == 0.0:
                    continue
                gain = near * near * min(total, o_weight[b] * 1.3)
                if gain > have + 0.01 and gain > old * old * o_weight[b] * 0.9:
                    _join(k, run, j, near, with_, sim, how, side)
                    have = gain


@native
def _possible(mw: I32, many: U64, mf: U64, k: int, run: int, ow: I32, one: U64, of: U64, sim: F32, side: int) -> bool:
    """False where lengths or letters rule out that the run is one word of the other name."""
    n = 0
    occur = np.uint64(0)
    for t in range(run):
        i, stop = forms_of(many, mw[k + t])
        if i == stop:
            return False
        n += size(mf, i)
        occur |= mf[i, 2]
    for j in range(len(ow)):
        if sim[1 - side, j] <= 0.96:
            lo, hi = forms_of(one, ow[j])
            for f in range(lo, hi):
                m = size(of, f)
                if abs(m - n) <= 3 and m >= 4 and bits(occur ^ of[f, 2]) <= 6:
                    return True
    return False


@native
def _write(mw: I32, many: U64, mf: U64, k: int, run: int, letters: U8, joined: U64) -> bool:
    """The words as one spelling; False where that is none."""
    end = 0
    for t in range(run):
        i, stop = forms_of(many, mw[k + t])
        if i == stop or end + size(mf, i) > MOST:
            return False
        for x in range(size(mf, i)):
            letters[end] = letter(mf, i, x)
            end += 1
    if end < 4:
        return False
    pack(letters, end, joined, 0)
    return True


@native
def _near(joined: U64, one: U64, of: U64, b: int) -> float:
    """How like the joined word is to word `b`; 0 where it is another word."""
    lo, hi = forms_of(one, b)
    end = size(joined, 0)
    best = 0.0
    for f in range(lo, hi):
        n = size(of, f)
        if abs(n - end) > 3 or n < 4 or bits(joined[0, 2] ^ of[f, 2]) > 6:
            continue
        d = distance(joined, 0, of, f)
        alike = joined[0, 1] == of[f, 1] and classes_of(of, f) >= 3 and d <= 4
        if alike or d <= allowed(n) - (1 if n < 9 else 0):
            best = max(best, max(0.6, 0.96 - 0.6 * d / (n + 1.0)))
    return best


@native
def _join(k: int, run: int, j: int, near: float, with_: I32, sim: F32, how: U8, side: int) -> None:
    """Free the old partners, then pair the run with word `j` of the other side."""
    for t in range(run):
        _free(k + t, with_, sim, side)
    _free(j, with_, sim, 1 - side)
    for t in range(run):
        with_[side, k + t], sim[side, k + t], how[side, k + t] = j, near, JOINED
    with_[1 - side, j], sim[1 - side, j], how[1 - side, j] = k, near, JOINED


@native
def _free(i: int, with_: I32, sim: F32, side: int) -> None:
    """Undo every pair that word `i` of `side` is in."""
    for j in range(MOST_WORDS):
        if sim[1 - side, j] > 0.0 and with_[1 - side, j] == i:
            with_[1 - side, j], sim[1 - side, j] = -1, 0.0
    with_[side, i], sim[side, i] = -1, 0.0


@native
def content(rows: U64, a: int) -> bool:
    """True for a word that initials are taken from."""
    role = role_of(rows, a)
    lo, hi = forms_of(rows, a)
    return role != LEGAL and role != TITLE and role != PARTICLE and role != NUMBER and lo < hi


@native
def _initials(
    sw: I32, short: U64, sf: U64, fw: I32, full: U64, ff: U64, with_: I32, sim: F32, how: U8, side: int
) -> None:
    """A word of three letters or more of `side` that is made of the initials of the other name."""
    for k in range(len(sw)):
        i, end = forms_of(short, sw[k])
        if sim[side, k] > 0.7 or i == end or size(sf, i) < 3:
            continue
        at = 0
        good = True
        for j in range(len(fw)):
            if not content(full, fw[j]):
                continue
            f, _ = forms_of(full, fw[j])
            if at >= size(sf, i) or letter(ff, f, 0) != letter(sf, i, at) or sim[1 - side, j] > 0.8:
                good = False
                break
            at += 1
        if not good or at != size(sf, i):
            continue
        for j in range(len(fw)):
            if content(full, fw[j]):
                with_[1 - side, j], sim[1 - side, j], how[1 - side, j] = k, 0.78, ACRONYM
                with_[side, k] = j
        sim[side, k], how[side, k] = 0.78, ACRONYM
