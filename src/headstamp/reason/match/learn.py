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
from headstamp.reason.match.native import F32, I32
from headstamp.reason.match.trees import Trees
from headstamp.reason.match.weights import Weights
from headstamp.reason.match.words import Lexicon

TREES, LEAVES, RATE = 90, 16, 0.12


@dataclass(frozen=True, slots=True)
class Question:
    """A query whose answer is known: row `skip_name` is left out of the list, or all of party `skip_entity`; -1 = none.
    `gold` is the party that must be found, -1 where nothing must."""

    text: str
    kind: int
    gold: int
    skip_name: int = -1
    skip_entity: int = -1


def flat() -> Trees:
    """A model that tells nothing: every log-odds is zero."""
    one = np.zeros(1, np.int32)
    return Trees(one, np.zeros(1, np.uint8), np.zeros(1, np.float32), one - 1, one - 1, np.zeros(1, np.float32))


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
        max_leaf_nodes=LEAVES,
        min_samples_leaf=40,
        l2_regularization=2.0,
        monotonic_cst=list(FEATURES.values()),
        early_stopping=False,
        random_state=seed,
    )
    model.fit(features, right, sample_weight=weight)
    root, feature, value, left, right_, at = [], [], [], [], [], 0
    for (tree,) in model._predictors:
        nodes = tree.nodes
        leaf = nodes["is_leaf"].astype(bool)
        root.append(at)
        feature.append(nodes["feature_idx"].astype(np.uint8))
        value.append(np.where(leaf, nodes["value"], nodes["num_threshold"]).astype(np.float32))
        left.append(np.where(leaf, -1, nodes["left"].astype(np.int64) + at).astype(np.int32))
        right_.append(np.where(leaf, -1, nodes["right"].astype(np.int64) + at).astype(np.int32))
        at += len(nodes)
    base = np.asarray(model._baseline_prediction, np.float32).reshape(-1)[:1]
    return Trees(np.array(root, np.int32), *(np.concatenate(c) for c in (feature, value, left, right_)), base)
