"""The visible text of a page as lines: one for each block, with the element it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from lxml import etree

from crosspost.metadata.label_words import says
from crosspost.metadata.text import fold, listed

# A page longer than this has its byline and date near the top, or not at all.
_MAX_NODES = 8_000
_TEXTS = etree.XPath("//body//text()")
_HIDDEN = frozenset(
    {"script", "style", "noscript", "template", "textarea", "option", "svg", "title"}
)
_INLINE = frozenset(
    listed(
        "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark nobr q s"
        " samp small span strike strong sub sup time tt u var wbr data"
    )
)
_DEPTH = 5
_WHOLE_PAGE = frozenset({"body", "html", "main", "article"})


class Part(NamedTuple):
    """A text of a line: what it says, the element that holds it, the link and time it stands in."""

    text: str
    element: Any
    link: Any | None
    time: Any | None


@dataclass
class Line:
    """The text of one block.

    Attributes:
        index: its place among the lines of the page.
        text: what is seen, blanks folded.
        element: the block.
        parts: the texts it is made of.
        names: what elements are called, shared by all lines of the page.
    """

    index: int
    text: str
    element: Any
    parts: tuple[Part, ...]
    names: dict[Any, str] = field(repr=False)

    @cached_property
    def marks(self) -> str:
        """Class, id, itemprop and rel of the block, what is in it and four steps up, lower case."""
        names = [self._name_of(element) for element in self._inside()]
        return " ".join(filter(None, [*names, *map(self._name_of, self._around(_DEPTH - 1))]))

    def is_called(self, words: tuple[str, ...], steps: int) -> bool:
        """Tell whether the block, what is in it or what it stands in so many steps up has a mark.

        A mark is a word in class, id, itemprop or rel.
        """
        return any(
            says(words, name)
            for element in (*self._inside(), *self._around(steps))
            if (name := self._name_of(element))
        )

    def _inside(self) -> list[Any]:
        if len(self.parts) == 1 and self.parts[0].element is self.element:
            return [self.element]
        return list(dict.fromkeys([part.element for part in self.parts] + [self.element]))

    def _around(self, steps: int) -> Iterator[Any]:
        element = self.element.getparent() if steps else None
        while element is not None and steps and element.tag not in _WHOLE_PAGE:
            yield element
            element = element.getparent()
            steps -= 1

    def _name_of(self, element: Any) -> str:
        name = self.names.get(element)
        if name is None:
            get = element.get
            parts = (get("class"), get("id"), get("itemprop"), get("rel"), get("data-testid"))
            name = self.names[element] = " ".join(filter(None, parts)).lower()
        return name


def read_lines(tree: Any) -> tuple[Line, ...]:
    """Return the visible lines of a page, at most the first few thousand texts of it."""
    lines: list[Line] = []
    block: Any = None
    parts: list[Part] = []
    homes: dict[Any, tuple[Any, Any, Any]] = {}
    names: dict[Any, str] = {}
    for text in _TEXTS(tree)[:_MAX_NODES]:
        holder = text.getparent()
        breaks = False
        if text.is_tail:
            breaks = holder.tag not in _INLINE
            holder = holder.getparent()
        if text.isspace():
            if parts and breaks:
                parts = _close(parts, block, lines, names)
            elif parts:
                parts.append(Part(" ", *parts[-1][1:]))
            continue
        home = homes.get(holder)
        if home is None:
            home = homes[holder] = _home(holder)
        if home[0] is None:
            continue
        if parts and (breaks or home[0] is not block):
            parts = _close(parts, block, lines, names)
        block = home[0]
        parts.append(Part(text, holder, home[1], home[2]))
    _close(parts, block, lines, names)
    return tuple(lines)


def _close(parts: list[Part], block: Any, lines: list[Line], names: dict[Any, str]) -> list[Part]:
    """Make a line of the parts, if they say anything; return the empty list for the next one."""
    text = fold(parts[0].text if len(parts) == 1 else _joined(parts))
    if text:
        lines.append(Line(len(lines), text, block, tuple(parts), names))
    return []


def _joined(parts: list[Part]) -> str:
    """Join the texts of a block, with a blank where only style parts two elements ("ByAnn")."""
    joined = ""
    holder: Any = None
    for part in parts:
        if joined and part.element is not holder and part.text[:1].isupper():
            last = joined[-1]
            if last.islower() or last.isdigit():
                joined += " "
        joined += part.text
        holder = part.element
    return joined


def _home(element: Any) -> tuple[Any, Any, Any]:
    """Return the block that an element's text stands in, and the link and ``<time>`` around it.

    The block is None where the text is not seen.
    """
    link = time = None
    while element is not None and element.tag in _INLINE:
        if element.tag == "a":
            link = element
        elif element.tag == "time":
            time = element
        element = element.getparent()
    if element is None or element.tag in _HIDDEN or not isinstance(element.tag, str):
        return None, None, None
    if link is None and (parent := element.getparent()) is not None and parent.tag == "a":
        link = parent
    return element, link, time
