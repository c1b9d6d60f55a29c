"""HTML of an export as a tree, for what is to be read of it, and back."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree, html


def tree_of(text: str) -> etree._Element:
    """Return a page or a fragment as a tree; whatever it is, there is a ``body``."""
    parser = html.HTMLParser(huge_tree=True, remove_comments=False)
    try:
        found = html.document_fromstring(f"<!doctype html>{text}", parser=parser)
    except (etree.ParserError, ValueError):
        found = html.document_fromstring("<body></body>")
    return found


def body_of(tree: etree._Element) -> etree._Element:
    """Return the ``body`` of a tree."""
    found = tree.find("body")
    return tree if found is None else found


def inner_html(element: etree._Element) -> str:
    """Return the content of an element as HTML."""
    made = [_escaped(element.text or "")]
    made += (etree.tostring(one, encoding="unicode", method="html") for one in element)
    return "".join(made)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def with_class(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the elements below one that have a class, in order."""
    for one in element.iter(etree.Element):
        if name in (one.get("class") or "").split():
            yield one


def words(element: etree._Element) -> str:
    """Return the text of an element, with single spaces."""
    return " ".join("".join(map(str, element.itertext())).split())


def remove(element: etree._Element) -> None:
    """Remove an element; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail:
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)
