"""A page cut into blocks: runs of text that stand in one box.

One walk in document order. A block's text is what a reader sees between two starts or ends of
boxes; two ``<br>`` in a row separate blocks too, since old pages have no other paragraphs. The
boxes are numbered in document order, so that what a box holds is a range of blocks.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from lxml.etree import _Element, iterwalk

from crosspost.body import class_hints, elements
from crosspost.body.arrays import Ints
from crosspost.body.words import Words, of_names
from crosspost.page.shown import SHORT_NOSCRIPT

_LINE = "\0"  # stands for <br> until the block is complete; the parser lets no NUL through
_BLOCK, _LINK, _BREAK, _MEDIA = elements.BLOCK, elements.LINK, elements.BREAK, elements.MEDIA
_NOSCRIPT = elements.NOSCRIPT
# Kinds of inline element that matter here: the class of the second tells what they hold.
_NAMED, _NOTHING = 100, 101
_kind_of = {
    **elements.KIND,
    **dict.fromkeys(("span", "time", "em", "small", "i"), _NAMED),
}.get
_NO_TEXT = (elements.SILENT, _MEDIA, _BREAK)
_ROOTS = ("html", "body")
_NO_WORDS = of_names([])


@dataclass(slots=True)
class Blocks:
    """The blocks and boxes of a page, as parallel lists.

    Nodes of the tree are given by their numbers in document order, see ``nodes``: objects for them
    that are kept make Python's garbage collector take as long as all the rest.

    Attributes:
        root: the tree that was cut.
        texts: the text of each block, white space collapsed (not in ``pre``), lines by ``<br>``.
        boxes: the box that each block stands in, as an index into the lists named ``box_…``.
        link_chars: characters of the block's text that are inside links.
        first_slots: where the block's text nodes start in ``slots``.
        slots: text nodes: twice the node's number, and 1 more where the text follows it (its tail).
        media: images, players and the like: the node, its box, how many blocks come before.
        unseen: words within a line that are there for screen readers alone.
        box_parents: the box around each box (-1 for the root); always a smaller index.
        box_nodes: the node of each box.
        box_tags: the element's name.
        names: the different classes and ids of boxes, cut into words.
        box_name_numbers: which of these each box's class and id is.
        box_names: the box's class and id, a space between them.
        box_class_hints: marks of its own (see ``marks``), not inherited.
        box_starts: the first block inside.
        box_ends: the block after the last one inside.
        box_paths: boxes with the same number have the same names and classes up to the root.
    """

    root: _Element
    texts: list[str] = field(default_factory=list)
    boxes: list[int] = field(default_factory=list)
    link_chars: list[int] = field(default_factory=list)
    first_slots: list[int] = field(default_factory=list)
    slots: list[int] = field(default_factory=list)
    media: list[tuple[int, int, int]] = field(default_factory=list)
    unseen: list[int] = field(default_factory=list)
    box_parents: list[int] = field(default_factory=list)
    box_nodes: list[int] = field(default_factory=list)
    box_tags: list[str] = field(default_factory=list)
    box_names: list[str] = field(default_factory=list)
    box_class_hints: list[int] = field(default_factory=list)
    box_starts: list[int] = field(default_factory=list)
    box_ends: list[int] = field(default_factory=list)
    box_paths: list[int] = field(default_factory=list)
    names: Words = _NO_WORDS
    box_name_numbers: Ints = field(default_factory=lambda: _NO_WORDS.rows)

    _nodes: list[_Element] = field(default_factory=list)

    def nodes(self) -> list[_Element]:
        """The nodes by number; first asked for before any is taken out of the tree."""
        if not self._nodes:
            self._nodes = list(self.root.iter())
        return self._nodes


def segment(root: _Element) -> Blocks:  # noqa: C901 - one loop, see below
    """Cut the tree under ``root`` into blocks, in linear time and without recursion.

    One loop with all its state in local variables: it runs for every element and every text of
    every page, and calling a method at each of them took as long as all the rest.
    """
    found = Blocks(root)
    texts, slots, text_boxes = found.texts, found.slots, found.boxes
    ends, box_paths = found.box_ends, found.box_paths
    open_boxes: list[int] = []  # around the open one
    box = path = -1
    paths: dict[tuple[int, str, str], int] = {}  # path around, tag, class → path
    kinds: list[int] = []  # of the open elements
    numbers: list[int] = []
    count = -1  # number of the last node that started
    link_depth = pre_depth = 0
    # The block that is being collected: its texts, the first of which is not blank.
    pieces: list[str] = []
    has_lines = False
    breaks = in_links = first_slot = 0
    events = iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, node in events:
        if event == "start":
            count = number = count + 1
            tag = str(node.tag)
            kind = _kind_of(tag, _BLOCK)
            if kind == _NAMED:
                css_class = node.get("class")
                if css_class and class_hints.is_screen_reader_only(css_class) and not len(node):
                    kind = elements.SILENT
                    found.unseen.append(number)
            elif kind == _NOSCRIPT:
                kind = _kind_of_noscript(node)
            kinds.append(kind)
            numbers.append(number)
            if kind == _BREAK:
                breaks += 1
                parts = breaks >= 2 and not pre_depth
            else:
                parts = kind == _BLOCK
        elif event == "end":
            kind = kinds.pop()
            number = numbers.pop()
            parts = kind == _BLOCK
        else:
            count = number = count + 1
            kind, parts = _NOTHING, False

        if parts and pieces:  # the block ends here
            whole = "".join(pieces) if len(pieces) > 1 else pieces[0]
            if pre_depth:
                whole = whole.strip("\r\n")
            elif has_lines:
                lines = (" ".join(line.split()) for line in whole.split(_LINE))
                whole = "\n".join(line for line in lines if line)
            else:
                whole = " ".join(whole.split())
            texts.append(whole)
            text_boxes.append(box)
            found.link_chars.append(in_links)
            found.first_slots.append(first_slot)
            first_slot = len(slots)
            pieces = []
            has_lines = False
            breaks = in_links = 0

        if event == "start":
            if kind == _BLOCK:
                own, css_class, box_name = _own_marks(tag, node)
                open_boxes.append(box)
                key = (path, tag, css_class)
                path = paths.setdefault(key, len(paths))
                found.box_parents.append(box)
                found.box_nodes.append(number)
                found.box_tags.append(tag)
                found.box_names.append(box_name)
                found.box_class_hints.append(own)
                found.box_starts.append(len(texts))
                box_paths.append(path)
                box = len(ends)
                ends.append(0)
                if tag == "pre":
                    pre_depth += 1
            elif kind == _LINK:
                link_depth += 1
            elif kind in _NO_TEXT:
                if kind == _MEDIA:
                    found.media.append((number, box, len(texts)))
                elif kind == _BREAK and pieces:
                    has_lines = not pre_depth
                    pieces.append("\n" if pre_depth else _LINE)
                if len(node):
                    count += sum(1 for _ in node.iterdescendants())
                    events.skip_subtree()
                continue
            text, slot = node.text, 2 * number
        else:
            if kind == _BLOCK:
                ends[box] = len(texts)
                if pre_depth and node.tag == "pre":
                    pre_depth -= 1
                box = open_boxes.pop()
                path = box_paths[box] if box >= 0 else -1
            elif kind == _LINK:
                link_depth -= 1
            if not kinds:
                continue
            text, slot = node.tail, 2 * number + 1

        if not text:
            continue
        if text.isspace():
            if pieces:
                pieces.append(text)
            continue
        pieces.append(text)
        slots.append(slot)
        breaks = 0
        if link_depth:
            in_links += len(text.strip())
    _name(found)
    return found


def _name(found: Blocks) -> None:
    """Cut the names into words, and add the marks that they give to those of the boxes."""
    numbers: dict[str, int] = {}
    found.box_name_numbers = np.array(
        [numbers.setdefault(name, len(numbers)) for name in found.box_names], dtype=np.int64
    )
    found.names = of_names(list(numbers))
    by_name = class_hints.by_words(found.names)[found.box_name_numbers].tolist()
    found.box_class_hints = [
        own if tag in _ROOTS else own | more  # the root's classes say everything at once
        for own, more, tag in zip(found.box_class_hints, by_name, found.box_tags, strict=True)
    ]


def _own_marks(tag: str, node: _Element) -> tuple[int, str, str]:
    """A box's own marks by anything but its name, its class, its class and id."""
    own = class_hints.BY_TAG.get(tag, 0)
    items = node.items()
    if not items:
        return own, "", ""
    css_class = identity = ""
    for key, value in items:
        if key == "class":
            css_class = value
        elif key == "id":
            identity = value
        elif key in _TELLING:
            own |= _TELLING[key](value)
    return own, css_class, f"{css_class} {identity}" if identity else css_class


def _kind_of_noscript(node: _Element) -> int:
    """A long ``noscript`` is text; one with an image is the image; others are nothing."""
    length = 0
    for text in node.itertext(with_tail=False):
        length += len(text)
        if length >= SHORT_NOSCRIPT:
            return elements.BLOCK
    if next(node.iter("img", "iframe", "picture"), None) is not None:
        return elements.MEDIA
    return elements.SILENT


def _hidden(value: str) -> int:
    return class_hints.HIDDEN


def _by_aria_hidden(value: str) -> int:
    return class_hints.HIDDEN if value == "true" else 0


def _by_style(value: str) -> int:
    return class_hints.HIDDEN if class_hints.is_hidden_style(value) else 0


def _by_itemprop(value: str) -> int:
    return class_hints.BODY if value in ("articleBody", "text") else 0


#: Attribute → what its value says about the box.
_TELLING = {
    "role": class_hints.by_role,
    "hidden": _hidden,
    "aria-hidden": _by_aria_hidden,
    "style": _by_style,
    "itemprop": _by_itemprop,
}
