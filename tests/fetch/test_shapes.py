"""URLs that are made to be slow take time by their length."""

from __future__ import annotations

import pytest

from cpu import cpu_limit
from shapes.fetch import SHAPES


@pytest.mark.threat("13: URLs that take quadratic time")
@pytest.mark.parametrize("name", SHAPES)
def test_a_url_costs_by_its_length(name: str) -> None:
    shape = SHAPES[name]
    text = shape.make(200_000)
    with cpu_limit(1):
        shape.run(text)
