"""Notes at the place where they are cited, as ``span.sidenote``, without their reference.

Modern Footnotes and Footnotes, plugins of WordPress, have a note twice: in the sentence and again
in a list at the end. Other pages have it only in an attribute of the reference, for a script to
show.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from lxml import etree

from crosspost.lazy_regex import lazy_compile
from crosspost.page.note_marks import MARK, REFERENCE_NAMES
from crosspost.page.standardize.tree import (
    IndexedTree,
    ancestors,
    move_contents,
    names_of,
    new,
    remove,
    rename,
    replace,
    text_of,
)
from crosspost.page.vocabulary import BLOCKS, PICTURES

if TYPE_CHECKING:
    from lxml.etree import _Element

# Attributes with a note's text: of browsers, Bootstrap, Tippy.js and others.
_ATTRIBUTES = (
    *("data-bigfoot-footnote", "data-footnote", "data-footnote-text", "data-note", "data-content"),
    *("data-bs-content", "data-tippy-content", "data-tooltip", "data-original-title", "title"),
)
_BIGFOOT_BOXES = ("bigfoot-footnote__container", "littlefoot__container", "littlefoot")
# What they print in place of the button.
_PRINTED = frozenset(("footnote-print-only", "littlefoot--print"))
_SHORTEST = 12  # characters; a shorter text is a label
_SHORTEST_BARE = 30
_LONGEST = 10_000
# A title that says what a click does.
_ACTION = lazy_compile(
    r"\W*(?:jump|go|see|view|read|show|scroll|click|back|skip)\b.{0,30}(?:note|ref)", re.I
)


def to_sidenotes(page: IndexedTree) -> None:
    """Write notes that are beside their reference, or in it, as side notes, in place."""
    _modern_footnotes(page)
    _footnotes_plugin(page)
    _bigfoot(page)
    _margin_notes(page)
    for mark in page.with_attribute(*_ATTRIBUTES):
        if mark.tag in ("sup", "a", "span", "button"):
            _from_attribute(page, mark)


def _modern_footnotes(page: IndexedTree) -> None:
    notes = list(page.of_class("modern-footnotes-footnote__note"))
    for note in notes:
        mark = note.getprevious()
        if mark is not None and "modern-footnotes-footnote" in (mark.get("class") or ""):
            remove(mark)
        _to_sidenote(note)
    if notes:
        for duplicate in page.of_class("modern-footnotes-list"):
            remove(duplicate)


def _to_sidenote(note: _Element) -> None:
    rename(note, "span", **{"class": "sidenote"})
    note.text = f" {note.text or ''}"  # it follows a word


def _footnotes_plugin(page: IndexedTree) -> None:
    """Write the notes of the plugin Footnotes; the whole text is in the table at the end."""
    whole: dict[str, _Element] = {}  # the number of a note, with that of the list → its cell
    for link in page.of_class("footnote_backlink"):
        row = next(link.iterancestors("tr"), None)
        cells = [] if row is None else [c for c in row if "plugin_text" in (c.get("class") or "")]
        for element in () if row is None or not cells else row.iter():
            if (name := element.get("id") or "").startswith("footnote_plugin_reference_"):
                whole[name.removeprefix("footnote_plugin_reference_")] = cells[0]
    done = False
    for around in list(page.of_class("footnote_referrer")):
        name = next((e.get("id") or "" for e in around.iter("sup")), "").rpartition("tooltip_")[2]
        short = next((e for e in around.iter("span") if e.get("class") == "footnote_tooltip"), None)
        note = whole.get(name, short)
        if note is None:
            continue
        side = new("span", class_="sidenote")
        move_contents(note, side)
        _to_sidenote(side)
        replace(around, side)
        done = True
    if done:
        for duplicate in list(page.of_class("footnotes_reference_container")):
            remove(duplicate)


def _bigfoot(page: IndexedTree) -> None:
    """Write the buttons of Bigfoot and Littlefoot as the references that they replace."""
    for box in list(page.of_class(*_BIGFOOT_BOXES)):
        _rejoin(box)
        mark = next(
            (
                beside
                for beside in (box.getprevious(), box.getnext())
                if beside is not None
                and not _PRINTED.isdisjoint((beside.get("class") or "").split())
            ),
            None,
        )
        links = [] if mark is None else list(mark.iter("a"))
        if any(page.by_id((link.get("href") or "")[1:]) is not None for link in links):
            remove(box)
            continue
        button = next(box.iter("button"), None)
        text = "" if button is None else button.get("data-bigfoot-footnote") or ""
        if text:
            side = new("span", class_="sidenote")
            _add_html(side, text[:_LONGEST])
            replace(box, side)
            if mark is not None:
                remove(mark)


def _rejoin(box: _Element) -> None:
    """Put a box that has ended a paragraph back into it, with the rest of the paragraph."""
    paragraph = box.getprevious()
    if paragraph is None or paragraph.tag != "p" or (paragraph.tail or "").strip():
        return
    rest = takewhile(lambda beside: beside.tag not in BLOCKS, box.itersiblings())
    for element in (box, *list(rest)):
        paragraph.append(element)


def _margin_notes(page: IndexedTree) -> None:
    """Write notes in the margin as Tufte CSS has them, without numbers and what opens them."""
    for toggle in list(page.of_class("margin-toggle")):
        if toggle.tag in ("label", "input"):
            remove(toggle)
    for note in page.of_class("marginnote"):
        if note.tag == "span" and next(note.iter(*PICTURES), None) is None:
            _to_sidenote(note)
    for number in list(page.of_class("sidenote-number")):
        if any("sidenote" in (each.get("class") or "").split() for each in ancestors(number, 2)):
            remove(number)


def _from_attribute(page: IndexedTree, mark: _Element) -> None:
    """Replace a reference by the note in one of its attributes."""
    if not page.is_in(mark) or not MARK.match(text_of(mark, 16)):
        return
    parent = mark.getparent()
    raised = mark.tag == "sup" or (parent is not None and parent.tag == "sup")
    known = REFERENCE_NAMES.search(names_of(mark)) or "data-bigfoot-footnote" in mark.attrib
    if not raised and not known:
        return
    links = [mark] if mark.tag == "a" else list(mark.iter("a"))
    for link in links:
        href = link.get("href") or ""
        if href[:1] == "#" and page.by_id(href[1:]) is not None:
            return  # the note is in the page
    # A number that is raised and has a short title may be an exponent.
    shortest = _SHORTEST if links or known else _SHORTEST_BARE
    for name in _ATTRIBUTES:
        text = (mark.get(name) or "").strip()
        if len(text) >= shortest and not _ACTION.match(text):
            side = new("span", class_="sidenote")
            _add_html(side, text[:_LONGEST])
            whole = parent if parent is not None and parent.tag == "sup" else mark
            replace(whole if text_of(whole) == text_of(mark) else mark, side)
            return


def _add_html(side: _Element, text: str) -> None:
    if "<" not in text:
        side.text = f" {text}"
        return
    body = etree.fromstring(f"<body>{text}", etree.HTMLParser()).find("body")
    if body is not None:
        move_contents(body, side)
        _to_sidenote(side)
