"""Buttons whose words are the article's: in sentences, on pictures, as questions of an accordion.

A button that is a control (share, copy, subscribe) stays one.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from crosspost.lazy_regex import lazy_compile
from crosspost.page.standardize.tree import (
    IndexedTree,
    add_before,
    ancestors,
    new,
    remove,
    rename,
    replace,
    show,
    text_of,
    visible_text_of,
)
from crosspost.page.vocabulary import BLOCKS, HEADINGS, PICTURES, is_label

if TYPE_CHECKING:
    from lxml.etree import _Element

_SENTENCES = frozenset(("p", "li", "dd", "td", "th", "blockquote", "figcaption", "label"))
_TEXTS = frozenset(("p", "dd", "blockquote", "figcaption"))
_TITLES = HEADINGS | {"summary", "dt"}
_PLAYERS = frozenset(("iframe", "video"))
_LETTER = lazy_compile(r"\w")
_ENDS = (".", "!", "?", ":", "…", "。", "”", '"')
_AROUND = frozenset(("nav", "header", "footer", "form", "aside", "menu", "dialog"))
# Opens the rest of a text, which has no heading.
_SHOW_MORE = lazy_compile(
    r"\W*(?:(?:see|show|read|view|load|learn|expand)(?: \w+)?(?: more| less| all)?|more|less|menu"
    r"|expand|collapse|mehr(?: \w+)?|weiterlesen"
    r"|(?:voir|lire|en savoir) plus|(?:ver|leer) más)\W*\Z",
    re.I,
)
_SHORTEST_ANSWER = 30  # characters
_LONGEST_QUESTION = 250
_LOWEST = 6  # level of a heading
_MOST_STEPS = 12  # elements beside a button
_BOUNDS = BLOCKS | {"br", "button"}
_COLLAPSES = frozenset(("data-toggle", "data-bs-toggle"))
_TOGGLES = ("elementor-tab-title", "elementor-toggle-title", "accordion-button", "accordion-title")
_STATELESS = frozenset(_TOGGLES[:2])  # whose state only a script knows


def to_words(page: IndexedTree) -> None:
    """Write buttons whose words are the article's as text, in place."""
    toggles = set(page.of_class(*_TOGGLES))
    toggles.update(page.with_role("button"))
    toggles.update(page.tree.iter("button"))
    if not toggles:
        return
    level = 2
    for element in _in_order(page, toggles):
        tag = element.tag
        if tag in HEADINGS:
            level = int(str(tag)[1])
        if element not in toggles or not page.is_in(element):
            continue
        if tag == "button" and next(element.iter(*PICTURES), None) is not None:
            if not text_of(element) and not _has_player_beside(element):
                rename(element, "span")
        elif _is_question(page, element):
            _write_question(element, min(level + 1, _LOWEST))
        elif tag != "button":
            continue
        elif _is_in_sentence(element):
            _write_as_text(element)
        elif _is_control(element):
            remove(element)


def _in_order(page: IndexedTree, toggles: set[_Element]) -> list[_Element]:
    """Return buttons and headings in document order."""
    names = {str(each.tag) for each in toggles} | HEADINGS
    return list(page.tree.iter(*names))


def _has_player_beside(button: _Element) -> bool:
    """Tell whether a picture is the preview of a video that is there, too."""
    around = button.getparent()
    return around is not None and any(
        inner.tag in _PLAYERS
        for each in islice(around, _MOST_STEPS)
        for inner in (each, *islice(each, _MOST_STEPS))
    )


def _is_question(page: IndexedTree, element: _Element) -> bool:
    """Tell whether a click on an element shows or hides a text, which is then shown."""
    answer = _answer(page, element)
    if answer is None:
        return False
    text = visible_text_of(element)
    if not _LETTER.search(text) or len(text) > _LONGEST_QUESTION or _SHOW_MORE.match(text):
        return False
    if len(text_of(answer)) < _SHORTEST_ANSWER:
        return False
    if any(around is answer or around.tag in _AROUND for around in element.iterancestors()):
        return False
    show(answer)
    return True


def _answer(page: IndexedTree, element: _Element) -> _Element | None:
    """Return what a question shows: the element that it names, or the one after it."""
    expands = (
        element.get("aria-expanded") is not None
        or not _COLLAPSES.isdisjoint(element.keys())
        or not _STATELESS.isdisjoint((element.get("class") or "").split())
    )
    name = element.get("aria-controls") or ""
    if not name and expands:
        target = element.get("data-target") or element.get("data-bs-target") or element.get("href")
        name = (target or "").removeprefix("#")
    if name and expands:
        return page.by_id(name)
    if not expands:
        return None
    block = element
    for around in ancestors(element, 2):
        if block.getnext() is not None or around.tag not in _TITLES:
            break
        block = around
    following = block.getnext()
    return following if following is not None and following.tag in ("div", "section") else None


def _write_question(element: _Element, level: int) -> None:
    """Write a question as a heading, or as the text of the heading around it."""
    if any(around.tag in _TITLES for around in ancestors(element, 3)):
        rename(element, "span")
        return
    if element.tag in HEADINGS:
        rename(element, str(element.tag))
        return
    heading = new(f"h{level}")
    if element.get("id"):
        heading.set("id", element.get("id") or "")
    inner = next(element.iter(*HEADINGS), None)
    if inner is not None:
        heading.tag = inner.tag
    heading.text = " ".join(visible_text_of(element).split())
    replace(element, heading)


def _is_control(button: _Element) -> bool:
    """Tell whether a short label follows a heading or a whole sentence: "Copy link", "Share"."""
    block = next((around for around in button.iterancestors() if around.tag in BLOCKS), None)
    if block is None or block.tag not in _SENTENCES | _TITLES or not _before(button, block):
        return False
    return is_label(" ".join(text_of(button).split()), ())


def _write_as_text(button: _Element) -> None:
    """Write a button as text; between words, where browsers show its edges, with spaces."""
    before, parent = button.getprevious(), button.getparent()
    text = before.tail if before is not None else None if parent is None else parent.text
    if (text or "")[-1:].isalnum():
        add_before(button, " ")
    if (button.tail or "")[:1].isalnum():
        button.tail = f" {button.tail}"
    rename(button, "span")


def _is_in_sentence(button: _Element) -> bool:
    """Tell whether a button's words are part of the text around it."""
    block = next((around for around in button.iterancestors() if around.tag in BLOCKS), None)
    if block is None or not _LETTER.search(text_of(button)):
        return False
    before, after = _before(button, block), _after(button, block)
    if block.tag in _TITLES:
        return bool(after) or not before
    if after:
        return block.tag in _SENTENCES or bool(before)
    return block.tag in _TEXTS and bool(before) and not before.endswith(_ENDS)


def _before(button: _Element, block: _Element) -> str:
    """Return the text right before a button in its line."""
    node = button
    for _ in range(_MOST_STEPS):
        before, parent = node.getprevious(), node.getparent()
        if parent is None:
            break
        text = ((parent.text if before is None else before.tail) or "").strip()
        if text:
            return text
        if before is None:
            if parent is block:
                break
            node = parent
        elif before.tag in _BOUNDS:
            break
        elif text := text_of(before):
            return text
        else:
            node = before
    return ""


def _after(button: _Element, block: _Element) -> str:
    """Return the text right after a button in its line."""
    node = button
    for _ in range(_MOST_STEPS):
        text = (node.tail or "").strip()
        if text:
            return text
        following, parent = node.getnext(), node.getparent()
        if following is None:
            if parent is None or parent is block:
                break
            node = parent
        elif following.tag in _BOUNDS:
            break
        elif text := text_of(following):
            return text
        else:
            node = following
    return ""
