"""A batch from its lists to its end: lock, journal, lists, work."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from crosspost.batch import post_index
from crosspost.batch.cache import FILE as CACHE_FILE
from crosspost.batch.cache import Cache, caching
from crosspost.batch.converters import TIME_LIMIT, converters
from crosspost.batch.entry import BadLine
from crosspost.batch.journal import FILE, open_journal, refusals, results
from crosspost.batch.journal.enlist import Run, Tally, begin, enlist
from crosspost.batch.journal.folder import claim, look, refuse_foreign
from crosspost.batch.journal.queue import Again, prepare
from crosspost.batch.lock import only_one
from crosspost.batch.network import Network
from crosspost.batch.options import Ending, Plan
from crosspost.batch.place import Placer
from crosspost.batch.progress import Watch
from crosspost.batch.road import Road
from crosspost.batch.run import Batch
from crosspost.batch.sources.choose import Choice, choose
from crosspost.batch.sources.named import Named
from crosspost.batch.sources.reading import LARGEST
from crosspost.batch.sources.resolve import Wishes, read
from crosspost.files import real


@dataclass(frozen=True)
class Order:
    """What a batch is to do.

    Attributes:
        sources: paths, addresses, ``-``.
        kind: of the lists; empty: by content.
        use_content: take a feed's own full text.
        limit: do no more than this many links.
        scheduler: the address of a Dask scheduler; empty: processes of this machine.
        time_limit: seconds for the conversion of one page.
        cache: the folder where pages are kept, and looked for first; None: nowhere.
    """

    sources: tuple[str, ...]
    kind: str = ""
    use_content: bool = False
    choice: Choice = field(default_factory=Choice)
    again: Again = field(default_factory=Again)
    limit: int | None = None
    plan: Plan = field(default_factory=Plan)
    scheduler: str = ""
    time_limit: float = TIME_LIMIT
    cache: Path | None = None


@dataclass(frozen=True)
class Summary:
    """How a batch ended.

    Attributes:
        run: its number in the journal.
        ending: why it ended before the end; empty where it did not.
        counts: links by state.
        written: posts that this run has written; the others of ``done`` are from before.
        pictures: that were copied for them.
        failed: links that failed in this run.
    """

    run: int
    ending: Ending
    tally: Tally
    counts: dict[str, int]
    written: int
    pictures: int
    failed: int

    @property
    def is_well(self) -> bool:
        """Tell whether every link has its post and every line was a link."""
        left = sum(n for state, n in self.counts.items() if state not in ("done", "exists"))
        return not self.ending and not left and not self.tally.bad


@dataclass
class Audience:
    """Whoever is told how it goes.

    Attributes:
        watch: called as links are settled.
        on_bad: called for each line that is no link, with its source.
        on_note: called with what a person should know.
        on_lists: called when the lists are being read, with how much has been.
    """

    watch: Watch
    on_bad: Callable[[str, BadLine], None]
    on_note: Callable[[str], None]
    on_lists: Callable[[str], None]


@contextlib.contextmanager
def journal_of(folder: Path, audience: Audience, *, dry_run: bool) -> Iterator[sqlite3.Connection]:
    """Open the journal of a site, with its lock; a dry run gets a copy that nobody keeps.

    Args:
        folder: of the journal.

    Raises:
        CrosspostError: another batch works on this site, or the journal is not the user's own.
        WriteError: the folder cannot be written to.
    """
    with contextlib.ExitStack() as stack:
        if dry_run:
            look(folder)
            refuse_foreign(folder)
            copy = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="crosspost-")))
            if (folder / FILE).exists():
                old = stack.enter_context(contextlib.closing(sqlite3.connect(folder / FILE)))
                with contextlib.closing(sqlite3.connect(copy / FILE)) as new:
                    old.backup(new)
            folder = real(copy)
        stack.enter_context(only_one(folder))
        if not dry_run:
            claim(folder)
        db, notes = open_journal(folder / FILE)
        stack.enter_context(contextlib.closing(db))
        for note in notes:
            audience.on_note(note)
        with refusals(folder / FILE):
            yield db


def run_batch(
    db: sqlite3.Connection,
    order: Order,
    road: Road,
    network: Network,
    audience: Audience,
    stdin: Callable[[], BinaryIO],
) -> Summary:
    """Do what is ordered.

    Args:
        db: of ``journal_of``.
        network: made beforehand, since the road's fetcher waits with its ``sleep``, and since
            ``network.stop`` ends the batch.

    Raises:
        CrosspostError: a list that was named cannot be read; nothing was fetched of any.
        WriteError: the file system refused. What is done is kept.
    """
    with contextlib.ExitStack() as stack:
        if order.cache:
            claim(order.cache)  # in a dry run, too
            cache = Cache(order.cache / CACHE_FILE)
            stack.callback(cache.close)
            road = caching(road, cache)
        Placer(db, road, 0).recover()
        post_index.refresh(db, road)
        run = begin(db, order.sources, _now())
        tally = _read_lists(db, order, road, run, audience, stdin)
        total, staged = prepare(db, run.number, order.again, road.settings, road.root, order.limit)
        workers = min(order.plan.workers, total)
        made_by = stack.enter_context(
            converters(road.convert, workers, order.scheduler, order.time_limit, road.loads)
        )
        plan = replace(order.plan, replace=order.again.done)
        batch = Batch(db, run.number, total, staged, road, plan, made_by, network, audience.watch)
        ending = batch.work()
        if not ending:
            results.finish(db, run.number)
        counts, made = results.counts(db, run.number), batch.progress
        return Summary(run.number, ending, tally, counts, made.done, made.pictures, made.failed)


def _now() -> datetime:
    """Return the moment of import, or the one that a reproducible build gives.

    ``SOURCE_DATE_EPOCH``: https://reproducible-builds.org/specs/source-date-epoch/
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isascii() and given.isdigit():
        return datetime.fromtimestamp(int(given), UTC)
    return datetime.now(UTC)


def _read_lists(
    db: sqlite3.Connection,
    order: Order,
    road: Road,
    run: Run,
    audience: Audience,
    stdin: Callable[[], BinaryIO],
) -> Tally:
    tally = Tally()
    named = Named(
        lambda url, most, is_remote: road.download(url, most, remote=is_remote),
        lambda url, most, is_remote: road.robots(
            url, most, trust="remote" if is_remote else "local"
        ),
        LARGEST,
        delay=order.plan.delay,
        polite=order.plan.polite,
    )
    wishes = Wishes(named, order.kind, order.use_content, on_note=audience.on_note)
    for source in order.sources:
        audience.on_lists(source)
        entries = choose(read(source, wishes, stdin), order.choice, tally.leave_out)
        enlist(db, run, source, entries, tally, audience.on_bad, all_bodies=order.again.done)
    return tally
