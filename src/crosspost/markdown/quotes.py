"""Quotes."""

from __future__ import annotations

from bs4 import Tag

from crosspost.markdown.context import Block, Context, join


def blockquote(tag: Tag, ctx: Context) -> list[Block]:
    """Return a quote, its blocks behind ``>``."""
    return quoted(ctx.walk(tag.contents, ctx.inside_quote()))


def quoted(blocks: list[Block]) -> list[Block]:
    """Return blocks as one quote; nothing for none."""
    if not blocks:
        return []
    lines = join(blocks).split("\n")
    return [Block("\n".join(f"> {line}" if line else ">" for line in lines), "quote")]
