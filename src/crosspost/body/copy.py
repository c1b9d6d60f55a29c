"""The kept blocks and media as a new tree, copied from the page's tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from bs4 import Tag
from lxml.etree import _Element

from crosspost.body.arrays import Bools
from crosspost.body.blocks import Blocks
from crosspost.page.soup import Without, to_soup
from crosspost.page.vocabulary import MEDIA

_PART_OF = {"tr", "td", "th", "tbody", "thead", "tfoot", "caption", "li", "dt", "dd", "summary"}
_BOXES = {"html", "body", "div", "article", "section", "main", "noscript", "center", "form", "td"}


def kept_tree(
    found: Blocks,
    kept: Bools,
    kept_media: Bools,
    base_url: str,
    selected: Sequence[_Element] = (),
) -> Tag:
    """Copy the kept text, and the pictures and players among it, from the page's tree.

    Args:
        kept: the blocks that are kept; at least one part is.
        kept_media: the pictures and players that are kept.
        base_url: the base of relative URLs in it; they become absolute.
        selected: the elements that the rule for the site selects, in which all of it is but notes;
            of what is around them nothing is copied, not even lines and drawings.

    Returns:
        A ``div`` with the kept text in order, and the pictures and players among it.
    """
    flow = found.flow
    nodes = flow.nodes
    media = [nodes[node] for node, _, _ in found.media]
    pictures = kept_media.tolist()
    root = nodes[_root(found, kept, pictures, selected)]
    holds_kept: set[_Element] = {root}
    holds_rejected: set[_Element] = set()
    without = Without({nodes[node] for node in flow.screen_reader_nodes})
    bounds = [*found.runs[1:], len(flow.slots)]
    for is_kept, first, end in zip(kept.tolist(), found.runs, bounds, strict=True):
        for run in range(first, end):
            slot = flow.slots[run]
            element, is_tail = nodes[slot >> 1], bool(slot & 1)
            if element in without.elements and not is_tail:
                continue
            if not is_kept:
                (without.tails if is_tail else without.texts).add(element)
            holder = element.getparent() if is_tail else element
            holders = holds_kept if is_kept else holds_rejected
            if holder not in holders:
                _add_with_ancestors(holder, root, holders)
    for element, is_kept in zip(media, pictures, strict=True):
        _add_with_ancestors(element, root, holds_kept if is_kept else holds_rejected)
    without.elements.update(holds_rejected - holds_kept)
    without.elements.update(_beside(selected, root, holds_kept))
    tree = to_soup(root, base_url=base_url, without=without)
    if (without.texts or without.tails) and next(root.iter("hr"), None) is not None:
        _drop_redundant_rules(tree)
    return _as_div(tree)


def _add_with_ancestors(element: _Element | None, root: _Element, holders: set[_Element]) -> None:
    """Add an element and the elements around it, up to the root."""
    while element is not None and element not in holders:
        holders.add(element)
        if element is root:
            return
        element = element.getparent()


def _beside(
    selected: Iterable[_Element], root: _Element, holds_kept: set[_Element]
) -> Iterator[_Element]:
    """Yield the elements beside those that are selected, and beside the elements around them."""
    around: set[_Element] = set()
    chosen = set(selected)
    for element in chosen:
        if element is not root:
            _add_with_ancestors(element.getparent(), root, around)
    for element in around:
        for child in element:
            if child not in around and child not in chosen and child not in holds_kept:
                yield child


def _drop_redundant_rules(tree: Tag) -> None:
    """Drop each ``hr`` that separates nothing: first, last, or right after another one."""
    is_redundant = True  # nothing has been seen since the last rule
    redundant: list[Tag] = []
    last: Tag | None = None
    for node in tree.descendants:
        if not isinstance(node, Tag):
            if not str(node).isspace():
                is_redundant = False
        elif node.name in MEDIA:
            is_redundant = False
        elif node.name == "hr":
            if is_redundant:
                redundant.append(node)
            else:
                is_redundant, last = True, node
    if is_redundant and last is not None:
        redundant.append(last)
    for rule in redundant:
        rule.extract()


def _root(
    found: Blocks, kept: Bools, pictures: Iterable[bool], selected: Sequence[_Element]
) -> int:
    """The node of the deepest element that holds everything kept and is not a part, as a row is."""
    inside = [found.boxes[index] for index in np.flatnonzero(kept)]
    inside += [box for (_, box, _), keep in zip(found.media, pictures, strict=True) if keep]
    if selected:
        chosen = set(selected)
        nodes = found.flow.nodes
        inside += [box for box, node in enumerate(found.box_nodes) if nodes[node] in chosen]
    common = inside[0]
    for box in set(inside):
        common = _common(found.box_parents, common, box)
    while found.box_tags[common] in _PART_OF and found.box_parents[common] >= 0:
        common = found.box_parents[common]
    return found.box_nodes[common]


def _common(parents: list[int], one: int, other: int) -> int:
    # A parent has a smaller number than its children.
    while one != other:
        if one > other:
            one = parents[one]
        else:
            other = parents[other]
    return one


def _as_div(tag: Tag) -> Tag:
    """A ``div`` around the tag, or the tag itself as a ``div`` if it is only a container."""
    if tag.name in _BOXES:
        tag.name = "div"
        tag.attrs.clear()
        return tag
    around = Tag(name="div")
    around.append(tag)
    return around
