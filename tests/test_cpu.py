"""The limits of other tests are kept: what takes longer fails, also on a machine that is slow."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Callable

import pytest

import cpu
from cpu import check_growth, cpu_limit, cpu_seconds, pace

Paces = Callable[[float, float], None]


def work(seconds: float) -> None:
    end = cpu_seconds() + seconds
    while cpu_seconds() < end:
        pass


@pytest.fixture
def paces(monkeypatch: pytest.MonkeyPatch) -> Paces:
    """Return a function that sets the pace of the machine before and after a work."""

    def set_both(before: float, after: float) -> None:
        given = iter([before, after])
        monkeypatch.setattr(cpu, "pace", lambda: next(given))
        monkeypatch.setattr(cpu, "_paces", [])

    return set_both


def test_work_over_the_limit_fails_and_says_by_how_much(paces: Paces) -> None:
    paces(1, 2)
    with (
        pytest.raises(AssertionError, match=r"^took 0\.1\d s .* is 0.04 s .* 0.08 s .* \(2\.0 tim"),
        cpu_limit(0.04),
    ):
        work(0.1)


def test_work_within_the_limit_passes(paces: Paces) -> None:
    paces(1, 1)
    with cpu_limit(0.1):
        work(0.05)


@pytest.mark.parametrize(("before", "after"), [(4, 1), (1, 4)])
def test_a_slow_machine_has_more_time(paces: Paces, before: float, after: float) -> None:
    paces(before, after)
    with cpu_limit(0.04):
        work(0.1)


def test_the_pace_is_at_least_one_and_that_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cpu, "_NOMINAL", 60.0)
    assert pace() == 1
    monkeypatch.setattr(cpu, "_NOMINAL", 1e-6)
    assert pace() > 100


def test_work_of_children_counts(paces: Paces) -> None:
    paces(1, 1)
    code = "import time\nwhile time.process_time() < 0.2: pass"
    with pytest.raises(AssertionError, match="took"), cpu_limit(0.1):
        subprocess.run([sys.executable, "-c", code], check=True)


def test_an_error_of_the_work_is_its_own_and_the_collector_is_as_before() -> None:
    with pytest.raises(KeyError), cpu_limit(0.1):
        assert gc.get_freeze_count()
        raise KeyError
    assert not gc.get_freeze_count()


def test_growth_by_the_square_fails_and_in_proportion_passes() -> None:
    check_growth(lambda size: size, lambda size: work(size / 1000), size=10, times=8)
    with pytest.raises(AssertionError, match=r"^8 times the input took (6|5)\d\.\d times as long"):
        check_growth(lambda size: size, lambda size: work(size**2 / 1e5), size=10, times=8)
    assert gc.isenabled()
