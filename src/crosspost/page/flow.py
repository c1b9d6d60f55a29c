"""One walk over a page: its text runs, atoms and boxes as parallel lists, see ``model.flow``.

Other modules read these lists; they read the tree only for the attributes of a few nodes. The walk
takes linear time, without recursion.
"""

from __future__ import annotations

from typing import Any, Final

from lxml import etree
from lxml.etree import _Element

from crosspost.model.flow import (
    BOX,
    CODE,
    FORMULA,
    LINE,
    NOTE_MARK,
    PICTURE,
    PLAYER,
    PRE,
    RIGHT_AFTER,
    SPACE,
    TABLE,
    Flow,
)
from crosspost.page import class_hints, vocabulary
from crosspost.page.hidden import mark_hidden
from crosspost.page.vocabulary import SHORT_NOSCRIPT, is_hidden, is_hiding

# How an element affects the flow of text. An element that is not listed is a box.
_INLINE, _NAMED, _TIME, _LINK, _FORMULA, _BOX, _BREAK, _MEDIA, _SKIPPED = range(9)
_NOSCRIPT = 9
_KINDS: Final[dict[Any, int]] = {
    **dict.fromkeys(vocabulary.INLINE, _INLINE),
    # These may be hidden, see ``hidden``.
    **dict.fromkeys(("span", "em", "small", "i"), _NAMED),
    **dict.fromkeys(vocabulary.TIMES, _TIME),
    "a": _LINK,
    **dict.fromkeys(("math", "mjx-container", "tex-math"), _FORMULA),
    "br": _BREAK,
    **dict.fromkeys(vocabulary.MEDIA, _MEDIA),
    **dict.fromkeys(vocabulary.SKIPPED, _SKIPPED),
    **dict.fromkeys((etree.Comment, etree.PI, etree.Entity), _SKIPPED),
    "noscript": _NOSCRIPT,
}
_HIDING = frozenset({"hidden", "aria-hidden", "style"})
_BOX_ATOMS = {"table": TABLE, "pre": CODE}


def walk(root: _Element) -> Flow:  # noqa: C901 - one loop, see below
    """Return the flow of a page.

    One loop with all its state in local variables: it runs for every element and every text of
    every page, and calling a method at each of them took as long as all the rest.

    Args:
        root: the tree, which is not changed.
    """
    flow = Flow(list(root.iter()))
    nodes = flow.nodes
    tags, kinds, steps = _steps(nodes)
    texts, flags = flow.texts, flow.flags
    add_text, add_slot, add_flag = texts.append, flow.slots.append, flags.append
    add_link, add_time, add_box = flow.links.append, flow.times.append, flow.boxes.append
    add_position = flow.positions.append
    box_parents, box_ends = flow.box_parents, flow.box_ends
    add_box_node, add_box_tag, add_box_start = (
        flow.box_nodes.append,
        flow.box_tags.append,
        flow.box_starts.append,
    )
    box = link = time = -1
    links_around: list[int] = []
    times_around: list[int] = []
    position = pre_depth = 0
    whitespace = ""
    gap = 0  # flags of what was seen since the last run
    shown = 0  # flags of how runs are shown here
    hidden: list[tuple[int, int]] = []  # elements that may be hidden: the node, the runs before it
    for step in steps:
        if step >= 0:
            position = step
            node = nodes[step]
            kind = kinds[step]
            if kind >= _BOX:
                if kind == _BOX:
                    gap, whitespace = BOX, ""
                    tag = tags[step]
                    box_parents.append(box)
                    box = len(box_ends)
                    box_ends.append(0)
                    add_box_node(step)
                    add_box_tag(tag)
                    add_box_start(len(texts))
                    if _add_names(flow, tag, node):
                        hidden.append((step, len(texts)))
                    if tag in _BOX_ATOMS:
                        _add_atom(flow, _BOX_ATOMS[tag], step, box, gap)
                        if tag == "pre":
                            pre_depth += 1
                            shown |= PRE
                elif kind == _BREAK:
                    if pre_depth:
                        whitespace += "\n"
                    else:
                        gap += LINE
                    continue
                else:
                    if kind == _MEDIA:
                        is_player = tags[step] in vocabulary.PLAYERS
                        _add_atom(flow, PLAYER if is_player else PICTURE, step, box, gap)
                    continue
            elif kind == _LINK:
                links_around.append(link)
                link = step
                if "sup" in tags[step - 1 : step + 2 : 2] and node.get("href", "")[:1] == "#":
                    _add_atom(flow, NOTE_MARK, step, box, gap)
            elif kind != _INLINE:
                if kind == _FORMULA:
                    _add_atom(flow, FORMULA, step, box, gap)
                elif _is_hidden(node):
                    hidden.append((step, len(texts)))
                    if not len(node) and (node.text or "").isspace():
                        flow.screen_reader_nodes.append(step)
                        continue
                if kind == _TIME:
                    times_around.append(time)
                    time = step
            text, slot = node.text, 2 * step
        else:
            number = ~step
            kind = kinds[number]
            text, slot = nodes[number].tail, 2 * number + 1
            if kind >= _LINK and kind != _FORMULA:
                if kind == _LINK:
                    link = links_around.pop()
                elif kind == _BOX:
                    gap, whitespace = BOX | RIGHT_AFTER if text else BOX, ""
                    box_ends[box] = len(texts)
                    box = box_parents[box]
                    if pre_depth and tags[number] == "pre":
                        pre_depth -= 1
                        if not pre_depth:
                            shown &= ~PRE
                elif text:
                    gap |= RIGHT_AFTER
            elif kind == _TIME:
                time = times_around.pop()
            if not number:
                break  # text after the root is not part of it
        if not text:
            continue
        if text.isspace():
            if not pre_depth:
                gap |= SPACE
            elif not gap & BOX:
                whitespace += text
            continue
        if whitespace:
            text, whitespace = whitespace + text, ""
        add_text(text)
        add_slot(slot)
        add_flag(gap | shown)
        add_box(box)
        add_link(link)
        add_time(time)
        add_position(position)
        gap = 0
    if hidden:
        mark_hidden(flow, hidden)
    return flow


def _steps(nodes: list[_Element]) -> tuple[list[Any], list[int], list[int]]:
    """Return the names and kinds of nodes, and the order in which they begin and end.

    A node that ends is the complement (``~``) of its number. Nodes in elements that are not text
    are left out.
    """
    tags = [node.tag for node in nodes]
    kinds = [_KINDS.get(tag, _BOX) for tag in tags]
    steps: list[int] = []
    open_: list[int] = []
    left: list[int] = []  # children of these that are still to come
    numbered = enumerate(nodes)
    for number, node in numbered:
        steps.append(number)
        children = len(node)
        if kinds[number] > _BOX:
            if kinds[number] == _NOSCRIPT:
                kinds[number] = _noscript_kind(node)
            if children and kinds[number] != _BOX:
                for _ in node.iterdescendants():
                    next(numbered)
                children = 0
        if children:
            open_.append(number)
            left.append(children)
            continue
        steps.append(~number)
        while left:
            if left[-1] > 1:
                left[-1] -= 1
                break
            left.pop()
            steps.append(~open_.pop())
    return tags, kinds, steps


def _noscript_kind(node: _Element) -> int:
    """A long ``noscript`` is text; one with an image is the image; others are skipped.

    Markup that was escaped is not text.
    """
    if (node.text or "").lstrip().startswith("<"):
        return _SKIPPED
    length = 0
    for text in node.itertext(with_tail=False):
        length += len(text)
        if length >= SHORT_NOSCRIPT:
            return _BOX
    if next(node.iter("img", "iframe", "picture"), None) is not None:
        return _MEDIA
    return _SKIPPED


def _add_atom(flow: Flow, kind: int, node: int, box: int, gap: int) -> None:
    flow.atom_kinds.append(kind)
    flow.atom_nodes.append(node)
    flow.atom_boxes.append(box)
    flow.atom_runs.append(len(flow.texts))
    flow.atom_flags.append(gap)


def _add_names(flow: Flow, tag: str, node: _Element) -> bool:
    """Add a box's class, its id, and the hints that its element and other attributes give.

    Returns:
        Whether it may be hidden.
    """
    hints = class_hints.BY_TAG.get(tag, 0)
    css_class = identity = style = ""
    hidden: str | None = None
    for name, value in node.items():
        if name == "class":
            css_class = value
        elif name == "id":
            identity = value
        elif name == "role":
            hints |= class_hints.by_role(value)
        elif name == "itemprop":
            if value in ("articleBody", "text"):
                hints |= class_hints.BODY
        elif name in _HIDING:
            if name == "style":
                style = value
            elif name == "hidden":
                hidden = value
            if is_hiding(name, value):
                hints |= class_hints.HIDDEN
    flow.box_classes.append(css_class)
    flow.box_ids.append(identity)
    flow.box_hints.append(hints)
    return is_hidden(css_class, style, hidden, is_leaf=not len(node))


def _is_hidden(node: _Element) -> bool:
    css_class, style, hidden = node.get("class"), node.get("style"), node.get("hidden")
    if css_class is None and style is None and hidden is None:
        return False
    return is_hidden(css_class or "", style or "", hidden, is_leaf=not len(node))
