"""A page where a list was expected: the feed that it names, as feed readers find it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from crosspost.batch.entry import BadLine, Further, Item
from crosspost.batch.sources.tags import Tag, tags
from crosspost.urls import absolute, is_web

_FEEDS = ("application/rss+xml", "application/atom+xml")
# ``<link>`` is in the head of a page.
_HEAD = 512 * 1024
_KINDS = frozenset({"feed"})


def read(stream: BinaryIO, base: str) -> Iterator[Item]:
    """Yield the first feed that a page names (RSS autodiscovery)."""
    for tag in tags(stream, frozenset({"link"}), _HEAD):
        url = absolute(base, tag.attributes.get("href", "")) or ""
        if _is_feed(tag) and is_web(url):
            yield Further(url, tag.line, _KINDS)
            return
    yield BadLine(
        None, "a page without a link to its feed; give the URL of the feed or sitemap", fatal=True
    )


def _is_feed(tag: Tag) -> bool:
    about = tag.attributes
    is_feed = about.get("type", "").strip().lower() in _FEEDS
    return is_feed and "alternate" in about.get("rel", "").lower().split()
