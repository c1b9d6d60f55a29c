"""Hosts that do not answer: when links are given up for them, and when it is the network.

``outages`` counts; here is what follows from the count.
"""

from __future__ import annotations

from functools import partial

from crosspost.batch.hosts import Host
from crosspost.batch.journal.queue import Task
from crosspost.batch.network import Event, Network, crash
from crosspost.batch.offline import Outages
from crosspost.batch.outcomes import Outcomes
from crosspost.batch.road import Robots
from crosspost.batch.robots import answers
from crosspost.errors import FetchError


class Silence:
    """Gives up what is out of reach, once the network is known to be there.

    Only the deciding thread may use it.

    Args:
        outcomes: settles the links that are given up.
        network: in one of its threads, the host that answered last is asked again.
        robots: fetches a ``robots.txt``; see ``road.Robots``.

    Attributes:
        is_offline: no host answers any more.
    """

    def __init__(self, outcomes: Outcomes, network: Network, robots: Robots) -> None:
        self.is_offline = False
        self._outages = Outages()
        self._outcomes = outcomes
        self._network = network
        self._robots = robots
        self._asking = False

    def answered(self, host: Host, task: Task) -> None:
        """Say that a host answered, whatever: the silence of others is their own."""
        self._outcomes.give_up(self._outages.answered(host, task))

    def unreachable(self, host: Host, task: Task, error: FetchError) -> bool:
        """Say that a host could not be reached; tell whether it shall be left alone now.

        Where many are silent, the one that answered last is asked whether it still does.
        """
        is_left = self._outages.unreachable(host, task, error)
        if self._outages.is_offline:
            self.is_offline = True
        elif (witness := self._outages.witness) and self._outages.is_doubtful and not self._asking:
            self._asking = True
            self._network.start(partial(self._ask, witness))
        return is_left

    def end(self) -> None:
        """Say that all links have been tried: what is out of reach now is given up."""
        self._outcomes.give_up(self._outages.unconfirmed())

    def _ask(self, witness: Task) -> Event:
        """Ask the witness, in a thread."""
        try:
            ask = partial(self._robots, trust=witness.trust)
            return partial(self._on_witness, answers(witness.url, ask))
        except Exception as error:  # noqa: BLE001 -- a fault of ours, which must not hang the batch
            return partial(crash, error)

    def _on_witness(self, is_there: bool) -> None:
        self._asking = False
        if is_there:
            self._outcomes.give_up(self._outages.unconfirmed())
        elif self._outages.is_doubtful:
            self.is_offline = True
