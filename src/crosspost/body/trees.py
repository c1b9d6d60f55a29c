"""Symmetric decision trees, walked by numpy.

All nodes of a level ask the same question, so that a row's leaf is a number whose bits are the
answers. Trees share most of their questions: each is answered once for all blocks, and the leaves
are put together from the answers without a branch.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from crosspost.body.arrays import Ints

Matrix = NDArray[np.float32]
_AT_ONCE = 1024  # blocks, so that memory stays in bounds


@dataclass(frozen=True)
class Trees:
    """Trees of one depth; their answers are added up to the logarithm of the odds.

    Attributes:
        columns: for each question, which column is asked.
        borders: for each question, what the column has to exceed for the answer to be yes.
        questions: for each tree and level, the number of its question.
        leaves: for each tree, what each of its leaves adds; the first level is the lowest bit.
    """

    columns: Ints
    borders: Matrix
    questions: Ints
    leaves: Matrix

    @cached_property
    def _first_leaves(self) -> Ints:
        """The place of each tree's first leaf among all leaves."""
        return np.arange(0, self.leaves.size, self.leaves.shape[1])[:, None]

    def logits(self, columns: Matrix) -> Matrix:
        """What all trees together say of each block.

        Args:
            columns: a row for each column, in it a value for each block.
        """
        said = np.empty(columns.shape[1], dtype=np.float32)
        leaves = self.leaves.ravel()
        for start in range(0, len(said), _AT_ONCE):
            values = columns[:, start : start + _AT_ONCE]
            answers = (values.take(self.columns, axis=0) > self.borders[:, None]).view(np.uint8)
            leaf = np.zeros((len(self.leaves), values.shape[1]), dtype=np.uint8)  # at most 8 levels
            for level in self.questions.T[::-1]:
                leaf += leaf
                leaf += answers.take(level, axis=0)
            said[start : start + _AT_ONCE] = leaves.take(leaf + self._first_leaves).sum(axis=0)
        return said
