"""References to notes: the links that look like one, and what they lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from crosspost.lazy_regex import lazy_compile
from crosspost.page.note_marks import MARK
from crosspost.page.standardize.tree import IndexedTree, ancestors, new, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Characters of a note's number, with brackets and arrows.
LONGEST_NUMBER: Final = 16
_MOST = 2000  # references
_SCROLLS = lazy_compile(r"scrollToReference\('([\w-]{1,60})'\)")


def find_references(page: IndexedTree) -> dict[_Element, _Element | None]:
    """Return the links that look like references, each with the element that it leads to.

    Links that only a script follows get their target, in place.
    """
    _undo_scripts(page)
    links = [link for link in page.tree.iter("a") if _is_reference(link)][:_MOST]
    return {link: _target(page, link) for link in links}


def _undo_scripts(page: IndexedTree) -> None:
    """Give the links of Wikidot's notes, which a script scrolls to, their targets."""
    for link in page.of_class("footnoteref"):
        found = _SCROLLS.search(link.get("onclick") or "")
        if link.tag == "a" and found:
            link.set("href", f"#{found[1]}")
    for note in page.of_class("footnote-footer"):
        for link in note.iterfind("a"):
            found = _SCROLLS.search(link.get("onclick") or "")
            if found:
                link.set("href", f"#{found[1]}")


def _is_reference(link: _Element) -> bool:
    href = link.get("href") or ""
    return (
        href[:1] == "#" and len(href) > 1 and MARK.match(text_of(link, LONGEST_NUMBER)) is not None
    )


def _target(page: IndexedTree, link: _Element) -> _Element | None:
    name = (link.get("href") or "")[1:]
    found = page.by_id(name)
    return page.by_id(unquote(name)) if found is None else found


def number_of(element: _Element) -> str:
    """Return the number of a reference or a note, without brackets; empty if it has none."""
    found = MARK.match(text_of(element, LONGEST_NUMBER).strip("\n ^↑↩"))
    return found[1] if found else ""


def is_superscript(link: _Element) -> bool:
    """Tell whether a reference is in brackets or a superscript."""
    near = (link, *ancestors(link, 3), *link)
    return text_of(link)[:1] == "[" or any(each.tag == "sup" for each in near)


def superscript(link: _Element) -> None:
    """Put a reference into a ``sup``, so that its number is not read as part of a word."""
    if any(around.tag == "sup" for around in ancestors(link, 3)) or link.find(".//sup") is not None:
        return
    parent = link.getparent()
    if parent is None:
        return
    raised = new("sup")
    raised.tail, link.tail = link.tail, None
    parent.replace(link, raised)
    raised.append(link)
