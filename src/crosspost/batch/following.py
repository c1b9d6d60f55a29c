"""The other pages of articles: asked for in the turns of their hosts, before their next links."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Protocol

from crosspost.batch.hosts import Host, Hosts, Wanted
from crosspost.batch.journal import queue as todo
from crosspost.batch.journal.queue import Task
from crosspost.batch.network import Event
from crosspost.batch.offline import OfflineDetection
from crosspost.batch.outcomes import Outcomes
from crosspost.batch.pages import Pages
from crosspost.errors import FetchError
from crosspost.model import Page
from crosspost.paging.answer import with_answer

_LEFT = "other pages of the article are on a host that is left for a later run"


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

    def convert(self, host: Host, task: Task, page: Page) -> None:
        """Have a page converted."""

    def on_no_page(self, host: Host, task: Task, error: Exception) -> None:
        """Fail a link, and leave its host if it does not answer."""


class Following:
    """The pages that are wanted; only the deciding thread may use it."""

    def __init__(self, run: Run, hosts: Hosts, outcomes: Outcomes) -> None:
        self._run, self._hosts, self._outcomes = run, hosts, outcomes

    def want(self, host: Host, wanted: Wanted) -> None:
        """Add a page to what a host is to be asked."""
        if host.is_left:
            self._outcomes.fail(wanted.task, _LEFT, todo.LATER, temporary=True)
        else:
            self._hosts.want(host, wanted, time.monotonic())

    def begin(self, host: Host) -> None:
        """Begin with the next page of an article, as politely as with a link."""
        wanted = host.wanted[0]
        if page := self._run.pages.cached_page(wanted.page.url, wanted.task):
            self._answer(host, wanted, page)
        elif host.rules is None:
            self._run.in_thread(host, partial(self._run.read_rules, host, wanted.task))
            return
        elif host.rules.closed or not host.rules.allows(wanted.page.url):
            self._answer(host, wanted, host.rules.closed or "robots.txt forbids it")
        else:
            host.wanted.popleft()
            self._run.in_thread(host, partial(self._follow, host, wanted))
            return
        host.wanted.popleft()
        self._hosts.give_back(host, float("-inf"))

    def _follow(self, host: Host, wanted: Wanted) -> Event:
        """Get another page of an article, in a thread."""
        task, job, page = wanted
        try:
            got = self._run.pages.follow(page.url, job.page, task)
            return partial(self._on_following, host, wanted, got)
        except Exception as error:  # noqa: BLE001 -- told apart by the deciding thread
            return partial(self._on_no_following, host, wanted, error)

    def _on_following(self, host: Host, wanted: Wanted, page: Page) -> None:
        if not page.archive_url:
            self._run.detection.answered(host, wanted.task)
        self._run.release(host)
        self._answer(host, wanted, page)

    def _on_no_following(self, host: Host, wanted: Wanted, error: Exception) -> None:
        """Leave an article for later if its host does not answer; else go on without the page."""
        is_page = isinstance(error, FetchError) and not error.unreachable
        if isinstance(error, FetchError) and is_page and error.retry_after is None:
            self._run.detection.answered(host, wanted.task)
            self._run.release(host)
            self._answer(host, wanted, error)
        else:
            self._run.on_no_page(host, wanted.task, error)

    def _answer(self, host: Host, wanted: Wanted, got: Page | FetchError | str) -> None:
        self._run.convert(host, wanted.task, with_answer(wanted.job.page, wanted.page, got))
