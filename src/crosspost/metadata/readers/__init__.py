"""The readers of a page, one module for each syntax: ``read(view)`` yields its candidates.

A new syntax needs a module here and a line in ``READERS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from crosspost.metadata.candidate import Candidate, Field
from crosspost.metadata.readers import (
    breadcrumb,
    byline,
    heading,
    hentry,
    jsonld,
    license_lines,
    licenses,
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
from crosspost.metadata.view import View

Reader = Callable[[View], Iterator[Candidate]]

# In order of trust: of candidates with the same confidence, the earlier reader's is chosen. What
# yields titles, or categories, which are cut from titles, comes before ``heading`` (a test compares
# the title that is read alone with that of the whole metadata).
READERS: tuple[Reader, ...] = (
    jsonld.read,
    opengraph.read,
    metatags.read,
    linktags.read,
    licenses.read,
    license_lines.read,
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
TITLE_READERS = READERS[: READERS.index(heading.read) + 1]
# What yields names of the site and is quickly read (see ``SourceType.is_in_body``).
SITE_NAME_READERS: tuple[Reader, ...] = (
    jsonld.read,
    opengraph.read,
    metatags.read,
    heading.read,
)
# Read only where the others find nothing for a field: what is far from the heading or above it.
FALLBACK_READERS: Mapping[Field, tuple[Reader, ...]] = {
    "authors": (byline.read_far, owner.read),
    "published": (timestamps.read_far,),
    "categories": (breadcrumb.read,),
}
