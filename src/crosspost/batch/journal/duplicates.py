"""Entries of lists that have no row of their own: duplicates, and how many there are of others.

What a reader adds up: the results of links, the duplicates, what ``--limit`` has left for the next
run and what options have left out are all the entries that could be read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from crosspost.batch.post_index import POSTED


class Entered(NamedTuple):
    """Where a link is in the lists.

    Attributes:
        line: counted from 1; None if the list has no lines.
    """

    url: str
    source: str
    line: int | None

    @property
    def place(self) -> str:
        """The list and the line."""
        return f"{self.source}:{self.line}" if self.line else self.source


class Duplicate(NamedTuple):
    """An entry that repeats another one of the lists.

    Attributes:
        of: the entry that it repeats.
        path: of the post of that; empty if there is none.
    """

    entry: Entered
    title: str
    of: Entered
    path: str


def duplicates(db: sqlite3.Connection, run: int) -> Iterator[Duplicate]:
    """Yield the entries of a run that repeat others, in the order of the lists."""
    rows = db.execute(
        "SELECT duplicate.url, duplicate.source, duplicate.line, duplicate.title, "
        "link.url, link.source, link.line, link.path FROM duplicate "
        "JOIN link ON link.id = duplicate.link WHERE duplicate.run = ? ORDER BY duplicate.rowid",
        (run,),
    )
    for url, source, line, title, *of, path in rows:
        yield Duplicate(_entered(url, source, line), str(title), _entered(*of), str(path))


def same_post(db: sqlite3.Connection, run: int, url: str, path: str) -> Entered | None:
    """Return the other link of a run whose post a link has; None if the site had it before."""
    row = db.execute(
        "SELECT url, source, line FROM link WHERE run = ? AND path = ? AND url <> ? "
        f"AND state IN {POSTED} ORDER BY position LIMIT 1",
        (run, path, url),
    ).fetchone()
    return _entered(*row) if row else None


def others(db: sqlite3.Connection, run: int) -> dict[str, int]:
    """Return how many entries of a run have no result, by why: only what there is.

    The keys are ``later``, ``duplicate`` and ``unwanted``.
    """
    questions = {
        "later": ("SELECT COUNT(*) FROM link WHERE run = ?", -run),
        "duplicate": ("SELECT COUNT(*) FROM duplicate WHERE run = ?", run),
        "unwanted": ("SELECT unwanted FROM run WHERE id = ?", run),
    }
    found = {name: db.execute(asked, (of,)).fetchone() for name, (asked, of) in questions.items()}
    return {name: int(row[0]) for name, row in found.items() if row and row[0]}


def _entered(url: object, source: object, line: object) -> Entered:
    return Entered(str(url), str(source), line if isinstance(line, int) else None)
