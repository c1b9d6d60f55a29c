"""Symmetric decision trees, walked by numpy.

All nodes of a level ask the same question, so that a row's leaf is a number whose bits are the
answers: one comparison a level for all rows and trees, no branches.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
_AT_ONCE = 1024  # rows, so that memory stays in bounds


@dataclass(frozen=True)
class Trees:
    """Trees of one depth; their answers are added up to the logarithm of the odds.

    Attributes:
        columns: for each tree and level, which column is asked.
        borders: for each tree and level, what the column has to exceed for the bit to be set.
        leaves: for each tree, what each of its leaves adds; the first level is the lowest bit.
    """

    columns: NDArray[np.uint16]
    borders: Matrix
    leaves: Matrix

    def logits(self, rows: Matrix) -> Matrix:
        """What all trees together say of each row."""
        said = np.empty(len(rows), dtype=np.float32)
        first = np.arange(len(self.leaves), dtype=np.int32)[:, None] * self.leaves.shape[1]
        flat = self.leaves.ravel()
        for start in range(0, len(rows), _AT_ONCE):
            values = np.ascontiguousarray(rows[start : start + _AT_ONCE].T)
            leaf = np.zeros((len(self.leaves), values.shape[1]), dtype=np.uint8)
            for level in range(self.columns.shape[1]):
                above = values[self.columns[:, level]] > self.borders[:, level, None]
                leaf |= above.view(np.uint8) << np.uint8(level)
            said[start : start + _AT_ONCE] = flat[first + leaf].sum(axis=0)
        return said
