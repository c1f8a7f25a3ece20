"""What is measured on two aligned names. Each feature pulls one way only where it is monotone; the model is held to that."""

from __future__ import annotations

import numpy as np

from headstamp.reason.match.native import F32, I32, U8, U64, Num, native
from headstamp.reason.match.similar import (
    ACRONYM,
    CONCEPT,
    INITIAL,
    JOINED,
    KOREAN,
    MEANING,
    PREFIX,
    READING,
    SAME,
    SHORT,
    numeric,
)
from headstamp.reason.match.spelling import letter, size
from headstamp.reason.match.words import LEGAL, NUMBER, PARTICLE, PLACE, TITLE, forms_of, role_of

# name: +1 more is more alike, -1 less, 0 either way
FEATURES: dict[str, int] = {
    "share of the query's weight that is matched": 1,
    "share of the name's weight that is matched": 1,
    "weight matched": 1,
    "weight matched letter for letter": 1,
    "heaviest word of the query without a partner": -1,
    "heaviest word of the name without a partner": -1,
    "weight of the query without a partner": -1,
    "weight of the name without a partner": -1,
    "least similarity of a pair": 1,
    "mean similarity of pairs by weight": 1,
    "heaviest pair": 1,
    "pairs": 0,
    "words of the query": 0,
    "words of the name": 0,
    "names as one string": 1,
    "pairs out of order": -1,
    "numbers agree or differ": 1,
    "legal forms agree or differ": 1,
    "kinds agree or differ": 1,
    "weight matched by initials or cut words": 0,
    "weight matched by meaning or sound": 0,
    "kind of the listed party": 0,
    "weak alias": -1,
    "weight of the lightest core pair": 1,
}
COUNT = len(FEATURES)
ADDED_PLACE = 0.15  # of the weight of a place that one name lacks
CORE = 1.5  # nats: a word of less weight says little
LONG = 63
GRADE = 0.02
RARE = 0.12
ORDINARY = 8.0  # nats: names of less weight are shared by several parties


def room() -> F32:
    """Room for the features of one pair of names."""
    return np.zeros(COUNT, np.float32)


@native
def measure(
    qw: I32, q: U64, qf: U64, q_weight: F32, lw: I32, w: U64, wf: U64, l_weight: F32, with_: I32, sims: F32, hows: U8, q_kind:
    Num,
    l_kind: Num, weak: Num, q_run: Num, masks: U64, l_run: U8, out: F32,
) -> None:  # fmt: skip
    """Fill `out` with the features of two aligned names, in the order of `FEATURES`."""
    n, m = len(qw), len(lw)
    hit_q = miss_q = most_q = hit_l = miss_l = most_l = 0.0
    exact = soft = meant = total_q = best = 0.0
    least = 1.0
    lightest = 20.0
    pairs = core_q = core_l = 0
    for i in range(n):
        a = np.int64(qw[i])
        value = q_weight[a]
        role = role_of(q, a)
        plain = role != LEGAL and role != TITLE and role != PARTICLE
        if plain:
            core_q += 1
        j = with_[0, i]
        if j < 0:
            if role == PLACE:  # papers add the town
                value *= ADDED_PLACE
            miss_q += value
            if plain and role != PLACE:
                most_q = max(most_q, value)
            continue
        sim, how = sims[0, i], hows[0, i]
        if how != JOINED and how != ACRONYM:
            value = min(value, l_weight[lw[j]])
        hit_q += value * sim
        miss_q += value * (1.0 - sim) * 0.5
        total_q += value
        best = max(best, value * sim)
        if how in (SAME, READING, MEANING):
            exact += value
        elif how in (INITIAL, PREFIX, SHORT, ACRONYM):
            soft += value * sim
        elif how in (CONCEPT, KOREAN):
            meant += value * sim
        if plain:
            pairs += 1
            least = min(least, sim)
            if value > CORE:
                lightest = min(lightest, value * sim)
    for j in range(m):
        b = np.int64(lw[j])
        value = l_weight[b]
        role = role_of(w, b)
        plain = role != LEGAL and role != TITLE and role != PARTICLE
        if plain:
            core_l += 1
        i = with_[1, j]
        if i < 0:
            if role == PLACE:
                value *= ADDED_PLACE
            miss_l += value
            if plain and role != PLACE:
                most_l = max(most_l, value)
            continue
        if hows[1, j] != JOINED and hows[1, j] != ACRONYM:
            value = min(value, q_weight[qw[i]])
        hit_l += value * sims[1, j]
        miss_l += value * (1.0 - sims[1, j]) * 0.5
    out[0] = hit_q / (hit_q + miss_q) if hit_q > 0 else 0.0
    out[1] = hit_l / (hit_l + miss_l) if hit_l > 0 else 0.0
    out[2] = hit_q
    out[3] = exact
    out[4], out[5], out[6], out[7] = most_q, most_l, miss_q, miss_l
    out[8] = least if pairs else 0.0
    out[9] = hit_q / total_q if total_q > 0 else 0.0
    out[10] = best
    out[11], out[12], out[13] = pairs, core_q, core_l
    out[14] = _strings(q_run, masks, _run(lw, w, wf, l_run), l_run)
    out[15] = _disorder(with_, n)
    out[16] = _numbers(qw, q, qf, lw, w, wf, with_, sims)
    out[17] = _legal(qw, q, lw, w, with_, sims)
    out[18] = 1.0 if q_kind == 0 or l_kind == 0 else (2.0 if q_kind == l_kind else 0.0)
    out[19], out[20] = soft, meant
    out[21], out[22] = l_kind, weak
    out[23] = lightest if lightest < 20.0 else 0.0


@native
def graded(f: F32) -> Num:
    """What trees, which end in steps, cannot say: a slope in the weight that is matched, less what is not, and more for every
    nat of
    a long or rare name that is the same letter for letter, so that no score is the highest possible."""
    return GRADE * (f[2] - f[6] - f[7] + f[14]) + RARE * max(0.0, f[3] - f[6] - f[7] - ORDINARY)


@native
def _run(words: I32, rows: U64, forms: U64, out: U8) -> Num:
    """A name without spaces, legal forms and titles, into `out`; its length."""
    n = 0
    for k in range(len(words)):
        role = role_of(rows, np.int64(words[k]))
        i, end = forms_of(rows, np.int64(words[k]))
        if role in (LEGAL, TITLE) or i == end:
            continue
        for x in range(size(forms, i)):
            if n < LONG:
                out[n] = letter(forms, i, x)
                n += 1
    return n


@native
def prepare(words: I32, rows: U64, forms: U64, run: U8, masks: U64) -> Num:
    """The query as one string, as the places of each letter in `masks`; its length. Once a query, for `_strings`."""
    n = _run(words, rows, forms, run)
    masks[:] = np.uint64(0)
    for i in range(n):
        masks[run[i] & 127] |= np.uint64(1) << np.uint64(i)
    return n


@native
def _strings(n: Num, masks: U64, m: Num, b: U8) -> Num:
    """Likeness of two names as strings: 1 less the optimal string alignment distance over the longer length."""
    if n == 0 or m == 0:
        return 0.0
    one = np.uint64(1)
    vp = (one << np.uint64(n)) - one
    vn = np.uint64(0)
    d0 = np.uint64(0)
    before = np.uint64(0)
    last = one << np.uint64(n - 1)
    d = n
    for j in range(m):
        pm = masks[b[j] & 127]
        tr = ((~d0 & pm) << one) & before
        d0 = ((((pm & vp) + vp) ^ vp) | pm | vn) | tr
        hp = vn | ~(d0 | vp)
        hn = d0 & vp
        if hp & last:
            d += 1
        if hn & last:
            d -= 1
        hp = (hp << one) | one
        hn = hn << one
        vp = hn | ~(d0 | hp)
        vn = hp & d0
        before = pm
    return 1.0 - d / max(n, m)


@native
def _disorder(with_: I32, n: Num) -> Num:
    """Share of neighbouring pairs that stand the other way round in the name."""
    wrong = 0
    total = 0
    last = -1
    for i in range(n):
        j = with_[0, i]
        if j < 0:
            continue
        if last >= 0:
            total += 1
            if j < last:
                wrong += 1
        last = j
    return wrong / total if total > 0 else 0.0


@native
def _numbers(qw: I32, q: U64, qf: U64, lw: I32, w: U64, wf: U64, with_: I32, sims: F32) -> Num:
    """2 where a number agrees, 1 where there is none, 0.5 where one name has one more, 0 where numbers differ."""
    agree = False
    alone_q = alone_l = False
    for i in range(len(qw)):
        if role_of(q, np.int64(qw[i])) == NUMBER or numeric(q, qf, np.int64(qw[i])):
            if with_[0, i] >= 0 and sims[0, i] > 0.9:
                agree = True
            else:
                alone_q = True
    for j in range(len(lw)):
        if (role_of(w, np.int64(lw[j])) == NUMBER or numeric(w, wf, np.int64(lw[j]))) and not (
            with_[1, j] >= 0 and sims[1, j] > 0.9
        ):
            alone_l = True
    if alone_q and alone_l:
        return 0.0
    if alone_q or alone_l:
        return 0.5
    return 2.0 if agree else 1.0


@native
def _legal(qw: I32, q: U64, lw: I32, w: U64, with_: I32, sims: F32) -> Num:
    """2 where a legal form agrees, 1 where a side has none, 0 where both have one and none agrees."""
    left = right = False
    for i in range(len(qw)):
        if role_of(q, np.int64(qw[i])) == LEGAL:
            left = True
            if with_[0, i] >= 0 and sims[0, i] > 0.8:
                return 2.0
    for j in range(len(lw)):
        if role_of(w, np.int64(lw[j])) == LEGAL:
            right = True
    return 0.0 if left and right else 1.0
