"""Thematic breaks."""

from __future__ import annotations

from bs4 import Tag

from crosspost.markdown.context import Block, Context


def rule(tag: Tag, ctx: Context) -> list[Block]:
    """Return a horizontal rule."""
    return [Block("---", "hr")]
