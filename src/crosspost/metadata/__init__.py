"""The metadata of a page: title, authors, dates and so on, each with the place it was found.

Each syntax has a reader in ``readers/``, which yields candidates with their sources. Each field has
a module in ``fields/``, which compares the candidates and chooses one.

>>> metadata = read(document)                            # doctest: +SKIP
>>> metadata.title, metadata.sources["title"]            # doctest: +SKIP
('Community Media in Kyrgyzstan', 'visible h1')
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Any

from crosspost.metadata.candidate import Candidate, Chosen, Field
from crosspost.metadata.considered import Considered, considered
from crosspost.metadata.feed_entry import read_entry
from crosspost.metadata.fields import (
    authors,
    canonical,
    description,
    image,
    labels,
    language,
    license,
    published,
    site,
    title,
)
from crosspost.metadata.readers import (
    FALLBACK_READERS,
    READERS,
    SITE_NAME_READERS,
    TITLE_READERS,
    Reader,
    heading,
)
from crosspost.metadata.selectors import select
from crosspost.metadata.view import View
from crosspost.model import Document, Metadata

__all__ = [
    "CHOOSERS",
    "Candidate",
    "Considered",
    "Reading",
    "candidates",
    "choose",
    "read",
    "select",
]

Chooser = Callable[[Sequence[Candidate], Document, dict[str, Any]], Chosen | None]

# Whether a field needs its fallback readers.
_LACKS: tuple[tuple[Field, Callable[[Sequence[Candidate]], bool]], ...] = (
    ("authors", authors.lacks_author),
    ("published", published.lacks_day),
    ("categories", labels.lacks_category),
)

# Later ones see what the earlier ones chose: a title needs the site's name.
CHOOSERS: tuple[tuple[Field, Chooser], ...] = (
    ("language", language.choose),
    ("site", site.choose),
    ("title", title.choose),
    ("authors", authors.choose),
    ("published", published.choose_published),
    ("updated", published.choose_updated),
    ("description", description.choose),
    ("image", image.choose),
    ("canonical_url", canonical.choose),
    ("categories", labels.choose_categories),
    ("tags", labels.choose_tags),
    ("license", license.choose),
)


class Reading:
    """The metadata of a page, read when it is first needed; the title alone is read faster.

    Args:
        document: the page.
        entry: what the entry of the feed says of the article (``title``, ``date``, ``author``,
            ``tags``); these are further candidates.
    """

    def __init__(self, document: Document, entry: Mapping[str, Any] | None = None) -> None:
        self._document = document
        self._view = View(document)
        self._of_entry = tuple(read_entry(entry or {}))
        self._read: dict[Reader, tuple[Candidate, ...]] = {}

    def _found(self, readers: Sequence[Reader]) -> tuple[Candidate, ...]:
        """Return what readers find; each is called once."""
        for reader in readers:
            if reader not in self._read:
                self._read[reader] = tuple(reader(self._view))
        return tuple(candidate for reader in readers for candidate in self._read[reader])

    @cached_property
    def title(self) -> str | None:
        """The title that ``metadata`` has."""
        choice = title.heading(self._found((heading.read,)), self._document, self._site_names)
        if choice is None:
            found = self._found(TITLE_READERS) + self._of_entry
            choice = title.choose(found, self._document, {})
        return None if choice is None else str(choice.value)

    def _site_names(self) -> frozenset[str]:
        return site.names_in_head(self._found(SITE_NAME_READERS), self._document)

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """The candidates for all fields, in the order of the readers."""
        found = self._found(READERS)
        for field, is_lacking in _LACKS:
            if is_lacking(found):
                found += self._found(FALLBACK_READERS[field])
        return found

    @cached_property
    def considered(self) -> tuple[Considered, ...]:
        """Every candidate, also those that are only read where others are missing, with reasons."""
        found = self.candidates + self._of_entry
        fallbacks = [reader for readers in FALLBACK_READERS.values() for reader in readers]
        more = self._found([reader for reader in fallbacks if reader not in self._read])
        return considered(found, more, self.metadata, self._document)

    @cached_property
    def metadata(self) -> Metadata:
        """All fields."""
        return choose(self.candidates + self._of_entry, self._document)


def read(document: Document, entry: Mapping[str, Any] | None = None) -> Metadata:
    """Return the page's metadata. See ``Reading`` for ``entry``."""
    return Reading(document, entry).metadata


def candidates(document: Document) -> tuple[Candidate, ...]:
    """Return the candidates for all fields, in the order of the readers."""
    return Reading(document).candidates


def choose(found: Sequence[Candidate], document: Document) -> Metadata:
    """Choose among candidates; every field's source is in ``Metadata.sources``."""
    chosen: dict[str, Any] = {}
    sources: dict[str, str] = {}
    warnings: list[str] = []
    for field, chooser in CHOOSERS:
        choice = chooser(found, document, chosen)
        if choice is not None:
            chosen[field] = choice.value
            sources[field] = str(choice.source)
            warnings += filter(None, [choice.warning])
    rejected = "" if "published" in chosen else published.rejected(found)
    return Metadata(
        **chosen,
        sources=MappingProxyType(sources),
        warnings=tuple(warnings),
        rejected_day=rejected,
    )
