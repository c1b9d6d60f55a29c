"""Headings, one line each, in the ATX form: setext cannot hold more than two levels."""

from __future__ import annotations

from bs4 import Tag

from crosspost.markdown import inlines
from crosspost.markdown.context import Block, Context


def heading(tag: Tag, ctx: Context) -> list[Block]:
    """Return ``h1`` to ``h6``; an empty one is dropped, bold all through is not written."""
    inner = ctx.inside_heading()
    text = " ".join(inlines.paragraphs(tag.contents, inner, heading=True))
    if text.startswith("**") and text.endswith("**") and text.count("**") == 2 and len(text) > 4:
        text = text[2:-2]
    return [Block(f"{'#' * int(tag.name[1])} {text}", "heading")] if text else []
