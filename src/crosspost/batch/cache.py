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
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from crosspost.batch.journal import make_folder, refusals
from crosspost.batch.journal.enlist import key
from crosspost.batch.road import Get, Road
from crosspost.model import Page
from crosspost.urls import Trust

FILE = "cache.sqlite"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS page (
    key BLOB PRIMARY KEY,       -- hash of the address as it was asked for
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
        make_folder(path.parent)
        with refusals(path):
            self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.execute(_SCHEMA)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    def find(self, url: str, trust: Trust) -> Page | None:
        """Return the page of a URL, None where it is not kept.

        Args:
            trust: who named it. What came with the person's cookies is for the person's own links.
        """
        with self._lock:
            row = self._db.execute(
                "SELECT final_url, content, charset, fetched_at, warnings FROM page WHERE key = ?",
                (_key(url, trust),),
            ).fetchone()
        if row is None:
            return None
        final_url, content, charset, fetched_at, warnings = row
        return Page(
            url=url,
            final_url=final_url,
            content=zlib.decompress(content),
            charset=charset,
            fetched_at=datetime.fromisoformat(fetched_at),
            warnings=tuple(json.loads(warnings)),
        )

    def keep(self, page: Page, url: str, trust: Trust) -> None:
        """Keep a page by the URL that was asked for, and by who named it."""
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


def caching(road: Road, cache: Cache) -> Road:
    """Return a road that looks into a cache first, and keeps what it fetches."""
    return replace(road, get=_keeping(road.get, cache), cached=cache.find)


def _keeping(get: Get, cache: Cache) -> Get:
    def get_and_keep(url: str, /, *, trust: Trust) -> Page:
        page = get(url, trust=trust)
        cache.keep(page, url, trust)
        return page

    return get_and_keep
