"""Who, when, what: the metadata of a page, with the place that each field was found.

Every syntax has a reader in ``readers/``: it yields candidates, each with its source. Every field
has a file in ``fields/`` that weighs the candidates against each other and chooses one.

>>> metadata = read(document)                            # doctest: +SKIP
>>> metadata.title, metadata.sources["title"]            # doctest: +SKIP
('Community Media in Kyrgyzstan', 'visible h1')
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Any

from crosspost.metadata.candidate import Candidate, Chosen
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
from crosspost.metadata.offered import read_offered
from crosspost.metadata.readers import (
    breadcrumb,
    byline,
    heading,
    hentry,
    jsonld,
    linktags,
    metatags,
    microdata,
    opengraph,
    owner,
    page_url,
    pictures,
    rdfa,
    scripts,
    timestamps,
)
from crosspost.metadata.selected import select
from crosspost.metadata.view import View
from crosspost.model import Document, Metadata

__all__ = ["CHOOSERS", "READERS", "Candidate", "Reading", "candidates", "choose", "read", "select"]

Reader = Callable[[View], Iterator[Candidate]]
Chooser = Callable[[Sequence[Candidate], Document, dict[str, Any]], Chosen | None]

# In order of trust: where two candidates weigh the same, the earlier reader's wins.
READERS: tuple[Reader, ...] = (
    jsonld.read,
    opengraph.read,
    metatags.read,
    linktags.read,
    microdata.read,
    rdfa.read,
    hentry.read,
    heading.read,
    byline.read,
    timestamps.read,
    scripts.read,
    page_url.read,
    pictures.read,
)

# What the page says far from its heading, or over it, is read where nothing else names anybody, a
# day or a category.
FARTHER: tuple[tuple[Callable[[Sequence[Candidate]], bool], tuple[Reader, ...]], ...] = (
    (authors.names_nobody, (byline.read_far, owner.read)),
    (published.names_no_day, (timestamps.read_far,)),
    (labels.names_no_category, (breadcrumb.read,)),
)

# What these find may be a title, or tell which title is the page's: none of the later ones does.
_TITLE_READERS = READERS[: READERS.index(heading.read) + 1]

# What these find may be the site's name, as the title needs it.
_NAMING_READERS = (
    jsonld.read,
    opengraph.read,
    metatags.read,
    heading.read,
)

# A later one may look at what the earlier ones chose: a title needs to know the site's name.
CHOOSERS: tuple[tuple[str, Chooser], ...] = (
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
    """The metadata of a page, read when it is asked for, the title apart: it is had at less cost.

    The tree is left as it is, and must be as it was until ``metadata`` has been read.

    Args:
        offered: what the feed that the link came from says of the article (``title``, ``date``,
            ``author``, ``tags``): candidates among those of the page.
    """

    def __init__(self, document: Document, offered: Mapping[str, Any] | None = None) -> None:
        self._document = document
        self._view = View(document)
        self._offered = tuple(read_offered(offered or {}))
        self._read: dict[Reader, tuple[Candidate, ...]] = {}

    def _found(self, readers: Sequence[Reader]) -> tuple[Candidate, ...]:
        """Return what readers find; each is asked once."""
        for reader in readers:
            if reader not in self._read:
                self._read[reader] = tuple(reader(self._view))
        return tuple(candidate for reader in readers for candidate in self._read[reader])

    @cached_property
    def title(self) -> str | None:
        """The title that ``metadata`` has."""
        choice = title.heading(self._found((heading.read,)), self._document, self._site_names)
        if choice is None:
            found = self._found(_TITLE_READERS) + self._offered
            choice = title.choose(found, self._document, {})
        return None if choice is None else str(choice.value)

    def _site_names(self) -> frozenset[str]:
        return site.names_in_head(self._found(_NAMING_READERS), self._document)

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """What the page offers for any field, in the order of ``READERS``, then ``FARTHER``."""
        found = self._found(READERS)
        for is_wanting, readers in FARTHER:
            if is_wanting(found):
                found += self._found(readers)
        return found

    @cached_property
    def metadata(self) -> Metadata:
        """All of it."""
        return choose(self.candidates + self._offered, self._document)


def read(document: Document, offered: Mapping[str, Any] | None = None) -> Metadata:
    """Return the page's metadata; the tree is left as it is. See ``Reading`` for ``offered``."""
    return Reading(document, offered).metadata


def candidates(document: Document) -> tuple[Candidate, ...]:
    """Return what the page offers for any field, in the order of ``READERS``, then ``FARTHER``."""
    return Reading(document).candidates


def choose(found: Sequence[Candidate], document: Document) -> Metadata:
    """Choose among candidates; every field's source is in ``Metadata.sources``."""
    chosen: dict[str, Any] = {}
    sources: dict[str, str] = {}
    for field, chooser in CHOOSERS:
        choice = chooser(found, document, chosen)
        if choice is not None:
            chosen[field] = choice.value
            sources[field] = choice.source
    return Metadata(**chosen, sources=MappingProxyType(sources))
