"""The posts that the site has: which articles are there, which names are taken.

Kept in the journal, so that asking costs the same with ten posts and a million; brought up to date
at the start of a run, when only files that are new or changed are read.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from crosspost.batch.journal import transaction
from crosspost.batch.journal.enlist import key
from crosspost.batch.road import Road
from crosspost.surrogates import escaped

_AT_ONCE = 2000


def relative(road: Road, path: Path) -> str:
    """Return a post's path as the journal has it: from the site's root, where it is below it."""
    name, root = str(path), f"{road.root}{os.sep}"
    if name.startswith(root) and os.pardir not in path.parts:
        return escaped(name[len(root) :])
    inner = os.path.relpath(path, road.root) if path.is_relative_to(road.root) else name
    return escaped(inner)


def refresh(db: sqlite3.Connection, road: Road) -> None:
    """Take in what was written, changed or removed since the last run, by whomever."""
    db.execute("CREATE TEMP TABLE IF NOT EXISTS seen (path TEXT PRIMARY KEY)")
    db.execute("DELETE FROM seen")
    known = db.cursor()
    waiting: list[Path] = []
    for path in road.posts():
        waiting.append(path)
        if len(waiting) >= _AT_ONCE:
            _take_in(known, db, road, waiting)
            waiting.clear()
    _take_in(known, db, road, waiting)
    with transaction(db):
        gone = "SELECT path FROM post WHERE path NOT IN (SELECT path FROM seen)"
        db.execute(f"DELETE FROM address WHERE path IN ({gone})")
        db.execute("DELETE FROM post WHERE path NOT IN (SELECT path FROM seen)")
        db.execute("DELETE FROM address WHERE path NOT IN (SELECT path FROM post)")
        db.execute("DELETE FROM seen")


def _take_in(
    known: sqlite3.Cursor, db: sqlite3.Connection, road: Road, paths: Iterable[Path]
) -> None:
    with transaction(db):
        for path in paths:
            name = relative(road, path)
            db.execute("INSERT OR IGNORE INTO seen VALUES (?)", (name,))
            stamp = _stamp(path)
            row = known.execute("SELECT stamp FROM post WHERE path = ?", (name,)).fetchone()
            if stamp and (row is None or row[0] != stamp):
                put(db, road, path, road.addresses(path), stamp)


def _stamp(path: Path) -> str:
    try:
        about = path.stat()
    except OSError:
        return ""
    return f"{about.st_size}-{about.st_mtime_ns}"


def put(
    db: sqlite3.Connection, road: Road, path: Path, addresses: Iterable[str], stamp: str = ""
) -> None:
    """Remember a post: its name is taken, its articles are there.

    Args:
        stamp: size and time of the file; empty for one that is about to be written.
    """
    name, addresses = relative(road, path), list(addresses)
    db.execute("DELETE FROM address WHERE path = ?", (name,))
    db.execute(
        "INSERT OR REPLACE INTO post VALUES (?, ?, ?, ?, ?)",
        (
            *(name, stamp, escaped(str(path.parent)), escaped(road.name_key(path.name))),
            not addresses,
        ),
    )
    db.executemany(
        "INSERT OR IGNORE INTO address VALUES (?, ?)", ((key(a), name) for a in addresses)
    )


def add_addresses(db: sqlite3.Connection, path: str, addresses: Iterable[str]) -> None:
    """Remember further addresses of an article that a post has."""
    db.executemany(
        "INSERT OR IGNORE INTO address VALUES (?, ?)", ((key(a), path) for a in addresses)
    )


def remove(db: sqlite3.Connection, path: str) -> None:
    """Forget a post that was not written after all."""
    db.execute("DELETE FROM address WHERE path = ?", (path,))
    db.execute("DELETE FROM post WHERE path = ?", (path,))


def find(db: sqlite3.Connection, addresses: Iterable[str]) -> str | None:
    """Return the path of the post that has an article, by any of its addresses."""
    for address in addresses:
        row = db.execute(
            "SELECT path FROM address WHERE key = ? ORDER BY path LIMIT 1", (key(address),)
        ).fetchone()
        if row:
            return str(row[0])
    return None


def owner_of(db: sqlite3.Connection, path: str) -> str | None:
    """Tell whose the post at a path is: ``own`` (it names no article), ``made``; None: no post."""
    row = db.execute("SELECT own FROM post WHERE path = ?", (path,)).fetchone()
    return None if row is None else "own" if row[0] else "made"


def free_path(db: sqlite3.Connection, road: Road, folder: Path, name: str) -> Path:
    """Return the path for a new post: the name, or with ``-2``, ``-3`` … the first that is free."""
    wanted, number = Path(name), 1
    while True:
        row = db.execute(
            "SELECT 1 FROM post WHERE folder = ? AND name = ? LIMIT 1",
            (escaped(str(folder)), road.name_key(name)),
        ).fetchone()
        if row is None:
            return folder / name
        number += 1
        name = f"{wanted.stem}-{number}{wanted.suffix}"
