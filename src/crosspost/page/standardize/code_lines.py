"""The lines of a code block: elements, text with line ends, or both."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from crosspost.lazy_regex import lazy_compile
from crosspost.page.standardize.tree import new
from crosspost.page.vocabulary import SKIPPED

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Class names of cells and boxes of line numbers beside code, by highlighter.
GUTTERS = frozenset(
    [
        *("gutter", "lineno", "linenos", "line-numbers", "rouge-gutter", "gl", "blob-num"),
        *("crayon-nums", "hljs-ln-numbers", "linenodiv", "lnt", "ln", "line-number", "code-gutter"),
    ]
)
# These, and those of line numbers within code.
_NUMBER_CLASSES = GUTTERS | {
    *("linenumber", "linenumbers", "line-numbers-rows", "lineno-gutter", "hljs-ln-n", "crayon-num"),
    *("line-number-gutter", "react-syntax-highlighter-line-number", "code-line-number"),
    *("pre-numbering", "code-snippet__line-index", "line-num"),
}
_NUMBERS = lazy_compile(r"[\d\s.:|+-]*\Z")
_LINE_CLASSES = frozenset(
    ["line", "code-line", "crayon-line", "view-line", "cl", "token-line", "hljs-ln-line", "row"]
)
_LINES = frozenset(("div", "p", "li", "section", "tr"))
_NOT_CODE = SKIPPED | {"button"}
_CODE_BUTTONS = frozenset(["hljs-button", "copy-button", "copybtn", "copy-btn", "btn-clipboard"])


def is_number(element: _Element) -> bool:
    """Tell whether an element has nothing but line numbers."""
    text = "".join(map(str, element.itertext()))
    return _NUMBERS.match(text) is not None


def lines_of(holder: _Element, *, only_elements: bool = False) -> list[str]:
    """Return the lines of a code block.

    Args:
        only_elements: return nothing if the lines are not elements of their own.
    """
    box = _deepest(holder)
    elements = [child for child in box if not _is_left_out(child)]
    if _are_lines(box, elements):
        lines: list[str] = []
        are_blocks = elements[0].tag in _LINES
        for element in elements:
            if element.tag != "br":
                lines += text_of_code(element).strip("\n").split("\n")
            elif are_blocks:  # between two lines, not at the end of one
                lines.append("")
        return [line.rstrip() for line in lines]
    if only_elements and not any(_is_left_out(inner) for inner in holder.iter()):
        return []
    text = text_of_code(holder).replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    return [line.rstrip() for line in text.split("\n")] if text.strip() else []


def _deepest(holder: _Element) -> _Element:
    """Return the element with more than one child that an element holds."""
    while True:
        inner = [child for child in holder if not _is_left_out(child)]
        if len(inner) != 1 or (holder.text or "").strip() or (inner[0].tail or "").strip():
            return holder
        holder = inner[0]


def _are_lines(box: _Element, elements: list[_Element]) -> bool:
    """Tell whether each child is a line, whatever is between them."""
    lines = [element for element in elements if element.tag != "br"]
    if len(lines) < 2 or (box.text or "").strip():
        return False
    if any((element.tail or "").strip() for element in box):
        return False
    if all(element.tag in _LINES for element in lines):
        return True
    named = all(
        not _LINE_CLASSES.isdisjoint((element.get("class") or "").split()) for element in lines
    )
    # WeChat has a ``code`` for each line.
    return named or all(element.tag == "code" for element in lines)


def _is_left_out(element: _Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in _NOT_CODE:
        return True
    names = element.get("class")
    if not names:
        return False
    words = names.split()
    if not _CODE_BUTTONS.isdisjoint(words):
        return True
    return not _NUMBER_CLASSES.isdisjoint(words) and is_number(element)


def text_of_code(element: _Element) -> str:
    """Return the text of code without line numbers; ``br`` and ends of blocks are line ends."""
    return "".join(_pieces(element)).replace("\xa0", " ")


def _pieces(root: _Element) -> Iterator[str]:
    ended = True
    stack: list[tuple[_Element, Iterator[_Element]]] = [(root, iter(root))]
    if root.text:
        yield root.text
        ended = root.text[-1] == "\n"
    while stack:
        element, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            if not stack:
                return
            if element.tag in _LINES and not ended:
                yield "\n"
                ended = True
            text = element.tail
        elif _is_left_out(child):
            text = child.tail
        elif child.tag == "br":
            yield "\n"
            ended, text = True, child.tail
        else:
            if child.tag in _LINES and not ended:
                yield "\n"
                ended = True
            stack.append((child, iter(child)))
            text = child.text
        if text:
            yield text
            ended = text[-1] == "\n"


def block(lines: list[str], language: str) -> _Element:
    """Return a code block with these lines."""
    pre = new("pre")
    code = new("code", "\n".join(lines))
    if language:
        code.set("class", f"language-{language}")
    pre.append(code)
    return pre
