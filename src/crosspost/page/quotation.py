"""The quotation in the markup that a service gives for showing its post elsewhere: only its text.

The markup may be anyone's: what loads or runs anything is removed, and no attribute is kept but the
targets of links.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from crosspost.page.parse import parse_fragment

if TYPE_CHECKING:
    from lxml.etree import _Element

_NOT_TEXT = (
    *("audio", "button", "canvas", "embed", "form", "iframe", "img", "input", "link", "math"),
    *("meta", "noscript", "object", "picture", "script", "select", "style", "svg", "table"),
    *("template", "textarea", "title", "video"),
)


def read_quotation(html: str, url: str) -> tuple[_Element | None, str]:
    """Return the first quotation, without a parent, and the URL of the first frame.

    Args:
        html: a piece of a page.
        url: what its URLs are relative to.

    Raises:
        NoArticle: as of ``parse_fragment``.
    """
    tree = parse_fragment(html, url)
    quote, frame = tree.find(".//blockquote"), tree.find(".//iframe")
    source = "" if frame is None else frame.get("src") or ""
    around = None if quote is None else quote.getparent()
    if quote is None or around is None:
        return None, source
    quote.tail = None
    around.remove(quote)
    etree.strip_elements(quote, *_NOT_TEXT, with_tail=False)
    etree.strip_tags(quote, "blockquote")
    for element in quote.iter("*"):
        target = element.get("href")
        element.attrib.clear()
        if target and element.tag == "a":
            element.set("href", target)
    return quote, source
