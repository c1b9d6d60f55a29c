"""Trains the trees that the extractor ships beside its networks."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import numpy as np

from crosspost.body.features import Matrix
from crosspost.body.trees import Trees

# Symmetric (oblivious) trees: all nodes of a level ask the same, so that numpy walks them quickly.
SETTINGS = {
    "loss_function": "CrossEntropy",  # targets are shares, not classes
    "iterations": 250,
    "depth": 6,
    "learning_rate": 0.12,
    "l2_leaf_reg": 6,
    "border_count": 48,
    "bootstrap_type": "Bernoulli",
    "subsample": 0.6,
    "rsm": 0.4,  # features that a level may choose from
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
    depth = int(SETTINGS["depth"])  # type: ignore[call-overload]
    count = len(stored["oblivious_trees"])
    columns = np.zeros((count, depth), dtype=np.uint16)
    borders = np.full((count, depth), np.inf, dtype=np.float32)  # a level that is not there
    leaves = np.zeros((count, 2**depth), dtype=np.float32)
    of_feature = [one["flat_feature_index"] for one in stored["features_info"]["float_features"]]
    for number, tree in enumerate(stored["oblivious_trees"]):
        for level, split in enumerate(tree["splits"] or ()):
            columns[number, level] = of_feature[split["float_feature_index"]]
            borders[number, level] = split["border"]
        values = tree["leaf_values"]
        leaves[number, : len(values)] = values
    scale, bias = stored["scale_and_bias"]
    leaves *= scale
    leaves[0] += bias[0]
    return Trees(columns, borders, leaves)
