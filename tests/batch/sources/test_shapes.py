"""Lists made to be slow: their time grows with their size, not with its square."""

from __future__ import annotations

import pytest

from cpu import cpu_limit
from shapes.lists import SHAPES


@pytest.mark.threat("14: a list made to be slow")
@pytest.mark.parametrize("name", SHAPES)
def test_a_list_made_to_be_slow_is_read_at_once(name: str) -> None:
    shape = SHAPES[name]
    content = shape.make(60_000)
    # Starting the process is a third of this; what was quadratic took 8 s and more.
    with cpu_limit(1):
        shape.run(content)
