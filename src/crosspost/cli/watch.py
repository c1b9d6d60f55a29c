"""A time limit for each page of a command: a child does the work, this process waits for it.

Nothing inside a process ends a parser or an expression in C that does not end by itself: no thread
gets its turn, no handler of a signal. The kernel does: the child sets an alarm that kills it. It is
a copy of this process, made before anything large is loaded, which takes a millisecond; this one
says what has happened and goes on, in a new child, with the rest. A killed child leaves no half
file: posts are written beside their place (``write``).

On Linux only; elsewhere a copy of a process is not safe (macOS), or there is none (Windows), and
the limit is the weaker one of ``process_limits``.
"""

from __future__ import annotations

import contextlib
import gc
import mmap
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import NoReturn

import click

from crosspost.cli.exits import FAILED, OWN_PROCESS
from crosspost.errors import CrosspostError
from crosspost.process_limits import TooLate, limit_memory, time_limit

LATE = "the page took too long to convert (over {:g} s)"
LATE_HINT = "The setting convert_timeout allows it more."

CRASHED = "the page brought the converter down"
CRASHED_HINT = "Please report the page to crosspost."
NO_MEMORY = "the page needs more memory than there is"
_NUMBER = 8  # bytes


class Watched:
    """What a command has to do, in the process that does it.

    Attributes:
        numbers: of the links that are left to do.
    """

    def __init__(
        self, sources: Sequence[str], numbers: range, seconds: float, place: mmap.mmap | None
    ) -> None:
        self.numbers = numbers
        self._sources = sources
        self._source = ""
        self._seconds = seconds
        self._place = place
        self._parent = os.getppid()

    def at(self, number: int) -> None:
        """Note which link is being done."""
        self._end_alone()
        self._source = self._sources[number]
        if self._place is not None:
            self._place[:] = number.to_bytes(_NUMBER, "big")

    @contextlib.contextmanager
    def limited(self) -> Iterator[None]:
        """Limit the time of what is done inside.

        Raises:
            CrosspostError: it took too long, where that can be said; or it needs too much memory.
        """
        try:
            with self._alarm():
                yield
            self._end_alone()
        except TooLate:
            raise _too_late(self._source, self._seconds) from None
        except MemoryError:
            raise CrosspostError(f"{self._source}: {NO_MEMORY}") from None

    def _end_alone(self) -> None:
        """End this process where the command was killed: nobody expects it to write any more."""
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
    """Go on in a child that has a time limit for each link; this process stays in here.

    Args:
        sources: the links.
        seconds: for each.
        on_end: called, in this process, with a link that brought its child to an end.

    When all is done, this process ends with the exit code of the command.
    """
    many = len(sources)
    if sys.platform != "linux" or click.get_current_context().obj is not OWN_PROCESS:
        return Watched(sources, range(many), seconds, None)
    sys.stdout.flush()
    gc.freeze()  # what both have stays shared: nobody looks through it for garbage
    first, failed, place = 0, False, mmap.mmap(-1, _NUMBER)
    heeded = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, heeded)
    while True:
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            limit_memory()
            return Watched(sources, range(first, many), seconds, place)
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
    """End this process, which has nothing to clear up: the child has done that."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):
            stream.flush()
    os._exit(code)


def _wait(child: int, heeded: set[signal.Signals]) -> int:
    """Wait for the child's end; return its exit code, or the signal that ended it, below zero.

    What a terminal sends (Ctrl-C) all processes get; what is sent to this one alone is passed on.
    """
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        got = signal.sigwaitinfo(heeded)
        if got.si_signo != signal.SIGCHLD and got.si_code <= 0:
            os.kill(child, got.si_signo)
