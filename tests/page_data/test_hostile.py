"""Data made to be slow or large: each takes time in proportion to its size, or is not read."""

from __future__ import annotations

import pytest

from cpu import cpu_limit
from shapes.page_data import SHAPES

KB = 1024


@pytest.mark.threat("6: a page that is slow to read")
@pytest.mark.parametrize("name", SHAPES)
def test_no_data_take_long(name: str) -> None:
    shape = SHAPES[name]
    with cpu_limit(3):
        shape.run(shape.make(200 * KB))
