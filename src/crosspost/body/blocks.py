"""A page cut into blocks: runs of text that stand in one box.

One walk in document order. A block's text is what a reader sees between two starts or ends of
boxes; two ``<br>`` in a row separate blocks too, since old pages have no other paragraphs. The
boxes are numbered in document order, so that what a box holds is a range of blocks.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.etree import _Element, iterwalk

from crosspost.body import elements, marks

_LINE = "\0"  # stands for <br> until the block is complete; the parser lets no NUL through
_NO_TEXT = (elements.SILENT, elements.MEDIA, elements.BREAK)
_STRONG = ("b", "strong")
_NAMED = ("span", "time", "em", "small", "i")  # inline elements whose class tells what they hold
_SHORT_NOSCRIPT = 400  # characters; Discourse serves its whole text in a longer one


@dataclass(slots=True)
class Blocks:
    """The blocks and boxes of a page, as parallel lists.

    Attributes:
        texts: the text of each block, white space collapsed (not in ``pre``), lines by ``<br>``.
        boxes: the box that each block stands in, as an index into the lists named ``box_…``.
        link_chars: characters of the block's text that are inside links.
        links: links that start in the block.
        emphasis: characters of the block's text inside ``b`` and ``strong``.
        inline_names: class of the first inline element that holds text of the block.
        first_slots: where the block's text nodes start in ``slots``.
        slots: text nodes: the element, and True where the text follows it (its tail).
        media: images, players and the like: the element, its box, how many blocks come before.
        box_parents: the box around each box (-1 for the root); always a smaller index.
        box_elements: the element of each box.
        box_tags: the element's name.
        box_names: its class and id.
        box_marks: marks of its own (see ``marks``), not inherited.
        box_starts: the first block inside.
        box_ends: the block after the last one inside.
        box_paths: boxes with the same number have the same names and classes up to the root.
    """

    texts: list[str] = field(default_factory=list)
    boxes: list[int] = field(default_factory=list)
    link_chars: list[int] = field(default_factory=list)
    links: list[int] = field(default_factory=list)
    emphasis: list[int] = field(default_factory=list)
    inline_names: list[str] = field(default_factory=list)
    first_slots: list[int] = field(default_factory=list)
    slots: list[tuple[_Element, bool]] = field(default_factory=list)
    media: list[tuple[_Element, int, int]] = field(default_factory=list)
    box_parents: list[int] = field(default_factory=list)
    box_elements: list[_Element] = field(default_factory=list)
    box_tags: list[str] = field(default_factory=list)
    box_names: list[str] = field(default_factory=list)
    box_marks: list[int] = field(default_factory=list)
    box_starts: list[int] = field(default_factory=list)
    box_ends: list[int] = field(default_factory=list)
    box_paths: list[int] = field(default_factory=list)


def segment(root: _Element) -> Blocks:
    """Cut the tree under ``root`` into blocks, in linear time and without recursion."""
    walk = _Walk()
    kinds: list[int] = []  # of the open elements
    events = iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, node in events:
        if event == "start":
            kind = walk.start(node)
            kinds.append(kind)
            if kind in _NO_TEXT:
                events.skip_subtree()
            elif node.text:
                walk.text(node.text, node, False)
            continue
        if event == "end":
            walk.end(node, kinds.pop())
        if node.tail and kinds:
            walk.text(node.tail, node, True)
    return walk.found


class _Walk:
    """Where the walk stands: the open box, and the block that is being collected."""

    def __init__(self) -> None:
        self.found = Blocks()
        self.box = -1
        self.link_depth = 0
        self.strong_depth = 0
        self.pre_depth = 0
        self.inline_name = ""
        # the block that is being collected
        self.pieces: list[str] = []
        self.has_text = False
        self.breaks = 0
        self.chars_in_links = 0
        self.links = 0
        self.chars_strong = 0
        self.name = ""
        self.first_slot = 0
        # memories of this page: class or id → marks; (path of the parent, name, class) → path
        self.marks_of: dict[str, int] = {}
        self.paths: dict[tuple[int, str, str], int] = {}

    def start(self, node: _Element) -> int:
        """Take note of a start tag; the answer is what it means, see ``elements``."""
        kind = elements.KIND.get(str(node.tag), elements.BLOCK)
        if kind == elements.NOSCRIPT:
            kind = _kind_of_noscript(node)
        if kind == elements.BLOCK:
            self.open_box(node)
        elif kind == elements.LINK:
            self.open_link(node)
        elif kind == elements.INLINE:
            self.open_inline(node)
        elif kind == elements.BREAK:
            self.line_break()
        elif kind == elements.MEDIA:
            self.found.media.append((node, self.box, len(self.found.texts)))
        return kind

    def end(self, node: _Element, kind: int) -> None:
        if kind == elements.BLOCK:
            self.close_box()
        elif kind == elements.LINK:
            self.link_depth -= 1
        elif kind == elements.INLINE and node.tag in _STRONG:
            self.strong_depth -= 1

    def text(self, text: str, node: _Element, is_tail: bool) -> None:
        if text.isspace():
            if self.pieces:
                self.pieces.append(text)
            return
        self.pieces.append(text)
        self.found.slots.append((node, is_tail))
        self.breaks = 0
        if not self.has_text:
            self.has_text = True
            self.name = self.inline_name
        if self.link_depth:
            self.chars_in_links += len(text.strip())
        if self.strong_depth:
            self.chars_strong += len(text.strip())

    def line_break(self) -> None:
        self.breaks += 1
        if self.breaks >= 2 and not self.pre_depth:
            self.flush()
        elif self.has_text:
            self.pieces.append("\n" if self.pre_depth else _LINE)

    def flush(self) -> None:
        """End the block, if there is one."""
        if self.has_text:
            found = self.found
            text = "".join(self.pieces)
            if self.pre_depth:
                text = text.strip("\r\n")
            elif _LINE in text:
                lines = (" ".join(line.split()) for line in text.split(_LINE))
                text = "\n".join(line for line in lines if line)
            else:
                text = " ".join(text.split())
            found.texts.append(text)
            found.boxes.append(self.box)
            found.link_chars.append(self.chars_in_links)
            found.links.append(self.links)
            found.emphasis.append(self.chars_strong)
            found.inline_names.append(self.name)
            found.first_slots.append(self.first_slot)
            self.first_slot = len(found.slots)
            self.has_text = False
            self.chars_in_links = self.chars_strong = self.links = 0
            self.name = ""
        if self.pieces:
            self.pieces = []
        self.breaks = 0

    def open_link(self, node: _Element) -> None:
        self.link_depth += 1
        self.links += 1
        self.inline_name = node.get("class") or self.inline_name

    def open_inline(self, node: _Element) -> None:
        tag = node.tag
        if tag in _STRONG:
            self.strong_depth += 1
        elif tag in _NAMED:
            name = node.get("class")
            if name:
                self.inline_name = name

    def open_box(self, node: _Element) -> None:
        if self.has_text or self.pieces:
            self.flush()
        self.inline_name = ""
        found = self.found
        tag = str(node.tag)
        own = marks.by_tag(tag)
        css_class = identity = ""
        is_root = tag in ("html", "body")
        for key, value in node.items():
            if key == "class" or key == "id":
                if key == "class":
                    css_class = value
                else:
                    identity = value
                if not is_root:
                    known = self.marks_of.get(value)
                    if known is None:
                        known = self.marks_of[value] = marks.by_name(value)
                    own |= known
            elif key in _TELLING:
                own |= _TELLING[key](value)
        parent = self.box
        above = found.box_paths[parent] if parent >= 0 else -1
        path_key = (above, tag, css_class)
        path = self.paths.get(path_key)
        if path is None:
            path = self.paths[path_key] = len(self.paths)
        self.box = len(found.box_tags)
        found.box_parents.append(parent)
        found.box_elements.append(node)
        found.box_tags.append(tag)
        found.box_names.append(f"{css_class} {identity}" if identity else css_class)
        found.box_marks.append(own)
        found.box_starts.append(len(found.texts))
        found.box_ends.append(0)
        found.box_paths.append(path)
        if tag == "pre":
            self.pre_depth += 1

    def close_box(self) -> None:
        if self.has_text or self.pieces:
            self.flush()
        self.inline_name = ""
        found, box = self.found, self.box
        found.box_ends[box] = len(found.texts)
        if found.box_tags[box] == "pre":
            self.pre_depth -= 1
        self.box = found.box_parents[box]


def _kind_of_noscript(node: _Element) -> int:
    """A long ``noscript`` is text; one with an image is the image; others are nothing."""
    length = 0
    for text in node.itertext(with_tail=False):
        length += len(text)
        if length >= _SHORT_NOSCRIPT:
            return elements.BLOCK
    if next(node.iter("img", "iframe", "picture"), None) is not None:
        return elements.MEDIA
    return elements.SILENT


def _hidden(value: str) -> int:
    return marks.HIDDEN


def _by_aria_hidden(value: str) -> int:
    return marks.HIDDEN if value == "true" else 0


def _by_style(value: str) -> int:
    return marks.HIDDEN if marks.is_hidden_style(value) else 0


def _by_itemprop(value: str) -> int:
    return marks.BODY if value in ("articleBody", "text") else 0


#: Attribute → what its value says about the box.
_TELLING = {
    "role": marks.by_role,
    "hidden": _hidden,
    "aria-hidden": _by_aria_hidden,
    "style": _by_style,
    "itemprop": _by_itemprop,
}
