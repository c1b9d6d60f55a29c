"""A time limit for each page of a command: a child process does the work, this one waits for it.

A parser in C that does not end cannot be stopped from inside its process: neither threads nor
signal handlers run. The kernel can stop it: the child sets an alarm that kills it. The child is a
fork, made before large modules are loaded, which takes a millisecond. If it is killed, this process
reports that, and starts another child for the remaining links. A killed child leaves no partial
file: posts are written to a temporary file first (``write``).

On Linux only. Elsewhere forking is not safe (macOS) or not possible (Windows), and the weaker limit
of ``process_limits`` is used.
"""

from __future__ import annotations

import contextlib
import gc
import mmap
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import NoReturn

import click

from crosspost.cli.exits import FAILED, OWN_PROCESS
from crosspost.errors import CrosspostError
from crosspost.process_limits import TooLate, limit_memory, time_limit

LATE = "the page took too long to convert (over {:g} s)"
LATE_HINT = "To allow more time, set convert_timeout."

CRASHED = "the converter crashed on this page"
CRASHED_HINT = "Please report the page to crosspost."
NO_MEMORY = "not enough memory for this page"
_NUMBER = 8  # bytes
_TICK = 0.5  # seconds


class Watched:
    """The links of a command, in the process that handles them.

    Attributes:
        numbers: indexes of the links that are left.
    """

    def __init__(
        self,
        sources: Sequence[str],
        numbers: range,
        seconds: float,
        place: mmap.mmap | None = None,
        parent: int = 0,
    ) -> None:
        self.numbers = numbers
        self._sources = sources
        self._source = ""
        self._seconds = seconds
        self._place = place
        self._parent = parent

    def at(self, number: int) -> None:
        """Note the index of the link that is being handled."""
        self._end_alone()
        self._source = self._sources[number]
        if self._place is not None:
            self._place[:] = number.to_bytes(_NUMBER, "big")

    @contextlib.contextmanager
    def limited(self) -> Iterator[None]:
        """Limit the time of the ``with`` block.

        Raises:
            CrosspostError: it needs too much memory; or too much time, if this process is not a
                child, which is killed instead.
        """
        try:
            with self._alarm():
                yield
            self._end_alone()
        except TooLate:
            raise _too_late(self._source, self._seconds) from None
        except MemoryError:
            raise CrosspostError(f"{self._source}: {NO_MEMORY}") from None

    def end_with_parent(self) -> None:
        """End this process soon after its parent was killed, also while it waits for a page."""

        def look() -> None:
            while True:
                time.sleep(_TICK)
                self._end_alone()

        threading.Thread(target=look, daemon=True).start()

    def _end_alone(self) -> None:
        """End this process if its parent was killed; it must not write any more."""
        if self._place is not None and os.getppid() != self._parent:
            os._exit(FAILED)

    @contextlib.contextmanager
    def _alarm(self) -> Iterator[None]:
        if self._place is None:
            with time_limit(self._seconds):
                yield
            return
        signal.setitimer(signal.ITIMER_REAL, self._seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)


def _too_late(source: str, seconds: float) -> CrosspostError:
    return CrosspostError(f"{source}: {LATE.format(seconds)}", hint=LATE_HINT)


def watch(
    sources: Sequence[str], seconds: float, on_end: Callable[[str, CrosspostError], None]
) -> Watched:
    """Continue in a child process, with a time limit for each link.

    Only the child returns from this function. The parent waits, and ends with the exit code of the
    command.

    Args:
        sources: the links.
        seconds: for each link.
        on_end: called in the parent with a link that took too long or crashed its child.
    """
    many = len(sources)
    if sys.platform != "linux" or click.get_current_context().obj is not OWN_PROCESS:
        return Watched(sources, range(many), seconds)
    sys.stdout.flush()
    gc.freeze()  # a garbage collection would copy the memory that both processes share
    first, failed, place = 0, False, mmap.mmap(-1, _NUMBER)
    parent = os.getpid()  # the child cannot ask: its parent may have been killed by then
    heeded = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, heeded)
    while True:
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            limit_memory()
            watched = Watched(sources, range(first, many), seconds, place, parent)
            watched.end_with_parent()
            return watched
        code = _wait(child, heeded)
        if code >= 0:
            _end(code or (FAILED if failed else code))
        if -code in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            _end(128 - code)
        number = int.from_bytes(place[:], "big")
        source = sources[number]
        crashed = CrosspostError(f"{source}: {CRASHED}", hint=CRASHED_HINT)
        on_end(source, _too_late(source, seconds) if -code == signal.SIGALRM else crashed)
        first, failed = number + 1, True
        if first >= many:
            _end(FAILED)


def _end(code: int) -> NoReturn:
    """End this process without clean-up, which the child has done."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):
            stream.flush()
    os._exit(code)


def _wait(child: int, heeded: set[signal.Signals]) -> int:
    """Wait for the child; return its exit code, or minus the signal that ended it.

    A signal of the terminal (Ctrl-C) reaches both processes; one to this process is passed on.
    """
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        got = signal.sigwaitinfo(heeded)
        if got.si_signo != signal.SIGCHLD and got.si_code <= 0:
            os.kill(child, got.si_signo)
