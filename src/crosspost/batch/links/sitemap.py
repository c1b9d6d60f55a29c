"""Sitemaps (sitemaps.org 0.9): pages, and indexes of further sitemaps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

from crosspost.batch.entry import BadLine, Entry
from crosspost.batch.links.xml import child, elements, local
from crosspost.dates import read_iso
from crosspost.urls import absolute, is_web


def read(
    stream: BinaryIO, base: str, follow: Callable[[str], Iterator[Entry | BadLine]]
) -> Iterator[Entry | BadLine]:
    """Yield the pages of a sitemap, those of the sitemaps that an index names included.

    Args:
        base: the address of the sitemap; empty for a file.
        follow: reads a further list by its address.
    """
    for element in elements(stream, frozenset({"url", "sitemap"})):
        if isinstance(element, BadLine):
            yield element
            continue
        line = element.sourceline if isinstance(element.sourceline, int) else None
        address = absolute(base, child(element, "loc")) or ""
        if not is_web(address):
            yield BadLine(line, f"no address in this <{local(element)}>")
        elif local(element) == "sitemap":
            yield from follow(address)
        else:
            yield Entry(address, line, dated=read_iso(child(element, "lastmod")))
