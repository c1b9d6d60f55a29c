"""Metadata of an article from the entry of the feed (or another list) that its link came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from crosspost.metadata.candidate import Candidate
from crosspost.metadata.days.iso import read_timestamp
from crosspost.metadata.source import Source, SourceType
from crosspost.metadata.text import plain
from crosspost.model import Metadata
from crosspost.urls import is_web

# A feed is written by the software that writes the page's own data. Descriptions and pictures may
# come from other lists.
_SOURCE = Source(SourceType.FEED)
_TRUST = {"title": 0.8, "date": 0.9, "author": 0.8, "tags": 0.7, "description": 0.5, "image": 0.5}


def read_entry(fields: Mapping[str, Any]) -> Iterator[Candidate]:
    """Yield the entry's ``title``, ``date``, ``author``, ``tags`` … as candidates.

    They are chosen only where the page has nothing better: the feed of a group of blogs may name
    one author for all of them.
    """
    title, author, day = fields.get("title"), fields.get("author"), fields.get("date")
    timestamp = read_timestamp(day) if isinstance(day, str) else day
    if isinstance(title, str) and plain(title):
        yield Candidate("title", plain(title), _SOURCE, _TRUST["title"])
    if isinstance(author, str) and plain(author):
        yield Candidate("authors", (plain(author),), _SOURCE, _TRUST["author"])
    if isinstance(timestamp, date):
        yield Candidate("published", timestamp, _SOURCE, _TRUST["date"])
    tags = tuple(plain(str(tag)) for tag in fields.get("tags") or () if str(tag).strip())
    if tags:
        yield Candidate("tags", tags, _SOURCE, _TRUST["tags"])
    description, image = fields.get("description"), fields.get("image")
    if isinstance(description, str) and plain(description):
        yield Candidate("description", plain(description), _SOURCE, _TRUST["description"])
    if isinstance(image, str) and is_web(image):
        yield Candidate("image", image, _SOURCE, _TRUST["image"])


def as_metadata(fields: Mapping[str, Any], url: str) -> Metadata:
    """Return the metadata of an article whose body came with the entry.

    Args:
        fields: as of ``read_entry``, and ``categories``.
        url: of the article.
    """
    found: dict[str, Any] = {one.field: one.value for one in read_entry(fields)}
    categories = tuple(plain(str(name)) for name in fields.get("categories") or ())
    found["categories"] = tuple(filter(None, categories))
    return Metadata(**found, canonical_url=url)
