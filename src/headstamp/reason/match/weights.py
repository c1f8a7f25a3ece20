"""What a word is worth: how seldom it stands in names (inverse document frequency; Sparck Jones 1972).

The counts are part of a release: they are learned once from the names of a release's lists, kept with their hash, and do not
move when a list does. So an update changes only the answers that it should change.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from headstamp.reason.match.keys import CONC, SKEL, salted
from headstamp.reason.match.native import F32, I32, U64, Num, native
from headstamp.reason.match.spelling import classes_of, size
from headstamp.reason.match.words import Words, forms_of, role_of

# Share of a word's weight that counts, by role: ordinary, legal form, trade noise, title, particle, place, number, name.
ROLE_SHARE = np.array([1.0, 0.12, 0.6, 0.12, 0.12, 0.75, 0.8, 1.0], np.float32)
SKELETON_SHARE = 0.12  # of the names that hold a word of the same skeleton
LETTER_SHARE = 0.35  # a letter that stands alone


@dataclass(frozen=True, eq=False)
class Weights:
    """Names that hold a spelling, a skeleton or a concept: sorted keys and counts among `total` names."""

    total: int
    keys: U64
    counts: F32

    @cached_property
    def sha256(self) -> str:
        """Of the total, keys and counts."""
        return hashlib.sha256(str(self.total).encode() + self.keys.tobytes() + self.counts.tobytes()).hexdigest()

    @classmethod
    def learn(cls, words: Words, names_with: I32, total: int) -> Weights:
        """From the words of a set of names and how many names hold each."""
        keys, counts = _count(words.rows, words.forms, names_with)
        found, inverse = np.unique(keys, return_inverse=True)
        return cls(total, found, np.bincount(inverse, counts, len(found)).astype(np.float32))

    def pruned(self, least: int = 3) -> Weights:
        """Without what stands in fewer than `least` names: all of it is rare, and a release stays small."""
        keep = self.counts >= least
        return Weights(self.total, self.keys[keep], self.counts[keep])

    def beside(self, other: Weights) -> Weights:
        """Both tables as one, each count as the larger share of names: a small list borrows from a large background."""
        total = max(self.total, other.total)
        keys = np.concatenate([self.keys, other.keys])
        counts = np.concatenate([self.counts * (total / max(1, self.total)), other.counts * (total / max(1, other.total))])
        if self.total < other.total:  # a word seen once in a small list is no common word
            counts[: len(self.keys)] = np.minimum(counts[: len(self.keys)], np.maximum(self.counts, 1) * 4)
        order = np.lexsort((counts, keys))
        keys, counts = keys[order], counts[order]
        last = np.append(keys[1:] != keys[:-1], True)
        return Weights(total, keys[last], counts[last].astype(np.float32))

    def of(self, words: Words) -> tuple[F32, F32]:
        """(weight in nats, names that would be looked at) of each word."""
        return _weigh(words.rows, words.forms, self.keys, self.counts, float(self.total), ROLE_SHARE)


@native
def _count(rows: U64, forms: U64, names_with: I32) -> tuple[U64, F32]:
    most = 2 * len(forms) + len(rows)
    keys = np.empty(most, np.uint64)
    counts = np.empty(most, np.float32)
    n = 0
    for a in range(len(rows)):
        lo, hi = forms_of(rows, a)
        for i in range(lo, hi):
            keys[n], counts[n] = forms[i, 0], names_with[a]
            n += 1
            if classes_of(forms, i) >= 2:
                keys[n], counts[n] = salted(forms[i, 1], SKEL), names_with[a]
                n += 1
        if rows[a, 1]:
            keys[n], counts[n] = salted(rows[a, 1], CONC), names_with[a]
            n += 1
    return keys[:n].copy(), counts[:n].copy()


@native
def _get(keys: U64, counts: F32, key: Num) -> float:
    lo, hi = 0, len(keys)
    while lo < hi:
        mid = (lo + hi) >> 1
        if keys[mid] < key:
            lo = mid + 1
        else:
            hi = mid
    return counts[lo] if lo < len(keys) and keys[lo] == key else 0.0


@native
def _weigh(rows: U64, forms: U64, keys: U64, counts: F32, total: float, share: F32) -> tuple[F32, F32]:
    n = len(rows)
    weight = np.empty(n, np.float32)
    mass = np.empty(n, np.float32)
    for a in range(n):
        exact = 0.0
        alike = 0.0
        lo, hi = forms_of(rows, a)
        for i in range(lo, hi):
            exact = max(exact, _get(keys, counts, forms[i, 0]))
            if classes_of(forms, i) >= 2:
                alike = max(alike, _get(keys, counts, salted(forms[i, 1], SKEL)))
        meant = _get(keys, counts, salted(rows[a, 1], CONC)) if rows[a, 1] else 0.0
        common = max(exact, meant)
        common += SKELETON_SHARE * max(0.0, alike - common)
        value = np.log((total + 8.0) / (common + 0.8))
        role = role_of(rows, a)
        one = hi > lo and size(forms, lo) == 1 and role == 0
        weight[a] = max(0.2, value * share[role] * (LETTER_SHARE if one else 1.0))
        mass[a] = max(exact, alike) + meant
    return weight, mass
