"""Whose turn is it? One request at a time to a host, with a pause; several hosts at once.

Only so many hosts are open at once, so that memory does not grow with their number; when one has
no more links, the next host of the list is opened.
"""

from __future__ import annotations

import heapq
import itertools
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from crosspost.batch.journal.queue import Task
from crosspost.batch.robots import OPEN, Rules
from crosspost.batch.worker import Job
from crosspost.errors import FetchError
from crosspost.model import FollowingPage

# Temporary failures in a row after which the other links of a host are left for a later run: each
# link takes three tries, and up to three minutes.
_MOST_FAILING = 10
# Open hosts. With a second between two requests to each this allows 256 pages a second.
_OPEN_AT_ONCE = 256


class Wanted(NamedTuple):
    """Another page of an article, and the job that it belongs to."""

    task: Task
    job: Job
    page: FollowingPage


@dataclass
class Host:
    """A host that has its turns.

    Attributes:
        name: with port; empty for links that need no network.
        after: position of the last link that was taken.
        rules: what its robots.txt says; None before that is known.
        unanswered: links in a row to which it did not answer.
        failing: temporary failures in a row.
        wanted: other pages of articles, which come before its next link.
        is_closed: it has no more links, or is left for a later run (``is_left``).
    """

    name: str
    after: int = -1
    rules: Rules | None = None
    unanswered: int = 0
    failing: int = 0
    wanted: deque[Wanted] = field(default_factory=deque)
    is_closed: bool = False
    is_left: bool = False

    @property
    def is_local(self) -> bool:
        """Tell whether its links need no network, so that they need not wait for one another."""
        return not self.name

    def left_for(self, error: FetchError) -> str:
        """Count a failure; return why the host's other links are left for later, empty if not."""
        self.failing = self.failing + 1 if error.retry else 0
        if error.retry_after is not None:
            return error.reason
        return "many links of this host failed in a row" if self.failing >= _MOST_FAILING else ""


class Hosts:
    """The hosts of a run that are open.

    Args:
        names: of all hosts, in the order in which they are to be opened.
        delay: seconds from the end of a request to the beginning of the next, at least.
        polite: ask for robots.txt.
    """

    def __init__(self, names: Iterator[str], delay: float, *, polite: bool = True) -> None:
        self._names = names
        self._delay = delay
        self._polite = polite
        self._number = itertools.count()
        self._waiting: list[tuple[float, int, Host]] = []
        self._open = 0
        self._is_all = False

    def take(self, now: float) -> Host | None:
        """Return a host whose turn it is, None where all are busy or pausing.

        Args:
            now: seconds of a clock that never runs backwards.
        """
        if self._waiting and self._waiting[0][0] <= now:
            return heapq.heappop(self._waiting)[2]
        if self._open < _OPEN_AT_ONCE and not self._is_all:
            name = next(self._names, None)
            if name is None:
                self._is_all = True
                return None
            self._open += 1
            return Host(name, rules=None if self._polite and name else OPEN)
        return None

    def give_back(self, host: Host, now: float) -> None:
        """Record that a host's request has ended; its next turn comes after the pause."""
        wait = 0.0 if host.is_local else self.pause(host)
        heapq.heappush(self._waiting, (now + wait, next(self._number), host))

    def pause(self, host: Host) -> float:
        """Return the seconds between two requests to a host: its own delay wins if longer."""
        asked = host.rules.delay if host.rules else None
        return max(self._delay, asked or 0.0)

    def close(self, host: Host) -> None:
        """Record that a host has no more links."""
        host.is_closed = True
        self._open -= 1

    def want(self, host: Host, wanted: Wanted, now: float) -> None:
        """Add another page of an article; a host that was closed is opened again."""
        host.wanted.append(wanted)
        if host.is_closed:
            host.is_closed = False
            self._open += 1
            self.give_back(host, now)

    def next_turn(self) -> float | None:
        """Return when the next turn comes; None where no host waits for one."""
        return self._waiting[0][0] if self._waiting else None

    @property
    def is_over(self) -> bool:
        """Tell whether no host is open and none is left to be opened."""
        return self._is_all and self._open == 0
