"""``crosspost batch SOURCE…``: lists, feeds, sitemaps and exports become posts."""

from __future__ import annotations

import gc
import os
import sqlite3
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crosspost.cli.exits import FAILED, INCOMPLETE, INTERRUPTED, OK
from crosspost.cli.options import (
    FETCHING,
    HOW,
    PICTURES,
    POLITENESS,
    WHAT,
    WHERE,
    Whole,
    chosen_overrides,
    chosen_settings,
    only_web_url,
    refuse_other_urls,
    refuse_published,
    refuse_update_with_others,
    site_root,
    site_target,
    with_options,
    without,
)
from crosspost.cli.stopping import ends_in_order
from crosspost.errors import ConfigError
from crosspost.lazy_regex import lazy_compile
from crosspost.settings import load

if TYPE_CHECKING:
    from crosspost.batch.options import BatchOptions
    from crosspost.batch.session import Summary
    from crosspost.targets.base import Target

KINDS = (
    *(
        "text",
        "csv",
        "jsonl",
        "json",
        "link",
        "feed",
        "sitemap",
        "opml",
        "bookmarks",
        "wordpress",
        "html",
    ),
    *("ghost", "blogger", "movabletype", "livejournal", "tumblr", "enex", "dotclear", "posts"),
    *("archive", "mhtml", "folder", "site", "warc"),
)
# Links, more than a journal can have; SQLite knows no numbers without an end.
_MOST = 10**12
REPORTS = (".json", ".csv", ".md", ".html")

LISTS = (
    click.option(
        "--from", "kind", type=click.Choice(KINDS), help="Format of the lists. [detected]"
    ),
    click.option(
        "--tags-from",
        type=click.Choice(["folders", "tags", "both"]),
        default="both",
        help="What gives the tags of bookmarks: their folders, their own tags, or both. [both]",
    ),
    click.option("--include", multiple=True, metavar="PATTERN", help="Only URLs like this."),
    click.option("--exclude", multiple=True, metavar="PATTERN", help="No URLs like this."),
    click.option("--since", metavar="DATE", help="Skip items dated earlier: a date, 7d, 12h."),
    click.option("--newest", type=Whole(0), metavar="N", help="Only the newest N of each list."),
    click.option("--limit", type=Whole(0), metavar="N", help="At most N links in this run."),
    click.option(
        "--use-feed-content", is_flag=True, help="Use the full text in feeds; fetch no pages."
    ),
    click.option("--post-types", metavar="TYPES", help="Of an export: post,page or others. [post]"),
    click.option(
        "--comments", type=click.Choice(("data", "drop")), help="Comments of an export. [drop]"
    ),
    click.option(
        "--base-url",
        metavar="URL",
        callback=only_web_url,
        help="The site of an export, for its relative URLs. [as the export says]",
    ),
)
# As of register_post_type of WordPress.
_TYPE = lazy_compile(r"[a-z0-9][a-z0-9_-]{0,19}")
# The protocols of Dask. A host alone would be looked up in the network, whatever it is.
_SCHEDULER = lazy_compile(
    r"(?:(?:tcp|tls|ucx|wss?|inproc)://[^\s/]\S*|[\w.-]+:\d+|\[[\da-f:]+\]:\d+)"
)


def _scheduler_url(context: click.Context, option: click.Parameter, text: str | None) -> str | None:
    """Refuse a value that is not the URL of a scheduler; a callback of click."""
    if text is not None and not _SCHEDULER.fullmatch(text):
        hint = "Write it as tcp://HOST:8786."
        raise ConfigError(f"--scheduler {text!a}: not the URL of a Dask scheduler", hint=hint)
    return text


PACE = (
    click.option(
        "--jobs",
        type=Whole(1, 256),
        default=16,
        show_default=True,
        metavar="N",
        help="Pages fetched at the same time, each from a different host.",
    ),
    *POLITENESS,
    click.option("--cache", is_flag=True, help="Keep fetched pages, and do not fetch them again."),
    click.option(
        "--workers",
        type=Whole(0, 256),
        metavar="N",
        help="Processes that convert; 0: only this one. [one for each processor]",
    ),
    click.option(
        "--scheduler", metavar="URL", callback=_scheduler_url, help="Convert on this Dask cluster."
    ),
)
AGAIN = (
    click.option(
        "--retry-failed",
        is_flag=True,
        help="Try failed links again, and pictures that could not be copied.",
    ),
    click.option("--recheck", is_flag=True, help="Make posts again that were deleted."),
    click.option("--fail-fast", is_flag=True, help="Stop at the first failure."),
    click.option(
        "--max-failures", type=Whole(1), metavar="N", help="Stop after N failures."
    ),
    click.option(
        "--report", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
        help="Write a report of every link: .json, .csv, .md or .html.",
    ),
)  # fmt: skip


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@with_options(
    LISTS,
    PACE,
    AGAIN,
    without(WHERE, "stdout", "as_json"),
    without(WHAT, "title"),
    without(FETCHING, "base_url"),
    PICTURES,
    HOW,
)
def batch(sources: tuple[str, ...], **flags: Any) -> int:
    """Make posts of all articles in lists, of any length. Run it again to continue.

    A SOURCE is a file, a URL or - for standard input: plain text (a link a line), CSV or TSV
    with a column url, JSON Lines, RSS, Atom, a sitemap, OPML, exported bookmarks, a WordPress
    export, a folder of saved pages or of a site's posts, a web archive (WARC).

    \b
    Exit code: 0 success, 1 a link failed (or, with --update, a conflict), 2 usage or settings,
    3 only failures of --strict: parts of an article are not in its post, 130 interrupted.
    """
    from crosspost.cli.console import Screen
    from crosspost.fetch import with_scheme

    refuse_update_with_others(flags)
    report = flags["report"]
    if report and report.suffix.lower() not in REPORTS:
        raise click.BadParameter(f"one of {', '.join(REPORTS)}, please", param_hint="--report")
    sources = tuple(map(with_scheme, sources))
    refuse_other_urls(*sources)
    root = site_root(flags["site"])
    chosen = chosen_settings(flags | {"title": None})
    config = load(root, chosen)
    if config.sites or config.select or config.remove:
        from crosspost.sites.describe import check_rules

        check_rules(config)  # before the first link: any may need them
    shown = Screen(quiet=flags["quiet"], verbose=flags["verbose"])
    target = site_target(root, config.target, shown, config)
    if not flags["scheduler"] and flags["workers"] != 0:
        _load_ahead(target)
    from crosspost.batch.journal import FOLDER
    from crosspost.batch.network import Network
    from crosspost.batch.report import check_report, write_report
    from crosspost.batch.session import Setup, journal_of, run_batch
    from crosspost.cli.batch_screen import BatchScreen
    from crosspost.fetch import Clock, Fetcher

    if report:
        check_report(report, replace=flags["force"], made=root / FOLDER)
        refuse_published(target, "--report", report, FOLDER)
    options = _options(sources, flags, root / FOLDER, own=config.own)
    network = Network(flags["jobs"])
    screen = BatchScreen(shown, root, dry_run=flags["dry_run"])
    gc.freeze()  # modules stay loaded: the garbage collector need not look at them
    with (
        Fetcher(
            config,
            clock=Clock(sleep=network.sleep),
            hosts=min(256, 2 * flags["jobs"]),
            given=sources,
        ) as fetcher,
        ends_in_order(network),
        journal_of(root / FOLDER, screen.audience, dry_run=flags["dry_run"]) as db,
    ):
        overrides = chosen_overrides(flags | {"title": None})
        setup = Setup(config, target, fetcher, overrides, chosen, dry_run=flags["dry_run"])
        with screen:
            summary = run_batch(
                db, options, setup, network, screen.audience, lambda: sys.stdin.buffer
            )
        screen.summary(db, summary)
        if report:
            write_report(db, summary.run, report, root)
        if summary.ending == "interrupted":
            return INTERRUPTED
        return _exit_code(db, summary)


def _exit_code(db: sqlite3.Connection, summary: Summary) -> int:
    """Return the exit code of a batch that was not interrupted."""
    from crosspost.batch.journal.results import SETTLED, causes
    from crosspost.errors import PartsMissing

    if summary.is_well:
        return OK
    if summary.ending or summary.tally.bad or not summary.counts.keys() <= set(SETTLED):
        return FAILED
    reasons = {cause.reason for cause in causes(db, summary.run)}
    return INCOMPLETE if reasons == {PartsMissing.reason} else FAILED


def _load_ahead(target: Target) -> None:
    """Start the converters early: they load while this process loads."""
    from crosspost.batch.converters import load_ahead
    from crosspost.batch.worker import loads

    load_ahead(
        (*loads(target), "crosspost.cli")
    )  # each process imports the command that was started


def _types(text: str | None) -> tuple[str, ...]:
    """Return the types of items of an export that are wanted."""
    if text is None:
        return ("post",)
    names = tuple(filter(None, (name.strip() for name in text.split(","))))
    wrong = [name for name in names if not _TYPE.fullmatch(name)]
    if wrong or not names:
        what = wrong[0] if wrong else text
        hint = "Write them as the export has them: --post-types post,page"
        raise ConfigError(f"--post-types {what!a}: not a post type of WordPress", hint=hint)
    return tuple("page" if name == "pages" else name for name in names)


def _previews(report: Path | None) -> Path | None:
    """Return the folder for previews: beside a report that links to them."""
    from crosspost.batch.previews import FOLDER
    from crosspost.files import real

    if report is None or report.suffix.lower() != ".html":
        return None
    return real(report.parent) / FOLDER


def _options(
    sources: tuple[str, ...], flags: dict[str, Any], folder: Path, *, own: bool
) -> BatchOptions:
    """Return the options of the batch, from the command line.

    Args:
        own: the setting.
        folder: of the cache.
    """
    from crosspost.batch.options import BatchOptions, FilterOptions, RetryOptions
    from crosspost.batch.sources.filter import read_since

    since = read_since(flags["since"], datetime.now(UTC)) if flags["since"] else None
    workers = flags["workers"]
    return BatchOptions(
        sources=sources,
        kind=flags["kind"] or "",
        use_content=flags["use_feed_content"],
        tags_from=flags["tags_from"],
        post_types=_types(flags["post_types"]),
        comments=flags["comments"] == "data",
        base_url=flags["base_url"] or "",
        own=own,
        filter=FilterOptions(flags["include"], flags["exclude"], since, flags["newest"]),
        retry=RetryOptions(
            *(flags["retry_failed"], flags["force"], flags["recheck"]),
            *(flags["update"], flags["conflicts"] or "leave"),
        ),
        limit=None if flags["limit"] is None else min(flags["limit"], _MOST),
        delay=flags["delay"],
        polite=not flags["ignore_robots"],
        most_failures=1 if flags["fail_fast"] else flags["max_failures"],
        workers=(os.cpu_count() or 1) if workers is None else workers,
        scheduler=flags["scheduler"] or "",
        cache=folder if flags["cache"] else None,
        previews=_previews(flags["report"]),
    )
