"""The index of a list: its names as words, filed so that any spelling of them is found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from headstamp.reason.match.keys import file_pairs, file_words, pair_keys, salted
from headstamp.reason.match.native import F32, I32, U8, U16, U64, Num, native
from headstamp.reason.match.phrases import spells_out
from headstamp.reason.match.spelling import letter
from headstamp.reason.match.weights import Weights
from headstamp.reason.match.words import LEGAL, MOST_WORDS, PARTICLE, TITLE, Lexicon, Reader, Words, forms_of, role_of

ACRONYM_SALT = np.uint64(0xAC2001)


class Columns(NamedTuple):
    """What the kernels read. Names are rows; `entity` groups them; word tables are CSR (offsets, values)."""

    first: I32  # name -> words
    word: I32
    entity: I32
    weak: U8  # 1 where the list itself calls the name weak
    kind: U8  # per entity: 0 unknown, 1 person, 2 organisation, 3 vessel, 4 aircraft
    total: F32  # weight of each name
    weight: F32  # of each word
    post_first: I32  # word -> names
    post: I32
    key_first: I32  # key -> words
    key_tag: U16
    key_word: I32
    join_first: I32  # key of two words written as one, or of initials -> names
    join_tag: U16
    join_name: I32


@dataclass(frozen=True, eq=False)
class Index:
    """Columns, the words behind them, and the texts of the words for reasons."""

    columns: Columns
    words: Words
    texts: tuple[str, ...]
    cut: I32
    source: I32  # the name behind each row: one whose legal form is spelled out has a second row, as it is written
    pool: list[Any] = field(default_factory=list, repr=False)  # scratch of threads that are done, to be used again

    @property
    def names(self) -> int:
        """How many rows."""
        return len(self.columns.entity)


def read_list(names: Sequence[str], lexicon: Lexicon) -> tuple[Reader, I32, I32, I32]:
    """Names as words: (reader, offsets, words, words cut)."""
    reader = Reader(lexicon)
    read = reader.read(names)
    return reader, read.first, read.words, read.cut


def learn(names: Sequence[str], lexicon: Lexicon) -> Weights:
    """Word counts of a set of names, the material of a release."""
    reader, first, word, _ = read_list(names, lexicon)
    words = reader.columns()
    post_first, _ = _postings(first, word, len(words.rows))
    return Weights.learn(words, np.diff(post_first), len(names))


def build(
    names: Sequence[str],
    entity: Sequence[int] | I32,
    kind: Sequence[int] | U8,
    lexicon: Lexicon,
    weights: Weights | None = None,
    weak: Sequence[int] | None = None,
) -> tuple[Index, Weights]:
    """File `names`, name i one of entity `entity[i]`; `kind` per entity. Row i is name i; further rows repeat names
    (`Index.source`). Without `weights`, they are learned from the names."""
    reader, first, word, cut = read_list(names, lexicon)
    if weights is None:
        words = reader.columns()
        weights = Weights.learn(words, np.diff(_postings(first, word, len(words.rows))[0]), len(names))
    long = np.array([i for i, name in enumerate(names) if spells_out(name)], np.int32)
    again = reader.read([names[i] for i in long.tolist()], short=False)
    first = np.concatenate([first, first[-1] + again.first[1:]]).astype(np.int32)
    word = np.concatenate([word, again.words])
    source = np.concatenate([np.arange(len(names), dtype=np.int32), long])
    owner: I32 = np.asarray(entity, np.int32)[source]
    called_weak = np.zeros(len(names), np.uint8) if weak is None else np.asarray(weak, np.uint8)
    words = reader.columns()
    post_first, post = _postings(first, word, len(words.rows))
    weight, _ = weights.of(words)
    keys, owners = _join_keys(words.rows, words.forms, first, word)
    columns = Columns(
        first,
        word,
        owner,
        called_weak[source],
        np.asarray(kind, np.uint8),
        _totals(first, word, weight),
        weight,
        post_first,
        post,
        *file_words(words),
        *file_pairs(keys, owners),
    )
    return Index(columns, words, tuple(reader.texts), cut, source), weights


@native
def _postings(first: I32, word: I32, words: Num) -> tuple[I32, I32]:
    """Names of each word, each name once, in order."""
    count = np.zeros(words + 1, np.int32)
    last = np.full(words, -1, np.int32)
    names = len(first) - 1
    for n in range(names):
        for k in range(first[n], first[n + 1]):
            if last[word[k]] != n:
                last[word[k]] = n
                count[word[k] + 1] += 1
    for w in range(words):
        count[w + 1] += count[w]
    at = count[:-1].copy()
    post = np.empty(count[words], np.int32)
    last[:] = -1
    for n in range(names):
        for k in range(first[n], first[n + 1]):
            w = word[k]
            if last[w] != n:
                last[w] = n
                post[at[w]] = n
                at[w] += 1
    return count, post


@native
def _totals(first: I32, word: I32, weight: F32) -> F32:
    out = np.zeros(len(first) - 1, np.float32)
    for n in range(len(out)):
        for k in range(first[n], first[n + 1]):
            out[n] += weight[word[k]]
    return out


@native
def acronym_key(rows: U64, forms: U64, word: I32, lo: Num, hi: Num) -> Num:
    """Key of the initials of a name's words without legal forms, titles and particles; 0 below three."""
    h = np.uint64(14695981039346656037)
    n = 0
    for k in range(lo, hi):
        role = role_of(rows, np.int64(word[k]))
        form, end = forms_of(rows, np.int64(word[k]))
        if role in (LEGAL, TITLE, PARTICLE) or form == end:
            continue
        h = (h ^ np.uint64(letter(forms, form, 0))) * np.uint64(1099511628211)
        n += 1
    return salted(h, ACRONYM_SALT) if n >= 3 else np.uint64(0)


@native
def _join_keys(rows: U64, forms: U64, first: I32, word: I32) -> tuple[U64, I32]:
    most = 2 * len(word) + 2 * len(first)
    keys = np.empty(most, np.uint64)
    owner = np.empty(most, np.int32)
    pairs = np.zeros((2, MOST_WORDS), np.uint64)
    n = 0
    for name in range(len(first) - 1):
        words = word[first[name] : first[name + 1]]
        for k in range(pair_keys(rows, forms, words, pairs)):
            for way in range(2):
                if pairs[way, k]:
                    keys[n], owner[n] = pairs[way, k], name
                    n += 1
        key = acronym_key(rows, forms, word, np.int64(first[name]), np.int64(first[name + 1]))
        if key:
            keys[n], owner[n] = key, name
            n += 1
    return keys[:n].copy(), owner[:n].copy()
