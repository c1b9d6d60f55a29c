"""A page of a site that is not a post."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """A page or a static HTML file.

    Attributes:
        path: below the source.
        url: with ``index.html`` left out; empty if the permalink has placeholders.
        redirects: the URLs that redirect to it.
    """

    path: str
    url: str
    redirects: tuple[str, ...] = ()
