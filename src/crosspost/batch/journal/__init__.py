"""The journal: the result of every link, in an SQLite file in the site, committed continuously.

A link is identified by its URL (``urls.identity``): duplicates, in one list or several, are one
row. Different items that share a URL are identified by their title and body. ``state``:

- ``todo``: to be fetched and converted;
- ``staged``: converted; the text waits in ``draft`` until all links before it are settled;
- ``placing``: its file name is chosen and it is being written;
- ``done``: the post is on the disk;
- ``updated``: the article was merged into its post, ``unchanged``: with nothing to change,
  ``conflict``: it was not, see ``reason``;
- ``exists``: the site already has the article, from another link or an earlier run;
- ``failed``: see ``reason``; ``temporary`` failures are tried again by the next run.

The rows of a run are those whose ``run`` is its number; ``position`` is their order.
"""

from __future__ import annotations

import contextlib
import errno
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from crosspost.batch.journal.folder import prepare
from crosspost.batch.journal.values import REMEDY
from crosspost.disk_errors import of_writing
from crosspost.errors import CrosspostError, WriteError
from crosspost.publish.imported import FOLDER as FOLDER

FILE = "journal.sqlite"
_VERSION = 10
# Constant; pages that do not fit are read again, mostly from the cache of the operating system.
_CACHE_KIB = 8 * 1024

_SCHEMA = """
CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    sources TEXT NOT NULL,      -- the sources on the command line, as JSON
    imported_at TEXT NOT NULL,  -- the time of import of its links, ISO 8601
    unwanted INTEGER NOT NULL DEFAULT 0,  -- entries that were left out by options
    dry INTEGER NOT NULL DEFAULT 0,  -- nothing is written
    finished INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE link (
    id INTEGER PRIMARY KEY,
    key BLOB NOT NULL UNIQUE,   -- hash of the URL's identity; of a shared URL: the value of item
    url TEXT NOT NULL,
    host TEXT NOT NULL,         -- with port; empty where nothing is fetched
    kind TEXT NOT NULL,
    place TEXT NOT NULL,
    overrides TEXT NOT NULL,    -- JSON
    draft INTEGER NOT NULL,
    collection TEXT NOT NULL DEFAULT '',  -- instead of the posts
    trust TEXT NOT NULL DEFAULT 'remote',  -- own, local or remote: who named the URL
    run INTEGER NOT NULL,
    position INTEGER NOT NULL,
    source TEXT NOT NULL,
    line INTEGER,
    imported_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'todo',
    tries INTEGER NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT '',
    hint TEXT NOT NULL DEFAULT '',
    temporary INTEGER NOT NULL DEFAULT 0,
    not_before REAL NOT NULL DEFAULT 0,  -- seconds since 1970
    path TEXT NOT NULL DEFAULT '',       -- relative to the site's root where below it
    sha256 TEXT NOT NULL DEFAULT '',     -- of the file as it was written
    title TEXT NOT NULL DEFAULT '',
    words INTEGER NOT NULL DEFAULT 0,
    warnings TEXT NOT NULL DEFAULT '[]',
    changed REAL NOT NULL DEFAULT 0,
    losses TEXT NOT NULL DEFAULT '[]',   -- JSON: what the post lacks, as of ``model.Loss``
    item BLOB                   -- hash of identity, title and body in the list
);
-- Keys of URLs that several different items of a list have: they do not identify an article.
CREATE TABLE shared (key BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE UNIQUE INDEX link_order ON link (run, position);
CREATE INDEX link_todo ON link (run, host, position) WHERE state = 'todo';
CREATE INDEX link_under_way ON link (state, run, position) WHERE state IN ('staged', 'placing');
CREATE INDEX link_path ON link (path) WHERE path <> '';
-- The hosts that a run has work for, in the order of their first link.
CREATE TABLE host (run INTEGER, first INTEGER, name TEXT, PRIMARY KEY (run, first)) WITHOUT ROWID;
-- Bodies from the list, and texts that are not written yet.
CREATE TABLE content (
    link INTEGER PRIMARY KEY,
    body TEXT NOT NULL,
    comments TEXT NOT NULL DEFAULT '[]'  -- JSON
);
CREATE TABLE draft (
    link INTEGER PRIMARY KEY,
    settings TEXT NOT NULL,     -- hash of the settings that it was made with
    filename TEXT NOT NULL,
    text TEXT NOT NULL,
    urls TEXT NOT NULL,         -- JSON: identities of its article's URLs
    pictures TEXT NOT NULL DEFAULT '[]',  -- JSON: files, and the names of their copies
    comments TEXT NOT NULL DEFAULT ''     -- the data file that belongs to it
);
-- Pictures from the web that wait for their post: how they were asked for, and the files.
CREATE TABLE picture (key BLOB PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
-- Pictures that posts show from the web since they could not be copied.
CREATE TABLE missing_picture (link INTEGER, url TEXT, PRIMARY KEY (link, url)) WITHOUT ROWID;
-- Of the owner's own writing: the page of each post; links to the old site, done if replaced.
CREATE TABLE moved (link INTEGER PRIMARY KEY, page TEXT NOT NULL, url TEXT NOT NULL);
CREATE TABLE old_link (
    link INTEGER, url TEXT, done INTEGER NOT NULL, reason TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (link, url)
) WITHOUT ROWID;
-- Those of these links that lead to a place in a page.
CREATE TABLE old_place (
    link INTEGER, url TEXT, place TEXT, missing INTEGER NOT NULL, PRIMARY KEY (link, url, place)
) WITHOUT ROWID;
CREATE TABLE bad_line (run INTEGER, source TEXT, line INTEGER, reason TEXT);
-- Entries of the lists that repeat another one, and the row of that.
CREATE TABLE duplicate (
    run INTEGER, url TEXT, title TEXT, source TEXT, line INTEGER, link INTEGER
);
-- What each export has, by type.
CREATE TABLE export_part (
    run INTEGER, source TEXT, kind TEXT, status TEXT, outcome TEXT, number INTEGER
);
-- The posts of the site: names that are in use, articles that the site has.
CREATE TABLE post (
    path TEXT PRIMARY KEY,
    stamp TEXT NOT NULL,        -- size and time; if they change, the post is read again
    folder TEXT NOT NULL,
    name TEXT NOT NULL,         -- normalized: names of posts that give the same page are equal
    own INTEGER NOT NULL,       -- 0: has an article's URL, 1: the owner's, 2: page without URL
    text BLOB NOT NULL DEFAULT x''  -- hash of title and body
) WITHOUT ROWID;
CREATE INDEX post_name ON post (folder, name);
CREATE INDEX post_text ON post (text) WHERE text <> x'';
CREATE TABLE post_url (key BLOB, path TEXT, PRIMARY KEY (key, path)) WITHOUT ROWID;
CREATE INDEX post_url_path ON post_url (path);
"""

# Version → statements that migrate a journal to the next version.
_STEPS = {
    1: "ALTER TABLE draft ADD COLUMN pictures TEXT NOT NULL DEFAULT '[]'",
    2: "ALTER TABLE link ADD COLUMN trust TEXT NOT NULL DEFAULT 'remote'",
    3: (
        "ALTER TABLE run RENAME COLUMN moment TO imported_at;"
        "ALTER TABLE link RENAME COLUMN moment TO imported_at;"
        "ALTER TABLE link ADD COLUMN item BLOB;"
        "CREATE TABLE shared (key BLOB PRIMARY KEY) WITHOUT ROWID;"
        "ALTER TABLE post ADD COLUMN text BLOB NOT NULL DEFAULT x'';"
        "UPDATE post SET stamp = '' WHERE own;"  # read them again
        "ALTER TABLE address RENAME TO post_url;"
        "DROP INDEX address_path;"
        "CREATE INDEX post_url_path ON post_url (path);"
        "ALTER TABLE draft RENAME COLUMN addresses TO urls;"
        "CREATE INDEX post_text ON post (text) WHERE text <> x''"
    ),
    4: "CREATE TABLE picture (key BLOB PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID",
    5: (
        "CREATE TABLE missing_picture (link INTEGER, url TEXT, PRIMARY KEY (link, url)) "
        "WITHOUT ROWID"
    ),
    6: (
        "ALTER TABLE link ADD COLUMN collection TEXT NOT NULL DEFAULT '';"
        "ALTER TABLE content ADD COLUMN comments TEXT NOT NULL DEFAULT '[]';"
        "ALTER TABLE draft ADD COLUMN comments TEXT NOT NULL DEFAULT '';"
        "CREATE TABLE export_part (run INTEGER, source TEXT, kind TEXT, status TEXT, "
        "outcome TEXT, number INTEGER)"
    ),
    7: (
        "CREATE TABLE IF NOT EXISTS moved (link INTEGER PRIMARY KEY, page TEXT NOT NULL, "
        "url TEXT NOT NULL);"
        "CREATE TABLE IF NOT EXISTS old_link (link INTEGER, url TEXT, done INTEGER NOT NULL, "
        "PRIMARY KEY (link, url)) WITHOUT ROWID"
    ),
    8: (
        "ALTER TABLE run ADD COLUMN unwanted INTEGER NOT NULL DEFAULT 0;"
        "ALTER TABLE run ADD COLUMN dry INTEGER NOT NULL DEFAULT 0;"
        "ALTER TABLE link ADD COLUMN losses TEXT NOT NULL DEFAULT '[]';"
        "CREATE TABLE duplicate (run INTEGER, url TEXT, title TEXT, source TEXT, line INTEGER, "
        "link INTEGER)"
    ),
    9: (
        "ALTER TABLE old_link ADD COLUMN reason TEXT NOT NULL DEFAULT '';"
        "CREATE TABLE old_place (link INTEGER, url TEXT, place TEXT, missing INTEGER NOT NULL, "
        "PRIMARY KEY (link, url, place)) WITHOUT ROWID"
    ),
}

# Part of a message of SQLite → what happened, and what to try.
_WORDS = {
    "full": ("the disk is full", "Free some space and run again: results are kept."),
    "locked": ("another program has it locked", "Close that program and run again."),
    "readonly": of_writing(PermissionError(errno.EACCES, "")),
    "unable to open": of_writing(PermissionError(errno.EACCES, "")),
    "disk I/O": of_writing(OSError(errno.EIO, "")),
}


def open_journal(path: Path) -> tuple[sqlite3.Connection, list[str]]:
    """Open the journal of a site, or make one.

    A damaged file is renamed and a new one is made: the site's articles are still known from the
    posts themselves.

    Returns:
        The connection, and notes for the user.

    Raises:
        CrosspostError: it was written by a newer crosspost.
        WriteError: it cannot be written.
    """
    prepare(path.parent)
    with refusals(path):
        try:
            return _open(path), []
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            broken = path.with_name(f"{path.name}.broken-{datetime.now(UTC):%Y%m%d-%H%M%S}")
            path.rename(broken)
            for ending in ("-wal", "-shm"):
                path.with_name(path.name + ending).unlink(missing_ok=True)
            said = f"the journal was damaged; it is now {broken.name}, and a new one was made"
            return _open(path), [said]


def _open(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        # With WAL, NORMAL never corrupts. A power failure may undo the last commits; the posts are
        # then found on the disk (a post is synced before its "done" is committed).
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        db.execute("PRAGMA temp_store = FILE")
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version > _VERSION:
            raise CrosspostError(
                f"{path}: written by a newer crosspost", hint="Update crosspost, then run again."
            )
        if version == 0:
            db.executescript(f"BEGIN;{_SCHEMA};PRAGMA user_version = {_VERSION};COMMIT;")
        elif db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("damaged")
        elif version < _VERSION:
            steps = ";".join(_STEPS[number] for number in range(version, _VERSION))
            db.executescript(f"BEGIN;{steps};PRAGMA user_version = {_VERSION};COMMIT;")
    except BaseException:
        db.close()
        raise
    return db


@contextlib.contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Commit the changes made inside, or roll back all of them."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        # After a full disk SQLite has rolled back by itself.
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


@contextlib.contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Turn errors of the file system and of SQLite into an error for the user."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # a bug
    except sqlite3.DatabaseError as error:
        said = str(error)
        hint = "" if isinstance(error, sqlite3.OperationalError) else REMEDY
        words, hint = next((_WORDS[part] for part in _WORDS if part in said), (said, hint))
        raise WriteError(path, words, hint=hint) from error


def open_rebuildable(
    path: Path, schema: str, *, check_same_thread: bool = True
) -> sqlite3.Connection:
    """Open a file of SQLite whose content can be made again; a damaged one is made anew.

    Args:
        path: of the file; it is made if it is not there.
        schema: statements that make its tables where they are missing.
        check_same_thread: as of ``sqlite3.connect``.

    Raises:
        WriteError: it cannot be written.
    """

    def connect() -> sqlite3.Connection:
        db = sqlite3.connect(path, isolation_level=None, check_same_thread=check_same_thread)
        try:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            db.executescript(schema)
        except BaseException:
            db.close()
            raise
        return db

    with refusals(path):
        try:
            return connect()
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:  # damaged
            for ending in ("", "-wal", "-shm"):
                path.with_name(path.name + ending).unlink(missing_ok=True)
            return connect()
