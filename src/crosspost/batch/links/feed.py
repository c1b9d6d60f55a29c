"""RSS (0.9x, 1.0, 2.0) and Atom (0.3, 1.0)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any, BinaryIO

from lxml import etree

from crosspost.batch.entry import BadLine, Entry
from crosspost.batch.links.xml import child, elements, line_of, local, namespace, text_of
from crosspost.dates import read_iso
from crosspost.urls import absolute, is_web

_ITEMS = frozenset({"item", "entry"})
_ROOTS = frozenset({"rss", "feed", "RDF"})
_ATOM = frozenset({"http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"})
# Elements with the date an item was published, and was changed. Dublin Core's date may be either
# (dublincore.org, "date"), so it does not win over the page's own.
_PUBLISHED = ("pubDate", "published", "issued")
_CHANGED = ("updated", "modified", "date")
# RSS 2.0: an author is an e-mail address, followed by the name in brackets.
_EMAIL = re.compile(r"<?[^\s()<>]{1,200}@[^\s()<>]{1,200}>?")
_LONGEST_NAME = 1000
_HTML = ("html", "text/html", "application/xhtml+xml")
_LONGEST_DATE = 100


def read(stream: BinaryIO, base: str, *, use_content: bool) -> Iterator[Entry | BadLine]:
    """Yield the items of a feed in its order.

    Args:
        base: the address of the feed; empty for a file.
        use_content: take the full text that the feed has (``content:encoded``, Atom's
            ``content``), where it has one, instead of fetching the page. A summary is no full text.
    """
    for item in elements(stream, _ITEMS, _ROOTS):
        yield item if isinstance(item, BadLine) else _entry(item, base, use_content)


def _entry(item: etree._Element, base: str, use_content: bool) -> Entry | BadLine:
    line, url = line_of(item), _address(item, base)
    if not url:
        return BadLine(line, f"an item without a link: {child(item, 'title')[:60]!r}")
    published = _timestamp(item, _PUBLISHED)
    dated = published or _timestamp(item, _CHANGED)
    body = _content(item) if use_content else ""
    if not body:
        return Entry(url, line, offered=_fields(item, published), dated=dated)
    return Entry(url, line, _fields(item, dated), dated=dated, kind="ready", body=body)


def _address(item: etree._Element, base: str) -> str:
    """Return the URL of an item's page, empty if it has none."""
    found, guid = "", ""
    for below in item:
        name = local(below) if isinstance(below.tag, str) else ""
        if name == "link" and not found:
            link = text_of(below)
            if below.get("href") and below.get("rel", "alternate").strip().lower() == "alternate":
                link = below.get("href", "")
            near = absolute(base, below.base or "") or base
            found = (absolute(near, link) or "") if link else ""
            found = found if is_web(found) else ""
        elif name == "guid" and below.get("isPermaLink", "true").strip().lower() == "true":
            # RSS: a guid is the URL unless it has isPermaLink="false".
            guid = text_of(below)
        elif name == "id":
            guid = guid or text_of(below)
    return found or (guid if is_web(guid) else "")


def _content(item: etree._Element) -> str:
    """Return the full text of an item as HTML, empty where it has none."""
    for below in item:
        name = local(below) if isinstance(below.tag, str) else ""
        if name == "encoded":
            return text_of(below)
        if name == "content" and namespace(below) in _ATOM:
            kind = below.get("type", "text").strip().lower()
            if kind == "xhtml" or (kind in _HTML and len(below)):
                return "".join(
                    etree.tostring(part, encoding="unicode", with_tail=True) for part in below
                )
            if kind in _HTML:
                return text_of(below)
    return ""


def _fields(item: etree._Element, dated: datetime | None) -> dict[str, Any]:
    """Return what the feed says of an item: all there is without the page, else a voice."""
    people: list[str] = []
    creators: list[str] = []
    tags: list[str] = []
    for below in item:
        name = local(below) if isinstance(below.tag, str) else ""
        if name == "author":
            people.append(_person(below))
        elif name == "creator":
            creators.append(text_of(below))
        elif name == "category":
            tags.append(below.get("label") or below.get("term") or text_of(below))
        elif name == "subject":
            tags.append(text_of(below))
    names = list(dict.fromkeys(filter(None, creators or people)))
    fields: dict[str, Any] = {
        "title": child(item, "title"),
        "date": dated,
        "author": ", ".join(names),
        "tags": [tag.strip() for tag in dict.fromkeys(tags) if tag.strip()],
    }
    return {name: value for name, value in fields.items() if value}


def _person(author: etree._Element) -> str:
    """Return the name in ``<author>``: elements in Atom, an e-mail address in RSS."""
    written = child(author, "name") if len(author) else text_of(author)
    written = written[:_LONGEST_NAME]
    without = _EMAIL.sub("", written, count=1).strip()
    return without.removeprefix("(").removesuffix(")").strip() if without != written else written


def _timestamp(item: etree._Element, names: tuple[str, ...]) -> datetime | None:
    """Return a date of an item, with the offset it was written with, since that tells the day."""
    written = next(filter(None, (child(item, name) for name in names)), "")[:_LONGEST_DATE]
    try:
        return parsedate_to_datetime(written)  # RSS: RFC 822
    except (ValueError, TypeError, IndexError, OverflowError):
        found = read_iso(written)  # Atom: RFC 3339
    return found if isinstance(found, datetime) else None
