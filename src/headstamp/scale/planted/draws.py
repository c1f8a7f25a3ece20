"""Drawing by table, many at a time. All draws come from one numpy generator a block, in a fixed order."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


def generator(*key: int) -> np.random.Generator:
    """A generator that belongs to this key alone: (seed, block, purpose)."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(key)))


class Chances:
    """Rows of weights to draw a column from: `weights` is (rows, columns), each row with a sum above 0."""

    def __init__(self, weights: Any) -> None:
        table = np.atleast_2d(np.asarray(weights, dtype=np.float64))
        self.width = table.shape[1]
        shares = np.cumsum(table, axis=1)
        shares /= shares[:, -1:]
        self._flat = (shares + np.arange(len(table))[:, None]).ravel()

    def draw(self, rng: np.random.Generator, rows: Ints) -> Ints:
        """One column a row number: shape of `rows`."""
        at = np.searchsorted(self._flat, rows + rng.random(len(rows)), side="right") - rows * self.width
        out: Ints = np.clip(at, 0, self.width - 1).astype(np.int64)
        return out

    def draw_many(self, rng: np.random.Generator, count: int) -> Ints:
        """`count` columns of row 0."""
        return self.draw(rng, np.zeros(count, dtype=np.int64))


def zipf(rng: np.random.Generator, sizes: Ints, exponent: float) -> Ints:
    """A rank from 0 a size, with probability about rank ** -exponent: inverse of the continuous law, exponent other than 1."""
    power = 1.0 - exponent
    top = (sizes + 1.0) ** power
    ranks = (1.0 + rng.random(len(sizes)) * (top - 1.0)) ** (1.0 / power) - 1.0
    out: Ints = np.clip(ranks.astype(np.int64), 0, sizes - 1).astype(np.int64)
    return out


def mixed(*parts: Ints | int) -> Ints:
    """One well mixed non-negative integer of several: the same firm always has the same name, price and wording (splitmix64)."""
    out: Any = np.uint64(0x9E3779B97F4A7C15)
    with np.errstate(over="ignore"):
        for part in parts:
            out = (out ^ np.asarray(part).astype(np.uint64)) * np.uint64(0xBF58476D1CE4E5B9)
            out ^= out >> np.uint64(29)
            out = out * np.uint64(0x94D049BB133111EB)
            out ^= out >> np.uint64(32)
    return np.asarray(out >> np.uint64(2)).astype(np.int64)


def level(keys: Ints) -> Floats:
    """A standard normal deviate that belongs to the key: sum of four uniforms, close enough for a price level."""
    parts = sum(((keys >> shift) & 0xFFF) / 4096.0 for shift in (0, 12, 24, 36))
    return np.asarray((parts - 2.0) * np.sqrt(3.0), dtype=np.float64)
