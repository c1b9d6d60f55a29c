"""XML lists, an element at a time: memory does not grow with the file.

Entities are not expanded, no DTD is loaded and no file is opened. Faults with one meaning only are
corrected beforehand (``xml_text``); at any other fault the reading ends with a ``BadLine``. So no
item is taken that libxml2 had to guess, or that is cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from lxml import etree

from crosspost.batch.entry import BadLine
from crosspost.batch.links.xml_text import NotXml, Repaired

# Elements of one item. A post with its comments and fields has hundreds; its text is one element.
_MOST_ELEMENTS = 200_000

_Event = tuple[str, etree._Element]


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
        at: ``end``: elements are yielded complete; ``start``: with their attributes only, also
            those within each other.
    """
    text = Repaired(stream)
    walk = etree.iterparse(
        text,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        yield from _wanted(_only(walk, roots), names, at)
    except NotXml as error:
        yield BadLine(None, str(error), fatal=True)
    except etree.XMLSyntaxError as error:
        # An undeclared prefix changes no element, and is reported at the end.
        if not walk.error_log or any(one.domain_name != "NAMESPACE" for one in walk.error_log):
            # libxml2 repeats the line in its message.
            what = " ".join(error.msg.rpartition(", line ")[0].split())[:200] or error.msg[:200]
            reason = f"broken XML: {what}; the rest is not read"
            yield BadLine(error.lineno or None, reason, fatal=True)
    if text.is_damaged:
        yield BadLine(None, f"bytes that are not valid in {text.encoding} are read as \ufffd")


def _only(walk: Iterable[_Event], roots: frozenset[str]) -> Iterator[_Event]:
    """Yield the events of a file whose first element is one of these."""
    is_first = True
    for event, element in walk:
        if is_first and local(element) not in roots:
            expected = " or ".join(f"<{name}>" for name in sorted(roots))
            raise NotXml(f"the first element is <{local(element)[:40]}>, not {expected}")
        is_first = False
        yield event, element


def _wanted(events: Iterator[_Event], names: frozenset[str], at: str) -> Iterator[etree._Element]:
    depth = count = 0  # in a wanted element
    for event, element in events:
        is_wanted = isinstance(element.tag, str) and local(element) in names
        if at == "start":
            if event == "start" and is_wanted:
                yield element
        elif is_wanted:
            depth += 1 if event == "start" else -1
            if event == "end" and depth == 0:
                yield element
        count = count + 1 if depth else 0
        if count > 2 * _MOST_ELEMENTS:
            raise NotXml(f"line {line_of(element)}: an item of over {_MOST_ELEMENTS:,} elements")
        if event == "end" and depth == 0:
            _drop(element)


def _drop(element: etree._Element) -> None:
    """Free an element and what stands before it."""
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
