"""What an entry of a list is known by: its URL, or what the list says of it."""

from __future__ import annotations

import hashlib
import sqlite3

from crosspost.batch.entry import Entry
from crosspost.urls import identity, is_web, read


def key(text: str) -> bytes:
    """Return the short form in which the journal keeps an identity."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def identity_of(entry: Entry) -> str:
    """Return the identity of an entry's URL; of a saved page without one, its path."""
    is_url = entry.kind == "web" or is_web(entry.url)
    return identity(entry.url) if is_url else f"file:{entry.place}"


def item_key(entry: Entry, named: str) -> bytes:
    """Return a key of what a list says of an article: two items with one URL may be two articles.

    A page that is fetched is one article, unless the list gives it different titles.

    Args:
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
    """Tell whether a URL is that of a whole site, and of no article."""
    found = read(url)
    return found is not None and found.href.partition("://")[2].partition("/")[2] == ""
