"""The metadata of an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Final

from crosspost.model.empty import nothing


@dataclass(frozen=True)
class Metadata:
    """The metadata of an article. Every field may be empty; ``sources`` says where each was found.

    Attributes:
        published: a ``datetime`` if the page gives a time (aware if it gives an offset,
            else naive), a ``date`` if it gives only the day; always the day that the page shows.
        license: a URL if the page links one, else its text.
        language: a BCP 47 tag.
        sources: field name → the place that it was read from ("json-ld author", "meta og:title"), a
            text for the user.
        warnings: what the user should check: values that the page contradicts.
        rejected_day: where ``published`` is empty, the day that the page shows and why it was not
            taken, a text for the user; empty where the page shows none.
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
    warnings: tuple[str, ...] = ()
    rejected_day: str = ""


# The beginning of the warning about a post without a date, by which the batch counts them together.
UNCERTAIN_DATE: Final = "no date is certain in the page"
# The source of an image that was only seen on the page; one that is not in the body is not used.
SEEN_PICTURE: Final = "first large picture"
# The names of the fields, in the order in which they are shown.
_ABOUT_FIELDS = frozenset({"sources", "warnings", "rejected_day"})
FIELDS = tuple(item.name for item in fields(Metadata) if item.name not in _ABOUT_FIELDS)
