"""Symmetric decision trees, evaluated with NumPy.

All nodes of a level have the same condition (a column and a threshold), so that the bits of a
leaf's index are the results of the conditions. Trees share most of their conditions: each is
evaluated once for all blocks, and the indexes of leaves are computed from the results.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from crosspost.body.arrays import Ints, Matrix

_AT_ONCE = 64  # blocks, so that what is computed stays in the processor's cache


@dataclass(frozen=True)
class Trees:
    """Trees of the same depth; the sum of their leaves is the logarithm of the odds.

    Attributes:
        columns: for each condition, the number of its column.
        thresholds: for each condition, its threshold: true if the column's value is greater.
        conditions: for each tree and level, the number of its condition.
        leaves: for each tree, the values of its leaves; the first level is the lowest bit.
    """

    columns: Ints
    thresholds: Matrix
    conditions: Ints
    leaves: Matrix

    @cached_property
    def _first_leaves(self) -> Ints:
        """The index of each tree's first leaf among all leaves."""
        return np.arange(0, self.leaves.size, self.leaves.shape[1])[:, None]

    def logits(self, columns: Matrix) -> Matrix:
        """The logarithm of the odds that each block is part of the article.

        Args:
            columns: an array with a row for each column and a value for each block.
        """
        logits = np.empty(columns.shape[1], dtype=np.float32)
        leaves = self.leaves.ravel()
        for start in range(0, len(logits), _AT_ONCE):
            values = columns[:, start : start + _AT_ONCE]
            results = (values.take(self.columns, axis=0) > self.thresholds[:, None]).view(np.uint8)
            leaf = np.zeros((len(self.leaves), values.shape[1]), dtype=np.uint8)  # at most 8 levels
            for level in self.conditions.T[::-1]:
                leaf += leaf
                leaf += results.take(level, axis=0)
            logits[start : start + _AT_ONCE] = leaves.take(leaf + self._first_leaves).sum(axis=0)
        return logits
