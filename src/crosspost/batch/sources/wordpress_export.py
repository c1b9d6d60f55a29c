"""What the posts of a WordPress export refer to: authors, attachments, reusable blocks, the site.

Any of them may come after the post that names it, so an export is read once for these alone.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from crosspost.batch.entry import BadLine
from crosspost.batch.sources.wordpress_item import content, excerpt, meta
from crosspost.batch.sources.xml import child, local, text_of
from crosspost.lazy_regex import lazy_compile
from crosspost.urls import is_web

# Characters. A gallery repeats the URL of a picture, and every post the name of its author.
_LONGEST_URL = 1000
_LONGEST_NAME = 1000
_LONGEST_CAPTION = 5000
_LONGEST_BLOCK = 200_000
# Characters of all captions, and of all blocks, that are kept.
_MOST = 64 * 1024 * 1024
_CHANNEL_LINK = lazy_compile(r"<link>\s{0,99}(https?://[^\s<>]{3,1000})\s{0,99}</link>")
_AUDIO = (".mp3", ".m4a", ".ogg", ".oga", ".wav", ".flac", ".wma", ".aac")
_VIDEO = (".mp4", ".m4v", ".webm", ".ogv", ".mov", ".flv", ".avi", ".wmv", ".mpg")
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".bmp", ".ico", ".heic")


class Attachment(NamedTuple):
    """A file of the media library.

    Attributes:
        alt: the alternative text.
        caption: HTML.
        order: of the files of a post.
    """

    id: str
    url: str
    title: str = ""
    alt: str = ""
    caption: str = ""
    order: int = 0

    @property
    def kind(self) -> str:
        """``image``, ``audio``, ``video`` or ``file``, by the end of the URL."""
        return file_type(self.url)


def file_type(url: str) -> str:
    """Return what a URL leads to by its end: ``image``, ``audio``, ``video`` or ``file``."""
    path = url.partition("#")[0].partition("?")[0].lower()
    for kind, endings in (("image", _PICTURES), ("audio", _AUDIO), ("video", _VIDEO)):
        if path.endswith(endings):
            return kind
    return "file"


@dataclass
class Export:
    """What an export has besides its posts.

    Attributes:
        base: the URL of the site; empty if it is not known.
        authors: login → name, also those of guest authors.
        attachments: number → file.
        attached: number of a post → its files, in order.
        blocks: number → text of a reusable block.
    """

    base: str = ""
    authors: dict[str, str] = field(default_factory=dict)
    attachments: dict[str, Attachment] = field(default_factory=dict)
    blocks: dict[str, str] = field(default_factory=dict)
    _parents: dict[str, list[str]] = field(default_factory=dict)
    _kept: int = 0

    def picture(self, number: str) -> str:
        """Return the URL of a picture; empty if there is none of this number."""
        found = self.attachments.get(number)
        return found.url if found else ""

    def attached(self, post: str, kind: str) -> list[Attachment]:
        """Return the files of a post, in their order.

        Args:
            post: its number.
            kind: as of ``Attachment.kind``.
        """
        found = [self.attachments[number] for number in self._parents.get(post, ())]
        return sorted((one for one in found if one.kind == kind), key=lambda one: one.order)

    def add(self, element: etree._Element) -> None:
        """Take in an element of the export, if it is one that posts refer to."""
        name = local(element)
        if name == "base_blog_url":
            url = text_of(element)
            self.base = url if is_web(url) and len(url) <= _LONGEST_URL else self.base
        elif name == "author":
            self._add_author(child(element, "author_login"), child(element, "author_display_name"))
        elif name == "item":
            kind = child(element, "post_type")
            if kind == "attachment":
                self._add_attachment(element)
            elif kind == "wp_block":
                self._add_block(child(element, "post_id"), content(element))
            elif kind == "guest-author":
                login = meta(element, "cap-user_login") or child(element, "post_name")
                name = meta(element, "cap-display_name") or child(element, "title")
                self._add_author(login.removeprefix("cap-"), name)

    def _add_author(self, login: str, name: str) -> None:
        if login and name and len(login) <= _LONGEST_NAME:
            self.authors[login] = name[:_LONGEST_NAME]

    def _add_attachment(self, item: etree._Element) -> None:
        url, number = child(item, "attachment_url"), child(item, "post_id")
        if not is_web(url) or len(url) > _LONGEST_URL:
            return
        alt, caption = meta(item, "_wp_attachment_image_alt"), excerpt(item)
        title = child(item, "title")
        self._kept += len(alt) + len(caption) + len(title)
        if self._kept > _MOST:
            alt = caption = title = ""
        order = child(item, "menu_order")
        self.attachments[number] = Attachment(
            *(number, url, title[:_LONGEST_NAME], alt[:_LONGEST_NAME], caption[:_LONGEST_CAPTION]),
            order=int(order) if order.isdecimal() and len(order) < 10 else 0,
        )
        parent = child(item, "post_parent")
        if parent not in ("", "0"):
            self._parents.setdefault(parent, []).append(number)

    def _add_block(self, number: str, text: str) -> None:
        self._kept += len(text)
        if len(text) <= _LONGEST_BLOCK and self._kept <= _MOST:
            self.blocks[number] = text


def site_of(head: bytes) -> str:
    """Return the URL of the site by the channel's ``<link>``; empty if it has none.

    Args:
        head: the first bytes of the export.
    """
    text = head.decode("utf-8", "ignore").partition("<item>")[0]
    found = _CHANNEL_LINK.search(text, max(0, text.find("<channel")))
    url = html.unescape(found[1]) if found else ""
    return url if is_web(url) else ""


def read_export(items: Iterator[etree._Element | BadLine], base: str = "") -> Export:
    """Return what the posts of an export refer to.

    Args:
        items: its elements; what could not be read is reported when the posts are.
        base: the URL of the site, if the export has no ``base_blog_url``.
    """
    export = Export(base)
    for item in items:
        if not isinstance(item, BadLine):
            export.add(item)
    return export
