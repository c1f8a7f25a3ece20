"""Training: from a list's own aliases to the trees and the scale of likelihood that a release holds.

Labels are free: an alias taken out of the list must find its own party, and with the whole party taken out it must find nothing.
Both are asked plain and with the slips that papers and evaders make (`noise`). scikit-learn fits; it is needed here only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headstamp.reason.match.batch import screen_batch
from headstamp.reason.match.features import FEATURES
from headstamp.reason.match.index import Index
from headstamp.reason.match.native import F32, I32, U8
from headstamp.reason.match.trees import DEPTH, LEAVES, NODES, Trees, flat
from headstamp.reason.match.weights import Weights
from headstamp.reason.match.words import Lexicon

TREES, RATE = 96, 0.14


@dataclass(frozen=True, slots=True)
class Question:
    """A query whose answer is known: row `skip_name` is left out of the list, or all of party `skip_entity`; -1 = none.
    `gold` is the party that must be found, -1 where nothing must."""

    text: str
    kind: int
    gold: int
    skip_name: int = -1
    skip_entity: int = -1


def measured(
    questions: Sequence[Question], index: Index, weights: Weights, lexicon: Lexicon, trees: Trees | None = None
) -> tuple[F32, NDArray[np.bool_], I32, I32]:
    """(features, right, question, rank) of every close look, a row each."""
    out, features, _ = screen_batch(
        [q.text for q in questions],
        [q.kind for q in questions],
        index,
        weights,
        trees or flat(),
        lexicon,
        skip_name=np.array([q.skip_name for q in questions], np.int32),
        skip_entity=np.array([q.skip_entity for q in questions], np.int32),
        measure=True,
    )
    taken = np.arange(features.shape[1])[None, :] < out.count[:, None]
    question, rank = np.nonzero(taken)
    gold = np.array([q.gold for q in questions], np.int32)
    right = index.columns.entity[out.name[question, rank]] == gold[question]
    return features[taken], right, question.astype(np.int32), rank.astype(np.int32)


def fit(features: F32, right: NDArray[np.bool_], weight: F32, *, seed: int = 0) -> Trees:
    """Monotone gradient-boosted trees (Friedman 2001; histogram form of LightGBM as in scikit-learn). Raises ImportError."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    model = HistGradientBoostingClassifier(
        max_iter=TREES,
        learning_rate=RATE,
        max_depth=DEPTH,
        max_leaf_nodes=LEAVES,
        min_samples_leaf=40,
        l2_regularization=2.0,
        monotonic_cst=list(FEATURES.values()),
        early_stopping=False,
        random_state=seed,
    )
    model.fit(features, right, sample_weight=weight)
    shape = (len(model._predictors), NODES)
    limit, feature = np.full(shape, np.inf, np.float32), np.zeros(shape, np.uint8)
    leaf = np.zeros((shape[0], LEAVES), np.float32)
    for t, (tree,) in enumerate(model._predictors):
        _complete(tree.nodes, 0, 0, limit[t], feature[t], leaf[t])
    return Trees(limit, feature, leaf, np.asarray(model._baseline_prediction, np.float32).reshape(-1)[:1])


def _complete(nodes: NDArray[np.void], node: int, k: int, limit: F32, feature: U8, leaf: F32) -> None:
    """Copy the tree below `node` to place `k` of a complete tree; a leaf that comes early is repeated at the bottom."""
    row = nodes[node]
    if k >= NODES:
        leaf[k - NODES] = row["value"]
        return
    if row["is_leaf"]:
        _complete(nodes, node, 2 * k + 1, limit, feature, leaf)
        _complete(nodes, node, 2 * k + 2, limit, feature, leaf)
        return
    limit[k], feature[k] = row["num_threshold"], row["feature_idx"]
    _complete(nodes, int(row["left"]), 2 * k + 1, limit, feature, leaf)
    _complete(nodes, int(row["right"]), 2 * k + 2, limit, feature, leaf)


def curve(logit: F32, right: NDArray[np.bool_], listed: NDArray[np.bool_], knots: int = 40) -> tuple[F32, F32]:
    """The scale of likelihood: rising points (log-odds of the best name, log10 likelihood ratio).

    Over questions that were not trained on: `logit` of the best name found, whether it is `right`, and whether the party is
    `listed` at all. Groups of equal size, monotone by pooling (Ayer et al. 1955), half a question added to each side; the odds of
    being right are divided by the odds of being listed, so that a site's own odds can be put in their place.
    """
    order = np.argsort(logit, kind="stable")
    groups = np.array_split(order, knots)
    x = [float(logit[g].mean()) for g in groups]
    good = [float(right[g].sum()) + 0.5 for g in groups]
    bad = [float((~right[g]).sum()) + 0.5 for g in groups]
    k = 0
    while k < len(x) - 1:
        if good[k] / bad[k] > good[k + 1] / bad[k + 1]:
            total = good[k] + bad[k], good[k + 1] + bad[k + 1]
            x[k : k + 2] = [(x[k] * total[0] + x[k + 1] * total[1]) / sum(total)]
            good[k : k + 2] = [good[k] + good[k + 1]]
            bad[k : k + 2] = [bad[k] + bad[k + 1]]
            k = max(0, k - 1)
        else:
            k += 1
    odds = listed.mean() / (1 - listed.mean())
    y = np.log10(np.array(good) / np.array(bad) / odds)
    return np.array(x, np.float32), y.astype(np.float32)
