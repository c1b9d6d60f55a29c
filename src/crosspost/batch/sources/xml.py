"""XML lists, an element at a time: memory does not grow with the file.

Entities are not expanded, no DTD is loaded and no file is opened. What cannot be mistaken is put
right beforehand (``xml_text``). Any other fault costs what is before the next element of the list,
and is named: no item is taken that libxml2 had to guess at, nor one that the file's end has cut.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO
from xml.sax.saxutils import quoteattr

from lxml import etree

from crosspost.batch.entry import BadLine
from crosspost.batch.sources.xml_bytes import NotXml
from crosspost.batch.sources.xml_text import Repaired

# Elements of one item. A post with its comments and fields has hundreds; its text is one element.
_MOST_ELEMENTS = 200_000
# Faults of one list; each takes a new parser.
_MOST_FAULTS = 100
# What libxml2 says of a file that ends too early: within its elements, a text, a tag, a comment.
_CUT = frozenset(
    {
        etree.ErrorTypes.ERR_DOCUMENT_END,
        etree.ErrorTypes.ERR_TAG_NOT_FINISHED,
        etree.ErrorTypes.ERR_CDATA_NOT_FINISHED,
        etree.ErrorTypes.ERR_COMMENT_NOT_FINISHED,
        etree.ErrorTypes.ERR_GT_REQUIRED,
    }
)
_BASE = "{http://www.w3.org/XML/1998/namespace}base"


def elements(
    stream: BinaryIO, names: frozenset[str], roots: frozenset[str], *, at: str = "end"
) -> Iterator[etree._Element | BadLine]:
    """Yield every element of one of these names (without namespace).

    What has been yielded is emptied when the next one is asked for. An element within a yielded
    one is part of that, and not yielded itself.

    Args:
        stream: the file.
        names: of the elements.
        roots: the names that the file's first element may have.
        at: ``end``: elements are yielded complete; ``start``: with their attributes alone, also
            one within another.

    Raises:
        MemoryError: libxml2 can have no more of it.
    """
    text = Repaired(stream, names if at == "end" else frozenset())
    for number in range(1, _MOST_FAULTS + 1):
        walk = _Walk(text, names, at)
        try:
            yield from walk.wanted(roots)
        except NotXml as error:
            yield BadLine(None, str(error), fatal=True)
        except etree.XMLSyntaxError as error:
            if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
                raise MemoryError from error
            # A prefix that is not declared leaves every element as it is, and comes at the end.
            if not walk.has_faults():
                break
            # libxml2 quotes the text, and repeats the place.
            what = " ".join(error.msg.rpartition(", line ")[0].split())[:200] or error.msg[:200]
            goes_on = number < _MOST_FAULTS and text.go_on(walk.opening)
            if walk.is_over:
                reason, is_lost = "what is behind the end of the list is not read", goes_on
            else:
                to = "to the next one of the list" if goes_on and walk.opening else "on"
                reason, is_lost = f"nothing is read from here {to}", True
                if to == "on" and error.code in _CUT and "too big" not in what:
                    reason = "the file breaks off, and nothing is read from here on"
            yield BadLine(error.lineno or None, f"broken XML: {what}; {reason}", fatal=is_lost)
            if goes_on and walk.opening:
                continue
        break
    if text.is_damaged:
        yield BadLine(None, f"bytes that are not valid in {text.encoding} are read as \ufffd")


class _Walk:
    """One parser on its way through a list.

    Attributes:
        is_over: the first element has ended.
    """

    def __init__(self, text: Repaired, names: frozenset[str], at: str) -> None:
        self._text, self._names, self._at = text, names, at
        self._within: etree._Element | None = None
        self.is_over = False
        self._events = etree.iterparse(
            text,
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
            encoding="utf-8",
        )

    def has_faults(self) -> bool:
        """Tell whether anything is wrong but a prefix that is not declared."""
        log = self._events.error_log
        return not log or any(one.domain_name != "NAMESPACE" for one in log)

    @property
    def opening(self) -> str:
        """Return the start tags in which the elements of the list are; empty where none can be."""
        if self._within is None or self.is_over:
            return ""
        around = [self._within, *self._within.iterancestors()]
        return "".join(map(_start_tag, reversed(around)))

    def wanted(self, roots: frozenset[str]) -> Iterator[etree._Element]:
        """Yield the elements of the list.

        Raises:
            NotXml: the first element is none of these, or one of the list is too large.
            XMLSyntaxError: as of lxml.
        """
        depth = count = 0  # within a wanted element
        for event, element in self._events:
            if self._within is None:
                if local(element) not in roots:
                    expected = " or ".join(f"<{name}>" for name in sorted(roots))
                    raise NotXml(f"it begins with <{local(element)[:40]}>, not with {expected}")
                self._within = element
            is_wanted = isinstance(element.tag, str) and local(element) in self._names
            if self._at == "start":
                if event == "start" and is_wanted:
                    yield element
            elif is_wanted:
                if event == "start":
                    self._begin(element, depth)
                depth += 1 if event == "start" else -1
                if event == "end" and depth == 0:
                    yield element
            count = count + 1 if depth else 0
            if count > 2 * _MOST_ELEMENTS:
                raise NotXml(
                    f"line {line_of(element)}: an item of over {_MOST_ELEMENTS:,} elements"
                )
            if event == "end" and depth == 0:
                self.is_over = element.getparent() is None
                _drop(element)

    def _begin(self, element: etree._Element, depth: int) -> None:
        self._text.begin()
        parent = element.getparent()
        if depth == 0 and parent is not None:
            self._within = parent


def _start_tag(element: etree._Element) -> str:
    name = f"{element.prefix}:{local(element)}" if element.prefix else local(element)
    above = element.getparent()
    known = {} if above is None else above.nsmap
    own = {prefix: uri for prefix, uri in element.nsmap.items() if known.get(prefix) != uri}
    spaces = "".join(
        f" xmlns{':' + prefix if prefix else ''}={quoteattr(uri)}" for prefix, uri in own.items()
    )
    base = element.get(_BASE)
    return f"<{name}{spaces}{f' xml:base={quoteattr(base)}' if base else ''}>"


def _drop(element: etree._Element) -> None:
    """Free an element and those before it."""
    element.clear(keep_tail=False)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def line_of(element: etree._Element) -> int | None:
    """Return the line of an element, counted from 1; None if it is not known."""
    return element.sourceline if isinstance(element.sourceline, int) else None


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace and without an undeclared prefix."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def namespace(element: etree._Element) -> str:
    """Return the namespace of an element, empty where it has none."""
    return str(element.tag).rpartition("}")[0].lstrip("{")


def child(element: etree._Element, name: str, *, own: bool = False) -> str:
    """Return the text of the first child of a name, empty if there is none.

    Args:
        element: the parent.
        name: without namespace.
        own: only one of the element's own namespace.
    """
    for below in element:
        if isinstance(below.tag, str) and local(below) == name:
            if own and namespace(below) != namespace(element):
                continue
            return text_of(below)
    return ""


def text_of(element: etree._Element) -> str:
    """Return the text of an element, including that of elements in it."""
    if len(element):
        return "".join(map(str, element.itertext())).strip()
    return (element.text or "").strip()
