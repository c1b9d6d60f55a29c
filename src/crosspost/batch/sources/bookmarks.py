"""Bookmarks as browsers and services export them (the Netscape bookmark file format).

Pocket's and Instapaper's pages of links, which have no folders, are read in the same way, and so is
the XML of Pinboard and Delicious.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import BinaryIO, Literal

from crosspost.batch.entry import BadLine, Entry
from crosspost.batch.sources.private_marks import is_private, warnings_of
from crosspost.batch.sources.tags import Tag, tags
from crosspost.dates import read_iso
from crosspost.urls import scheme

# What gives the tags of a bookmark: the folders it is in, its own tags, or both.
TagsFrom = Literal["folders", "tags", "both"]

_NAMES = frozenset({"a", "dl", "/dl", "h3", "posts", "post", "/posts"})
_HEADINGS = frozenset({"h3"})
# What browsers keep among the bookmarks and cannot be fetched: bookmarklets, history queries.
_NO_ADDRESS = frozenset({"javascript", "place", "about", "chrome", "data", "file", "edge"})
# Folders that the browser has made, in the words of the user's language.
_OF_BROWSER = ("personal_toolbar_folder", "unfiled_bookmarks_folder")
_WHEN = ("add_date", "time_added")


def read(stream: BinaryIO, tags_from: TagsFrom = "both") -> Iterator[Entry | BadLine]:
    """Yield the bookmarks, dated by the day they were added."""
    folders: list[str] = []
    heading, tag = "", None
    for tag in tags(stream, _NAMES, with_text=_HEADINGS):
        if tag.is_odd:
            yield BadLine(tag.line, f"a quotation mark in an attribute of this <{tag.name}>")
        elif tag.is_cut:
            yield BadLine(tag.line, f"the file is cut within a <{tag.name}>", fatal=True)
        elif tag.name == "h3":
            heading = _folder(tag)
        elif tag.name == "a":
            yield from _bookmark(tag, folders, tags_from)
        elif tag.name == "post":
            yield from _post(tag, tags_from)
        elif tag.name in ("dl", "posts"):
            folders.append(heading)
            heading = ""
        elif folders:
            folders.pop()
    if tag is None:
        yield BadLine(None, "there is no bookmark in it", fatal=True)
    if folders:
        depth = len(folders)
        which = "a folder is" if depth == 1 else f"{depth} folders are"
        yield BadLine(None, f"the file is cut: {which} not closed (</DL>)", fatal=True)


def _post(tag: Tag, tags_from: TagsFrom) -> Iterator[Entry]:
    about = tag.attributes
    added = read_iso(about.get("time", ""))
    added = added if isinstance(added, datetime) else None
    labels = about.get("tag", "").split()
    private = is_private(about)
    yield from bookmark(
        about.get("href", ""), tag.line, (), labels, added, tags_from, private=private
    )


def _folder(heading: Tag) -> str:
    """Return the name of a folder, empty for one that the browser has made."""
    return "" if any(name in heading.attributes for name in _OF_BROWSER) else heading.text


def _bookmark(tag: Tag, folders: list[str], tags_from: TagsFrom) -> Iterator[Entry]:
    about = tag.attributes
    added = read_epoch(next(filter(None, (about.get(name, "") for name in _WHEN)), ""))
    labels = about.get("tags", "").split(",")
    private = is_private(about)
    yield from bookmark(
        about.get("href", ""), tag.line, folders, labels, added, tags_from, private=private
    )


def bookmark(
    url: str,
    line: int | None,
    folders: Sequence[str],
    labels: Sequence[str],
    added: datetime | None,
    tags_from: TagsFrom,
    *,
    private: bool = False,
) -> Iterator[Entry]:
    """Yield a bookmark, unless its URL is one that only a browser knows.

    Args:
        url: where it leads.
        line: of the file.
        folders: that it is in, the outermost first; empty names are those of the browser.
        labels: its own tags.
        added: when it was made.
        tags_from: which of both become its tags.
        private: it is marked as private.
    """
    url = url.strip()
    if not url or scheme(url) in _NO_ADDRESS:
        return
    names: list[str] = []
    names += folders if tags_from != "tags" else ()
    names += labels if tags_from != "folders" else ()
    unique = {name.strip().casefold(): name.strip() for name in reversed(names) if name.strip()}
    chosen = list(reversed(unique.values()))
    yield Entry(
        *(url, line, {"tags": chosen} if chosen else {}),
        dated=added,
        draft=private,
        warnings=warnings_of(private=private),
    )


def read_epoch(seconds: str) -> datetime | None:
    """Read seconds since 1970; some programs write milli- or microseconds."""
    if not seconds.isascii() or not seconds.isdigit() or len(seconds) > 17:
        return None
    value = int(seconds)
    while value > 100_000_000_000:
        value //= 1000
    return datetime.fromtimestamp(value, UTC) if value else None
