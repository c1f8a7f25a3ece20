"""Keys under which a word is filed, so that words alike meet: whole spellings and those with one letter left out, skeletons and
those with one class left out, concept, Korean syllable, native form. What meets by chance is told apart by `similar`.
"""

from __future__ import annotations

import numpy as np

from headstamp.reason.match.native import I32, U16, U64, Num, native
from headstamp.reason.match.spelling import classes_of, letter, mixed, size
from headstamp.reason.match.words import Words, forms_of

MOST_KEYS = 300  # of one word
SKEL, CONC, KOR = np.uint64(0x5CE1E701), np.uint64(0xC07CE9702), np.uint64(0x4B0703)
NAT, JOIN = np.uint64(0x7A71704), np.uint64(0x101705)


@native
def salted(value: Num, salt: Num) -> Num:
    """A key of one family."""
    return mixed(np.uint64(value) ^ (np.uint64(salt) * np.uint64(0x9E3779B97F4A7C15)))


@native
def word_keys(rows: U64, forms: U64, a: Num, out: U64) -> Num:
    """Write the keys of word `a` into `out`; how many."""
    n = 0
    out[n] = salted(rows[a, 0], NAT)
    n += 1
    if rows[a, 1]:
        out[n] = salted(rows[a, 1], CONC)
        n += 1
    if rows[a, 2]:
        out[n] = salted(rows[a, 2], KOR)
        n += 1
    lo, hi = forms_of(rows, a)
    for i in range(lo, hi):
        if n + 64 > len(out):
            break
        out[n] = forms[i, 0]
        n += 1
        if size(forms, i) >= 4:
            n = _letters_out(forms, i, out, n)
        s = forms[i, 1]
        c = classes_of(forms, i)
        if c >= 2:
            out[n] = skeleton_key(forms, i)
            n += 1
            once = _without_repeats(s)
            if once != s:
                out[n] = salted(once, SKEL)
                n += 1
        first = (forms[i, 4] & np.uint64(255)) << np.uint64(40)
        if c == 3:
            out[n] = salted(s | first, SKEL)
            n += 1
        if c >= 4:
            for k in range(c):
                low = s & ((np.uint64(1) << np.uint64(4 * k)) - np.uint64(1))
                less = (s >> np.uint64(4 * k + 4)) << np.uint64(4 * k) | low
                out[n] = salted(less | first if c == 4 else less, SKEL)  # three classes are common: with the first letter
                n += 1
    return n


@native
def _without_repeats(skel: Num) -> Num:
    """A skeleton as it is when vowels are dropped too: neighbours that are equal become one."""
    out = np.uint64(0)
    last = np.uint64(0)
    place = np.uint64(0)
    s = np.uint64(skel)
    while s:
        k = s & np.uint64(15)
        if k != last:
            out |= k << place
            place += np.uint64(4)
            last = k
        s >>= np.uint64(4)
    return out


@native
def skeleton_key(forms: U64, i: Num) -> Num:
    """Key of a skeleton; two classes are too common, and go with the first letter."""
    s = forms[i, 1]
    return salted(s, SKEL) if classes_of(forms, i) > 2 else salted(s | (forms[i, 4] & np.uint64(255)) << np.uint64(40), SKEL)


@native
def _letters_out(forms: U64, i: Num, out: U64, n: Num) -> Num:
    total = size(forms, i)
    for skip in range(total):
        if skip and letter(forms, i, skip) == letter(forms, i, skip - 1):
            continue
        h = np.uint64(14695981039346656037)
        for k in range(total):
            if k != skip:
                h = (h ^ np.uint64(letter(forms, i, k))) * np.uint64(1099511628211)
        out[n] = mixed(h)
        n += 1
    return n


@native
def _fill(rows: U64, forms: U64, bucket_bits: Num) -> tuple[I32, U16, I32]:
    """File every word under its keys: (bucket offsets, tags, words)."""
    buckets = 1 << bucket_bits
    mask = np.uint64(buckets - 1)
    out = np.empty(MOST_KEYS, np.uint64)
    count = np.zeros(buckets + 1, np.int32)
    words = len(rows)
    for a in range(words):
        n = word_keys(rows, forms, a, out)
        for k in range(n):
            count[(out[k] & mask) + np.uint64(1)] += 1
    for b in range(buckets):
        count[b + 1] += count[b]
    total = count[buckets]
    at = count[:-1].copy()
    tag = np.empty(total, np.uint16)
    word = np.empty(total, np.int32)
    for a in range(words):
        n = word_keys(rows, forms, a, out)
        for k in range(n):
            b = out[k] & mask
            tag[at[b]] = out[k] >> np.uint64(48)
            word[at[b]] = a
            at[b] += 1
    return count, tag, word


@native
def _keys_of(rows: U64, forms: U64) -> Num:
    out = np.empty(MOST_KEYS, np.uint64)
    total = 0
    for a in range(len(rows)):
        total += word_keys(rows, forms, a, out)
    return total


@native
def join_key(rows: U64, forms: U64, a: Num, b: Num) -> Num:
    """Key of two words written as one, by the skeleton of their first spellings; by spelling where that is too short; 0 =
    none."""
    i, iend = forms_of(rows, a)
    j, jend = forms_of(rows, b)
    if i == iend or j == jend or size(forms, i) < 2 or size(forms, j) < 2:
        return np.uint64(0)
    s, t = forms[i, 1], forms[j, 1]
    n, m = classes_of(forms, i), classes_of(forms, j)
    first = t >> np.uint64(4 * (m - 1)) if m else np.uint64(0)
    begins = letter(forms, j, np.int64(0))
    ends = letter(forms, i, size(forms, i) - 1)
    open_end = ends == 97 or ends == 101 or ends == 105 or ends == 111 or ends == 117 or ends == 121
    # Inside a word a vowel, h and w are no classes, and a doubled consonant is one.
    if m and (first == np.uint64(15) or begins == 104 or begins == 119 or (n and first == (s & np.uint64(15)) and not open_end)):
        m -= 1
        t = t & ((np.uint64(1) << np.uint64(4 * m)) - np.uint64(1))
    if n + m < 3:
        h = np.uint64(14695981039346656037)
        for k in range(size(forms, i)):
            h = (h ^ np.uint64(letter(forms, i, k))) * np.uint64(1099511628211)
        for k in range(size(forms, j)):
            h = (h ^ np.uint64(letter(forms, j, k))) * np.uint64(1099511628211)
        return mixed(h)
    return salted((s << np.uint64(4 * m)) | t, JOIN) if n + m <= 15 else np.uint64(0)


@native
def pair_keys(rows: U64, forms: U64, words: I32, out: U64) -> Num:
    """Keys of neighbours k and (k + 1) % n written as one, in order (row 0) and, in names of three words or fewer, the other way
    round (row 1); how many pairs. The last word and the first are neighbours too: lists put the family name first."""
    n = len(words)
    count = n if n > 2 else n - 1
    for k in range(count):
        a, b = np.int64(words[k]), np.int64(words[(k + 1) % n])
        out[0, k] = join_key(rows, forms, a, b)
        out[1, k] = join_key(rows, forms, b, a) if n <= 3 and k < n - 1 else np.uint64(0)
    return count


@native
def whole_key(forms: U64, i: Num) -> Num:
    """The key that the parts of spelling `i` would have, written apart."""
    return forms[i, 0] if classes_of(forms, i) < 3 else salted(forms[i, 1], JOIN)


def file_words(w: Words) -> tuple[I32, U16, I32]:
    """Bucket offsets, tags and words of a look-up table with about one entry a bucket."""
    total = max(16, int(_keys_of(w.rows, w.forms)))
    return _fill(w.rows, w.forms, max(4, int(np.ceil(np.log2(total)))))


def file_pairs(keys: U64, owners: I32) -> tuple[I32, U16, I32]:
    """The same table for keys computed elsewhere."""
    return _file_pairs(keys, owners, max(4, int(np.ceil(np.log2(max(16, len(keys)))))))


@native
def _file_pairs(keys: U64, owners: I32, bucket_bits: Num) -> tuple[I32, U16, I32]:
    buckets = 1 << bucket_bits
    mask = np.uint64(buckets - 1)
    count = np.zeros(buckets + 1, np.int32)
    for k in range(len(keys)):
        count[(keys[k] & mask) + np.uint64(1)] += 1
    for b in range(buckets):
        count[b + 1] += count[b]
    at = count[:-1].copy()
    tag = np.empty(len(keys), np.uint16)
    owner = np.empty(len(keys), np.int32)
    for k in range(len(keys)):
        b = keys[k] & mask
        tag[at[b]] = keys[k] >> np.uint64(48)
        owner[at[b]] = owners[k]
        at[b] += 1
    return count, tag, owner
