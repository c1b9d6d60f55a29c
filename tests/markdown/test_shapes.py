"""What is escaped takes time in proportion to its length."""

from __future__ import annotations

import pytest

from cpu import check_growth
from shapes.output import SHAPES


@pytest.mark.threat("13: slow to escape")
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_writing_is_linear(shape) -> None:  # type: ignore[no-untyped-def]
    check_growth(shape.make, shape.run, size=20_000, times=8)
