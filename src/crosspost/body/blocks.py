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
_ROOTS = ("html", "body")
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
        words: the words of each class and each id that a box has, where they were asked for.
        box_parents: the box around each box (-1 for the root); always a smaller index.
        box_elements: the element of each box.
        box_tags: the element's name.
        box_names: its class and id, a space between them.
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
    words: dict[str, list[str]] = field(default_factory=dict)
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
    kind_of, box, silent = elements.KIND.get, elements.BLOCK, _NO_TEXT
    kinds: list[int] = []  # of the open elements
    events = iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, node in events:
        if event == "start":
            kind = kind_of(str(node.tag), box)
            if kind != box:
                kind = walk.start(node, kind)
            if kind == box:
                walk.open_box(node)
            kinds.append(kind)
            if kind in silent:
                events.skip_subtree()
                continue
            text = node.text
            if text:
                walk.text(text, node, False)
            continue
        if event == "end":
            kind = kinds.pop()
            if kind == box:
                walk.close_box()
            elif kind not in silent:
                walk.end(node, kind)
        text = node.tail
        if text and kinds:
            walk.text(text, node, True)
    return walk.result()


class _Walk:
    """Where the walk stands: the open box, and the block that is being collected."""

    def __init__(self) -> None:
        self.found = Blocks()
        self.box = -1
        self.path = -1
        self.boxes: list[tuple[int, _Element, str, str, int, int, int]] = []
        self.ends: list[int] = []
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

    def start(self, node: _Element, kind: int) -> int:
        """Take note of a start tag that is no box; the answer is what it means after all."""
        if kind == elements.LINK:
            self.open_link(node)
        elif kind == elements.INLINE:
            self.open_inline(node)
        elif kind == elements.BREAK:
            self.line_break()
        elif kind == elements.NOSCRIPT:
            kind = _kind_of_noscript(node)
        if kind == elements.MEDIA:
            self.found.media.append((node, self.box, len(self.found.texts)))
        return kind

    def end(self, node: _Element, kind: int) -> None:
        if kind == elements.LINK:
            self.link_depth -= 1
        elif node.tag in _STRONG:
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
        if self.pieces:
            self.flush()
        self.inline_name = ""
        tag = str(node.tag)
        own = marks.BY_TAG.get(tag, 0)
        css_class = identity = ""
        for key, value in node.items():
            if key == "class":
                css_class = value
            elif key == "id":
                identity = value
            elif key in _TELLING:
                own |= _TELLING[key](value)
        name = css_class
        if tag not in _ROOTS:  # their classes say everything at once
            if css_class:
                own |= self.marks(css_class)
            if identity:
                own |= self.marks(identity)
        if identity:
            name = f"{css_class} {identity}"
        path_key = (self.path, tag, css_class)
        path = self.paths.get(path_key)
        if path is None:
            path = self.paths[path_key] = len(self.paths)
        boxes = self.boxes
        boxes.append((self.box, node, tag, name, own, len(self.found.texts), path))
        self.ends.append(0)
        self.box = len(boxes) - 1
        self.path = path
        if tag == "pre":
            self.pre_depth += 1

    def marks(self, name: str) -> int:
        known = self.marks_of.get(name)
        if known is None:
            words = self.found.words[name] = marks.words_of(name)
            known = self.marks_of[name] = marks.by_name(name, words)
        return known

    def close_box(self) -> None:
        if self.pieces:
            self.flush()
        self.inline_name = ""
        box = self.box
        self.ends[box] = len(self.found.texts)
        parent, _, tag, *_ = self.boxes[box]
        self.box = parent
        self.path = self.boxes[parent][6] if parent >= 0 else -1
        if tag == "pre":
            self.pre_depth -= 1

    def result(self) -> Blocks:
        found = self.found
        if self.boxes:
            columns = [list(column) for column in zip(*self.boxes, strict=True)]
            found.box_parents, found.box_elements, found.box_tags = columns[:3]
            found.box_names, found.box_marks, found.box_starts, found.box_paths = columns[3:]
            found.box_ends = self.ends
        return found


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
