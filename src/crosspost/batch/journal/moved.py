"""The owner's own writing moved: the new pages of its posts, and links to the old site."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

_OF_RUN = "FROM old_link JOIN link ON link.id = old_link.link WHERE link.run = ? AND path <> ''"


class LeftLink(NamedTuple):
    """A link to the old site that leads to no post of the site.

    Attributes:
        posts: how many have it.
        path: of one of them.
    """

    url: str
    posts: int
    path: str


def note(db: sqlite3.Connection, link: int, page: str, url: str) -> None:
    """Note the page of a post.

    Args:
        page: as of ``Target.page_url``.
        url: what a link to it is.
    """
    db.execute("INSERT OR REPLACE INTO moved VALUES (?, ?, ?)", (link, page, url))


def left(db: sqlite3.Connection, run: int) -> list[LeftLink]:
    """Return the links to the old site that stay in posts of a run, the most frequent first."""
    rows = db.execute(
        f"SELECT old_link.url, COUNT(*), MIN(path) {_OF_RUN} AND NOT done "
        "GROUP BY 1 ORDER BY 2 DESC, 1",
        (run,),
    )
    return [LeftLink(str(url), posts, str(path)) for url, posts, path in rows]


def linked(db: sqlite3.Connection, run: int) -> int:
    """Return how many links to the old site lead to posts of the site now."""
    return int(db.execute(f"SELECT COUNT(*) {_OF_RUN} AND done", (run,)).fetchone()[0])
