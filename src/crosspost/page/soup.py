"""From an lxml tree to a BeautifulSoup tree, without serialising and parsing again.

The body is found on an lxml tree, because lxml parses a page in a twentieth of the time; Markdown
is rendered from a BeautifulSoup tree. This is the bridge, and the only module that imports both.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
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
from lxml.etree import _Comment, _Element

from crosspost.page.absolute_urls import HOLDERS, absolute_attributes, resolver
from crosspost.page.vocabulary import INLINE, MEDIA, SKIPPED

_BUILDER = HTMLTreeBuilder()
_LIST_ATTRIBUTES = _BUILDER.cdata_list_attributes or {}
_LIST_EVERYWHERE = frozenset(_LIST_ATTRIBUTES.get("*", ()))
_KEEPS_SPACE = frozenset(_BUILDER.preserve_whitespace_tags)
_STRING_CLASSES = _BUILDER.string_containers
# Between two texts these part nothing.
_FLOWS = INLINE | MEDIA | SKIPPED | {"a", "br", "noscript"}
_ASCII_SPACE = " \t\n\r\f\v"  # a no-break space is text


@dataclass(frozen=True)
class Without:
    """What of a tree is not copied.

    Attributes:
        elements: these, with all that is in them, but not the text that follows them.
        texts: the first text in each of these; a space stands for it.
        tails: the text that follows each of these; a space stands for it.
    """

    elements: set[_Element] = field(default_factory=set)
    texts: set[_Element] = field(default_factory=set)
    tails: set[_Element] = field(default_factory=set)


def to_soup(  # noqa: C901 - one loop with all its state in local variables, as in ``flow``
    element: _Element, *, base_url: str | None = None, without: Without | None = None
) -> Tag:
    """Copy ``element`` and what it holds into a tree of BeautifulSoup.

    The result is what ``BeautifulSoup(html, "lxml")`` gives for the same element: multi-valued
    attributes are lists, blank text is one space or one newline (kept as it is in ``pre`` and
    ``textarea``), the strings of ``script``, ``style``, ``template``, ``rt`` and ``rp`` have the
    classes that keep them out of ``get_text``. Processing instructions are dropped; what follows
    ``element`` (its tail) is not copied. The tree may be of any depth.

    Args:
        base_url: what addresses are relative to; they become absolute. None leaves them.
        without: what is not copied; a box between two texts leaves an empty ``div``, which keeps
            them apart.

    Returns:
        A tag without a parent, linked for every kind of search and edit.

    Raises:
        TypeError: ``element`` is a comment or a processing instruction.
    """
    if not isinstance(element.tag, str):
        raise TypeError("only an element has a tree")
    without = without or Without()
    nodes = _Nodes(base_url)
    root = here = nodes.tag(element, element.tag, None)
    strings: type[NavigableString] = _STRING_CLASSES.get(here.name, NavigableString)
    blank = here.name in _KEEPS_SPACE
    text = " " if element in without.texts else element.text
    # Around ``here``: element, tag, the class of its strings, whether blank text stays.
    around: list[tuple[_Element, Tag, type[NavigableString], bool]] = []
    open_ = element
    every = element.iter()
    next(every)
    # ``text`` is what has been read and not been added yet: what follows it may be left out.
    for node in every:
        parent = node.getparent()
        while open_ is not parent:
            if text:
                nodes.text(text, here, strings, blank)
            text = " " if open_ in without.tails else open_.tail
            open_, here, strings, blank = around.pop()
        if node in without.elements:
            for _ in node.iterdescendants():
                next(every)
            tail = " " if node in without.tails else node.tail
            if tail and node.tag not in _FLOWS and not tail.isspace():
                if text:
                    nodes.text(text, here, strings, blank)
                nodes.empty_div(here)
                text = tail
            elif tail:
                text = (text or "") + tail
            continue
        if text:
            nodes.text(text, here, strings, blank)
        name = node.tag
        if isinstance(name, str):
            around.append((open_, here, strings, blank))
            open_ = node
            here = nodes.tag(node, name, here)
            strings = _STRING_CLASSES.get(name, strings)
            blank = blank or name in _KEEPS_SPACE
            text = " " if node in without.texts else node.text
        else:
            if isinstance(node, _Comment):
                nodes.text(node.text or "", here, Comment, True)
            text = node.tail
    while around:
        if text:
            nodes.text(text, here, strings, blank)
        text = " " if open_ in without.tails else open_.tail
        open_, here, strings, blank = around.pop()
    if text:
        nodes.text(text, here, strings, blank)
    return root


def discard(tree: Tag) -> None:
    """Take a tree apart that nobody needs any more: its nodes are freed at once.

    Each node knows its neighbours and these know it, so that otherwise the tree stays until Python
    looks for such circles, which takes as long as making it. No node of it is of use afterwards.
    """
    node: PageElement | None = tree
    while node is not None:
        following = node.next_element
        node.parent = node.next_element = node.previous_element = None
        node.next_sibling = node.previous_sibling = None
        node = following


class _Nodes:
    """Makes the nodes in document order and links each one to the one before.

    BeautifulSoup's own constructors take three times as long. So a tag of each name is constructed
    by BeautifulSoup itself, once, and later tags of that name are given its state. Attributes are
    set one by one: a node whose ``__dict__`` is never asked for has none.

    This state is no documented interface: pyproject.toml bounds the version of beautifulsoup4, and
    the tests compare these trees with those that BeautifulSoup builds itself.
    """

    def __init__(self, base_url: str | None) -> None:
        self.resolve = None if base_url is None else resolver(base_url)
        self.last: PageElement | None = None
        self.moulds: dict[str, tuple[Any, ...]] = {}
        self.namespaces: dict[str, str] = {}  # of no tag: an HTML tree has none

    def tag(self, element: _Element, name: str, parent: Tag | None) -> Tag:
        """Return a new tag, the last node in its parent."""
        pairs = element.items()
        if pairs and self.resolve is not None and name in HOLDERS:
            pairs = absolute_attributes(name, pairs, self.resolve)
        return self._tag(name, pairs, parent)

    def empty_div(self, parent: Tag) -> None:
        """Add an empty ``div`` to its parent."""
        self._tag("div", [], parent)

    def _tag(self, name: str, pairs: list[tuple[str, str]], parent: Tag | None) -> Tag:
        mould = self.moulds.get(name)
        if mould is None:
            mould = self.moulds[name] = _mould(name)
        tag = Tag.__new__(Tag)
        (
            tag.parser_class,
            tag.name,
            tag.namespace,
            tag.prefix,
            tag.sourceline,
            tag.sourcepos,
            tag.attribute_value_list_class,
            tag.known_xml,
            tag.hidden,
            tag.can_be_empty_element,
            tag.cdata_list_attributes,
            tag.preserve_whitespace_tags,
            tag.interesting_string_types,
            more,
        ) = mould
        if more:
            vars(tag).update(more)
        tag._namespaces = self.namespaces
        tag.attrs = _attributes(name, pairs)
        tag.contents = []
        self._link(tag, parent)
        return tag

    def text(self, text: str, parent: Tag, kind: type[NavigableString], blank: bool) -> None:
        """Add a string to its parent; a blank one shrinks, unless it stays as it is."""
        if not blank and text.isspace() and not text.strip(_ASCII_SPACE):
            text = "\n" if "\n" in text else " "
        node = str.__new__(kind, text)
        node.hidden = False
        self._link(node, parent)

    def _link(self, node: PageElement, parent: Tag | None) -> None:
        last = self.last
        self.last = node
        node.parent = parent
        node.previous_element = last
        node.next_element = node.next_sibling = node.previous_sibling = None
        if last is None or parent is None:
            return
        last.next_element = node
        contents = parent.contents
        if contents:
            before = contents[-1]
            node.previous_sibling = before
            before.next_sibling = node
        contents.append(node)


# What is set of a tag one by one, in the order of BeautifulSoup.
_STATE = (
    *("parser_class", "name", "namespace", "prefix", "sourceline", "sourcepos"),
    *("attribute_value_list_class", "known_xml", "hidden", "can_be_empty_element"),
    *("cdata_list_attributes", "preserve_whitespace_tags", "interesting_string_types"),
)
# What each tag has of its own.
_OWN = frozenset(
    [
        *("_namespaces", "attrs", "contents", "parent"),
        *("previous_element", "next_element", "previous_sibling", "next_sibling"),
    ]
)


@functools.lru_cache(maxsize=256)  # names of elements; a page may make up thousands of its own
def _mould(name: str) -> tuple[Any, ...]:
    """Return the state of a tag as BeautifulSoup constructs it; what we know nothing of last."""
    state = dict(vars(Tag(builder=_BUILDER, name=name)))
    known = [state.pop(attribute) for attribute in _STATE]
    return (*known, {key: value for key, value in state.items() if key not in _OWN})


def _attributes(name: str, pairs: list[tuple[str, str]]) -> HTMLAttributeDict:
    # The values are strings already: nothing to convert.
    attributes = HTMLAttributeDict(pairs)
    if pairs:
        own = _LIST_ATTRIBUTES.get(name, ())
        for key, value in pairs:
            if key in _LIST_EVERYWHERE or key in own:
                dict.__setitem__(attributes, key, AttributeValueList(value.split()))
    return attributes
