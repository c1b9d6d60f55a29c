"""The headings a reader sees: every ``h1``, and the element that says what the page's head says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from crosspost.metadata.candidate import Candidate
from crosspost.metadata.text import fold, key
from crosspost.metadata.view import View

_MAX_LENGTH = 400
_TEXTS = etree.XPath(
    ".//text()[not(ancestor::script or ancestor::style or ancestor::svg or ancestor::noscript)]"
)
_BREAKS = frozenset({"br", "div", "p"})
_NOT_THE_TEXT = frozenset({"nav", "footer", "aside", "dialog", "form"})


def read(view: View) -> Iterator[Candidate]:
    """Yield the visible headings as titles."""
    shown = [element for element in view.headings if heading_text(element)]
    if view.heading is not None and view.heading not in shown:
        shown.append(view.heading)
    for place, element in enumerate(shown[:20]):
        text = heading_text(element)
        if not text or len(text) > _MAX_LENGTH:
            continue
        hints = set(_hints(element, view))
        if place == 0:
            hints.add("first")
        if len(shown) == 1:
            hints.add("only")
        trust = 0.9 if element is view.heading else 0.5
        source = "visible h1" if element.tag == "h1" else f"visible {element.tag}"
        yield Candidate("title", text, source, trust, frozenset(hints))


def heading_text(element: Any) -> str:
    """Return a heading's words, without what scripts, styles and icons in it say."""
    parts: list[str] = []
    for text in _TEXTS(element):
        parent = text.getparent()
        if text.is_tail and parent.tag in _BREAKS:
            parts.append(" ")
        parts.append(str(text))
    return fold("".join(parts))


def _hints(element: Any, view: View) -> Iterator[str]:
    if element is view.heading:
        yield "main heading"
    ancestors = list(element.iterancestors())
    tags = {a.tag for a in ancestors}
    if tags & _NOT_THE_TEXT:
        yield "beside the text"
    if "article" in tags or "main" in tags:
        yield "in article"
    if "header" in tags and "article" not in tags and "main" not in tags:
        yield "page header"
    marks = " ".join(
        (e.get("class") or "") + (e.get("id") or "") for e in [element, *ancestors[:2]]
    )
    if "logo" in marks.lower() or "site-title" in marks.lower() or "site-name" in marks.lower():
        yield "logo"
    link = element.find(".//a[@href]")
    if link is not None and link.get("href").rstrip("/").count("/") <= 2:
        yield "links home"
    if key(heading_text(element)) in {key(text) for text in view.title_texts}:
        yield "as in head"
