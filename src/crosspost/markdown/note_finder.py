"""Finding the in-page links that are footnote references, and their notes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from urllib.parse import unquote

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from crosspost.lazy_regex import lazy_compile
from crosspost.markdown.elements import BLOCKS
from crosspost.page.note_marks import MARK, NOTES_NAMES, REFERENCE_NAMES
from crosspost.page.vocabulary import HEADINGS

_MOST_BACK = 50
_MOST_AROUND_MARK = 8  # parent elements that are looked at
_NO_NOTES = frozenset(["ol", "ul", "dl", "table", "blockquote", *HEADINGS])
_BRACKETS = lazy_compile(r"[\[\]()\s,;]*\Z")
_NOTE_BLOCKS = frozenset(["li", "p", "div", "dd", "td", "aside", "section"])


class NoteFinder:
    """Finds the note of a footnote reference.

    References share blocks, and blocks are nested. The data about them is collected in one
    walk over the article, so that no text is read again for each reference or level.
    """

    def __init__(self, body: Tag, links: list[Tag], anchors: dict[str, Tag]) -> None:
        self.body = body
        self.links = links
        self.anchors = anchors
        self._is_only_marks: dict[int, bool] = {}
        # ``id()`` of an element → its number in document order, that of the last one in it.
        self._places: dict[int, tuple[int, int]] = {}
        self._with_text: set[int] = set()
        self._with_heading: set[int] = set()
        self._ways_back: dict[int, list[Tag]] = {}

    def _learn(self) -> None:
        """Walk over the article, unless it has been done."""
        if self._places:
            return
        stack: list[tuple[Tag, Iterator[PageElement]]] = [(self.body, iter(self.body.contents))]
        number = 0
        starts = [0]
        while stack:
            tag, children = stack[-1]
            for node in children:
                if isinstance(node, Tag):
                    number += 1
                    starts.append(number)
                    stack.append((node, iter(node.contents)))
                    if node.name in HEADINGS:
                        self._note(node.parent, self._with_heading)
                    break
                if not node.isspace():  # type: ignore[attr-defined]
                    self._note(tag, self._with_text)
            else:
                stack.pop()
                self._places[id(tag)] = (starts.pop(), number)
        for link in self.links:
            target = _target(link, self.anchors)
            if target is not None:
                self._note_way_back(link, target)

    def _note(self, tag: Tag | None, holders: set[int]) -> None:
        """Add an element and its parents to a set, up to one that is in it."""
        while tag is not None and id(tag) not in holders:
            holders.add(id(tag))
            tag = tag.parent if tag is not self.body else None

    def _note_way_back(self, link: Tag, target: Tag) -> None:
        """Add the target of a link to the blocks around it that may be notes."""
        for parent in link.parents:
            if parent is self.body:
                break
            if parent.name in _NOTE_BLOCKS:
                targets = self._ways_back.setdefault(id(parent), [])
                if len(targets) < _MOST_BACK:
                    targets.append(target)

    def place(self, tag: Tag) -> int:
        """Return the number of an element in document order."""
        return self._places[id(tag)][0]

    def note(self, link: Tag) -> Tag | None:
        """Return the note that a link leads to, if the link is a footnote reference."""
        target = _target(link, self.anchors)
        if target is None or not MARK.match(link.get_text().strip()):
            return None
        self._learn()
        note, home = self._block(target), self._block(link)
        if note is None or home is None or note is home or self._holds(note, link):
            return None
        if id(note) in self._with_heading:
            return None
        if any(self._leads_to(back, link, home) for back in self._ways_back.get(id(note), ())):
            return note
        return note if _is_named(link, note, self.body) else None

    def _holds(self, tag: Tag, inner: Tag) -> bool:
        """Tell whether an element is in another, or is the same."""
        first, last = self._places[id(tag)]
        return first <= self.place(inner) <= last

    def _block(self, tag: Tag) -> Tag | None:
        """Return the block of an anchor: itself or a parent; preferably an item or a cell."""
        node: Tag | None = tag
        found: Tag | None = None
        while node is not None and node is not self.body:
            if node.name in _NO_NOTES:
                break
            if node.name in ("li", "dd", "td"):
                return node
            if found is None and node.name in _NOTE_BLOCKS and id(node) in self._with_text:
                found = node
                if node.name != "p":
                    break
            node = node.parent
        return found

    def _leads_to(self, target: Tag, link: Tag, home: Tag) -> bool:
        """Tell whether a link to ``target`` leads back to a reference."""
        if self._holds(target, link):
            return target is not self.body
        return self._holds(home, target)

    def whole_mark(self, link: Tag) -> Tag:
        """Return the outermost element with only references (``<sup>[<a>1</a>]</sup>``)."""
        whole = link
        for parent in islice(link.parents, _MOST_AROUND_MARK):
            if parent.name in BLOCKS or parent.name not in ("sup", "span", "small", "b", "strong"):
                break
            if id(parent) not in self._is_only_marks:
                self._is_only_marks[id(parent)] = _holds_only_marks(parent)
            if not self._is_only_marks[id(parent)]:
                break
            whole = parent
        return whole


def _fragment(link: Tag) -> str:
    return str(link.attrs.get("href") or "")[1:]


def _target(link: Tag, anchors: dict[str, Tag]) -> Tag | None:
    name = _fragment(link)
    return anchors.get(name) or anchors.get(unquote(name))


def _is_named(link: Tag, note: Tag, body: Tag) -> bool:
    """Tell whether class names mean a footnote: of the reference, and of the note's element."""
    mark = [link, *link.find_all("sup"), *_some_parents(link, body, 2)]
    if not any(tag.name == "sup" or REFERENCE_NAMES.search(names_of(tag)) for tag in mark):
        return False
    return any(NOTES_NAMES.search(names_of(tag)) for tag in [note, *_some_parents(note, body, 3)])


def names_of(tag: Tag) -> str:
    """Return an element's classes and its role, a space between them."""
    attrs = tag.attrs
    return " ".join([*map(str, tag.get_attribute_list("class")), str(attrs.get("role") or "")])


def _some_parents(tag: Tag, body: Tag, count: int) -> list[Tag]:
    found: list[Tag] = []
    for parent in tag.parents:
        if parent is body or len(found) == count:
            break
        found.append(parent)
    return found


def _holds_only_marks(tag: Tag) -> bool:
    """Tell whether an element has only links and brackets in it."""
    rest = "".join(
        node
        for node in tag.descendants
        if type(node) is NavigableString and not _in_a_link(node, tag)
    )
    return _BRACKETS.match(rest) is not None


def _in_a_link(node: NavigableString, limit: Tag) -> bool:
    for parent in node.parents:
        if parent.name == "a":
            return True
        if parent is limit:
            break
    return False
