"""Ctrl-C in commands that do many things: what is under way is finished."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crosspost.batch.network import Network


@contextmanager
def ends_in_order(network: Network) -> Iterator[None]:
    """Finish the running links at the first Ctrl-C (or ``kill``), and stop at once at the second.

    Before its work has begun (a list is being read, which may wait for a server or for a user who
    types) the first one stops it at once.
    """

    def first(number: int, frame: object) -> None:
        signal.signal(number, before[signal.Signals(number)])
        if not network.is_heeded:
            raise KeyboardInterrupt
        network.stop()

    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in before:
        signal.signal(number, first)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
