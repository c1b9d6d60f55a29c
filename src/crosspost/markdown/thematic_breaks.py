"""Thematic breaks."""

from __future__ import annotations

from bs4 import Tag

from crosspost.lazy_regex import lazy_compile
from crosspost.markdown.context import Block, Context

_COMMENT = lazy_compile(r"<!--[^<>-]{0,100}-->")


def rule(tag: Tag, ctx: Context) -> list[Block]:
    """Return a horizontal rule, or the comment where the excerpt of an article ends."""
    separator = str(tag.attrs.get("data-excerpt-end") or "")
    if separator:
        if ctx.survey.dialect.jsx:
            return []  # comments of HTML are errors there
        is_comment = _COMMENT.fullmatch(separator)
        return [Block(separator if is_comment else "<!--more-->", "html")]
    return [Block("---", "hr")]
