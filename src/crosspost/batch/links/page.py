"""A page where a list was expected: the feed that it names, as feed readers find it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import BinaryIO

from crosspost.batch.entry import BadLine, Entry
from crosspost.urls import absolute, is_web

_FEEDS = ("application/rss+xml", "application/atom+xml")
# ``<link>`` stands in the head.
_HEAD = 512 * 1024


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feeds: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {name: value or "" for name, value in attrs}
        is_feed = about.get("type", "").strip().lower() in _FEEDS
        if tag == "link" and is_feed and "alternate" in about.get("rel", "").lower().split():
            self.feeds.append(about.get("href", ""))


def read(
    stream: BinaryIO, base: str, follow: Callable[[str], Iterator[Entry | BadLine]]
) -> Iterator[Entry | BadLine]:
    """Yield the articles of the first feed that a page names (RSS autodiscovery)."""
    parser = _Links()
    parser.feed(stream.read(_HEAD).decode("utf-8", "replace"))
    addresses = [absolute(base, href) or "" for href in parser.feeds]
    address = next(filter(is_web, addresses), None)
    if address is None:
        yield BadLine(
            None, "a page that names no feed; give the feed's or sitemap's own address", fatal=True
        )
    else:
        yield from follow(address)
