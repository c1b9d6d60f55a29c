"""What identifies an entry of a list: its URL, or also its title and body."""

from __future__ import annotations

import hashlib
import sqlite3

from crosspost.batch.entry import Entry
from crosspost.urls import identity, is_web, read


def key(text: str) -> bytes:
    """Return the hash under which the journal keeps an identity."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def identity_of(entry: Entry) -> str:
    """Return the identity of an entry: that of its URL, or the path of a saved page without one.

    An item of an export that does not name its site has a place in it, whatever its URL is.
    """
    is_placed = entry.kind == "ready" and bool(entry.place)
    is_url = entry.kind == "web" or (is_web(entry.url) and not is_placed)
    return identity(entry.url) if is_url else f"file:{entry.place}"


def item_key(entry: Entry, named: str) -> bytes:
    """Return a key of an entry's URL, title and body: items with the same URL may be different.

    A page that is fetched is one article, unless the list gives different titles for it.

    Args:
        entry: of a list.
        named: its identity.
    """
    title = entry.overrides.get("title", "")
    if entry.kind == "ready":
        return key(f"{named}\n{title}\n{entry.body}")
    return key(f"{named}\n{title}" if title else named)


def is_shared(db: sqlite3.Connection, known_as: bytes) -> bool:
    """Tell whether different items of a list have this URL.

    Args:
        known_as: ``key`` of its identity.
    """
    return db.execute("SELECT 1 FROM shared WHERE key = ?", (known_as,)).fetchone() is not None


def is_front_page(url: str) -> bool:
    """Tell whether a URL is a site's front page and not an article."""
    found = read(url)
    return found is not None and found.href.partition("://")[2].partition("/")[2] == ""
