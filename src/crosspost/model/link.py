"""A link to an article, and the fields that its list gives for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from crosspost.model.empty import nothing


@dataclass(frozen=True)
class Link:
    """One article to make a post of.

    Attributes:
        url: an http(s) URL, a path to a saved page, or ``-`` for standard input.
        line: the line of the list it was read from, counted from 1.
        overrides: front matter fields given with the link; they override the page's.
    """

    url: str
    line: int | None = None
    overrides: Mapping[str, Any] = field(default_factory=nothing)
