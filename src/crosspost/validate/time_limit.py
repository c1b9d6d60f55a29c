"""A limit in seconds for what may never end: an expression of somebody else's schema."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType


class TookTooLong(Exception):
    """The time is over."""


@contextlib.contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Stop what runs within after some seconds, in the middle of a regular expression too.

    By a signal, the only thing that interrupts one: there is no limit on Windows, and none outside
    of the main thread, where crosspost's own commands run.

    Raises:
        TookTooLong: from within.
    """
    if not hasattr(signal, "setitimer") or (
        threading.current_thread() is not threading.main_thread()
    ):
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise TookTooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
