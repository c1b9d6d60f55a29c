"""Trains the trees that the extractor ships."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import numpy as np

from crosspost.body.arrays import Matrix
from crosspost.body.trees import Trees

# Symmetric (oblivious) trees: all nodes of a level ask the same, so that numpy walks them quickly.
SETTINGS = {
    "loss_function": "CrossEntropy",  # targets are shares, not classes
    "iterations": 900,
    "depth": 6,
    "learning_rate": 0.07,
    "l2_leaf_reg": 6,
    "border_count": 48,
    "bootstrap_type": "Bernoulli",
    "subsample": 0.6,
    "rsm": 0.1,  # features that a level may choose from
    "random_seed": 0,
    "thread_count": 2,  # sums of floats depend on it
    "allow_writing_files": False,
    "verbose": 0,
}


def train(rows: Matrix, targets: Matrix, importance: Matrix) -> Trees:
    """Fit trees to soft targets (0 to 1); the same rows give the same trees."""
    from catboost import CatBoostClassifier, Pool

    model = CatBoostClassifier(**SETTINGS)
    weights = importance / importance.mean()
    model.fit(Pool(rows, targets.astype(np.float32), weight=weights))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "model.json"
        model.save_model(str(file), format="json")
        return _trees(json.loads(file.read_text(encoding="utf-8")))


def _trees(stored: dict) -> Trees:  # type: ignore[type-arg]
    """CatBoost's trees, each different condition once."""
    depth = int(SETTINGS["depth"])  # type: ignore[call-overload]
    of_feature = [one["flat_feature_index"] for one in stored["features_info"]["float_features"]]
    nothing = (0, np.inf)  # the condition of a level that is not there: no value is above
    asked = [
        [
            (of_feature[split["float_feature_index"]], split["threshold"])
            for split in tree["splits"] or ()
        ]
        for tree in stored["oblivious_trees"]
    ]
    asked = [splits + [nothing] * (depth - len(splits)) for splits in asked]
    conditions = sorted({condition for splits in asked for condition in splits})
    number = {condition: index for index, condition in enumerate(conditions)}
    leaves = np.zeros((len(asked), 2**depth), dtype=np.float32)
    for row, tree in zip(leaves, stored["oblivious_trees"], strict=True):
        row[: len(tree["leaf_values"])] = tree["leaf_values"]
    scale, bias = stored["scale_and_bias"]
    leaves *= scale
    leaves[0] += bias[0]
    return Trees(
        columns=np.array([column for column, _ in conditions], dtype=np.int64),
        thresholds=np.array([threshold for _, threshold in conditions], dtype=np.float32),
        conditions=np.array([[number[one] for one in splits] for splits in asked], dtype=np.int64),
        leaves=leaves,
    )
