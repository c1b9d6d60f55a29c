"""Notion's export: pages as Markdown or HTML, whose names end with their numbers.

``Title 0123456789abcdef0123456789abcdef.md``; pages below a page, and its pictures, are in a folder
of its name.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import date, datetime
from urllib.parse import unquote

from lxml import etree

from crosspost.batch.entry import BadLine, Item
from crosspost.batch.sources.export_signs import NOTION_PAGE
from crosspost.batch.sources.exports.contents import Contents, Exported, ExportOptions
from crosspost.batch.sources.exports.files import Files, content, folder_of_file
from crosspost.batch.sources.exports.html_tree import (
    body_of,
    inner_html,
    remove,
    tree_of,
    with_class,
    words,
)
from crosspost.batch.sources.exports.markdown_text import to_html
from crosspost.batch.sources.exports.values import split
from crosspost.errors import CrosspostError
from crosspost.images.names import extension
from crosspost.lazy_regex import lazy_compile

_PROPERTY = lazy_compile(r"([\w][\w \-/()]{0,40}): (\S.{0,2000})")
_LARGEST = 10 * 1024 * 1024
_LARGEST_PICTURE = 10 * 1024 * 1024
# Bytes of the pictures of one page.
_MOST = 24 * 1024 * 1024
# What Notion calls the fields of posts, and people do.
_FIELDS = {
    "tags": ("tags", "tag", "labels", "topics", "keywords"),
    "categories": ("category", "categories"),
    "date": ("date", "published", "publish date", "published at", "created", "created time"),
    "authors": ("author", "authors", "by"),
    "description": ("description", "summary", "excerpt"),
    "slug": ("slug",),
}
PRIVATE = "a page of Notion, which may be private"
LINKS = "links to other pages of the export are plain text now"
FILES = "left out: files that are not pictures"


def pages(names: list[str]) -> list[str]:
    """Return the names of files that are pages of Notion; none if too few are."""
    texts = [name for name in names if name.endswith((".md", ".html"))]
    found = [name for name in texts if NOTION_PAGE.fullmatch(name.rpartition("/")[2])]
    return found if found and 2 * len(found) >= len(texts) else []


def read(files: Files, pages: list[str], name: str, options: ExportOptions) -> Iterator[Item]:
    """Yield the pages; all are drafts, since Notion does not say which are published.

    Args:
        pages: the names of their files.
        name: of the export.
    """
    contents = Contents(options, name)
    known = set(files.names())
    used: set[str] = set(pages)
    for page in pages:
        try:
            source = content(files, page, _LARGEST).decode("utf-8", "replace")
        except CrosspostError as error:
            yield BadLine(None, str(error))
            continue
        one = _page(page, source)
        one.html = _Links(files, known, used, page, one.notes).resolved(one.html)
        yield from contents.take(one)
    rest = [one for one in known - used if not one.endswith(".csv")]
    contents.leave_out("table", "", "its rows are pages", len(known - used) - len(rest))
    contents.leave_out("file", "", "no page shows it", len(rest))
    yield from contents.end()


def _page(page: str, source: str) -> Exported:
    found = NOTION_PAGE.fullmatch(page.rpartition("/")[2])
    assert found
    if found[3] == "html":
        title, properties, text = _of_html(source)
    else:
        title, properties, text = _of_markdown(source)
    fields = {
        field: next((properties[one] for one in names if one in properties), "")
        for field, names in _FIELDS.items()
    }
    return Exported(
        key=found[2],
        html=text,
        title=title or found[1],
        status="page",
        private=PRIVATE,
        date=_day(fields["date"]),
        authors=split(fields["authors"]),
        categories=split(fields["categories"]),
        tags=split(fields["tags"]),
        description=fields["description"],
        slug=fields["slug"],
    )


def _day(text: str) -> date | datetime | None:
    from crosspost.batch.sources.columns import read_day

    return read_day(text.partition(" → ")[0].lstrip("@")) if text else None


def _of_markdown(source: str) -> tuple[str, dict[str, str], str]:
    """Return title, properties and text: a heading, then lines ``Name: value``, then the text."""
    lines = source.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    title, at = "", 0
    if lines and lines[0].startswith("# "):
        title, at = lines[0][2:].strip(), 1
    while at < len(lines) and not lines[at].strip():
        at += 1
    start, properties = at, dict[str, str]()
    while at < len(lines) and (found := _PROPERTY.fullmatch(lines[at])):
        properties[found[1].strip().lower()] = found[2].strip()
        at += 1
    if at < len(lines) and lines[at].strip():  # a text that begins like one
        properties, at = {}, start
    return title, properties, to_html("\n".join(lines[at:]))


def _of_html(source: str) -> tuple[str, dict[str, str], str]:
    tree = tree_of(source)
    body = next(with_class(tree, "page-body"), None)
    heading = next(with_class(tree, "page-title"), None)
    properties = {}
    for table in with_class(tree, "properties"):
        for row in table.iter("tr"):
            cells = [words(cell) for cell in row if isinstance(cell.tag, str)]
            if len(cells) == 2:
                marks = [words(one) for one in with_class(row, "selected-value")]
                properties[cells[0].lower()] = ", ".join(marks) or cells[1]
    text = inner_html(body_of(tree) if body is None else body)
    return "" if heading is None else words(heading), properties, text


class _Links:
    """The links and pictures of a page that lead to other files of the export."""

    def __init__(
        self, files: Files, known: set[str], used: set[str], page: str, notes: list[str]
    ) -> None:
        self._files, self._known, self._used = files, known, used
        self._folder = folder_of_file(page)
        self._notes = notes
        self._left = _MOST

    def resolved(self, text: str) -> str:
        """Return a text whose pictures are in it, and without links that lead nowhere."""
        if "src=" not in text and "href=" not in text:
            return text
        body = body_of(tree_of(text))
        for picture in list(body.iter("img")):
            name = self._name(picture.get("src", ""))
            if name:
                self._put_in(picture, name)
        for link in list(body.iter("a")):
            name = self._name(link.get("href", ""))
            if name:
                self._unlink(link, name)
        return inner_html(body)

    def _name(self, url: str) -> str:
        """Return the name of the file that a URL leads to; empty if it is not of the export."""
        if not url or url.startswith(("#", "/")) or ":" in url.partition("/")[0]:
            return ""
        parts: list[str] = self._folder.split("/")[:-1]
        for part in unquote(url.partition("#")[0].partition("?")[0]).split("/"):
            if part == "..":
                parts = parts[:-1]
            elif part not in ("", "."):
                parts.append(part)
        name = "/".join(parts)
        return name if name in self._known else ""

    def _put_in(self, picture: etree._Element, name: str) -> None:
        self._used.add(name)
        try:
            found = content(self._files, name, min(_LARGEST_PICTURE, max(self._left, 0)))
        except CrosspostError as error:
            self._notes.append(f"left out: a picture: {error}")
            remove(picture)
            return
        kind = extension(found)
        if kind is None:
            self._notes.append(f"left out: a picture that is none: {name[-60:]!r}")
            remove(picture)
            return
        self._left -= len(found)
        mime = "jpeg" if kind == ".jpg" else kind[1:]
        data = base64.b64encode(found).decode()
        picture.set("src", f"data:image/{mime};base64,{data}")
        if picture.get("alt", "") == name.rpartition("/")[2]:
            picture.set("alt", "")

    def _unlink(self, link: etree._Element, name: str) -> None:
        self._used.add(name)
        self._notes.append(LINKS if NOTION_PAGE.fullmatch(name.rpartition("/")[2]) else FILES)
        link.tag = "span"
        for key in list(link.attrib):
            del link.attrib[key]
