"""What the rule for a site has found in a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from crosspost.model.site_rule import Selector, SiteRule

if TYPE_CHECKING:
    from lxml.etree import _Element

#: An element, or the text of an attribute or of XPath's ``text()`` and ``string()``.
Item: TypeAlias = "_Element | str"


class Tried(NamedTuple):
    """A selector that was tried.

    Attributes:
        key: of the rule: ``body``, ``remove``, ``next_page``, ``single_page`` or a field.
        selector: with the origin of its rule.
        hits: how many elements or texts it has found.
    """

    key: str
    selector: Selector
    hits: int


@dataclass(frozen=True)
class Selected:
    """What the rule for a page has found in it, before the tree was changed.

    Attributes:
        rule: the rules for the page, merged.
        body: the elements that are the article, in order, none within another; they are in the
            tree of the document. Empty: the rule gives none, or it has found nothing.
        items: other key → what the first of its selectors that finds anything has found; elements
            may have been removed from the tree since.
        tried: the selectors that were tried, in order.
        warnings: what the rule says of this page, for the user.
    """

    rule: SiteRule
    body: tuple[_Element, ...] = ()
    items: Mapping[str, tuple[Item, ...]] = field(default_factory=lambda: MappingProxyType({}))
    tried: tuple[Tried, ...] = ()
    warnings: tuple[str, ...] = ()

    def used(self, key: str) -> Selector | None:
        """Return the selector whose findings are used for a key; None if none found anything."""
        return next((t.selector for t in self.tried if t.key == key and t.hits), None)
