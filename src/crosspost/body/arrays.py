"""The array types that the modules of ``body`` share."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Matrix = NDArray[np.float32]
#: Columns of features by name; a single number is the same for all blocks.
Columns = dict[str, Floats | Bools | Ints | float]


def sums_before(values: Floats | Bools) -> Floats:
    """Return the sum of the values before each index of the last axis, and the total at the end."""
    sums = np.zeros((*values.shape[:-1], values.shape[-1] + 1))
    np.cumsum(values, axis=-1, out=sums[..., 1:])
    return sums
