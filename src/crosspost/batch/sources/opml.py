"""OPML (opml.org, 2.0): a list of feeds, and of single links."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from crosspost.batch.entry import BadLine, Entry, Further, Item
from crosspost.batch.sources.xml import elements, line_of
from crosspost.urls import is_web

# People put the URL of a blog where that of its feed belongs; the page names the feed.
_FEEDS = frozenset({"feed", "html"})
_OUTLINES = frozenset({"outline"})
_OPML = frozenset({"opml"})


def read(stream: BinaryIO) -> Iterator[Item]:
    """Yield the feeds of an OPML file, its outlines of type ``link``, and further OPML files."""
    for outline in elements(stream, _OUTLINES, _OPML, at="start"):
        if isinstance(outline, BadLine):
            yield outline
            continue
        about = {str(name).lower(): str(value).strip() for name, value in outline.attrib.items()}
        line = line_of(outline)
        feed, link = about.get("xmlurl", ""), about.get("url", "")
        if is_web(feed):
            yield Further(feed, line, _FEEDS)
        elif feed:
            yield BadLine(line, f"not the URL of a feed: {feed[:80]!r}")
        elif is_web(link):
            # A link that is a list itself (OPML 2.0: ends in .opml) is read as one.
            is_list = link.lower().endswith(".opml")
            yield Further(link, line, _OPML) if is_list else Entry(link, line)
        elif link:
            yield BadLine(line, f"not a URL: {link[:80]!r}")
