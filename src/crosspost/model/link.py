"""A link to an article, and what its list says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from crosspost.model.empty import nothing


@dataclass(frozen=True)
class Link:
    """One article that somebody wants as a post.

    Attributes:
        url: an http(s) address, a path to a saved page, or ``-`` for standard input.
        line: the line of the list it was read from, counted from 1.
        overrides: front matter fields given with the link; they win over the page's.
    """

    url: str
    line: int | None = None
    overrides: Mapping[str, Any] = field(default_factory=nothing)
