"""WordPress exports (WXR 1.0 to 1.2): posts with their text; nothing is fetched.

What the export has: https://developer.wordpress.org/reference/functions/export_wp/
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, BinaryIO

from lxml import etree

from crosspost.batch.entry import BadLine, Entry
from crosspost.batch.sources.wordpress_text import as_html
from crosspost.batch.sources.xml import child, elements, line_of, local, text_of
from crosspost.dates import read_iso
from crosspost.urls import is_web

_ITEM = frozenset({"item", "author"})
_ROOT = frozenset({"rss"})
# Characters. A gallery repeats the URL of a picture, and every post the name of its author.
_LONGEST_URL = 1000
_LONGEST_NAME = 1000
# Characters; as large as a page may be (the setting max_bytes).
_LARGEST_BODY = 10 * 1024 * 1024
_DRAFTS = frozenset({"draft", "pending", "private", "future"})
_THUMBNAIL = "_thumbnail_id"


def read(opened: Callable[[], AbstractContextManager[BinaryIO]]) -> Iterator[Entry | BadLine]:
    """Yield the posts of an export, drafts included; pages and what was thrown away are left out.

    Args:
        opened: opens the export at its beginning. It is read twice, since the pictures and the
            authors that a post names may follow it.
    """
    names: dict[str, str] = {}
    pictures: dict[str, str] = {}
    with opened() as stream:
        for item in elements(stream, _ITEM, _ROOT):
            if isinstance(item, BadLine):
                continue  # the second reading reports it
            if local(item) == "author":
                name = child(item, "author_display_name")
                names[child(item, "author_login")] = name[:_LONGEST_NAME]
            elif child(item, "post_type") == "attachment":
                url = child(item, "attachment_url")
                if is_web(url) and len(url) <= _LONGEST_URL:
                    pictures[child(item, "post_id")] = url
    with opened() as stream:
        for item in elements(stream, _ITEM, _ROOT):
            if isinstance(item, BadLine):
                yield item
            elif local(item) == "item" and child(item, "post_type") in ("post", ""):
                yield from _post(item, names, pictures)


def _post(
    item: etree._Element, names: dict[str, str], pictures: dict[str, str]
) -> Iterator[Entry | BadLine]:
    status = child(item, "status") or "publish"
    line = line_of(item)
    if status != "publish" and status not in _DRAFTS:
        return  # trash, auto-draft, inherit
    url = child(item, "link")
    if not is_web(url):
        url = child(item, "guid")
    if not is_web(url):
        yield BadLine(line, f"a post without a URL: {child(item, 'title')[:60]!r}")
        return
    body = as_html(_content(item), pictures)
    if not body.strip():
        yield BadLine(line, f"a post without text: {child(item, 'title')[:60]!r}")
        return
    if len(body) > _LARGEST_BODY:
        title = child(item, "title")[:60]
        yield BadLine(line, f"a post of over {_LARGEST_BODY >> 20} MiB: {title!r}")
        return
    dated = _published(item)
    yield Entry(
        url,
        line,
        overrides=_fields(item, names, pictures, dated),
        dated=dated,
        kind="ready",
        body=body,
        draft=status in _DRAFTS,
    )


def _fields(
    item: etree._Element,
    names: dict[str, str],
    pictures: dict[str, str],
    dated: date | datetime | None,
) -> dict[str, Any]:
    """Return what the export says of a post, as front matter fields."""
    login = child(item, "creator")
    kinds: dict[str, list[str]] = {"category": [], "post_tag": []}
    for below in item:
        if isinstance(below.tag, str) and local(below) == "category" and below.text:
            kinds.setdefault(below.get("domain", "category"), []).append(below.text.strip())
    # WordPress gives this to posts without a category.
    categories = [name for name in kinds["category"] if name != "Uncategorized"]
    fields = {
        "title": child(item, "title"),
        "date": dated,
        "author": names.get(login) or login,
        "categories": categories,
        "tags": kinds["post_tag"],
        "image": pictures.get(_meta(item, _THUMBNAIL), ""),
        "description": _excerpt(item),
        "slug": child(item, "post_name"),
    }
    return {name: value for name, value in fields.items() if value}


def _content(item: etree._Element) -> str:
    """Return the text of a post; the excerpt has the same element name in another namespace."""
    return _encoded(item, "content")


def _excerpt(item: etree._Element) -> str:
    return " ".join(_encoded(item, "excerpt").split())


def _encoded(item: etree._Element, namespace: str) -> str:
    for below in item:
        tag = str(below.tag)
        if tag.endswith("}encoded") and ("excerpt" in tag) == (namespace == "excerpt"):
            return text_of(below)
    return ""


def _meta(item: etree._Element, key: str) -> str:
    for below in item:
        is_meta = isinstance(below.tag, str) and local(below) == "postmeta"
        if is_meta and child(below, "meta_key") == key:
            return child(below, "meta_value")
    return ""


def _published(item: etree._Element) -> date | datetime | None:
    """Return when a post was published, on the clock of its blog.

    ``post_date`` is the blog's own time and ``post_date_gmt`` the same time in UTC: their
    difference is the offset, which no other field has.
    """
    own, utc = read_iso(child(item, "post_date")), read_iso(child(item, "post_date_gmt"))
    if not isinstance(own, datetime):
        return None
    if isinstance(utc, datetime) and utc.year > 1:
        offset = own - utc
        if abs(offset) <= timedelta(hours=14) and not offset.seconds % 60:
            return own.replace(tzinfo=timezone(offset) if offset else UTC)
    return own
