"""Right-to-left text: the direction in the page is kept."""

from __future__ import annotations

from bs4 import Tag

from crosspost.markdown.context import Block, Context, join
from crosspost.markdown.elements import BLOCKS

# Types of blocks that cannot have an attribute list.
_HTML = frozenset(["html", "note"])


def turns(tag: Tag, ctx: Context) -> bool:
    """Tell whether a block changes the direction of text."""
    if tag.name not in BLOCKS:
        return False
    value = str(tag.attrs.get("dir") or "").lower()
    return value in ("rtl", "ltr") and value != ctx.direction


def directed(tag: Tag, ctx: Context) -> list[Block]:
    """Return an element that changes the direction: one block with an attribute, more in a ``div``.

    kramdown reads Markdown in the ``div``.
    """
    direction = str(tag.attrs["dir"]).lower()
    inner, dialect = ctx.directed(direction), ctx.survey.dialect
    if _holds_blocks(tag):
        content = ctx.walk(tag.contents, inner.inside_html())
        if not content:
            return []
        if not dialect.raw_html:
            ctx.survey.without_html.add("dir")
            return content
        read = ' markdown="1"' if dialect.markdown_attribute else ""
        start = f'<div dir="{direction}"{read}>'
        return [Block(f"{start}\n\n{join(content)}\n\n</div>", "html")]
    blocks = ctx.walk([tag], inner)
    if dialect.attributes != "kramdown":
        read = ' markdown="1"' if dialect.markdown_attribute else ""
        start = f'<div dir="{direction}"{read}>'
        if not dialect.raw_html or not blocks:
            return blocks
        return [Block(f"{start}\n\n{join(blocks)}\n\n</div>", "html")]
    return [
        block
        if block.kind in _HTML
        else Block(f'{block.text}\n{{: dir="{direction}"}}', block.kind)
        for block in blocks
    ]


def _holds_blocks(tag: Tag) -> bool:
    """Tell whether an element is a wrapper around blocks, not a block of Markdown itself."""
    if tag.name not in ("div", "section", "article", "main", "aside", "body"):
        return False
    return any(isinstance(node, Tag) and node.name in BLOCKS for node in tag.contents)
