"""Whose turn is it? One request at a time to a host, with a pause; several hosts at once.

Only so many hosts are open at once, so that memory does not grow with their number; when one has
no more links, the next host of the list is opened.
"""

from __future__ import annotations

import heapq
import itertools
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from crosspost.batch.robots import OPEN, Rules
from crosspost.errors import FetchError

# Temporary failures in a row after which the other links of a host are left for a later run: each
# link takes three tries, and up to three minutes.
_MOST_FAILING = 10
# Open hosts. With a second between two requests to each this allows 256 pages a second.
_OPEN_AT_ONCE = 256
# Closed hosts that are remembered, with their robots.txt: pages come that show pictures of them.
_CLOSED = 1000


@dataclass
class Host:
    """A host that has its turns.

    Attributes:
        name: with port; empty for links that need no network.
        after: position of the last link that was taken.
        rules: what its robots.txt says; None before that is known.
        unanswered: links in a row to which it did not answer.
        failing: temporary failures in a row.
        failing_pictures: the same of pictures.
        rules_for_pictures: ``rules``, as far as pictures have made them known.
        is_left: no further link of it is tried in this run.
    """

    name: str
    after: int = -1
    rules: Rules | None = None
    unanswered: int = 0
    failing: int = 0
    failing_pictures: int = 0
    rules_for_pictures: Rules | None = None
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
        delay_of: returns the seconds that the rules for a host ask for.
    """

    def __init__(
        self,
        names: Iterator[str],
        delay: float,
        *,
        polite: bool = True,
        delay_of: Callable[[str], float] = lambda host: 0.0,
    ) -> None:
        self._names = names
        self._delay = delay
        self._polite = polite
        self._delay_of = delay_of
        self._number = itertools.count()
        self._waiting: list[tuple[float, int, Host]] = []
        self._open: dict[str, Host] = {}
        self._closed: OrderedDict[str, Host] = OrderedDict()
        self._is_all = False

    def take(self, now: float) -> Host | None:
        """Return a host whose turn it is, None where all are busy or pausing.

        Args:
            now: seconds of a clock that never runs backwards.
        """
        if self._waiting and self._waiting[0][0] <= now:
            return heapq.heappop(self._waiting)[2]
        while len(self._open) < _OPEN_AT_ONCE and not self._is_all:
            name = next(self._names, None)
            if name is None:
                self._is_all = True
            elif name not in self._open:
                return self._opened(name)
        return None

    def _opened(self, name: str) -> Host:
        host = self._closed.pop(name, None)
        host = host or Host(name, rules=None if self._polite and name else OPEN)
        self._open[name] = host
        return host

    def open(self, name: str) -> None:
        """Give turns to a host, whether it has links or not: there are pictures to fetch."""
        if name not in self._open:
            heapq.heappush(self._waiting, (float("-inf"), next(self._number), self._opened(name)))

    def give_back(self, host: Host, now: float) -> None:
        """Record that a host's request has ended; its next turn comes after the pause."""
        wait = 0.0 if host.is_local else self.pause(host)
        heapq.heappush(self._waiting, (now + wait, next(self._number), host))

    def pause(self, host: Host) -> float:
        """Return the seconds between two requests to a host, the longest that anybody asks for."""
        rules = host.rules or host.rules_for_pictures
        asked = rules.delay if rules else None
        return max(self._delay, asked or 0.0, self._delay_of(host.name))

    def close(self, host: Host) -> None:
        """Record that a host has no more links, and no pictures."""
        del self._open[host.name]
        self._closed[host.name] = host
        if len(self._closed) > _CLOSED:
            self._closed.popitem(last=False)

    def next_turn(self) -> float | None:
        """Return when the next turn comes; None where no host waits for one."""
        return self._waiting[0][0] if self._waiting else None

    @property
    def is_over(self) -> bool:
        """Tell whether no host is open and none is left to be opened."""
        return self._is_all and not self._open
