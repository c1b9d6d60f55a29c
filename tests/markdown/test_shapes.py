"""What is escaped takes time in proportion to its length."""

from __future__ import annotations

import pytest

from cpu import cpu_seconds
from shapes.output import SHAPES


@pytest.mark.threat("13: slow to escape")
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_writing_is_linear(shape) -> None:  # type: ignore[no-untyped-def]
    def seconds(size: int) -> float:
        made = shape.make(size)
        start = cpu_seconds()
        shape.run(made)
        return cpu_seconds() - start

    seconds(2_000)
    short, long = seconds(20_000), seconds(160_000)
    assert long < 0.4 + 16 * short
