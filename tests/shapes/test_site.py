"""What a site's own files may hold is read in time."""

from __future__ import annotations

import pytest

from cpu import cpu_limit
from shapes.site import SHAPES


@pytest.mark.threat("13: slow files of a site")
@pytest.mark.parametrize("name", SHAPES)
def test_it_is_read_at_once(name: str) -> None:
    text = SHAPES[name].make(200_000)
    with cpu_limit(2):
        SHAPES[name].run(text)
