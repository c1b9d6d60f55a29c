"""OPML (opml.org, 2.0): a list of feeds, and of single links."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

from crosspost.batch.entry import BadLine, Entry
from crosspost.batch.links.xml import elements, local
from crosspost.urls import is_web


def read(
    stream: BinaryIO, follow: Callable[[str], Iterator[Entry | BadLine]]
) -> Iterator[Entry | BadLine]:
    """Yield the articles of every feed of an OPML file, and its outlines of type ``link``.

    Args:
        follow: reads a further list by its address.
    """
    for body in elements(stream, frozenset({"body"})):
        if isinstance(body, BadLine):
            yield body
            continue
        for outline in body.iter():
            if not isinstance(outline.tag, str) or local(outline) != "outline":
                continue
            about = {name.lower(): value.strip() for name, value in outline.attrib.items()}
            line = outline.sourceline if isinstance(outline.sourceline, int) else None
            feed, link = about.get("xmlurl", ""), about.get("url", "")
            if is_web(feed):
                yield from follow(feed)
            elif feed:
                yield BadLine(line, f"not the address of a feed: {feed[:80]!r}")
            elif is_web(link):
                # A link that is a list itself (OPML 2.0: ends in .opml) is read as one.
                further = link.lower().endswith(".opml")
                yield from follow(link) if further else iter([Entry(link, line)])
