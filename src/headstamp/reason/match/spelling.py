"""Spellings as numbers: packed letters, hashes, consonant skeletons, edit distances, over ASCII lower-case letters and digits.

A spelling is one row of eight 64-bit numbers (one cache line): hash, skeleton, letters that occur, sizes (letters, classes << 8,
first letter << 16), and 32 letters.
The consonant skeleton keeps the order of consonant classes and drops vowels, doubled letters and most `h`, `y`, `w`; under it
romanisations of one word meet (Muhammad, Mohamed, mhmd). The distance is optimal string alignment (Damerau 1964 with one
transposition), computed bit-parallel after Hyyro (2003).
"""

from __future__ import annotations

import numpy as np

from headstamp.reason.match.native import U8, U64, Num, inlined, native

MOST = 32  # letters of a word that are compared
HASH, SKELETON, LETTERS, SIZES, CHARS = 0, 1, 2, 3, 4
ROW = 8
ZERO, ONE = np.int64(0), np.int64(1)  # numbers that a compiler does not make special cases of
_SEED = np.uint64(14695981039346656037)
_PRIME = np.uint64(1099511628211)
VOWEL = 15  # a word that begins with a vowel
# Classes 1-14 of a-z; 0 = dropped inside a word.
#                a  b  c  d  e  f  g  h  i  j  k  l  m   n   o  p  q  r  s  t  u  v  w  x  y  z
_CLASS = np.array([0, 1, 6, 3, 0, 2, 6, 0, 0, 5, 6, 8, 10, 11, 0, 1, 6, 9, 4, 3, 0, 2, 0, 4, 0, 4], np.uint8)


@inlined
def letter(forms: U64, i: Num, k: Num) -> Num:
    """Letter `k` of spelling `i`."""
    return (forms[i, 4 + (k >> 3)] >> np.uint64(8 * (k & 7))) & np.uint64(255)


@inlined
def size(forms: U64, i: Num) -> Num:
    """How many letters spelling `i` has."""
    return np.int64(forms[i, 3] & np.uint64(255))


@inlined
def classes_of(forms: U64, i: Num) -> Num:
    """How many classes the skeleton of spelling `i` has."""
    return np.int64((forms[i, 3] >> np.uint64(8)) & np.uint64(255))


@native
def mixed(h: Num) -> Num:
    """Spread the bits of a number over 64 (the finaliser of MurmurHash3)."""
    h = np.uint64(h)
    h ^= h >> np.uint64(33)
    h *= np.uint64(0xFF51AFD7ED558CCD)
    h ^= h >> np.uint64(33)
    h *= np.uint64(0xC4CEB9FE1A85EC53)
    h ^= h >> np.uint64(33)
    return h


@native
def pack(chars: U8, n: Num, out: U64, i: Num) -> None:
    """Write the row of a spelling of `n` letters."""
    n = min(n, 32)
    h = _SEED
    occur = np.uint64(0)
    for k in range(4):
        out[i, 4 + k] = np.uint64(0)
    for k in range(n):
        c = np.uint64(chars[k])
        h = (h ^ c) * _PRIME
        bit = c - np.uint64(97) if c >= 97 else c - np.uint64(22)
        occur |= np.uint64(1) << (bit & np.uint64(63))
        out[i, 4 + (k >> 3)] |= c << np.uint64(8 * (k & 7))
    skel = skeleton(chars, n)
    out[i, 0] = mixed(h)
    out[i, 1] = skel
    out[i, 2] = occur
    first = np.uint64(chars[0]) if n else np.uint64(0)
    out[i, 3] = np.uint64(n) | np.uint64(classes(skel)) << np.uint64(8) | first << np.uint64(16)


@native
def _pair_class(c: Num, nxt: Num, third: Num) -> Num:
    """Class x 4 + length of a group of letters that stands for one consonant; 0 = none."""
    if c == 115 and nxt == 99 and third == 104:  # sch
        return 5 * 4 + 3
    if c == 116 and nxt == 99 and third == 104:  # tch
        return 5 * 4 + 3
    if nxt == 104:
        if c == 115 or c == 99 or c == 122:  # sh ch zh
            return 5 * 4 + 2
        if c == 112:  # ph
            return 2 * 4 + 2
        if c == 107 or c == 103:  # kh gh
            return 6 * 4 + 2
        if c == 116 or c == 100:  # th dh
            return 3 * 4 + 2
    if c == 116 and (nxt == 115 or nxt == 122):  # ts tz
        return 4 * 4 + 2
    if c == 100 and (nxt == 106 or nxt == 122):  # dj dz
        return 5 * 4 + 2
    if c == 99 and (nxt == 101 or nxt == 105 or nxt == 121):  # ce ci cy
        return 4 * 4 + 1
    if c == 107 and nxt == 115:  # ks = x
        return 4 * 4 + 2
    return 0


@native
def skeleton(chars: U8, n: Num) -> Num:
    """Consonant classes, four bits each, first class in the highest bits in use; at most 15 classes."""
    out = np.uint64(0)
    count = 0
    last = 0
    i = 0
    while i < n and count < 15:
        c = np.int64(chars[i])
        group = _pair_class(c, np.int64(chars[i + 1]) if i + 1 < n else 0, np.int64(chars[i + 2]) if i + 2 < n else 0)
        step = 1
        if group:
            k, step = group >> 2, group & 3
        elif c < 97 or c > 122:  # digits stay apart from every letter: they are told by the whole spelling
            k = 14
        elif i == 0 and c == 104:
            k = 6
        elif i == 0 and c == 119:
            k = 2
        else:
            k = np.int64(_CLASS[c - 97])
            if k == 0 and i == 0:
                k = VOWEL
        if k and k != last:
            out = (out << np.uint64(4)) | np.uint64(k)
            count += 1
            last = k
        elif k == 0 and c != 104:
            last = 0
        i += step
    return out


@native
def classes(skel: Num) -> Num:
    """How many classes a skeleton holds."""
    s = np.uint64(skel)
    n = 0
    while s:
        n += 1
        s >>= np.uint64(4)
    return n


@inlined
def bits(x: Num) -> Num:
    """Number of set bits."""
    v = np.uint64(x)
    v = v - ((v >> np.uint64(1)) & np.uint64(0x5555555555555555))
    v = (v & np.uint64(0x3333333333333333)) + ((v >> np.uint64(2)) & np.uint64(0x3333333333333333))
    v = (v + (v >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((v * np.uint64(0x0101010101010101)) >> np.uint64(56))


@native
def distance(a: U64, i: Num, b: U64, j: Num) -> Num:
    """Optimal string alignment distance of spelling `i` of `a` and spelling `j` of `b`; equal ends are skipped."""
    n, m = size(a, i), size(b, j)
    lo = 0
    while lo < n and lo < m and letter(a, i, lo) == letter(b, j, lo):
        lo += 1
    while n > lo and m > lo and letter(a, i, n - 1) == letter(b, j, m - 1):
        n -= 1
        m -= 1
    n -= lo
    m -= lo
    if n == 0 or m == 0:
        return max(n, m)
    one = np.uint64(1)
    vp = (one << np.uint64(n)) - one
    vn = np.uint64(0)
    d0 = np.uint64(0)
    before = np.uint64(0)
    last = one << np.uint64(n - 1)
    score = n
    for k in range(m):
        c = letter(b, j, lo + k)
        pm = np.uint64(0)
        for x in range(n):
            if letter(a, i, lo + x) == c:
                pm |= one << np.uint64(x)
        tr = ((~d0 & pm) << one) & before
        d0 = ((((pm & vp) + vp) ^ vp) | pm | vn) | tr
        hp = vn | ~(d0 | vp)
        hn = d0 & vp
        if hp & last:
            score += 1
        if hn & last:
            score -= 1
        hp = (hp << one) | one
        hn = hn << one
        vp = hn | ~(d0 | hp)
        vn = hp & d0
        before = pm
    return score
