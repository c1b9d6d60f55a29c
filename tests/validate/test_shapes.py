"""No post keeps the others waiting, whatever is repeated in it."""

from __future__ import annotations

import pytest

from cpu import cpu_seconds, own_objects_only
from shapes.validate import BLOCK, SHAPES


@pytest.mark.threat("13: posts made to be slow to check")
@pytest.mark.parametrize("name", SHAPES)
def test_a_repetition_is_no_more_work_than_words(name: str) -> None:
    shape = SHAPES[name]
    given = shape.make(BLOCK)
    with own_objects_only():
        start = cpu_seconds()
        shape.run(given)
        assert cpu_seconds() - start < 1


@pytest.mark.threat("13: bodies made to be slow to check")
@pytest.mark.parametrize("name", ["links to files that are not there", "Liquid includes"])
def test_a_long_body_takes_a_time_that_grows_with_it(name: str) -> None:
    shape = SHAPES[name]
    seconds = []
    for size in (60_000, 480_000):
        given = shape.make(size)
        with own_objects_only():
            start = cpu_seconds()
            shape.run(given)
            seconds.append(cpu_seconds() - start)
    assert seconds[1] < 16 * seconds[0] + 0.1, seconds
