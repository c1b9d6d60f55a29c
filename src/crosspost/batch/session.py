"""A batch from its lists to its end: lock, journal, lists, work."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from crosspost.batch import moving, worker
from crosspost.batch.cache import FILE as CACHE_FILE
from crosspost.batch.cache import Cache
from crosspost.batch.converters import converters
from crosspost.batch.entry import BadLine
from crosspost.batch.journal import FILE, open_journal, refusals, results
from crosspost.batch.journal.enlist import (
    OnDuplicate,
    Run,
    Tally,
    begin,
    enlist,
    note_contents,
    note_unwanted,
)
from crosspost.batch.journal.folder import claim, look, refuse_foreign
from crosspost.batch.journal.queue import prepare
from crosspost.batch.lock import only_one
from crosspost.batch.moved_links import MovedLinks
from crosspost.batch.network import Network
from crosspost.batch.options import BatchOptions, Ending
from crosspost.batch.pages import Pages
from crosspost.batch.place import Placer
from crosspost.batch.progress import Watch
from crosspost.batch.run import Batch
from crosspost.batch.sources.filter import filter_entries
from crosspost.batch.sources.named import Named
from crosspost.batch.sources.reading import LARGEST
from crosspost.batch.sources.resolve import SourceOptions, read
from crosspost.batch.worker import settings_key
from crosspost.config import Config
from crosspost.errors import ConfigError
from crosspost.fetch import Fetcher
from crosspost.files import exists, real
from crosspost.images import shrink
from crosspost.publish.kept_options import to_keep
from crosspost.publish.site_posts import SitePosts
from crosspost.sites.user_rules import all_rules
from crosspost.targets.base import Target

# States of links that have their posts.
_WELL = ("done", "updated", "unchanged", "exists")


@dataclass(frozen=True)
class Setup:
    """What a batch works with.

    Attributes:
        config: settings of fetching, converting and writing.
        target: the site that the posts are for.
        fetcher: for all that comes from the web; several threads use it.
        overrides: front matter fields of every post; those of a link win over them.
        options: settings that were given on the command line, see ``publish.kept_options``.
        dry_run: write no post.
    """

    config: Config
    target: Target
    fetcher: Fetcher
    overrides: Mapping[str, Any] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    dry_run: bool = False


@dataclass(frozen=True)
class Summary:
    """How a batch ended.

    Attributes:
        run: its number in the journal.
        ending: why it ended before the end; empty where it did not.
        counts: links by state.
        written: posts that this run has written; the others of ``done`` are from before.
        pictures, files: that were copied for them.
        failed: links that failed in this run.
        moved: of the owner's own writing.
    """

    run: int
    ending: Ending
    tally: Tally
    counts: dict[str, int]
    written: int
    pictures: int
    failed: int
    moved: moving.Moved | None = None
    files: int = 0

    @property
    def is_well(self) -> bool:
        """Tell whether every link has its post and no line was invalid."""
        left = sum(n for state, n in self.counts.items() if state not in _WELL)
        return not self.ending and not left and not self.tally.bad


@dataclass
class Audience:
    """Callbacks that show the progress of a batch.

    Attributes:
        watch: called as links are settled.
        on_bad: called for each invalid line of a list, with its source.
        on_note: called with what a person should know.
        on_lists: called when the lists are being read, with how much has been.
        on_lost: called with a post and lines of its owner's, before they are lost.
        on_duplicate: called with an entry of a list, and where the one is that it repeats.
    """

    watch: Watch
    on_bad: Callable[[str, BadLine], None]
    on_note: Callable[[str], None]
    on_lists: Callable[[str], None]
    on_lost: Callable[[Path, tuple[str, ...]], None] = lambda path, lines: None
    on_duplicate: OnDuplicate | None = None


@contextlib.contextmanager
def journal_of(folder: Path, audience: Audience, *, dry_run: bool) -> Iterator[sqlite3.Connection]:
    """Open the journal of a site, with its lock; a dry run gets a copy that is not kept.

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
            if exists(folder / FILE):
                with refusals(folder / FILE):
                    _copy(folder / FILE, copy / FILE)
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


def _copy(journal: Path, copy: Path) -> None:
    """Copy a journal, which another process may be writing."""
    with (
        contextlib.closing(sqlite3.connect(journal)) as old,
        contextlib.closing(sqlite3.connect(copy)) as new,
    ):
        old.backup(new)


def run_batch(
    db: sqlite3.Connection,
    options: BatchOptions,
    setup: Setup,
    network: Network,
    audience: Audience,
    stdin: Callable[[], BinaryIO],
) -> Summary:
    """Run a batch.

    Args:
        db: of ``journal_of``.
        network: made beforehand, since the fetcher waits with its ``sleep``, and since
            ``network.stop`` ends the batch.

    Raises:
        ConfigError: a folder of posts is a link out of the site, and that is not allowed; or the
            browser of the settings does not exist.
        CrosspostError: a list that was named cannot be read; nothing was fetched of any.
        WriteError: the file system refused. What is done is kept.
    """
    config, retry = setup.config, options.retry
    shrink.check(config.pictures_max_width)
    drawing = {config.render, *(rule.render for rule in all_rules(config))}
    if not drawing <= {"never", ""}:
        from crosspost.fetch.browser.find import find_browser

        find_browser(config.browser)
    with contextlib.ExitStack() as stack:
        wait = partial(network.sleep, options.delay)
        posts = SitePosts(setup.target, config)
        placer = Placer(
            *(db, posts, retry, setup.overrides, audience.on_lost, to_keep(setup.options)),
            dry_run=setup.dry_run,
        )
        cache = _cache(options.cache, stack)
        pages = Pages(setup.fetcher, config, cache, wait, placer.pictures.write)
        for kind in options.post_types:
            if kind != "post":
                placer.add_collection("pages" if kind == "page" else kind)
        placer.recover()
        placer.refresh()
        run = begin(db, options.sources, _now(), update=retry.update, dry=setup.dry_run)
        placer.begin(run.number)
        notes: list[str] = []
        try:
            tally = _read_lists(
                db, options, pages, run, audience, stdin, notes.append, setup.target
            )
        except BaseException:
            _say(notes, audience)
            raise
        if not setup.target.timezone:
            _ask_for_zone(tally, setup.target, notes.append)
        if config.own:
            placer.links = MovedLinks(db, run.number, setup.target, placer.is_post)
        settings = settings_key(config, setup.target, setup.overrides)
        total, staged = prepare(
            *(db, run.number, retry, settings, setup.target.root, options.limit),
            continues=run.continues,
        )
        if total or not tally.links or tally.bad:  # a run without anything new says nothing twice
            _say(notes, audience)
        convert = partial(worker.convert, worker.pack(config, setup.target, setup.overrides))
        loads = worker.loads(setup.target)
        workers = min(options.workers, total)
        made_by = stack.enter_context(
            converters(convert, workers, options.scheduler, config.convert_timeout, loads)
        )
        batch = Batch(
            db,
            run.number,
            total,
            staged,
            options,
            pages,
            placer,
            settings,
            made_by,
            network,
            audience.watch,
        )
        ending = batch.work()
        moved = None
        if placer.links:
            moved = moving.finish(
                *(db, run.number, placer.links, posts, placer.updates, audience.on_note),
                authors=[name for _, one in tally.contents for name in one.authors],
                is_over=not ending,
                dry_run=setup.dry_run,
            )
        if not ending:
            results.finish(db, run.number)
            placer.pictures.clear()
        counts, made = results.counts(db, run.number), batch.progress
        summary = (run.number, ending, tally, counts, made.done, made.pictures, made.failed)
        return Summary(*summary, moved, made.files)


def _say(notes: Iterable[str], audience: Audience) -> None:
    for note in notes:
        audience.on_note(note)


def _ask_for_zone(tally: Tally, target: Target, on_note: Callable[[str], None]) -> None:
    """Tell in which time zone the posts of an export are, if the site names none."""
    for name, contents in tally.contents:
        if contents.zone:
            on_note(
                f"{name}: its times are those of a zone such as {contents.zone}, and the site "
                f"names none: set timezone: {contents.zone} in {target.config_name}"
            )


def _cache(folder: Path | None, stack: contextlib.ExitStack) -> Cache | None:
    if folder is None:
        return None
    claim(folder)  # in a dry run, too
    cache = Cache(folder / CACHE_FILE)
    stack.callback(cache.close)
    return cache


def _now() -> datetime:
    """Return the time of import, or the one that a reproducible build gives.

    ``SOURCE_DATE_EPOCH``: https://reproducible-builds.org/specs/source-date-epoch/

    Raises:
        ConfigError: the variable is not a time.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(given), UTC)
    except (OverflowError, ValueError, OSError) as error:
        hint = "Set it to seconds since 1970, such as 1714521600, or unset it."
        raise ConfigError(f"SOURCE_DATE_EPOCH={given!a}: not a time", hint=hint) from error


def _is_target(target: Target, folder: Path) -> bool:
    """Tell whether a folder is a site or one of its folders of posts, or has the site within."""
    place, root = real(folder), real(target.root)
    if root.is_relative_to(place):
        return True
    return any(place.is_relative_to(real(one)) for one in target.post_folders())


def _read_lists(
    db: sqlite3.Connection,
    options: BatchOptions,
    pages: Pages,
    run: Run,
    audience: Audience,
    stdin: Callable[[], BinaryIO],
    on_note: Callable[[str], None],
    target: Target,
) -> Tally:
    tally = Tally()
    all_bodies = options.retry.changes_posts
    named = Named(
        lambda url, most, is_remote: pages.download(url, most, remote=is_remote),
        lambda url, most, is_remote: pages.robots(
            url, most, trust="remote" if is_remote else "local"
        ),
        LARGEST,
        delay=options.delay,
        polite=options.polite,
    )
    how = SourceOptions(
        *(named, options.kind, options.use_content, options.tags_from),
        on_note=on_note,
        post_types=options.post_types,
        comments=options.comments,
        base_url=options.base_url,
        own=options.own,
        on_contents=lambda name, contents: note_contents(db, run, name, contents, tally),
        is_target=partial(_is_target, target),
    )
    for source in options.sources:
        audience.on_lists(source)
        entries = filter_entries(read(source, how, stdin), options.filter, tally.leave_out)
        enlist(
            *(db, run, source, entries, tally, audience.on_bad),
            all_bodies=all_bodies,
            on_duplicate=audience.on_duplicate,
        )
    note_unwanted(db, run, tally)
    return tally
