"""Bookmarks as browsers export them (the Netscape bookmark file format)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import BinaryIO

from crosspost.batch.entry import BadLine, Entry
from crosspost.batch.sources.tags import tags
from crosspost.urls import scheme

_NAMES = frozenset({"a", "dl", "/dl"})
# What browsers keep among the bookmarks and cannot be fetched: bookmarklets, history queries.
_NO_ADDRESS = frozenset({"javascript", "place", "about", "chrome", "data", "file", "edge"})


def read(stream: BinaryIO) -> Iterator[Entry | BadLine]:
    """Yield the bookmarks, dated by the day they were added."""
    depth, tag = 0, None
    for tag in tags(stream, _NAMES):
        if tag.is_odd:
            yield BadLine(tag.line, f"a quotation mark in an attribute of this <{tag.name}>")
        elif tag.is_cut:
            yield BadLine(tag.line, f"the file is cut within a <{tag.name}>", fatal=True)
        elif tag.name == "a":
            yield from _bookmark(tag.line, tag.attributes)
        else:
            depth = max(0, depth + (1 if tag.name == "dl" else -1))
    if tag is None:
        yield BadLine(None, "there is no bookmark in it", fatal=True)
    if depth > 0:
        folders = "a folder is" if depth == 1 else f"{depth} folders are"
        yield BadLine(None, f"the file is cut: {folders} not closed (</DL>)", fatal=True)


def _bookmark(line: int, about: dict[str, str]) -> Iterator[Entry]:
    url = about.get("href", "").strip()
    if url and scheme(url) not in _NO_ADDRESS:
        labels = [label.strip() for label in about.get("tags", "").split(",") if label.strip()]
        added = _timestamp(about.get("add_date", ""))
        yield Entry(url, line, {"tags": labels} if labels else {}, dated=added)


def _timestamp(seconds: str) -> datetime | None:
    """Read ``ADD_DATE``: seconds since 1970; some programs write milli- or microseconds."""
    if not seconds.isascii() or not seconds.isdigit() or len(seconds) > 17:
        return None
    value = int(seconds)
    while value > 100_000_000_000:
        value //= 1000
    return datetime.fromtimestamp(value, UTC) if value else None
