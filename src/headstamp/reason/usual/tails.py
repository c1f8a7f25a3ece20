"""How rare a figure is in the history: the share of its lines with one at least as large.

tail = -log10((lines at least as large + 1) / (lines + 1)), the p-value of conformal prediction (Vovk, Gammerman and Shafer
2005): it asks nothing of the shape of the distribution, and no history of n lines can say more than log10(n + 1). Figures are
compared by steps of 0.05."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from headstamp.reason.usual.codes import F64, I64

STEP, STEPS = 0.05, 2000  # up to 100: a surprise of 1e-100, a z of 100


def steps(figure: F64) -> I64:
    """Step of non-negative figures (no NaN); the last one is open."""
    return np.minimum(np.floor(figure / STEP), STEPS - 1).astype(np.int64)


def counted(figure: F64, lines: I64) -> I64:
    """Lines a step; NaN figures are left out."""
    good = ~np.isnan(figure)
    return np.bincount(steps(figure[good]), weights=lines[good], minlength=STEPS).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Tail:
    """at_least[k]: lines of the history in step k or above."""

    at_least: I64

    @classmethod
    def of(cls, count: I64) -> Self:
        """From lines a step."""
        return cls(np.cumsum(count[::-1])[::-1].copy())

    def ask(self, figure: F64, own: I64) -> F64:
        """-log10 of the share at least as large, `own` (0 or 1 a line) taken out; NaN for NaN and without a history."""
        out = np.full(len(figure), np.nan)
        good = ~np.isnan(figure) & (self.at_least[0] > 0)
        ours = own[good]
        above = np.maximum(self.at_least[steps(figure[good])] - ours, 0)
        out[good] = -np.log10((above + 1) / (self.at_least[0] - ours + 1)) + 0.0  # no minus zero
        return out
