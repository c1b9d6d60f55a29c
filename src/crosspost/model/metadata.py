"""The metadata of an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime

from crosspost.model.empty import nothing


@dataclass(frozen=True)
class Metadata:
    """The metadata of an article. Every field may be empty; ``sources`` says where it was found.

    Attributes:
        published: a ``datetime`` where the page gives a time (aware where it gives an offset,
            else naive), a ``date`` where it gives only the day; always the day the page shows.
        license: a URL where the page links one, else its words.
        language: a BCP 47 tag.
        sources: field name → the place that it was read from ("json-ld author", "meta og:title"), a
            text for people.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: date | datetime | None = None
    updated: date | datetime | None = None
    site: str | None = None
    description: str | None = None
    image: str | None = None
    canonical_url: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    license: str | None = None
    sources: Mapping[str, str] = field(default_factory=nothing)


# The names of the fields, in the order in which a reader meets them.
FIELDS = tuple(item.name for item in fields(Metadata) if item.name != "sources")
