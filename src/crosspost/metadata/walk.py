"""A walk over the visible texts of a page, forwards or backwards from any element.

The walk knows what each text stands in. To ask every text for what is around it takes twice the
time.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, pairwise
from typing import Any

from lxml import etree

from crosspost.metadata.text import listed

# What an element is to the texts in it and around it. From ``_BLOCK`` on it ends the line.
_INLINE, _LINK, _TIME, _BLOCK, _HIDDEN, _ALIEN = range(6)
_KINDS: dict[Any, int] = {
    **dict.fromkeys(
        listed(
            "abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark nobr q s"
            " samp small span strike strong sub sup tt u var wbr data"
        ),
        _INLINE,
    ),
    "a": _LINK,
    # The others are what GitHub and forums draw "3 days ago" with.
    **dict.fromkeys(listed("time relative-time time-ago local-time"), _TIME),
    # Their own text is not seen; blocks within may be, where a script is to draw the page.
    **dict.fromkeys(listed("script style noscript template textarea option title"), _HIDDEN),
    # The words in a drawing are no text of the page.
    **dict.fromkeys(("svg", etree.Comment, etree.PI, etree.Entity), _ALIEN),
}
# Block, link, time; no block where nothing is seen.
_Home = tuple[Any, Any, Any]
# A text, whether a block begins or ends before it, the element that holds it, and what it stands
# in: block, link, time.
Piece = tuple[str, bool, Any, Any, Any, Any]
END: Piece = (" ", True, None, None, None, None)


def pieces_from(start: Any) -> Iterator[Piece]:
    """Return the texts in an element of the body and after it, to the body's end."""
    around: list[tuple[Any, ...]] = []
    way = _way_to(start)
    element, home = way[0]
    for inner, inner_home in way[1:]:
        rest = element[element.index(inner) + 1 :]
        around.append((iter(rest), inner, _kind_of(inner), element, *home))
        element, home = inner, inner_home
    first = [(element.text, False, element, *home)] if element.text and home[0] is not None else []
    return chain(first, _walk(element, home, around))


def pieces_before(start: Any) -> Iterator[Piece]:
    """Yield the texts of the body before an element, the nearest first."""
    way = _way_to(start)
    for (holder, home), (inner, _) in zip(way[-2::-1], way[:0:-1], strict=True):
        for child in reversed(holder[: holder.index(inner)]):
            yield from _walk_back(child, holder, home)
        if holder.text and home[0] is not None:
            yield holder.text, False, holder, *home


def _way_to(element: Any) -> list[tuple[Any, _Home]]:
    """Return the elements from the body (or the root) to this one, each with its texts' home."""
    around = [element]
    while element.tag != "body" and (element := element.getparent()) is not None:
        around.append(element)
    around.reverse()
    home: _Home = (around[0], None, None)
    way = [(around[0], home)]
    for holder, inner in pairwise(around):
        kind = _kind_of(inner)
        home = home if kind == _INLINE else _inside(inner, kind, holder, home)
        way.append((inner, home))
    return way


def _kind_of(element: Any) -> int:
    return _KINDS.get(element.tag, _BLOCK)


def _inside(element: Any, kind: int, holder: Any, around: _Home) -> _Home:
    """Return what the texts right in an element stand in."""
    if kind == _BLOCK:
        return element, holder if holder.tag == "a" else None, None
    if kind == _LINK:
        return around[0], element, around[2]
    if kind == _TIME:
        return around[0], around[1], element
    return None, None, None


def _walk(holder: Any, home: _Home, around: list[tuple[Any, ...]]) -> Iterator[Piece]:
    """Yield the texts after the first one of an element, then those after it.

    ``around`` is what is left to walk then: of each element around, the outermost first, its other
    children, the one that was walked, its kind, and the element with its home.
    """
    block, link, time = home
    children = iter(holder[:])  # a slice takes half the time of an element's iterator
    while True:
        for child in children:
            kind = _KINDS.get(child.tag, _BLOCK)
            if kind != _ALIEN:
                inside = block, link, time
                if kind != _INLINE:
                    inside = _inside(child, kind, holder, inside)
                text = child.text
                # Blanks where a block begins are none.
                if text and inside[0] is not None and not (kind == _BLOCK and text.isspace()):
                    yield text, False, child, *inside
                if len(child):
                    around.append((children, child, kind, holder, block, link, time))
                    children, holder = iter(child[:]), child
                    block, link, time = inside
                    break
            text = child.tail
            if text and block is not None:
                yield text, kind >= _BLOCK, holder, block, link, time
        else:
            if not around:
                return
            children, child, kind, holder, block, link, time = around.pop()
            text = child.tail
            if text and block is not None:
                yield text, kind >= _BLOCK, holder, block, link, time


def _walk_back(element: Any, holder: Any, home: _Home) -> Iterator[Piece]:
    """Yield the texts after an element and in it, the last one first."""
    kind = _kind_of(element)
    if element.tail and home[0] is not None:
        yield element.tail, kind >= _BLOCK, holder, *home
    if kind == _ALIEN:
        return
    if kind != _INLINE:
        home = _inside(element, kind, holder, home)
    for child in reversed(element[:]):
        yield from _walk_back(child, element, home)
    if element.text and home[0] is not None:
        yield element.text, False, element, *home
