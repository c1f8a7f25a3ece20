"""How alike two words are, and in what way: the one measure behind look-up, alignment and reasons."""

from __future__ import annotations

import numpy as np

from headstamp.reason.match.native import U64, Num, inlined, native
from headstamp.reason.match.spelling import ZERO, bits, classes_of, distance, letter, size
from headstamp.reason.match.words import LEGAL, PERSONAL, forms_of, role_of

NONE, SAME, READING, CONCEPT, KOREAN, SKELETON, EDIT, PREFIX, SHORT, INITIAL, JOINED, ACRONYM, MEANING = range(13)
LOW, MANY, ONE = np.uint64(0xFFFFFFFF), np.uint64(0xFE) << np.uint64(32), np.uint64(1) << np.uint64(32)
FIRST = np.uint64(255) << np.uint64(16)
FOUR = np.int64(4)
A_SIGN = np.uint64(1) << np.uint64(48)
LEAST = 0.55  # below it two words are different words


@inlined
def allowed(n: Num) -> Num:
    """How many slips of the pen a word of `n` letters may hold and still be that word."""
    if n <= 3:
        return 0 if n < 3 else 1
    if n <= 5:
        return 1
    if n <= 9:
        return 2
    return 3


@inlined
def similar(q: U64, qf: U64, a: Num, w: U64, wf: U64, b: Num) -> tuple[float, Num]:
    """(similarity 0..1, how) of word `a` (rows `q`, spellings `qf`) and word `b` (rows `w`, spellings `wf`)."""
    if q[a, 0] == w[b, 0]:
        return 1.0, SAME
    best = 0.0
    how = NONE
    if q[a, 1] and q[a, 1] == w[b, 1]:
        role = role_of(q, a)
        best, how = (0.92, CONCEPT) if role == PERSONAL else (1.0 if role == LEGAL else 0.98, MEANING)
    elif q[a, 2] and q[a, 2] == w[b, 2]:
        best, how = 0.86, KOREAN
    if (q[a, 3] | w[b, 3]) & MANY == 0:  # one spelling each
        if (q[a, 3] & w[b, 3]) & ONE == 0 or not _near_enough(q, a, w, b, FOUR):
            return best, how
        s, h = _spellings(qf, np.int64(q[a, 3] & LOW), wf, np.int64(w[b, 3] & LOW), True, False)
        return (s, h) if s > best else (best, how)
    sign = (q[a, 3] | w[b, 3]) & A_SIGN != 0
    ilo, ihi = forms_of(q, a)
    jlo, jhi = forms_of(w, b)
    for i in range(ilo, ihi):
        for j in range(jlo, jhi):
            if _near_enough(qf, i, wf, j, ZERO):
                s, h = _spellings(qf, i, wf, j, False, sign)
                if s > best:
                    best, how = s, h
    return best, how


@inlined
def _near_enough(a: U64, i: Num, b: U64, j: Num, at: Num) -> Num:
    """False where two spellings cannot be alike; their hash, skeleton, letters and sizes stand from column `at` on."""
    if a[i, at] == b[j, at] or a[i, at + 1] == b[j, at + 1]:
        return True
    sa, sb = a[i, at + 3], b[j, at + 3]
    if (sa ^ sb) & FIRST == 0:
        return True
    n, m = np.int64(sa & np.uint64(255)), np.int64(sb & np.uint64(255))
    most = allowed(max(n, m))
    return abs(n - m) <= most and bits(a[i, at + 2] ^ b[j, at + 2]) <= 2 * most


@native
def _spellings(q: U64, i: Num, w: U64, j: Num, letters: bool, sign: bool) -> tuple[float, Num]:
    """`letters`: both are written in Latin letters, and may be cut short; `sign`: one is a single Hangul or Han sign, whose
    readings
    hold no slips of the pen."""
    if q[i, 0] == w[j, 0]:
        return 0.97, READING
    n, m = size(q, i), size(w, j)
    first = (q[i, 3] ^ w[j, 3]) & FIRST == 0
    if n == 1 or m == 1:
        if n != m and first:
            return 0.6, INITIAL
        return 0.0, NONE
    lo, hi = min(n, m), max(n, m)
    most = 0 if sign else allowed(hi)
    best = 0.0
    how = NONE
    same = q[i, 1] == w[j, 1] and lo >= 2
    if same or (hi - lo <= most and bits(q[i, 2] ^ w[j, 2]) <= 2 * most):
        best, how = _slips(q, i, w, j, lo, hi, most, same)
        if not first and how == EDIT:
            best -= 0.08
    if letters and first and best < 0.75 and lo >= 3 and lo < hi:
        fewer = q[i, 2] & ~w[j, 2] if n < m else w[j, 2] & ~q[i, 2]
        if fewer == 0:  # every letter of the short word stands in the long one
            s, h = _cut(q, i, n, w, j, m) if n < m else _cut(w, j, m, q, i, n)
            if s > best:
                best, how = s, h
    return best, how


@native
def _slips(q: U64, i: Num, w: U64, j: Num, lo: Num, hi: Num, most: Num, same: bool) -> tuple[float, Num]:
    """Words a few slips of the pen apart, or of one skeleton."""
    d = distance(q, i, w, j)
    best = 0.0
    how = NONE
    if d <= most and d < lo:
        best, how = 1.0 - d / (hi + 0.5), EDIT
    if same:
        s = 0.93 - 0.55 * d / (hi + 3.0) if classes_of(q, i) >= 2 else (0.80 - 0.1 * d if d <= 2 else 0.0)
        if s > best:
            best, how = s, SKELETON
    return best, how


@native
def _cut(short: U64, i: Num, n: Num, full: U64, j: Num, m: Num) -> tuple[float, Num]:
    """One word cut short (DEVELOP for DEVELOPMENT), or its letters left out (TRDG for TRADING)."""
    k = 0
    while k < n and letter(short, i, k) == letter(full, j, k):
        k += 1
    if k == n:
        return 0.62 + 0.3 * n / m, PREFIX
    at = 0
    vowels = 0
    for k in range(n):
        c = letter(short, i, k)
        if c == 97 or c == 101 or c == 105 or c == 111 or c == 117:
            vowels += 1
        while at < m and letter(full, j, at) != c:
            at += 1
        if at == m:
            return 0.0, NONE
        at += 1
    if vowels > 1:
        return 0.0, NONE
    return 0.58 + 0.25 * n / m, SHORT


@native
def numeric(rows: U64, forms: U64, a: Num) -> Num:
    """True for a word whose first spelling is all digits."""
    lo, hi = forms_of(rows, a)
    return hi > lo and forms[lo, 2] != 0 and forms[lo, 2] & np.uint64(0x3FFFFFF) == 0
