"""A page as a tree."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from crosspost.model.flow import Flow
from crosspost.model.selected import Selected

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMES = ("title", "meta", "link", "script", "h1")
_OF_ITEMS = frozenset({"itemscope", "typeof"})
_ATTRIBUTES = _OF_ITEMS | {"itemprop", "property"}
_MAX_ATTRIBUTED = 6_000


@dataclass(frozen=True)
class Document:
    """A page as a tree.

    Attributes:
        url: the URL of the page, after redirects; empty if unknown.
        base_url: what relative URLs are relative to (with ``<base href>``).
        tree: the root of an lxml tree; nothing changes it.
        flow: what the tree says and shows, in order.
        warnings: losses noticed in decoding and parsing.
        selected: what the rule for the site has found in the page; None if there is no rule.
    """

    url: str
    base_url: str
    tree: _Element
    flow: Flow
    warnings: tuple[str, ...] = ()
    selected: Selected | None = None

    @cached_property
    def elements(self) -> dict[str, list[Any]]:
        """The elements that most steps ask for, by name, in the order of the page."""
        found: dict[str, list[Any]] = {name: [] for name in _NAMES}
        for element in self.tree.iter(*_NAMES):
            found[str(element.tag)].append(element)
        return found

    @cached_property
    def attributed(self) -> tuple[Any, ...]:
        """The elements with attributes of microdata or RDFa; not more than some thousands.

        None if no element is an item: then ``property`` is that of Open Graph.
        """
        marked = (e for e in self.tree.iter("*") if not _ATTRIBUTES.isdisjoint(e.keys()))
        found = tuple(islice(marked, _MAX_ATTRIBUTED))
        return found if any(not _OF_ITEMS.isdisjoint(e.keys()) for e in found) else ()
