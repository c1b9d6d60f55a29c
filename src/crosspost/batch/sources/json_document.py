"""One JSON document: a list of links as services export it, bookmarks of browsers, JSON Feed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, BinaryIO

from crosspost.batch.entry import BadLine, Entry, Item
from crosspost.batch.sources.bookmarks import TagsFrom, bookmark, read_epoch
from crosspost.batch.sources.columns import (
    UnreadDates,
    column_names,
    entry_of,
    read_day,
    url_in,
)
from crosspost.batch.sources.exports.values import objects, strings
from crosspost.batch.sources.json_text import NotJSON, load
from crosspost.batch.sources.recognise import column
from crosspost.urls import absolute, is_web

# Chrome counts microseconds from the year 1601.
_CHROME_EPOCH = 11_644_473_600
_FOLDER = "text/x-moz-place-container"
_DEEPEST = 100  # folders within folders


def read(
    stream: BinaryIO, base: str, *, use_content: bool = False, tags_from: TagsFrom = "both"
) -> Iterator[Item]:
    """Yield the links of a JSON document.

    Args:
        stream: the document, in UTF-8.
        base: its URL; empty for a file.
        use_content: take the full text that a feed has, instead of fetching the page.
        tags_from: what gives the tags of bookmarks.
    """
    try:
        document = load(stream, _refuse)
    except NotJSON as error:
        yield error.bad_line
        return
    yield from _items(document, base, use_content, tags_from)


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is not JSON (RFC 8259)")


def _items(document: Any, base: str, use_content: bool, tags_from: TagsFrom) -> Iterator[Item]:
    if isinstance(document, list):
        yield from _rows(document)
    elif not isinstance(document, dict):
        yield BadLine(None, "JSON without a list of links", fatal=True)
    elif "jsonfeed.org" in str(document.get("version")) and document.get("items"):
        yield from _feed(_list(document["items"]), base, use_content)
    elif isinstance(document.get("roots"), dict):
        for root in document["roots"].values():
            yield from _chrome(root, (), tags_from)
    elif document.get("type") == _FOLDER:
        yield from _firefox(document, (), tags_from)
    elif rows := _list_of_links(document):
        yield from _rows(rows)
    else:
        names = column_names([str(name) for name in document])
        yield BadLine(None, f"JSON without a list of links: {names}", fatal=True)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _list_of_links(document: Mapping[str, Any]) -> list[Any]:
    """Return the first list in an object that has objects with a URL."""
    for value in document.values():
        if isinstance(value, list) and any(
            isinstance(each, dict) and url_in(_row(each)) for each in value
        ):
            return value
    return []


def _rows(rows: list[Any]) -> Iterator[Item]:
    unread = UnreadDates()
    for number, value in enumerate(rows, 1):
        if isinstance(value, str):
            yield Entry(value, number, given=True)
            continue
        row = _row(value) if isinstance(value, dict) else {}
        if url_in(row):
            yield entry_of(row, number, unread)
        else:
            what = "no URL in this object" if row else "neither a URL nor an object"
            yield BadLine(number, what)
    yield from unread.notes()


def _row(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return an object as the row of a table.

    Pinboard and Delicious call the title ``description``, the person's own note ``extended``, and
    write the tags with spaces between them.
    """
    row = {column(str(name)): inner for name, inner in value.items()}
    if "href" in row and "extended" in row:
        row["title"], row["description"] = row.get("description"), None
        tags = row.get("tags", row.get("tag"))
        row["tags"] = tags.split() if isinstance(tags, str) else tags
    return row


def _feed(items: list[Any], base: str, use_content: bool) -> Iterator[Item]:
    """Yield the items of a JSON Feed (https://www.jsonfeed.org/version/1.1/)."""
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict):
            yield BadLine(number, "an item that is not an object")
            continue
        link = _text(item, "url") or _text(item, "external_url")
        url = (absolute(base, link) or "") if link else ""
        if not is_web(url) and is_web(_text(item, "id")):
            url = _text(item, "id")
        if not is_web(url):
            yield BadLine(number, f"an item without a link: {_text(item, 'title')[:60]!r}")
            continue
        published = read_day(_text(item, "date_published"))
        people = item.get("authors") or [item.get("author")]
        names = [_text(one, "name") for one in objects(people)]
        fields = {
            "title": _text(item, "title"),
            "date": published,
            "author": ", ".join(dict.fromkeys(filter(None, names))),
            "tags": strings(item.get("tags")),
        }
        fields = {name: value for name, value in fields.items() if value}
        dated = published or read_day(_text(item, "date_modified"))
        body = _text(item, "content_html") if use_content else ""
        if body:
            yield Entry(url, number, fields, dated=dated, kind="ready", body=body)
        else:
            yield Entry(url, number, offered=fields, dated=dated)


def _text(item: Mapping[str, Any], name: str) -> str:
    value = item.get(name)
    return value.strip() if isinstance(value, str) else ""


def _chrome(node: Any, folders: tuple[str, ...], tags_from: TagsFrom) -> Iterator[Entry]:
    """Yield the bookmarks below a node of Chrome's file ``Bookmarks``; its roots have no name."""
    if not isinstance(node, dict) or len(folders) > _DEEPEST:
        return
    if node.get("type") == "url":
        added = read_epoch(_text(node, "date_added"))
        if added:
            added = _from_1601(added)
        yield from bookmark(_text(node, "url"), None, folders, [], added, tags_from)
    for below in _list(node.get("children")):
        if isinstance(below, dict):
            name = _text(below, "name") if below.get("type") == "folder" else ""
            yield from _chrome(below, (*folders, *filter(None, [name])), tags_from)


def _from_1601(value: datetime) -> datetime | None:
    try:
        return value - timedelta(seconds=_CHROME_EPOCH)
    except OverflowError:
        return None


def _firefox(node: Any, folders: tuple[str, ...], tags_from: TagsFrom) -> Iterator[Entry]:
    """Yield the bookmarks below a folder of Firefox's backup; its roots have no name."""
    if len(folders) > _DEEPEST:
        return
    for below in _list(node.get("children")):
        if not isinstance(below, dict):
            continue
        if below.get("type") == _FOLDER:
            name = "" if below.get("root") else _text(below, "title")
            yield from _firefox(below, (*folders, *filter(None, [name])), tags_from)
        elif _text(below, "uri"):
            labels = _text(below, "tags").split(",")
            added = read_epoch(str(below.get("dateAdded", "")))
            yield from bookmark(_text(below, "uri"), None, folders, labels, added, tags_from)
