"""Quotes."""

from __future__ import annotations

from bs4 import Tag

from crosspost.markdown import callouts
from crosspost.markdown.context import Block, Context, join


def blockquote(tag: Tag, ctx: Context) -> list[Block]:
    """Return a quote, its lines after ``>``."""
    return quoted(ctx.walk(tag.contents, ctx.inside_quote()))


def callout(tag: Tag, ctx: Context) -> list[Block]:
    """Return a callout as a quote, its title in bold: visible as a box in every theme."""
    blocks = ctx.walk(tag.contents, ctx.inside_quote())
    if not blocks:
        return []
    sign = f"[!{callouts.kind(tag)}]" if ctx.survey.dialect.callouts else ""
    if callouts.title(tag) is not None and blocks[0].kind in ("", "heading"):
        words = blocks[0].text.strip("*")
        if not blocks[0].kind and "*" not in words and "\n" not in words:
            first = Block(f"{sign} {words}" if sign else f"**{words}**")
            return quoted([first, *blocks[1:]])
    return quoted([Block(sign), *blocks] if sign else blocks)


def quoted(blocks: list[Block]) -> list[Block]:
    """Return blocks as one quote; nothing for none."""
    if not blocks:
        return []
    lines = join(blocks).split("\n")
    return [Block("\n".join(f"> {line}" if line else ">" for line in lines), "quote")]
