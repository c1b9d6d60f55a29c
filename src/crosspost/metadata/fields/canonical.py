"""The article's own address: what the page calls canonical, where that can be true."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crosspost import urls
from crosspost.metadata.candidate import Candidate, Chosen, of_field
from crosspost.model import Document

_MAX_LENGTH = 2_000


def choose(found: Sequence[Candidate], document: Document, chosen: dict[str, Any]) -> Chosen | None:
    """Choose the canonical address; at last the page's own without tracking parameters.

    A canonical address on another host is a claim that the article was published there first
    (syndication, RFC 6596). It is believed where it can be this article's: it is no home page, and
    it has a path of its own. One that leads to the home page, or up the path of a page that is none
    itself, is a mistake of the site's software and is passed over.
    """
    for candidate in of_field(found, "canonical_url"):
        address = urls.absolute(document.base_url or document.url, str(candidate.value))
        if address and is_plausible(address, document.url, candidate.confidence):
            return Chosen(urls.without_tracking(address), candidate.source)
    return None


def is_plausible(address: str, page: str, confidence: float) -> bool:
    """Tell whether an address can be that of the article on this page."""
    if not urls.is_web(address) or len(address) > _MAX_LENGTH:
        return False
    there = urls.path(address).strip("/")
    if urls.path(page).strip("/") and not there and "?" not in address:
        return False
    if urls.host(page) in ("", urls.host(address)):
        return True
    # Another host: only the page's own word for it counts, "www." and subdomains apart.
    if _registered(urls.host(page)) == _registered(urls.host(address)):
        return True
    return confidence >= 0.9 and len(there) > 1 and "." in urls.host(address)


def _registered(host: str) -> str:
    labels = host.split(".")
    size = 3 if len(labels) > 2 and len(labels[-2]) <= 3 and len(labels[-1]) == 2 else 2
    return ".".join(labels[-size:])
