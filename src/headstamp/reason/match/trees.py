"""Gradient-boosted trees of one depth as flat columns, walked natively. Training is elsewhere; a release holds the columns.

Every tree is complete, `DEPTH` steps deep, so that a walk has no branch to guess wrong and trees are walked side by side.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from headstamp.reason.match.native import F32, U8, Num, native

DEPTH = 4
NODES, LEAVES = 2**DEPTH - 1, 2**DEPTH


class Trees(NamedTuple):
    """Node k of a tree sends a row to node 2k + 1, or to 2k + 2 where its feature is above the limit."""

    limit: F32  # (trees, NODES); infinity where a leaf came early
    feature: U8  # (trees, NODES)
    leaf: F32  # (trees, LEAVES)
    base: F32  # one value: the start of the sum


def flat() -> Trees:
    """A model that tells nothing: every log-odds is zero."""
    return Trees(
        np.full((1, NODES), np.inf, np.float32),
        np.zeros((1, NODES), np.uint8),
        np.zeros((1, LEAVES), np.float32),
        np.zeros(1, np.float32),
    )


@native
def walk(limit: F32, feature: U8, leaf: F32, base: float, features: F32) -> Num:
    """The sum of the leaves that `features` falls into: a log-odds."""
    total = base
    for t in range(len(limit)):
        k: Num = 0
        for _ in range(DEPTH):
            k = 2 * k + 1 + np.int64(features[feature[t, k]] > limit[t, k])
        total += leaf[t, k - NODES]
    return total
