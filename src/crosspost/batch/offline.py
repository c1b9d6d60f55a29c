"""Is it the host that does not answer, or this machine that is cut off?

A link whose host cannot be reached is not given up before some other host has answered: after a
lost network the next run then does all of these links in their order, as if nothing had been. Where
many hosts are silent, one that has answered is asked again: it is the witness.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from crosspost.batch.hosts import Host
from crosspost.batch.journal.queue import Task
from crosspost.errors import FetchError

# So many hosts out of reach, one after the other, none answering in between, make one doubt.
_ENOUGH = 8
# So many, where none has answered yet and there is no witness, are the network: there are lists of
# old bookmarks that begin with dead ones, but not with so many.
_TOO_MANY = 256
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
    """What could not be reached since a host last answered.

    Attributes:
        witness: the link that a host answered last; None if there is none.
    """

    _links: list[tuple[Task, FetchError]] = field(default_factory=list)
    _hosts: list[str] = field(default_factory=list)
    witness: Task | None = None

    def answered(self, host: Host, task: Task) -> Verdicts:
        """Say that a host answered, whatever; return what is given up now."""
        host.silent = 0
        self.witness = task
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
    def is_doubtful(self) -> bool:
        """Tell whether it may be the network, so that the witness should be asked."""
        return self.witness is not None and self._silent >= _ENOUGH

    @property
    def is_offline(self) -> bool:
        """Tell whether it must be the network, which no host has proved to be there."""
        return self.witness is None and self._silent >= _TOO_MANY

    @property
    def _silent(self) -> int:
        return len({task.host for task, _ in self._links})

    def unconfirmed(self) -> Verdicts:
        """Return, once, what is neither reached nor given up."""
        verdicts = Verdicts(tuple(self._links), tuple(self._hosts))
        self._links.clear()
        self._hosts.clear()
        return verdicts
