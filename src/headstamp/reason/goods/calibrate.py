"""From how far the declared heading lies below the best one to a likelihood ratio, by counting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from headstamp.reason.goods.grams import Texts
from headstamp.reason.match.native import F32, I32

if TYPE_CHECKING:
    from headstamp.reason.goods.model import Goods

SAMPLE = 6000  # terms that are asked for without their own document
LEVELS = (0.35, 0.55, 0.8)  # of the best score: a text that is near nothing says little
STEPS = 12
MOST = 3.0  # log10; the pack is general knowledge and not surer than that
SAME_CHAPTER = 0.25  # share of wrong headings drawn from the chapter of the right one: clerks err nearby


@dataclass(frozen=True, eq=False)
class Calibration:
    """`log_lr[level, step]`: log10 of P(distance | another heading is right) / P(distance | declared heading is right)."""

    bins: F32  # upper ends of the steps of distance
    log_lr: F32

    def of(self, best: F32, own: F32) -> F32:
        """For best scores and scores of the declared heading; positive = the text does not fit what was declared."""
        level = np.searchsorted(np.array(LEVELS, np.float32), best)
        step = np.minimum(np.searchsorted(self.bins, best - np.maximum(own, 0)), len(self.bins) - 1)
        told: F32 = self.log_lr[level, step]
        return told


def calibrated(model: Goods, read: Texts, heading: I32) -> Calibration:
    """Count over a fixed sample of the documents, each met without itself. Monotone by pooling neighbours (PAVA)."""
    chance = np.random.default_rng(2026)
    picked = np.sort(chance.permutation(len(heading))[:SAMPLE])
    asked = _only(read, picked)
    right = heading[picked]
    left = picked.astype(np.int32)
    other = _others(model.headings, right, chance)
    good = model.near(asked, right, left)
    wrong = model.near(asked, other, left)
    near_right, near_wrong = good.score[:, 0] - good.own, wrong.score[:, 0] - wrong.own
    positive = near_wrong[near_wrong > 0]
    bins = np.unique(np.concatenate([[0.0], np.quantile(positive, np.linspace(0, 1, STEPS))]) if len(positive) else np.zeros(1))
    bins = bins.astype(np.float32)
    table = np.zeros((len(LEVELS) + 1, len(bins)), np.float32)
    level = np.searchsorted(np.array(LEVELS, np.float32), good.score[:, 0])
    for at in range(len(LEVELS) + 1):
        mine = level == at
        table[at] = _ratio(near_right[mine], near_wrong[mine], bins)
    return Calibration(bins, table)


def _ratio(right: F32, wrong: F32, bins: F32) -> F32:
    """log10 of the two shares in each bin, one half added to every count, never falling with distance."""
    last = len(bins) - 1
    r = np.bincount(np.minimum(np.searchsorted(bins, right), last), minlength=len(bins)) + 0.5
    w = np.bincount(np.minimum(np.searchsorted(bins, wrong), last), minlength=len(bins)) + 0.5
    value = np.log10((w / w.sum()) / (r / r.sum()))
    weight = r + w
    blocks: list[list[float]] = []
    for v, n in zip(value.tolist(), weight.tolist(), strict=True):
        blocks.append([v, n, 1])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            b = blocks.pop()
            a = blocks[-1]
            blocks[-1] = [(a[0] * a[1] + b[0] * b[1]) / (a[1] + b[1]), a[1] + b[1], a[2] + b[2]]
    told: F32 = np.clip(np.concatenate([[v] * int(k) for v, _, k in blocks]), -MOST, MOST).astype(np.float32)
    return told


def _others(headings: tuple[str, ...], right: I32, chance: np.random.Generator) -> I32:
    """A wrong heading for each right one, a part of them of the same chapter."""
    chapters = np.array([code[:2] for code in headings])
    other = chance.integers(0, len(headings), len(right))
    for at in np.flatnonzero(chance.random(len(right)) < SAME_CHAPTER):
        near = np.flatnonzero(chapters == chapters[right[at]])
        other[at] = near[chance.integers(0, len(near))]
    same = other == right
    other[same] = (other[same] + 1) % len(headings)
    told: I32 = other.astype(np.int32)
    return told


def _only(read: Texts, picked: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Texts:
    """Some of the texts."""
    parts = [read.codes[read.first[i] : read.first[i + 1]] for i in picked.tolist()]
    first = np.zeros(len(parts) + 1, np.int32)
    np.cumsum([len(part) for part in parts], out=first[1:])
    return Texts(np.concatenate(parts) if parts else np.zeros(0, np.uint32), first)
