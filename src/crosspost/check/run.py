"""A check of many originals: several hosts at once, one request at a time to each."""

from __future__ import annotations

import hashlib
import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial

from crosspost.batch.converters import Converters, Made
from crosspost.batch.network import Event, Network, crash
from crosspost.batch.robots import OPEN, Rules, read_rules
from crosspost.batch.worker import Draft, Job, Refused
from crosspost.check.compare import Seen, changes
from crosspost.check.original import Found, gone, look_at
from crosspost.check.posts import read_post
from crosspost.check.result import Item, Result
from crosspost.check.store import Store
from crosspost.errors import FetchError
from crosspost.fetch import Fetcher
from crosspost.fetch.archive import Archive
from crosspost.fetch.soft_404 import says_not_found
from crosspost.model import Page
from crosspost.publish.imported import ImportedTexts
from crosspost.publish.write import write
from crosspost.targets.base import Target
from crosspost.trust import real_folder
from crosspost.urls import read

# Posts in a row whose host does not answer; it is not asked for the others.
_MOST_UNANSWERED = 2
_SAYS_SO = "the page says that it is not there (with status 200)"


@dataclass
class Progress:
    """How far a check is.

    Attributes:
        total: originals that it has to check, with those that an interrupted run has checked.
        done: those of them whose result is known.
        hosts: those that are being asked now.
    """

    total: int = 0
    done: int = 0
    hosts: set[str] = field(default_factory=set)


@dataclass
class Check:
    """One run; ``work`` does it.

    Attributes:
        store: keeps the results; an interrupted run is gone on with.
        archive: is asked for copies of what is gone; None: it is not.
        converters: make a text of each page, to be compared.
        delay: seconds between two requests to a host, at least.
        polite: honour robots.txt.
        fix: write the new URL of an original that has moved into its post.
        show: called with each result.
        tell: called often, with the progress.
    """

    target: Target
    store: Store
    fetcher: Fetcher
    archive: Archive | None
    converters: Converters
    network: Network
    delay: float
    polite: bool
    fix: bool
    show: Callable[[Result], None]
    tell: Callable[[Progress], None] = lambda progress: None
    _progress: Progress = field(init=False, default_factory=Progress)
    _run: int = field(init=False, default=0)
    _converting: int = field(init=False, default=0)
    _unreachable: list[tuple[Item, Result]] = field(init=False, default_factory=list)
    _has_answer: bool = field(init=False, default=False)

    def work(self, items: Iterable[Item]) -> bool:
        """Check originals; return whether the run came to its end.

        Raises:
            WriteError: a post or the results cannot be written. What was done is kept.
        """
        self._run = self.store.begin()
        hosts = deque(self._to_do(items).items())

        def start() -> bool:
            while hosts and not self.network.is_stopped and self.network.has_room:
                name, asked = hosts.popleft()
                self._progress.hosts.add(name)
                self.network.start(partial(self._ask_host, name, asked))
            self.tell(self._progress)
            return bool(hosts)

        try:
            is_complete = self.network.work_through(start, lambda: self._converting)
            if is_complete:
                self._settle_unreachable()
                self.store.finish(self._run)
            return is_complete
        finally:
            self.network.stop()

    def _to_do(self, items: Iterable[Item]) -> dict[str, list[Item]]:
        """Return what this run has not checked yet, by host."""
        hosts: dict[str, list[Item]] = {}
        for item in items:
            result = self.store.done(self._run, item.name, item.url)
            self._progress.total += 1
            if result is not None:
                self._show(result)
                continue
            url = read(item.url)
            hosts.setdefault(f"{url.host}:{url.port}" if url else "", []).append(item)
        return hosts

    def _show(self, result: Result) -> None:
        self._progress.done += 1
        self.show(result)

    # In the threads

    def _ask_host(self, name: str, items: list[Item]) -> Event:
        try:
            rules = read_rules(items[0].url, self._robots) if self.polite else OPEN
            pause = max(self.delay, rules.delay or 0.0)
            unanswered = 0
            error = None
            for number, item in enumerate(items):
                is_given_up = unanswered >= _MOST_UNANSWERED
                if (number or self.polite) and not is_given_up:
                    self.network.sleep(pause)
                found = self._ask(item, rules, error if is_given_up else None)
                error = found.unreachable
                unanswered = unanswered + 1 if error else 0
                self.network.inbox.put(partial(self._take_in, item, found))
        except Exception as bug:  # noqa: BLE001 -- a bug of ours, which must not hang the check
            return partial(crash, bug)
        return partial(self._progress.hosts.discard, name)

    def _robots(self, url: str, most_bytes: int) -> bytes:
        return self.fetcher.download(url, most_bytes, tries=1, bare=True, trust="remote")

    def _ask(self, item: Item, rules: Rules, unreachable: FetchError | None) -> Found:
        reason = rules.closed or ("" if rules.allows(item.url) else "robots.txt forbids it")
        if reason:
            return Found(Result(item.name, item.url, "failed", reason=reason, checked=time.time()))
        return look_at(item, self.fetcher, self.archive, unreachable)

    def _ask_archive(self, item: Item) -> Event:
        """Look for the copy of a page that says that it is not there."""
        try:
            return partial(self._settle, item, gone(item, _SAYS_SO, self.archive))
        except Exception as bug:  # noqa: BLE001 -- as above
            return partial(crash, bug)

    # In the deciding thread

    def _take_in(self, item: Item, found: Found) -> None:
        if found.unreachable:
            self._unreachable.append((item, found.result))
        elif found.page is None:
            self._has_answer = True
            self._settle(item, found.result)
        else:
            self._has_answer = True
            self._converting += 1
            job = Job(found.page, {}, datetime.now(UTC))
            future = self.converters.submit(job)
            future.add_done_callback(
                lambda done: self.network.inbox.put(
                    partial(self._compare, item, found.result, job.page, done)
                )
            )

    def _compare(self, item: Item, result: Result, page: Page, future: Future[Made]) -> None:
        self._converting -= 1
        result, seen = self._compared(item, result, future)
        is_another = bool(result.reason)  # its text, or there is none
        if is_another and says_not_found(page.content):
            self.network.start(partial(self._ask_archive, item))
        else:
            self._settle(item, result, seen)

    def _compared(
        self, item: Item, result: Result, future: Future[Made]
    ) -> tuple[Result, Seen | None]:
        """Return what a page is compared with its post, and what is to be kept of it."""
        try:
            made = future.result()
        except Exception as error:  # noqa: BLE001 -- one page must not end the check
            made = Refused(str(error) or type(error).__name__)
        if not isinstance(made, Draft):
            why = made.reason if isinstance(made, Refused) else "its text cannot be read"
            state = result.state if result.state == "moved" else "changed"
            return replace(result, state=state, reason=f"no article any more: {why}"), None
        key = self.target.text_key(made.text).hex()
        text = read_post(item.path)
        post, original = self.target.body_of(text), self.target.body_of(made.text)
        before = self.store.seen(item.name, item.url)
        what, seen = changes(before, Seen(_digest(text), key), post, original)
        if what:
            state = result.state if result.state == "moved" else "changed"
            result = replace(result, state=state, reason=what)
        return result, seen

    def _settle(self, item: Item, result: Result, seen: Seen | None = None) -> None:
        url = ""
        if self.fix and result.state == "moved":
            mine = read_post(item.path)
            text = self.target.with_url(mine, item.url, result.new_url)
            if text is None:
                words = "the URL could not be replaced in the post"
                result = replace(result, reason=f"{result.reason}; {words}".lstrip("; "))
            else:
                folder = real_folder(self.target.root, item.path.parent)
                keys, new_keys = (sorted(self.target.facts_of(one).sources) for one in (mine, text))
                # An update by the new URL needs to know what was imported.
                ImportedTexts(self.target.root).move(keys, new_keys, item.path, mine)
                write(text, folder / item.path.name, replace=True)
                seen = replace(seen, post=_digest(text)) if seen else None
                result, url = replace(result, state="fixed"), result.new_url
        self.store.keep(self._run, result, seen, url=url)
        self._show(result)

    def _settle_unreachable(self) -> None:
        """Decide about hosts that do not answer: if no host does, this machine may be offline."""
        for item, result in self._unreachable:
            if self._has_answer:
                self._settle(item, result)
            else:
                self._settle(item, replace(result, state="failed", archive_url=""))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
