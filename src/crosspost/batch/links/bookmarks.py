"""Bookmarks as browsers export them (the Netscape bookmark file format)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import BinaryIO

from crosspost.batch.entry import BadLine, Entry
from crosspost.urls import scheme

_BLOCK = 64 * 1024
# What browsers keep among the bookmarks and nobody can fetch: bookmarklets, history queries.
_NO_ADDRESS = frozenset({"javascript", "place", "about", "chrome", "data", "file", "edge"})


class _Anchors(HTMLParser):
    """Collects the links of the part that was fed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Entry] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {name: value or "" for name, value in attrs}
        url = about.get("href", "").strip()
        if tag != "a" or not url or scheme(url) in _NO_ADDRESS:
            return
        tags = [tag.strip() for tag in about.get("tags", "").split(",") if tag.strip()]
        fields = {"tags": tags} if tags else {}
        added = _moment(about.get("add_date", ""))
        self.found.append(Entry(url, self.getpos()[0], fields, dated=added))


def _moment(seconds: str) -> datetime | None:
    """Read ``ADD_DATE``: seconds since 1970; some programs write milli- or microseconds."""
    if not seconds.isascii() or not seconds.isdigit() or len(seconds) > 17:
        return None
    value = int(seconds)
    while value > 100_000_000_000:
        value //= 1000
    return datetime.fromtimestamp(value, UTC) if value else None


def read(stream: BinaryIO) -> Iterator[Entry | BadLine]:
    """Yield the bookmarks; the date they were added stands for their own."""
    parser = _Anchors()
    while block := stream.readline(_BLOCK):
        parser.feed(block.decode("utf-8", "replace"))
        yield from parser.found
        parser.found.clear()
    parser.close()
    yield from parser.found
