"""Article tree → Markdown for kramdown with the GFM parser, as Jekyll renders it.

The goal: the built page shows what the source showed. ``docs/style.md`` says how
each element is written and why. Liquid is not handled here: ``targets.jekyll.liquid`` escapes
it.
"""

from __future__ import annotations

from typing import NamedTuple

from bs4 import Tag

from crosspost.markdown import truncate
from crosspost.markdown.context import MAX_NESTING, join
from crosspost.markdown.flavor import spell
from crosspost.markdown.writer import write
from crosspost.model.dialect import KRAMDOWN_GFM, Dialect


class Markdown(NamedTuple):
    """The Markdown of an article.

    Attributes:
        text: UTF-8, NFC, LF, one newline at the end; empty for an empty article.
        warnings: for the user (the text was cut, or nested too deep).
    """

    text: str
    warnings: tuple[str, ...] = ()


def render(body: Tag, dialect: Dialect = KRAMDOWN_GFM, *, keep_ids: bool = False) -> Markdown:
    """Return an article's body as Markdown, with warnings about losses.

    Args:
        body: the element whose content is the article; it is not changed.
        dialect: what the site's processor reads.
        keep_ids: keep the ids that other posts may link to, where the dialect has a form.
    """
    written = write(body, dialect, keep_ids=keep_ids)
    warnings: tuple[str, ...] = ()
    if written.flattened:
        warnings += (f"nested deeper than {MAX_NESTING} levels: deeper levels were flattened",)
    if written.unread:
        formulas = "1 formula has" if written.unread == 1 else f"{written.unread} formulas have"
        warnings += (f"{formulas} no TeX or MathML in the page: compare with the page",)
    if written.drawings:
        drawn = (
            "1 drawing (SVG) is"
            if written.drawings == 1
            else (f"{written.drawings} drawings (SVG) are")
        )
        warnings += (f"{drawn} not in the post",)
    if written.without_html:
        names = ", ".join(written.without_html)
        warnings += (f"the site's {dialect.name} shows no HTML: {names} as plain Markdown",)
    blocks = written.blocks
    text = join(blocks)
    if len(text) * 4 > truncate.MAX_BYTES and len(text.encode()) > truncate.MAX_BYTES:
        warnings += ("the article is longer than 1 MB; the rest was cut",)
        text = join(truncate.within(blocks))
    return Markdown(spell(text, dialect) + "\n" if text else "", warnings)


def to_markdown(body: Tag) -> str:
    """Return an article's body as Markdown for kramdown (GFM), with one newline at the end.

    Args:
        body: the element whose content is the article; it is not changed.
    """
    return render(body).text
