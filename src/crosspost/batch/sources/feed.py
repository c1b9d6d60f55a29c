"""RSS (0.9x, 1.0, 2.0) and Atom (0.3, 1.0)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any, BinaryIO

from lxml import etree

from crosspost.batch.entry import BadLine, Entry
from crosspost.batch.sources.feed_content import with_recordings, without_hidden
from crosspost.batch.sources.xml import elements, line_of, local, namespace, text_of
from crosspost.dates import read_iso
from crosspost.lazy_regex import lazy_compile
from crosspost.urls import absolute, is_web

_ITEMS = frozenset({"item", "entry"})
_ROOTS = frozenset({"rss", "feed", "RDF"})
_ATOM = frozenset({"http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"})
# By what an item says when it was published and when it was changed. Dublin Core's date may be
# either (dublincore.org, "date"), so that it does not win over the page's own.
_PUBLISHED = ("pubdate", "published", "issued")
_CHANGED = ("updated", "modified", "date")
# RSS 2.0: an author is an e-mail address, followed by the name in brackets.
_EMAIL = lazy_compile(r"<?[^\s()<>]{1,200}@[^\s()<>]{1,200}>?")
_LONGEST_NAME = 1000
_HTML = ("html", "text/html", "application/xhtml+xml")
_LONGEST_DATE = 100
# As hosts and their owners write it by hand: 2005-5-28 9:51:45, 2005/05/28, 2005-05.
_DAY = lazy_compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?[T ](\d{1,2})(?=:)", re.A)
# RSS 1.0: the URL of an item.
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
# Atom: a link without ``rel`` is one, and the name may be written as an e-mail address.
_ALTERNATE = ("", "alternate", "http://www.iana.org/assignments/relation/alternate")
_PAGE = ("text/html", "application/xhtml+xml", "")


def read(stream: BinaryIO, base: str, *, use_content: bool) -> Iterator[Entry | BadLine]:
    """Yield the items of a feed in its order.

    Args:
        base: the URL of the feed; empty for a file.
        use_content: take the full text that the feed has (``content:encoded``, Atom's
            ``content``), where it has one, instead of fetching the page. A summary does not count.
    """
    for item in elements(stream, _ITEMS, _ROOTS):
        yield item if isinstance(item, BadLine) else _entry(item, base, use_content)


def _entry(item: etree._Element, base: str, use_content: bool) -> Entry | BadLine:
    line, url = line_of(item), _url_of(item, base)
    if not url:
        return BadLine(line, f"an item without a link: {_first(item, 'title')[:60]!r}")
    published = _timestamp(item, _PUBLISHED)
    dated = published or _timestamp(item, _CHANGED)
    body = _content(item) if use_content else ""
    if not body:
        return Entry(url, line, offered=_fields(item, published), dated=dated)
    body = with_recordings(without_hidden(body), item)
    return Entry(url, line, _fields(item, dated), dated=dated, kind="ready", body=body)


def _url_of(item: etree._Element, base: str) -> str:
    """Return the URL of an item's page, empty if it has none."""
    found, guid = "", item.get(_ABOUT, "").strip()
    is_page = False
    for below in item:
        name = _name(below)
        if name == "link" and not is_page:
            link = text_of(below)
            if below.get("href") and below.get("rel", "").strip().lower() in _ALTERNATE:
                link = below.get("href", "")
            # A site that escapes twice: no URL has "&amp;" in it.
            link = link.replace("&amp;", "&")
            near = absolute(base, below.base or "") or base
            url = (absolute(near, link) or "") if link else ""
            if is_web(url):
                # Of several, the one that is a page.
                is_page = below.get("type", "text/html") in _PAGE
                found = url if is_page or not found else found
        elif name == "origlink" and is_web(text_of(below)):
            # FeedBurner's own links lead to the page by way of its server.
            return text_of(below).replace("&amp;", "&")
        elif name == "guid" and _is_permanent(below):
            # RSS: a guid is the URL unless isPermaLink is false.
            guid = text_of(below)
        elif name == "id":
            guid = guid or text_of(below)
    return found or (guid if is_web(guid) else "")


def _is_permanent(guid: etree._Element) -> bool:
    about = {str(name).lower(): str(value) for name, value in guid.attrib.items()}
    return about.get("ispermalink", "true").strip().lower() == "true"


def _name(element: etree._Element) -> str:
    """Return the name of an element in lower case, as feeds that are written by hand mix it."""
    return local(element).lower() if isinstance(element.tag, str) else ""


def _first(item: etree._Element, name: str) -> str:
    """Return the text of an element, rather of the item's own than of an extension."""
    found = [below for below in item if _name(below) == name]
    own = [below for below in found if namespace(below) == namespace(item)]
    return next(filter(None, map(text_of, own or found)), "")


def _content(item: etree._Element) -> str:
    """Return the full text of an item as HTML, empty where it has none."""
    for below in item:
        name = _name(below)
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
        name = _name(below)
        if name == "author":
            people.append(_person(below))
        elif name == "creator":
            creators.append(text_of(below))
        elif name == "category":
            tags.append(below.get("label") or below.get("term") or text_of(below))
        elif name == "subject":
            tags.append(text_of(below))
        elif name == "keywords":
            tags += text_of(below).split(",")
    names = list(dict.fromkeys(filter(None, creators or people)))
    fields: dict[str, Any] = {
        "title": _first(item, "title"),
        "date": dated,
        "author": ", ".join(names),
        "tags": [tag.strip() for tag in dict.fromkeys(tags) if tag.strip()],
    }
    return {name: value for name, value in fields.items() if value}


def _person(author: etree._Element) -> str:
    """Return the name in ``<author>``: Atom's has elements, RSS's is an e-mail address."""
    written = _first(author, "name") if len(author) else text_of(author)
    written = written[:_LONGEST_NAME]
    without = _EMAIL.sub("", written, count=1).strip()
    return without.removeprefix("(").removesuffix(")").strip() if without != written else written


def _timestamp(item: etree._Element, names: tuple[str, ...]) -> datetime | None:
    """Return a date of an item, with the offset it was written with, since that tells the day."""
    written = next(filter(None, (_first(item, name) for name in names)), "")[:_LONGEST_DATE]
    if ":" not in written:
        written += " 00:00:00 +0000"
    try:
        # RSS: RFC 822; email.utils knows "Sep" only.
        return parsedate_to_datetime(written.replace("Sept ", "Sep "))
    except (ValueError, TypeError, IndexError, OverflowError):
        found = read_iso(_DAY.sub(_whole, written.strip()))  # Atom: RFC 3339
    return found if isinstance(found, datetime) else None


def _whole(day: re.Match[str]) -> str:
    """Return a day, or the first of a month or year, with all of its digits."""
    year, month, rest, hour = (part or "1" for part in day.groups())
    return f"{year}-{month:0>2}-{rest:0>2} {hour:0>2}"
