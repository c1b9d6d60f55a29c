"""RSS and Atom, through feedparser."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any, BinaryIO

from crosspost.batch.entry import BadLine, Entry
from crosspost.dates import read_iso
from crosspost.urls import absolute, is_web

# A feed is read whole. One with the full text of a blog's life is a few megabytes.
LARGEST = 64 * 1024 * 1024


def read(stream: BinaryIO, base: str, *, use_content: bool) -> Iterator[Entry | BadLine]:
    """Yield the items of a feed in its order.

    Args:
        base: the address of the feed; empty for a file.
        use_content: take the full text that the feed has (``content:encoded``, Atom's
            ``content``), where it has one, instead of fetching the page. A summary is no full text.
    """
    import feedparser

    content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        yield BadLine(None, f"a feed of more than {LARGEST >> 20} MiB", fatal=True)
        return
    # As a stream: feedparser takes a text for an address to fetch, or for the name of a file.
    # Cleaning is left to crosspost's own road, which every article takes.
    found = feedparser.parse(
        BytesIO(content), response_headers={"content-location": base}, sanitize_html=False
    )
    if not found.entries and found.bozo:
        yield BadLine(None, f"not a feed: {found.get('bozo_exception')}", fatal=True)
    for item in found.entries:
        yield _entry(item, base, use_content)


def _entry(item: Any, base: str, use_content: bool) -> Entry | BadLine:
    link = str(item.get("link") or "")
    url = absolute(base, link) or "" if link else ""
    if not is_web(url):
        # RSS: a guid is the address unless it says that it is none (isPermaLink).
        url = str(item.get("id") or "") if item.get("guidislink", True) else ""
    if not is_web(url):
        return BadLine(None, f"an item without a link: {str(item.get('title') or '')[:60]!r}")
    dated = _moment(item, "published") or _moment(item, "updated")
    body = _content(item) if use_content else ""
    if not body:
        return Entry(url, offered=_fields(item, _moment(item, "published")), dated=dated)
    return Entry(url, overrides=_fields(item, dated), dated=dated, kind="ready", body=body)


def _content(item: Any) -> str:
    """Return the full text of an item as HTML, empty where it has none."""
    for part in item.get("content") or ():
        if part.get("type") in ("text/html", "application/xhtml+xml") and part.get("value"):
            return str(part["value"])
    return ""


def _fields(item: Any, dated: datetime | None) -> dict[str, Any]:
    """Return what the feed says of an item: all there is without the page, else a voice."""
    names = [str(author.get("name") or "") for author in item.get("authors") or ()]
    tags = [str(tag.get("label") or tag.get("term") or "") for tag in item.get("tags") or ()]
    fields: dict[str, Any] = {
        "title": str(item.get("title") or ""),
        "date": dated,
        "author": ", ".join(filter(None, names)),
        "tags": [tag for tag in tags if tag],
    }
    return {name: value for name, value in fields.items() if value}


def _moment(item: Any, name: str) -> datetime | None:
    """Return a date of an item, with the offset it was written with, since that tells the day."""
    written = str(item.get(name) or "")
    try:
        return parsedate_to_datetime(written)  # RSS: RFC 822
    except ValueError:
        pass  # one of the other forms
    iso = read_iso(written)  # Atom: RFC 3339
    parsed = item.get(f"{name}_parsed")
    if isinstance(iso, datetime) or not parsed:
        return iso if isinstance(iso, datetime) else None
    try:
        # What feedparser has made of some other form is in UTC.
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None
