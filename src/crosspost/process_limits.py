"""Limits of time and memory for untrusted files: a page, a list, a JSON Schema."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

# Bytes. A page of 10 MiB, the default limit, needs 1 GiB.
MOST_MEMORY = 4 * 1024**3


# Errors of a system that has no more threads, processes, files or memory.
_NO_MORE = frozenset({errno.EAGAIN, errno.ENOMEM, errno.EMFILE, errno.ENFILE})


class TooLate(BaseException):
    """The time limit was reached. Not an ``Exception``, so that no other handler catches it."""


def explain(error: BaseException) -> tuple[str, str] | None:
    """Return what happened and what to try, if the system has no more of what is needed."""
    no_thread = isinstance(error, RuntimeError) and "start new thread" in str(error)
    if not no_thread and not (isinstance(error, OSError) and error.errno in _NO_MORE):
        return None
    what = "no more threads" if no_thread else str(getattr(error, "strerror", error))
    return (
        f"the system refuses more threads, processes, files or memory ({what})",
        "See ulimit -a, or use fewer --jobs and --workers.",
    )


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Interrupt the ``with`` block after some time.

    Python code and regular expressions are interrupted at once; a parser in C runs to its own end
    first. Outside of the main thread, and on Windows, there is no limit.

    Args:
        seconds: of wall-clock time.

    Raises:
        TooLate: the time limit was reached.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "SIGALRM"):
        yield
        return

    def end(number: int, frame: object) -> None:
        raise TooLate

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)  # repeated each second, if it is caught
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


# The limit that this process has set itself, bytes; 0: none.
_own_limit = 0


def limit_memory(most: int = MOST_MEMORY) -> None:
    """Limit the memory of this process; asking for more is a ``MemoryError``.

    There is no limit on Windows; a lower limit of the system is kept.

    Args:
        most: bytes of address space.
    """
    try:
        import resource
    except ImportError:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    known = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    global _own_limit
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (min([most, *known]), hard))
        _own_limit = min([most, *known])


def memory_in_use() -> int:
    """Return the address space of this process, bytes; 0 where the system does not tell (Linux)."""
    try:
        pages = Path("/proc/self/statm").read_text("ascii").split()[0]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


@contextlib.contextmanager
def memory_of_other_programs() -> Iterator[None]:
    """Take the limit of ``limit_memory`` away for programs that are started in the ``with`` block.

    An editor or a browser of the user is not limited: browsers reserve more address space.
    """
    try:
        import resource
    except ImportError:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if soft != _own_limit:
        yield
        return
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
