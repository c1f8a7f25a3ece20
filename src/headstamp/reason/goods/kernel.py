"""Compiled loops: the vectors of texts, and how near a text comes to every heading."""

from __future__ import annotations

import numpy as np

from headstamp.reason.goods.grams import MOST_PIECES, SIZE, pieces
from headstamp.reason.match.native import F32, I32, I64, U32, Num, native

WORD = 1.2  # a whole word beside a run of signs
COMMON = 1000  # documents; a piece of more tells headings apart by their centres only


@native
def count_documents(codes: U32, first: I32, seen: I32) -> int:
    """In how many texts each piece occurs, into `seen`; how many (text, piece) pairs there are."""
    out = np.empty(MOST_PIECES, np.uint32)
    total = 0
    for t in range(len(first) - 1):
        n = pieces(codes, first[t], first[t + 1], out)
        found = np.unique(out[:n] & np.uint32(SIZE - 1))
        for p in found:
            seen[p] += 1
        total += len(found)
    return total


@native
def vector(codes: U32, start: Num, end: Num, idf: F32, out: U32, which: I32, weight: F32) -> int:
    """The pieces of one text with weights of length 1 (Euclid); how many. tf is damped: 1 + ln tf."""
    n = pieces(codes, start, end, out)
    for i in range(n):  # a whole word sorts behind the run of signs of the same hash
        out[i] = (out[i] & np.uint32(SIZE - 1)) << np.uint32(1) | out[i] >> np.uint32(31)
    out[:n].sort()
    count = 0
    total = 0.0
    i = 0
    while i < n:
        piece = out[i] >> np.uint32(1)
        first = i
        while i < n and out[i] >> np.uint32(1) == piece:
            i += 1
        w = idf[piece] * (WORD if out[i - 1] & np.uint32(1) else 1.0)
        if i - first > 1:
            w *= 1.0 + np.log(i - first)
        if w > 0:
            which[count] = piece
            weight[count] = w
            total += w * w
            count += 1
    if total > 0:
        weight[:count] /= np.sqrt(total)
    return count


@native
def file_documents(codes: U32, first: I32, idf: F32, starts: I64, docs: I32, weights: F32) -> None:
    """Postings: for piece p, documents `docs[starts[p]:starts[p + 1]]` in order, with weights."""
    out = np.empty(MOST_PIECES, np.uint32)
    which = np.empty(MOST_PIECES, np.int32)
    weight = np.empty(MOST_PIECES, np.float32)
    filled = starts[:-1].copy()
    for t in range(len(first) - 1):
        n = vector(codes, first[t], first[t + 1], idf, out, which, weight)
        for i in range(n):
            place = filled[which[i]]
            docs[place] = t
            weights[place] = weight[i]
            filled[which[i]] = place + 1


@native
def file_centres(
    starts: I64, docs: I32, weights: F32, heading: I32, count: Num, c_starts: I64, c_heads: I32, c_weights: F32
) -> int:
    """The mean of the documents of each heading, as postings of headings by piece, of length 1; how many pairs there are."""
    norm = np.zeros(count, np.float64)
    total = np.zeros(count, np.float64)
    touched = np.empty(count, np.int32)
    filled = 0
    for p in range(len(starts) - 1):
        c_starts[p] = filled
        n = 0
        for i in range(starts[p], starts[p + 1]):
            h = heading[docs[i]]
            if total[h] == 0.0:
                touched[n] = h
                n += 1
            total[h] += weights[i]
        for k in range(n):
            h = touched[k]
            c_heads[filled] = h
            c_weights[filled] = total[h]
            norm[h] += total[h] * total[h]
            total[h] = 0.0
            filled += 1
    c_starts[len(starts) - 1] = filled
    for i in range(filled):
        c_weights[i] /= np.sqrt(norm[c_heads[i]])
    return filled


@native
def near(codes: U32, first: I32, idf: F32, starts: I64, docs: I32, weights: F32, heading: I32, c_starts: I64, c_heads: I32,
         c_weights: F32, declared: I32, left_out: I32, top: I32, score: F32, own: F32, known: F32) -> None:  # fmt: skip
    """For each text: the three nearest headings and their scores, the score of the `declared` one (-1 = none, -2 = not a heading
    that is known), and the share of the weight of its pieces that any document has. `left_out`: a document not to be met."""
    out = np.empty(MOST_PIECES, np.uint32)
    which = np.empty(MOST_PIECES, np.int32)
    weight = np.empty(MOST_PIECES, np.float32)
    count = int(heading.max()) + 1
    best = np.zeros(count, np.float32)
    nearest = np.zeros(count, np.float32)
    like = np.zeros(len(heading), np.float32)
    touched = np.empty(len(heading), np.int32)
    for t in range(len(first) - 1):
        n = vector(codes, first[t], first[t + 1], idf, out, which, weight)
        met = 0
        seen = np.float32(0.0)
        for i in range(n):
            p = which[i]
            if starts[p + 1] > starts[p]:
                seen += weight[i] * weight[i]
            rare = starts[p + 1] - starts[p] <= COMMON
            for k in range(starts[p], starts[p + 1] if rare else starts[p]):
                d = docs[k]
                if like[d] == 0.0:
                    touched[met] = d
                    met += 1
                like[d] += weight[i] * weights[k]
            for k in range(c_starts[p], c_starts[p + 1]):
                best[c_heads[k]] += weight[i] * c_weights[k] * np.float32(0.5)
        for k in range(met):
            d = touched[k]
            if d != left_out[t] and like[d] > nearest[heading[d]]:
                nearest[heading[d]] = like[d]
            like[d] = 0.0
        a, b, c = -1, -1, -1
        x, y, z = np.float32(0.0), np.float32(0.0), np.float32(0.0)
        for h in range(count):
            v = best[h] + nearest[h]
            best[h], nearest[h] = np.float32(0.0), np.float32(0.0)
            if h == declared[t]:
                own[t] = v
            if v > z:
                if v > y:
                    c, z = b, y
                    if v > x:
                        b, y = a, x
                        a, x = h, v
                    else:
                        b, y = h, v
                else:
                    c, z = h, v
        if declared[t] < 0:
            own[t] = np.float32(-1.0)
        known[t] = seen
        top[t, 0], top[t, 1], top[t, 2] = a, b, c
        score[t, 0], score[t, 1], score[t, 2] = x, y, z
