"""The owner's own writing moved: the new pages of its posts, and links to the old site."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from crosspost.batch.entry import OLD_URLS
from crosspost.batch.journal.values import Damaged, read_json
from crosspost.urls import is_web, read

_OF_RUN = "FROM old_link JOIN link ON link.id = old_link.link WHERE link.run = ? AND path <> ''"


class LeftLink(NamedTuple):
    """A link to the old site that leads to no post of the site, or to no place in it.

    Attributes:
        posts: how many have it.
        path: of one of them.
        reason: why it stays, if the site has the post.
    """

    url: str
    posts: int
    path: str
    reason: str = ""


class MovedUrl(NamedTuple):
    """An old URL of a post, and what it has become.

    Attributes:
        new: what a link to the page of the post is, in the new site.
        path: of the post.
        is_kept: both have the same path.
        is_main: it is the URL that the post was read by, and not a further one.
    """

    old: str
    new: str
    path: str
    is_kept: bool
    is_main: bool


def note(db: sqlite3.Connection, link: int, page: str, url: str) -> None:
    """Note the page of a post.

    Args:
        page: as of ``Target.page_url``.
        url: what a link to it is.
    """
    db.execute("INSERT OR REPLACE INTO moved VALUES (?, ?, ?)", (link, page, url))


def url_map(db: sqlite3.Connection, run: int) -> Iterator[MovedUrl]:
    """Yield the old URLs of the posts of a run, those of one post one after the other.

    A draft has no page, and one without a URL had none.
    """
    rows = db.execute(
        "SELECT link.url, link.overrides, moved.url, link.path FROM moved "
        "JOIN link ON link.id = moved.link WHERE link.run = ? AND moved.url <> '' "
        "AND link.path <> '' ORDER BY link.position",
        (run,),
    )
    for url, overrides, new, path in rows:
        try:
            others = read_json(overrides, dict).get(OLD_URLS, ())
        except Damaged:
            others = ()
        for old in dict.fromkeys(map(str, (url, *others))):
            if is_web(old):
                is_main = old == url
                yield MovedUrl(old, str(new), str(path), _is_same(old, str(new)), is_main)


def _is_same(old: str, new: str) -> bool:
    """Tell whether both have the same path, as hosts of static sites see it."""
    found = read(old)
    if found is None or "?" in found.href:
        return False
    return unquote(found.path).rstrip("/") == unquote(new).rstrip("/")


def left(db: sqlite3.Connection, run: int) -> list[LeftLink]:
    """Return the links to the old site that stay in posts of a run, the most frequent first."""
    rows = db.execute(
        f"SELECT old_link.url, COUNT(*), MIN(path), MAX(old_link.reason) {_OF_RUN} AND NOT done "
        "GROUP BY 1 ORDER BY 2 DESC, 1",
        (run,),
    )
    return [LeftLink(str(url), posts, str(path), str(why)) for url, posts, path, why in rows]


def missing(db: sqlite3.Connection, run: int) -> list[LeftLink]:
    """Return the links between posts of a run to a place that the other post does not have."""
    rows = db.execute(
        "SELECT old_place.url || '#' || old_place.place, COUNT(*), MIN(path) FROM old_place "
        "JOIN link ON link.id = old_place.link WHERE link.run = ? AND path <> '' AND missing "
        "GROUP BY 1 ORDER BY 2 DESC, 1",
        (run,),
    )
    return [LeftLink(str(url), posts, str(path)) for url, posts, path in rows]


def linked(db: sqlite3.Connection, run: int) -> int:
    """Return how many links to the old site lead to posts of the site now."""
    return int(db.execute(f"SELECT COUNT(*) {_OF_RUN} AND done", (run,)).fetchone()[0])
