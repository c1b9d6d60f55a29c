"""The batch at work: one thread that decides and writes, many that fetch, processes that convert.

The deciding thread alone knows the journal. It gives tasks to the others and takes what they have
through one queue, so that no two things happen at once to a link.
"""

from __future__ import annotations

import contextlib
import queue
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import partial

from crosspost.batch.albums import Album
from crosspost.batch.converters import Converters, Gone, Made, explain, lost
from crosspost.batch.drawing_turns import DrawingTurns
from crosspost.batch.following import Following, Wanted
from crosspost.batch.hosts import Host, Hosts
from crosspost.batch.journal import missing_pictures
from crosspost.batch.journal import queue as todo
from crosspost.batch.journal.queue import Task
from crosspost.batch.list_pictures import with_list_pictures
from crosspost.batch.network import TICK, Event, Network, crash
from crosspost.batch.offline import OfflineDetection
from crosspost.batch.options import BatchOptions, Ending
from crosspost.batch.outcomes import Outcomes
from crosspost.batch.pages import Pages, page_of_list
from crosspost.batch.picture_turns import PictureTurns
from crosspost.batch.place import Placer
from crosspost.batch.previews import Previews
from crosspost.batch.progress import Progress, Watch
from crosspost.batch.robots import FORBIDDEN, Rules, read_rules
from crosspost.batch.worker import Draft, Job, Refused
from crosspost.errors import ConfigError, FetchError
from crosspost.model import FetchedPictures, FollowingPage, Page, WebPicture
from crosspost.publish.place import HAS_ARTICLE
from crosspost.urls import identity, is_web

# Pages that wait for a converter, for each one: enough that none is idle, few enough for memory.
_AHEAD = 3
# Links that one round of giving out tasks goes through; then results are looked at again.
_ROUND = 200
# Seconds between two rounds of writing: posts that are written together share the syncing.
_WRITE_EVERY = 0.5


@dataclass
class Batch:
    """One run of the batch; ``work`` does it.

    Attributes:
        db: the journal.
        run: the number of the run, prepared with ``journal.queue.prepare``.
        total: links that it has to do.
        staged: those of them that are converted already.
        pages: where pages come from.
        placer: writes the posts.
        settings: hash of what texts are made with (``worker.settings_key``).
        converters: where pages are converted.
        network: the threads that fetch; ``network.stop`` ends the batch.
    """

    db: sqlite3.Connection
    run: int
    total: int
    staged: int
    options: BatchOptions
    pages: Pages
    placer: Placer
    settings: str
    converters: Converters
    network: Network
    watch: Watch
    progress: Progress = field(init=False)

    def __post_init__(self) -> None:
        self.progress = Progress(total=self.total, waiting=self.staged)
        names = todo.hosts(self.db, self.run)
        polite, delay_of = self.options.polite, self.pages.delay_of
        self._hosts = Hosts(names, self.options.delay, polite=polite, delay_of=delay_of)
        self._outcomes = Outcomes(self.db, self.run, self.settings, self.progress, self.watch)
        self.detection = OfflineDetection(self._outcomes, self.network, self.pages)
        self._following = Following(self, self._hosts, self._outcomes)
        self._pictures = PictureTurns(
            *(self._hosts, self.pages, self.placer.pictures),
            *(self.in_thread, self.release, self._convert_again),
        )
        self._drawing = DrawingTurns(
            *(self._hosts, self.pages, self.in_thread, self._on_page, self.on_no_page)
        )
        self._previews = Previews(self.db, self.options.previews)
        self._only_pictures: set[int] = set()  # links whose pages are not fetched
        self._converting, self._most = 0, self.converters.width * _AHEAD
        self._ending: Ending = ""
        self._written = time.monotonic()

    def work(self) -> Ending:
        """Do what there is to do.

        Returns:
            Why it ended before the end; empty where it did not.

        Raises:
            WriteError: the file system refused. What was done is kept, and nothing is half done.
        """
        self.network.is_heeded = True
        try:
            while True:
                self._give_out()
                if self._is_over():
                    break
                self._take_in()
                if self._is_time_to_write():
                    self._place()
                self._outcomes.tell()
            if not self._ending:
                self.detection.end()
            self._place()
        finally:
            self.network.stop()
            self._outcomes.tell()
        return self._ending

    def _is_over(self) -> bool:
        if self.detection.is_offline:
            self._ending = "offline"
        if self.network.is_stopped and not self._ending:
            self._ending = "interrupted"
        most = self.options.most_failures
        if most is not None and self.progress.failed >= most and not self._ending:
            self._ending = "failures"
        if self._ending:
            return True
        idle = not self.network.running and not self._converting and self.network.inbox.empty()
        if not idle or not self._hosts.is_over:
            return False
        return not self._pictures.trust_failures()

    def _is_time_to_write(self) -> bool:
        return self.progress.waiting > 0 and time.monotonic() - self._written >= _WRITE_EVERY

    # Giving out

    def _give_out(self) -> None:
        for _ in range(_ROUND):
            if self._converting >= self._most or not self.network.has_room:
                return
            if self.network.is_stopped:
                return
            host = self._hosts.take(time.monotonic())
            if host is None:
                return
            self._begin(host)

    def _begin(self, host: Host) -> None:
        """Begin with what a host is to be asked next, or close the host."""
        if any(turns.begin(host) for turns in (self._following, self._pictures, self._drawing)):
            return
        is_left = host.is_left
        task = None if is_left else todo.next_task(self.db, self.run, host.name, host.after)
        if task is None:
            self._hosts.close(host)
        elif self._pictures.is_full:
            self._hosts.give_back(host, time.monotonic() + TICK)
        elif wanted := self._missing_pictures(task):
            host.after = task.position
            self._hosts.give_back(host, float("-inf"))
            self._only_pictures.add(task.id)
            # No page, so that nothing of the post can change but these pictures.
            nothing = Page(task.url, task.url, b"", None, task.imported_at)
            self._pictures.take_up(task, nothing, wanted)
        elif page := self.pages.cached(task):
            host.after = task.position
            self._hosts.give_back(host, float("-inf"))
            self.convert(task, page)
        elif host.rules is None and not self.pages.is_embed(task):
            self.in_thread(host, partial(self.read_rules, host, task))
        elif self._is_there(task) or not self._may(host, task):
            host.after = task.position
            self._hosts.give_back(host, float("-inf"))
        elif task.kind == "ready":
            host.after = task.position
            self._hosts.give_back(host, float("-inf"))
            page = page_of_list(self.db, task)
            self.convert(task, with_list_pictures(page, task, self.placer.pictures))
        else:
            host.after = task.position
            self.in_thread(host, partial(self._get, host, task))

    def in_thread(self, host: Host, task: Callable[[], Event]) -> None:
        """Ask a host for something."""
        if host.is_local:
            self._hosts.give_back(host, float("-inf"))
        else:
            self.progress.hosts.add(host.name)
        self.network.start(task)

    def _missing_pictures(self, task: Task) -> tuple[WebPicture, ...]:
        """Return the pictures that the post of a link lacks, if they are asked for again."""
        if not self.options.retry.retries_pictures:
            return ()
        return missing_pictures.find(self.db, task)

    def _is_there(self, task: Task) -> bool:
        """Tell whether the site has an article with the URL of the link."""
        if self.options.retry.changes_posts or not is_web(task.url):
            return False
        path = self.placer.index.find_url([identity(task.url)])
        if path is None:
            return False
        self._outcomes.exists(task, path, HAS_ARTICLE)
        return True

    def _may(self, host: Host, task: Task) -> bool:
        if self.pages.is_embed(task):
            return True  # its host, whose robots.txt would say no, is not asked
        assert host.rules
        if host.rules.closed:
            self._outcomes.fail(task, host.rules.closed, todo.LATER, temporary=True)
        elif not host.rules.allows(task.url):
            hint = "For a site of your own: --ignore-robots."
            self._outcomes.fail(task, FORBIDDEN, hint)
        else:
            return True
        return False

    # In the threads

    def read_rules(self, host: Host, task: Task) -> Event:
        """Get a host's ``robots.txt``, in a thread."""
        try:
            ask = partial(self.pages.robots, trust=task.trust)
            return partial(self._on_rules, host, read_rules(task.url, ask))
        except Exception as error:  # noqa: BLE001 -- a bug of ours, which must not hang the batch
            return partial(crash, error)

    def _get(self, host: Host, task: Task) -> Event:
        """Get a page, wherever it is."""
        try:
            return partial(self._on_page, host, task, self.pages.get(task))
        except Exception as error:  # noqa: BLE001 -- told apart by the deciding thread
            return partial(self.on_no_page, host, task, error)

    # Taking in

    def _take_in(self) -> None:
        """Wait for an event, then take all that are there."""
        turn = self._hosts.next_turn()
        wait = TICK if turn is None else min(TICK, max(0.0, turn - time.monotonic()))
        if not self.network.has_room or self._converting >= self._most:
            wait = TICK
        with contextlib.suppress(queue.Empty):
            event = self.network.inbox.get(timeout=wait) if wait else self._next_event()
            while True:
                event()
                event = self._next_event()

    def _next_event(self) -> Event:
        return self.network.inbox.get_nowait()

    def _on_rules(self, host: Host, rules: Rules) -> None:
        host.rules = rules
        self.progress.hosts.discard(host.name)
        self._hosts.give_back(host, time.monotonic())

    def _on_page(self, host: Host, task: Task, page: Page) -> None:
        if task.kind == "web":
            if not page.archive_url:  # then it was the archive that answered
                self.detection.answered(host, task)
                self._pictures.trust_failures()
                host.failing = 0
            self.release(host)
        self.convert(task, page)

    def _convert_again(self, album: Album) -> None:
        if album.task.id in self._only_pictures:
            self._outcomes.stage_pictures(album.task, album.fetched())
        else:
            self.convert(album.task, album.page, album.fetched())

    def convert(self, task: Task, page: Page, fetched: FetchedPictures | None = None) -> None:
        """Have a page converted."""
        job = Job(
            *(page, task.overrides, task.imported_at),
            is_article=task.kind == "ready",
            draft=task.draft,
            is_from_web=task.kind == "web",
            fetched=fetched,
            options=self.placer.options_for(task, page),
            collection=task.collection,
            comments=todo.comments_of(self.db, task) if task.kind == "ready" else (),
            keeps_categories=task.kind == "ready" and task.trust != "remote",
            has_preview=self._previews.ask(),
        )
        self._converting += 1
        future = self.converters.submit(job)
        future.add_done_callback(
            lambda done: self.network.inbox.put(partial(self._on_draft, task, job, done))
        )

    def on_no_page(self, host: Host, task: Task, error: Exception) -> None:
        """Fail a link, and leave its host if it does not answer."""
        if not isinstance(error, FetchError) or task.kind != "web":
            if task.kind == "web":
                self.release(host)
            self._outcomes.fail_by(task, error)
        elif error.unreachable:
            if self.detection.unreachable(host, task, error):
                self._leave(host)
            else:
                self.release(host)
        else:
            self.detection.answered(host, task)
            self._outcomes.fail_by(task, error)
            reason = host.left_for(error)
            if reason:
                until = time.time() + error.retry_after if error.retry_after else 0.0
                self._outcomes.set_aside(host.name, reason, until)
                self._leave(host)
            else:
                self.release(host)

    def release(self, host: Host) -> None:
        """Give a host its next turn after the pause."""
        self.progress.hosts.discard(host.name)
        self._hosts.give_back(host, time.monotonic())

    def _leave(self, host: Host) -> None:
        """Try no further link of a host in this run."""
        host.is_left = True
        self._following.leave(host.name)
        self.progress.hosts.discard(host.name)
        self._hosts.close(host)

    def _on_draft(self, task: Task, job: Job, future: Future[Made]) -> None:
        self._converting -= 1
        try:
            draft = future.result()
        except ConfigError:
            raise  # every page would fail with it
        except Gone:
            self._ending = "gone"
        except BrokenProcessPool as error:
            raise lost(error) from error  # the links are left for the next run
        except Exception as error:  # noqa: BLE001 -- one page must not end the batch
            explained = explain(error)
            if explained:
                self._outcomes.fail(task, *explained)
            else:
                self._outcomes.fail_by(task, error)
        else:
            if isinstance(draft, Refused) and draft.needs_browser and self._may_draw(job):
                self._drawing.take_up(task)
            elif isinstance(draft, Refused):
                self._outcomes.fail(task, draft.reason, draft.hint)
            elif isinstance(draft, FollowingPage):
                self._following.want(Wanted(task, job, draft))
            elif draft.on_web and not self._has_article(draft):
                self._pictures.take_up(task, job.page, draft.on_web)
            else:
                self._previews.keep(task.id, draft.preview)
                self._outcomes.stage(task, draft)

    def _may_draw(self, job: Job) -> bool:
        return job.is_from_web and self.pages.may_be_drawn(job.page)

    def _has_article(self, draft: Draft) -> bool:
        """Tell whether the site has an article already, so that its pictures are not needed."""
        return not self.options.retry.changes_posts and bool(self.placer.index.find_url(draft.urls))

    def _place(self) -> None:
        self._outcomes.placed(self.placer.place())
        self._written = time.monotonic()
