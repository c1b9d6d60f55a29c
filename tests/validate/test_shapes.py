"""No post keeps the others waiting, whatever is repeated in it."""

from __future__ import annotations

import pytest

from cpu import check_growth, cpu_limit
from shapes.validate import BLOCK, SHAPES


@pytest.mark.threat("13: posts made to be slow to check")
@pytest.mark.parametrize("name", SHAPES)
def test_a_repetition_is_no_more_work_than_words(name: str) -> None:
    shape = SHAPES[name]
    given = shape.make(BLOCK)
    # Of the anchors, each has two findings: 62,000 of them are made.
    with cpu_limit(2 if name == "anchors" else 1):
        shape.run(given)


@pytest.mark.threat("13: bodies made to be slow to check")
@pytest.mark.parametrize("name", ["links to files that are not there", "Liquid includes"])
def test_a_long_body_takes_a_time_that_grows_with_it(name: str) -> None:
    shape = SHAPES[name]
    check_growth(shape.make, shape.run, size=60_000, times=8)
