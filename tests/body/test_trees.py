"""Symmetric trees give what walking them by hand gives."""

from __future__ import annotations

import numpy as np

from crosspost.body.arrays import Matrix
from crosspost.body.trees import Trees

# Column 0 above 1? Column 1 above 5? Column 1 above 2? Nothing is above infinity.
TREES = Trees(
    columns=np.array([0, 1, 1, 0]),
    thresholds=np.array([1, 5, 2, np.inf], dtype=np.float32),
    conditions=np.array([[0, 1], [2, 3]]),
    leaves=np.array([[0, 1, 2, 3], [10, 20, 0, 0]], dtype=np.float32),
)


def blocks(*values: tuple[float, float]) -> Matrix:
    """Return a row for each column from the values of each block."""
    return np.array(values, dtype=np.float32).reshape(-1, 2).T


def test_the_answers_are_the_bits_of_the_leaf() -> None:
    values = blocks((0, 0), (2, 0), (0, 9), (2, 9))
    assert TREES.logits(values).tolist() == [0 + 10, 1 + 10, 2 + 20, 3 + 20]


def test_a_border_itself_is_not_above_it() -> None:
    assert TREES.logits(blocks((1, 5))).tolist() == [0 + 20]


def test_any_number_of_blocks() -> None:
    assert TREES.logits(blocks()).shape == (0,)
    assert (TREES.logits(blocks(*[(2, 9)] * 5000)) == 23).all()
