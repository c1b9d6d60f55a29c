"""What the list that a link came from says of the article: a feed knows its title and its day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from crosspost.metadata.candidate import Candidate
from crosspost.metadata.days.iso import read_moment
from crosspost.metadata.text import plain
from crosspost.model import Metadata
from crosspost.urls import is_web

# As the weights know places: a feed is written by the software that writes the page's own data.
# Descriptions and pictures may come from lists that anybody has written.
_TRUST = {"title": 0.8, "date": 0.9, "author": 0.8, "tags": 0.7, "description": 0.5, "image": 0.5}


def read_offered(fields: Mapping[str, Any], source: str = "feed") -> Iterator[Candidate]:
    """Yield a feed's ``title``, ``date``, ``author``, ``tags`` … as candidates.

    They win only where the page itself says nothing better: the feed of a group of blogs may name
    its own author for all of them.
    """
    title, author, day = fields.get("title"), fields.get("author"), fields.get("date")
    moment = read_moment(day) if isinstance(day, str) else day
    if isinstance(title, str) and plain(title):
        yield Candidate("title", plain(title), source, _TRUST["title"])
    if isinstance(author, str) and plain(author):
        yield Candidate("authors", (plain(author),), source, _TRUST["author"])
    if isinstance(moment, date):
        yield Candidate("published", moment, source, _TRUST["date"])
    tags = tuple(plain(str(tag)) for tag in fields.get("tags") or () if str(tag).strip())
    if tags:
        yield Candidate("tags", tags, source, _TRUST["tags"])
    description, image = fields.get("description"), fields.get("image")
    if isinstance(description, str) and plain(description):
        yield Candidate("description", plain(description), source, _TRUST["description"])
    if isinstance(image, str) and is_web(image):
        yield Candidate("image", image, source, _TRUST["image"])


def as_metadata(fields: Mapping[str, Any], url: str) -> Metadata:
    """Return the metadata of an article whose body came with a list, cleaned like a page's.

    Args:
        fields: as of ``read_offered``, and ``categories``.
        url: of the article.
    """
    found: dict[str, Any] = {one.field: one.value for one in read_offered(fields)}
    categories = tuple(plain(str(name)) for name in fields.get("categories") or ())
    found["categories"] = tuple(filter(None, categories))
    return Metadata(**found, canonical_url=url)
