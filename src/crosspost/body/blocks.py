"""A page cut into blocks: runs of text that stand in one box.

One walk in document order. A block's text is what a reader sees between two starts or ends of
boxes; two ``<br>`` in a row separate blocks too, since old pages have no other paragraphs. The
boxes are numbered in document order, so that what a box holds is a range of blocks.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from lxml.etree import _Element

from crosspost.body import elements, marks, tags
from crosspost.body.words import Ints, Words, of_names

_LINE = "\0"  # stands for <br> until the block is complete; the parser lets no NUL through
_BLOCK, _LINK, _BREAK, _MEDIA = elements.BLOCK, elements.LINK, elements.BREAK, elements.MEDIA
_NOSCRIPT, _SILENT, _STRONG, _NAMED = elements.NOSCRIPT, elements.SILENT, tags.STRONG, tags.NAMED
_NO_TEXT = (_SILENT, _MEDIA, _BREAK)
_SHORT_NOSCRIPT = 400  # characters; Discourse serves its whole text in a longer one
_ROOTS = ("html", "body")
_NO_WORDS = of_names([])
_IN_NOSCRIPT = ("img", "iframe", "picture")


@dataclass(slots=True)
class Blocks:
    """The blocks and boxes of a page, as parallel lists.

    Nodes of the tree are given by their numbers in document order, see ``nodes``.

    Attributes:
        root: the tree that was cut.
        texts: the text of each block, white space collapsed (not in ``pre``), lines by ``<br>``.
        boxes: the box that each block stands in, as an index into the lists named ``box_…``.
        link_chars: characters of the block's text that are inside links.
        links: links that start in the block.
        emphasis: characters of the block's text inside ``b`` and ``strong``.
        inline_names: class of the first inline element that holds text of the block.
        first_slots: where the block's text nodes start in ``slots``.
        slots: text nodes: twice the node's number, and 1 more where the text follows it (its tail).
        media: images, players and the like: the node, its box, how many blocks come before.
        unseen: words within a line that are there for screen readers alone.
        box_parents: the box around each box (-1 for the root); always a smaller index.
        box_nodes: the node of each box.
        box_tags: the element's name.
        names: the different classes and ids of boxes and inline elements, cut into words.
        name_numbers: each of them (a box's class and id with a space between) → its number there.
        box_names: the box's class and id, a space between them.
        box_marks: marks of its own (see ``marks``), not inherited.
        box_starts: the first block inside.
        box_ends: the block after the last one inside.
        box_paths: boxes with the same number have the same names and classes up to the root.
    """

    root: _Element
    texts: list[str] = field(default_factory=list)
    boxes: list[int] = field(default_factory=list)
    link_chars: list[int] = field(default_factory=list)
    links: list[int] = field(default_factory=list)
    emphasis: list[int] = field(default_factory=list)
    inline_names: list[str] = field(default_factory=list)
    first_slots: list[int] = field(default_factory=list)
    slots: list[int] = field(default_factory=list)
    media: list[tuple[int, int, int]] = field(default_factory=list)
    unseen: list[int] = field(default_factory=list)
    box_parents: list[int] = field(default_factory=list)
    box_nodes: list[int] = field(default_factory=list)
    box_tags: list[str] = field(default_factory=list)
    box_names: list[str] = field(default_factory=list)
    box_marks: list[int] = field(default_factory=list)
    box_starts: list[int] = field(default_factory=list)
    box_ends: list[int] = field(default_factory=list)
    box_paths: list[int] = field(default_factory=list)

    names: Words = _NO_WORDS
    name_numbers: dict[str, int] = field(default_factory=dict)
    _nodes: list[_Element] = field(default_factory=list)

    def numbers_of(self, names: list[str]) -> Ints:
        """The numbers of names, see ``name_numbers``."""
        return np.array(list(map(self.name_numbers.__getitem__, names)), dtype=np.int64)

    def nodes(self) -> list[_Element]:
        """The nodes by number; first asked for before any is taken out of the tree."""
        if not self._nodes:
            self._nodes = list(self.root.iter())
        return self._nodes


def segment(root: _Element) -> Blocks:  # noqa: C901 - one loop, see below
    """Cut the tree under ``root`` into blocks, in linear time and without recursion.

    One loop with all its state in local variables: it runs for every tag and every text of every
    page, and calling a method at each of them took as long as all the rest.
    """
    found = Blocks(root)
    texts, slots, ends = found.texts, found.slots, found.box_ends
    box = path = -1
    around: list[int] = []  # the boxes around the open one
    paths = found.box_paths
    path_of: dict[tuple[int, str, str], int] = {}  # path around, tag, class → path
    open_nodes: list[int] = []
    open_kinds: list[int] = []
    known: dict[str, tags.StartTag] = {}
    node = -1
    skipped = 0  # how deep we are in what is no text
    link_depth = strong_depth = pre_depth = 0
    inline_name = ""
    # The block that is being collected: its texts, the first of which is not blank.
    pieces: list[str] = []
    has_lines = False
    breaks = links = in_links = in_strong = first_slot = 0
    name = ""

    def end_block() -> None:
        nonlocal pieces, has_lines, breaks, links, in_links, in_strong, first_slot
        texts.append(_whole(pieces, has_lines, pre_depth > 0))
        found.boxes.append(box)
        found.link_chars.append(in_links)
        found.links.append(links)
        found.emphasis.append(in_strong)
        found.inline_names.append(name)
        found.first_slots.append(first_slot)
        first_slot = len(slots)
        pieces = []
        has_lines = False
        breaks = links = in_links = in_strong = 0

    page = tags.cut(root)
    for at, tag, text in zip(range(1, len(page), 2), page[1::2], page[2::2], strict=True):
        sign = tag[0]
        if sign == "/":
            if skipped > 1:
                skipped -= 1
                continue
            slot = 2 * open_nodes.pop() + 1
            kind = open_kinds.pop()
            if kind == _BLOCK:
                if pieces:
                    end_block()
                inline_name = ""
                ends[box] = len(texts)
                if tag == "/pre":
                    pre_depth -= 1
                box = around.pop()
                path = paths[box] if box >= 0 else -1
            elif kind == _LINK:
                link_depth -= 1
            elif kind == _STRONG:
                strong_depth -= 1
            elif skipped:
                skipped = 0
        elif skipped:
            node += 1
            if tag[-1] != "/" and sign not in "!?":
                skipped += 1
            continue
        elif sign in "!?":
            node += 1
            slot = 2 * node + 1
        else:
            node += 1
            start = known.get(tag)
            if start is None:
                start = known[tag] = tags.read(tag)
            kind, is_empty, tag_name, css_class, box_name, own_marks = start
            if kind == _NAMED:
                if css_class:
                    if marks.is_for_ears(css_class) and (is_empty or page[at + 2][0] == "/"):
                        kind = _SILENT
                        found.unseen.append(node)
                    else:
                        inline_name = css_class
            elif kind == _NOSCRIPT:
                kind = _SILENT if is_empty else _kind_of_noscript(page, at)
            if kind == _BLOCK:
                if pieces:
                    end_block()
                inline_name = ""
                key = (path, tag_name, css_class)
                found.box_parents.append(box)
                found.box_nodes.append(node)
                found.box_tags.append(tag_name)
                found.box_names.append(box_name)
                found.box_marks.append(own_marks)
                found.box_starts.append(len(texts))
                paths.append(path_of.setdefault(key, len(path_of)))
                ends.append(len(texts))
                if not is_empty:
                    around.append(box)
                    box = len(ends) - 1
                    path = paths[box]
                    if tag_name == "pre":
                        pre_depth += 1
            elif kind == _LINK:
                links += 1
                if css_class:
                    inline_name = css_class
                if not is_empty:
                    link_depth += 1
            elif kind == _STRONG:
                if not is_empty:
                    strong_depth += 1
            elif kind in _NO_TEXT:
                if kind == _MEDIA:
                    found.media.append((node, box, len(texts)))
                elif kind == _BREAK:
                    breaks += 1
                    if pieces and breaks >= 2 and not pre_depth:
                        end_block()
                    elif pieces:
                        has_lines = not pre_depth
                        pieces.append("\n" if pre_depth else _LINE)
                if not is_empty:
                    skipped = 1
                    open_nodes.append(node)
                    open_kinds.append(kind)
                    continue
            if not is_empty:
                open_nodes.append(node)
                open_kinds.append(kind)
            slot = 2 * node + is_empty

        if not text:
            continue
        if text.isspace():
            if pieces:
                pieces.append(text)
            continue
        plain = tags.unescape(text) if "&" in text else text
        if not pieces:
            name = inline_name
        pieces.append(plain)
        slots.append(slot)
        breaks = 0
        if link_depth:
            in_links += len(plain.strip())
        if strong_depth:
            in_strong += len(plain.strip())
    _name(found)
    return found


def _name(found: Blocks) -> None:
    """Cut the names into words, and add the marks that they give to those of the boxes."""
    different = dict.fromkeys(found.box_names)
    different |= dict.fromkeys(found.inline_names)
    found.names = of_names(list(different))
    found.name_numbers = dict(zip(different, range(len(different)), strict=True))
    by_name = marks.by_words(found.names)[found.numbers_of(found.box_names)].tolist()
    found.box_marks = [
        own if tag in _ROOTS else own | more  # the root's classes say everything at once
        for own, more, tag in zip(found.box_marks, by_name, found.box_tags, strict=True)
    ]


def _whole(pieces: list[str], has_lines: bool, is_code: bool) -> str:
    """The text of a block from the texts of its nodes."""
    whole = "".join(pieces) if len(pieces) > 1 else pieces[0]
    if is_code:
        return whole.strip("\r\n")
    if has_lines:
        lines = (" ".join(line.split()) for line in whole.split(_LINE))
        return "\n".join(line for line in lines if line)
    return " ".join(whole.split())


def _kind_of_noscript(pieces: list[str], at: int) -> int:
    """A long ``noscript`` is text; one with an image is the image; others are nothing.

    The text behind elements is not counted: it is mostly the spaces between them.

    Args:
        pieces: of the page, see ``tags.cut``.
        at: where the start tag stands.
    """
    length = len(tags.unescape(pieces[at + 1]))
    depth = 1
    kind = _SILENT
    while depth and length < _SHORT_NOSCRIPT:
        at += 2
        tag = pieces[at]
        if tag[0] == "/":
            depth -= 1
        elif tag[0] not in "!?":
            _, is_empty, name, *_ = tags.read(tag)
            depth += not is_empty
            if name in _IN_NOSCRIPT:
                kind = _MEDIA
            if not is_empty:
                length += len(tags.unescape(pieces[at + 1]))
    return kind if length < _SHORT_NOSCRIPT else _BLOCK
