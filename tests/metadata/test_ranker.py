"""Weighing options: the same scores in every process."""

from __future__ import annotations

import itertools

from crosspost.metadata.ranker import score


def test_a_score_does_not_depend_on_the_order_of_the_features() -> None:
    weights = {"a": 0.1, "b": 0.2, "c": 0.3, "d": -0.6000000000000001}
    scores = {score(order, weights) for order in itertools.permutations(weights)}
    assert len(scores) == 1
