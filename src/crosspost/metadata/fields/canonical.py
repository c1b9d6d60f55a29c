"""The article's canonical URL: the one that the page gives, where it is plausible."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crosspost import urls
from crosspost.metadata.candidate import Candidate, Chosen, of_field
from crosspost.model import Document

_MAX_LENGTH = 2_000


def choose(found: Sequence[Candidate], document: Document, chosen: dict[str, Any]) -> Chosen | None:
    """Choose the canonical URL, without tracking parameters; without one it is the page's own.

    A canonical URL on another host says that the article was first published there (syndication,
    RFC 6596). It is accepted if it has a path. A canonical URL of the home page, on a page that is
    not the home page, is a mistake of the site's software and is ignored.
    """
    for candidate in of_field(found, "canonical_url"):
        url = urls.absolute(document.base_url or document.url, str(candidate.value))
        if url and is_plausible(url, document.url, candidate.confidence):
            return Chosen(urls.without_tracking(url), candidate.source)
    return None


def is_plausible(url: str, page: str, confidence: float) -> bool:
    """Tell whether a URL can be that of the article on this page."""
    if not urls.is_web(url) or len(url) > _MAX_LENGTH:
        return False
    there = urls.path(url).strip("/")
    if urls.path(page).strip("/") and not there and "?" not in url:
        return False
    if urls.host(page) in ("", urls.host(url)):
        return True
    # On another registered domain only the most trusted sources count.
    if urls.is_same_site(urls.host(page), urls.host(url)):
        return True
    return confidence >= 0.9 and len(there) > 1 and "." in urls.host(url)
