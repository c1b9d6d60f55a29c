"""Texts of pages and lists for reports, without control characters."""

from __future__ import annotations

import sqlite3
from urllib.parse import quote

from crosspost.batch.journal import results
from crosspost.batch.journal.duplicates import others
from crosspost.control_characters import replaced
from crosspost.model.loss import NOT_IN_POST, Loss

# What became of links, in the order of reports.
NAMES = {
    "done": "written",
    "updated": "updated",
    "unchanged": "up to date",
    "exists": "already there",
    "conflict": "in conflict",
    "failed": "failed",
}
OPEN = "not yet done"
DRY = "A dry run: nothing was written. This is what a run would do."
# Entries of the lists that have no result of their own.
OTHERS = {
    "later": "left for the next run by --limit",
    "duplicate": "duplicates",
    "unwanted": "excluded by --include, --exclude, --since or --newest",
}


def names(db: sqlite3.Connection, run: int) -> dict[str, str]:
    """Return what became of links, or would become of them in a dry run."""
    if not results.is_dry(db, run):
        return NAMES
    return {**NAMES, "done": "would be written", "updated": "would be updated"}


def totals(db: sqlite3.Connection, run: int) -> list[tuple[str, str, int]]:
    """Return state, name and number: their sum is the number of entries that could be read.

    All states that are not final count as one.
    """
    count = results.counts(db, run)
    rows = [(state, name, count.get(state, 0)) for state, name in names(db, run).items()]
    rows.append(("open", OPEN, sum(n for state, n in count.items() if state not in NAMES)))
    without = others(db, run)
    rows += [(state, name, without.get(state, 0)) for state, name in OTHERS.items()]
    rows = [
        (state, "duplicate" if n == 1 and state == "duplicate" else name, n)
        for state, name, n in rows
    ]
    return [row for row in rows if row[2]]


def losses(record: results.Record) -> list[str]:
    """Return what a post lacks, a line for each kind, with where it was in the article."""
    return [_lost(loss) for loss in record.losses]


def _lost(loss: Loss) -> str:
    kind = f"{loss.kind}s" if loss.of != 1 else loss.kind
    more = loss.lost - len(loss.examples)
    examples = [*loss.examples, *([f"{more:,} more"] if more > 0 and loss.examples else [])]
    at = f": {'; '.join(examples)}" if examples else ""
    return f"missing: {loss.lost:,} of {loss.of:,} {kind}{at}"


def checks(record: results.Record) -> list[str]:
    """Return what to check in a post: what it lacks, then its warnings."""
    lost = losses(record)
    # The summary of what is listed already.
    rest = [one for one in record.warnings if not (lost and one.endswith(NOT_IN_POST))]
    return [*lost, *rest]


def reason(record: results.Record) -> str:
    """Return why a link has no post of its own; of an article that is there, whose post it is."""
    if record.same_as is None:
        return record.reason
    return f"{record.reason}, as that of {record.same_as.url} ({record.same_as.place})"


def shown(text: str) -> str:
    """Return a text on one line, without control characters."""
    return replaced(" ".join(text.split()), "")


def shown_url(url: str) -> str:
    """Return a URL with control characters percent-encoded; it leads to the same page."""
    return replaced(url, lambda found: quote(found[0], errors="surrogatepass"))
