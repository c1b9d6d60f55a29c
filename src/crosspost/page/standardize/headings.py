"""Headings: one never in another, and without the box and links that MediaWiki has around them."""

from __future__ import annotations

from crosspost.lazy_regex import lazy_compile
from crosspost.page.standardize.tree import IndexedTree, ancestors, remove, replace, text_of
from crosspost.page.vocabulary import HEADINGS

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
