"""The input and output of renderers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from bs4 import Tag
from bs4.element import PageElement

from crosspost.markdown.flavor import SEPARATOR
from crosspost.markdown.survey import Survey

# kramdown's parser recurses: a thousand nested lists or quotes overflow its stack and end the
# build, five hundred still work (measured with 2.4).
MAX_NESTING = 20


class Block(NamedTuple):
    """A block of Markdown.

    Attributes:
        text: its lines, without a newline at the end.
        kind: its type, if neighbouring blocks depend on it; empty for a paragraph.
    """

    text: str
    kind: str = ""


class Context(NamedTuple):
    """The position of a renderer in the article.

    Attributes:
        walk: renders nodes to blocks; calls the writer again.
        survey: facts about the whole article, collected before.
        depth: how many lists, quotes and similar blocks are around.
        marks: the inline elements around this block (a link around a heading), outermost
            first, at most one of a kind.
        in_html: inside an HTML element, where kramdown reads Markdown but the GFM parser does not
            read its own line breaks.
        in_heading: inside a heading, where links to itself are only symbols.
        caption: the caption of the figure around, which the figure itself writes.
        direction: ``rtl`` if an element around has it.
        quoted: inside a quote or a caption, where ``cite`` names the source.
    """

    walk: Callable[[Iterable[PageElement], Context], list[Block]]
    survey: Survey
    depth: int = 0
    marks: tuple[Tag, ...] = ()
    in_html: bool = False
    in_heading: bool = False
    quoted: bool = False
    caption: Tag | None = None
    direction: str = "ltr"

    def deeper(self) -> Context:
        """Return the context one level of nesting down."""
        return self._replace(depth=self.depth + 1)

    def inside_html(self) -> Context:
        """Return the context inside an HTML element that holds Markdown, a level down."""
        return self._replace(in_html=True, depth=self.depth + 1)

    def inside_heading(self) -> Context:
        """Return the context inside a heading."""
        return self._replace(in_heading=True)

    def inside_caption(self, caption: Tag) -> Context:
        """Return the context inside a figure with this caption, a level down."""
        return self._replace(quoted=True, caption=caption, depth=self.depth + 1)

    def directed(self, direction: str) -> Context:
        """Return the context inside text of this direction, a level down."""
        return self._replace(direction=direction, depth=self.depth + 1)

    def inside_quote(self) -> Context:
        """Return the context inside a quote, a level down."""
        return self._replace(quoted=True, depth=self.depth + 1)

    def with_mark(self, tag: Tag) -> Context:
        """Return the context within one more inline element; one of each kind is enough."""
        if any(mark.name == tag.name for mark in self.marks):
            return self
        return self._replace(marks=(*self.marks, tag))


# kramdown reads two of these in a row as one; a comment separates them.
_MERGING = frozenset({"ul", "ol", "dl", "quote"})


def join(blocks: Iterable[Block]) -> str:
    """Return blocks as one text, a blank line between them."""
    out: list[str] = []
    last = ""
    for block in blocks:
        if out:
            out.append(
                f"\n\n{SEPARATOR}\n\n" if block.kind == last and last in _MERGING else "\n\n"
            )
        out.append(block.text)
        last = block.kind
    return "".join(out)
