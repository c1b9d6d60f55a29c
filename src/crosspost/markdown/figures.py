"""Figures: the caption stays with its picture, in one paragraph."""

from __future__ import annotations

from bs4 import Tag

from crosspost.markdown import inlines, search
from crosspost.markdown.context import Block, Context
from crosspost.markdown.flavor import BREAK, HTML_BREAK
from crosspost.markdown.line import Line
from crosspost.markdown.measure import LONG

_CAPTIONS = frozenset(["figcaption"])
_FIGURES = frozenset(["figure"])
_EMPHASIS = frozenset(["em", "i", "dfn", "var"])
# Class names of the caption in a box that is not a ``figure``.
_CAPTION_CLASSES = frozenset(["wp-caption-text", "caption-text", "caption", "wp-caption-dd"])


def figure(tag: Tag, ctx: Context) -> list[Block]:
    """Return a figure: its content, and the caption in the same paragraph."""
    caption = _find_caption(tag)
    if caption is None:
        return ctx.walk(tag.contents, ctx.deeper())
    inner = ctx.inside_caption(caption)
    blocks = ctx.walk(tag.contents, inner)
    words = _words(caption, inner)
    if not words:
        return blocks
    if len(words) > LONG:  # too long for a caption
        chapter = ctx.walk(caption.contents, ctx.deeper())
        return [*chapter, *blocks] if _is_first(caption, tag) else [*blocks, *chapter]
    separator = f"{HTML_BREAK}\n" if ctx.in_html else f"{BREAK}\n"
    above = _is_first(caption, tag)
    picture = blocks[0 if above else -1] if blocks else None
    if picture is None or picture.kind or not picture.text.endswith(")"):
        return [Block(words), *blocks] if above else [*blocks, Block(words)]
    if above:
        return [Block(f"{words}{separator}{picture.text}"), *blocks[1:]]
    return [*blocks[:-1], Block(f"{picture.text}{separator}{words}")]


def figcaption(tag: Tag, ctx: Context) -> list[Block]:
    """Return a caption that is separate from its figure."""
    words = _words(tag, ctx)
    if len(words) > LONG:
        return ctx.walk(tag.contents, ctx.deeper())
    return [Block(words)] if words else []


def _find_caption(figure: Tag) -> Tag | None:
    """Return the figure's caption, not that of a nested figure."""
    for caption in search.every(figure, _CAPTIONS):
        if next((p for p in caption.parents if p.name in _FIGURES), figure) is figure:
            return caption
    if figure.name not in _FIGURES:
        for tag in search.every(figure, _CAPTION_TAGS):
            if not _CAPTION_CLASSES.isdisjoint(tag.get_attribute_list("class")):
                return tag
    return None


_CAPTION_TAGS = frozenset(["p", "div", "span", "dd", "figcaption"])


def _is_first(caption: Tag, figure: Tag) -> bool:
    """Tell whether a caption comes before what it describes."""
    for node in figure.contents:
        if isinstance(node, Tag):
            return node is caption
        if node.strip():  # type: ignore[attr-defined]
            return False
    return False


def _words(tag: Tag, ctx: Context) -> str:
    """Return a caption in one line, in italics unless it contains italics."""
    run = Line(dialect=ctx.survey.dialect)
    if search.first(tag, _EMPHASIS) is None:
        run.open("*", "*", "*")
    inlines.feed(run, tag.contents, ctx)
    return " ".join(run.finish(html=ctx.in_html))
