"""Blogger's exports: the Atom file of its settings, and ``feed.atom`` of Google Takeout.

Both have everything in one feed: posts, pages, comments, and in the older one settings and the
template. Older: the type is a category of the scheme ``…#kind``, a draft has ``app:draft``. Takeout
(since 2024): ``blogger:type``, ``blogger:status``, ``blogger:filename``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import BinaryIO

from lxml import etree

from crosspost.batch.entry import BadLine, Comment, Item
from crosspost.batch.sources.exports.contents import Contents, Exported, ExportOptions
from crosspost.batch.sources.recognise import HEAD
from crosspost.batch.sources.xml import child, elements, line_of, local
from crosspost.dates import read_iso
from crosspost.lazy_regex import lazy_compile
from crosspost.urls import absolute, host, is_web

_ENTRY = frozenset({"entry"})
_ROOT = frozenset({"feed"})
_KIND = "g/2005#kind"
_LABEL = ("blogger.com/atom/ns#", "tag:blogger.com,")
_NUMBER = lazy_compile(r"\.(?:post|page|comment)-(\d{1,20})$")
_ADDRESS = lazy_compile(r"<link\s[^<>]{0,900}>")
_HREF = lazy_compile(r"\shref=[\"'](https?://[^\"'<>\s]{3,500})[\"']")
# Sizes in the URLs of Google's servers for pictures: a part of the path, or the end.
_PICTURE = lazy_compile(
    r"(https?:)?//(?:[\w-]+\.bp\.blogspot\.com|blogger\.googleusercontent\.com"
    r"|lh\d\.(?:googleusercontent|ggpht)\.com|[\w-]+\.ggpht\.com)/[^\s\"'<>)]{1,1500}"
)
_SIZE_IN_PATH = lazy_compile(r"/(?:s\d{2,4}|w\d{2,4}-h\d{2,4})(?:-[\w-]{1,40})?/(?=[^/]*$)")
_SIZE_AT_END = lazy_compile(r"=(?:s\d{2,4}|w\d{2,4}(?:-h\d{2,4})?)(?:-[\w-]{1,40})?$")
# Comments of an export that are kept, in characters.
_MOST = 128 * 1024 * 1024
_LONGEST_COMMENT = 100_000
_MORE = lazy_compile(
    r"<a\s{1,5}name=[\"']more[\"']\s{0,5}(?:/>|>\s{0,5}</a>)|<!--\s{0,5}more\b[^<>]{0,99}-->", re.I
)
_PLACE = '<hr data-excerpt-end="more">'


def read(
    opened: Callable[[], AbstractContextManager[BinaryIO]], name: str, options: ExportOptions
) -> Iterator[Item]:
    """Yield the posts of an export.

    Args:
        opened: opens it at its beginning. It is read twice, since the comments follow the
            posts.
        name: of the export, for texts without a URL.
    """
    with opened() as stream:
        base = site_of(stream.read(HEAD))
    contents = Contents(options, name, base)
    with opened() as stream:
        below, hidden = _comments(stream)
    others: Counter[str] = Counter()
    posts: set[str] = set()
    with opened() as stream:
        for item in elements(stream, _ENTRY, _ROOT):
            if isinstance(item, BadLine):
                yield item
                continue
            kind = _kind(item)
            if kind in ("post", "page"):
                one = _post(item, kind, base)
                posts.add(one.key)
                one.comments = below.get(one.key, [])
                one.hidden = hidden[one.key]
                if one.status == "deleted":
                    contents.leave_out(kind, "deleted", "not a post any more")
                else:
                    yield from contents.take(one)
            elif kind != "comment":
                others[kind] += 1
    for post in {*below, *hidden} - posts:
        lost = len(below.get(post, ())) + hidden[post]
        contents.leave_out("comment", "shown", "their post is not in the export", lost)
    for kind, number in others.items():
        contents.leave_out(kind, "", "not a text for readers", number)
    yield from contents.end()


def site_of(head: bytes) -> str:
    """Return the URL of the blog, by the feed's link to it; empty if it has none.

    Args:
        head: the first bytes of the export.
    """
    text = head.decode("utf-8", "ignore").partition("<entry")[0]
    for found in _ADDRESS.finditer(text):
        url = _HREF.search(found[0])
        if url and re.search(r"rel=[\"']alternate[\"']", found[0]):
            return url[1]
    return ""


def _kind(item: etree._Element) -> str:
    """Return the type of an entry: ``post``, ``page``, ``comment``, ``settings``, ``template``."""
    written = child(item, "type")
    if written:
        return written.lower()[:40]
    for below in item:
        if _is(below, "category") and below.get("scheme", "").endswith(_KIND):
            return below.get("term", "").rpartition("#")[2][:40] or "unknown"
    return "unknown"


def _status(item: etree._Element) -> str:
    written = child(item, "status").lower()
    if written:
        shown = {"live": "published", "soft_trashed": "deleted", "trashed": "deleted"}
        return shown.get(written, written[:40])
    for below in item:
        if _is(below, "control"):
            return "draft" if child(below, "draft") == "yes" else "published"
    return "published"


def _id(text: str) -> str:
    """Return the number in an identifier such as ``tag:blogger.com,1999:blog-1.post-2``."""
    found = _NUMBER.search(text)
    return found[1] if found else text[:200]


def _post(item: etree._Element, kind: str, base: str) -> Exported:
    status, filename = _status(item), child(item, "filename")
    link = next((one.get("href", "") for one in _links(item) if one.get("type") == "text/html"), "")
    if not is_web(link) and filename and base:
        link = absolute(base, filename) or ""
    path = filename or link.partition("://")[2].partition("?")[0]
    slug = path.rpartition("/")[2].removesuffix(".html")
    return Exported(
        key=_id(child(item, "id")),
        html=full_size(_MORE.sub(_PLACE, child(item, "content"), 1)),
        title=child(item, "title"),
        kind=kind,
        status=status,
        draft=status != "published",
        url=link if status == "published" else "",
        path=filename if filename.startswith("/") else "",
        line=line_of(item),
        date=read_iso(child(item, "published")) or read_iso(child(item, "created")),
        authors=[_author(item)],
        tags=_labels(item),
        description=child(item, "metaDescription"),
        slug=slug if status == "published" or filename else "",
    )


def _links(item: etree._Element) -> Iterator[etree._Element]:
    for below in item:
        if _is(below, "link") and below.get("rel", "") == "alternate":
            yield below


def _author(item: etree._Element) -> str:
    found = (one for one in item if _is(one, "author"))
    return next((child(one, "name") for one in found), "")


def _labels(item: etree._Element) -> list[str]:
    return [
        below.get("term", "")
        for below in item
        if _is(below, "category") and any(sign in below.get("scheme", "") for sign in _LABEL)
    ]


def full_size(text: str) -> str:
    """Return a text in which pictures on Google's servers are not made smaller.

    The size is in their URLs (``/s320/``, ``=w640-h480``); 1600 is what Blogger itself links to.
    """

    def one(found: re.Match[str]) -> str:
        url = found[0]
        at_end = _SIZE_AT_END.sub("=s1600", url)
        return at_end if at_end != url else _SIZE_IN_PATH.sub("/s1600/", url)

    return _PICTURE.sub(one, text)


def _comments(stream: BinaryIO) -> tuple[dict[str, list[Comment]], Counter[str]]:
    """Return post → its comments, and post → how many are not shown on the site."""
    found: defaultdict[str, list[Comment]] = defaultdict(list)
    hidden: Counter[str] = Counter()
    kept = 0
    for item in elements(stream, _ENTRY, _ROOT):
        if isinstance(item, BadLine) or _kind(item) != "comment":
            continue
        post, parent = _places(item)
        kept += len(child(item, "content"))
        if _status(item) != "published" or kept > _MOST:
            hidden[post] += 1
        else:
            found[post].append(_comment(item, parent))
    return found, hidden


def _places(item: etree._Element) -> tuple[str, str]:
    """Return the post of a comment, and the comment that it answers."""
    post, parent = child(item, "parent"), child(item, "inReplyTo")
    for below in item:
        if _is(below, "in-reply-to"):
            post = post or below.get("ref", "")
        elif _is(below, "link"):
            is_answer = below.get("rel", "") == "related"
            parent = below.get("href", "").rpartition("/")[2] if is_answer else parent
    return _id(post), _id(parent)


def _comment(item: etree._Element, parent: str) -> Comment:
    number = _id(child(item, "id"))
    when = read_iso(child(item, "published"))
    utc = when.astimezone(UTC) if isinstance(when, datetime) and when.tzinfo else when
    author = next((one for one in item if _is(one, "author")), None)
    url = "" if author is None else child(author, "uri")
    # A profile of the service says nothing of a person, and there is none any more.
    url = url if is_web(url) and "blogger.com" not in host(url) and len(url) < 1000 else ""
    return Comment(
        id=int(number) if number.isdecimal() else 0,
        parent=int(parent) if parent.isdecimal() else 0,
        name=_author(item)[:1000],
        url=url,
        date=utc.isoformat() if utc else "",
        html=child(item, "content")[:_LONGEST_COMMENT],
    )


def _is(element: etree._Element, name: str) -> bool:
    return isinstance(element.tag, str) and local(element) == name
