"""The other pages of articles: asked for in the turns of their hosts, before their next links."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import NamedTuple, Protocol

from crosspost.batch.hosts import Host, Hosts
from crosspost.batch.journal import queue as todo
from crosspost.batch.journal.queue import Task
from crosspost.batch.network import Event
from crosspost.batch.offline import OfflineDetection
from crosspost.batch.outcomes import Outcomes
from crosspost.batch.pages import Pages
from crosspost.batch.robots import FORBIDDEN
from crosspost.batch.worker import Job
from crosspost.errors import FetchError
from crosspost.model import FollowingPage, Page
from crosspost.paging.answer import with_answer

_LEFT = "other pages of the article are on a host that is left for a later run"


class Wanted(NamedTuple):
    """Another page of an article, and the job that it belongs to."""

    task: Task
    job: Job
    page: FollowingPage


class Run(Protocol):
    """What a run of the batch does with links, and with these pages as well."""

    pages: Pages
    detection: OfflineDetection

    def in_thread(self, host: Host, task: Callable[[], Event]) -> None:
        """Ask a host for something."""

    def read_rules(self, host: Host, task: Task) -> Event:
        """Get a host's ``robots.txt``, in a thread."""

    def release(self, host: Host) -> None:
        """Give a host its next turn after the pause."""

    def convert(self, task: Task, page: Page) -> None:
        """Have a page converted."""

    def on_no_page(self, host: Host, task: Task, error: Exception) -> None:
        """Fail a link, and leave its host if it does not answer."""


class Following:
    """The pages that are wanted; only the deciding thread may use it."""

    def __init__(self, run: Run, hosts: Hosts, outcomes: Outcomes) -> None:
        self._run, self._hosts, self._outcomes = run, hosts, outcomes
        self._wanted: dict[str, deque[Wanted]] = {}

    def want(self, wanted: Wanted) -> None:
        """Add a page to what its host is to be asked."""
        name = wanted.task.host
        self._wanted.setdefault(name, deque()).append(wanted)
        self._hosts.open(name)

    def leave(self, name: str) -> None:
        """Leave the articles of a host, which is not asked any more, for a later run."""
        for wanted in self._wanted.pop(name, ()):
            self._outcomes.fail(wanted.task, _LEFT, todo.LATER, temporary=True)

    def begin(self, host: Host) -> bool:
        """Begin with the next page of an article; False if its host has none.

        It is done as politely as with a link.
        """
        if host.name not in self._wanted:
            return False
        if host.is_left:
            self.leave(host.name)
            return False
        wanted = self._wanted[host.name][0]
        if page := self._run.pages.cached_next(wanted.page, wanted.task):
            self._take(host.name)
            self._answer(wanted, page)
        elif host.rules is None:
            self._run.in_thread(host, partial(self._run.read_rules, host, wanted.task))
            return True
        elif host.rules.closed or not host.rules.allows(wanted.page.url):
            self._take(host.name)
            self._answer(wanted, host.rules.closed or FORBIDDEN)
        else:
            self._take(host.name)
            self._run.in_thread(host, partial(self._follow, host, wanted))
            return True
        self._hosts.give_back(host, float("-inf"))
        return True

    def _take(self, name: str) -> None:
        self._wanted[name].popleft()
        if not self._wanted[name]:
            del self._wanted[name]

    def _follow(self, host: Host, wanted: Wanted) -> Event:
        """Get another page of an article, in a thread."""
        task, job, page = wanted
        try:
            got = self._run.pages.follow(page, job.page, task)
            return partial(self._on_following, host, wanted, got)
        except Exception as error:  # noqa: BLE001 -- told apart by the deciding thread
            return partial(self._on_no_following, host, wanted, error)

    def _on_following(self, host: Host, wanted: Wanted, page: Page) -> None:
        if not page.archive_url:
            self._run.detection.answered(host, wanted.task)
        self._run.release(host)
        self._answer(wanted, page)

    def _on_no_following(self, host: Host, wanted: Wanted, error: Exception) -> None:
        """Leave an article for later if its host does not answer; else go on without the page."""
        is_page = isinstance(error, FetchError) and not error.unreachable
        if isinstance(error, FetchError) and is_page and error.retry_after is None:
            self._run.detection.answered(host, wanted.task)
            self._run.release(host)
            self._answer(wanted, error)
        else:
            self._run.on_no_page(host, wanted.task, error)

    def _answer(self, wanted: Wanted, got: Page | FetchError | str) -> None:
        self._run.convert(wanted.task, with_answer(wanted.job.page, wanted.page, got))
