"""What a page may cost the process that makes a post of it."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
import time

import pytest

from crosspost.process_limits import TooLate, time_limit


@pytest.mark.threat("6: an expression that does not end")
def test_an_expression_is_broken_off() -> None:
    with pytest.raises(TooLate), time_limit(0.05):
        re.match(r"(a+)+b", "a" * 40)


def test_what_swallows_everything_is_broken_off_the_second_time() -> None:
    def work() -> None:
        for _ in range(2):
            try:
                time.sleep(30)
            except BaseException as error:  # noqa: BLE001 -- what must not keep it
                last = error
        raise last

    with pytest.raises(TooLate), time_limit(0.05):
        work()


def test_what_is_done_in_time_goes_on() -> None:
    with time_limit(0.05):
        pass
    time.sleep(0.1)


def test_in_another_thread_there_is_no_limit() -> None:
    done: list[bool] = []

    def work() -> None:
        with time_limit(0.01):
            time.sleep(0.05)
        done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done


@pytest.mark.threat("5: memory of a page")
@pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")
def test_more_memory_than_any_page_needs_is_an_error() -> None:
    code = (
        "from crosspost.process_limits import MOST_MEMORY, limit_memory; limit_memory()\n"
        "try:\n    bytes(MOST_MEMORY)\nexcept MemoryError:\n    print('refused')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "refused\n"


@pytest.mark.skipif(sys.platform != "linux", reason="as the limit is shown there")
def test_programs_of_the_user_do_not_get_the_limit_of_memory() -> None:
    """In a process of its own, whose limit cannot be taken back."""
    script = """
import resource, subprocess
from crosspost.process_limits import limit_memory, memory_of_other_programs
show = lambda: print(subprocess.check_output(["sh", "-c", "ulimit -v"], text=True).strip())
show(); limit_memory(); show()
with memory_of_other_programs():
    show()
show()
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    before, limited, inside, after = done.stdout.split()
    assert limited == after != before and inside in (before, "unlimited")
