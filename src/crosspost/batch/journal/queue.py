"""The links still to do, by host; hosts are in the order of the list."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from crosspost.batch.entry import Comment
from crosspost.batch.journal import transaction
from crosspost.batch.journal.values import Damaged, checked, read_json, read_texts, read_timestamp
from crosspost.batch.options import RetryOptions
from crosspost.files import is_missing, is_plain_name, is_plain_path
from crosspost.model import Picture
from crosspost.urls import Trust


@dataclass(frozen=True)
class Task:
    """A link to fetch and convert.

    Attributes:
        id: of the row.
        position: in the list.
        imported_at: time of import.
        tries: the number of tries in earlier runs.
        path: of the post that an earlier run has made or found; empty if there is none.
        trust: who named the URL.
        collection: as of an entry.
    """

    id: int
    position: int
    url: str
    host: str
    kind: str
    place: str
    overrides: Mapping[str, Any]
    draft: bool
    imported_at: datetime
    tries: int
    trust: Trust = "remote"
    collection: str = ""
    path: str = ""


_CLOCK = 60.0  # seconds that a clock may be wrong by
LATER = "Run the same command again later."
_TASK = tuple(item.name for item in fields(Task))


def prepare(
    db: sqlite3.Connection,
    run: int,
    retry: RetryOptions,
    settings: str,
    root: Path,
    limit: int | None,
    *,
    continues: bool = False,
) -> tuple[int, int]:
    """Decide which links this run has to do, after its lists were read.

    Args:
        settings: the hash of the settings for texts; a staged text made with others is dropped.
        root: of the site.
        limit: the maximum number of links to do.
        continues: the run continues an interrupted one: what that has updated is not done again.

    Returns:
        The number of links to do, and how many of them are already converted.
    """
    now = time.time()
    with transaction(db):
        _take_up_damaged(db, run)
        db.execute(
            "UPDATE link SET state = 'todo' WHERE state = 'staged' AND id IN "
            "(SELECT link FROM draft WHERE settings <> ?)",
            (settings,),
        )
        db.execute(
            "UPDATE link SET state = 'todo' WHERE run = ? AND state = 'failed' "
            # A time in the future was written before the clock was set back.
            "AND (? OR (temporary AND (not_before <= ? OR changed > ?)))",
            (run, retry.failed or retry.done, now, now + _CLOCK),
        )
        if retry.retries_pictures:
            db.execute(
                "UPDATE link SET state = 'todo' WHERE run = ? AND path <> '' AND state IN "
                "('done', 'updated', 'unchanged', 'exists') "
                "AND id IN (SELECT link FROM missing_picture)",
                (run,),
            )
        if retry.changes_posts:
            # Pictures alone that an earlier run has fetched are not enough.
            db.execute(
                "UPDATE link SET state = 'todo' WHERE run = ? AND state = 'staged' AND id IN "
                "(SELECT link FROM draft WHERE text = '')",
                (run,),
            )
            db.execute(
                "UPDATE link SET state = 'todo' WHERE run = ? AND (state IN ('done', 'exists') "
                "OR (? AND state IN ('updated', 'unchanged', 'conflict')))",
                (run, retry.done or not continues),
            )
        if retry.deleted:
            _take_up_deleted(db, run, root)
        last = _last_of(db, run, limit)
        db.execute(
            "INSERT INTO host SELECT run, MIN(position), host FROM link WHERE run = ? "
            "AND state = 'todo' AND position <= ? GROUP BY host",
            (run, last),
        )
        # Links beyond the limit do not belong to a run; a later run takes them from the list again.
        db.execute(
            "UPDATE link SET run = -run WHERE run = ? AND position > ? "
            "AND state IN ('todo', 'staged')",
            (run, last),
        )
    count = "SELECT COUNT(*) FROM link WHERE run = ? AND state = ?"
    fresh, staged = (
        int(db.execute(count, (run, state)).fetchone()[0]) for state in ("todo", "staged")
    )
    return fresh + staged, staged


def _take_up_damaged(db: sqlite3.Connection, run: int) -> None:
    """Do links again that have a damaged state or text."""
    db.execute(
        "UPDATE link SET state = 'todo' WHERE run = ? AND (state NOT IN ('todo', 'staged', "
        "'placing', 'done', 'updated', 'unchanged', 'exists', 'conflict', 'failed') "
        "OR (state IN ('staged', 'placing') AND id NOT IN (SELECT link FROM draft)))",
        (run,),
    )
    rows = db.execute(
        "SELECT link, filename, urls, pictures FROM draft WHERE typeof(text) = 'text'"
    )
    sound = [link for link, *values in rows if _is_sound(*values)]
    db.execute("CREATE TEMP TABLE IF NOT EXISTS sound (link INTEGER PRIMARY KEY)")
    db.execute("DELETE FROM sound")
    db.executemany("INSERT INTO sound VALUES (?)", ((link,) for link in sound))
    broken = "SELECT link FROM draft WHERE link NOT IN (SELECT link FROM sound)"
    db.execute(
        f"UPDATE link SET state = 'todo' WHERE state IN ('staged', 'placing') AND id IN ({broken})"
    )
    db.execute(f"DELETE FROM draft WHERE link IN ({broken})")


def _is_sound(filename: object, urls: object, pictures: object) -> bool:
    try:
        read_texts(urls)
        read_pictures(pictures)
    except Damaged:
        return False
    return is_plain_path(filename)


def read_pictures(text: object) -> tuple[Picture, ...]:
    """Read the pictures of a draft.

    Args:
        text: JSON, as ``results.stage`` writes it.

    Raises:
        Damaged: it is something else, or the name of a picture is a path.
    """
    found = []
    for each in read_json(text, list):
        if not isinstance(each, list) or [type(part) for part in each] != [str, str, bool, str]:
            raise Damaged("the pictures of a post")
        picture = Picture(*each)
        if not is_plain_name(picture.name) or "\0" in picture.source:
            raise Damaged(f"{picture.name[:40]!r} as the name of a picture")
        found.append(picture)
    return tuple(found)


def _take_up_deleted(db: sqlite3.Connection, run: int, root: Path) -> None:
    rows = db.execute(
        "SELECT id, path FROM link WHERE run = ? AND state IN ('done', 'updated', 'unchanged')",
        (run,),
    )
    gone = [number for number, path in rows if is_missing(root / path)]
    db.executemany("UPDATE link SET state = 'todo' WHERE id = ?", ((n,) for n in gone))


def _last_of(db: sqlite3.Connection, run: int, limit: int | None) -> int:
    """Return the position of the last link within a limit."""
    if limit is not None:
        row = db.execute(
            "SELECT position FROM link WHERE run = ? AND state = 'todo' "
            "ORDER BY position LIMIT 1 OFFSET ?",
            (run, max(0, limit - 1)),
        ).fetchone()
        if row is not None:
            return int(row[0]) if limit else -1
    return 1 << 62


def hosts(db: sqlite3.Connection, run: int) -> Iterator[str]:
    """Yield the hosts with links to do; one query for each, so that the journal may change."""
    after = -1
    while True:
        row = db.execute(
            "SELECT first, name FROM host WHERE run = ? AND first > ? ORDER BY first LIMIT 1",
            (run, after),
        ).fetchone()
        if row is None:
            return
        after = row[0]
        yield row[1]


def next_task(db: sqlite3.Connection, run: int, host: str, after: int) -> Task | None:
    """Return a host's first link to do after a position, or None."""
    row = db.execute(
        f"SELECT {', '.join(_TASK)} FROM link WHERE run = ? AND host = ? AND state = 'todo' "
        "AND position > ? ORDER BY position LIMIT 1",
        (run, host, after),
    ).fetchone()
    if row is None:
        return None
    values = dict(zip(_TASK, row, strict=True))
    for name in ("url", "host", "kind", "place", "path", "collection"):
        checked(values[name], str, name)
    for name in ("id", "position", "tries"):
        checked(values[name], int, name)
    values["overrides"] = read_json(values["overrides"], dict)
    values["draft"] = bool(values["draft"])
    values["imported_at"] = read_timestamp(values["imported_at"])
    return Task(**values)


def body_of(db: sqlite3.Connection, task: Task) -> str:
    """Return the body from the list, or an empty text."""
    row = db.execute("SELECT body FROM content WHERE link = ?", (task.id,)).fetchone()
    return str(row[0]) if row else ""


def comments_of(db: sqlite3.Connection, task: Task) -> tuple[Comment, ...]:
    """Return the comments that came with the list.

    Raises:
        Damaged: the journal has something else.
    """
    row = db.execute("SELECT comments FROM content WHERE link = ?", (task.id,)).fetchone()
    found = []
    for each in read_json(row[0], list) if row else ():
        kinds = [type(part) for part in each] if isinstance(each, list) else []
        if kinds != [int, int, str, str, str, str]:
            raise Damaged("the comments of a post")
        found.append(Comment(*each))
    return tuple(found)


def set_aside(db: sqlite3.Connection, run: int, host: str, reason: str, until: float) -> int:
    """Leave the remaining links of a host for a later run; return their number."""
    changed = db.execute(
        "UPDATE link SET state = 'failed', temporary = 1, reason = ?, hint = ?, not_before = ?, "
        "changed = ? WHERE run = ? AND host = ? AND state = 'todo'",
        (reason, LATER, until, time.time(), run, host),
    )
    return changed.rowcount
