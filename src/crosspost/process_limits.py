"""What a page may cost the process that makes a post of it: seconds and memory."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator

# A page of ten million bytes, the most that is taken, needs one gigabyte.
MOST_MEMORY = 4 * 1024**3


class TooLate(BaseException):
    """The time is up; no handler on the way may keep it."""


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Break off what is done inside after so many seconds.

    It ends what is written in Python, and regular expressions; a parser in C first comes to its own
    end. Only in the main thread, and not on Windows: elsewhere there is no limit.

    Raises:
        TooLate: the time was up.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "SIGALRM"):
        yield
        return

    def end(number: int, frame: object) -> None:
        raise TooLate

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)  # and again, should something swallow it
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def limit_memory() -> None:
    """Have this process get no more than ``MOST_MEMORY``; more is a ``MemoryError``.

    Not on Windows, nor where the system sets a lower limit.
    """
    try:
        import resource
    except ImportError:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    known = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (min([MOST_MEMORY, *known]), hard))
