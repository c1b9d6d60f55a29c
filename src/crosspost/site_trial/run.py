"""Run many test pages: several hosts at once, one request at a time to each."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from crosspost.batch.network import Event, Network, crash
from crosspost.batch.robots import FORBIDDEN, OPEN, Rules, read_rules
from crosspost.errors import FetchError
from crosspost.fetch import Fetcher
from crosspost.model import Page
from crosspost.site_trial.judge import Attempt, Result, saved_page
from crosspost.urls import read


@dataclass
class Trial:
    """A run over test pages; ``work`` starts it.

    Attributes:
        fetcher: gets the pages; None: they are in ``pages``.
        pages: a folder of saved pages; None: they are fetched.
        submit: judges a page in a process that can be killed.
        delay: seconds between two requests to a host, at least.
        polite: honour robots.txt.
        show: called with each result.
    """

    fetcher: Fetcher | None
    pages: Path | None
    submit: Callable[[tuple[Attempt, Page]], Future[Result]]
    network: Network
    delay: float
    polite: bool
    show: Callable[[Result], None]
    _judging: int = field(init=False, default=0)

    def work(self, attempts: Iterable[Attempt]) -> bool:
        """Try test pages; return whether the run came to its end."""
        groups: dict[str, list[Attempt]] = {}
        for attempt in attempts:
            url = read(attempt.url)
            groups.setdefault(f"{url.host}:{url.port}" if url else "", []).append(attempt)
        hosts = deque(groups.values())

        def start() -> bool:
            while hosts and not self.network.is_stopped and self.network.has_room:
                self.network.start(partial(self._ask_host, hosts.popleft()))
            return bool(hosts)

        try:
            return self.network.work_through(start, lambda: self._judging)
        finally:
            self.network.stop()

    # In the threads

    def _ask_host(self, attempts: list[Attempt]) -> Event:
        try:
            rules = self._rules(attempts[0].url)
            for number, attempt in enumerate(attempts):
                if self.fetcher and (number or self.polite):
                    self.network.sleep(max(self.delay, rules.delay or 0.0))
                found = self._get(attempt, rules)
                self.network.inbox.put(partial(self._take_in, attempt, found))
        except Exception as bug:  # noqa: BLE001 -- a bug of ours, which must not hang the run
            return partial(crash, bug)
        return lambda: None

    def _rules(self, url: str) -> Rules:
        fetcher = self.fetcher
        if fetcher is None or not self.polite:
            return OPEN

        def robots(url: str, most_bytes: int) -> bytes:
            return fetcher.download(url, most_bytes, tries=1, bare=True, trust="remote")

        return read_rules(url, robots)

    def _get(self, attempt: Attempt, rules: Rules) -> Page | Result:
        """Return a page; a file may be a stranger's, so that its URLs count as given by others."""
        if self.fetcher is None:
            try:
                page = saved_page(self.pages, attempt.url) if self.pages else None
            except OSError as error:
                return Result(attempt, "not saved", str(error.strerror or error))
            return page or Result(attempt, "not saved", "there is no file for this URL")
        reason = rules.closed or ("" if rules.allows(attempt.url) else FORBIDDEN)
        if reason:
            return Result(attempt, "fetch failed", reason)
        try:
            return self.fetcher.get(attempt.url, trust="remote")
        except FetchError as error:
            return Result(attempt, "fetch failed", error.reason)

    # In the deciding thread

    def _take_in(self, attempt: Attempt, found: Page | Result) -> None:
        if isinstance(found, Result):
            self.show(found)
            return
        self._judging += 1
        self.submit((attempt, found)).add_done_callback(
            lambda done: self.network.inbox.put(partial(self._settle, attempt, done))
        )

    def _settle(self, attempt: Attempt, future: Future[Result]) -> None:
        self._judging -= 1
        try:
            result = future.result()
        except TimeoutError:
            result = Result(attempt, "unusable", "it takes too long (convert_timeout)")
        except Exception as error:  # noqa: BLE001 -- one page must not end the run
            result = Result(attempt, "unusable", str(error) or type(error).__name__)
        self.show(result)
