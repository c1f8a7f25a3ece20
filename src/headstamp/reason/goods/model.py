"""Which headings a description fits, and how well it fits the one that was declared.

Every term of the pack of goods is a short document of its heading. A description is near a heading as far as it is near the
nearest of its documents (cosine of tf-idf weighted pieces) and, by half as much, near their centre. How far below the best
heading the declared one lies is turned into a likelihood ratio by counting: terms asked for with their own document taken out,
against their own heading and against headings drawn at random.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import Field, dataclass, field, fields
from typing import NamedTuple, Self

import numpy as np
import polars as pl

from headstamp.reason.goods import kernel
from headstamp.reason.goods.calibrate import Calibration, calibrated
from headstamp.reason.goods.grams import SIZE, Texts, folded, joined, texts
from headstamp.reason.match.native import F32, I32, I64

FEW_KNOWN = 0.25  # of the weight of a text must lie on pieces that some document has, else nothing is said of it
KEPT = 400_000  # answers in memory
NONE, UNKNOWN = -1, -2  # no heading declared; a heading that the pack does not have


class Near(NamedTuple):
    """For each text: three nearest headings (places in `Goods.headings`; -1 = none), their scores, that of the declared heading
    (-1 = none), and how much of the text is known."""

    top: I32
    score: F32
    own: F32
    known: F32


class Memory:
    """Answers by folded text and declared heading."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget all."""
        self.place: dict[tuple[str, int], int] = {}
        self.columns = Near(
            np.zeros((0, 3), np.int32), np.zeros((0, 3), np.float32), np.zeros(0, np.float32), np.zeros(0, np.float32)
        )

    def add(self, pairs: Sequence[tuple[str, int]], found: Near) -> None:
        """Keep the answers for `pairs`, none of which is kept yet."""
        start = len(self.place)
        self.place.update(zip(pairs, range(start, start + len(pairs)), strict=True))
        old = self.columns
        self.columns = Near(
            np.concatenate([old.top, found.top]),
            np.concatenate([old.score, found.score]),
            np.concatenate([old.own, found.own]),
            np.concatenate([old.known, found.known]),
        )


@dataclass(frozen=True, eq=False)
class Goods:
    """The terms of the headings, filed. Build it with `Goods.of`; `to_bytes` and `from_bytes` keep it."""

    headings: tuple[str, ...]
    idf: F32
    starts: I64  # postings of documents by piece
    docs: I32
    weights: F32
    heading: I32  # of each document
    c_starts: I64  # postings of headings by piece
    c_heads: I32
    c_weights: F32
    bins: F32  # of `Calibration`
    log_lr: F32
    memory: Memory = field(default_factory=Memory)  # of texts asked lately; no part of the model

    @classmethod
    def of(cls, rows: Iterable[tuple[str, Sequence[str]]]) -> Self:
        """File (heading of four digits, texts of that heading). Same rows, same model; some 2 s for 1,228 headings."""
        held: dict[str, list[str]] = {}
        for code, said in rows:
            held.setdefault(code, []).extend(said)
        headings = tuple(sorted(held))
        lines = [line for code in headings for line in held[code]]
        heading = np.array([place for place, code in enumerate(headings) for _ in held[code]], np.int32)
        read = texts(lines)
        seen = np.zeros(SIZE, np.int32)
        pairs = kernel.count_documents(read.codes, read.first, seen)
        idf = np.where(seen > 0, np.log((1 + len(lines)) / (1 + seen)) + 1, np.log(1 + len(lines)) + 1).astype(np.float32)
        starts = np.zeros(SIZE + 1, np.int64)
        np.cumsum(seen, out=starts[1:])
        docs, weights = np.zeros(pairs, np.int32), np.zeros(pairs, np.float32)
        kernel.file_documents(read.codes, read.first, idf, starts, docs, weights)
        c_starts, c_heads, c_weights = np.zeros(SIZE + 1, np.int64), np.zeros(pairs, np.int32), np.zeros(pairs, np.float32)
        filled = kernel.file_centres(starts, docs, weights, heading, len(headings), c_starts, c_heads, c_weights)
        heads, centred = c_heads[:filled].copy(), c_weights[:filled].copy()
        made = cls(headings, idf, starts, docs, weights, heading, c_starts, heads, centred,
                   np.zeros(0, np.float32), np.zeros((0, 0), np.float32))  # fmt: skip
        found = calibrated(made, read, heading)
        return cls(**{**{each.name: getattr(made, each.name) for each in _kept()}, "bins": found.bins, "log_lr": found.log_lr})

    def near(self, asked: Texts, declared: I32, left_out: I32 | None = None) -> Near:
        """How near texts come. `declared`: a place in `headings` each, `NONE` or `UNKNOWN`; `left_out`: a document each or -1."""
        count = len(asked.first) - 1
        top, score = np.full((count, 3), -1, np.int32), np.zeros((count, 3), np.float32)
        own, known = np.zeros(count, np.float32), np.zeros(count, np.float32)
        left = np.full(count, -1, np.int32) if left_out is None else left_out
        if count and self.headings:
            kernel.near(asked.codes, asked.first, self.idf, self.starts, self.docs, self.weights, self.heading, self.c_starts,
                        self.c_heads, self.c_weights, declared, left, top, score, own, known)  # fmt: skip
        return Near(top, score, own, known)

    def look(self, said: pl.Series, hs4s: pl.Series) -> pl.DataFrame:
        """`GoodsLooker.look`: a row for each text and declared heading, in their order (see `reason.screen.lookers`).

        `goods_lr` is null where nothing can be said: no usable word, a text of unknown words, no heading or one nobody knows.
        Texts that fold to the same are looked at once, and the answers of late texts are kept."""
        place = {code: at for at, code in enumerate(self.headings)}
        declared = [place.get(code, UNKNOWN) if code else NONE for code in hs4s.fill_null("").to_list()]
        words = [folded(text) for text in said.fill_null("").to_list()]
        found = self._remembered(list(zip(words, declared, strict=True)))
        has = np.array([bool(each) for each in words], np.bool_)
        sure = (found.known >= FEW_KNOWN) & (np.array(declared, np.int32) >= 0)
        lr = Calibration(self.bins, self.log_lr).of(found.score[:, 0], found.own)
        names = pl.Series([*self.headings, None], dtype=pl.String)
        columns = [names.gather(np.where(at < 0, len(self.headings), at)) for at in found.top.T]
        top = pl.DataFrame(columns, schema=["a", "b", "c"]).select(goods_top=pl.concat_list("a", "b", "c").list.drop_nulls())
        return pl.DataFrame(
            {
                "goods_words": has,
                "goods_top": top.to_series(),
                "goods_lr": pl.Series(np.where(sure, lr, np.nan), dtype=pl.Float64).fill_nan(None),
                "goods_generic": pl.Series(np.where(has, vague(found), np.nan), dtype=pl.Float64).fill_nan(None),
            }
        )

    def _remembered(self, asked: list[tuple[str, int]]) -> Near:
        """`near` of folded texts, through the memory."""
        memory = self.memory
        new = dict.fromkeys(pair for pair in asked if pair not in memory.place)
        if new:
            if len(memory.place) + len(new) > KEPT:
                memory.clear()
                new = dict.fromkeys(asked)
            pairs = list(new)
            found = self.near(joined([text for text, _ in pairs]), np.array([at for _, at in pairs], np.int32))
            memory.add(pairs, found)
        rows = np.fromiter((memory.place[pair] for pair in asked), np.int64, len(asked))
        held = memory.columns
        return Near(held.top[rows], held.score[rows], held.own[rows], held.known[rows])

    def to_bytes(self) -> bytes:
        """The model as one npz file; equal models give equal bytes."""
        out = io.BytesIO()
        columns = {each.name: getattr(self, each.name) for each in _kept() if each.name != "headings"}
        np.savez_compressed(out, headings=np.array(self.headings, dtype="U4"), **columns)
        return out.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """What `to_bytes` kept. Raises ValueError or KeyError for bytes that are no model."""
        with np.load(io.BytesIO(data), allow_pickle=False) as held:
            columns = {each.name: held[each.name] for each in _kept() if each.name != "headings"}
            return cls(headings=tuple(held["headings"].tolist()), **columns)


def _kept() -> list[Field[object]]:
    """What a model consists of."""
    return [each for each in fields(Goods) if each.name != "memory"]


def vague(found: Near) -> F32:
    """How little a text says of what the goods are, 0..1: nothing near it, or three headings as near as each other.

    A text of unknown words is not called vague: it may be exact in a language that the pack does not have."""
    best, third = found.score[:, 0], found.score[:, 2]
    nothing = 1 - np.clip(best / 0.9, 0, 1)
    level = np.where(best > 0, third / np.maximum(best, 1e-6), 1)
    told: F32 = (np.clip(0.7 * nothing + 0.3 * level, 0, 1) * np.clip(found.known / 0.6, 0, 1)).astype(np.float32)
    return told
