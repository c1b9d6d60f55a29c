"""Figures: the caption stays with its picture, in one paragraph."""

from __future__ import annotations

from bs4 import Tag

from crosspost.markdown import inlines
from crosspost.markdown.context import Block, Context
from crosspost.markdown.line import Line


def figure(tag: Tag, ctx: Context) -> list[Block]:
    """Return a figure: what is in it, and under it the caption in italics."""
    caption = tag.find("figcaption")
    if not isinstance(caption, Tag):
        return ctx.walk(tag.contents, ctx)
    blocks = ctx.walk([node for node in tag.contents if node is not caption], ctx)
    words = _caption(caption, ctx)
    if not words:
        return blocks
    if len(blocks) == 1 and not blocks[0].kind and blocks[0].text.endswith(")"):
        separator = "<br>\n" if ctx.in_html else "\\\n"
        return [Block(f"{blocks[0].text}{separator}{words}")]
    return [*blocks, Block(words)]


def figcaption(tag: Tag, ctx: Context) -> list[Block]:
    """Return a caption that stands apart from its figure."""
    words = _caption(tag, ctx)
    return [Block(words)] if words else []


def _caption(tag: Tag, ctx: Context) -> str:
    """Return a caption in one line, in italics unless it has some of its own."""
    run = Line()
    emphasised = tag.find(["em", "i", "cite", "dfn", "var"]) is not None
    if not emphasised:
        run.open("*", "*", "*")
    inlines.feed(run, tag.contents, ctx)
    return " ".join(run.finish(html=ctx.in_html))
