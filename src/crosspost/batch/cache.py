"""Pages as they came, kept beside the journal: another run with other settings fetches nothing.

A store of its own and not a caching session of requests: what is kept is what the guarded fetch has
let through (after redirects, limits and checks), so that nothing reaches the disk, or comes back
from it, that those would refuse.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import zlib
from pathlib import Path
from typing import Any

from crosspost.batch.journal import open_rebuildable, refusals
from crosspost.batch.journal.folder import prepare
from crosspost.batch.journal.items import key
from crosspost.batch.journal.values import Damaged, checked, read_texts, read_timestamp
from crosspost.model import Page
from crosspost.urls import Trust, is_web

FILE = "cache.sqlite"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS page (
    key BLOB PRIMARY KEY,       -- hash of the URL that was asked for
    final_url TEXT NOT NULL,
    content BLOB NOT NULL,      -- zlib
    charset TEXT,
    fetched_at TEXT NOT NULL,
    warnings TEXT NOT NULL      -- JSON
) WITHOUT ROWID
"""


class Cache:
    """The store; several threads may use it.

    Args:
        path: of the file.

    Raises:
        WriteError: it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        prepare(path.parent)
        # All of it can be fetched again.
        self._db = open_rebuildable(path, _SCHEMA, check_same_thread=False)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    def find(self, url: str, trust: Trust, *, most_bytes: int) -> Page | None:
        """Return the page of a URL; None if it is not in the cache, or damaged there.

        Args:
            url: as it was asked for.
            trust: who named it. Pages that were fetched with the person's cookies are returned for
                the person's own links only.
            most_bytes: of a page, decompressed; a larger one counts as damaged.
        """
        try:
            with self._lock:
                row = self._db.execute(
                    "SELECT final_url, content, charset, fetched_at, warnings FROM page "
                    "WHERE key = ?",
                    (_key(url, trust),),
                ).fetchone()
            return _page(url, row, most_bytes) if row else None
        except (sqlite3.DatabaseError, zlib.error, Damaged):
            return None

    def keep(self, page: Page, url: str, trust: Trust) -> None:
        """Keep a page under the URL that was asked for and who named it."""
        row = (
            _key(url, trust),
            page.final_url,
            zlib.compress(page.content, 6),
            page.charset,
            page.fetched_at.isoformat(),
            json.dumps(page.warnings),
        )
        with self._lock, refusals(self._path):
            self._db.execute("INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?, ?)", row)


def _key(url: str, trust: Trust) -> bytes:
    return key(url if trust == "own" else f"{trust} {url}")


def _page(url: str, row: tuple[Any, ...], most_bytes: int) -> Page:
    """Return the page of a row.

    Raises:
        Damaged: a value is not one that crosspost writes.
        zlib.error: the content is not compressed data.
    """
    final_url, content, charset, fetched_at, warnings = row
    unpacker = zlib.decompressobj()
    page = unpacker.decompress(checked(content, bytes, "content"), most_bytes)
    if not unpacker.eof or not is_web(checked(final_url, str, "final_url")):
        raise Damaged("a page of the cache")
    return Page(
        url=url,
        final_url=final_url,
        content=page,
        charset=checked(charset, (str, type(None)), "charset"),
        fetched_at=read_timestamp(fetched_at),
        warnings=read_texts(warnings),
    )
