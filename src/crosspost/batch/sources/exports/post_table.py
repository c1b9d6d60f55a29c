"""A table (CSV) of posts with their texts: beehiiv, Buttondown, Wix, and the like."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from crosspost.batch.entry import BadLine, Item
from crosspost.batch.sources.columns import URL_NAMES, read_day
from crosspost.batch.sources.export_signs import (
    ANY_COLUMNS,
    HTML_COLUMNS,
    PLAIN_COLUMNS,
    RICH_COLUMNS,
    TITLES,
)
from crosspost.batch.sources.exports.buttondown import body as issue_body
from crosspost.batch.sources.exports.contents import Contents, Exported, ExportOptions
from crosspost.batch.sources.exports.html_tree import inner_html, tree_of
from crosspost.batch.sources.exports.newsletter import is_published, why_private
from crosspost.batch.sources.exports.rows import rows
from crosspost.batch.sources.exports.values import split
from crosspost.batch.sources.exports.wix import picture_url, rich_content_to_html
from crosspost.batch.sources.wordpress_text import paragraphs
from crosspost.lazy_regex import lazy_compile
from crosspost.urls import is_web

_URLS = (*URL_NAMES, "post_page_url", "absolute_url", "web_url")
_DATES = (
    *("publish_date", "published_date", "published_at", "published", "date", "created_at"),
    *("creation_date", "created"),
)
# Columns of beehiiv and of Buttondown → the path of a post.
_PATHS = ((("web_title", "web_subtitle"), "/p/{}"), (("subject", "email_type"), "/archive/{}/"))
_STATES = ("status",)
_ACCESS = ("audience", "email_type", "visibility")
_TAG = lazy_compile(r"<(?:p|div|br|ul|ol|table|h[1-6]|img|a|span)\b", 2)
# The row with the text in an e-mail of beehiiv.
_BLOCKS = "content-blocks"
_PUBLISHED_COLUMNS = ("published_date", "publish_date")


def read(stream: BinaryIO, name: str, options: ExportOptions) -> Iterator[Item]:
    """Yield the posts of a table.

    Args:
        name: of the table.
    """
    contents = Contents(options, name)
    for row in rows(stream):
        if isinstance(row, BadLine):
            yield row
        else:
            yield from contents.take(_post(row[1], row[0]))
    yield from contents.end()


def _post(cells: Mapping[str, str], line: int) -> Exported:
    status = _first(cells, *_STATES)
    notes: list[str] = []
    has_day = any(name in cells for name in _PUBLISHED_COLUMNS)
    is_draft = not is_published(status) or (has_day and not _first(cells, *_PUBLISHED_COLUMNS))
    url = _first(cells, *_URLS)
    image = picture_url(_first(cells, "cover_image", "thumbnail_url", "image", "featured_image"))
    day = _first(cells, *_DATES)
    return Exported(
        key=_first(cells, "id", "internal_id", "slug") or str(line),
        html=_html(cells, notes),
        title=html.unescape(_first(cells, *TITLES)),
        status=status or ("draft" if is_draft else "published"),
        draft=is_draft,
        private=why_private(*(cells.get(name, "") for name in _ACCESS)),
        url=url if is_web(url) and not is_draft else "",
        path=_path(cells, url),
        line=line,
        date=read_day(day) if day else None,
        authors=split(_first(cells, "author", "authors", "byline"), ";|"),
        categories=_labels(_first(cells, "categories", "category", "main_category")),
        tags=_labels(_first(cells, "content_tags", "tags", "tag")),
        description=_first(
            *(cells, "web_subtitle", "subtitle", "excerpt", "description", "email_preview_text")
        ),
        image=image,
        slug=_first(cells, "slug") or url.rstrip("/").rpartition("/")[2],
        notes=notes,
    )


def _path(cells: Mapping[str, str], url: str) -> str:
    """Return the path of a post: Wix has it instead of a URL, others make it of the slug."""
    if url.startswith("/"):
        return url
    slug = _first(cells, "slug").strip("/")
    form = next((form for names, form in _PATHS if any(one in cells for one in names)), "")
    return form.format(slug) if slug else ""


def _first(cells: Mapping[str, str], *names: str) -> str:
    return next((cells[name].strip() for name in names if cells.get(name, "").strip()), "")


def _labels(cell: str) -> list[str]:
    """Return the labels of a cell; those of Wix are numbers in JSON, which say nothing."""
    return [] if cell.startswith("[") else split(cell, ",;|")


def _html(cells: Mapping[str, str], notes: list[str]) -> str:
    """Return the text of a post: HTML as it is, Markdown and plain text as HTML."""
    found = _first(cells, *HTML_COLUMNS)
    if found:
        return _without_frame(found)
    rich = _first(cells, *RICH_COLUMNS)
    made = rich_content_to_html(rich, notes) if rich else ""
    if made:
        return made
    written = _first(cells, *ANY_COLUMNS)
    if written:
        return written if _TAG.match(written.lstrip()) else issue_body(written)
    return paragraphs(html.escape(_first(cells, *PLAIN_COLUMNS), quote=False))


def _without_frame(text: str) -> str:
    """Return the text of an e-mail without the table that it is laid out with (beehiiv)."""
    if _BLOCKS not in text:
        return text
    found = next((one for one in tree_of(text).iter("tr") if one.get("id") == _BLOCKS), None)
    cells = [] if found is None else list(found)
    return "\n".join(map(inner_html, cells)) or text
