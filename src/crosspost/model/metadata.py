"""Who, when, what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from crosspost.model.empty import nothing


@dataclass(frozen=True)
class Metadata:
    """Who, when, what. Every field may be empty; ``sources`` says where each one was found.

    Attributes:
        published: a ``datetime`` where the page gives a time (aware where it gives an offset,
            else naive), a ``date`` where it gives only the day; always the day the page shows.
        license: a URL where the page links one, else its words.
        language: a BCP 47 tag.
        sources: field name → the syntax and place it was read from ("json-ld", "meta og:title").
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
