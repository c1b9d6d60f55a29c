"""Finding elements in a tree by name.

BeautifulSoup's own ``find`` builds a matcher for every call, ten times the cost of the search in
the small trees that are searched here; this one is a plain walk in document order.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from bs4 import Tag
from bs4.element import NavigableString, RubyTextString

# The classes of text; comments, scripts and the like have classes of their own.
TEXT = frozenset({NavigableString, RubyTextString})


def every(tag: Tag, names: Container[str]) -> Iterator[Tag]:
    """Yield the elements in a tree, without its root, that have one of these names."""
    stack = [node for node in reversed(tag.contents) if isinstance(node, Tag)]
    while stack:
        found = stack.pop()
        if found.name in names:
            yield found
        stack.extend(node for node in reversed(found.contents) if isinstance(node, Tag))


def first(tag: Tag, names: Container[str]) -> Tag | None:
    """Return the first of them in document order; None if there is none."""
    return next(every(tag, names), None)


def children(tag: Tag, names: Container[str]) -> list[Tag]:
    """Return those that are children of the element."""
    return [node for node in tag.contents if isinstance(node, Tag) and node.name in names]
