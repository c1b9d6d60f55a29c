"""From an lxml tree to a BeautifulSoup tree, without serialising and parsing again.

The body is found on an lxml tree, because lxml parses a page in a twentieth of the time; Markdown
is rendered from a BeautifulSoup tree. This is the bridge, and the only module that imports both.
"""

from __future__ import annotations

from typing import Any

from bs4 import Tag
from bs4.builder import HTMLTreeBuilder
from bs4.element import (
    AttributeValueList,
    Comment,
    HTMLAttributeDict,
    NavigableString,
    PageElement,
)
from lxml.etree import _Element, iterwalk

_BUILDER = HTMLTreeBuilder()
_LIST_ATTRIBUTES = _BUILDER.cdata_list_attributes or {}
_LIST_EVERYWHERE = frozenset(_LIST_ATTRIBUTES.get("*", ()))
_KEEPS_SPACE = frozenset(_BUILDER.preserve_whitespace_tags)
_STRING_CLASSES = _BUILDER.string_containers
# What BeautifulSoup's own constructor of strings does, and takes three times as long for.
_UNLINKED = dict(vars(NavigableString("")))
_ASCII_SPACE = " \t\n\r\f\v"  # a no-break space is text


def to_soup(element: _Element) -> Tag:
    """Copy ``element`` and all it holds into a tree of BeautifulSoup.

    The result is what ``BeautifulSoup(html, "lxml")`` gives for the same element: multi-valued
    attributes are lists, blank text is one space or one newline (kept as it is in ``pre`` and
    ``textarea``), the strings of ``script``, ``style``, ``template``, ``rt`` and ``rp`` have the
    classes that keep them out of ``get_text``. Processing instructions are dropped; what follows
    ``element`` (its tail) is not copied. The tree may be of any depth.

    Returns:
        A tag without a parent, linked for every kind of search and edit.

    Raises:
        TypeError: ``element`` is a comment or a processing instruction.
    """
    if not isinstance(element.tag, str):
        raise TypeError("only an element has a tree")
    nodes = _Nodes()
    # One frame an open element: its tag, the class of its strings, whether blank text stays.
    open_tags: list[tuple[Tag | None, type[NavigableString], bool]]
    open_tags = [(None, NavigableString, False)]
    for event, node in iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start":
            parent, strings, blank = open_tags[-1]
            name = str(node.tag)
            tag = nodes.tag(node, name, parent)
            strings = _STRING_CLASSES.get(name, strings)
            blank = blank or name in _KEEPS_SPACE
            open_tags.append((tag, strings, blank))
            if node.text:
                nodes.text(node.text, tag, strings, blank)
            continue
        if event == "end":
            open_tags.pop()
        parent, strings, blank = open_tags[-1]
        if parent is None:
            continue
        if event == "comment":
            nodes.link(Comment(node.text or ""), parent)
        if node.tail:
            nodes.text(node.tail, parent, strings, blank)
    assert nodes.first is not None  # the element itself
    return nodes.first


class _Nodes:
    """Makes the nodes in document order and links each one to the one before.

    A tag of BeautifulSoup is slow to construct, so that each name is constructed once, by
    BeautifulSoup itself, and later tags of that name start as a copy of its state.
    """

    def __init__(self) -> None:
        self.first: Tag | None = None
        self.last: PageElement | None = None
        self.moulds: dict[str, dict[str, Any]] = {}

    def tag(self, element: _Element, name: str, parent: Tag | None) -> Tag:
        mould = self.moulds.get(name)
        if mould is None:
            mould = self.moulds[name] = dict(vars(Tag(builder=_BUILDER, name=name)))
        tag = Tag.__new__(Tag)
        state = tag.__dict__
        state.update(mould)
        state["contents"] = []
        state["_namespaces"] = {}
        state["attrs"] = _attributes(element, name)
        if parent is None:
            self.first = self.last = tag
        else:
            self.link(tag, parent)
        return tag

    def text(self, text: str, parent: Tag, strings: type[NavigableString], blank: bool) -> None:
        if not blank and not text.strip(_ASCII_SPACE):
            text = "\n" if "\n" in text else " "
        node = str.__new__(strings, text)
        node.__dict__.update(_UNLINKED)
        self.link(node, parent)

    def link(self, node: PageElement, parent: Tag) -> None:
        last = self.last
        node.previous_element = last
        if last is not None:
            last.next_element = node
        self.last = node
        node.parent = parent
        contents = parent.contents
        if contents:
            before = contents[-1]
            node.previous_sibling = before
            before.next_sibling = node
        contents.append(node)


def _attributes(element: _Element, name: str) -> HTMLAttributeDict:
    attributes = HTMLAttributeDict()
    fill = dict.__setitem__  # the values are strings already: nothing to convert
    own = _LIST_ATTRIBUTES.get(name, ())
    for key, value in element.items():
        if key in _LIST_EVERYWHERE or key in own:
            fill(attributes, key, AttributeValueList(value.split()))
        else:
            fill(attributes, key, value)
    return attributes
