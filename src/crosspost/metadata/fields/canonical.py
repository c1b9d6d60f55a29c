"""The article's canonical URL: the one that the page gives, where it is plausible."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crosspost import urls
from crosspost.metadata.candidate import Candidate, Chosen, of_field
from crosspost.model import Document

_MAX_LENGTH = 2_000
_TRUSTED = 0.9


def choose(found: Sequence[Candidate], document: Document, chosen: dict[str, Any]) -> Chosen | None:
    """Choose the canonical URL, without tracking parameters; without one it is the page's own.

    A canonical URL on another host says that the article was first published there (syndication,
    RFC 6596). It is accepted if it has a path. A canonical URL of the home page, on a page that is
    not the home page, is a mistake of the site's software and is ignored.
    """
    for candidate in of_field(found, "canonical_url"):
        if not fault(candidate, document):
            return Chosen(urls.without_tracking(_url(candidate, document)), candidate.source)
    return None


def fault(candidate: Candidate, document: Document) -> str:
    """Return why a candidate is not the URL of the article, empty if it may be."""
    url, page = _url(candidate, document), document.url
    if not urls.is_web(url) or len(url) > _MAX_LENGTH:
        return "not a web URL"
    there = urls.path(url).strip("/")
    if urls.path(page).strip("/") and not there and "?" not in url:
        return "the home page"
    if urls.host(page) in ("", urls.host(url)):
        return ""
    # On another registered domain only the most trusted sources count.
    if urls.is_same_site(urls.host(page), urls.host(url)):
        return ""
    is_trusted = candidate.confidence >= _TRUSTED and len(there) > 1 and "." in urls.host(url)
    return "" if is_trusted else "on another site"


def _url(candidate: Candidate, document: Document) -> str:
    return urls.absolute(document.base_url or document.url, str(candidate.value)) or ""
