"""Headings: one never in another, and without the box and links that MediaWiki has around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosspost.lazy_regex import lazy_compile
from crosspost.page.standardize.tree import (
    IndexedTree,
    ancestors,
    remove,
    replace,
    text_of,
)
from crosspost.page.vocabulary import HEADINGS, is_screen_reader_only

if TYPE_CHECKING:
    from lxml.etree import _Element

_EDITS = lazy_compile(r"[?&](?:ve)?action=(?:edit|editsection)\b")
_BRACKETS = lazy_compile(r"[\s\[\]()|]*\Z")


def to_plain(page: IndexedTree) -> None:
    """Remove links for editing a section, in any language, and boxes around headings, in place."""
    _end_at_next(page)
    for links in list(page.of_class("mw-editsection", "editsection", "mw-editsection-like")):
        remove(links)
    for link in page.with_attribute("href"):
        if (
            "action=" in (href := link.get("href") or "")
            and _EDITS.search(href)
            and any(around.tag in HEADINGS for around in ancestors(link, 3))
        ):
            around = link.getparent()
            rest = "" if around is None else text_of(around).replace(text_of(link), "", 1)
            if around is not None and around.tag == "span" and _BRACKETS.match(rest):
                remove(around)
            else:
                remove(link)
    for link in page.with_attribute("href"):
        if (link.get("href") or "").startswith("#"):
            _remove_permalink(link)
    for box in list(page.of_class("mw-heading")):
        if len(box) == 1 and box[0].tag in HEADINGS and not (box.text or "").strip():
            replace(box, box[0])


def _end_at_next(page: IndexedTree) -> None:
    """End a heading without an end tag where the next one begins, as browsers do."""
    for heading in list(page.tree.iter(*HEADINGS)):
        around = heading.getparent()
        if around is not None and around.tag in HEADINGS:
            for element in (*reversed(list(heading.itersiblings())), heading):
                around.addnext(element)


def _remove_permalink(link: _Element) -> None:
    """Remove the link of a heading to itself that has no text on the screen.

    It may have some for screen readers. The heading takes its name.
    """
    heading = next((around for around in ancestors(link, 2) if around.tag in HEADINGS), None)
    if heading is None or link.tag != "a" or next(link.iter("img"), None) is not None:
        return
    hidden = [e for e in link.iterdescendants() if is_screen_reader_only(e.get("class") or "")]
    if text_of(link).strip() != "".join(map(text_of, hidden)).strip():
        return
    name = link.get("id") or link.get("name") or ""
    if name and f"#{name}" != link.get("href"):
        return
    if name and not heading.get("id"):
        heading.set("id", name)
    remove(link)
