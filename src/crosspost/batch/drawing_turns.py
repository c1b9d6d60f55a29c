"""Pages that need a browser, drawn in the turns of their hosts, one at a time."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from functools import partial

from crosspost.batch.hosts import Host, Hosts
from crosspost.batch.journal.queue import Task
from crosspost.batch.network import Event
from crosspost.batch.pages import Pages
from crosspost.model import Page

# Seconds until a host looks again whether the browser is free.
_TICK = 0.2


class DrawingTurns:
    """Has pages drawn that had no article as they came; only the deciding thread may use it.

    Args:
        hosts: whose turns are used.
        pages: draws the pages.
        in_thread: runs a function in a thread of the network, in the turn of a host.
        on_page: takes in the page of a link.
        on_no_page: takes in the error of a link.
    """

    def __init__(
        self,
        hosts: Hosts,
        pages: Pages,
        in_thread: Callable[[Host, Callable[[], Event]], None],
        on_page: Callable[[Host, Task, Page], None],
        on_no_page: Callable[[Host, Task, Exception], None],
    ) -> None:
        self._hosts = hosts
        self._pages = pages
        self._in_thread = in_thread
        self._on_page = on_page
        self._on_no_page = on_no_page
        self._waiting: dict[str, deque[Task]] = {}
        self._is_busy = False

    def take_up(self, task: Task) -> None:
        """Have the page of a link drawn, in a turn to come."""
        self._waiting.setdefault(task.host, deque()).append(task)
        self._hosts.open(task.host)

    def begin(self, host: Host) -> bool:
        """Begin with the next page of a host whose turn it is; False if it has none."""
        waiting = self._waiting.get(host.name)
        if not waiting:
            return False
        if self._is_busy:
            self._hosts.give_back(host, time.monotonic() + _TICK)
        else:
            self._is_busy = True
            self._in_thread(host, partial(self._draw, host, waiting.popleft()))
        return True

    def _draw(self, host: Host, task: Task) -> Event:
        """Draw a page, in a thread."""
        try:
            take_in = partial(self._on_page, host, task, self._pages.draw(task))
        except Exception as error:  # noqa: BLE001 -- told apart by the deciding thread
            take_in = partial(self._on_no_page, host, task, error)
        return partial(self._end, take_in)

    def _end(self, take_in: Event) -> None:
        self._is_busy = False
        take_in()
