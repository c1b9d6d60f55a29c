"""Papers that LaTeXML made of TeX, as arXiv has them: notes, equations, the list of works.

Its classes are in https://math.nist.gov/~BMiller/LaTeXML/manual/.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosspost.page.standardize.tree import (
    IndexedTree,
    find_class,
    new,
    remove,
    rename,
    replace,
    text_of,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_MARKS = ("ltx_note_mark", "ltx_tag_note", "ltx_note_type")
_EQUATIONS = ("ltx_equation", "ltx_equationgroup")
_LONGEST_NUMBER = 20  # characters, with the brackets


def to_html(page: IndexedTree) -> None:
    """Write what LaTeXML has boxes of its own for as HTML, in place."""
    if next(page.of_class("ltx_page_main", "ltx_document"), None) is None:
        return
    for note in list(page.of_class("ltx_note")):
        _to_sidenote(page, note)
    for table in list(page.of_class(*_EQUATIONS)):
        if table.tag == "table" and page.is_in(table):
            _to_formulas(table)
    for title in page.of_class("ltx_title_abstract"):
        title.tag = "h2"
    for label in page.of_class("ltx_tag_bibitem"):
        label.tail = f" {label.tail or ''}"  # a block of its own on the page


def _to_sidenote(page: IndexedTree, note: _Element) -> None:
    content = find_class(note, "ltx_note_content")
    if content is None:
        return
    for mark in list(note.iter("sup", "span")):
        if not set(_MARKS).isdisjoint((mark.get("class") or "").split()):
            remove(mark)
    rename(content, "span", **{"class": "sidenote"})
    content.text = f" {content.text or ''}"
    content.tail = None
    replace(note, content)


def _to_formulas(table: _Element) -> None:
    """Write each row of a table of equations as a displayed formula, with its number."""
    boxes = []
    for row in table.iter("tr"):
        sources = [math.get("alttext") or "" for math in row.iter("math")]
        if not any(sources) or not all(sources):
            continue
        cell = find_class(row, "ltx_tag_equation", "ltx_tag_equationgroup")
        number = "" if cell is None else text_of(cell, _LONGEST_NUMBER).strip("()")
        source = " ".join(source.removeprefix("\\displaystyle").strip() for source in sources)
        if number and len(number) < _LONGEST_NUMBER and number.isalnum():
            source += f" \\tag{{{number}}}"
        math, box = new("math", alttext=source, display="block"), new("p", class_="katex-display")
        math.append(new("mtext", source))
        box.append(math)
        boxes.append(box)
    if boxes:
        if identity := table.get("id"):
            boxes[0].set("id", identity)
        replace(table, *boxes)
