"""Sitemaps (sitemaps.org 0.9): pages, and indexes of further sitemaps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from crosspost.batch.entry import BadLine, Entry, Further, Item
from crosspost.batch.sources.xml import child, elements, line_of, local
from crosspost.dates import read_iso
from crosspost.urls import absolute, is_web

# Root → its children; an index names sitemaps only.
_WITHIN = {"urlset": "url", "sitemapindex": "sitemap"}
_KINDS = frozenset({"sitemap"})


def read(stream: BinaryIO, base: str) -> Iterator[Item]:
    """Yield the pages of a sitemap, or the sitemaps that an index names.

    Args:
        base: the URL of the sitemap; empty for a file.
    """
    for element in elements(stream, frozenset(_WITHIN.values()), frozenset(_WITHIN)):
        if isinstance(element, BadLine):
            yield element
            continue
        line, name, parent = line_of(element), local(element), element.getparent()
        if parent is None or _WITHIN.get(local(parent)) != name:
            yield BadLine(line, f"a <{name}> in the wrong place")
            continue
        # In its own namespace: extensions have a <loc> too, of a picture for instance.
        url = absolute(base, child(element, "loc", own=True)) or ""
        if not is_web(url):
            yield BadLine(line, f"no URL in this <{name}>")
        elif name == "sitemap":
            yield Further(url, line, _KINDS)
        else:
            yield Entry(url, line, dated=read_iso(child(element, "lastmod", own=True)))
