"""Formulas whose source is in an attribute as ``math``, and displayed formulas as boxes.

What has MathML or TeX in the page stays as it is: ``markdown/math.py`` reads it.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from crosspost.lazy_regex import lazy_compile
from crosspost.page.standardize.tree import IndexedTree, ancestors, new, remove, replace, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_ATTRIBUTES = ("data-tex", "data-latex", "data-math", "data-formula", "data-katex", "data-expr")
_SPOKEN = ("aria-label", "alt", "title")
_DRAWN = ("katex", "MathJax", "MathJax_SVG", "MathJax_CHTML", "mjx-chtml", "katex--inline")
_NAMES = lazy_compile(r"math|katex|tex|formula|equation|mjx", re.I)
_DISPLAY = lazy_compile(r"display|block", re.I)
_TEX = lazy_compile(r"\\[A-Za-z]{2,}|[\^_]\{|\\\\")
_SHORT_TEX = lazy_compile(r"[\w\s+*/=<>()\[\]{}^_,.|!-]{1,60}\Z", re.A)
_WORD = lazy_compile(r"[A-Za-z]{4}")
_SOURCES = (
    ".//math",
    ".//annotation",
    ".//script",
    ".//*[@data-mathml]",
)
_ROOTS = frozenset(("math", "mjx-container", "img"))
_ROOT_CLASSES = frozenset(("mwe-math-element", "katex", "katex-display", "tex", "MathJax"))
_PUNCTUATION = lazy_compile(r"[\s.,;:]*\Z")


def to_math(page: IndexedTree) -> None:
    """Write formulas by their source, and lists of formulas alone as displayed ones, in place."""
    for element in page.with_attribute(*_ATTRIBUTES):
        source = next((text for name in _ATTRIBUTES if (text := element.get(name))), "").strip()
        if source and page.is_in(element) and _is_formula(element):
            replace(element, _math(source, display=_is_display(element)))
    for script in list(page.tree.iter("script")):
        _by_script(script)
    for drawn in list(page.of_class("katex-html")):
        beside = drawn.getprevious()
        if beside is not None and "katex-mathml" in (beside.get("class") or ""):
            remove(drawn)  # a second copy
    for element in [*page.of_class(*_DRAWN), *page.tree.iter("mjx-container")]:
        _by_label(page, element)
    for list_ in list(page.tree.iter("dl")):
        _display(list_)


def _is_formula(element: _Element) -> bool:
    if element.tag in ("math", "mjx-container", "script", "input", "textarea"):
        return False
    names = f"{element.get('class') or ''} {element.tag!s}"
    inner = next(element.iterchildren(), None)
    return bool(_NAMES.search(names)) or (
        inner is not None and bool(_NAMES.search(inner.get("class") or ""))
    )


def _is_display(element: _Element) -> bool:
    if element.tag in ("div", "figure", "section", "p"):
        return True
    near = [element, *ancestors(element, 1), *islice(element.iter(), 3)]
    return any(_DISPLAY.search(each.get("class") or "") for each in near) or (
        element.get("display") == "true"
    )


def _math(source: str, *, display: bool) -> _Element:
    math = new("math", alttext=source.strip())
    if display:
        math.set("display", "block")
    math.append(new("mtext", source.strip()))
    return math


def _by_script(script: _Element) -> None:
    """Write the source of MathJax 2, and remove what it made of it, which is before it."""
    kind = (script.get("type") or "").lower()
    source = (script.text or "").strip()
    if not kind.startswith("math/tex") or not source:
        return
    before = script.getprevious()
    while before is not None and not (before.tail or "").strip():
        if not (before.get("class") or "").startswith("MathJax"):
            break
        remove(before)
        before = script.getprevious()
    replace(script, _math(source, display="mode=display" in kind))


def _by_label(page: IndexedTree, element: _Element) -> None:
    """Write a drawn formula without source by the label of it, if that is TeX."""
    near = (element, *ancestors(element, 2))
    if not any(holder.get(name) for holder in near for name in _SPOKEN):
        return
    if not page.is_in(element) or any(element.find(path) is not None for path in _SOURCES):
        return
    for holder in near:
        if holder is not element and text_of(holder, 2000) != text_of(element, 2000):
            return
        for name in _SPOKEN:
            label = (holder.get(name) or "").strip()
            if label and (_TEX.search(label) or _is_short_tex(label)):
                replace(holder, _math(label, display=_is_display(holder)))
                return


def _is_short_tex(label: str) -> bool:
    has_sign = any(sign in label for sign in "=^_+<>")
    return has_sign and not _WORD.search(label) and _SHORT_TEX.match(label) is not None


def _display(list_: _Element) -> None:
    """Write the formulas of a list that has no terms and no words as displayed ones."""
    formulas = []
    for item in list_:
        formula = _only_formula(item) if item.tag == "dd" else None
        if formula is None:
            return
        formulas.append(formula)
    boxes = []
    for formula in formulas:
        box = new("p", class_="katex-display")
        formula.tail = None
        box.append(formula)
        boxes.append(box)
    replace(list_, *boxes)


def _only_formula(item: _Element) -> _Element | None:
    """Return the formula that is all that an item holds, but for punctuation."""
    children = [child for child in item if isinstance(child.tag, str)]
    if len(children) != 1 or not _PUNCTUATION.match((item.text or "") + (children[0].tail or "")):
        return None
    formula = children[0]
    names = (formula.get("class") or "").split()
    if formula.tag == "img":
        return formula if any(name.startswith(("mwe-math", "tex")) for name in names) else None
    if formula.tag in _ROOTS or not _ROOT_CLASSES.isdisjoint(names):
        return formula
    return _only_formula(formula) if formula.tag in ("span", "p", "dl", "dd") else None
