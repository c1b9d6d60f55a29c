"""Headings, one line each, in the ATX form: setext has only two levels."""

from __future__ import annotations

from itertools import islice

from bs4 import Tag
from bs4.element import PageElement

from crosspost.markdown import inlines, search
from crosspost.markdown.context import Block, Context
from crosspost.markdown.measure import LONG

# Elements that are visible without text.
_SEEN = frozenset(["img", "svg", "math", "mjx-container"])
_BOLD = frozenset(["strong", "b", "span", "font"])
_MOST_BOLD = 8  # nested elements; each of them is read


def heading(tag: Tag, ctx: Context) -> list[Block]:
    """Return ``h1`` to ``h6``; an empty one is dropped, bold around all of the text is not written.

    A very long one becomes paragraphs (``measure.LONG``).
    """
    inner = ctx.inside_heading()
    nodes = _without_bold(tag)
    text = "".join(inlines.paragraphs(nodes, inner, "heading"))
    if len(text) > LONG:
        return [Block(paragraph) for paragraph in inlines.paragraphs(nodes, ctx)]
    return [Block(f"{signs(tag, ctx)} {text}", "heading")] if text else []


def signs(tag: Tag, ctx: Context) -> str:
    """Return the signs before the text of a heading."""
    return "#" * max(1, int(tag.name[1]) - ctx.survey.dialect.demotes)


def _without_bold(heading: Tag) -> list[PageElement]:
    """Return a heading's content, without a bold element around all of it."""
    nodes = heading.contents
    for _ in range(_MOST_BOLD):
        seen = list(islice((node for node in nodes if _is_seen(node)), 2))
        only = seen[0] if len(seen) == 1 else None
        if not isinstance(only, Tag) or only.name not in _BOLD or "id" in only.attrs:
            break
        nodes = only.contents
    return nodes


def _is_seen(node: PageElement) -> bool:
    if isinstance(node, Tag):
        if node.name in _SEEN or node.get_text().strip():
            return True
        return search.first(node, _SEEN) is not None
    return bool(str(node).strip())
