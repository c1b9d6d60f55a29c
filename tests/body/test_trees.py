"""Symmetric trees give what walking them by hand gives."""

from __future__ import annotations

import numpy as np

from crosspost.body.trees import Trees

# Two trees of two levels: column 0 above 1? column 1 above 5?
TREES = Trees(
    columns=np.array([[0, 1], [1, 0]], dtype=np.uint16),
    borders=np.array([[1, 5], [2, np.inf]], dtype=np.float32),  # nothing is above infinity
    leaves=np.array([[0, 1, 2, 3], [10, 20, 0, 0]], dtype=np.float32),
)


def test_the_answers_are_the_bits_of_the_leaf() -> None:
    rows = np.array([[0, 0], [2, 0], [0, 9], [2, 9]], dtype=np.float32)
    assert TREES.logits(rows).tolist() == [0 + 10, 1 + 10, 2 + 20, 3 + 20]


def test_a_border_itself_is_not_above_it() -> None:
    assert TREES.logits(np.array([[1, 5]], dtype=np.float32)).tolist() == [0 + 20]


def test_any_number_of_rows() -> None:
    rows = np.tile(np.array([[2, 9]], dtype=np.float32), (5000, 1))
    assert TREES.logits(rows[:0]).shape == (0,)
    assert (TREES.logits(rows) == 23).all()
