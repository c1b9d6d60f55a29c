"""Code in whatever boxes a highlighter or an editor made of it, as ``pre > code``.

A code block has its lines as text, with line ends and indentation, without line numbers, buttons
and the name of its language, which is in the class ``language-x``.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from crosspost.page.code_language import language_from_attributes
from crosspost.page.standardize import styled_code
from crosspost.page.standardize.code_lines import (
    GUTTERS,
    block,
    is_number,
    lines_of,
    text_of_code,
)
from crosspost.page.standardize.tree import (
    ROOTS,
    IndexedTree,
    ancestors,
    language_of,
    remove,
    replace,
    show,
    text_of,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

# Boxes with the lines of a code block, by highlighter: SyntaxHighlighter 1 (``dp-``) is found by
# the beginning of its class.
_BOXES = ("syntaxhighlighter", "crayon-syntax", "dp-highlighter", "code-snippet__fix")
_ORIGINALS = ("EnlighterJSRAW", "enlighterjs")
_COPIES = ("enlighter-default", "enlighter-origin-toolbar", "EnlighterJSWrapper")
_HOLDERS = frozenset(("container", "crayon-pre"))
# Classes of SyntaxHighlighter's box; the last one is the language.
_NO_LANGUAGE = frozenset(("syntaxhighlighter", "highlighter", "plain", "text", "nogutter"))
# Lists of line numbers beside the code: CSDN, WeChat, Prism, VuePress.
_NUMBER_LISTS = (
    *("pre-numbering", "code-snippet__line-index", "line-numbers-rows", "line-numbers-wrapper"),
)
_GUTTERS = GUTTERS | {"lntd"}  # Hugo's cell, which is that of the code, too
_MOST_ROWS = 20_000
_FEWEST = 3  # elements of two lines


def to_blocks(page: IndexedTree) -> None:
    """Write code as ``pre`` elements, in place."""
    _remove_copies(page)
    for box in list(page.of_class(*_BOXES)):
        _box(page, box)
    for table in list(page.tree.iter("table")):
        _table(table)
    styled_code.to_blocks(page)
    _rows(page)
    _inline_lines(page)
    for pre in list(page.tree.iter("pre")):
        if page.is_in(pre):
            _pre(pre)


def _remove_copies(page: IndexedTree) -> None:
    """Show the code that Enlighter hides, and remove what it made of it."""
    originals = list(page.of_class(*_ORIGINALS))
    for original in originals:
        if original.tag in ("pre", "code"):
            show(original)
    if originals:
        for copy in list(page.of_class(*_COPIES)):
            if not any(inner in originals for inner in copy.iter("pre", "code")):
                remove(copy)
    for numbers in list(page.of_class(*_NUMBER_LISTS)):
        if is_number(numbers):
            remove(numbers)


def _box(page: IndexedTree, box: _Element) -> None:
    """Replace a highlighter's box by its lines."""
    holder = next(filter(_holds_lines, box.iter()), None)
    lines = [] if holder is None or not page.is_in(box) else lines_of(holder)
    if holder is None or not lines:
        return
    classes = (box.get("class") or "").split()
    language = language_of(holder, box)
    label = next((e for e in box.iter("span") if e.get("class") == "crayon-language"), None)
    if label is not None:
        language = text_of(label).lower()
    elif not language and "syntaxhighlighter" in classes and classes[-1] not in _NO_LANGUAGE:
        language = language_from_attributes({"data-lang": classes[-1]})
    replace(box, block(lines, language))


def _holds_lines(element: _Element) -> bool:
    classes = element.get("class") or ""
    if element.tag in ("pre", "ol"):
        return element.tag == "pre" or classes.startswith("dp-")
    return not _HOLDERS.isdisjoint(classes.split())


def _table(table: _Element) -> None:
    """Replace a table of line numbers and code: all lines in a row, or a row for each line."""
    rows = [list(row.iterchildren("td", "th")) for row in islice(table.iter("tr"), _MOST_ROWS)]
    rows = [cells for cells in rows if cells]
    if not rows or not all(_is_numbered(cells, alone=len(rows) == 1) for cells in rows):
        return
    codes = [cells[-1] for cells in rows]
    lines = [line for code in codes for line in lines_of(code) or [""]]
    if any(line.strip() for line in lines):
        inner = islice(codes[0].iter("pre", "code"), 3)
        language = language_of(*inner, codes[0], table, *ancestors(table, 4))
        replace(table, block(lines, language))


def _is_numbered(cells: list[_Element], *, alone: bool) -> bool:
    """Tell whether a row has one or two cells of line numbers (as a diff has), then code."""
    *numbers, code = cells
    if len(numbers) not in (1, 2) or not all(is_number(cell) for cell in numbers):
        return False
    if all(map(_is_gutter, numbers)):
        return True
    has_pre = any(next(cell.iter("pre"), None) is not None for cell in (code, numbers[0]))
    return alone and has_pre and bool(text_of(numbers[0]))


def _is_gutter(cell: _Element) -> bool:
    parts = [cell, *cell[:2]]
    return any(not _GUTTERS.isdisjoint((part.get("class") or "").split()) for part in parts)


def _rows(page: IndexedTree) -> None:
    """Write boxes of rows, each of a number and a line, as code."""
    seen: set[_Element] = set()
    for number in page.of_class(*_GUTTERS, "line-num", "linenumber", "code-line-number"):
        row = number.getparent()
        box = None if row is None else row.getparent()
        if box is None or box in seen or row is None or row.tag not in ("div", "li"):
            continue
        if box.tag in ROOTS:
            continue
        seen.add(box)
        rows = [child for child in box if isinstance(child.tag, str)]
        if any(around.tag in ("pre", "table") for around in (box, *ancestors(box, 8))):
            continue
        if len(rows) > 1 and all(_is_row(child) for child in rows):
            lines = [text_of_code(child).strip("\n") for child in rows]
            replace(box, block(lines, language_of(box, *ancestors(box, 3))))


def _inline_lines(page: IndexedTree) -> None:
    """Write paragraphs of inline code, an element for each line, as code."""
    for paragraph in {code.getparent() for code in page.tree.iter("code")}:
        if paragraph is None or paragraph.tag not in ("p", "div") or len(paragraph) < _FEWEST:
            continue
        codes, breaks = list(paragraph.iterchildren("code")), list(paragraph.iterchildren("br"))
        if not 1 < len(codes) <= len(breaks) + 1 or len(codes) + len(breaks) < len(paragraph):
            continue
        if (paragraph.text or "").strip() or any((each.tail or "").strip() for each in paragraph):
            continue
        parts = ["\n" if each.tag == "br" else text_of_code(each) for each in paragraph]
        replace(paragraph, block("".join(parts).split("\n"), language_of(*codes[:1], paragraph)))


def _is_row(row: _Element) -> bool:
    return len(row) == 2 and is_number(row[0]) and not (row.text or "").strip()


def _pre(pre: _Element) -> None:
    """Write the lines of a ``pre`` as text if they are elements."""
    if not len(pre):
        return
    _remove_numbers(pre)
    lines = lines_of(pre, only_elements=True)
    if lines:
        language = language_of(pre, *islice(pre.iter("code"), 3))
        pre.text = None
        pre[:] = list(block(lines, language))


def _remove_numbers(pre: _Element) -> None:
    """Remove line numbers in elements without a class (cnblogs), if every line has one."""
    numbers = [
        child
        for child in pre.iterchildren("span")
        if not child.get("class") and (child.text or "").strip().isdecimal() and not len(child)
    ]
    if len(numbers) < 2 or not all(map(_begins_line, numbers)):
        return
    values = [int((number.text or "").strip()[:6]) for number in numbers]
    lines = text_of_code(pre).strip("\n").count("\n") + 1
    if len(values) == lines and values == list(range(values[0], values[0] + lines)):
        for number in numbers:
            number.tail = (number.tail or "").removeprefix(" ")
            remove(number)


def _begins_line(element: _Element) -> bool:
    before, parent = element.getprevious(), element.getparent()
    text = before.tail if before is not None else None if parent is None else parent.text
    return (text or "").endswith("\n") or (before is None and not (text or "").strip())
