"""Where the page of a link comes from: the web, the disk, a web archive, the list itself."""

from __future__ import annotations

import sqlite3

from crosspost.batch.journal.queue import Task, body_of
from crosspost.batch.road import Road
from crosspost.batch.sources.warc import record_at
from crosspost.model import Page


def page_of(road: Road, task: Task) -> Page:
    """Get the page of a link that is no list's own; takes long, and may be called in any thread.

    Raises:
        CrosspostError: there is no page to be had; of the web it is a ``FetchError``.
    """
    if task.kind == "web":
        return road.get(task.url, trust=task.trust)
    if task.kind == "warc":
        content, charset, moment = record_at(task.place, road.most_bytes)
        return Page(task.url, task.url, content, charset, moment or task.moment)
    return road.read_saved(task.place)


def page_of_list(db: sqlite3.Connection, task: Task) -> Page:
    """Return the body that came with the list, as a page."""
    body = body_of(db, task).encode("utf-8", "replace")
    return Page(task.url, task.url, body, "utf-8", task.moment)
