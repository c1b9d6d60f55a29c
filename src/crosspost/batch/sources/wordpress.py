"""WordPress exports (WXR 1.0 to 1.2): posts with their text; nothing is fetched.

What the export has: https://developer.wordpress.org/reference/functions/export_wp/
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import BinaryIO

from lxml import etree

from crosspost.batch.entry import BadLine, Entry, Item, ListContents, Note
from crosspost.batch.sources.export_types import (
    HIDDEN,
    INVALID,
    PING,
    folder_of,
    outcome_of,
    outcome_of_comment,
    parts_of,
    summary_name,
    why_not,
)
from crosspost.batch.sources.old_links import links_note, links_to
from crosspost.batch.sources.recognise import HEAD
from crosspost.batch.sources.wordpress_comments import SHOWN, comments, count_comments
from crosspost.batch.sources.wordpress_dates import published, zone_of
from crosspost.batch.sources.wordpress_export import Export, file_type, read_export, site_of
from crosspost.batch.sources.wordpress_fields import fields, permalink, shown
from crosspost.batch.sources.wordpress_item import content, excerpt, meta, metas
from crosspost.batch.sources.wordpress_media import figure
from crosspost.batch.sources.wordpress_text import as_html, paragraphs
from crosspost.batch.sources.xml import child, elements, line_of
from crosspost.urls import absolute, is_web

_AROUND = frozenset({"item", "author", "base_blog_url"})
_ITEM = frozenset({"item"})
_ROOT = frozenset({"rss"})
# Characters; as large as a page may be (the setting max_bytes).
_LARGEST_BODY = 10 * 1024 * 1024
_PUBLIC = "publish"
# What is of no other status than these and ``publish`` is a draft: plugins for editors have their
# own, such as ``pitch``.
_GONE = {
    "trash": "left out: in the trash",
    "auto-draft": "left out: never saved",
    "inherit": "left out: a version of another item",
}
PROTECTED = "protected by a password on its site: it is a draft"
EMPTY = "without text on its site, too"
PRIVATE = "private on its site: it is a draft"
# Titles of protected posts that are named at once.
_MOST_NAMES = 20
# Types whose items have nothing for readers.
_INTERNAL = frozenset(
    {"nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache", "wp_block"}
    | {"user_request", "wp_template", "wp_template_part", "wp_global_styles", "wp_navigation"}
    | {"guest-author", "acf-field", "acf-field-group", "wp_font_family", "wp_font_face"}
)
_AUDIO_FIELDS = ("audio_file", "podcast_audio", "_podcast_audio", "episode_audio")
_MOST_ENCLOSURES = 20
_MOST_AUTHORS = 1000


def read(
    opened: Callable[[], AbstractContextManager[BinaryIO]],
    post_types: Collection[str] = ("post",),
    *,
    with_comments: bool = False,
    base_url: str = "",
) -> Iterator[Item]:
    """Yield the posts of an export, drafts included, and at the end what else it has.

    Args:
        opened: opens the export at its beginning. It is read twice, since the pictures and the
            authors that a post names may follow it.
        post_types: the types of items that are wanted, such as ``post`` and ``page``.
        with_comments: also take the comments.
        base_url: the URL of the site, if it is not the one that the export names.
    """
    with opened() as stream:
        base = site_of(stream.read(HEAD))
    with opened() as stream:
        export = read_export(elements(stream, _AROUND, _ROOT), base)
    export.base = base_url or export.base
    reader = _Reader(export, post_types, with_comments=with_comments)
    with opened() as stream:
        for item in elements(stream, _ITEM, _ROOT):
            if isinstance(item, BadLine):
                yield reader.told(item)
            else:
                yield from reader.read(item)
    yield from reader.end()


class _Reader:
    """Reads the items of an export, and counts them."""

    def __init__(self, export: Export, post_types: Collection[str], *, with_comments: bool) -> None:
        self._export = export
        self._types = frozenset(post_types)
        self._with_comments = with_comments
        self._parts: Counter[tuple[str, str, str]] = Counter()
        self._protected: list[str] = []
        self._authors: dict[str, None] = {}
        self._times: dict[object, datetime] = {}
        self._items = self._links = self._linking = 0
        self._link_pattern = links_to(export.base)

    def read(self, item: etree._Element) -> Iterator[Item]:
        """Yield what an item of the export is."""
        self._items += 1
        kind, status = child(item, "post_type") or "post", child(item, "status") or _PUBLIC
        wanted, outcome = self._is_wanted(kind, status)
        is_draft = wanted and (status != _PUBLIC or bool(child(item, "post_password")))
        if wanted:
            found = self._post(item, kind, status, is_draft)
            is_bad = isinstance(found, BadLine)
            outcome = INVALID if is_bad else outcome_of(kind, is_draft=is_draft)
            yield found
        protected = "password" if wanted and child(item, "post_password") else status
        self._parts[summary_name(kind), summary_name(protected), outcome] += 1
        self._count_comments(item, is_public=wanted and not is_draft)

    def _is_wanted(self, kind: str, status: str) -> tuple[bool, str]:
        if kind == "attachment":
            return False, "used where a post shows them"
        if kind in _INTERNAL:
            return False, "left out: not a text for readers"
        if wrong := why_not(kind, self._types):
            return False, wrong
        if status in _GONE:
            return False, _GONE[status]
        return True, ""

    def _count_comments(self, item: etree._Element, *, is_public: bool) -> None:
        for (kind, state), number in count_comments(item).items():
            if self._with_comments and kind != SHOWN[0]:
                outcome = PING
            elif self._with_comments and state != SHOWN[1]:
                outcome = HIDDEN
            else:
                outcome = outcome_of_comment(is_wanted=self._with_comments, is_public=is_public)
            self._parts[kind, state, outcome] += number

    def _post(
        self, item: etree._Element, kind: str, status: str, is_draft: bool
    ) -> Entry | BadLine:
        line, title, number = line_of(item), child(item, "title"), child(item, "post_id")
        notes: list[str] = []
        if child(item, "post_password"):
            notes.append(PROTECTED)
            self._protected.append(title)
        elif status == "private":
            notes.append(PRIVATE)
        body = self._body(item, number, notes)
        if not body.strip() and not title:
            return BadLine(line, f"a post without title and text: number {number[:20]}")
        if not body.strip():
            notes.append(EMPTY)
        if len(body) > _LARGEST_BODY:
            return BadLine(line, f"a post of over {_LARGEST_BODY >> 20} MiB: {title[:60]!r}")
        dated = published(item)
        self._note_time(dated)
        self._count_links(body)
        url = self._url(item)
        given = fields(item, self._export, dated, notes)
        self._note_authors(str(given.get("author", "")))
        if kind != "post":
            given["layout"] = "page"
            if link := permalink(url):
                given["permalink"] = link
        found = comments(item) if self._with_comments and not is_draft else ()
        return Entry(
            *(url or f"post {number}: {' '.join(title.split())[:60]}", line),
            overrides=given,
            dated=dated,
            kind="ready",
            place="" if url else f"{self._export.base}#{number}",
            body=body,
            draft=is_draft,
            warnings=tuple(notes),
            collection="" if kind == "post" else folder_of(kind),
            comments=found,
            aliases=self._aliases(item, kind, number),
        )

    def _aliases(self, item: etree._Element, kind: str, number: str) -> tuple[str, ...]:
        """Return the URLs that WordPress shows an item at, besides its link."""
        name, base = "page_id" if kind == "page" else "p", self._export.base.rstrip("/")
        short = f"{base}/?{name}={number}" if base and number.isdecimal() else ""
        guid = child(item, "guid")
        return tuple(dict.fromkeys(filter(None, (short, guid if is_web(guid) else ""))))

    def _url(self, item: etree._Element) -> str:
        """Return the URL of an item; empty if the export has none."""
        link, guid = child(item, "link"), child(item, "guid")
        if is_web(link):
            return link
        base = self._export.base
        if base and link.startswith(("/", "?")):
            joined = absolute(base, link)
            if joined and is_web(joined):
                return joined
        return guid if is_web(guid) else ""

    def _body(self, item: etree._Element, number: str, notes: list[str]) -> str:
        """Return the text, else the picture and the excerpt; sounds of a podcast below."""
        found = as_html(
            *(content(item), self._export, number),
            footnotes=meta(item, "footnotes"),
            is_markdown=meta(item, "_wpcom_is_markdown") in ("1", "true"),
        )
        notes.extend(found.notes)
        body = found.html if found.html.strip() else ""
        if not body:
            picture = self._export.attachments.get(meta(item, "_thumbnail_id"))
            parts = [figure(picture.url, picture.alt, picture.caption)] if picture else []
            parts += [paragraphs(excerpt(item))] if excerpt(item) else []
            body = "\n".join(parts)
        for url in self._files(item):
            if url not in html.unescape(body):
                kind = "video" if file_type(url) == "video" else "audio"
                body += f'\n<{kind} src="{html.escape(url)}" controls></{kind}>'
        return body

    def _files(self, item: etree._Element) -> list[str]:
        """Return the sounds and films of a post: a line of an enclosure is its URL."""
        values = [*metas(item, "enclosure")[:_MOST_ENCLOSURES], meta(item, *_AUDIO_FIELDS)]
        urls = (value.split("\n")[0].strip() for value in values if value)
        return [u for u in dict.fromkeys(urls) if is_web(u) and file_type(u) in ("audio", "video")]

    def _note_authors(self, byline: str) -> None:
        if byline and byline not in self._authors and len(self._authors) < _MOST_AUTHORS:
            names = map(shown, self._export.authors.values())
            self._authors.update(dict.fromkeys(n for n in names if n and n in byline))

    def _note_time(self, dated: date | datetime | None) -> None:
        """Keep a time of each month and offset: enough to tell time zones apart."""
        if isinstance(dated, datetime) and dated.tzinfo and len(self._times) < 5000:
            self._times.setdefault((dated.year, dated.month, dated.utcoffset()), dated)

    def _count_links(self, body: str) -> None:
        links = len(self._link_pattern.findall(body)) if self._link_pattern else 0
        self._links += links
        self._linking += links > 0

    def told(self, line: BadLine) -> BadLine:
        """Return a fault of the export, with how much of it was read."""
        if not line.fatal:
            return line
        items = "1 item" if self._items == 1 else f"{self._items:,} items"
        return BadLine(line.line, f"{line.reason} ({items} before it were read)", fatal=True)

    def end(self) -> Iterator[Item]:
        """Yield what is to be said of the whole export."""
        for title in self._protected[:_MOST_NAMES]:
            yield Note(f"{title[:80]!r} is protected by a password on its site: it is a draft")
        if len(self._protected) > _MOST_NAMES:
            yield Note(f"{len(self._protected) - _MOST_NAMES} more are protected by a password")
        if self._links:
            yield links_note(self._links, self._linking, self._export.base)
        yield ListContents(
            parts_of(self._parts.items()),
            zone=zone_of(self._times.values()),
            authors=tuple(self._authors),
        )
