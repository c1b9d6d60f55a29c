"""A platform that many sites use: how its pages are recognized, and the rule for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from crosspost.model import SiteRule
from crosspost.model.site_rule import BUILT_IN
from crosspost.sites.keys import read_rule
from crosspost.sites.url_patterns import matches


@dataclass(frozen=True)
class Platform:
    """A platform, recognized before any selector is compiled.

    Attributes:
        name: as people know it.
        hosts: those of its pages, as in ``url_patterns.read_pattern``.
        marks: texts in the source of its pages, compared with upper and lower case. One of them is
            enough; of a tuple of texts all must be there. A mark must be rare elsewhere.
        keys: the rule, with the keys of ``[sites]``.
    """

    name: str
    hosts: tuple[str, ...] = ()
    marks: tuple[str | tuple[str, ...], ...] = ()
    keys: Mapping[str, Any] = field(default_factory=dict)

    def is_of(self, url: str, source: str) -> bool:
        """Tell whether a page is one of the platform.

        Args:
            url: of the page; empty if it is not known.
            source: the page, decoded; empty before it was fetched.
        """
        if any(matches(host, url) for host in self.hosts):
            return True
        return any(
            mark in source if isinstance(mark, str) else all(text in source for text in mark)
            for mark in self.marks
        )

    def rule(self) -> SiteRule:
        """Return the rule for its pages."""
        return read_rule(self.name, BUILT_IN, self.keys)
