"""Article tree → Markdown for kramdown with the GFM parser, as Jekyll renders it.

The promise: the built page shows what the source showed. ``STYLE.md`` beside this file says how
each element is written and why. Nothing here knows of Liquid: ``targets.jekyll.liquid`` guards the
result.
"""

from __future__ import annotations

from typing import NamedTuple

from bs4 import Tag

from crosspost.markdown import truncate
from crosspost.markdown.context import MAX_NESTING, join
from crosspost.markdown.flavor import Flavor, spell
from crosspost.markdown.writer import write


class Markdown(NamedTuple):
    """The Markdown of an article.

    Attributes:
        text: UTF-8, NFC, LF, one newline at the end; empty for an empty article.
        warnings: what a person should know (the text was cut, or nested too deep).
    """

    text: str
    warnings: tuple[str, ...] = ()


def render(body: Tag, flavor: Flavor = "gfm") -> Markdown:
    """Return an article's body as Markdown, and what was lost.

    Args:
        body: the element whose content is the article; it is not changed.
        flavor: how the site's kramdown reads line breaks, struck text and headings.
    """
    written = write(body)
    warnings: tuple[str, ...] = ()
    if written.flattened:
        warnings += (f"nested deeper than {MAX_NESTING} levels: what is deeper was flattened",)
    blocks = written.blocks
    text = join(blocks)
    if len(text) * 4 > truncate.MAX_BYTES and len(text.encode()) > truncate.MAX_BYTES:
        warnings += ("the article is longer than 1 MB; the rest was cut",)
        text = join(truncate.within(blocks))
    return Markdown(spell(text, flavor) + "\n" if text else "", warnings)


def to_markdown(body: Tag) -> str:
    """Return an article's body as Markdown for kramdown (GFM), with one newline at the end.

    Args:
        body: the element whose content is the article; it is not changed.
    """
    return render(body).text
