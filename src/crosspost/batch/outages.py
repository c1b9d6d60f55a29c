"""Is it the host that does not answer, or this machine that is cut off?

A link whose host cannot be reached is not given up before some other host has answered: after a
lost network the next run then does all of these links in their order, as if nothing had been.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from crosspost.batch.hosts import Host
from crosspost.batch.journal.queue import Task
from crosspost.errors import FetchError

# So many hosts out of reach, one after the other, none answering in between: it is the network.
# Old bookmarks have dead hosts in a row too, but seldom so many among answers of others.
_ENOUGH = 8
# A host that has not answered to so many links in a row is left for a later run.
_PATIENCE = 3


@dataclass(frozen=True)
class Verdicts:
    """What is given up, once it is known that the network is there.

    Attributes:
        links: with their errors.
        hosts: of which no further link is tried in this run.
    """

    links: tuple[tuple[Task, FetchError], ...] = ()
    hosts: tuple[str, ...] = ()


@dataclass
class Outages:
    """What could not be reached since a host last answered."""

    _links: list[tuple[Task, FetchError]] = field(default_factory=list)
    _hosts: list[str] = field(default_factory=list)
    _has_heard: bool = False

    def answered(self, host: Host) -> Verdicts:
        """Say that a host answered, whatever; return what is given up now."""
        host.silent = 0
        self._has_heard = True
        return self.unconfirmed()

    def unreachable(self, host: Host, task: Task, error: FetchError) -> bool:
        """Say that a host could not be reached; tell whether it shall be left alone now."""
        self._links.append((task, error))
        host.silent += 1
        if host.silent < _PATIENCE:
            return False
        self._hosts.append(host.name)
        return True

    @property
    def is_offline(self) -> bool:
        """Tell whether it must be the network: it was there, and now nothing answers."""
        return self._has_heard and len({task.host for task, _ in self._links}) >= _ENOUGH

    def unconfirmed(self) -> Verdicts:
        """Return, once, what is neither reached nor given up."""
        verdicts = Verdicts(tuple(self._links), tuple(self._hosts))
        self._links.clear()
        self._hosts.clear()
        return verdicts
