"""Offline detection: does a host not answer, or is this machine offline?

A link whose host cannot be reached does not fail before another host has answered: when the network
was lost, the next run then does all of these links in their order, as if nothing had happened.
Where many hosts do not answer, the one that answered last (the witness) is asked again.
"""

from __future__ import annotations

from functools import partial

from crosspost.batch.hosts import Host
from crosspost.batch.journal.queue import Task
from crosspost.batch.network import Event, Network, crash
from crosspost.batch.outcomes import Outcomes
from crosspost.batch.pages import Pages
from crosspost.batch.robots import answers
from crosspost.errors import FetchError

# Unreachable hosts, with no answer in between, after which the witness is asked.
_ASK_AFTER = 8
# Unreachable hosts after which the machine counts as offline if none has answered yet: there are
# lists of old bookmarks that begin with dead hosts, but not with so many.
_OFFLINE_AFTER = 256
# Links in a row that a host may leave unanswered; its other links are left for a later run.
_MOST_UNANSWERED = 3


class OfflineDetection:
    """Decides when links fail because their host cannot be reached.

    Only the deciding thread may use it.

    Args:
        outcomes: of the links.
        network: in one of its threads the witness is asked.
        pages: to ask the witness.

    Attributes:
        is_offline: no host answers any more.
    """

    def __init__(self, outcomes: Outcomes, network: Network, pages: Pages) -> None:
        self.is_offline = False
        self._outcomes = outcomes
        self._network = network
        self._pages = pages
        self._is_asking = False
        self._witness: Task | None = None
        # Since a host last answered:
        self._links: list[tuple[Task, FetchError]] = []
        self._left: list[str] = []

    def answered(self, host: Host, task: Task) -> None:
        """Note that a host answered: those that did not are to blame themselves."""
        host.unanswered = 0
        self._witness = task
        self._give_up()

    def unreachable(self, host: Host, task: Task, error: FetchError) -> bool:
        """Note that a host cannot be reached; return whether no further link of it is tried."""
        self._links.append((task, error))
        host.unanswered += 1
        is_left = host.unanswered >= _MOST_UNANSWERED
        if is_left:
            self._left.append(host.name)
        if self._witness is None:
            self.is_offline = self.is_offline or self._unreachable >= _OFFLINE_AFTER
        elif self._unreachable >= _ASK_AFTER and not self._is_asking:
            self._is_asking = True
            self._network.start(partial(self._ask, self._witness))
        return is_left

    def end(self) -> None:
        """All links were tried: those of unreachable hosts fail."""
        self._give_up()

    @property
    def _unreachable(self) -> int:
        """How many hosts could not be reached since one last answered."""
        return len({task.host for task, _ in self._links})

    def _ask(self, witness: Task) -> Event:
        """Ask the witness, in a thread."""
        try:
            ask = partial(self._pages.robots, trust=witness.trust)
            return partial(self._on_witness, answers(witness.url, ask))
        except Exception as error:  # noqa: BLE001 -- a bug of ours, which must not hang the batch
            return partial(crash, error)

    def _on_witness(self, is_there: bool) -> None:
        self._is_asking = False
        if is_there:
            self._give_up()
        elif self._witness and self._unreachable >= _ASK_AFTER:
            self.is_offline = True

    def _give_up(self) -> None:
        links, hosts = self._links, self._left
        self._links, self._left = [], []
        self._outcomes.unreachable(links, hosts)
