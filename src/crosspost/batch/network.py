"""Threads that fetch: waits can be interrupted, and meanwhile another thread works."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable

TICK = 0.2  # seconds after which the deciding thread looks again without a result
# Threads for each that may fetch at once: the others are those that wait to try again.
_WAITING_TOO = 4


class Stopped(BaseException):
    """The batch is to end; raised in threads that wait. No handler of errors may hide it."""


# What the deciding thread has to do with a result.
Event = Callable[[], None]


class Network:
    """Runs functions in threads, ``jobs`` at once, not counting those that wait.

    The threads do not keep the program from ending: a download that hangs when the batch is stopped
    is left behind, and nothing of it was kept.

    Args:
        jobs: functions that run at once.

    Attributes:
        inbox: what the functions have returned.
        is_heeded: the deciding thread looks at ``is_stopped``, and ends in order.
    """

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self.inbox: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self.is_heeded = False
        self._tasks: queue.SimpleQueue[Callable[[], Event]] = queue.SimpleQueue()
        self._threads = 0
        self._running = 0
        self._waiting = 0
        self._lock = threading.Lock()
        self._stop = threading.Event()

    @property
    def has_room(self) -> bool:
        """Tell whether another function can run at once."""
        with self._lock:
            active = self._running - self._waiting
            return active < self.jobs and self._running < self.jobs * _WAITING_TOO

    @property
    def running(self) -> int:
        """Return how many functions run, those that wait included."""
        with self._lock:
            return self._running

    def start(self, task: Callable[[], Event]) -> None:
        """Run a function, which must not raise, in a thread."""
        with self._lock:
            self._running += 1
            if self._running > self._threads:
                self._threads += 1
                threading.Thread(target=self._work, daemon=True).start()
        self._tasks.put(task)

    def _work(self) -> None:
        while True:
            task = self._tasks.get()
            try:
                event = task()
            except Stopped:
                return
            with self._lock:
                self._running -= 1
                self.inbox.put(event)  # within: who sees that nothing runs finds the result

    def sleep(self, seconds: float) -> None:
        """Wait, in a thread of this network, and let another task run meanwhile.

        Raises:
            Stopped: the batch is to end.
        """
        with self._lock:
            self._waiting += 1
        self.wake()
        try:
            if self._stop.wait(seconds):
                raise Stopped
        finally:
            with self._lock:
                self._waiting -= 1

    def work_through(self, start: Callable[[], bool], others: Callable[[], int]) -> bool:
        """Deal with results until nothing is left to do; return whether it came to that.

        Args:
            start: starts what there is room for; returns whether more waits.
            others: returns how many results are still worked on elsewhere. When it is stopped,
                those are waited for.
        """
        self.is_heeded = True
        while not self.is_stopped or others():
            is_busy = start() or self.running or others()
            if not is_busy and self.inbox.empty() and not self.is_stopped:
                return True
            try:
                event = self.inbox.get(timeout=TICK)
            except queue.Empty:
                continue
            event()
        return False

    def wake(self) -> None:
        """Have the deciding thread look again at what it can do."""
        self.inbox.put(_nothing)

    def stop(self) -> None:
        """Wake all that wait, and have them end."""
        self._stop.set()
        self.wake()

    @property
    def is_stopped(self) -> bool:
        """Tell whether the batch is to end."""
        return self._stop.is_set()


def _nothing() -> None:
    """The event that only wakes."""


def crash(error: Exception) -> None:
    """End the batch: the event of a bug in a thread, which would hang it otherwise."""
    raise error
