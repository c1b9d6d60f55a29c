"""An lxml tree with indexes by class, attribute and id; edits that keep the text around."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from lxml import etree

from crosspost.page.code_language import language_from_attributes, language_from_classes
from crosspost.page.vocabulary import SKIPPED, is_hiding

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Characters of an element's text that are read by default.
TEXT_LIMIT = 300
#: The elements that every page has.
ROOTS = frozenset(("html", "head", "body"))


class IndexedTree:
    """A page's tree, with indexes of its elements by attribute, class and id.

    They are collected in one walk; an element that was removed since is still among them, see
    ``is_in``.

    Attributes:
        tree: the root.
    """

    def __init__(self, tree: _Element) -> None:
        self.tree = tree
        self._by_attribute: dict[str, list[_Element]] = {}
        by_class: dict[str, list[_Element]] = {}  # most of the values are repeated
        for element in tree.iter("*"):
            if element.tag in ROOTS:  # never replaced
                continue
            for name, value in element.items():
                if name == "class":
                    by_class.setdefault(value, []).append(element)
                else:
                    self._by_attribute.setdefault(name, []).append(element)
        self._by_class: dict[str, list[_Element]] = {}
        for value, elements in by_class.items():
            for name in value.split():
                self._by_class.setdefault(name, []).extend(elements)
        self._by_id: dict[str, _Element] = {}
        for element in self.with_attribute("id"):
            self._by_id.setdefault(element.get("id") or "", element)
        for element in self.with_attribute("name"):
            if element.tag == "a":
                self._by_id.setdefault(element.get("name") or "", element)

    def of_class(self, *names: str) -> Iterator[_Element]:
        """Yield the elements that have one of the classes and are still in the tree."""
        for name in names:
            for element in self._by_class.get(name, ()):
                if self.is_in(element):
                    yield element

    def with_attribute(self, *names: str) -> list[_Element]:
        """Return the elements that have one of the attributes."""
        found = (element for name in names for element in self._by_attribute.get(name, ()))
        return list(dict.fromkeys(found))

    def with_role(self, role: str) -> list[_Element]:
        """Return the elements that have a role."""
        return [each for each in self.with_attribute("role") if each.get("role") == role]

    def by_id(self, name: str) -> _Element | None:
        """Return the first element with an id, or a link with this ``name``."""
        return self._by_id.get(name)

    def is_in(self, element: _Element) -> bool:
        """Tell whether an element has not been taken out of its parent."""
        return element.getparent() is not None


def text_of(element: _Element, limit: int = TEXT_LIMIT) -> str:
    """Return the beginning of an element's text, without whitespace at its ends."""
    return _joined(map(str, element.itertext()), limit)


def visible_text_of(element: _Element, limit: int = TEXT_LIMIT) -> str:
    """Return the same as ``text_of`` without the texts of drawings, scripts and styles."""
    return _joined(_visible_texts(element), limit)


def _joined(texts: Iterable[str], limit: int) -> str:
    pieces: list[str] = []
    length = 0
    for text in texts:
        pieces.append(text)
        length += len(text)
        if length > limit:
            break
    return "".join(pieces).strip()


def _visible_texts(element: _Element) -> Iterator[str]:
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, node in walker:
        if event == "end":
            if node is not element and node.tail:
                yield str(node.tail)
        elif node.tag in SKIPPED:
            walker.skip_subtree()
        elif node.text:
            yield str(node.text)


def remove(element: _Element) -> None:
    """Remove an element; the text that follows it stays."""
    parent = element.getparent()
    if parent is None:
        return
    add_before(element, element.tail)
    element.tail = None
    parent.remove(element)


def add_before(element: _Element, text: str | None) -> None:
    """Add text before an element."""
    parent, before = element.getparent(), element.getprevious()
    if not text or parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def replace(element: _Element, *replacements: _Element) -> None:
    """Put others in an element's place; the text that follows it stays after the last one."""
    parent = element.getparent()
    if parent is None or not replacements:
        return
    for other in replacements:
        element.addprevious(other)  # moves with its tail
    tail, element.tail = element.tail, None
    replacements[-1].tail = (replacements[-1].tail or "") + (tail or "") or None
    parent.remove(element)


def rename(element: _Element, tag: str, **attributes: str) -> None:
    """Give an element another name and only these attributes, and its id if it has one."""
    identity = element.get("id")
    element.tag = tag
    element.attrib.clear()
    if identity:
        element.set("id", identity)
    for name, value in attributes.items():
        element.set(name, value)


def new(tag: str, text: str | None = None, **attributes: str) -> _Element:
    """Return a new element; the names of attributes may end in ``_``, as in ``class_``."""
    element = etree.Element(tag, {name.rstrip("_"): value for name, value in attributes.items()})
    element.text = text
    return element


def move_contents(source: _Element, target: _Element) -> None:
    """Move the text and the elements in one element to the end of another."""
    if len(target):
        target[-1].tail = (target[-1].tail or "") + (source.text or "") or None
    else:
        target.text = (target.text or "") + (source.text or "") or None
    source.text = None
    target.extend(list(source))


def show(element: _Element) -> None:
    """Remove what hides an element."""
    for name, value in element.items():
        if is_hiding(name, value):
            del element.attrib[name]


def names_of(element: _Element) -> str:
    """Return an element's class, id and role."""
    return " ".join(element.get(name) or "" for name in ("class", "id", "role"))


def language_of(*elements: _Element) -> str:
    """Return the language of code by the first element that names one; empty if none does."""
    for element in elements:
        classes = (element.get("class") or "").split()
        found = language_from_attributes(dict(element.attrib)) or language_from_classes(
            classes, is_code=element.tag in ("pre", "code")
        )
        if found:
            return found
    return ""


def ancestors(element: _Element, count: int) -> Iterator[_Element]:
    """Yield the nearest elements around an element, at most ``count``."""
    parent = element.getparent()
    while parent is not None and count:
        yield parent
        parent, count = parent.getparent(), count - 1


def find_class(element: _Element, *names: str) -> _Element | None:
    """Return the first element in another that has one of the classes."""
    return next(
        (
            e
            for e in element.iter()
            if any(name in (e.get("class") or "").split() for name in names)
        ),
        None,
    )
