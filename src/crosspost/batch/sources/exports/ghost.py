"""Ghost's export (JSON): posts, pages, tags, authors.

The tables are those of its database: https://github.com/TryGhost/Ghost (``schema.js``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, BinaryIO

from crosspost.batch.entry import BadLine, Item
from crosspost.batch.sources.exports.contents import Contents, Exported, ExportOptions
from crosspost.batch.sources.exports.ghost_html import for_everybody
from crosspost.batch.sources.exports.ghost_text import lexical_to_html, mobiledoc_to_html
from crosspost.batch.sources.exports.html_tree import body_of, tree_of, words
from crosspost.batch.sources.exports.values import in_utc, objects, text, when
from crosspost.batch.sources.json_text import NotJSON, load
from crosspost.batch.sources.wordpress_markdown import markdown_to_html

# Instead of the URL of the site, which the export does not have.
_SITE = "__GHOST_URL__"
_PUBLIC = ("", "public")
_MEMBERS = {
    "members": "for members only on its site",
    "paid": "for paying members only on its site",
}
_SOME = "for some members only on its site"
_INJECTIONS = ("codeinjection_head", "codeinjection_foot")
#: Said of posts with code of their own.
INJECTED = "left out: its code injection (scripts, styles)"
_EMAIL_ONLY = "sent by e-mail only"
# Settings, in the versions of Ghost.
_ZONES = frozenset({"timezone", "active_timezone", "activeTimezone"})
# Tables that are counted, and their things are left out.
_LEFT_OUT = {
    "members": "personal data",
    "snippets": "not a text for readers",
    "newsletters": "settings",
    "products": "settings",
}


def read(stream: BinaryIO, name: str, options: ExportOptions) -> Iterator[Item]:
    """Yield the posts of an export.

    Args:
        name: of the export, for texts without a URL.
    """
    try:
        document = load(stream)
    except NotJSON as error:
        yield error.bad_line
        return
    tables = _tables(document)
    posts = objects(tables.get("posts"))
    if not posts:
        yield BadLine(None, "a Ghost export without posts", fatal=True)
        return
    export = _Export(tables, options.base_url.rstrip("/"))
    contents = Contents(options, name)
    contents.zone = _zone(tables)
    for row in posts:
        yield from contents.take(export.post(row))
    for table, why in _LEFT_OUT.items():
        contents.leave_out(table.removesuffix("s"), "", why, len(objects(tables.get(table))))
    contents.leave_out("tag", "internal", "not shown on the site", export.internal_tags)
    contents.leave_out("code injection", "whole site", "scripts and styles", export.injections)
    yield from contents.end(_missing_files(export.with_files))


def _missing_files(posts: int) -> str:
    if not posts:
        return ""
    words = "1 post names" if posts == 1 else f"{posts:,} posts name"
    return (
        f"{words} files or pages of it, whose pictures are missing unless you copy Ghost's folder "
        "content/ into your site"
    )


def _zone(tables: Mapping[str, Any]) -> str:
    """Return the name of the time zone of the site's settings; its dates are in UTC."""
    rows = objects(tables.get("settings"))
    return next((text(one, "value") for one in rows if text(one, "key") in _ZONES), "")


def _tables(document: Any) -> dict[str, Any]:
    """Return the tables: in ``db[0].data``, older and hand-made ones in ``data``."""
    if not isinstance(document, dict):
        return {}
    databases = objects(document.get("db"))
    around = databases[0] if databases else document
    data = around.get("data", around)
    return data if isinstance(data, dict) else {}


class _Export:
    """The tables that posts refer to.

    Args:
        site: the URL of the site, without the last slash; empty if it is not known.

    Attributes:
        with_files: posts that name the old site.
        internal_tags: tags that the site does not show.
        injections: pieces of code that all pages of the site had.
    """

    def __init__(self, tables: Mapping[str, Any], site: str = "") -> None:
        self._site = site
        self._users = {text(row, "id"): text(row, "name") for row in objects(tables.get("users"))}
        tags = objects(tables.get("tags"))
        is_internal = {text(row, "id"): _is_internal(row) for row in tags}
        self._tags = {text(row, "id"): text(row, "name") for row in tags}
        self.internal_tags = sum(is_internal.values())
        self._tags_of = _related(tables.get("posts_tags"), "tag_id")
        self._authors_of = _related(tables.get("posts_authors"), "author_id")
        self._meta = {text(row, "post_id"): row for row in objects(tables.get("posts_meta"))}
        self._shown = {number for number, internal in is_internal.items() if not internal}
        self.with_files = 0
        settings = {text(row, "key"): text(row, "value") for row in objects(tables.get("settings"))}
        self._permalinks = settings.get("permalinks", "")  # until Ghost 2
        names = (*_INJECTIONS, "ghost_head", "ghost_foot")
        self.injections = sum(bool(settings.get(name)) for name in names)

    def post(self, row: Mapping[str, Any]) -> Exported:
        """Return a post, or a page."""
        number = text(row, "id", "uuid")
        meta = self._meta.get(number, {})
        status = text(row, "status") or "published"
        access = text(row, "visibility")
        notes: list[str] = []
        html = _html(row, notes)
        if any(text(one, name) for one in (row, meta) for name in _INJECTIONS):
            notes.append(INJECTED)
        image = text(row, "feature_image", "image") or text(meta, "feature_image", "og_image")
        self.with_files += _SITE in html or image.startswith((_SITE, "/content/"))
        is_page = text(row, "type") == "page" or row.get("page") in (True, 1)
        private = "" if access in _PUBLIC else _MEMBERS.get(access, _SOME)
        is_sent = status == "sent" or row.get("email_only", meta.get("email_only")) in (True, 1)
        date = in_utc(when(row.get("published_at")) or when(row.get("created_at")))
        own = text(row, "custom_excerpt")
        of_engines = text(meta, "meta_description") or text(row, "meta_description")
        title, meta_title = text(row, "title"), text(meta, "meta_title") or text(row, "meta_title")
        return Exported(
            key=number or text(row, "slug"),
            html=html.replace(_SITE, self._site),
            title=title,
            kind="page" if is_page else "post",
            status=status if access in _PUBLIC else f"{status}, {access}",
            draft=status not in ("published", "sent"),
            private=_EMAIL_ONLY if is_sent and status in ("published", "sent") else private,
            path=self._path(text(row, "slug"), date, is_page=is_page),
            date=date,
            authors=self._names(number, row),
            tags=[self._tags[one] for one in self._tags_of.get(number, ()) if one in self._shown],
            description=of_engines or own,
            image=image.replace(_SITE, self._site),
            image_alt=text(meta, "feature_image_alt"),
            image_caption=_plain(text(meta, "feature_image_caption")),
            slug=text(row, "slug"),
            canonical_url=text(row, "canonical_url").replace(_SITE, self._site),
            further={
                "excerpt": _line(own) if of_engines and own != of_engines else "",
                "meta_title": _line(meta_title) if meta_title != title else "",
                "featured": row.get("featured") in (True, 1),
            },
            notes=notes,
        )

    def _names(self, number: str, row: Mapping[str, Any]) -> list[str]:
        names = [self._users.get(one, "") for one in self._authors_of.get(number, ())]
        return names if any(names) else [self._users.get(text(row, "author_id"), "")]

    def _path(self, slug: str, date: object, *, is_page: bool) -> str:
        """Return the path of a post: its slug, after its day if the site was set so."""
        if not slug:
            return ""
        if is_page or ":year" not in self._permalinks or not isinstance(date, datetime):
            return f"/{slug}/"
        day = {"year": f"{date:%Y}", "month": f"{date:%m}", "day": f"{date:%d}", "slug": slug}
        parts = self._permalinks.strip("/").split("/")
        return f"/{'/'.join(day.get(part.removeprefix(':'), part) for part in parts)}/"


def _is_internal(row: Mapping[str, Any]) -> bool:
    return text(row, "visibility") == "internal" or text(row, "name").startswith("#")


def _related(table: Any, name: str) -> dict[str, list[str]]:
    """Return post → the numbers that a table gives it, in their order."""
    found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in objects(table):
        order = row.get("sort_order")
        place = order if isinstance(order, int) else 0
        found[text(row, "post_id")].append((place, text(row, name)))
    return {post: [number for _, number in sorted(rows)] for post, rows in found.items()}


def _plain(source: str) -> str:
    """Return a caption, which is HTML, as text."""
    return words(body_of(tree_of(source))) if "<" in source or "&" in source else source


def _line(value: str) -> str:
    return " ".join(value.split())


def _html(row: Mapping[str, Any], notes: list[str]) -> str:
    """Return the text of a post: the HTML that Ghost made, else made of what was written."""
    html = text(row, "html")
    if html:
        return for_everybody(html, notes)
    for name, render in (("lexical", lexical_to_html), ("mobiledoc", mobiledoc_to_html)):
        written = text(row, name)
        if written and (made := render(written, notes)):
            return made
    markdown = text(row, "markdown")  # Ghost 0.x
    return markdown_to_html(markdown) if markdown else ""
