"""Limits in seconds of processor time, which hold on a slow or busy machine too.

By the clock of its own processor time, too, work takes longer while others use the same core or
the caches, and on a slower machine anyway. So a limit is multiplied by the machine's pace, which is
measured with a known work right before and, where the limit is passed, right after.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

# Seconds that ``_known_work`` takes on an idle core.
_NOMINAL = 0.0046
# Seconds for which a pace is taken to hold before the next work: many works are shorter.
_HOLDS = 0.25
# Seconds below which it does not show whether time grows in proportion.
_TELLING = 0.03

_paces: list[tuple[float, float]] = []  # of the last measurement, by ``time.monotonic``


def cpu_seconds() -> float:
    """Return the processor time used so far, by this process and the children it waited for."""
    used = os.times()
    return time.process_time() + used.children_user + used.children_system


def pace() -> float:
    """Return how many times as long as on an idle core work takes just now, at least 1."""
    # The quicker of two: a single interruption is not the pace.
    return max(1.0, min(_seconds(_known_work), _seconds(_known_work)) / _NOMINAL)


def _known_work() -> None:
    counts: dict[str, int] = {}
    for number in range(25_000):
        word = str(number % 1000)
        counts[word] = counts.get(word, 0) + number


def _seconds(work: Callable[[], object]) -> float:
    start = cpu_seconds()
    work()
    return cpu_seconds() - start


def _pace_before() -> float:
    if not _paces or time.monotonic() - _paces[0][0] > _HOLDS:
        _paces[:] = [(time.monotonic(), pace())]
    return _paces[0][1]


@contextmanager
def cpu_limit(seconds: float, clock: Callable[[], float] = cpu_seconds) -> Iterator[None]:
    """Fail if the ``with`` block takes more processor time than a limit.

    Args:
        seconds: the limit on an idle core. It is higher by as much as the machine is slower.
        clock: tells the processor time, if that of this process is not the one that counts.
    """
    before = _pace_before()
    gc.freeze()  # reading what other tests left takes the collector as long as the work
    try:
        start = clock()
        yield
        spent = clock() - start
    finally:
        gc.unfreeze()
    if spent > seconds:
        slower = max(before, pace())
        assert spent <= seconds * slower, (
            f"took {spent:.2f} s of processor time; the limit is {seconds:g} s on an idle core, "
            f"{seconds * slower:.2f} s at the pace of the machine ({slower:.1f} times slower)"
        )


def check_growth(
    make: Callable[[int], Any],
    run: Callable[[Any], object],
    *,
    size: int,
    times: int,
) -> None:
    """Fail if work takes more time than in proportion to its input: over twice as many times it.

    Args:
        make: returns an input of a size.
        run: the work.
        size: of the smaller input.
        times: how many times as large the larger one is.
    """
    given = make(times * size), make(size)  # the first one also loads modules
    least = float("inf")
    for _ in range(3):  # one measurement may be wrong where others use the machine
        gc.disable()  # it reads all objects again and again
        try:
            large, small = (_seconds(lambda one=one: run(one)) for one in given)
        finally:
            gc.enable()
        least = min(least, large / small)
        if least <= 2 * times or large < _TELLING:
            return
    raise AssertionError(f"{times} times the input took {least:.1f} times as long")
