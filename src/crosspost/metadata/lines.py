"""The visible text of a page as lines: one for each block, with the element it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree

from crosspost.metadata.text import fold, listed

# A page longer than this has its byline and date near the top, or not at all.
_MAX_NODES = 8_000
_TEXTS = etree.XPath("//body//text()")
_HIDDEN = frozenset(
    {"script", "style", "noscript", "template", "textarea", "option", "svg", "title"}
)
_INLINE = frozenset(
    listed(
        "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark nobr q s samp small"
        " span strike strong sub sup time tt u var wbr data"
    )
)
_DEPTH = 5


@dataclass(frozen=True)
class Line:
    """The text of one block.

    Attributes:
        index: its place among the lines of the page.
        text: what is seen, blanks folded.
        element: the block.
        parts: the texts it is made of, each with the element that holds it.
    """

    index: int
    text: str
    element: Any
    parts: tuple[tuple[str, Any], ...]

    @cached_property
    def marks(self) -> str:
        """Class, id, itemprop and rel of the block, what is in it and four steps up, lower case."""
        names = [_names(part) for _, part in self.parts if part is not self.element]
        element = self.element
        for _ in range(_DEPTH):
            if element is None or element.tag in ("body", "html", "main", "article"):
                break
            names.append(_names(element))
            element = element.getparent()
        return " ".join(name for name in names if name).lower()


def _names(element: Any) -> str:
    found = [element.get(name) for name in ("class", "id", "itemprop", "rel", "data-testid")]
    return " ".join(name for name in found if name)


def read_lines(tree: Any) -> tuple[Line, ...]:
    """Return the visible lines of a page, at most the first few thousand texts of it."""
    lines: list[Line] = []
    block: Any = None
    parts: list[tuple[str, Any]] = []
    blocks: dict[Any, Any] = {}

    def close() -> None:
        text = fold(_joined(parts))
        if text:
            lines.append(Line(len(lines), text, block, tuple(parts)))
        parts.clear()

    for text in _TEXTS(tree)[:_MAX_NODES]:
        holder = text.getparent()
        if text.is_tail:
            holder = holder.getparent()
        if holder not in blocks:
            blocks[holder] = _block_of(holder)
        if blocks[holder] is None:
            continue
        if blocks[holder] is not block or _breaks(text):
            close()
            block = blocks[holder]
        parts.append((str(text), holder))
    close()
    return tuple(lines)


def _joined(parts: list[tuple[str, Any]]) -> str:
    """Join the texts of a block; a blank goes where only style parts two elements ("ByAnn Otter")."""
    joined = ""
    holder: Any = None
    for text, element in parts:
        stuck = joined[-1:].islower() or joined[-1:].isdigit()
        if stuck and text[:1].isupper() and element is not holder:
            joined += " "
        joined += text
        holder = element
    return joined


def _block_of(element: Any) -> Any | None:
    """Return the block that an element's text stands in; None where the text is not seen."""
    while element is not None and element.tag in _INLINE:
        element = element.getparent()
    if element is None or element.tag in _HIDDEN or not isinstance(element.tag, str):
        return None
    return element


def _breaks(text: Any) -> bool:
    """Tell whether a line break or a block stands right before this text."""
    if not text.is_tail:
        return False
    tag = text.getparent().tag
    return tag == "br" or (isinstance(tag, str) and tag not in _INLINE)
