"""What checks have found, kept from run to run in ``.crosspost/checks.sqlite``."""

from __future__ import annotations

import time
from pathlib import Path

from crosspost.batch.journal import open_rebuildable, refusals
from crosspost.check.compare import Seen
from crosspost.check.result import STATES, Result

FILE = "checks.sqlite"
# Seconds after which a run that was not finished is not gone on with.
_TOO_OLD = 7 * 86_400
_SCHEMA = """
CREATE TABLE IF NOT EXISTS run (
    id INTEGER PRIMARY KEY,
    started REAL NOT NULL,
    finished INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS post (
    path TEXT PRIMARY KEY,      -- below the site's root
    url TEXT NOT NULL,
    run INTEGER NOT NULL,       -- the last that has checked it
    state TEXT NOT NULL,
    new_url TEXT NOT NULL,
    archive_url TEXT NOT NULL,
    reason TEXT NOT NULL,
    checked REAL NOT NULL,
    seen_post TEXT NOT NULL DEFAULT '',      -- of ``compare.Seen``
    seen_original TEXT NOT NULL DEFAULT '',
    seen_version TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
"""
_COLUMNS = "path, url, state, new_url, archive_url, reason, checked"


class Store:
    """The results; only one thread may use it.

    Args:
        path: of the file, in a folder that the user has made (``journal.folder.claim``).

    Raises:
        WriteError: it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        # Without it, the next check compares with the posts again.
        self._db = open_rebuildable(path, _SCHEMA)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def begin(self) -> int:
        """Return the number of the run: that of the last one if it was interrupted."""
        now = time.time()
        with refusals(self._path):
            row = self._db.execute(
                "SELECT id FROM run WHERE NOT finished AND started BETWEEN ? AND ? "
                "ORDER BY id DESC LIMIT 1",
                (now - _TOO_OLD, now + 60),
            ).fetchone()
            if row:
                return int(row[0])
            made = self._db.execute("INSERT INTO run (started) VALUES (?)", (now,))
            return int(made.lastrowid or 0)

    def finish(self, run: int) -> None:
        """Record that a run has come to its end."""
        with refusals(self._path):
            self._db.execute("UPDATE run SET finished = 1 WHERE id = ?", (run,))

    def done(self, run: int, path: str, url: str) -> Result | None:
        """Return the result that an interrupted run has of a post; None if it has none."""
        with refusals(self._path):
            row = self._db.execute(
                f"SELECT {_COLUMNS} FROM post WHERE path = ? AND url = ? AND run = ? "
                "AND state <> 'failed'",
                (path, url, run),
            ).fetchone()
        return Result(*row) if row and row[2] in STATES else None

    def seen(self, path: str, url: str) -> Seen | None:
        """Return what the last check of a post has seen."""
        with refusals(self._path):
            row = self._db.execute(
                "SELECT seen_post, seen_original, seen_version FROM post "
                "WHERE path = ? AND url = ? AND seen_post <> ''",
                (path, url),
            ).fetchone()
        return Seen(*map(str, row)) if row else None

    def keep(self, run: int, result: Result, seen: Seen | None, *, url: str = "") -> None:
        """Keep a result.

        Args:
            seen: None: what was kept before stays.
            url: that the post has now, if it is another one.
        """
        before = seen or self.seen(result.path, result.url) or Seen("", "", "")
        with refusals(self._path):
            self._db.execute(
                "INSERT OR REPLACE INTO post VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(result.path, url or result.url, run, result.state, result.new_url),
                    *(result.archive_url, result.reason, result.checked),
                    *(before.post, before.original, before.version),
                ),
            )
