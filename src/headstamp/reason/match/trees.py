"""Gradient-boosted trees as flat columns, walked natively. Training is elsewhere; a release holds the columns."""

from __future__ import annotations

from typing import NamedTuple

from headstamp.reason.match.native import F32, I32, U8, native


class Trees(NamedTuple):
    """Nodes of all trees end to end. A leaf has `left` = -1 and its value in `value`; children are absolute rows."""

    root: I32
    feature: U8
    value: F32  # threshold of a node, value of a leaf
    left: I32
    right: I32
    base: F32  # one value: the start of the sum


@native
def walk(root: I32, feature: U8, value: F32, left: I32, right: I32, base: float, features: F32) -> float:
    """The sum of the leaves that `features` falls into: a log-odds."""
    total = base
    for r in range(len(root)):
        node = root[r]
        while left[node] >= 0:
            node = left[node] if features[feature[node]] <= value[node] else right[node]
        total += value[node]
    return total
