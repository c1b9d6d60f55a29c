"""Pictures that posts show from the web since they could not be copied; they are asked for again.

Then their page is not needed: what waits for its turn in ``draft`` is a post without a text.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable
from pathlib import PurePath

from crosspost.batch.journal.queue import Task
from crosspost.batch.journal.values import read_json
from crosspost.images.fetched import NOT_COPIED, warning
from crosspost.images.names import name_in
from crosspost.model import FetchedPictures, WebPicture
from crosspost.urls import identity, is_web


def note(db: sqlite3.Connection, link: int, urls: Iterable[str]) -> None:
    """Note which pictures the post of a link lacks, instead of what was noted before."""
    db.execute("DELETE FROM missing_picture WHERE link = ?", (link,))
    rows = ((link, url) for url in urls)
    db.executemany("INSERT OR IGNORE INTO missing_picture VALUES (?, ?)", rows)


def find(db: sqlite3.Connection, task: Task) -> tuple[WebPicture, ...]:
    """Return the pictures that the post of a link lacks; none if it has no post."""
    if not task.path:
        return ()
    rows = db.execute("SELECT url FROM missing_picture WHERE link = ? ORDER BY url", (task.id,))
    return tuple(WebPicture(url, name_in(url)) for (url,) in rows if is_web(str(url)))


def stage(db: sqlite3.Connection, task: Task, fetched: FetchedPictures, settings: str) -> None:
    """Store what was fetched until it is the turn of the link.

    Args:
        settings: as of ``results.stage``.
    """
    note(db, task.id, (url for url, _ in fetched.failed))
    urls = [identity(task.url)] if is_web(task.url) else []
    pictures = [*fetched.copied.values()]
    db.execute(
        "INSERT OR REPLACE INTO draft VALUES (?, ?, ?, '', ?, ?, '')",
        (task.id, settings, PurePath(task.path).name, json.dumps(urls), json.dumps(pictures)),
    )
    (before,) = db.execute("SELECT warnings FROM link WHERE id = ?", (task.id,)).fetchone()
    warnings = [said for said in read_json(before, list) if f" {NOT_COPIED}: " not in str(said)]
    said = warning(fetched.failed, len(fetched.copied) + len(fetched.failed))
    db.execute(
        "UPDATE link SET state = 'staged', tries = tries + 1, warnings = ?, changed = ? "
        "WHERE id = ?",
        (json.dumps([*warnings, *filter(None, [said])]), time.time(), task.id),
    )
