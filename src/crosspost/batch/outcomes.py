"""What becomes of the links of one run: kept in the journal, counted, told to the watcher."""

from __future__ import annotations

import sqlite3
import time

from crosspost.batch.journal import missing_pictures, results, transaction
from crosspost.batch.journal import queue as todo
from crosspost.batch.journal.queue import Task
from crosspost.batch.progress import Progress, Settled, State, Watch
from crosspost.batch.worker import Draft
from crosspost.errors import CrosspostError, FetchError
from crosspost.model import FetchedPictures

_UNREACHABLE = "the host does not answer"
REPORT_IT = "Please report it with the link; crosspost URL shows where it happened."


class Outcomes:
    """Settles links; only the deciding thread may use it.

    Args:
        db: the journal.
        run: the number of the run.
        settings: the hash of what texts are made with.
        progress: is kept up to date.
        watch: is called with ``tell``.
    """

    def __init__(
        self, db: sqlite3.Connection, run: int, settings: str, progress: Progress, watch: Watch
    ) -> None:
        self._db = db
        self._run = run
        self._settings = settings
        self._progress = progress
        self._watch = watch
        self._news: list[Settled] = []

    def stage(self, task: Task, draft: Draft) -> None:
        """Keep a converted text until it can be written."""
        with transaction(self._db):
            results.stage(self._db, task.id, draft, self._settings)
        self._progress.waiting += 1

    def stage_pictures(self, task: Task, fetched: FetchedPictures) -> None:
        """Keep pictures for a post that exists until it can be written."""
        with transaction(self._db):
            missing_pictures.stage(self._db, task, fetched, self._settings)
        self._progress.waiting += 1

    def placed(self, settled: list[Settled]) -> None:
        """Count texts whose turn has come; the journal knows of them."""
        for one in settled:
            self._progress.waiting -= 1
            self._progress.pictures += one.pictures
            self._progress.files += one.files
            self._settle(one)

    def exists(self, task: Task, path: str, reason: str) -> None:
        """Record that the site has a link's article already."""
        with transaction(self._db):
            results.exists(self._db, task.id, path, reason)
        self._settle(Settled(task.url, "exists", path, reason))

    def fail(
        self,
        task: Task,
        reason: str,
        hint: str = "",
        *,
        temporary: bool = False,
        not_before: float = 0.0,
    ) -> None:
        """Record that a link failed.

        Args:
            temporary: the next run tries it again.
            not_before: but not before this time, in seconds since 1970.
        """
        with transaction(self._db):
            results.fail(
                self._db, task.id, reason, hint, temporary=temporary, not_before=not_before
            )
        self._settle(Settled(task.url, "failed", "", reason, hint))

    def fail_by(self, task: Task, error: Exception) -> None:
        """Record that a link failed by an error; one that is not a ``CrosspostError`` is a bug."""
        if isinstance(error, FetchError):
            until = time.time() + error.retry_after if error.retry_after else 0.0
            self.fail(task, error.reason, error.hint, temporary=error.retry, not_before=until)
        elif isinstance(error, CrosspostError):
            self.fail(task, str(getattr(error, "reason", "") or error), error.hint)
        else:
            what = f"a bug of crosspost: {type(error).__name__}: {error}"
            self.fail(task, what[:300], REPORT_IT)

    def unreachable(self, links: list[tuple[Task, FetchError]], hosts: list[str]) -> None:
        """Fail links whose host cannot be reached, and leave the other links of hosts."""
        for task, error in links:
            self.fail_by(task, error)
        for name in hosts:
            self.set_aside(name, _UNREACHABLE, 0.0)

    def set_aside(self, host: str, reason: str, until: float) -> None:
        """Leave the rest of a host's links for a later run."""
        with transaction(self._db):
            number = todo.set_aside(self._db, self._run, host, reason, until)
        if number:
            self._progress.failed += number - 1
            what = f"{host}: {number} more links" if number > 1 else f"{host}: 1 more link"
            self._settle(Settled(what, "failed", "", reason, todo.LATER))

    def _settle(self, settled: Settled) -> None:
        state: State = settled.state
        setattr(self._progress, state, getattr(self._progress, state) + 1)
        self._news.append(settled)

    def tell(self) -> None:
        """Tell the watcher what was settled since the last time, and the progress."""
        self._watch(self._news, self._progress)
        self._news = []
