"""What a batch prints: progress while it runs, a summary when it ends."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable
from functools import partial
from pathlib import Path, PurePath

from rich.table import Table
from rich.text import Text

from crosspost.batch.entry import BadLine, Entry, Part
from crosspost.batch.journal import results
from crosspost.batch.journal.moved import LeftLink, MovedUrl, url_map
from crosspost.batch.moving import Moved
from crosspost.batch.progress import Progress as Counts
from crosspost.batch.progress import Settled
from crosspost.batch.session import Audience, Summary
from crosspost.cli.console import Screen, printable
from crosspost.cli.progress_screen import ProgressScreen
from crosspost.cli.report import shortest, show_diff, show_lost

# Causes in the table at the end; the report has all.
_MOST_CAUSES = 12
# Rows of what an export has.
_MOST_PARTS = 30
_ENDINGS = {
    "interrupted": "interrupted; run the same command again to continue",
    "failures": "failure limit reached; run again to go on",
    "gone": "the Dask cluster is gone; start it again, then run the same command to go on",
    "offline": "offline: no host answers any more; run again to go on",
}


class BatchScreen(ProgressScreen):
    """Shows a batch on the two streams of a command.

    Args:
        screen: where to.
        root: of the site; paths of posts are relative to it.
        dry_run: nothing is written; what would change in posts is shown.
    """

    def __init__(self, screen: Screen, root: Path, *, dry_run: bool = False) -> None:
        super().__init__(screen, "links")
        self._root = root
        self._dry_run = dry_run
        self._started = time.monotonic()
        self.audience = Audience(
            *(self._watch, self._bad_line, self._note, self._lists),
            partial(show_lost, screen, would=dry_run),
            self._duplicate if screen.verbose else None,
        )

    def _watch(self, news: Iterable[Settled], counts: Counts) -> None:
        for one in news:
            if one.state == "failed":
                self._screen.error_line(f"{one.url}: {one.reason}")
            elif one.state == "conflict":
                self._screen.error_line(f"{shortest(self._root / one.path)}: {one.reason}")
            elif one.state in ("done", "updated") and one.reason:
                self._post(f"{shortest(self._root / one.path)} {one.reason}")
            elif one.state in ("done", "updated"):
                self._post(shortest(self._root / one.path))
            else:
                what = one.reason or "is up to date"
                self._screen.detail(("= ", "yellow"), f"{one.url}: {one.path} {what}")
            if one.options:
                options = ", ".join(one.options)
                self._screen.detail(("  options ", "dim"), f"of the import: {options}")
            if self._dry_run or self._screen.verbose:
                show_diff(one.diff, self._screen)
        done = counts.settled + counts.waiting  # converted texts that wait count as done
        self.show_progress(
            *(
                done,
                counts.total,
                counts.hosts,
                partial(_tally, counts),
                partial(self._line, counts),
            )
        )

    def _post(self, text: str) -> None:
        """Print the path of a post: above the live view, if there is one on the same terminal."""
        if self._live and self._screen.is_terminal:
            self._screen.remark(("· " if self._dry_run else "✓ ", "green"), text)
        else:
            self._screen.result(text)

    def _line(self, counts: Counts, tally: str) -> str:
        rate = counts.settled / (time.monotonic() - self._started)
        return f"{counts.settled} of {counts.total} links · {tally} · {rate:.1f}/s"

    def _bad_line(self, source: str, line: BadLine) -> None:
        where = f"{source}:{line.line}" if line.line else source
        self._screen.remark(("! ", "yellow"), f"{where}: {line.reason}")

    def _note(self, text: str) -> None:
        self._screen.remark(("! ", "yellow"), text)

    def _duplicate(self, entry: Entry, place: str) -> None:
        where = f"line {entry.line}: " if entry.line else ""
        # URLs of lists are hostile: ``detail`` escapes them.
        self._screen.detail(("= ", "yellow"), f"{where}{entry.url}: a duplicate of {place}")

    def _lists(self, source: str) -> None:
        self._screen.detail(f"reading {source}")
        if self._live:
            self._live.reading(source)

    def summary(self, db: sqlite3.Connection, summary: Summary) -> None:
        """Print the summary, with causes of failures and what to try."""
        self._screen.remark(_in_words(summary, self._dry_run))
        if summary.ending:
            self._screen.remark(("! ", "yellow"), _ENDINGS[summary.ending])
        if self._screen.quiet:
            return
        if _is_news(summary):
            if summary.tally.duplicates and summary.written and not self._screen.verbose:
                self._screen.remark("--verbose and --report FILE name the duplicates")
            self._parts_and_doubts(db, summary)
        causes = results.causes(db, summary.run)
        if causes:
            self._screen.table(_table(causes))
        before = summary.counts.get("failed", 0) - summary.failed
        if before > 0:
            self._screen.remark(
                f"{before} failed in an earlier run and {'was' if before == 1 else 'were'} "
                "not tried again; use --retry-failed"
            )

    def _parts_and_doubts(self, db: sqlite3.Connection, summary: Summary) -> None:
        for name, contents in summary.tally.contents:
            if len(contents.parts) > 1:  # one row says no more than the line above
                self._screen.table(_contents(name, contents.parts))
        if summary.moved:
            self._urls(db, summary.run)
            self._moved(summary.moved)
        doubts = results.doubts(db, summary.run)
        if doubts:
            self._screen.table(_doubts(doubts))

    def _urls(self, db: sqlite3.Connection, run: int) -> None:
        """Print what becomes of the old URLs; those that change are in a table."""
        urls = [one for one in url_map(db, run) if one.is_main]
        changed = [one for one in urls if not one.is_kept]
        if urls:
            kept = len(urls) - len(changed)
            verb = "would keep" if self._dry_run else "keeps" if kept == 1 else "keep"
            get = "gets" if len(changed) == 1 else "get"
            rest = f", {len(changed):,} {get} another one" if changed else ""
            self._screen.remark(f"{kept:,} of {_number(len(urls), 'URL')} {verb} the path{rest}")
        if changed:
            self._screen.table(_new_urls(changed))

    def _moved(self, moved: Moved) -> None:
        left = sum(one.posts for one in moved.left)
        if moved.linked or left:
            verb = "would lead" if self._dry_run else "leads" if moved.linked == 1 else "lead"
            self._screen.remark(
                f"{_number(moved.linked, 'link')} between posts {verb} to the new pages, "
                f"{_number(left, 'link')} to the old site"
            )
        if moved.left:
            self._screen.table(_left(moved.left, "links to the old site"))
        if moved.missing:
            lost = sum(one.posts for one in moved.missing)
            verb = "leads" if lost == 1 else "lead"
            self._screen.remark(
                f"{_number(lost, 'link')} {verb} to a place in another post that it does not have"
            )
            self._screen.table(_left(moved.missing, "links to missing places"))


def _is_news(summary: Summary) -> bool:
    """Tell whether a run found more than what an earlier one did, and said then."""
    counts = summary.counts
    of_this_run = summary.written + summary.failed
    before = counts.get("done", 0) + counts.get("failed", 0) - of_this_run
    others = sum(counts.values()) - before - counts.get("exists", 0)
    return others > 0 or not before


def _left(links: list[LeftLink], heading: str) -> Table:
    table = Table(heading, "posts", "such as", header_style="bold",
                  border_style="dim")  # fmt: skip
    table.columns[1].justify = "right"
    _fold(table)
    for one in links[:_MOST_CAUSES]:
        url = f"{one.url} ({one.reason})" if one.reason else one.url
        words = (Text(printable(url)), str(one.posts), Text(printable(one.path), style="dim"))
        table.add_row(*words)
    if len(links) > _MOST_CAUSES:
        rest = sum(one.posts for one in links[_MOST_CAUSES:])
        table.add_row(Text("others"), str(rest), Text("see --report FILE", style="dim"))
    return table


def _in_words(summary: Summary, dry_run: bool) -> str:
    """Return what happened, on one line: each link is counted once, invalid lines are not links."""
    count, tally = summary.counts, summary.tally
    before = count.get("done", 0) - summary.written
    later = tally.links - sum(count.values())
    total = tally.links + tally.duplicates + tally.unwanted
    open_ = sum(n for state, n in count.items() if state not in results.SETTLED)
    parts = [f"{_number(summary.written, 'post')} {'would be ' if dry_run else ''}written"]
    copies = ((summary.pictures, "picture"), (summary.files, "file"))
    if with_ := [_number(number, word) for number, word in copies if number]:
        copied = "that would be copied" if dry_run else "copied"
        parts[0] += f" with {' and '.join(with_)} {copied}"
    if before and count == {"done": before} and not later:
        parts, before = [f"{_number(before, 'post')} unchanged"], 0
    for number, words in (
        (before, "written before"),
        (count.get("updated", 0), "would be updated" if dry_run else "updated"),
        (count.get("unchanged", 0), "up to date"),
        (count.get("exists", 0), "already there"),
        (count.get("conflict", 0), "in conflict"),
        (count.get("failed", 0), "failed"),
        (open_, "not yet done"),
        (later, "left for the next run by --limit"),
        (tally.duplicates, "duplicates" if tally.duplicates > 1 else "duplicate"),
        (tally.unwanted, "excluded by --include, --exclude, --since or --newest"),
    ):
        parts += [f"{number} {words}"] if number else []
    lines = tally.bad - tally.broken
    if lines:
        parts.append(_number(lines, "invalid line"))
    if tally.broken:
        parts.append(f"{_number(tally.broken, 'list')} not read completely")
    return f"{_number(total, 'link') if total else 'no links'}: " + ", ".join(parts)


def _number(number: int, of: str) -> str:
    return f"{number} {of}{'' if number == 1 else 's'}"


def _table(causes: list[results.Cause]) -> Table:
    table = Table("reason", "links", "what to try", header_style="bold", border_style="dim")
    table.columns[1].justify = "right"
    for cause in causes[:_MOST_CAUSES]:
        table.add_row(
            Text(printable(cause.reason)),
            str(cause.links),
            Text(printable(cause.hint), style="dim"),
        )
    if len(causes) > _MOST_CAUSES:
        rest = sum(cause.links for cause in causes[_MOST_CAUSES:])
        table.add_row(Text("other causes"), str(rest), Text("see --report FILE", style="dim"))
    return table


def _contents(name: str, parts: tuple[Part, ...]) -> Table:
    name = printable(PurePath(name).name)
    table = Table("type", "status", "number", "what becomes of it", title=Text(name),
                  header_style="bold", border_style="dim")  # fmt: skip
    table.columns[2].justify = "right"
    for part in parts[:_MOST_PARTS]:
        texts = (part.kind, part.status, str(part.number), part.words)
        table.add_row(*(Text(printable(text)) for text in texts))
    if len(parts) > _MOST_PARTS:
        rest = sum(part.number for part in parts[_MOST_PARTS:])
        table.add_row("others", "", str(rest), Text("see --report FILE", style="dim"))
    items = sum(part.number for part in parts)
    table.add_section()
    table.add_row("all", "", str(items), "")
    return table


def _fold(table: Table) -> None:
    """Have cells that are too long take more lines: URLs and paths differ at their ends."""
    for column in table.columns:
        column.overflow = "fold"


def _doubts(doubts: list[tuple[str, int, str]]) -> Table:
    table = Table("please check", "posts", "such as", header_style="bold", border_style="dim")
    table.columns[1].justify = "right"
    _fold(table)
    for words, posts, path in doubts[:_MOST_CAUSES]:
        table.add_row(Text(printable(words)), str(posts), Text(printable(path), style="dim"))
    if len(doubts) > _MOST_CAUSES:
        rest = Text(f"{len(doubts) - _MOST_CAUSES} more", style="dim")
        table.add_row(rest, "", Text("see --report FILE", style="dim"))
    return table


def _new_urls(urls: list[MovedUrl]) -> Table:
    table = Table("old URL", "new URL", header_style="bold", border_style="dim")
    _fold(table)
    for one in urls[:_MOST_CAUSES]:
        table.add_row(Text(printable(one.old)), Text(printable(one.new)))
    if len(urls) > _MOST_CAUSES:
        table.add_row(f"{len(urls) - _MOST_CAUSES:,} more", Text("see --report FILE", style="dim"))
    return table


def _tally(counts: Counts) -> str:
    parts = [f"done {counts.done}"]
    parts += [f"updated {counts.updated}"] if counts.updated else []
    parts += [f"up to date {counts.unchanged}"] if counts.unchanged else []
    parts += [f"already there {counts.exists}"] if counts.exists else []
    parts += [f"in conflict {counts.conflict}"] if counts.conflict else []
    parts += [f"failed {counts.failed}"] if counts.failed else []
    parts += [f"waiting {counts.waiting}"] if counts.waiting else []
    return " · ".join(parts)
