"""Code and verse whose whitespace a style keeps, as ``pre > code`` or with line breaks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crosspost.lazy_regex import lazy_compile
from crosspost.page.standardize.code_lines import block, lines_of
from crosspost.page.standardize.tree import (
    IndexedTree,
    ancestors,
    language_of,
    new,
    rename,
    replace,
)
from crosspost.page.vocabulary import BLOCKS, HEADINGS

if TYPE_CHECKING:
    from lxml.etree import _Element

_KEEPS_SPACE = lazy_compile(r"white-space(?:-collapse)?\s*:\s*(?:pre|break-spaces)", re.I)
_MONOSPACE = lazy_compile(r"monospace|courier|consolas|menlo|monaco|\bmono\b", re.I)
# What a line of code has and a line of prose or verse has not.
_CODE_LINE = lazy_compile(
    r"(?:[ \t\xa0]{2,}|\t)\S|.*(?:[;{}\\]|\)|:)\s*\Z|\s*(?:[$#>] |//|/\*|<[/?!a-z]|@\w)"
    r"|.*(?:\w\(|[=!<>+-]=|=>|->|::|\w = |&&|\|\|)",
    re.I,
)
_STYLED = ("code", "div", "p", "span", "section")
_CODE_SHARE = 0.5  # of the lines that are not empty
_VERSES = ("wp-block-verse", "verse", "poem", "poetry")


def to_blocks(page: IndexedTree) -> None:
    """Write code as ``pre``, and the line ends of other texts as ``br``, in place."""
    done: set[_Element] = set()
    for element in page.with_attribute("style"):
        style = element.get("style") or ""
        if element.tag not in _STYLED or not _KEEPS_SPACE.search(style):
            continue
        if page.is_in(element) and done.isdisjoint(element.iterancestors()):
            _by_style(element, style, done)
    for verse in list(page.of_class(*_VERSES)):
        if verse.tag == "pre" and next(verse.iter("code"), None) is None:
            _break_lines(verse)
            rename(verse, "p")


def _by_style(element: _Element, style: str, done: set[_Element]) -> None:
    """Write an element whose style keeps whitespace as code, or its line ends as ``br``."""
    if any(around.tag == "pre" for around in ancestors(element, 8)):
        return
    if next(element.iter("pre", "table", "img", "ul", "ol", *HEADINGS), None) is not None:
        return
    lines = lines_of(element)
    while lines and not lines[-1].strip():
        lines.pop()
    if len(lines) < 2 and not (element.tag == "code" and _is_alone(element)):
        return
    done.add(element)
    is_code = element.tag == "code" or _MONOSPACE.search(style) is not None or _is_code(lines)
    if is_code and (element.tag in BLOCKS or _is_alone(element)):
        code = block(lines, language_of(element, *ancestors(element, 2)))
        replace(_whole_block(element), code)
    elif not is_code and next(element.iterchildren(*BLOCKS), None) is None:
        _break_lines(element)


def _is_code(lines: list[str]) -> bool:
    written = [line for line in lines if line.strip()]
    return sum(1 for line in written if _CODE_LINE.match(line)) > _CODE_SHARE * len(written)


def _is_alone(element: _Element) -> bool:
    """Tell whether an inline element is all that its block holds."""
    block = _whole_block(element)
    return block.tag in BLOCKS or block is not element or _between_blocks(element)


def _between_blocks(element: _Element) -> bool:
    parent = element.getparent()
    if parent is None or (parent.text or "").strip():
        return False
    return not any((child.tail or "").strip() for child in parent) and all(
        child is element or child.tag in BLOCKS or child.tag == element.tag for child in parent
    )


def _whole_block(element: _Element) -> _Element:
    """Return the inline elements and the paragraph that hold nothing but an element."""
    whole = element
    for around in ancestors(element, 4):
        if whole.tag in BLOCKS or around.tag not in ("p", "span", "font", "b", "strong", "div"):
            break
        if len(around) != 1 or (around.text or "").strip() or (whole.tail or "").strip():
            break
        whole = around
    return whole


def _break_lines(element: _Element) -> None:
    """Put a ``br`` for each line end in an element's text."""
    for inner in list(element.iter()):
        if "\n" in (inner.text or "").strip("\n"):
            first, *rest = (inner.text or "").split("\n")
            inner.text = first
            for number, line in enumerate(rest):
                inner.insert(number, _break(line))
        if inner is not element and "\n" in (inner.tail or ""):
            first, *rest = (inner.tail or "").split("\n")
            inner.tail = first
            for line in reversed(rest):
                inner.addnext(_break(line))


def _break(line: str) -> _Element:
    element = new("br")
    element.tail = line
    return element
